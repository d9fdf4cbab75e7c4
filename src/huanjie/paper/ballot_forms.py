"""Ballot layout (选票版面): from an election to the millimetres of its paper, by geometry alone.

The table is as large as the paper allows: few candidates get tall rows, twenty still get a box that
a pen can mark. Nothing here is measured in letters: printing and reading make the same form from
the same election.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Final

from huanjie.domain.ballotform import (
    Area,
    BallotForm,
    FormPage,
    MarkBox,
    PaperSize,
    WriteInLine,
)
from huanjie.domain.election import BallotStyle, Candidate, Contest, Election
from huanjie.domain.strokes import in_stroke_order
from huanjie.domain.tally import Mark
from huanjie.door.fault import BadInput, refuse
from huanjie.door.jsontext import canonical
from huanjie.paper.ballot_measures import EDGE, MEASURES
from huanjie.paper.ballot_pages import SectionPlan, plan

Columns = tuple[Mark | None, ...]
"""What the columns of boxes stand for, from the left; None: for the symbol that is drawn."""

FormKind = tuple[PaperSize, bool, bool]
"""Size, second language, symbols."""

_COLUMNS: Final[dict[BallotStyle, Columns]] = {
    "approve-oppose-abstain": ("approve", "oppose", "abstain"),
    "choice": ("approve",),
}
_SYMBOLS: Final[Columns] = (None,)
_VERSION: Final = 2
"""Goes into a form's key: a layout that changes is another form."""
_BOX_MOST: Final = 8.0
"""Millimetres of a box's side, at most."""
_SYMBOLS_MOST: Final = 9.0
"""The same of a box in which a symbol is drawn."""
_BOX_GAP: Final = 1.0
"""Millimetres between the boxes of two rows, at least."""


def columns_of(style: BallotStyle, *, symbols: bool) -> Columns:
    """The columns of boxes of a paper."""
    return _SYMBOLS if symbols else _COLUMNS[style]


def ballot_forms(
    election: Election,
    *,
    paper: PaperSize = "A4",
    bilingual: bool = False,
    symbols: bool = False,
) -> tuple[BallotForm, ...]:
    """Every kind of paper that a voter gets: one for all posts, or one for each.

    `symbols` prints one box a candidate, in which ○ approves and × opposes; a paper of plain
    choices has no such form (BadInput).
    """
    if symbols and election.style == "choice":
        raise BadInput("这次的选票只有选与不选，没有 ○ 和 ×", at="/ballot/style")
    return tuple(
        _form(election, contests, paper, bilingual=bilingual, symbols=symbols)
        for contests in papers_of(election)
    )


def every_form(election: Election) -> tuple[BallotForm, ...]:
    """The forms of every kind: whoever reads a sheet learns from its key which one it is."""
    return tuple(
        form for forms in forms_by_kind(election, bilingual=True).values() for form in forms
    )


def forms_by_kind(election: Election, *, bilingual: bool) -> dict[FormKind, tuple[BallotForm, ...]]:
    """The forms of every way in which an election's ballots can be printed; a size on which they
    do not stand has none. Where no size holds them that is refused.
    """
    kinds = product(
        MEASURES,
        (False, True) if bilingual else (False,),
        (False,) if election.style == "choice" else (False, True),
    )
    forms: dict[FormKind, tuple[BallotForm, ...]] = {}
    too_large = []
    for paper, second, symbols in kinds:
        try:
            own = ballot_forms(election, paper=paper, bilingual=second, symbols=symbols)
        except BadInput as fault:
            too_large.append(fault)
        else:
            forms[paper, second, symbols] = own
    if not forms:
        refuse(too_large)
    return forms


def papers_of(election: Election) -> tuple[tuple[Contest, ...], ...]:
    """The contests of each kind of paper, the candidates of each by strokes (按姓氏笔画为序), or as
    the election lists them.
    """
    contests = tuple(
        contest
        if election.order == "listed"
        else replace(contest, candidates=in_ballot_order(contest.candidates))
        for contest in election.contests
    )
    return (contests,) if election.single_ballot else tuple((each,) for each in contests)


def in_ballot_order(people: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Candidates by strokes; two of the very same name by their ids, for the paper must not depend
    on how the file happens to name them.
    """
    return in_stroke_order(sorted(people, key=lambda one: one.id), name=lambda one: one.name)


def _form(
    election: Election,
    contests: Sequence[Contest],
    paper: PaperSize,
    *,
    bilingual: bool,
    symbols: bool,
) -> BallotForm:
    plans = plan(contests, paper, bilingual=bilingual)
    columns = columns_of(election.style, symbols=symbols)
    return BallotForm(
        key=_key(election, contests, paper, bilingual=bilingual, symbols=symbols),
        paper=paper,
        bilingual=bilingual,
        symbols=symbols,
        posts=tuple(contest.post for contest in contests),
        pages=tuple(_page(page, columns) for page in plans),
    )


def _key(
    election: Election,
    contests: Sequence[Contest],
    paper: PaperSize,
    *,
    bilingual: bool,
    symbols: bool,
) -> str:
    """Ten signs that name this form: who stands where, for which vote; nothing that may still be
    filled in after the papers are printed.
    """
    told = {
        "version": _VERSION,
        "unit": election.unit.code,
        "polling_day": election.polling_day.isoformat(),
        "style": election.style,
        "paper": paper,
        "bilingual": bilingual,
        "symbols": symbols,
        "contests": [
            [each.post, each.seats, each.lines, [person.id for person in each.candidates]]
            for each in contests
        ],
    }
    return f"{int.from_bytes(hashlib.sha256(canonical(told)).digest()[:5]):010X}"


# Where the boxes stand ---------------------------------------------------------------------------


def _page(plans: Sequence[SectionPlan], columns: Columns) -> FormPage:
    return FormPage(
        boxes=tuple(box for each in plans for box in _boxes(each, columns)),
        write_in=tuple(line for each in plans for line in _lines(each)),
    )


def _boxes(each: SectionPlan, columns: Columns) -> Iterator[MarkBox]:
    section = each.section
    for number in range(section.first, section.last):
        cells = each.box_cells(number, columns=len(columns))
        for mark, cell in zip(columns, cells, strict=True):
            yield MarkBox(
                contest=section.contest.post,
                candidate=section.contest.candidates[number].id,
                mark=mark,
                area=_box(cell, _BOX_MOST if mark else _SYMBOLS_MOST),
                cell=cell,
            )


def _box(cell: Area, most: float) -> Area:
    side = round(min(most, cell.h - _BOX_GAP), 2)
    x, y = cell.x + (cell.w - side) / 2, cell.y + (cell.h - side) / 2
    return Area(x=round(x, 2), y=round(y, 2), w=side, h=side)


def _lines(each: SectionPlan) -> Iterator[WriteInLine]:
    section, own = each.section, each.own
    top, left = each.row_top(section.last), own.write_ins_left
    width = (own.width - EDGE - left) / 2
    for number in range(section.lines):
        down, right = divmod(number, 2)
        # The last one of an odd number has its row to itself: the table ends in a closed line.
        alone = number == section.lines - 1 and not right
        area = Area(
            x=round(left + right * width, 2),
            y=round(top + down * own.write_in, 2),
            w=round(2 * width if alone else width, 2),
            h=own.write_in,
        )
        yield WriteInLine(contest=section.contest.post, area=area)
