"""Deeds of adjudication (疑票认定的办理): two rule, a third decides, a ruling is taken
back.
"""

from __future__ import annotations

import hashlib

from huanjie.domain.adjudication import (
    TWO,
    Given,
    Item,
    Marked,
    Ruling,
    SamePaper,
    check_may_rule,
)
from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.domain.tally import check_paper
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import canonical, pretty
from huanjie.exchange.rulings import ruling_as_json
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import election_file, the_round
from huanjie.office.polling.writtenin import check_written_in
from huanjie.office.scanning.models import GivenRuling
from huanjie.office.scanning.work import Work, work_of


@command(Action.ADJUDICATE)
def rule(
    *, acting_user: ActingUser, election: Election, number: int, item: str, ruling: Ruling
) -> Done[str]:
    """Rule on a doubtful paper (认定疑票), without seeing what somebody else ruled; the answer is
    how far it is.
    """
    after(Stage(election.stage), Action.ADJUDICATE)
    return _ruled(acting_user, election, number, (item, ruling), as_third=False)


@command(Action.DECIDE_BALLOTS)
def decide(
    *, acting_user: ActingUser, election: Election, number: int, item: str, ruling: Ruling
) -> Done[str]:
    """Decide where two differ (裁定疑票), by a third person who sees both."""
    after(Stage(election.stage), Action.DECIDE_BALLOTS)
    return _ruled(acting_user, election, number, (item, ruling), as_third=True)


def _ruled(
    acting: ActingUser,
    election: Election,
    number: int,
    said: tuple[str, Ruling],
    *,
    as_third: bool,
) -> Done[str]:
    word, ruling = said
    round_ = the_round(election, number)
    work = work_of(election, round_)
    own = the_item(work, word)
    check_may_rule(work.given(own), acting.user.pk, as_third=as_third)
    check_ruling(election, round_, work, own, ruling)
    content = ruling_as_json(ruling)
    row = GivenRuling.objects.create(
        round=round_,
        region=round_.region,
        item=word,
        place=_place(work, own, as_third=as_third),
        by=acting.user,
        given_at=clock.now(),
        content=pretty(content),
    )
    now = work.standing_with(own, row.place, Given(by=acting.user.pk, ruling=ruling))
    digest = hashlib.sha256(canonical(content)).hexdigest()
    says = {"round": number, "item": word, "place": row.place, "sha256": digest, "standing": now}
    return Done(answer=now, says=says, moves=False)


def _place(work: Work, own: Item, *, as_third: bool) -> int:
    """The first place that is free: one that was taken back is filled again."""
    taken = {each.row.place for each in work.written_on(own)}
    return TWO + 1 if as_third else min({1, TWO} - taken)


def the_item(work: Work, word: str) -> Item:
    """A doubtful paper by its word; BadInput where it is another one by now."""
    own = work.item(word)
    if own is None:
        raise BadInput(
            "这张疑票变了：又上传了它的图像，或者撤下了", remedy="回到疑票，从下一张继续"
        )
    return own


def check_ruling(election: Election, round_: Round, work: Work, item: Item, ruling: Ruling) -> None:
    """Refuse marks that the paper has no place for, names that nobody can mean, and a paper that
    is said to be the same as itself or as none.
    """
    if isinstance(ruling, SamePaper):
        if ruling.picture not in work.pictures:
            raise BadInput("没有这一幅图像", at="same_page", remedy="核对文件和页码")
        if ruling.picture in item.key:
            raise BadInput("这就是现在看的图像", at="same_page", remedy="选另一幅图像")
    if isinstance(ruling, Marked):
        file, pack = election_file(election, round_), law_of(election).pack
        if set(ruling.contests) != {contest.post for contest in file.contests}:
            raise BadInput("认定要写明选票上的每一项职务", remedy="重新打开这一页再填")
        for contest in file.contests:
            name = pack.post_name(contest.post)
            check_paper(f"“{name}”一栏", contest, ruling.contests[contest.post], file)
        written = {post: paper.write_ins for post, paper in ruling.contests.items()}
        check_written_in(election, round_, written)


@command(Action.ADJUDICATE)
def take_back(*, acting_user: ActingUser, election: Election, number: int, item: str) -> Done[str]:
    """Take one's own ruling back (收回认定) before the result is declared. Whoever decided between
    two decided on what both had said: that decision falls with it.
    """
    after(Stage(election.stage), Action.ADJUDICATE)
    round_ = the_round(election, number)
    rows = list(GivenRuling.objects.filter(round=round_, item=item))
    own = next((row for row in rows if row.by_id == acting_user.user.pk), None)
    if own is None:
        raise BadInput("您没有认定过这张疑票", remedy="只能收回自己的认定")
    gone = [row for row in rows if row is own or (row.place > TWO and own.place <= TWO)]
    GivenRuling.objects.filter(pk__in=[row.pk for row in gone]).delete()
    says = {"round": number, "item": item, "place": own.place, "taken_back": len(gone)}
    return Done(answer=item, says=says, moves=False)
