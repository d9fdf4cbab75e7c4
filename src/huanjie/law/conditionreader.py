"""Readers of conditions, and of the facts that they are asked of (条件和事实的读取)."""

from __future__ import annotations

import re
from typing import Any, Final

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.law import syntax
from huanjie.law.condition import EFFECTS, EXEMPTERS, UNSAID, Condition
from huanjie.law.expression import KINDS, Fact
from huanjie.law.reader import cited, read_words
from huanjie.law.understanding import Facts, understand

_FACT: Final = re.compile(r"[a-z][a-z0-9_]*")


def read_fact(table: Cursor) -> Fact:
    """事实; a grade and a choice list their words, and may name each of them."""
    table.only("fact", "name", "kind", "choices", "names")
    word = table.get("fact")
    if not _FACT.fullmatch(word.text()) or syntax.is_keyword(word.value):
        word.refuse("事实的代号只用小写字母、数字和下划线", "改成 birth_date 这样")
    kind: Any = table.get("kind").one_of(*KINDS)
    listed = table.find("choices")
    if (listed is not None) != (kind in ("grade", "choice")):
        table.refuse("grade 和 choice 须写 choices，其他的不写", "补上或者删去 choices")
    return Fact(
        fact=word.value,
        name=table.get("name").text(),
        kind=kind,
        choices=read_words(listed) if listed else (),
        names=_names(table),
    )


def _names(table: Cursor) -> tuple[str, ...]:
    """What people call each of the choices, in their order; none where the words say it."""
    named, listed = table.find("names"), table.find("choices")
    if named is None:
        return ()
    if listed is None:
        named.refuse("没有 choices，也就没有要命名的词", "删去 names")
    names = read_words(named)
    if len(names) != len(listed.value):
        named.refuse("names 的个数和 choices 不相等", "按 choices 的次序，一个词写一个名称")
    if len(set(names)) != len(names):
        named.refuse("同一个名称写了两次", "每个词写不同的名称")
    return names


def read_condition(table: Cursor, *, facts: Facts) -> Condition:
    """条件, its expression understood by the facts of the pack."""
    stated = _condition(table)
    when = table.get("when")
    try:
        return Condition(**stated, expression=understand(when.text(), facts))
    except BadInput as fault:
        when.refuse(fault.says, fault.remedy)


def check_condition(table: Cursor) -> None:
    """A condition of an overlay alone: its names may be facts of the pack that it is laid over."""
    _condition(table)
    when = table.get("when")
    try:
        syntax.parse(when.text())
    except BadInput as fault:
        when.refuse(fault.says, fault.remedy)


def _condition(table: Cursor) -> dict[str, Any]:
    """All of a condition but its expression understood."""
    citation = cited(table, "key", "name", "when", "unsaid", "posts", "effect", "exempted_by")
    unsaid, posts = table.find("unsaid"), table.find("posts")
    effect, exempted_by = table.find("effect"), table.find("exempted_by")
    if exempted_by and (effect is None or effect.value != "exemption-needed"):
        exempted_by.refuse(
            "只有须经批准放宽的条件才写由哪一级决定",
            "effect 写 exemption-needed，或者删去 exempted_by",
        )
    return {
        "citation": citation,
        "key": table.get("key").text(),
        "name": table.get("name").text(),
        "when": table.get("when").text(),
        "unsaid": unsaid.one_of(*UNSAID) if unsaid else "unknown",
        "posts": read_words(posts) if posts else (),
        "effect": effect.one_of(*EFFECTS) if effect else "barred",
        "exempted_by": exempted_by.one_of(*EXEMPTERS) if exempted_by else None,
    }
