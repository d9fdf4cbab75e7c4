"""The roll as a page shows it (名册页): one page of people, masked, found and put in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final, overload

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from huanjie.domain.celltext import half_width
from huanjie.domain.identity import masked, masked_phone
from huanjie.domain.personname import repaired_name
from huanjie.domain.strokes import in_stroke_order
from huanjie.office.pinyin import begins_with
from huanjie.office.planning.models import Election
from huanjie.office.roll.entries import standing_name
from huanjie.office.roll.models import RollEntry

ON_A_PAGE: Final = 100
BY_STROKES: Final = "name"
_COLUMNS: Final = {
    "number": ("number",),
    "group": ("group", "number"),
    "standing": ("standing", "number"),
}
"""What the database sorts by: each with the number last, so that pages never overlap."""
ORDERS: Final = (*_COLUMNS, BY_STROKES)
"""What a roll may be sorted by (排序)."""

LONGEST_QUERY: Final = 60
_LONGEST_NUMBER: Final = 9
"""digits; no roll comes near it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Somebody on the roll as a page shows them (一行): numbers masked."""

    entry: RollEntry
    id_number: str
    phone: str
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of the roll, with what was asked."""

    page: Page[RollEntry]
    rows: tuple[Row, ...]
    query: str
    order: str


def row_of(entry: RollEntry) -> Row:
    """Somebody, masked."""
    return Row(
        entry=entry,
        id_number=masked(entry.id_number) if entry.id_number else "",
        phone=masked_phone(entry.phone) if entry.phone else "",
        standing=standing_name(entry),
    )


def listing(election: Election, *, query: str = "", order: str = "", page: str = "") -> Listing:
    """A page of the roll: of everybody, or of those whose name or group holds the query, or whose
    number on the roll it is. An order or a page that is not there is the first.
    """
    order = order if order in ORDERS else "number"
    found: Any = in_order(found_on_roll(election, query), order)
    shown = Paginator(found, ON_A_PAGE).get_page(page)
    rows = tuple(map(row_of, shown))
    return Listing(page=shown, rows=rows, query=_words(query), order=order)


def _words(query: str) -> str:
    return half_width(query).strip()[:LONGEST_QUERY]


def found_on_roll(election: Election, query: str) -> QuerySet[RollEntry]:
    """Everybody, or those whose name or group holds the query, whose name begins with these pinyin
    letters, or whose number it is.
    """
    entries, asked = election.roll.all(), _words(query)
    if not asked:
        return entries
    hits = Q(name__contains=repaired_name(asked)) | Q(group__contains=asked)
    if asked.isascii() and asked.isdecimal() and len(asked) <= _LONGEST_NUMBER:
        hits |= Q(number=int(asked))
    if asked.isascii() and asked.isalpha():
        hits |= Q(pk__in=_read_so(entries, asked.lower()))
    return entries.filter(hits)


def _read_so(entries: QuerySet[RollEntry], letters: str) -> list[int]:
    names = entries.values_list("pk", "name")
    return [pk for pk, name in names if begins_with(name, letters)]


def in_order(found: QuerySet[RollEntry], order: str) -> QuerySet[RollEntry] | Sequence[RollEntry]:
    """People in one of `ORDERS`: by name means by its strokes, as the roll is posted."""
    return _ByStrokes(found) if order == BY_STROKES else found.order_by(*_COLUMNS[order])


class _ByStrokes(Sequence[RollEntry]):
    """People by the strokes of their names (按姓氏笔画); of the very same name by their numbers.
    Only those of the part that is asked for are read whole.
    """

    def __init__(self, found: QuerySet[RollEntry]) -> None:
        names = found.order_by("number").values_list("pk", "name")
        self._found = found
        self._order = [pk for pk, _ in in_stroke_order(names, name=itemgetter(1))]

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[RollEntry]:
        return iter(self[:])

    @overload
    def __getitem__(self, part: int) -> RollEntry: ...
    @overload
    def __getitem__(self, part: slice) -> Sequence[RollEntry]: ...
    def __getitem__(self, part: int | slice) -> RollEntry | Sequence[RollEntry]:
        if isinstance(part, int):
            return self._found.model.objects.get(pk=self._order[part])
        wanted = self._order[part]
        known = self._found.model.objects.in_bulk(wanted)
        return [known[pk] for pk in wanted if pk in known]
