"""The syntax of a condition (条件的写法): text in, a tree of its parts out, or one fault.

    not hukou_here and (months_living_here >= 12 or months_village_work >= 12) and applied
    age_on(birth_date, polling_day) >= 18
    education in ["大专", "本科"]
    false

Names of facts, whole numbers, quoted words and days, `and or not`, comparisons, `in [..]`, and
functions: nothing else is read. Text, nesting and parts are bounded, so every text ends soon, and
the only fault is BadInput. What the names mean is `understanding.py`'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, NoReturn

from huanjie.door.cursor import LARGEST, shown
from huanjie.door.fault import BadInput
from huanjie.law.parts import (
    Call,
    Comparison,
    ConditionPart,
    Joined,
    Negation,
    Number,
    Operator,
    Quoted,
    Row,
    Word,
)

LONGEST: Final = 1_000
"""Characters of one expression."""
DEEPEST: Final = 20
"""Brackets and `not` inside one another."""
MOST_PARTS: Final = 200

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<word>[A-Za-z_][A-Za-z0-9_]*)|(?P<number>[0-9]+)"
    r"|(?P<text>\"[^\"]*\"|'[^']*')|(?P<sign><=|>=|==|!=|[<>()\[\],]))"
)
_KEYWORDS: Final = ("and", "or", "not", "in")
NEVER: Final = "false"
"""A condition that nobody meets is this word alone (一律不许)."""
_COMPARISONS: Final = ("<", "<=", ">", ">=", "==", "!=")
_HALF_WIDTH: Final = dict(zip("（）【】，“”‘’＜＞＝！", "()[],\"\"''<>=!", strict=True))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


_END: Final = "end"


def parse(text: str) -> ConditionPart:
    """The parts of an expression; a fault says which character, what is wrong and how to mend
    it.
    """
    if len(text) > LONGEST:
        raise BadInput(
            f"表达式有 {len(text)} 个字，最多 {LONGEST} 个", remedy="分成几个条件，各写一条"
        )
    reader = _Reader(_tokens(text))
    part = reader.disjunction()
    reader.expect_end()
    return part


def is_keyword(word: str) -> bool:
    """Whether a word has a meaning of its own, and cannot name a fact."""
    return word in (*_KEYWORDS, "true", NEVER)


def refuse(at: int, says: str, remedy: str = "") -> NoReturn:
    """Refuse a part of an expression, naming its place."""
    raise BadInput(f"表达式第 {at} 个字：{says}", remedy=remedy)


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    end = len(text.rstrip())
    place = 0
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None:
            _refuse_sign(text, place)
        kind = match.lastgroup or ""
        tokens.append(_Token(kind, match[kind], match.start(kind) + 1))
        place = match.end()
    tokens.append(_Token(_END, "", end + 1))
    return tokens


def _refuse_sign(text: str, place: int) -> NoReturn:
    """Refuse a character that begins nothing we know."""
    at = place + len(text[place:]) - len(text[place:].lstrip())
    sign = text[at]
    if sign in "\"'":
        refuse(at + 1, "引号没有成对", "补上后一个引号")
    if sign in _HALF_WIDTH:
        refuse(at + 1, f"“{sign}”是全角的", f"改成半角的 {_HALF_WIDTH[sign]}")
    if sign == "=":
        refuse(at + 1, "不认识“=”", "相等写成 ==")
    refuse(
        at + 1,
        f"不认识“{shown(sign)}”",
        "只用事实的代号、整数、引号里的词、and or not、比较、in [..] 和函数",
    )


class _Reader:
    """Reads tokens by the grammar: or, and, not, comparison, value."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0
        self._parts = 0

    def disjunction(self) -> ConditionPart:
        return self._joined("or", lambda: self._joined("and", self._negation))

    def expect_end(self) -> None:
        token = self._token
        if token.kind != _END:
            refuse(token.at, f"“{shown(token.text)}”前面缺少 and、or 或者比较", "补上，或者删去")

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        token = self._token
        self._next += token.kind != _END
        return token

    def _is(self, *texts: str) -> bool:
        return self._token.kind in ("word", "sign") and self._token.text in texts

    def _counted(self, part: ConditionPart) -> ConditionPart:
        self._parts += 1
        if self._parts > MOST_PARTS:
            refuse(part.at, f"表达式太长，最多 {MOST_PARTS} 个部分", "分成几个条件，各写一条")
        return part

    def _deeper(self, at: int) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            refuse(at, f"括号和 not 套得太深，最多 {DEEPEST} 层", "分成几个条件，各写一条")

    def _joined(self, by: Literal["and", "or"], read: Callable[[], ConditionPart]) -> ConditionPart:
        at = self._token.at
        parts = [read()]
        while self._is(by):
            self._take()
            parts.append(read())
        if len(parts) == 1:
            return parts[0]
        return self._counted(Joined(at=at, by=by, parts=tuple(parts)))

    def _negation(self) -> ConditionPart:
        if not self._is("not"):
            return self._comparison()
        at = self._take().at
        self._deeper(at)
        part = Negation(at=at, part=self._negation())
        self._depth -= 1
        return self._counted(part)

    def _comparison(self) -> ConditionPart:
        left = self._value()
        compared: list[ConditionPart] = []
        while operator := self._operator():
            right = self._row() if operator.endswith("in") else self._value()
            compared.append(
                self._counted(Comparison(at=left.at, left=left, operator=operator, right=right))
            )
            if isinstance(right, Row) and self._is(*_COMPARISONS, "in", "not"):
                refuse(self._token.at, "in [..] 的后面不能再比较", "用 and 分开写")
            left = right
        if not compared:
            return left
        if len(compared) == 1:
            return compared[0]
        return self._counted(Joined(at=compared[0].at, by="and", parts=tuple(compared)))

    def _operator(self) -> Operator | None:
        if self._is("not"):
            at = self._take().at
            if not self._is("in"):
                refuse(at, "这里的 not 后面缺少 in", "写成 and not …，或者 not in [..]")
            self._take()
            return "not in"
        if self._is("in", *_COMPARISONS):
            return self._take().text  # type: ignore[return-value]
        return None

    def _value(self) -> ConditionPart:
        token = self._take()
        match token.kind:
            case "number":
                return self._counted(Number(at=token.at, value=_whole(token)))
            case "text":
                return self._counted(Quoted(at=token.at, text=token.text[1:-1]))
            case "word" if token.text not in _KEYWORDS:
                return self._named(token)
            case "sign" if token.text == "(":
                return self._bracketed(token)
        what = f"“{shown(token.text)}”不能在这里" if token.text else "表达式没有写完"
        refuse(token.at, what, "补上事实、数或者引号里的词")

    def _named(self, token: _Token) -> ConditionPart:
        if not self._is("("):
            return self._counted(Word(at=token.at, word=token.text))
        self._take()
        arguments = self._listed(")", token.at)
        return self._counted(Call(at=token.at, function=token.text, arguments=arguments))

    def _bracketed(self, token: _Token) -> ConditionPart:
        self._deeper(token.at)
        part = self.disjunction()
        if not self._is(")"):
            refuse(token.at, "括号没有成对", "补上 )")
        self._take()
        self._depth -= 1
        return part

    def _row(self) -> ConditionPart:
        token = self._token
        if not self._is("["):
            refuse(token.at, "in 的后面应是方括号", 'in 写成 in ["大专", "本科"]')
        self._take()
        return self._counted(Row(at=token.at, items=self._listed("]", token.at)))

    def _listed(self, closing: str, at: int) -> tuple[ConditionPart, ...]:
        """Values up to the closing bracket, commas between them."""
        self._deeper(at)
        items: list[ConditionPart] = []
        while not self._is(closing):
            items.append(self._value())
            if not self._is(closing, ","):
                refuse(self._token.at, f"缺少逗号或者 {closing}", f"补上 , 或者 {closing}")
            if self._is(","):
                self._take()
        self._take()
        self._depth -= 1
        return tuple(items)


def _whole(token: _Token) -> int:
    if len(token.text) > len(str(LARGEST)) or int(token.text) > LARGEST:
        refuse(token.at, "数太大", f"写成不大于 {LARGEST} 的整数")
    return int(token.text)
