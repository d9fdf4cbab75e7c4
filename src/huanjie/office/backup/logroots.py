"""The roots of the logs (日志的根), recomputed from their leaves as they go by."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any, Final

from huanjie.door.fault import BadInput
from huanjie.office.backup.form import Table
from huanjie.record.merkle import Frontier, leaf_hashes

LOGS: Final = "deeds_log"
ENTRIES: Final = "deeds_entry"
_REMEDY: Final = "查明谁改动了它；用改动以前的备份恢复"


class LogRoots:
    """Takes every row of a backup, and tells each log's size and root at the end."""

    def __init__(self) -> None:
        self._found: dict[str, Frontier] = {}
        self._stated: dict[str, tuple[int, bytes]] = {}

    def reader(self, table: Table) -> Callable[[list[Any]], None]:
        """What to do with the rows of this table."""
        at = {name: place for place, (name, _) in enumerate(table.columns)}
        if table.name == ENTRIES:
            return lambda row: self._entry(row[at["log_id"]], row[at["sequence"]], row[at["leaf"]])
        if table.name == LOGS:
            return lambda row: self._log(row[at["name"]], row[at["size"]], row[at["peaks"]])
        return lambda row: None

    def roots(self) -> dict[str, Any]:
        """Each log's size and root. BadInput where a log's entries are not what it says of them."""
        for name in sorted({*self._stated, *self._found}):
            found = self._found.get(name, Frontier())
            if (found.size, b"".join(found.peaks)) != self._stated.get(name):
                raise BadInput("日志的条目与它的根对不上", file=name, remedy=_REMEDY)
        return {
            name: {"size": each.size, "root": base64.b64encode(each.root()).decode()}
            for name in sorted(self._stated)
            for each in [self._found.get(name, Frontier())]
        }

    def _entry(self, name: str, sequence: int, leaf: str) -> None:
        before = self._found.get(name, Frontier())
        if sequence != before.size:
            raise BadInput(f"缺少序号 {before.size} 的日志条目", file=name, remedy=_REMEDY)
        self._found[name] = before.plus(leaf_hashes([base64.b64decode(leaf)]))

    def _log(self, name: str, size: int, peaks: str) -> None:
        self._stated[name] = (size, base64.b64decode(peaks))
