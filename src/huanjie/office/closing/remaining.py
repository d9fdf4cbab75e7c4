"""What remains (还要做什么): the votes that are open, what else is left, and whether the dossier
may be sealed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from huanjie.domain.edges import POLLING_DAY
from huanjie.domain.nextvotes import NextVote
from huanjie.domain.schedule import ScheduledStep
from huanjie.door.fault import BadInput, NoSuchRule
from huanjie.dossier.case import Case
from huanjie.dossier.outlook import ToDo, to_do
from huanjie.dossier.people import People
from huanjie.law.citation import Citation
from huanjie.office.planning.events import RESULT_PUBLISHED, RUNOFF_END
from huanjie.office.polling.rounds import open_votes

_STEPS_OF: Final = {
    ("revote", False): ("revote",),
    ("runoff", False): ("runoff", "runoff-or-fewer-seats", "revote"),
    ("runoff", True): ("runoff-for-woman",),
}
"""What the outlook calls a vote that is open; a tie of a runoff is voted on in one more runoff."""
_BEFORE_SEALING: Final = (POLLING_DAY, RESULT_PUBLISHED, RUNOFF_END)
"""Steps from polling day on that are done, or out of the question, once a dossier may be sealed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One post on the next paper (下一张选票的一项职务), and who stands."""

    post: str
    seats: int
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVote:
    """A vote that is open (可以进行的投票), by which article."""

    name: str
    lines: tuple[PaperLine, ...]
    women_only: bool
    optional: bool
    """whether the unit may have fewer seats instead"""
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Anything else that is left (其他后续事项), in the dossier's words."""

    post: str
    says: str
    citation: Citation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remaining:
    """后续: the votes, the other matters, and what the pack does not say."""

    votes: tuple[OpenVote, ...]
    matters: tuple[Matter, ...]
    silent: str
    """why nobody knows who stands: the pack has no such rule; empty where it has"""

    @property
    def must_vote(self) -> bool:
        """Whether a vote is open that the unit may not leave out."""
        return bool(self.silent) or not all(vote.optional for vote in self.votes)

    @property
    def nothing(self) -> bool:
        """Whether the election is over."""
        return not (self.votes or self.matters or self.silent)


def remaining(case: Case) -> Remaining:
    """What is left to do after the declared votes of a case."""
    left = to_do(case)
    try:
        (_declared, votes), silent = open_votes(case.count, case.pack), ""
    except NoSuchRule as fault:
        votes, silent = (), str(fault)
    people = People(case)
    told = {id(each) for vote in votes for each in _said_of(vote, left)}
    return Remaining(
        votes=tuple(_open_vote(case, people, vote, left) for vote in votes),
        matters=tuple(_matters(people, [each for each in left if id(each) not in told])),
        silent=silent,
    )


def check_may_seal(case: Case) -> None:
    """Refuse to seal while a vote is open that must be held (BadInput)."""
    left = remaining(case)
    if not left.must_vote:
        return
    votes = [vote for vote in left.votes if not vote.optional]
    said = "、".join(f"{vote.name}（{_posts(vote)}）" for vote in votes) or left.silent
    raise BadInput(f"还有投票没有进行：{said}", remedy="先办完这些投票，再封存卷宗")


def steps_after(case: Case) -> tuple[ScheduledStep, ...]:
    """The dated steps after polling day once no vote is left (移交、归档)."""
    day = case.schedule.polling_day
    return tuple(
        step
        for step in case.schedule.steps
        if step.event not in _BEFORE_SEALING
        and step.window.latest
        and step.window.latest >= day
        and (step.window.earliest is None or step.window.earliest >= day)
    )


def _posts(vote: OpenVote) -> str:
    return "、".join(line.post for line in vote.lines)


def _open_vote(case: Case, people: People, vote: NextVote, left: tuple[ToDo, ...]) -> OpenVote:
    said = _said_of(vote, left)
    grounds = [each.citation for each in said if each.citation]
    if vote.kind == "officers" and case.pack.officers_majority:
        grounds.append(case.pack.officers_majority.citation)
    return OpenVote(
        name=vote.name,
        lines=tuple(
            PaperLine(
                post=people.post(contest.post),
                seats=contest.seats,
                people=tuple(people.name(each.id) for each in contest.candidates),
            )
            for contest in vote.contests
        ),
        women_only=vote.women_only,
        optional=vote.optional,
        citations=tuple(dict.fromkeys(grounds)),
    )


def _said_of(vote: NextVote, left: tuple[ToDo, ...]) -> list[ToDo]:
    """What the outlook says of the same vote."""
    steps = _STEPS_OF.get((vote.kind, vote.women_only), ())
    posts = {contest.post for contest in vote.contests}
    return [each for each in left if each.step in steps and each.post in posts]


def _matters(people: People, left: list[ToDo]) -> Iterator[Matter]:
    for each in left:
        post = people.post(each.post) if each.post else ""
        yield Matter(post=post, says=each.says, citation=each.citation)
