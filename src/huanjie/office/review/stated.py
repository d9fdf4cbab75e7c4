"""What a department's forms state (部门表单写的答复): for whom, what, and what the page had shown.
Nothing that a form carries is taken for something else: what cannot be read is refused.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from huanjie.domain.reviewbars import NO_BAR, Answer
from huanjie.door.fault import BadInput
from huanjie.office.web import whole_number

_BAR: Final = "bar_"
_ANSWER: Final = "answer_"
_AGAIN: Final = "重新打开这一页再办"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The drafts that a form of the list states (表单的初核)."""

    answers: Mapping[int, Answer]
    left: Mapping[int, Answer]
    """what is ticked for somebody else than the one who is answered alone: it stays ticked"""


def ticked_in(form: QueryDict) -> dict[int, Answer]:
    """The conditions that are ticked, by line."""
    return {
        _line(name.removeprefix(_BAR)): frozenset(form.getlist(name))
        for name in form
        if name.startswith(_BAR)
    }


def drafts_in(form: QueryDict, waiting: Collection[int]) -> Stated:
    """The drafts of a list: for one person (`one`), or for everybody whom the page showed without
    a draft (`shown`), and nobody who was asked since; the ticked conditions, else no bar. BadInput
    where something is ticked for somebody who waits for no draft any more.
    """
    ticked = ticked_in(form)
    if "one" in form:
        lines = [_line(form.get("one", ""))]
        known = {*lines, *waiting}
    else:
        lines = [_line(each) for each in form.get("shown", "").split(",") if each]
        known = set(lines)
    if gone := sorted(set(ticked) - known):
        raise BadInput(
            f"第 {gone[0]} 人已经不待初核，勾选的“依法不宜”没有办", remedy="看这个人现在的答复"
        )
    return Stated(
        answers={line: ticked.get(line, NO_BAR) for line in lines},
        left={line: answer for line, answer in ticked.items() if line not in lines},
    )


def signed_in_form(form: QueryDict) -> dict[int, Answer]:
    """Whom a form signs, each with the answer that the page showed."""
    return {line: _shown_answer(form, line) for line in map(_line, form.getlist("lines"))}


def unticked_in(form: QueryDict) -> frozenset[int]:
    """Whom a form of signatures showed and did not tick (没有勾选的)."""
    shown = (name.removeprefix(_ANSWER) for name in form if name.startswith(_ANSWER))
    return numbers_of(shown) - numbers_of(form.getlist("lines"))


def lines_in(text: str) -> frozenset[int]:
    """People by their numbers, as an address names them: 3,17; what is no number names nobody."""
    return numbers_of(text.split(","))


def numbers_of(texts: Iterable[str]) -> frozenset[int]:
    """The numbers among these texts."""
    return frozenset(n for n in map(whole_number, texts) if n is not None)


def _line(text: str) -> int:
    line = whole_number(text)
    if line is None:
        raise BadInput("表单里的序号读不出来", remedy=_AGAIN)
    return line


def _shown_answer(form: QueryDict, line: int) -> Answer:
    try:
        said = json.loads(form.get(f"{_ANSWER}{line}", ""))
    except ValueError:
        said = None
    if not isinstance(said, list) or not all(isinstance(each, str) for each in said):
        raise BadInput(f"第 {line} 人：表单里没有页面显示的答复，没有签", remedy=_AGAIN)
    return frozenset(said)
