"""From two sheets, or from records, to COUNT.json (计票文件): one vote counted onto the votes
before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from huanjie.domain.contest import Count, Person, PersonId, Sex
from huanjie.domain.election import Election as ElectionFile
from huanjie.domain.later import check_later, check_runoff
from huanjie.domain.revoting import check_seats
from huanjie.domain.rounds import CountFile, Declared, declare_rounds
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.exchange.count import count_as_json, read_count
from huanjie.law.pack import RulePack
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.countways import ByRecords, Way, by_hand, by_records
from huanjie.office.polling.judged import Finding, voids
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import (
    FIRST,
    committee_before,
    count_before,
    election_file,
    open_votes,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a vote comes to (一次投票的结果): the whole count after it, and what is declared."""

    count: CountFile
    declared: Declared
    voids: tuple[Finding, ...]
    """why a later vote is void: then the count is the one before it, and it is held again"""
    records: ByRecords | None = None
    """what it was counted from, where its papers were scanned"""


def outcome_of(election: Election, round_: Round) -> Outcome:
    """Count a vote onto those before it, and declare them all; refused before one sheet counts, or
    before every paper that was scanned is certain.
    """
    pack = law_of(election).pack
    way = by_records(election, round_, pack) if round_.is_scanned else by_hand(round_)
    why = later_voids(election, round_)
    file = election_file(election, round_)
    count = count_before(round_) if why else _counted(round_, file, way, pack)
    _check_readable(count)
    return Outcome(
        count=count,
        declared=declare_rounds(count, pack),
        voids=why,
        records=way if isinstance(way, ByRecords) else None,
    )


def later_voids(election: Election, round_: Round) -> tuple[Finding, ...]:
    """Why a later vote is void (以后各次投票无效的原因).

    COUNT.json says of the first vote that it is void, and of the committee's meeting that too few
    came; a void revote or runoff has no place in it, and elects nobody.
    """
    if round_.kind == FIRST:
        return ()
    found = voids(election, round_)
    if round_.kind == "officers":
        # A meeting without its quorum is the domain's own answer.
        return tuple(each for each in found if each.about == "papers")
    return found


def _counted(round_: Round, file: ElectionFile, way: Way, pack: RulePack) -> CountFile:
    if round_.kind == FIRST:
        return CountFile(election=file, rounds=(way.first(file),))
    before = count_before(round_)
    check_later(before, file)
    if round_.kind == "revote":
        onto = _onto(before, round_, pack)
        after = way.revote(onto, file)
        check_seats(onto, file, pack)
        return after
    if round_.kind == "runoff":
        before = with_sexes(before, _stated_sexes(file))
        check_runoff(before, file, pack)
        own = way.runoffs(before, file)
    else:
        committee = committee_before(round_, pack)
        own = (way.officers(before, file, committee),)
    return replace(before, rounds=(*before.rounds, *own))


def _onto(before: CountFile, round_: Round, pack: RulePack) -> CountFile:
    """The count that a revote is counted onto: a second one takes the place of an equal first."""
    posts = {contest["post"] for contest in round_.paper}
    _, votes = open_votes(before, pack)
    for vote in votes:
        if vote.kind == "revote" and {contest.post for contest in vote.contests} == posts:
            return vote.onto
    raise BadInput("票数相等的职务与安排这次再次投票时不同", remedy="请上级换届办核对记录")


def with_sexes(count: CountFile, sexes: Mapping[PersonId, Sex]) -> CountFile:
    """The same count, the sex filled in of whoever was written in and had none stated."""
    first, *later = count.rounds
    assert isinstance(first.facts, Count)

    def filled(person: Person) -> Person:
        return replace(person, sex=person.sex or sexes.get(person.id))

    contests = tuple(
        replace(contest, people=tuple(map(filled, contest.people)))
        for contest in first.facts.contests
    )
    return replace(
        count, rounds=(replace(first, facts=replace(first.facts, contests=contests)), *later)
    )


def _stated_sexes(file: ElectionFile) -> dict[PersonId, Sex]:
    people = (candidate for contest in file.contests for candidate in contest.candidates)
    return {each.id: each.sex for each in people if each.sex}


def _check_readable(count: CountFile) -> None:
    """What is stored is what anybody reads from it: a file that nobody could verify is refused."""
    if read_count(Cursor(count_as_json(count))) != count:
        raise BadInput("计票文件写出以后读回来不一样，没有保存", remedy="请联系管理员")
