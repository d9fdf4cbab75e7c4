"""Reasons (为什么): why this came of somebody's votes, in a few words beside the result."""

from __future__ import annotations

from django.utils.translation import gettext as _

from huanjie.domain.contest import ContestCount, ContestResult, Person
from huanjie.dossier.words import grouped
from huanjie.office.closing.outcome import Outcome


def why_first(
    contest: ContestCount, result: ContestResult, person: Person, outcome: Outcome
) -> str:
    """Why this came of somebody's votes in the first vote and its revote."""
    match outcome:
        case Outcome.TIED:
            return _tied()
        case Outcome.NEXT_IN_LINE:
            return _next_in_line()
        case Outcome.ELECTED:
            return _why_elected(contest, result, person)
    if person.votes < result.minimum_votes:
        return _too_few(result.minimum_votes)
    if _voted_on_again(contest, person):
        return _("再次投票得票较少")
    return _left_out(full=len(result.elected) == contest.seats)


def why_later(person: Person, outcome: Outcome, minimum: int | None, *, full: bool) -> str:
    """Why this came of somebody's votes in a later vote; nothing where the most votes decide.

    `full`: whether this vote filled every seat that it was about.
    """
    if minimum is None:
        return ""
    if person.votes < minimum:
        return _too_few(minimum)
    match outcome:
        case Outcome.TIED:
            return _tied()
        case Outcome.NEXT_IN_LINE:
            return _next_in_line()
        case Outcome.ELECTED:
            return _enough(minimum)
    return _left_out(full=full)


def _why_elected(contest: ContestCount, result: ContestResult, person: Person) -> str:
    if _voted_on_again(contest, person):
        return _("票数相等，再次投票当选")
    passed_over = set(result.not_elected)
    more = any(each.id in passed_over and each.votes > person.votes for each in contest.people)
    if more and person.sex == "f":
        return _("妇女名额，妇女中得票最多")
    return _enough(result.minimum_votes)


def _voted_on_again(contest: ContestCount, person: Person) -> bool:
    return contest.revote is not None and person.id in contest.revote.votes


def _enough(minimum: int) -> str:
    return _("达到 %(votes)s 票") % {"votes": grouped(minimum)}


def _too_few(minimum: int) -> str:
    return _("不到 %(votes)s 票") % {"votes": grouped(minimum)}


def _tied() -> str:
    return _("票数相等，须再次投票")


def _next_in_line() -> str:
    return _("有人不任职，由得票次多的人递补")


def _left_out(*, full: bool) -> str:
    return _("得票较少，名额已满") if full else _("名额未定")
