"""Printing ballots (印选票) and making drills for the command line: needs the component paper."""

from __future__ import annotations

import argparse
import json
import random
import re
import secrets
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from huanjie.cli.arguments import picture_name, read_json
from huanjie.cli.ballots_command import KINDS
from huanjie.cli.count_commands import faults_in, pack_of
from huanjie.cli.progress import progress
from huanjie.domain.nomination import candidates_twice, check_order, unlawful_contests
from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.door.files import unwritable, write_whole
from huanjie.exchange.codes import codes_as_json, read_codes
from huanjie.exchange.election import read_election
from huanjie.exchange.layout import layout_as_json
from huanjie.exchange.marks import papers_as_json
from huanjie.exchange.secondlanguage import read_second
from huanjie.paper.ballot_code import CODE_BYTES, code_from
from huanjie.paper.ballot_drawing import Wording
from huanjie.paper.ballot_forms import papers_of
from huanjie.paper.ballot_print import Press, print_ballots
from huanjie.paper.ballot_second import check_second
from huanjie.paper.drill.deck import Deck, DrillPage, drill_pages, printed_sheets
from huanjie.paper.fonts import Fonts

_SEED_BITS: Final = 32
"""of a seed that nobody chose: short enough to be typed again"""
_GLYPH: Final = re.compile(r"U\+([0-9A-F]{4,6})\.svg", re.IGNORECASE)
"""what a picture of a character is called (字形图)"""


def wording_of(chosen: argparse.Namespace) -> Wording:
    """The election, its law, and a second language if one is given."""
    with faults_in(chosen.election):
        election = read_election(read_json(chosen.election))
        pack = pack_of(election)
    second = None
    if chosen.second:
        with faults_in(chosen.second):
            second = read_second(read_json(chosen.second))
    return Wording(election=election, pack=pack, second=second)


def wording_to_print(chosen: argparse.Namespace) -> Wording:
    """The same, the second language held against the papers: a text of no paper would be dropped,
    and one that nobody translated printed twice.
    """
    wording = wording_of(chosen)
    if wording.second:
        with faults_in(chosen.second):
            check_second(wording.second, wording.election, wording.pack)
    return wording


def press_of(chosen: argparse.Namespace) -> Press:
    """The fonts and the pictures of characters."""
    for folder, at in ((chosen.fonts, "--fonts"), (chosen.glyphs, "--glyphs")):
        if folder and not folder.is_dir():
            raise BadInput("没有这个文件夹", at=at, file=str(folder), remedy="核对文件夹")
    return Press(fonts=Fonts(more=chosen.fonts), glyphs=dict(_glyphs(chosen.glyphs)))


def _glyphs(folder: Path | None) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.iterdir()) if folder else ():
        named = _GLYPH.fullmatch(path.name)
        number = int(named[1], 16) if named else 0
        if 0 < number <= sys.maxunicode:
            yield chr(number), jsontext.read_text(path)


def print_sheets(chosen: argparse.Namespace) -> str:
    """Write the PDF, and beside it the codes and the layout: all of them or none."""
    wording = wording_to_print(chosen)
    if not chosen.later:
        with faults_in(chosen.election):
            check_order(wording.pack, wording.election.order)
        _check_numbers(wording, chosen.election)
    before = _codes_before(chosen.codes)
    codes = [
        [code_from(secrets.token_bytes(CODE_BYTES)) for _ in range(chosen.count)]
        for _ in papers_of(wording.election)
    ]
    press = press_of(chosen)
    with faults_in(chosen.election):
        made = print_ballots(
            wording, codes, paper=chosen.paper, press=press, symbols=chosen.symbols
        )
    files = {chosen.output: made.pdf}
    if chosen.codes:
        printed = before.union(*codes)
        files[chosen.codes] = jsontext.pretty(codes_as_json(printed)).encode()
    if chosen.layout:
        layout = layout_as_json(chosen.paper, made.sheets)
        files[chosen.layout] = jsontext.pretty(layout).encode()
    write_whole(files)
    pages = sum(len(form.pages) for form, _ in made.sheets)
    return _said(chosen, sheets=len(made.sheets), pages=pages, before=len(before))


def _check_numbers(wording: Wording, file: Path) -> None:
    """Refuse what could not be published as a list of candidates either (差额、一人两职)."""
    contests = wording.election.contests
    faults = (*unlawful_contests(wording.pack, contests), *candidates_twice(wording.pack, contests))
    for fault in faults:
        remedy = f"{fault.remedy}；再次投票、另行选举的选票加 --later"
        raise BadInput(fault.says, at=fault.at, file=str(file), remedy=remedy)
    for post in [wording.pack.post_name(each.post) for each in contests if not each.candidates]:
        says = f"注意：{post}没有印候选人。只有当地法规许可无候选人选举的，才这样印。"
        print(says, file=sys.stderr)


def _codes_before(path: Path | None) -> frozenset[str]:
    """The codes of earlier prints: they stay, or their sheets would be foreign."""
    if path is None or not path.exists():
        return frozenset()
    with faults_in(path):
        return read_codes(read_json(path))


def _said(chosen: argparse.Namespace, *, sheets: int, pages: int, before: int) -> str:
    if chosen.json:
        told = {"sheets": sheets, "pages": pages, "codes_before": before}
        return json.dumps(told, ensure_ascii=False)
    said = f"印了 {sheets} 张选票，{pages} 页"
    if chosen.codes:
        said += f"；编号写进 {chosen.codes}"
        said += f"，里面原有的 {before} 个保留" if before else ""
    return f"{said}。分发以前把选票打乱。"


# Drills ------------------------------------------------------------------------------------------


def make_drill(chosen: argparse.Namespace) -> int:
    """Pictures, codes and the truth in a folder that is empty or new."""
    folder: Path = chosen.drill
    _check_empty(folder)
    kinds = [each for each in chosen.kinds.split(",") if each]
    if not kinds or set(kinds) - set(KINDS):
        raise BadInput(f"“{chosen.kinds}”", at="--kinds", remedy=f"从 {'、'.join(KINDS)} 里选")
    seed = chosen.seed if chosen.seed is not None else secrets.randbits(_SEED_BITS)
    chance = random.Random(seed)
    deck = Deck(
        wording=wording_to_print(chosen),
        size=chosen.paper,
        kinds=kinds,
        press=press_of(chosen),
        symbols=chosen.symbols,
    )
    with faults_in(chosen.election):
        sheets = printed_sheets(deck, chosen.count, chance)
    pages = drill_pages(deck, sheets, chance)
    truth = _write_pages(folder, progress(pages, total=len(sheets), says="制作演练票"))
    codes = codes_as_json({sheet.code for sheet in sheets})
    write_whole(
        {
            folder / "truth.jsonl": "".join(truth).encode(),
            folder / "codes.json": jsontext.pretty(codes).encode(),
        }
    )
    print(f"{len(truth)} 幅图像和答案在 {folder}；同样的一套：--seed {seed}", file=sys.stderr)
    return 0


def _check_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(
            "这个文件夹里已经有东西", at="--drill", file=str(folder), remedy="换一个空的"
        )


def _write_pages(folder: Path, pages: Iterable[DrillPage]) -> list[str]:
    """Write every picture as it is made; the answer is their truth, a line each."""
    truth = []
    try:
        (folder / "pages").mkdir(parents=True)
        for number, page in enumerate(pages, start=1):
            path = folder / "pages" / f"{number:05}.jpg"
            path.write_bytes(page.raw)
            truth.append(jsontext.canonical(_truth(path, page)).decode() + "\n")
    except OSError as error:
        raise unwritable(folder, error) from None
    return truth


def _truth(path: Path, page: DrillPage) -> dict[str, Any]:
    """One picture's truth: the paper it shows, and what two people would agree that it says; the
    picture is named as `scan` names it.
    """
    return {
        "file": picture_name(path),
        "page": 1,
        "paper": page.paper,
        "kind": page.kind,
        "spoil": page.spoil,
        "contests": None if page.truth is None else papers_as_json(page.truth),
    }
