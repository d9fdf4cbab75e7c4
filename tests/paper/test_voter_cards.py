"""Voter cards (参选证): one a person, several on a page, in the order of the posted roll."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
import zxingcpp
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from tests.paper.polls import AT, NAMES, cells, opened, poll

from huanjie.domain.rollorder import RollPart, in_parts
from huanjie.law.shelf import load
from huanjie.paper.poll_day import PollDay
from huanjie.paper.voter_cards import CARD_NAMES, Voter, card_name, voter_cards
from huanjie.paper.word import Document

ASKED_AT = "https://huanjie.example/on-roll/"
GROUPS = ("第2村民小组", "第1村民小组")


def parts(names: tuple[str, ...] = NAMES) -> tuple[RollPart[Voter], ...]:
    """Everybody in turn in one of two groups."""
    people = [
        (GROUPS[n % 2], Voter(number=n + 1, name=name, born_in=1950 + n))
        for n, name in enumerate(names)
    ]
    ordered = in_parts(people, part=lambda each: each[0], name=lambda each: each[1].name)
    return tuple(
        RollPart(
            name=part.name,
            people=tuple(voter for _group, voter in part.people),
            namesakes=part.namesakes,
        )
        for part in ordered
    )


def cards(own: PollDay, *, names: tuple[str, ...] = NAMES) -> list[str]:
    tables = cells(voter_cards(own, parts(names)))
    return [card for rows in tables for row in rows for card in row if card]


def names_on(all_cards: list[str]) -> list[str]:
    lines = (line for card in all_cards for line in card.split("\n"))
    return [line.removeprefix("姓名：") for line in lines if line.startswith("姓名：")]


def test_everybody_has_one_card_with_the_whole_name() -> None:
    assert sorted(names_on(cards(poll()))) == sorted(NAMES)


def test_cards_go_by_group_and_within_it_by_strokes_as_the_posted_roll_does() -> None:
    shown = names_on(cards(poll(), names=("李四", "王五", "丁一", "王二")))
    assert shown == ["王二", "王五", "丁一", "李四"]


def test_a_group_follows_the_last_on_its_sheet_and_says_how_many_cards_it_has() -> None:
    document = opened(voter_cards(poll(), parts()))
    captions = [p for p in document.paragraphs if "小组" in p.text]
    assert [p.text for p in captions] == ["第1村民小组（10 张）", "第2村民小组（10 张）"]
    assert not [p for p in captions if p.paragraph_format.page_break_before]
    assert {p.style and p.style.paragraph_format.keep_with_next for p in captions} == {True}


def test_cards_of_one_size_fill_the_page_without_a_title() -> None:
    document = opened(voter_cards(poll(), parts()))
    assert "参选证" not in document.paragraphs[0].text
    for table in document.tables:
        assert {len(row.cells) for row in table.rows} == {2}
        assert {round((row.height or 0) / Mm(1)) for row in table.rows} == {66}


def test_a_card_says_when_where_and_what_to_bring() -> None:
    known = replace(poll(), place="文化礼堂", hours="8 时至 15 时")
    for card in cards(known):
        assert "清水村村民委员会选举\n参选证" in card
        assert "时间：2026年6月28日（周日）\n　　　8 时至 15 时" in card
        assert "地点：文化礼堂" in card
        assert "请带：本证和本人有效身份证件" in card
    assert all("地点：＿＿" in card for card in cards(poll()))


def coded_cards(own: PollDay | None = None) -> Document:
    coded = tuple(
        replace(part, people=tuple(replace(v, code=f"CODE-{v.number}") for v in part.people))
        for part in parts()
    )
    return voter_cards(own or poll(), coded, look_up=ASKED_AT)


def test_a_card_with_a_code_is_scanned_and_typed_at_the_address_that_is_said() -> None:
    document = opened(coded_cards())
    read = set()
    for part in document.part.package.iter_parts():
        if part.partname.endswith(".png"):
            picture = cv2.imdecode(np.frombuffer(part.blob, np.uint8), cv2.IMREAD_GRAYSCALE)
            assert picture is not None
            framed = np.pad(picture, 16, constant_values=255)
            read |= {found.text for found in zxingcpp.read_barcodes(framed)}
    assert read == {f"{ASKED_AT}?card=CODE-{number}" for number in range(1, len(NAMES) + 1)}
    typed = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert len([text for text in typed if text.strip().startswith("扫码查名单")]) == len(NAMES)
    assert {f"CODE-{n}" for n in range(1, len(NAMES) + 1)} <= {t.split("\n")[-1] for t in typed}
    assert all("查询码" in text for text in typed if "CODE-" in text)


def test_no_line_of_a_fixed_height_cuts_a_code_off() -> None:
    document = opened(coded_cards())
    lines = [
        line
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for line in cell.paragraphs
        if line._p.findall(f".//{qn('w:drawing')}")
    ]
    assert len(lines) == len(NAMES)
    rules = {line.paragraph_format.line_spacing_rule for line in lines}
    assert rules == {WD_LINE_SPACING.SINGLE}


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_every_code_of_a_printed_sheet_can_be_scanned(tmp_path: Path) -> None:
    source = tmp_path / "cards.docx"
    source.write_bytes(coded_cards().as_bytes(made_at=AT))
    subprocess.run(
        [
            str(shutil.which("soffice")),
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    pages = pdfium.PdfDocument(tmp_path / "cards.pdf")
    read = {
        found.text
        for page in pages
        for found in zxingcpp.read_barcodes(page.render(scale=200 / 72).to_numpy())
    }
    assert read == {f"{ASKED_AT}?card=CODE-{number}" for number in range(1, len(NAMES) + 1)}


def test_a_card_without_a_code_has_nothing_to_scan() -> None:
    document = opened(voter_cards(poll(), parts(), look_up=ASKED_AT))
    assert not [p for p in document.part.package.iter_parts() if p.partname.endswith(".png")]


def test_two_of_one_name_in_a_group_are_told_apart_by_the_year_of_their_birth() -> None:
    shown = names_on(cards(poll(), names=("李四", "王五", "李四", "李四")))
    assert sorted(shown) == ["李四", "李四（1950 年生）", "李四（1952 年生）", "王五"]


def test_a_long_name_is_set_smaller_and_stays_on_one_line() -> None:
    sizes = {}
    for table in opened(voter_cards(poll(), parts((*NAMES, "长" * 20)))).tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            for line in cell.paragraphs:
                if line.text.startswith("姓名："):
                    assert line.runs[-1].font.size
                    sizes[line.runs[-1].text] = line.runs[-1].font.size.pt
    assert sizes["蓝健"] == sizes[NAMES[1]] == 18
    assert 9 <= sizes["长" * 20] < 18


def test_the_head_of_a_card_with_a_code_stands_on_one_line_whatever_the_place_is_called() -> None:
    own = poll()
    unit = replace(own.election.unit, name="泰顺县罗阳镇叶盛坑村")
    far = replace(own, election=replace(own.election, unit=unit))
    heads = [
        (cell, line)
        for table in opened(coded_cards(far)).tables
        for row in table.rows
        for cell in row.cells
        for line in cell.paragraphs
        if line.text == far.name
    ]
    assert heads
    for cell, line in heads:
        size, width = line.runs[0].font.size, cell.width
        assert size
        assert width
        assert Pt(9) <= size < Pt(14)
        assert len(line.text) * size <= width


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("villagers-committee", "参选证"),
        ("residents-committee", "选民证"),
        ("party-branch", "选举人证"),
        ("collective-organisation", "选举人证"),
        ("village-supervisory", "选举人证"),
    ],
)
def test_the_card_is_called_as_the_pack_calls_it(body: str, name: str) -> None:
    assert card_name(load(body, today=poll().election.polling_day)) == name


@pytest.mark.parametrize(
    ("region", "name"),
    [("beijing", "参选证"), ("hebei", "选民证"), ("hainan", "选民证"), ("tianjin", "选民证")],
)
def test_the_card_is_called_as_the_province_s_text_calls_it(region: str, name: str) -> None:
    assert card_name(poll(region=region).pack) == name
    assert name in CARD_NAMES
