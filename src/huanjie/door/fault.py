"""Faults (差错): what is wrong with what we were given, where it stands and how to mend it.

    Fault
    ├── BadInput      exit status 2: a file, a fact or an argument cannot be used; nothing written
    └── NoSuchRule    exit status 3: the rule pack holds no such rule; it says whose decision it is

Every message is a Chinese sentence for the person who has to mend the input.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

LONGEST_PLACE: Final = 200


def one_line(text: str, longest: int) -> str:
    """Text as a fault may repeat it: short, on one line, nothing that a terminal would obey."""
    plain = "".join(sign if sign.isprintable() else "�" for sign in text)
    return plain if len(plain) <= longest else plain[:longest] + "…"


class Fault(Exception):
    """Anything that Huanjie refuses, in words that its user can act on."""


class BadInput(Fault):
    """Unusable input (输入有误): `says` what is wrong, `at` which place of `file`, and the
    `remedy`.

    `at` is a JSON pointer (`/contests/0/seats`), a table and key (`[turnout.voters] of`), or empty;
    `line` is the line of the file where there is one.
    """

    def __init__(
        self, says: str, *, at: str = "", file: str = "", line: int | None = None, remedy: str = ""
    ) -> None:
        self.says = says
        self.at = one_line(at, LONGEST_PLACE)
        self.file = file
        self.line = line
        self.remedy = remedy
        super().__init__(says)

    def within(self, *, file: str, line: int | None = None) -> BadInput:
        """The same fault, now naming the file that it was found in."""
        return BadInput(
            self.says,
            at=self.at,
            file=self.file or file,
            line=line if self.line is None else self.line,
            remedy=self.remedy,
        )

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        if self.line is not None:
            place.append(f"第{self.line}行")
        if self.at:
            place.append(self.at)
        where = " ".join(place)
        sentence = f"{where}：{self.says}" if where else self.says
        return f"{sentence} 改法：{self.remedy}" if self.remedy else sentence


def refuse(faults: Iterable[BadInput]) -> None:
    """Refuse by the first of these; nothing where there is none (没有问题)."""
    for fault in faults:
        raise fault


class NoSuchRule(Fault):
    """The pack holds no such rule (规则包没有这条规定); `decided_by` says whose decision it is, in
    the words of the packs.
    """

    def __init__(self, rule: str, *, pack: str, decided_by: str) -> None:
        self.rule = rule
        self.pack = pack
        self.decided_by = decided_by
        super().__init__(f"{pack} 没有关于“{rule}”的规定")
