"""Gates (关口): what a later app must say before a deed of an earlier one.

An app imports earlier apps and never later ones. Where an earlier app's deed must wait for what
only a later one knows, the later app registers `issues_before` here when the site starts.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput, refuse

if TYPE_CHECKING:
    from huanjie.office.planning.models import Election
    from huanjie.office.units.models import Unit

Check = Callable[[Action, "Election"], Iterator[BadInput]]
Remind = Callable[[Action, "Election"], Iterator["Reminder"]]
UnitCheck = Callable[[Collection["Unit"]], Iterator[BadInput]]
EntryCheck = Callable[["Election", int], Iterator[BadInput]]
EntryFollows = Callable[["Election", Collection[int]], Iterator["Reminder"]]
WhoStands = Callable[["Election"], Iterable[int]]
Formed = Callable[["Election"], "datetime.date | None"]
Elected = Callable[["Election"], Mapping[str, Sequence[str]]]
_checks: list[Check] = []
_reminds: list[Remind] = []
_unit_checks: list[UnitCheck] = []
_entry_checks: list[EntryCheck] = []
_entry_follows: list[EntryFollows] = []
_who_stands: list[WhoStands] = []
_formed: list[Formed] = []
_elected: list[Elected] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What speaks against a deed and does not forbid it (提醒): what is so, and what to do."""

    says: str
    remedy: str
    of_findings: bool = False
    """whether it tells of somebody's review: only for whoever may see the findings"""

    @property
    def whole(self) -> str:
        """Both in one line, as a page says them."""
        return f"{self.says}。{self.remedy}。"


def whole(reminders: Iterable[Reminder]) -> list[str]:
    """Each of them in one line."""
    return [each.whole for each in reminders]


class FindingFault(BadInput):
    """What forbids a deed and tells whom a review found what of (点名的审查结论): only for whoever
    may see the findings.
    """


def register(check: Check) -> None:
    """Ask this app, too; once, however often it registers."""
    if check not in _checks:
        _checks.append(check)


def issues_before(deed: Action, election: Election) -> Iterator[BadInput]:
    """Everything that forbids a deed, in the order in which the apps registered."""
    for check in _checks:
        yield from check(deed, election)


def pass_gates(deed: Action, election: Election) -> None:
    """Refuse a deed that a later app forbids, with the first reason."""
    refuse(issues_before(deed, election))


def register_reminders(remind: Remind) -> None:
    """Ask this app what to remind of before a deed; once, however often it registers."""
    if remind not in _reminds:
        _reminds.append(remind)


def reminders_before(deed: Action, election: Election) -> Iterator[Reminder]:
    """What the later apps have to say to a deed that they do not forbid."""
    for remind in _reminds:
        yield from remind(deed, election)


def register_for_units(check: UnitCheck) -> None:
    """Ask this app before places are merged, split up or end; once, however often it registers."""
    if check not in _unit_checks:
        _unit_checks.append(check)


def pass_unit_gates(units: Collection[Unit]) -> None:
    """Refuse to end or to divide places that a later app still needs, with the first reason."""
    for check in _unit_checks:
        refuse(check(units))


def register_for_entries(check: EntryCheck) -> None:
    """Ask this app before somebody on a published roll is struck off or corrected; once, however
    often it registers.
    """
    if check not in _entry_checks:
        _entry_checks.append(check)


def pass_entry_gates(election: Election, number: int) -> None:
    """Refuse to strike off or to correct whom a later app still rests on, by their number on the
    roll, with the first reason.
    """
    for check in _entry_checks:
        refuse(check(election, number))


def register_follows(follow: EntryFollows) -> None:
    """Ask this app what follows when somebody is struck off a published roll; once, however often
    it registers.
    """
    if follow not in _entry_follows:
        _entry_follows.append(follow)


def follows_striking(election: Election, numbers: Collection[int]) -> tuple[Reminder, ...]:
    """What the later apps have to say of whoever is struck off (移出以后), by their numbers on the
    roll, before it is done or after: what is over with it, and what to do.
    """
    return tuple(each for follow in _entry_follows for each in follow(election, numbers))


def register_who_stands(ask: WhoStands) -> None:
    """Ask this app who are the candidates of an election; once, however often it registers."""
    if ask not in _who_stands:
        _who_stands.append(ask)


def who_stands(election: Election) -> frozenset[int]:
    """Whoever is a published candidate (候选人), by the key of their entry on the roll."""
    return frozenset(entry for ask in _who_stands for entry in ask(election))


def register_formed(ask: Formed) -> None:
    """Ask this app by which later vote a body was completed; once, however often it registers."""
    if ask not in _formed:
        _formed.append(ask)


def formed_on(election: Election) -> datetime.date | None:
    """The day of the last of the later votes (最后一轮投票); None: the polling day."""
    return max((day for ask in _formed if (day := ask(election))), default=None)


def register_elected(ask: Elected) -> None:
    """Ask this app who holds each post by what was declared; once, however often it registers."""
    if ask not in _elected:
        _elected.append(ask)


def elected(election: Election) -> dict[str, tuple[str, ...]]:
    """Who holds each post by what was declared so far (当选的人), by the ids on the paper; nobody
    before a declaration, or after a void vote.
    """
    return {post: tuple(own) for ask in _elected for post, own in ask(election).items()}
