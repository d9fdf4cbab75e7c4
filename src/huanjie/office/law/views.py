"""Pages of the law (法律的页面), open to everyone; nothing is written about who reads what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huanjie.law.citation import DECIDERS
from huanjie.office import clock
from huanjie.office.law.comparison import (
    Cell,
    Column,
    Row,
    Topic,
    columns_of,
    earlier_columns,
    region_name,
    topics_of,
)
from huanjie.office.law.finding import MOST_FOUND, confidence_of, find
from huanjie.office.law.shelves import Body, bodies, find_body
from huanjie.office.law.words import Mark, confidence_mark, plain_day
from huanjie.office.xlsx import Cell as Printed
from huanjie.office.xlsx import spreadsheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A version or a province that may stand beside the law in force (可并列的一项)."""

    value: str
    name: str
    is_chosen: bool


@require_safe
def law_page(request: HttpRequest) -> HttpResponse:
    """Every body with its versions and provinces, and the rules that hold the words looked for."""
    today = clock.today()
    words = request.GET.get("q", "").strip()
    found = find(words, today)
    page = {
        "section": "law",
        "words": words,
        "found": [(each, each.region and region_name(each.region)) for each in found[:MOST_FOUND]],
        "number_found": len(found),
        "bodies": [_summary(body) for body in bodies(today)],
    }
    return render(request, "law/index.html", page)


def _summary(body: Body) -> dict[str, Any]:
    counted = confidence_of(body.pack)
    return {
        "body": body,
        "in_force": plain_day(body.pack.effective_from),
        "others": [(str(d), plain_day(d)) for d in body.dates if d != body.pack.effective_from],
        "regions": [(region, region_name(region)) for region in body.regions],
        "rules": sum(counted.values()),
        "marks": [(confidence_mark(each), number) for each, number in counted.items()],
        "decided_by": DECIDERS[body.pack.decided_by],
    }


@require_safe
def body_page(request: HttpRequest, body: str) -> HttpResponse:
    """One body: each rule with its article, versions and provinces side by side."""
    found, columns, topics = _compared(request, body)
    keys = [column.key for column in columns]
    page = {
        "section": "law",
        "body": found,
        "columns": columns,
        "topics": topics,
        "only": "only" in request.GET,
        "differing": sum(bool(row.differs) for topic in topics for row in topic.rows),
        "versions": [
            Choice(value=str(day), name=plain_day(day), is_chosen=str(day) in keys)
            for day in found.dates
            if day != found.pack.effective_from
        ],
        "regions": [
            Choice(value=each, name=region_name(each), is_chosen=each in keys)
            for each in found.regions
        ],
        "earlier": [
            Choice(value=each.key, name=each.title, is_chosen=each.key in keys)
            for each in earlier_columns(found, clock.today())
        ],
        "query": _query(columns, only="only" in request.GET),
        "marks": [confidence_mark(each) for each in confidence_of(found.pack)],
    }
    return render(request, "law/body.html", page)


@require_safe
def body_file(request: HttpRequest, body: str) -> HttpResponse:
    """The same table as a spreadsheet."""
    found, columns, topics = _compared(request, body)
    heads = [_("专题"), _("规则"), *(head for column in columns for head in _heads(column))]
    heads += [_("是否不同")] if len(columns) > 1 else []
    rows = [_printed(topic, row) for topic in topics for row in topic.rows]
    return spreadsheet(name=f"law-{found.body}", heads=heads, rows=rows)


def _compared(
    request: HttpRequest, word: str
) -> tuple[Body, tuple[Column, ...], tuple[Topic, ...]]:
    today = clock.today()
    body = find_body(word, today)
    if body is None:
        raise Http404(_("没有收录这个组织的规则。"))
    columns = columns_of(body, request.GET.getlist("with"), today)
    only = "only" in request.GET and len(columns) > 1
    return body, columns, topics_of(columns, only_differing=only)


def _query(columns: tuple[Column, ...], *, only: bool) -> str:
    chosen = [("with", column.key) for column in columns if column.key]
    return urlencode(chosen + ([("only", "differs")] if only else []))


def _heads(column: Column) -> tuple[str, ...]:
    own = (_("数字"), _("规定"), _("依据"), _("位阶"), _("可信程度"))
    return tuple(f"{column.title} {head}" for head in own)


def _printed(topic: Topic, row: Row) -> list[Printed]:
    name = f"{row.kind} {_(row.name)}" if row.name else row.kind
    cells = [text for cell in row.cells for text in _texts(cell)]
    said = {"": "", "rule": _("规定不同"), "basis": _("只有依据不同")}
    return [topic.name, name, *cells, *([said[row.differs]] if len(row.cells) > 1 else [])]


def _texts(cell: Cell) -> Iterator[str]:
    if not cell.is_there:
        yield _("没有规定：由%(who)s决定") % {"who": cell.decided_by}
        yield from ("", "", "", "")
        return
    if cell.is_same:
        yield cell.same_as
        yield from ("", "", "", "")
        return
    yield cell.figure or cell.remark
    yield cell.says
    cited = cell.citation
    yield cited.named if cited else ""
    yield from (_word(cell.rank), _word(cell.confidence))


def _word(mark: Mark | None) -> str:
    return mark.word if mark else ""
