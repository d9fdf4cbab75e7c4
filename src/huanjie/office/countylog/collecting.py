"""Collecting roots (汇入根值): at each tick the county log takes in the root of every log below it
that has grown, so that one signed checkpoint binds them all.

A place without a county above it (a province's own log, a site for one town) is collected by the
highest place of its tree. A collector's own log is bound by its checkpoint.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from django.db import transaction
from django.db.models import F, Max, Q

from huanjie.office.command import by_machine
from huanjie.office.countylog.models import CollectedRoot
from huanjie.office.deeds.models import Log
from huanjie.office.units.models import Level, Unit
from huanjie.record.merkle import Frontier

COLLECT: Final = "collect-roots"
"""the deed as the log names it (汇入下级日志的根值)"""
_AT_ONCE: Final = 500


def collectors() -> Iterator[Unit]:
    """The places whose logs take in others: every county, and the highest place of each tree."""
    yield from Unit.objects.filter(Q(level=Level.COUNTY) | Q(parent=None)).order_by("path")


def collect() -> int:
    """Enter the roots of all logs that have grown, county by county; how many there were."""
    return sum(_into(unit, logs) for unit, logs in _grown().items())


def _into(collector: Unit, logs: Iterable[Log]) -> int:
    """One entry with the roots of these logs, and where each stands."""
    rows = [(log, log.size, root_of(log)) for log in sorted(logs, key=lambda log: log.name)]
    roots = [[log.name, size, root.hex()] for log, size, root in rows]
    with transaction.atomic():
        entry = by_machine(COLLECT, collector, lambda: {"roots": roots})
        assert entry
        CollectedRoot.objects.bulk_create(
            CollectedRoot(log=log, size=size, entry=entry) for log, size, _ in rows
        )
    return len(rows)


def root_of(log: Log) -> bytes:
    """The root of a log as it stands."""
    return Frontier.stored(log.size, bytes(log.peaks)).root()


def _grown() -> dict[Unit, list[Log]]:
    """By collector: the logs that have entries which it has not taken in yet."""
    last = Log.objects.annotate(collected_size=Max("collected__size"))
    grown = list(last.filter(Q(collected_size=None, size__gt=0) | Q(size__gt=F("collected_size"))))
    places = _collector_of({log.region for log in grown})
    found: dict[Unit, list[Log]] = defaultdict(list)
    for log in grown:
        collector = places.get(log.region)
        if collector and log.name != collector.log_name:
            found[collector].append(log)
    return found


def _collector_of(regions: set[str]) -> dict[str, Unit]:
    """By the code of a place: who collects its logs."""
    known = {unit.pk: unit for unit in collectors()}
    wanted = sorted(regions)
    found: dict[str, Unit] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        for unit in Unit.objects.filter(pk__in=wanted[start : start + _AT_ONCE]):
            above = [known[code] for code in unit.codes if code in known]
            counties = [each for each in above if each.level == Level.COUNTY]
            found[unit.pk] = (counties or above)[0]
    return found
