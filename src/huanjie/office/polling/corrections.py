"""A corrected pack reaches a running election (改用修订后的规则) by a deed alone; every date and
every result that it moves is shown before anybody accepts it.
"""

from __future__ import annotations

from dataclasses import dataclass

from huanjie.domain.lawchange import ResultChange, RuleChange, results_changed, rules_changed
from huanjie.domain.moved import Moved, moved
from huanjie.domain.permission import Action
from huanjie.domain.schedule import Schedule, schedule
from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.laws import calendar, correction_of, keep_text, law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.rounds import stored_count


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a corrected pack would move in one election (修订带来的变动)."""

    before: RulePack | None
    """None where the text that the election was opened under is not kept"""
    after: RulePack
    rules: tuple[RuleChange, ...]
    dates: tuple[Moved, ...]
    results: tuple[ResultChange, ...]
    refused: str
    """why it cannot be taken now: what was already held cannot be declared by it"""

    @property
    def moves_nothing(self) -> bool:
        """Whether no date and no result is another by it."""
        return not (self.dates or self.results or self.refused)


def correction(election: Election) -> Correction | None:
    """The correction that waits for this election, with everything that it moves."""
    after = correction_of(election)
    if after is None:
        return None
    before = _kept(election)
    results, refused = _results(election, before, after)
    return Correction(
        before=before,
        after=after,
        rules=rules_changed(before, after) if before else (),
        dates=_dates(election, before, after),
        results=results,
        refused=refused,
    )


def _kept(election: Election) -> RulePack | None:
    try:
        return law_of(election).pack
    except BadInput:
        return None


def _dates(election: Election, before: RulePack | None, after: RulePack) -> tuple[Moved, ...]:
    """The steps that move; where the earlier text is not kept, all of them are to be looked at."""
    if before is None:
        return ()
    return moved(_schedule(election, before), _schedule(election, after))


def _schedule(election: Election, pack: RulePack) -> Schedule:
    return schedule(
        pack,
        polling_day=election.polling_day,
        calendar=calendar(),
        start=election.start_day,
    )


def _results(
    election: Election, before: RulePack | None, after: RulePack
) -> tuple[tuple[ResultChange, ...], str]:
    latest = election.rounds.filter(declared_at__isnull=False).order_by("number").last()
    if latest is None or before is None:
        return (), ""
    try:
        return results_changed(stored_count(latest), before, after), ""
    except BadInput as fault:
        return (), fault.says


@command(Action.ACCEPT_LAW)
def accept_law(
    *, acting_user: ActingUser, election: Election, sha256: str, because: str
) -> Done[str]:
    """Take the corrected pack that was shown (改用修订后的规则); the answer is its hash."""
    found = correction(election)
    if found is None:
        raise BadInput("没有等待改用的修订", remedy="重新打开这一页")
    if found.after.sha256 != sha256:
        raise BadInput("规则包又有了新的修订", remedy="重新打开这一页，看新的变动")
    if found.refused:
        raise BadInput(found.refused, remedy="先由选举委员会处理已经办的投票")
    says = {
        "was": election.pack_sha256,
        "now": sha256,
        "pack": found.after.id,
        "because": because,
        "rules": [each.place for each in found.rules],
        "dates": [each.step.event for each in found.dates],
        "results": [f"{each.post or ''} {each.field}".strip() for each in found.results],
    }
    keep_text(found.after)
    election.pack, election.pack_sha256 = found.after.id, sha256
    election.save(update_fields=("pack", "pack_sha256"))
    election.advance(Action.ACCEPT_LAW)
    return Done(answer=sha256, says=says)
