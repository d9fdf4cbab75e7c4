"""What is left after a declaration (宣布以后): the one place that asks the domain for it.

A declared count never changes, so its answer is kept for as long as the site runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from huanjie.domain.contest import Declaration
from huanjie.door.cursor import Cursor
from huanjie.door.fault import Fault
from huanjie.exchange.count import read_count
from huanjie.law.pack import RulePack
from huanjie.office.overview.task import Left
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import open_votes


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """后续: whether the first vote was void, and the votes that are left."""

    is_void: bool = False
    left: tuple[Left, ...] = ()
    silent: str = ""
    """why nobody can say (规则包没有规定), in a sentence; empty where the pack says it"""


_KNOWN: Final[dict[tuple[str, int], Outlook]] = {}


def outlooks(declared: Iterable[tuple[Election, int]]) -> dict[str, Outlook]:
    """For elections with the number of their last declared vote: what is left of each."""
    wanted = {(election.pk, number): election for election, number in declared}
    fresh = {key for key in wanted if key not in _KNOWN}
    found: dict[tuple[str, int], Outlook] = {}
    if fresh:
        rounds = Round.objects.filter(election__in={pk for pk, _ in fresh}, count__isnull=False)
        for pk, number, count in rounds.values_list("election_id", "number", "count"):
            if (pk, number) in fresh:
                found[pk, number] = remaining(count, law_of(wanted[pk, number]).pack)
    # Where the pack was silent, it is asked again: its next revision may say it.
    _KNOWN.update({key: outlook for key, outlook in found.items() if not outlook.silent})
    return {key[0]: found.get(key) or _KNOWN.get(key) or Outlook() for key in wanted}


def remaining(count: Any, pack: RulePack) -> Outlook:
    """What COUNT.json leaves to do under its pack."""
    try:
        declared, votes = open_votes(read_count(Cursor(count)), pack)
    except Fault as fault:
        return Outlook(silent=str(fault))
    first = declared.answers[0]
    return Outlook(
        is_void=isinstance(first, Declaration) and not first.valid,
        left=tuple(Left(kind=vote.kind, name=vote.name, optional=vote.optional) for vote in votes),
    )
