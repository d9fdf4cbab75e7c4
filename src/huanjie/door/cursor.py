"""A cursor (读取游标) over parsed JSON or TOML: reads one value at a time and knows where it
stands.

Hand-written readers use it so that no dict, float or unknown key passes the door:

    >>> facts = Cursor({"seats": 3})
    >>> facts.only("seats", "margin")
    >>> facts.get("seats").whole(at_least=1)
    3
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NoReturn
from unicodedata import category

from huanjie.door.fault import BadInput, one_line

LARGEST: Final = 10**12
"""No count of people or papers is larger; a longer number is a slip of the keyboard."""

LONGEST_TEXT: Final = 2_000
_SHOWN = 40
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Signs that nobody sees: with one of them two names that look alike would be two people."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KIND = {dict: "对象", list: "列表", str: "文字", bool: "true/false", int: "整数", float: "小数"}


@dataclass(frozen=True, slots=True)
class Cursor:
    """A value and its JSON pointer; every method either returns a checked value or refuses."""

    value: Any
    pointer: str = ""

    def refuse(self, says: str, remedy: str = "") -> NoReturn:
        """Refuse this value: a fault that names the place."""
        raise BadInput(says, at=self.pointer, remedy=remedy)

    def only(self, *known: str) -> None:
        """Refuse a value that is no object, or has a key that nobody asked for."""
        for key in self._object():
            if key not in known:
                Cursor(None, f"{self.pointer}/{escape(key)}").refuse(
                    f"不认识的键“{shown(key)}”", f"可用的键：{'、'.join(known)}"
                )

    def has(self, key: str) -> bool:
        """Whether the object states this key."""
        return key in self._object()

    def get(self, key: str) -> Cursor:
        """A key that must be there."""
        inside = self._object()
        if key not in inside:
            self.refuse(f"缺少“{key}”", f"补上“{key}”")
        return Cursor(inside[key], f"{self.pointer}/{escape(key)}")

    def needs(self, *keys: str, remedy: str = "") -> None:
        """Refuse an object that lacks any of these keys, naming every one that it lacks."""
        if missing := "、".join(f"“{key}”" for key in keys if not self.has(key)):
            self.refuse(f"缺少{missing}", f"补上{missing}{remedy}")

    def find(self, key: str) -> Cursor | None:
        """A key that may be absent; null counts as absent."""
        return self.get(key) if self.has(key) and self._object()[key] is not None else None

    def entries(self) -> Iterator[tuple[str, Cursor]]:
        """Each key of an object with its value, in the order of the text."""
        for key in self._object():
            if not key or len(key) > LONGEST_TEXT:
                self.refuse("键不能为空，也不能过长")
            yield key, self.get(key)

    def items(self) -> Iterator[Cursor]:
        """Each item of a list."""
        if not isinstance(self.value, list):
            self._expected("列表")
        for index, item in enumerate(self.value):
            yield Cursor(item, f"{self.pointer}/{index}")

    def whole(self, *, at_least: int = 0, at_most: int = LARGEST) -> int:
        """A whole number (整数) within bounds; true, false and 3.0 are none."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            self._expected("整数")
        if not at_least <= self.value <= at_most:
            bounds = f"{at_least} 至 {at_most}"
            self.refuse(f"{shown(self.value)} 不在 {bounds} 之间", f"写成 {bounds} 的整数")
        return self.value

    def text(self) -> str:
        """Text that is neither empty nor endless nor broken."""
        if not isinstance(self.value, str):
            self._expected("文字")
        if not self.value.strip() or len(self.value) > LONGEST_TEXT:
            self.refuse("文字不能为空，也不能过长", f"写一至 {LONGEST_TEXT} 个字")
        if self.value != self.value.strip():
            self.refuse("文字的首尾有空格", "删去空格")
        # Whatever is printable has none of them, and is told so without a look at each sign.
        if not self.value.isprintable() and any(category(s) in _UNSEEN for s in self.value):
            self.refuse("文字中有控制符、看不见的字符或残缺的字符", "重新输入这段文字")
        return self.value

    def one_of(self, *choices: str) -> str:
        """One of a few words."""
        if self.value not in choices or not isinstance(self.value, str):
            self.refuse(f"“{shown(self.value)}”不是可用的值", f"可用的值：{'、'.join(choices)}")
        return self.value

    def yes_no(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            self._expected("true 或 false")
        return self.value

    def date(self) -> datetime.date:
        """A calendar day: TOML's own, or text like 2026-06-28."""
        if type(self.value) is datetime.date:
            return self.value
        if isinstance(self.value, str) and _DATE.fullmatch(self.value):
            try:
                return datetime.date.fromisoformat(self.value)
            except ValueError:
                pass
        self.refuse(f"“{shown(self.value)}”不是日期", "写成 2026-06-28 这样的形式")

    def _object(self) -> dict[str, Any]:
        if not isinstance(self.value, dict):
            self._expected("对象")
        return self.value

    def _expected(self, kind: str) -> NoReturn:
        found = (
            "null" if self.value is None else _KIND.get(type(self.value), type(self.value).__name__)
        )
        self.refuse(f"应为{kind}，实为{found}", f"改成{kind}")


def escape(key: str) -> str:
    """A key as one step of a JSON pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


def shown(value: object) -> str:
    """A value as a fault may repeat it: short, on one line."""
    text = str(value) if not isinstance(value, int) or abs(value) < LARGEST**2 else "过大的数"
    return one_line(text, _SHOWN)
