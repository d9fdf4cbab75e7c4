"""What the site and its operator do (系统和运维的事项), beside the deeds of people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from huanjie.domain.cycle import DEED_NAMES

MACHINE_DEEDS: Final[Mapping[str, str]] = {
    "collect-roots": "汇入下级日志的根值",
    "delete-data": "到期删除",
    "load-rolls": "成批导入名册结束",
    "rotate-keys": "更换字段钥匙",
    "retire-keys": "停用旧的字段钥匙",
    "new-epoch": "恢复备份，开始新纪元",
}
"""Each as a history calls it."""

EVERY_DEED: Final[Mapping[str, str]] = {
    **{str(k): v for k, v in DEED_NAMES.items()},
    **MACHINE_DEEDS,
}
"""Whatever a log may hold, by its word, as a history calls it."""

MACHINE: Final = "系统"
OPERATOR: Final = "运维人员"
MACHINE_ROLES: Final = (MACHINE, OPERATOR)
"""Who does them, as a log names it: the site by itself, and whoever operates it."""
