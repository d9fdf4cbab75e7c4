"""A pack file (规则包文件): TOML in, checked document out; each fault names file, line, table, key
and remedy.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import read_text
from huanjie.law.citation import CITATION_KEYS, DECIDERS, RANKS
from huanjie.law.standing import whole
from huanjie.law.vocabulary import TABLES, in_list, read_rules, stated_facts

HEAD: Final = ("body", "effective_from", "revision", "sources")
"""What every file states first (文件开头)."""
NATIONAL_KEYS: Final = ("name", "decided_by", "post")
COMMON_KEYS: Final = (*HEAD, "note")
OWN_KEYS: Final = {
    "region": ("region",),
    "plan": ("plan",),
    "unit": ("unit", "adopted_by", "adopted_on"),
}
"""What a file states that is laid over others, by the key that tells which kind it is
(地区规定、地方方案、本单位决定).
"""
_WHICH: Final = (
    "地方方案只写 plan，本单位的决定只写 unit，在哪个省由 --region 写明；地区的规定只写 region"
)
_SHAPES: Final = "。样子见 docs/adding-a-rule-pack.md，各项的意思见 huanjie schema pack"
_IF_OWN: Final = "；地方方案写 plan，本单位的决定写 unit、adopted_by、adopted_on，就不要这几项"
OWN_RANKS: Final = {"plan": ("local-plan",), "unit": ("unit-decision",)}
_NO_LAW: Final = ("guidance", "local-plan", "unit-decision", "convention")
"""Ranks of what is no published law (不是法律的)."""
_NATIONAL_LISTS: Final = ("post",)

Sources = Mapping[str, Mapping[str, str]]
"""What stands for law and rank (法律和位阶), by the word that rules name as their source."""


def read_document(path: Path) -> dict[str, Any]:
    """Parse a TOML file; a fault names the line."""
    return parse_document(read_text(path), file=str(path))


def parse_document(text: str, *, file: str) -> dict[str, Any]:
    """Parse TOML text; a fault names the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        # Without a line the text ended too soon: what is missing is missing after its last line.
        at = int(line.group(1)) if line else text.count("\n") + 1
        raise BadInput(
            "不是完整的 TOML", file=file, line=at, remedy="检查引号、括号和等号"
        ) from None
    except (RecursionError, ValueError):
        raise BadInput("不是可用的 TOML", file=file) from None


def checked_document(path: Path) -> dict[str, Any]:
    """Parse a TOML file and check that it is a pack."""
    document = read_document(path)
    check_document(document, file=path)
    return document


def check_document(document: dict[str, Any], *, file: Path) -> None:
    """Refuse a document that breaks the shape of a pack, naming the line and the remedy."""
    try:
        _check(Cursor(document))
    except BadInput as fault:
        raise in_file(fault, fault.at, file) from None


def in_file(fault: BadInput, pointer: str, file: Path) -> BadInput:
    """The fault as the writer of a file finds it: file, line, table and key."""
    line = line_of(read_text(file), pointer)
    remedy = _as_written(fault.remedy)
    place = BadInput(fault.says, at=_table_and_key(pointer), line=line, remedy=remedy)
    return place.within(file=str(file))


def kind_of(document: Cursor) -> str:
    """Which kind of file it is: "" national, else the key of OWN_KEYS that it states; two of them
    are refused.
    """
    stated = [key for key in OWN_KEYS if document.has(key)]
    if len(stated) > 1:
        says = f"“{stated[0]}”和“{stated[1]}”不能写在一个文件里"
        document.get(stated[0]).refuse(says, _WHICH)
    return stated[0] if stated else ""


def _check(document: Cursor) -> None:
    kind = kind_of(document)
    own = OWN_KEYS.get(kind, NATIONAL_KEYS)
    document.only(*COMMON_KEYS, *own, *(name for name in TABLES if name not in _NATIONAL_LISTS))
    _hold_head(document, kind)
    document.get("body").text()
    document.get("effective_from").date()
    document.get("revision").whole(at_least=1)
    if note := document.find("note"):
        note.text()
    if kind:
        _check_own(document, kind)
    else:
        _check_national(document)
    if kind == "region":
        document = whole(document)
    sources = read_sources(document.get("sources"), OWN_RANKS.get(kind, tuple(RANKS)))
    read_rules(
        document,
        facts=None if kind else stated_facts(document),
        resolved=lambda table: written_out(table, sources),
    )
    for condition in in_list(document, "eligibility"):
        _hold_bar(written_out(condition, sources))


def _hold_head(document: Cursor, kind: str) -> None:
    """Name everything at once that the head lacks (文件开头缺少的)."""
    if kind:
        document.needs(*HEAD, *OWN_KEYS[kind], remedy=_SHAPES)
        return
    is_national = any(document.has(key) for key in NATIONAL_KEYS)
    remedy = _SHAPES if is_national else _IF_OWN + _SHAPES
    document.needs(*HEAD, *NATIONAL_KEYS, "step", remedy=remedy)


def _check_own(document: Cursor, kind: str) -> None:
    for key in OWN_KEYS[kind]:
        stated = document.get(key)
        stated.date() if key == "adopted_on" else stated.text()


def _check_national(document: Cursor) -> None:
    document.get("name").text()
    document.get("decided_by").one_of(*DECIDERS)
    if not list(document.get("post").items()):
        document.get("post").refuse("一个职务也没有", "写 [[post]]，由高到低")


def read_sources(sources: Cursor, ranks: tuple[str, ...] = tuple(RANKS)) -> Sources:
    """The laws that a file cites: each source's word, its title and rank."""
    checked = {}
    for key, table in sources.entries():
        table.only("title", "rank")
        title = table.get("title").text()
        checked[key] = {"law": title, "rank": table.get("rank").one_of(*ranks)}
    return checked


def _hold_bar(condition: Cursor) -> None:
    """Nobody is kept from standing but by a published law (不得作为候选人的情形由法律规定)."""
    effect = condition.find("effect")
    if (effect is None or effect.value == "barred") and condition.get("rank").value in _NO_LAW:
        condition.refuse(
            "不得作为候选人的情形由法律规定，约定和方案不能规定",
            "effect 写 exemption-needed，或者引法律的条文",
        )


def written_out(table: Cursor, sources: Sources) -> Cursor:
    """The rule with law and rank in place of its source; a rule without a known source is
    refused.
    """
    table.needs("source", "article", "says", "confidence")
    table.get("article").text()
    source = table.get("source").one_of(*sources)
    for key in CITATION_KEYS:
        if key in sources[source] and table.has(key):
            table.get(key).refuse(f"“{key}”已由 source 给出", "删去这一行")
    rest = {key: value for key, value in table.value.items() if key != "source"}
    return Cursor({**rest, **sources[source]}, table.pointer)


def _as_written(remedy: str) -> str:
    """A remedy in the keys of a file, where the source stands for law and rank."""
    return remedy.replace("law、article", "source、article").replace("says、rank", "says")


def _table_and_key(pointer: str) -> str:
    """`/turnout/voters/of` as a person finds it in the file: `[turnout.voters] of`."""
    *tables, key = pointer.strip("/").split("/")
    if key.isdigit() and tables:
        return f"[[{'.'.join(tables)}]] 第{int(key) + 1}个"
    if tables and tables[-1].isdigit():
        return f"[[{'.'.join(tables[:-1])}]] 第{int(tables[-1]) + 1}个 {key}"
    return f"[{'.'.join(tables)}] {key}" if tables else key


def line_of(text: str, pointer: str) -> int | None:
    """The line where a pointer's table or key stands, found again in the text; None where nothing
    does.
    """
    lines = text.splitlines()
    path = pointer.strip("/").split("/")
    start = 0
    for depth in range(len(path), 0, -1):
        header = _header_line(lines, path[:depth])
        if header is not None:
            start = header
            key = path[depth] if depth < len(path) else ""
            return _key_line(lines, start, key) or start
    return _key_line(lines, start, path[0])


def _header_line(lines: list[str], path: list[str]) -> int | None:
    if len(path) > 1 and path[-1].isdigit():
        wanted, nth = f"[[{'.'.join(path[:-1])}]]", int(path[-1])
    else:
        wanted, nth = f"[{'.'.join(path)}]", 0
    places = [n for n, line in enumerate(lines, 1) if line.split("#")[0].strip() == wanted]
    return places[nth] if nth < len(places) else None


def _key_line(lines: list[str], start: int, key: str) -> int | None:
    for number, line in enumerate(lines[start:], start + 1):
        if key and re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", line):
            return number
        if line.startswith("["):
            return None
    return None
