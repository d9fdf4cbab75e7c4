"""Outcomes (个人结果): what came of each person's votes in the end, and why, as codes.

A later vote may move somebody to another post, and the next in line then takes the seat. Page,
notice and site put the codes into words of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from huanjie.domain.contest import BECAUSE, Because, Person, PersonId, Withdrawal
from huanjie.dossier.case import Case
from huanjie.dossier.vote import Vote, all_votes


class Outcome(StrEnum):
    """What came of somebody's votes (个人结果)."""

    ELECTED = "elected"
    NEXT_IN_LINE = "next-in-line"
    """递补当选: after somebody stepped back"""
    TIED = "tied"
    STEPPED_BACK = "stepped-back"
    """不任职: enough votes, and no seat"""
    NOT_ELECTED = "not-elected"
    VOID = "void"
    """选举无效"""


class Reason(StrEnum):
    """Why it came of them (为什么)."""

    ENOUGH = "enough"
    WOMANS_SEAT = "womans-seat"
    REVOTE_WON = "revote-won"
    NEXT_IN_LINE = "next-in-line"
    TIED = "tied"
    MEETING = "meeting"
    TOO_FEW = "too-few"
    REVOTE_LOST = "revote-lost"
    SEATS_FULL = "seats-full"
    SEATS_OPEN = "seats-open"
    NEAR_RELATIVE = "near-relative"
    TWO_POSTS = "two-posts"


REASONS: Final[dict[Reason, str]] = {
    Reason.ENOUGH: "达到 %(votes)s 票",
    Reason.WOMANS_SEAT: "妇女名额，妇女中得票最多",
    Reason.REVOTE_WON: "票数相等，再次投票当选",
    Reason.NEXT_IN_LINE: "有人不任职，由得票次多的人递补",
    Reason.TIED: "票数相等，须再次投票",
    Reason.MEETING: "近亲属职务、票数相等，由会议决定",
    Reason.TOO_FEW: "不到 %(votes)s 票",
    Reason.REVOTE_LOST: "再次投票得票较少",
    Reason.SEATS_FULL: "得票较少，名额已满",
    Reason.SEATS_OPEN: "名额未定",
    Reason.NEAR_RELATIVE: BECAUSE["near-relative"],
    Reason.TWO_POSTS: BECAUSE["two-posts"],
}
"""Each reason in a few words beside the outcome; `votes` is the number that was needed."""

_SEATED: Final = (Outcome.ELECTED, Outcome.NEXT_IN_LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonResult:
    """What came of one person's votes in one vote (一人一次投票的结果), and why."""

    outcome: Outcome
    reason: Reason | None
    """None where there is nothing to add: a void election, a revote"""

    @property
    def seated(self) -> bool:
        """Whether these votes gave a seat."""
        return self.outcome in _SEATED


class Outcomes:
    """Who holds what after every vote of a case, and why somebody elected does not."""

    def __init__(self, case: Case) -> None:
        self._final = case.declared.final
        self._withdrawn_later = case.declared.held.withdrawn
        self._voted_in = {(vote.post, id_) for vote in all_votes(case) for id_ in vote.elected}

    def of(self, vote: Vote, person: Person) -> PersonResult:
        """What came of somebody's votes in this vote."""
        outcome = self._outcome(vote, person)
        if outcome is Outcome.STEPPED_BACK:
            because = self._because(vote).get(person.id)
            return PersonResult(outcome=outcome, reason=Reason(because) if because else None)
        return PersonResult(outcome=outcome, reason=_reason(vote, person, outcome))

    def stepped_back(self, vote: Vote) -> tuple[Withdrawal, ...]:
        """Who had enough votes in this vote and does not take the seat (当选后不任职), by its own
        declaration or because of a later vote.
        """
        holders = self._final.get(vote.post, ())
        return tuple(
            Withdrawal(id=id_, because=because)
            for id_, because in self._because(vote).items()
            if id_ not in holders
        )

    def _because(self, vote: Vote) -> dict[PersonId, Because]:
        """Whom this vote elected without a seat, at once or later."""
        at_once = vote.result.withdrawn if vote.result else ()
        later = (
            each
            for post, each in self._withdrawn_later
            if post == vote.post and each.id in vote.elected
        )
        return {each.id: each.because for each in (*at_once, *later)}

    def _outcome(self, vote: Vote, person: Person) -> Outcome:
        if vote.is_void:
            return Outcome.VOID
        holds = person.id in self._final.get(vote.post, ())
        if person.id in vote.elected:
            return Outcome.ELECTED if holds else Outcome.STEPPED_BACK
        if holds and (vote.post, person.id) not in self._voted_in and _reached(vote, person):
            return Outcome.NEXT_IN_LINE
        if person.id in self._because(vote):
            return Outcome.STEPPED_BACK
        return Outcome.TIED if person.id in vote.tied else Outcome.NOT_ELECTED


def _reason(vote: Vote, person: Person, outcome: Outcome) -> Reason | None:
    if outcome is Outcome.VOID or vote.kind == "revote":
        return None
    match outcome:
        case Outcome.TIED:
            return Reason.TIED if _is_voted_again(vote) else Reason.MEETING
        case Outcome.NEXT_IN_LINE:
            return Reason.NEXT_IN_LINE
        case Outcome.ELECTED:
            return _why_elected(vote, person)
    return _why_not_elected(vote, person)


def _is_voted_again(vote: Vote) -> bool:
    """Whether a revote tells the tied apart; of relatives alone a meeting may decide."""
    return vote.result is None or "revote" in vote.result.next


def _why_elected(vote: Vote, person: Person) -> Reason:
    if person.id in vote.voted_again:
        return Reason.REVOTE_WON
    lost = vote.result.not_elected if vote.result else ()
    passed_over = any(each.id in lost and each.votes > person.votes for each in vote.people)
    return Reason.WOMANS_SEAT if passed_over and person.sex == "f" else Reason.ENOUGH


def _why_not_elected(vote: Vote, person: Person) -> Reason:
    if not _reached(vote, person):
        return Reason.TOO_FEW
    if person.id in vote.voted_again:
        return Reason.REVOTE_LOST
    return Reason.SEATS_FULL if vote.is_full else Reason.SEATS_OPEN


def _reached(vote: Vote, person: Person) -> bool:
    """Whether somebody reached the line of this vote (过线)."""
    return vote.minimum is None or person.votes >= vote.minimum
