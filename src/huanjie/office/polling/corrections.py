"""A corrected pack reaches a running election (改用修订后的规则) by a deed alone; every date and
every result that it moves is shown before anybody accepts it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from huanjie.domain.lawchange import ResultChange, RuleChange, results_changed, rules_changed
from huanjie.domain.moved import Moved, moved
from huanjie.domain.permission import Action
from huanjie.domain.schedule import Schedule, schedule
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import canonical
from huanjie.law.applied import Law
from huanjie.law.calendar import Calendar, calendar_as_json
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.laws import correction_of, keep_law, law_of, years_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.rounds import stored_count


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What corrected law would move in one election (修订带来的变动)."""

    before: Law | None
    """None where the text that the election was opened under is not kept: what moves is unknown"""
    after: Law
    rules: tuple[RuleChange, ...]
    dates: tuple[Moved, ...]
    other_days: bool
    """whether the holiday arrangements it is counted by are others (放假安排公布或者改了)"""
    results: tuple[ResultChange, ...]
    refused: str
    """why it cannot be taken now: what was already held cannot be declared by it"""

    @property
    def other_edition(self) -> bool:
        """Whether the pack itself is another, and not the holidays alone (规则包有修订)."""
        return self.before is None or self.before.pack.sha256 != self.after.pack.sha256

    @property
    def seal(self) -> str:
        """What a form repeats, so that nobody accepts another correction than was shown."""
        days = canonical(calendar_as_json(self.after.calendar))
        return hashlib.sha256(self.after.pack.sha256.encode() + days).hexdigest()


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
        rules=rules_changed(before.pack, after.pack) if before else (),
        dates=_dates(election, before, after) if before else (),
        other_days=before is not None and _days(election, before) != after.calendar,
        results=results,
        refused=refused,
    )


def _kept(election: Election) -> Law | None:
    try:
        return law_of(election)
    except BadInput:
        return None


def _days(election: Election, law: Law) -> Calendar:
    """The years that matter here: a law that was never remembered has the whole shelf."""
    return law.calendar.only(years_of(election))


def _dates(election: Election, before: Law, after: Law) -> tuple[Moved, ...]:
    """The steps whose last day moves."""
    both = (_schedule(election, before), _schedule(election, after))
    return tuple(each for each in moved(*both) if each.moves_its_last_day)


def _schedule(election: Election, law: Law) -> Schedule:
    return schedule(
        law.pack,
        polling_day=election.polling_day,
        calendar=law.calendar,
        start=election.start_day,
    )


def _results(
    election: Election, before: Law | None, after: Law
) -> tuple[tuple[ResultChange, ...], str]:
    """The results that move; where the earlier text is lost, only whether the votes that were held
    can be declared by the new one.
    """
    latest = election.rounds.filter(declared_at__isnull=False).order_by("number").last()
    if latest is None:
        return (), ""
    was = before or after
    try:
        return results_changed(stored_count(latest), was.pack, after.pack), ""
    except BadInput as fault:
        return (), fault.says


@command(Action.ACCEPT_LAW)
def accept_law(
    *, acting_user: ActingUser, election: Election, seal: str, because: str
) -> Done[str]:
    """Take the corrected law that was shown (改用修订后的规则); the answer is its pack's hash."""
    found = correction(election)
    if found is None:
        raise BadInput("没有等待改用的修订", remedy="重新打开这一页")
    if found.seal != seal:
        raise BadInput("规则又有了新的修订", remedy="重新打开这一页，看新的变动")
    if found.refused:
        raise BadInput(found.refused, remedy="先由选举委员会处理已经办的投票")
    was = election.pack_sha256
    keep_law(election, found.after)
    says = {
        "was": was,
        "now": election.pack_sha256,
        "pack": election.pack,
        "because": because,
        "rules": [each.place for each in found.rules],
        "dates": [each.step.event for each in found.dates],
        "results": [f"{each.post or ''} {each.field}".strip() for each in found.results],
        "holidays": found.other_days,
    }
    election.save(update_fields=("pack", "pack_sha256", "calendar_sha256"))
    election.advance(Action.ACCEPT_LAW)
    return Done(answer=election.pack_sha256, says=says)
