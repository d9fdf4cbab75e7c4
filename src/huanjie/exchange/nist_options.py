"""Contests and their options in a NIST report (选举项目和可选的人): the printed candidates, then
whoever is written in, each under an id of the report's own.
"""

from __future__ import annotations

from typing import Any, Final

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import Contest, Election
from huanjie.law.pack import RulePack

ELECTION: Final = "election"
UNIT: Final = "unit"


class People:
    """Everybody who can be chosen (可选的人), once, for however many posts."""

    def __init__(self) -> None:
        self._candidates: dict[PersonId, dict[str, Any]] = {}

    def id_of(self, person: PersonId, name: str, *, codes: tuple[str, ...] = ()) -> str:
        """What the report calls this person, who becomes a candidate of it by being asked for."""
        candidate = self._candidates.get(person)
        if candidate is None:
            candidate = self._candidates[person] = {
                "@type": "CVR.Candidate",
                "@id": f"candidate-{len(self._candidates) + 1}",
                "Name": name,
                "Code": [_code("person", code) for code in codes],
            }
        return str(candidate["@id"])

    def as_json(self) -> list[dict[str, Any]]:
        """Everybody, in the order of their ids."""
        return list(self._candidates.values())


class ContestOptions:
    """One post and its options (一项职务的选项); people written in are added as they are met."""

    def __init__(self, contest: Contest, contest_id: str, people: People) -> None:
        self.id = contest_id
        self.seats = contest.seats
        self.places = {each.id: n for n, each in enumerate(contest.candidates, start=1)}
        """where each candidate stands among those printed; write-in lines come after them"""
        self._post = contest.post
        self._people = people
        self._selections: dict[PersonId, dict[str, Any]] = {}
        for each in contest.candidates:
            self._add(
                each.id, people.id_of(each.id, each.name, codes=(each.id,)), is_write_in=False
            )

    def printed(self, person: PersonId) -> str:
        """What a record calls the choice of a candidate."""
        return str(self._selections[person]["@id"])

    def written_in(self, person: PersonId, name: str) -> str:
        """The same for somebody written in, who becomes an option by it."""
        if person not in self._selections:
            self._add(person, self._people.id_of(person, name), is_write_in=True)
        return str(self._selections[person]["@id"])

    def _add(self, person: PersonId, candidate: str, *, is_write_in: bool) -> None:
        self._selections[person] = self._selection(CandidateIds=[candidate], IsWriteIn=is_write_in)

    def _selection(self, **more: Any) -> dict[str, Any]:
        number = len(self._selections) + 1
        return {"@type": "CVR.CandidateSelection", "@id": f"{self.id}-selection-{number}", **more}

    def as_json(self, pack: RulePack) -> dict[str, Any]:
        """The contest; the standard wants an option, so it has an empty line if nobody is one."""
        return {
            "@type": "CVR.CandidateContest",
            "@id": self.id,
            "Name": pack.post_name(self._post),
            "Code": [_code("post", self._post)],
            "VoteVariation": "n-of-m",
            "VotesAllowed": self.seats,
            "NumberElected": self.seats,
            "ContestSelection": [*self._selections.values()] or [self._selection(IsWriteIn=True)],
        }


class Options:
    """What the records of an election point at (全部选项)."""

    def __init__(self, election: Election) -> None:
        self._election = election
        self._people = People()
        self.contests: dict[Post, ContestOptions] = {
            contest.post: ContestOptions(contest, f"contest-{number}", self._people)
            for number, contest in enumerate(election.contests, start=1)
        }

    def election_as_json(self, pack: RulePack) -> dict[str, Any]:
        """The election with its contests, and everybody who was met so far."""
        unit, day = self._election.unit, self._election.polling_day
        return {
            "@type": "CVR.Election",
            "@id": ELECTION,
            "Name": f"{unit.name}{pack.name}选举 {day}",
            "ElectionScopeId": UNIT,
            "Code": [_code("rule-pack", pack.id)],
            "Candidate": self._people.as_json(),
            "Contest": [contest.as_json(pack) for contest in self.contests.values()],
        }


def _code(of: str, value: str) -> dict[str, Any]:
    """Our own name for something, beside the report's."""
    return {"@type": "CVR.Code", "Type": "other", "OtherType": f"huanjie-{of}", "Value": value}
