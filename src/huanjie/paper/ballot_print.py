"""Ballots as PDF (印选票): the form's frames filled with words, one code a sheet, fonts embedded.

A name of which a character cannot be drawn refuses the whole print: no voter sees an empty box.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from unicodedata import bidirectional

import typst

from huanjie.domain.ballotform import BallotForm, PaperSize
from huanjie.domain.election import Contest
from huanjie.door.fault import BadInput
from huanjie.exchange.layout import area_as_json
from huanjie.paper.ballot_code import code_picture, code_text, spaced
from huanjie.paper.ballot_drawing import (
    DrawnPage,
    Frame,
    Rule,
    Wording,
    code_area,
    code_words_area,
    draw,
)
from huanjie.paper.ballot_forms import ballot_forms, papers_of
from huanjie.paper.ballot_measures import MEASURES
from huanjie.paper.ballot_words import title_of
from huanjie.paper.fonts import Fonts
from huanjie.paper.typesetting import named, typeset

TEMPLATE: Final = Path(__file__).parent / "ballot.typ"

SAMPLE: Final = "样票，不作投票用"
_NO_CODE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 25 25">'
    '<path d="M1 1h23v23h-23zM1 1l23 23M24 1l-23 23" fill="none" stroke="#000"/></svg>'
)
"""What stands where a ballot has its code."""

Glyphs = Mapping[str, str]
"""Pictures (SVG) of characters that no font draws, by character (字形图)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What ballots are printed with (印制的条件)."""

    fonts: Fonts = field(default_factory=Fonts)
    glyphs: Glyphs = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Printed ballots (印好的选票): the PDF, and whose sheets its pages are, one after another."""

    sheets: tuple[tuple[BallotForm, str], ...]
    """form and code"""
    pdf: bytes


def print_ballots(
    wording: Wording,
    codes: Sequence[Sequence[str]],
    *,
    paper: PaperSize,
    press: Press,
    symbols: bool = False,
) -> Printed:
    """Print every form of the election, one after the other; `codes` are each form's, one a
    sheet.
    """
    election, own = wording.election, MEASURES[paper]
    bilingual = wording.second is not None
    forms = ballot_forms(election, paper=paper, bilingual=bilingual, symbols=symbols)
    kinds = list(zip(forms, papers_of(election), codes, strict=True))
    data = {
        "title": title_of(election, wording.pack),
        "width": own.width,
        "height": own.height,
        "fonts": press.fonts.families,
        "forms": [
            _form(form, papers, own_codes, wording, press) for form, papers, own_codes in kinds
        ],
    }
    return Printed(
        sheets=tuple((form, code) for form, _, own_codes in kinds for code in own_codes),
        pdf=typeset(TEMPLATE, data, press.fonts),
    )


def print_sample(
    wording: Wording, *, paper: PaperSize, press: Press, symbols: bool = False
) -> bytes:
    """A sheet of every form to be shown round (样票): it has no code, and counts for nothing."""
    codes = [[SAMPLE]] * len(papers_of(wording.election))
    return print_ballots(wording, codes, paper=paper, press=press, symbols=symbols).pdf


def _form(
    form: BallotForm,
    contests: Sequence[Contest],
    codes: Sequence[str],
    wording: Wording,
    press: Press,
) -> dict[str, Any]:
    pages = tuple(draw(form, contests, wording))
    check_drawable((frame.says for page in pages for frame in page.frames), press)
    return {
        "pages": [_page(page, form, press.glyphs) for page in pages],
        "sheets": [_sheet(form, code) for code in codes],
    }


def check_drawable(texts: Iterable[str], press: Press) -> None:
    """Refuse to print what no font and no picture draws (印不出的字)."""
    said = tuple(texts)
    if not press.fonts.families:
        raise BadInput(
            "这台机器没有能印选票的字体，没有印选票",
            remedy="装 Noto Serif CJK（Debian 的 fonts-noto-cjk），或者用 --fonts 指一个文件夹",
        )
    for sign in press.glyphs.keys() & set("".join(said)):
        _check_glyph(sign, press.glyphs[sign])
    missing = [sign for sign in press.fonts.missing(said) if sign not in press.glyphs]
    if missing:
        raise BadInput(
            f"没有字体能印出 {named(missing)}，没有印选票",
            remedy="用 --fonts 指一个装着这个字的字体的文件夹，"
            f"或者用 --glyphs 指一个文件夹，里面放 U+{ord(missing[0]):04X}.svg 这样的字形图",
        )


def _check_glyph(sign: str, svg: str) -> None:
    """Refuse a picture that the press cannot draw, by the character that it is for."""
    draw = b'#image(bytes(sys.inputs.svg), format: "svg")'
    try:
        typst.compile(draw, format="svg", sys_inputs={"svg": svg})
    except typst.TypstError:
        raise BadInput(
            f"“{sign}”（U+{ord(sign):04X}）的字形图不是 SVG 图像，没有印选票",
            at="--glyphs",
            remedy="换一个 SVG 文件",
        ) from None


def _page(page: DrawnPage, form: BallotForm, glyphs: Glyphs) -> dict[str, Any]:
    under = Frame(area=code_words_area(form.paper), says="", size=6.5, least=5)
    return {
        "frames": [_frame(frame, glyphs) for frame in page.frames],
        "rules": [_rule(rule) for rule in page.rules],
        "seal": area_as_json(page.seal),
        "code": area_as_json(code_area(form.paper)),
        "code-words": _frame(under, {}),
    }


def _sheet(form: BallotForm, code: str) -> dict[str, Any]:
    parts = range(1, len(form.pages) + 1)
    if code == SAMPLE:
        return {"code": SAMPLE, "pictures": [_NO_CODE for _ in parts]}
    return {
        "code": spaced(code),
        "pictures": [code_picture(code_text(form, part, code)) for part in parts],
    }


def _frame(frame: Frame, glyphs: Glyphs) -> dict[str, Any]:
    leftwards = _runs_leftwards(frame.says)
    return area_as_json(frame.area) | {
        "runs": _runs(frame.says, glyphs),
        "size": frame.size,
        "least": frame.least,
        "weight": "bold" if frame.bold else "regular",
        "line": frame.one_line,
        "leftwards": leftwards,
        "across": "right" if leftwards and frame.across == "left" else frame.across,
    }


def _runs_leftwards(says: str) -> bool:
    """Whether a text is read from the right, as Uyghur is: its first letter decides."""
    ways = (bidirectional(sign) for sign in says)
    return next((way for way in ways if way in {"L", "R", "AL"}), "L") != "L"


def _runs(says: str, glyphs: Glyphs) -> list[str | dict[str, str]]:
    """The words, with the picture of a character in its place."""
    if not glyphs:
        return [says]
    parts = re.split(f"([{re.escape(''.join(glyphs))}])", says)
    return [{"svg": glyphs[part]} if part in glyphs else part for part in parts if part]


def _rule(rule: Rule) -> dict[str, Any]:
    return area_as_json(rule.area) | {"solid": rule.weight is None, "weight": rule.weight or 0}
