"""Nobody is published as a candidate while their joint review is open, or has barred them
(联审没有办结、结论不宜的不能公布为候选人).
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.candidacy.conftest import declare_clean
from tests.office.conftest import Cast, act
from tests.office.review.conftest import COURT, GROUP, POLICE, PUNISHED, SENT_ON, Review

from huanjie.domain.cycle import Stage
from huanjie.domain.nominee import NomineeState
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.barring import Decision, bar_nominee, decide_appeal, file_appeal
from huanjie.office.candidacy.facts import put_facts
from huanjie.office.candidacy.models import Nominee, Source, StatedFact
from huanjie.office.candidacy.services import publish_candidates, withdraw
from huanjie.office.gates import issues_before, reminders_before
from huanjie.office.people.models import User
from huanjie.office.planning.models import Contest, Election
from huanjie.office.review.particulars import Key
from huanjie.office.review.services import withdraw_cases


def told(election: Election) -> list[str]:
    """What stands in the way of publishing, as far as joint review goes."""
    issues = issues_before(Action.PUBLISH_CANDIDATES, election)
    return [each.says for each in issues if "联审" in each.says]


def clear_all(review: Review, *lines: int) -> None:
    for department in (COURT, POLICE, GROUP):
        review.answer(department, *lines)


def enough(review: Review) -> Election:
    """The four fill the lawful list of a smaller election, by their own declarations."""
    election = review.election
    Contest.objects.filter(election=election).exclude(post__in=("chair", "member")).delete()
    Contest.objects.filter(election=election, post="member").update(seats=1)
    return election


def publish(cast: Cast, election: Election) -> str:
    election.refresh_from_db()
    return publish_candidates(acting_user=act(cast.chair), election=election)


def test_whoever_is_still_in_review_is_not_published(cast: Cast, review: Review) -> None:
    clear_all(review, 2, 3, 4)
    election = enough(review)
    declare_clean(cast, election)
    with pytest.raises(BadInput) as refused:
        publish(cast, election)
    assert refused.value.says == ("钟一鸣的联审（罗阳镇第 1 批）还没有办结，现在在“部门审查”这一级")
    assert "由罗阳镇撤回" in refused.value.remedy
    election.refresh_from_db()
    assert (election.stage, election.candidates_published_on) == (Stage.ROLL_PUBLISHED, None)


def test_everybody_cleared_is_published(cast: Cast, review: Review) -> None:
    clear_all(review)
    election = enough(review)
    declare_clean(cast, election)
    assert told(election) == []
    assert publish(cast, election) == SENT_ON.isoformat()


def test_the_level_that_is_asked_now_is_named(review: Review) -> None:
    review.answer(COURT)
    review.answer(POLICE)
    assert told(review.election) == [
        "钟一鸣、丁大山、蓝小美、王小红的联审（罗阳镇第 1 批）还没有办结，"
        "现在在“联审小组会签”这一级"
    ]


def test_whoever_the_review_bars_is_not_published_whatever_was_stated_since(
    cast: Cast, review: Review
) -> None:
    review.answer(COURT, 1, answer=PUNISHED)
    review.answer(POLICE, 1)
    clear_all(review, 2, 3, 4)
    election = enough(review)
    declare_clean(cast, election)
    unlike = {"criminal_punishment": False}
    put_facts(election, "p1", unlike, source=Source.DOCUMENT, reference="证明1号")
    assert told(election) == ["钟一鸣的联审（罗阳镇第 1 批）在“部门审查”这一级的结论是“依法不宜”"]
    with pytest.raises(BadInput, match="依法不宜"):
        publish(cast, election)


def test_of_whoever_left_the_list_nothing_is_asked(cast: Cast, review: Review) -> None:
    clear_all(review, 2, 3, 4)
    assert len(told(review.election)) == 1
    nominee = Nominee.objects.get(election=review.election, person="p1")
    withdraw(acting_user=act(cast.clerk), election=review.election, nominee=nominee.pk)
    assert told(review.election) == []


def test_whom_the_office_withdrew_from_review_is_not_waited_for(cast: Cast, review: Review) -> None:
    clear_all(review, 2, 3, 4)
    withdraw_cases(acting_user=act(cast.town), unit=review.town, batch=review.batch.pk, lines=[1])
    assert told(review.election) == []


def test_an_upheld_appeal_decides_after_the_review_barred(cast: Cast, review: Review) -> None:
    review.answer(COURT, 1, answer=PUNISHED)
    review.answer(POLICE, 1)
    clear_all(review, 2, 3, 4)
    election = review.election
    bar_nominee(acting_user=act(cast.clerk), election=election, person="p1", appeal_until=SENT_ON)
    assert told(election) == []
    file_appeal(acting_user=act(cast.clerk), election=election, person="p1", filed_on=SENT_ON)
    found = {"criminal_punishment": False}
    upheld = Decision(is_upheld=True, document="决定书1号", facts=found, evidence="法院证明")
    decide_appeal(acting_user=act(cast.chair), election=election, person="p1", decision=upheld)
    nominee = Nominee.objects.get(election=election, person="p1")
    assert nominee.state != NomineeState.BARRED
    assert told(election) == []


def test_where_nobody_was_sent_nothing_is_asked(nominees: list[Key]) -> None:
    election = Election.objects.get(pk=nominees[0][0])
    assert told(election) == []
    assert not StatedFact.objects.exists()


def test_no_other_deed_waits_for_the_review(review: Review) -> None:
    waits = [
        deed
        for deed in Action
        if any("联审" in each.says for each in issues_before(deed, review.election))
    ]
    assert waits == [Action.PUBLISH_CANDIDATES]


def test_the_check_page_says_whom_the_list_waits_for(
    cast: Cast, review: Review, browse: Callable[[User], Client]
) -> None:
    page = browse(cast.chair).get(f"/elections/{review.election.pk}/candidates/publish/")
    assert (
        "钟一鸣、丁大山、蓝小美、王小红的联审（罗阳镇第 1 批）还没有办结" in page.content.decode()
    )


def reminded(election: Election, deed: Action = Action.PUBLISH_CANDIDATES) -> list[str]:
    found = reminders_before(deed, election)
    return [f"{x.says}。{x.remedy}" for x in found if "联审" in x.says]


def test_whoever_was_not_reviewed_where_others_were_is_told_of_and_not_refused(
    review: Review,
) -> None:
    """A substitute is nominated when the review of the others is long over."""
    assert reminded(review.election) == []
    review.case(1).delete()
    (says,) = reminded(review.election)
    assert says.startswith("钟一鸣没有经过联审，别的人选经过了联审")
    assert "换届工作办公室送审" in says
    assert told(review.election) != []
    Nominee.objects.filter(election=review.election, name="钟一鸣").update(
        state=NomineeState.WITHDRAWN
    )
    assert reminded(review.election) == []


def test_where_nobody_was_reviewed_nobody_is_reminded(nominees: list[Key]) -> None:
    election = Election.objects.get(pk=nominees[0][0])
    for deed in (Action.PUBLISH_CANDIDATES, Action.FILL_UP):
        assert reminded(election, deed) == []
