"""The part of a batch that a department's page shows (部门名单的一页): a hundred people, found by
name, pinyin letters, place or state. Whoever a form has ticked stays on its page.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict

from huanjie.domain.celltext import half_width
from huanjie.domain.ladder import Column
from huanjie.domain.reviewstates import QUESTION_NAMES, QuestionState
from huanjie.office.review.desk import Desk, Row, rows_of
from huanjie.office.review.models import Question
from huanjie.office.review.particulars import Person, cases_people
from huanjie.office.review.storing import question_of

A_PAGE: Final = 100
STATES: Final[Mapping[str, str]] = {
    state.value: name for state, name in QUESTION_NAMES.items() if state != QuestionState.WITHDRAWN
}
"""what a list is found by: how far a question is (办到哪一步)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What a list was asked for (查找): words, a state, and which page."""

    q: str
    state: str
    page: str

    @property
    def query(self) -> str:
        """The same for an address, without the page."""
        return urlencode({"q": self.q, "state": self.state})

    @property
    def words(self) -> str:
        """The words, as names are written."""
        return half_width(self.q).strip()

    @property
    def below(self) -> str:
        """What an address ends with, to come back to the same page; nothing for the first."""
        if not (self.q or self.state or self.page):
            return ""
        return f"?{self.query}&{urlencode({'page': self.page})}"


_FIRST: Final = Sought(q="", state="", page="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A page of a list (一页)."""

    rows: tuple[Row, ...]
    paged: Page[Question]


def sought_in(asked: QueryDict) -> Sought:
    """What the address of a list asks for; an unknown state asks for every one."""
    state = asked.get("state", "")
    return Sought(
        q=asked.get("q", ""),
        state=state if state in STATES else "",
        page=asked.get("page", ""),
    )


def list_part(desk: Desk, sought: Sought, *, drafts: bool, ticked: Collection[int] = ()) -> Part:
    """A page of the whole batch; for whoever drafts, those without a draft first."""
    rows = desk.questions
    if drafts:
        waiting = desk.to_draft.filter(pk=OuterRef("pk"))
        rows = rows.annotate(waits=Exists(waiting)).order_by("-waits", "case__line")
    if sought.state:
        rows = rows.filter(state=sought.state)
    return _part(desk, _fitting(desk, rows, sought), sought, kept=desk.to_draft, ticked=ticked)


def open_part(desk: Desk, sought: Sought, *, ticked: Collection[int] = ()) -> Part:
    """A page of those that are still to be answered or signed."""
    found = _fitting(desk, desk.to_answer, sought)
    return _part(desk, found, sought, kept=desk.to_answer, ticked=ticked)


def signing_part(desk: Desk, *, last: Collection[int]) -> Part:
    """The first page of those that whoever looks may sign: exceptions first, these people last.
    Whoever is signed leaves it, and the next come up.
    """
    rows = list(desk.to_sign.prefetch_related("signatures"))
    rows.sort(key=lambda row: (row.case.line in last, not question_of(row).answer, row.case.line))
    return _part(desk, rows, _FIRST, kept=desk.to_sign, ticked=())


def _part(
    desk: Desk,
    found: Sequence[Question] | QuerySet[Question],
    sought: Sought,
    *,
    kept: QuerySet[Question],
    ticked: Collection[int],
) -> Part:
    """A page of those that were found, and before them whoever is ticked and not on it."""
    paged = Paginator(found, A_PAGE).get_page(sought.page)
    own = list(paged)
    lines = {each.case.line for each in own}
    beside = kept.filter(case__line__in=set(ticked) - lines)
    return Part(rows=rows_of(desk, [*beside, *own]), paged=paged)


def _fitting(
    desk: Desk, rows: QuerySet[Question], sought: Sought
) -> Sequence[Question] | QuerySet[Question]:
    """Those whom the words find. A place finds nobody for a department that is not told the place:
    a list that answers to it would tell.
    """
    if not sought.words:
        return rows
    asked = list(rows)
    people = cases_people(each.case for each in asked)
    return [
        each
        for each in asked
        if each.case_id in people and _fits(desk, people[each.case_id], sought.words)
    ]


def _fits(desk: Desk, person: Person, words: str) -> bool:
    return person.fits(words, *((person.shown(Column.UNIT),) if desk.shows_place else ()))
