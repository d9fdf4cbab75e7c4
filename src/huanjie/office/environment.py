"""The environment (环境变量): the one place that reads the site's settings, each by its name.

docs/settings.md lists them; a test holds the page and the code equal.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from huanjie.door.fault import BadInput

_YES: Final = frozenset({"1", "true", "yes", "on"})
_NO: Final = frozenset({"", "0", "false", "no", "off"})


def text(name: str, otherwise: str = "") -> str:
    """A text; empty counts as not set."""
    return os.environ.get(name, "").strip() or otherwise


def flag(name: str) -> bool:
    """A switch: 1 or 0. BadInput for any other word, so that a slip does not switch silently."""
    word = text(name).lower()
    if word not in _YES | _NO:
        raise BadInput(f"{name}：“{word[:20]}”不是开关", remedy="写 1 或 0")
    return word in _YES


def number(name: str, otherwise: int, *, least: int, most: int) -> int:
    """A whole number within bounds."""
    word = text(name, str(otherwise))
    if not word.isdecimal() or not least <= int(word) <= most:
        raise BadInput(f"{name}：“{word[:20]}”不能用", remedy=f"写 {least} 至 {most} 的整数")
    return int(word)


def one_of(name: str, *choices: str) -> str:
    """One of a few words; the first where none is set."""
    word = text(name, choices[0])
    if word not in choices:
        raise BadInput(f"{name}：“{word[:20]}”不能用", remedy=f"写 {'、'.join(choices)} 之一")
    return word


def data_folder() -> Path:
    """The data folder (数据文件夹)."""
    return (data_named() or Path("huanjie-data")).absolute()


def data_named() -> Path | None:
    """The data folder that the environment names; None where it names none."""
    named = text("HUANJIE_DATA")
    return Path(named) if named else None


def prepare(data: Path | None = None) -> None:
    """Let Django start with the site's settings, over this data folder where one is named."""
    if data:
        os.environ["HUANJIE_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huanjie.office.settings")
