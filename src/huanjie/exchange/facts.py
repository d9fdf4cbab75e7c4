"""Facts (事实) as JSON: what a declaration, a runoff and a committee's own vote are made from.

The readers refuse what cannot have happened: more votes than papers, one person twice in a contest.
What the law has an answer to, such as more papers collected than issued, they let pass.
"""

from __future__ import annotations

from typing import Any, Final

from huanjie.domain.contest import ContestCount, Count, Person, PersonId, Post, Revote
from huanjie.domain.rounds import OfficersFacts, RunoffFacts
from huanjie.door.cursor import Cursor
from huanjie.exchange.names import (
    find_whole,
    find_yes,
    read_key,
    read_pairs,
    read_person,
    read_post,
    read_sex,
    read_votes,
    refuse_above,
    refuse_repeats,
)
from huanjie.exchange.turnout import DEFAULT_METHOD, TURNOUT_KEYS, numbers_as_json, read_turnout

_CONTEST_KEYS: Final = (
    "post",
    "seats",
    "valid",
    "invalid",
    "women_seat_met",
    "candidates",
    "write_ins",
    "revote",
)
_PERSON_KEYS: Final = ("id", "votes", "oppose", "abstain", "sex")
_WRITE_IN_KEYS: Final = ("id", "votes", "sex")


def read_count_facts(cursor: Cursor) -> Count:
    """The facts of `declare` (宣布选举结果所依据的事实)."""
    cursor.only(*TURNOUT_KEYS, "single_ballot", "near_relatives", "contests")
    turnout = read_turnout(cursor)
    single_ballot = find_yes(cursor, "single_ballot")
    return Count(
        contests=_read_contests(cursor, turnout.collected, single_ballot=single_ballot),
        collected=turnout.collected,
        issued=turnout.issued,
        voters=turnout.voters,
        method=turnout.method,
        registered=turnout.registered,
        entitled=turnout.entitled,
        attended=turnout.attended,
        boxes=turnout.boxes,
        single_ballot=single_ballot,
        near_relatives=read_pairs(cursor),
    )


def _read_contests(
    facts: Cursor, collected: int, *, single_ballot: bool
) -> tuple[ContestCount, ...]:
    items = list(facts.get("contests").items())
    if not items:
        facts.get("contests").refuse("至少写一项职务")
    contests = tuple(_read_contest(item, collected, single_ballot=single_ballot) for item in items)
    refuse_repeats((item.get("post"), c.post) for item, c in zip(items, contests, strict=True))
    return contests


def _read_contest(item: Cursor, collected: int, *, single_ballot: bool) -> ContestCount:
    item.only(*_CONTEST_KEYS)
    valid, invalid = _read_papers(item, collected if single_ballot else None)
    people = _read_people(item, at_most=collected if valid is None else valid)
    return ContestCount(
        post=read_post(item.get("post")),
        seats=item.get("seats").whole(at_least=1),
        people=people,
        valid=valid,
        invalid=invalid,
        women_seat_met=find_yes(item, "women_seat_met"),
        revote=_read_revote(item, {person.id for person in people}),
    )


def _read_papers(item: Cursor, on_one_paper: int | None) -> tuple[int | None, int | None]:
    """有效票和无效票: both or neither; together `on_one_paper` where all posts share one."""
    valid, invalid = find_whole(item, "valid"), find_whole(item, "invalid")
    if (valid is None) != (invalid is None):
        missing = "valid" if valid is None else "invalid"
        item.refuse(f"缺少“{missing}”，有效票和无效票要一起写", f"补上“{missing}”")
    if on_one_paper is not None and valid is not None and invalid is not None:
        papers = valid + invalid
        if papers != on_one_paper:
            says = f"有效票和无效票合计 {papers} 张，收回选票写的是 {on_one_paper} 张"
            item.get("valid").refuse(says, "核对有效票和无效票")
    return valid, invalid


def _read_people(item: Cursor, *, at_most: int) -> tuple[Person, ...]:
    """Candidates in the order of the paper, then those written in (另选他人)."""
    written = item.find("write_ins")
    places = list(item.get("candidates").items())
    people = [_read_candidate(place, at_most) for place in places]
    for place in written.items() if written else ():
        places.append(place)
        people.append(_read_write_in(place, at_most))
    refuse_repeats((place.get("id"), p.id) for place, p in zip(places, people, strict=True))
    return tuple(people)


def _read_candidate(item: Cursor, at_most: int) -> Person:
    item.only(*_PERSON_KEYS)
    person = Person(
        id=read_person(item.get("id")),
        votes=item.get("votes").whole(),
        oppose=find_whole(item, "oppose"),
        abstain=find_whole(item, "abstain"),
        sex=read_sex(item),
    )
    refuse_above(item.get("votes"), at_most)
    marks = person.votes + (person.oppose or 0) + (person.abstain or 0)
    if marks > at_most:
        says = f"赞成、反对、弃权合计 {marks}，多于 {at_most} 张选票"
        item.refuse(says, "核对赞成、反对、弃权票")
    return person


def _read_write_in(item: Cursor, at_most: int) -> Person:
    item.only(*_WRITE_IN_KEYS)
    votes = item.get("votes").whole()
    refuse_above(item.get("votes"), at_most)
    return Person(id=read_person(item.get("id")), votes=votes, sex=read_sex(item), written_in=True)


def _read_revote(item: Cursor, standing: set[PersonId]) -> Revote | None:
    revote = item.find("revote")
    if revote is None:
        return None
    revote.only("collected", "votes")
    collected = revote.get("collected").whole()
    votes = read_votes(revote.get("votes"), at_most=collected)
    for person in votes:
        if person not in standing:
            revote.get("votes").get(person).refuse(f"“{person}”不在这项职务的第一次投票里")
    return Revote(collected=collected, votes=votes)


def read_runoff_facts(cursor: Cursor) -> RunoffFacts:
    """The facts of `runoff` (另行选举)."""
    cursor.only("vacancies", "collected", "attended", "votes")
    collected, attended = find_whole(cursor, "collected"), find_whole(cursor, "attended")
    return RunoffFacts(
        vacancies=cursor.get("vacancies").whole(at_least=1),
        collected=collected,
        attended=attended,
        votes=read_votes(cursor.get("votes"), at_most=attended if collected is None else collected),
    )


def read_officers_facts(cursor: Cursor) -> OfficersFacts:
    """The facts of `officers` (委员会选举书记、副书记): members alone are voted for."""
    cursor.only("committee", "attended", "votes")
    committee = _read_committee(cursor.get("committee"))
    attended = cursor.get("attended").whole()
    if attended > len(committee):
        cursor.get("attended").refuse(f"到会 {attended} 人，多于委员会的 {len(committee)} 人")
    votes = {}
    for post, table in cursor.get("votes").entries():
        key = Post(read_key(cursor.get("votes"), post))
        votes[key] = _read_officer_votes(table, set(committee), attended)
    if not votes:
        cursor.get("votes").refuse("至少写一项职务")
    return OfficersFacts(committee=committee, attended=attended, votes=votes)


def _read_officer_votes(
    table: Cursor, committee: set[PersonId], attended: int
) -> dict[PersonId, int]:
    votes = read_votes(table, at_most=attended)
    for person in votes:
        if person not in committee:
            table.get(person).refuse(f"“{person}”不是委员会的成员", "只能从当选的委员中选举")
    return votes


def _read_committee(cursor: Cursor) -> tuple[PersonId, ...]:
    members = [(item, read_person(item)) for item in cursor.items()]
    if not members:
        cursor.refuse("委员会至少有一人")
    refuse_repeats(members)
    return tuple(person for _, person in members)


def count_facts_as_json(count: Count) -> dict[str, Any]:
    """The facts of `declare`, without what was not stated and without what goes without saying."""
    facts: dict[str, Any] = {}
    if count.method != DEFAULT_METHOD:
        facts["method"] = count.method
    facts |= numbers_as_json(count)
    if count.single_ballot:
        facts["single_ballot"] = True
    if count.near_relatives:
        facts["near_relatives"] = [list(pair) for pair in count.near_relatives]
    facts["contests"] = [_contest_as_json(contest) for contest in count.contests]
    return facts


def _contest_as_json(contest: ContestCount) -> dict[str, Any]:
    table: dict[str, Any] = {"post": contest.post, "seats": contest.seats}
    if contest.valid is not None:
        table |= {"valid": contest.valid, "invalid": contest.invalid}
    if contest.women_seat_met:
        table["women_seat_met"] = True
    table["candidates"] = [_person_as_json(p) for p in contest.people if not p.written_in]
    written = [_person_as_json(p) for p in contest.people if p.written_in]
    if written:
        table["write_ins"] = written
    if contest.revote:
        table["revote"] = revote_as_json(contest.revote)
    return table


def revote_as_json(revote: Revote) -> dict[str, Any]:
    """再次投票 of one contest."""
    return {"collected": revote.collected, "votes": dict(revote.votes)}


def _person_as_json(person: Person) -> dict[str, Any]:
    keys = _WRITE_IN_KEYS if person.written_in else _PERSON_KEYS
    stated = {key: getattr(person, key) for key in keys}
    return {key: value for key, value in stated.items() if value is not None}


def runoff_facts_as_json(facts: RunoffFacts) -> dict[str, Any]:
    """The facts of `runoff`."""
    table: dict[str, Any] = {"vacancies": facts.vacancies}
    if facts.collected is not None:
        table["collected"] = facts.collected
    if facts.attended is not None:
        table["attended"] = facts.attended
    return {**table, "votes": dict(facts.votes)}


def officers_facts_as_json(facts: OfficersFacts) -> dict[str, Any]:
    """The facts of `officers`."""
    return {
        "committee": list(facts.committee),
        "attended": facts.attended,
        "votes": {post: dict(votes) for post, votes in facts.votes.items()},
    }
