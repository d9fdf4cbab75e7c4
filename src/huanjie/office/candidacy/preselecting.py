"""The votes of a pre-selection (预选得票), where the law lists the candidates by them.

The pre-selection is held and counted in public by the election committee; kept here is only what
each nominee received, for the order of the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.routes import MOST_NOMINATORS
from huanjie.office.candidacy.slate import Line, Slate, slate_of
from huanjie.office.candidacy.standing import is_published
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.models import Election


def asks_preselection(pack: RulePack) -> bool:
    """Whether the order of the list may hang on a pre-selection (按预选得票排列)."""
    return pack.list_order is not None and pack.list_order.by != "nominations"


def votes_field(nominee: Nominee) -> str:
    """What a form and a fault call a nominee's votes."""
    return f"votes_{nominee.pk}"


@command(Action.NOMINATE)
def enter_preselection(
    *, acting_user: ActingUser, election: Election, votes: Mapping[int, int | None]
) -> Done[int]:
    """Enter what each nominee received in the pre-selection (登记预选得票), by the numbers of the
    nominations; the answer is how many have votes. What was entered before gives way to it, and a
    post of which nobody has any was not pre-selected: nobody who left it has votes either. Whoever
    left another post keeps theirs, by which they may fill a place. Refused, at `votes_…` of a
    nomination, where somebody of a post that was is left out, or where the number of a published
    candidate would change.
    """
    election.advance(Action.NOMINATE)
    slate = slate_of(election)
    if not asks_preselection(slate.pack):
        raise BadInput("这次选举适用的规定没有按预选得票排列名单", remedy="不用登记预选得票")
    rows = [each for line in slate.lines for each in line.people]
    if unknown := votes.keys() - {each.pk for each in rows}:
        raise BadInput(
            f"这次选举没有编号 {min(unknown)} 的提名", at="votes", remedy="回到候选人页看现在的名单"
        )
    for line in slate.lines:
        _check_whole(line, votes)
    _check_published(rows, votes)
    for each in rows:
        each.preselected = votes.get(each.pk)
        each.save(update_fields=("preselected",))
    _forget_where_none_was_held(election, slate)
    known = [each.person for each in rows if each.preselected is not None]
    says = {"preselected": list(dict.fromkeys(known)), "preselection": _said(slate)}
    return Done(answer=len(known), says=says)


def _forget_where_none_was_held(election: Election, slate: Slate) -> None:
    """Take the votes of a pre-selection that was not held from those who left its post, too."""
    posts = [
        line.contest.pk
        for line in slate.lines
        if line.people and all(each.preselected is None for each in line.people)
    ]
    election.nominees.filter(contest__in=posts).update(preselected=None)


def _check_whole(line: Line, votes: Mapping[int, int | None]) -> None:
    given = {each.pk: votes.get(each.pk) for each in line.people}
    for each in line.people:
        count = given[each.pk]
        if count is None and any(n is not None for n in given.values()):
            raise BadInput(
                f"{line.contest.name}经过预选，{each.name}的得票没有写",
                at=votes_field(each),
                remedy="每个人都写，没有得票的写 0；这项职务没有预选的，都不写",
            )
        if count is not None and not 0 <= count <= MOST_NOMINATORS:
            raise BadInput("得票数写得不对", at=votes_field(each), remedy="照预选结果的公告写")


def _check_published(rows: Iterable[Nominee], votes: Mapping[int, int | None]) -> None:
    for each in rows:
        if is_published(each) and votes.get(each.pk) != each.preselected:
            raise BadInput(
                f"{each.name}是公布过的正式候选人，得票不能再改",
                at=votes_field(each),
                remedy="照公布名单以前登记的得票写",
            )


def _said(slate: Slate) -> dict[str, dict[str, int]]:
    """The votes as the log keeps them: of each post that was pre-selected, by the ids on the
    paper.
    """
    found = {
        line.contest.post: {
            each.person: each.preselected for each in line.people if each.preselected is not None
        }
        for line in slate.lines
    }
    return {post: own for post, own in found.items() if own}
