"""How far the documents of many elections have come (报送状态): one query, however many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from huanjie.domain.filing import State, matters_in
from huanjie.law.pack import RulePack
from huanjie.office.filings.models import Filing


def states_of(elections: Iterable[str]) -> Mapping[str, Mapping[str, State]]:
    """Every document's state by its event, by the election's id; none of what was never sent."""
    found: defaultdict[str, dict[str, State]] = defaultdict(dict)
    rows = Filing.objects.filter(election__in=list(elections))
    for election, event, state in rows.values_list("election", "event", "state"):
        found[election][event] = State(state)
    return found


def by_step(pack: RulePack, known: Mapping[str, State]) -> dict[str, State]:
    """The state at every step of a pack's that sends a document, or waits for its answer."""
    found: dict[str, State] = {}
    for matter in matters_in(pack):
        state = known.get(matter.event, State.UNSENT)
        found[matter.event] = state
        if matter.answered_by:
            found[matter.answered_by] = state
    return found
