"""Sheets (计票单): what two tellers each wrote down of a hand count (手工计票), where they differ,
and how a scrutineer settled it.

Nothing here knows the law or who entered what: a sheet is numbers, in the order of the paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from huanjie.domain.contest import PersonId, Post
from huanjie.door.fault import BadInput

What = Literal["valid", "invalid", "votes", "oppose", "abstain", "spoilt", "write-in"]
WHAT: Final[dict[What, str]] = {
    "valid": "有效票",
    "invalid": "无效票",
    "votes": "赞成票",
    "oppose": "反对票",
    "abstain": "弃权票",
    "spoilt": "部分作废",
    "write-in": "另选他人",
}
"""Each kind of number on a sheet, as a sheet calls it (计票单的栏目)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetContest:
    """One post on a sheet (一项职务的计票); every number is of papers, none below 0."""

    valid: int
    invalid: int
    votes: Mapping[PersonId, int]
    """approvals (赞成票) of everybody printed, in the order of the paper"""
    oppose: Mapping[PersonId, int] | None = None
    """of the same people; None on papers of plain choices, like `abstain`"""
    abstain: Mapping[PersonId, int] | None = None
    spoilt: Mapping[PersonId, int] | None = None
    """of the same people, the valid papers whose mark for them nobody can read (部分作废): their
    part is void and the rest counts; None where the law knows no such part
    """
    write_ins: Mapping[str, int] = field(default_factory=dict)
    """people written in (另选他人) by name, as the papers spell it"""

    @property
    def papers(self) -> int:
        """Valid and invalid papers of this post."""
        return self.valid + self.invalid

    @property
    def written_in(self) -> int:
        """All votes for people written in (另选他人的得票合计)."""
        return sum(self.write_ins.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """一份计票单: every post of the paper, in its order."""

    contests: Mapping[Post, SheetContest]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where on a sheet a number stands (计票单上的一栏)."""

    post: Post
    what: What
    whom: str | None = None
    """a candidate's id, or the name of somebody written in; None beside the papers"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A number that the two tellers have differently (不同之处)."""

    place: Place
    first: int
    second: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """The two tellers' sheets (两人各自的计票单), and the settled one where they differ."""

    first: Sheet
    second: Sheet
    settled: Sheet | None = None
    """监票人认定的一份: None where both have the same numbers"""

    @property
    def decided(self) -> Sheet:
        """The sheet that counts: the settled one, or the one on which both agree."""
        return self.settled or self.first

    def of_post(self, post: Post) -> Sheets:
        """The same sheets for one post alone; no settled one where this post was undisputed."""
        first, second = _alone(self.first, post), _alone(self.second, post)
        disputed = self.settled if differences(first, second) else None
        return Sheets(
            first=first, second=second, settled=_alone(disputed, post) if disputed else None
        )


def _alone(sheet: Sheet, post: Post) -> Sheet:
    return Sheet(contests={post: sheet.contests[post]})


def numbers(sheet: Sheet) -> dict[Place, int]:
    """Every number of a sheet in the order of the paper: the papers of a post, then person by
    person, those written in last.
    """
    return {
        place: n
        for post, contest in sheet.contests.items()
        for place, n in _of_contest(post, contest).items()
    }


def _of_contest(post: Post, contest: SheetContest) -> dict[Place, int]:
    columns: tuple[tuple[What, Mapping[PersonId, int] | None], ...] = (
        ("votes", contest.votes),
        ("oppose", contest.oppose),
        ("abstain", contest.abstain),
        ("spoilt", contest.spoilt),
    )
    found = {
        Place(post=post, what="valid"): contest.valid,
        Place(post=post, what="invalid"): contest.invalid,
    }
    for person in contest.votes:
        for what, column in columns:
            if column is not None and person in column:
                found[Place(post=post, what=what, whom=person)] = column[person]
    for name, n in contest.write_ins.items():
        found[Place(post=post, what="write-in", whom=name)] = n
    return found


def differences(first: Sheet, second: Sheet) -> tuple[Difference, ...]:
    """Where the two sheets differ, in the order of the paper (两份计票单的不同之处).

    Somebody written in on one sheet alone has 0 on the other, and so has everybody where one alone
    has a column for parts that are void. Sheets of two different papers are
    refused (BadInput).
    """
    _check_one_paper(first, second)
    found = []
    for post, contest in first.contests.items():
        one, other = _of_contest(post, contest), _of_contest(post, second.contests[post])
        for place in dict.fromkeys([*one, *other]):
            mine, yours = one.get(place, 0), other.get(place, 0)
            if mine != yours:
                found.append(Difference(place=place, first=mine, second=yours))
    return tuple(found)


def _check_one_paper(first: Sheet, second: Sheet) -> None:
    one, other = (
        [place for place in numbers(each) if place.what not in ("write-in", "spoilt")]
        for each in (first, second)
    )
    if set(one) != set(other) or set(first.contests) != set(second.contests):
        raise BadInput(
            "两份计票单的职务或者候选人不同，不是同一张选票的", remedy="两份都按这次的选票重新录入"
        )


def settle(first: Sheet, second: Sheet, decided: Mapping[Place, int]) -> Sheet:
    """The sheet as a scrutineer (监票人) settled it: a number for every difference, and for no
    other place.

    The number may be either teller's, or a new one from counting again; 0 for somebody written in
    takes the name off the sheet. A missing, a surplus or a negative number is refused (BadInput).
    """
    disputed = [each.place for each in differences(first, second)]
    missing = [place for place in disputed if place not in decided]
    if missing:
        raise BadInput(
            f"还有 {len(missing)} 处不同没有认定，第一处是 {_words(missing[0])}",
            remedy="每一处不同都由监票人认定一个数",
        )
    surplus = [place for place in decided if place not in disputed]
    if surplus:
        raise BadInput(
            f"{_words(surplus[0])}：两份计票单相同，不需要认定", remedy="只认定不同的地方"
        )
    negative = [place for place, n in decided.items() if n < 0]
    if negative:
        raise BadInput(
            f"{_words(negative[0])}：认定的数是 {decided[negative[0]]}",
            remedy="写成零或者更大的整数",
        )
    return _sheet(first, {**numbers(first), **decided})


def _sheet(like: Sheet, agreed: Mapping[Place, int]) -> Sheet:
    """The numbers as a sheet of the same paper."""

    def column(post: Post, what: What, people: Mapping[PersonId, int]) -> dict[PersonId, int]:
        return {p: agreed[Place(post=post, what=what, whom=p)] for p in people}

    contests = {}
    for post, contest in like.contests.items():
        contests[post] = SheetContest(
            valid=agreed[Place(post=post, what="valid")],
            invalid=agreed[Place(post=post, what="invalid")],
            votes=column(post, "votes", contest.votes),
            oppose=contest.oppose and column(post, "oppose", contest.oppose),
            abstain=contest.abstain and column(post, "abstain", contest.abstain),
            spoilt=_spoilt(post, contest, agreed),
            write_ins={
                place.whom: n
                for place, n in agreed.items()
                if place.post == post and place.what == "write-in" and place.whom and n
            },
        )
    return Sheet(contests=contests)


def _spoilt(
    post: Post, contest: SheetContest, agreed: Mapping[Place, int]
) -> dict[PersonId, int] | None:
    """The parts that are void as they are agreed; None where neither sheet has any."""
    places = {person: Place(post=post, what="spoilt", whom=person) for person in contest.votes}
    if contest.spoilt is None and not any(place in agreed for place in places.values()):
        return None
    return {person: agreed.get(place, 0) for person, place in places.items()}


def _words(place: Place) -> str:
    whom = f"“{place.whom}”的" if place.whom else ""
    return f"{place.post} {whom}{WHAT[place.what]}"
