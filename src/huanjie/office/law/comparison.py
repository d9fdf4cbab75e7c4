"""A body's law side by side (并列比较): columns of versions and provinces, rows by topic, and what
differs.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huanjie.law.citation import DECIDERS, Citation
from huanjie.law.pack import RulePack
from huanjie.law.regions import REGIONS
from huanjie.law.titles import TOPICS, own_name, tables, title_of, topic_of
from huanjie.law.vocabulary import GROUPS, held
from huanjie.law.wording import figure_of, remark_on
from huanjie.office.law.shelves import Body, pack_by_name
from huanjie.office.law.words import PAGE, Mark, confidence_mark, plain_day, rank_mark

_POSTS: Final = "post"
"""the one list that stands in one row"""
MOST_COLUMNS: Final = 6
"""beside the law in force; more would be read by nobody"""
Differs = Literal["", "rule", "basis"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One law of the comparison (一列): a national version, or one with a province laid over it."""

    key: str
    """how the address names it; empty for the law in force"""
    title: str
    pack: RulePack

    @property
    def note(self) -> str:
        """What a reader should know of its text, in the pack's own words."""
        return str(self.pack.document.get("note", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one law says on one row (一格): nothing where it holds no such rule."""

    column: Column
    figure: str = ""
    says: str = ""
    """our sentence, in Chinese"""
    remark: str = ""
    citation: Citation | None = None
    same_as: str = ""
    """where it says just what the first column says, so much, with that column named"""

    @property
    def content(self) -> tuple[object, ...]:
        """All that it says."""
        return self.figure, self.says, self.remark, self.citation

    @property
    def is_same(self) -> bool:
        """Whether it says just what the first column says."""
        return bool(self.same_as)

    @property
    def is_there(self) -> bool:
        """Whether this law says anything here."""
        return bool(self.figure or self.says)

    @property
    def rank(self) -> Mark | None:
        """How strong the rule is."""
        return rank_mark(self.citation.rank) if self.citation else None

    @property
    def confidence(self) -> Mark | None:
        """How sure we are of it."""
        return confidence_mark(self.citation.confidence) if self.citation else None

    @property
    def decided_by(self) -> str:
        """Whose decision it is where there is no rule."""
        return _(DECIDERS[self.column.pack.decided_by])


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One rule in every column (一行)."""

    anchor: str
    topic: str
    """the key of its topic"""
    kind: str
    """what kind of rule it is, where its own name is the law's"""
    name: str
    cells: tuple[Cell, ...]

    @property
    def is_there(self) -> bool:
        """Whether any column says anything."""
        return any(cell.is_there for cell in self.cells)

    @property
    def differs(self) -> Differs:
        """What differs: the rule itself, only what it rests on, or nothing."""
        if len({(cell.figure or cell.says, cell.remark) for cell in self.cells}) > 1:
            return "rule"
        return "basis" if len({cell.content for cell in self.cells}) > 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The rows of one topic (专题)."""

    key: str
    name: str
    rows: tuple[Row, ...]

    @property
    def differing(self) -> int:
        """How many of its rules are not the same in every column."""
        return sum(row.differs == "rule" for row in self.rows)


def columns_of(body: Body, chosen: Iterable[str], today: datetime.date) -> tuple[Column, ...]:
    """The law in force, then what the address asks for; what is unknown is left out."""
    first = Column(key="", title=_in_force(body, today), pack=body.pack)
    found: dict[str, Column] = {}
    for word in chosen:
        column = _column(body, word, today)
        if column and column.key and len(found) < MOST_COLUMNS:
            found[column.key] = column
    return (first, *found.values())


def _in_force(body: Body, today: datetime.date) -> str:
    words = (
        _("国家 %(day)s起")
        if body.pack.effective_from <= today
        else _("国家 %(day)s起（还没有施行）")
    )
    return words % {"day": plain_day(body.pack.effective_from)}


def _column(body: Body, word: str, today: datetime.date) -> Column | None:
    """`zhejiang`, `2018-12-29` or `2018-12-29+zhejiang`."""
    date, _plus, region = word.rpartition("+") if "+" in word else ("", "", word)
    if region not in body.regions:
        date, region = region, ""
    dates = {str(each): each for each in body.dates}
    version = dates.get(date) if date else body.pack.effective_from
    if version is None:
        return None
    is_base = version == body.pack.effective_from
    pack = pack_by_name(f"{body.body}@{version}", today, region or None)
    if region and pack.region is None:
        return None
    key = "+".join(filter(None, ("" if is_base else str(version), region)))
    place = region_name(region) if region else _("国家")
    since = _("%(place)s %(day)s起") % {"place": place, "day": plain_day(version)}
    return Column(key=key, title=place if is_base and region else since, pack=pack)


def earlier_columns(body: Body, today: datetime.date) -> tuple[Column, ...]:
    """Each province's text beside an earlier national version (以前的选举), the latest first."""
    earlier = [day for day in body.dates if day < body.pack.effective_from]
    words = [f"{day}+{region}" for day in earlier for region in body.regions]
    return tuple(column for word in words if (column := _column(body, word, today)))


def region_name(region: str) -> str:
    """A province as the page calls it; in English by its word."""
    return region.title() if get_language() == "en" else REGIONS[region]


def topics_of(columns: tuple[Column, ...], *, only_differing: bool = False) -> tuple[Topic, ...]:
    """Every row by topic, those that no column has an answer to last; empty topics are left out."""
    by_topic: dict[str, list[Row]] = {key: [] for key in TOPICS}
    for row in (row for table in tables() for row in _rows(table, columns)):
        by_topic[row.topic].append(row)
    found = []
    for key, name in TOPICS.items():
        rows = [row for row in by_topic[key] if row.differs or not only_differing]
        rows.sort(key=lambda row: not row.is_there)
        if rows:
            found.append(Topic(key=key, name=_(name), rows=tuple(rows)))
    return tuple(found)


def _rows(table: str, columns: tuple[Column, ...]) -> Iterator[Row]:
    said = [_said(table, column.pack) for column in columns]
    words = dict.fromkeys(word for each in said for word in each)
    if table in GROUPS and GROUPS[table].words:
        words |= dict.fromkeys(GROUPS[table].words or ())
    for word in words or {"": None}:
        pairs = zip(said, columns, strict=True)
        cells = _against_first([_cell(each.get(word), column) for each, column in pairs])
        there = next((each[word] for each in said if word in each), None)
        kind = _(title_of(table))
        name = own_name(table, word, there, [column.pack for column in columns])
        anchor = f"{table}.{word}" if word else table
        topic = topic_of(table, there)
        yield Row(anchor=anchor, topic=topic, kind=kind, name=name, cells=cells)


def _said(table: str, pack: RulePack) -> Mapping[str, Any]:
    """What a pack says of one table, by the word of each row; the posts stand in one."""
    if table == _POSTS:
        return {"": pack.posts} if pack.posts else {}
    return held(pack, table)


def _cell(rule: Any, column: Column) -> Cell:
    if rule is None:
        return Cell(column=column)
    citation = getattr(rule, "citation", None)
    if citation is None:
        return Cell(column=column, figure=_uncited(rule, column.pack))
    return Cell(
        column=column,
        figure=PAGE.says(figure_of(rule, column.pack)),
        says=citation.says,
        remark=PAGE.says(remark_on(rule, column.pack)),
        citation=citation,
    )


def _against_first(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells, those that repeat the first one marked."""
    first, *others = cells
    marked = (
        replace(cell, same_as=_same_as(first.column, cell.column))
        if cell.is_there and cell.content == first.content
        else cell
        for cell in others
    )
    return (first, *marked)


def _same_as(first: Column, column: Column) -> str:
    """The first column named: on a phone it stands far above."""
    if column.pack.region:
        return _("与全国相同")
    return _("与%(day)s的版本相同") % {"day": plain_day(first.pack.effective_from)}


def _uncited(rule: Any, pack: RulePack) -> str:
    """The posts show their names, the highest first; a paper the step that it is for."""
    if isinstance(rule, tuple):
        return _("、").join(_(post.name) for post in rule)
    named = (_(step.name) for step in pack.steps if step.event == rule.event)
    return next(named, str(rule.event))
