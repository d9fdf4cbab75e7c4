"""Votes as the domain wants them (投票的选举文件): the paper, the turnout, and the count so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from huanjie.domain.contest import PersonId
from huanjie.domain.election import Election as ElectionFile
from huanjie.domain.nextvotes import NextVote, next_votes
from huanjie.domain.rounds import CountFile, Declared, declare_rounds
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.exchange.count import read_count
from huanjie.exchange.election import election_as_json, read_election
from huanjie.law.pack import RulePack
from huanjie.office.candidacy.paper import (
    ballot_order_of,
    first_paper_of,
    near_relatives_of,
)
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.prepared import Prepared

FIRST: Final = "first"

_ROUNDS: Final = Prepared(
    Round._meta.get_field("election"),
    ask=lambda election: Round.objects.filter(election=election).order_by("number"),
)


def rounds_of(election: Election) -> tuple[Round, ...]:
    """The votes of an election, the first one first."""
    return tuple(_ROUNDS.all(election.pk))


def current_round(election: Election) -> Round | None:
    """The latest vote (当前的一轮); None where no paper of the first one was issued yet."""
    return next(reversed(rounds_of(election)), None)


def number_now(election: Election) -> int:
    """The number of the vote that goes on: the latest, or the first where none has begun."""
    latest = current_round(election)
    return latest.number if latest else 1


def find_vote(election: Election, number: int) -> Round | None:
    """A vote of an election; None where there is none of this number."""
    return next((each for each in rounds_of(election) if each.number == number), None)


def the_round(election: Election, number: int) -> Round:
    """The latest vote, which must be the one that a form is about."""
    latest = current_round(election)
    if latest is None or latest.number != number:
        raise BadInput(
            f"第 {number} 次投票不是现在进行的这一次", remedy="从“投票计票”重新打开这一页"
        )
    return latest


def first_paper(election: Election) -> list[dict[str, Any]]:
    """The first vote's contests; a paper that cannot be read is never printed on."""
    contests = first_paper_of(election)
    read_election(Cursor(_base(election) | {"contests": contests}))
    return contests


def election_file(election: Election, round_: Round) -> ElectionFile:
    """The vote's own ELECTION.json as a value, with its turnout once papers were collected."""
    later = round_.kind != FIRST
    base = _as_first(round_) if later else _base(election)
    day = round_.held_on if later and round_.held_on else election.polling_day
    stated: dict[str, Any] = base | {
        "polling_day": day.isoformat(),
        "contests": round_.paper,
        "near_relatives": [] if later else [list(pair) for pair in near_relatives_of(election)],
    }
    if round_.collected is not None:
        stated["turnout"] = _turnout(election, round_)
    return read_election(Cursor(stated))


def _base(election: Election) -> dict[str, Any]:
    pack = law_of(election).pack
    return {
        # The national version; the overlay is named by the region.
        "pack": f"{pack.body}@{pack.effective_from}",
        "region": pack.region,
        "unit": {"code": election.unit_id, "name": election.unit.full_name},
        "polling_day": election.polling_day.isoformat(),
        "single_ballot": True,
        "ballot": {"style": election.style, "order": ballot_order_of(election)},
    }


def _as_first(round_: Round) -> dict[str, Any]:
    """A later vote is of the same unit by the same name, even if the unit was renamed since."""
    first = election_as_json(count_before(round_).election)
    return {key: first[key] for key in ("pack", "region", "unit", "single_ballot", "ballot")}


def _turnout(election: Election, round_: Round) -> dict[str, Any]:
    numbers = {
        "entitled": entitled(election, round_),
        "attended": round_.attended,
        "voters": round_.voters,
        "issued": round_.issued,
        "collected": round_.collected,
    }
    if not asks_attended(law_of(election).pack):
        numbers["registered"] = election.registered
    known = {name: n for name, n in numbers.items() if n is not None}
    return {"method": election.method, **known}


def asks_attended(pack: RulePack) -> bool:
    """Whether the law counts who came to the meeting (实到人数): a Party meeting."""
    return pack.quorum is not None or (pack.majority is not None and pack.majority.of == "attended")


def asks_voters(election: Election, pack: RulePack) -> bool:
    """Whether the people who voted (投票人数) are counted: in every village, and wherever the law
    compares the papers with them.
    """
    compared = pack.ballot_total is not None and "voters" in pack.ballot_total.at_most
    in_village = election.body == "villagers-committee"
    return not asks_attended(pack) and (compared or in_village)


def entitled(election: Election, round_: Round) -> int | None:
    """How many may come to the meeting (应到人数): the members, or the committee for its own
    vote; None where there is no meeting.
    """
    pack = law_of(election).pack
    if round_.kind == "officers":
        return len(committee_before(round_, pack))
    return election.registered if asks_attended(pack) else None


def committee_before(round_: Round, pack: RulePack) -> tuple[PersonId, ...]:
    """The committee that votes (委员会全体成员): whoever holds a post after the votes before."""
    final = declare_rounds(count_before(round_), pack).final
    return tuple(dict.fromkeys(person for ids in final.values() for person in ids))


def round_before(round_: Round) -> Round:
    """The vote before a later one."""
    return Round.objects.get(election_id=round_.election_id, number=round_.number - 1)


def count_before(round_: Round) -> CountFile:
    """COUNT.json as the votes before left it."""
    return stored_count(round_before(round_))


def stored_count(round_: Round) -> CountFile:
    """COUNT.json after a declared vote."""
    return read_count(Cursor(round_.count))


def open_votes(count: CountFile, pack: RulePack) -> tuple[Declared, tuple[NextVote, ...]]:
    """What was declared so far, and which votes are open now: a revote before everything else."""
    declared = declare_rounds(count, pack)
    votes = next_votes(count, declared, pack)
    revotes = tuple(vote for vote in votes if vote.kind == "revote")
    return declared, revotes or votes


def names_of(rounds: Sequence[Round]) -> dict[str, str]:
    """Names by id, from every paper; who was written in is called as he was written."""
    papers = (contest for round_ in rounds for contest in round_.paper)
    return {each["id"]: each["name"] for contest in papers for each in contest["candidates"]}
