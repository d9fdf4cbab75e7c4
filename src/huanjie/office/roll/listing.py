"""The roll as a page shows it (名册页): one page of people, masked, found and sorted by the
database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from huanjie.domain.celltext import half_width
from huanjie.domain.identity import masked, masked_phone
from huanjie.domain.personname import repaired_name
from huanjie.office.planning.models import Election
from huanjie.office.roll.entries import standing_name
from huanjie.office.roll.models import RollEntry

ON_A_PAGE: Final = 100
ORDERS: Final = {
    "number": ("number",),
    "name": ("name", "number"),
    "group": ("group", "number"),
    "standing": ("standing", "number"),
}
"""What a roll may be sorted by (排序): each with the number last, so that pages never overlap."""

_LONGEST_QUERY: Final = 60
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
    found = found_on_roll(election, query).order_by(*ORDERS[order])
    shown = Paginator(found, ON_A_PAGE).get_page(page)
    rows = tuple(map(row_of, shown))
    return Listing(page=shown, rows=rows, query=_words(query), order=order)


def _words(query: str) -> str:
    return half_width(query).strip()[:_LONGEST_QUERY]


def found_on_roll(election: Election, query: str) -> QuerySet[RollEntry]:
    """Everybody, or those whose name or group holds the query, or whose number it is."""
    entries, asked = election.roll.all(), _words(query)
    if not asked:
        return entries
    hits = Q(name__contains=repaired_name(asked)) | Q(group__contains=asked)
    if asked.isascii() and asked.isdecimal() and len(asked) <= _LONGEST_NUMBER:
        hits |= Q(number=int(asked))
    return entries.filter(hits)
