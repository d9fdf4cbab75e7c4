"""The notice as its paper says it (公示的文书): one reading of it for what was posted and for a
draft of it, which nothing is kept of.
"""

from __future__ import annotations

from collections.abc import Iterable

from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.exchange.schedule import month_in_words
from huanjie.office import clock
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.gates import pass_gates
from huanjie.office.notices.listing import PostLines, by_post, grounds_on_paper, hanging
from huanjie.office.notices.models import Notice
from huanjie.office.notices.posting import Posting, lines_of, planned
from huanjie.office.planning.models import Election
from huanjie.office.roll.entries import SEX_WORDS
from huanjie.paper.notice_papers import Hung


def hung(notice: Notice) -> Hung:
    """A notice as it was posted."""
    return _hung(notice, hanging(notice).posts)


def draft(election: Election, posting: Posting) -> Hung:
    """What would be posted on this day if it were entered now (拟稿); refused as posting itself is,
    but for a day that has not come: the paper is printed before.
    """
    after(Stage(election.stage), Action.POST_NOTICE)
    pass_gates(Action.POST_NOTICE, election)
    slate = slate_of(election)
    notice = planned(election, posting, slate)
    return _hung(notice, by_post(lines_of(notice, slate)))


def _hung(notice: Notice, posts: Iterable[PostLines]) -> Hung:
    return Hung(
        posted_on=notice.posted_on,
        last_day=notice.last_day,
        days=notice.days,
        grounds=grounds_on_paper(notice),
        ordered_by=notice.ordered_by,
        answer_days=notice.answer_days,
        posts=tuple(
            (
                each.post,
                tuple(
                    (x.name, SEX_WORDS.get(x.sex, ""), month_in_words(x.born)) for x in each.people
                ),
            )
            for each in posts
        ),
        is_objectable=clock.today() <= notice.last_day,
    )
