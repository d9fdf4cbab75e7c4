"""Read-out sheets (唱票记录): every vote that is read out is a stroke of 正, five strokes each.

One sheet takes a bundle of papers (一捆选票): every square holds one 正, and its head says how many
votes are counted when it is full.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from huanjie.domain.election import Contest
from huanjie.paper import dress
from huanjie.paper.blocks import Block, Fields, Paragraph, Table, ems
from huanjie.paper.poll_day import PART_VOID, PollDay, takes_write_ins
from huanjie.paper.post_sheets import post_sheets
from huanjie.paper.word import Document

STROKES: Final = 5
"""of the character 正"""
BUNDLE: Final = 100
"""papers that one sheet takes"""
_NAME: Final = "唱票记录"
_SQUARES: Final = BUNDLE // STROKES
_MARKS: Final = ("赞成", "反对", "弃权")
_WHOM, _MARK, _SUM = "姓名", "票", "小计"
_SPARE_LINES: Final = 4
"""for people written in"""
_LINES_WITHOUT_CANDIDATES: Final = 9
"""the same where nobody is printed: as many as the page has room for"""
_MARK_SHARE, _SUM_SHARE = 0.055, 0.065
"""of the line: the column of the mark, and that of the sum"""
_NARROWEST, _WIDEST = 0.13, 0.22
"""the column of names, by the longest of them"""
_EM_SHARE: Final = 0.0165
"""of the line, a character of a name"""
_ROW, _LOW_ROW = 9.5, 7.5
"""millimetres"""


def read_out_sheets(poll: PollDay) -> Document:
    """A sheet for every post, for one bundle of papers; copied once for every bundle."""
    return post_sheets(poll, _NAME, _sheet, leaf=dress.WIDE)


def _sheet(poll: PollDay, contest: Contest) -> Iterator[Block]:
    yield Fields(
        rows=(
            (("职务", f"{poll.post(contest)}（选 {contest.seats} 名）"), ("投票日", poll.day)),
            (("票箱", ""), ("第几捆", ""), ("本捆选票", "")),
        ),
        height=8.5,
    )
    yield Paragraph(
        says=f"唱一票画一笔，一格一个“正”字；格子上面的数，是画满这一格的票数。"
        f"一份记录记 {BUNDLE} 张选票，多于 {BUNDLE} 张的另用一份。",
        form="small",
    )
    yield _grid(poll, contest)
    yield Paragraph(says="", form="small")
    yield Fields(
        rows=(
            (("有效票", ""), ("无效票", ""), ("合计", "")),
            (("唱票人", ""), ("计票人", ""), ("监票人", "")),
        ),
        height=10,
    )


def _grid(poll: PollDay, contest: Contest) -> Table:
    squares = tuple(str(STROKES * n) for n in range(1, _SQUARES + 1))
    marked = poll.is_marked and bool(contest.candidates)
    head = (_WHOM, *((_MARK,) if marked else ()), *squares, _SUM)
    # The number tells two of one name apart, here as on the tally sheet.
    names = [f"{number}. {each.name}" for number, each in enumerate(contest.candidates, 1)]
    rows = [
        (name, *((mark,) if marked else ()), *("" for _ in squares), "")
        for name in names
        for mark in (_marks(poll) if marked else ("",))
    ]
    if takes_write_ins(contest) or not names:
        lines = _SPARE_LINES if names else _LINES_WITHOUT_CANDIDATES
        rows += [("", *(("另选",) if marked else ()), *("" for _ in squares), "")] * lines
    return Table(
        head=head,
        rows=tuple(rows),
        shares=_shares(names, marked=marked),
        centre=frozenset(head) - {_WHOM},
        joined=frozenset({_WHOM}) if marked else frozenset(),
        height=_LOW_ROW if marked else _ROW,
        tight=True,
    )


def _marks(poll: PollDay) -> tuple[str, ...]:
    return (*_MARKS, PART_VOID) if poll.voids_parts else _MARKS


def _shares(names: list[str], *, marked: bool) -> tuple[float, ...]:
    """The column of names has room for the longest on one line; the squares share what is left."""
    widest = max(map(ems, names), default=0) * _EM_SHARE + 0.02
    whom = min(max(_NARROWEST, widest), _WIDEST)
    mark = (_MARK_SHARE,) if marked else ()
    square = (1 - whom - sum(mark) - _SUM_SHARE) / _SQUARES
    return (whom, *mark, *(square for _ in range(_SQUARES)), _SUM_SHARE)
