"""The handbook of one election (指导手册), read back: chapters, numbers, papers, sources."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from tests.paper.plans import AT, DAY, LATE, ONE, PARTY, VILLAGE

from huanjie.domain.contest import Post
from huanjie.domain.schedule import Schedule, schedule
from huanjie.domain.thresholds import UnitNumbers
from huanjie.law.calendar import load_calendar
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load
from huanjie.paper.handbook import Handbook

NUMBERS = UnitNumbers(registered=1000, households=320, seats={Post("chair"): 1, Post("member"): 3})


def dated(pack: RulePack) -> Schedule:
    return schedule(pack, polling_day=DAY, calendar=load_calendar())


def opened(
    pack: RulePack = VILLAGE, numbers: UnitNumbers = NUMBERS, own: Schedule | None = None
) -> Any:
    book = Handbook(pack=pack, schedule=own or dated(pack), numbers=numbers, unit="清水村")
    return docx.Document(io.BytesIO(book.as_docx(made_at=AT, day=DAY)))


def cells(document: Any, heads: tuple[str, ...]) -> list[list[str]]:
    """The rows of the table with these heads."""
    for table in document.tables:
        first, *rows = [[cell.text for cell in row.cells] for row in table.rows]
        if tuple(first) == heads:
            return rows
    raise AssertionError(heads)


def said(document: Any) -> str:
    return "\n".join(each.text for each in document.paragraphs)


def test_the_chapters_stand_in_the_contents_and_over_their_parts() -> None:
    document = opened()
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert len(headings) == 6
    for heading in headings:
        assert said(document).count(heading) == 2


def test_each_line_of_the_contents_leads_to_its_chapter_and_has_the_field_of_its_page() -> None:
    paragraphs = opened().paragraphs
    marks = [(p, mark) for p in paragraphs for mark in p._p.iter(qn("w:bookmarkStart"))]
    places = {mark.get(qn("w:name")): p.text for p, mark in marks}
    lines = [p for p in paragraphs if p.hyperlinks]
    assert len(lines) == len(places) == 6
    for line in lines:
        place = line.hyperlinks[0].fragment
        (field,) = line._p.iter(qn("w:instrText"))
        assert field.text.split() == ["PAGEREF", place, "\\h"]
        assert line.text.rstrip() == places[place]


def test_whoever_opens_it_is_asked_nothing() -> None:
    """Word asks about fields that say of themselves that they are out of date."""
    document = opened()
    marks = [*document.element.body.iter(qn("w:fldChar"))]
    assert not any(mark.get(qn("w:dirty")) for mark in marks)
    assert document.settings.element.find(qn("w:updateFields")) is None


def test_where_votes_are_counted_from_all_members_fewer_present_need_no_fewer_votes() -> None:
    members = load("collective-organisation", today=DAY)
    rows = cells(opened(members, UnitNumbers(entitled=100)), ("应到人数", "当选至少"))
    assert rows == [["100", "67"]]


def test_the_cover_names_place_body_day_and_rules() -> None:
    first = opened().paragraphs[:4]
    assert first[0].text == "清水村村民委员会换届选举指导手册"
    assert "2026年6月28日" in first[1].text
    assert VILLAGE.id in first[2].text
    assert "二〇二六年六月二十八日" in first[3].text


def test_the_flow_chart_has_a_box_for_every_step_and_an_arrow_between_each_two() -> None:
    flow = opened().tables[0]
    assert len(flow.rows) == 2 * len(VILLAGE.steps) - 1
    boxes = [row.cells[1].text for row in flow.rows[::2]]
    for box, step in zip(boxes, ONE.bodies[0].steps, strict=True):
        assert box.startswith(step.name)
    assert {row.cells[1].text for row in flow.rows[1::2]} == {"↓"}


def test_every_step_stands_with_its_article_and_what_it_says() -> None:
    rows = cells(opened(), ("日期", "步骤", "依据"))
    for row, step in zip(rows, ONE.bodies[0].steps, strict=True):
        assert row[1] == step.name
        assert all(ground.says in row[2] for ground in step.grounds)


def test_every_paper_stands_with_its_step() -> None:
    rows = cells(opened(), ("序号", "文书", "用在哪一步", "日期"))
    assert {row[1] for row in rows} == {form.name for form in VILLAGE.forms}
    ballot = next(row for row in rows if row[1] == "选票")
    assert ballot[2:] == ["选举日", "6月28日（周日）"]


def test_days_of_two_years_stand_with_their_year_in_every_chapter() -> None:
    day = date(2027, 1, 10)
    document = opened(own=schedule(VILLAGE, polling_day=day, calendar=load_calendar()))
    steps = cells(document, ("日期", "步骤", "依据"))
    papers = cells(document, ("序号", "文书", "用在哪一步", "日期"))
    boxes = [row.cells[1].text for row in document.tables[0].rows[::2]]
    written = [row[0] for row in steps] + [row[3] for row in papers if row[3]] + boxes
    dated = [text for text in written if "日" in text and "月" in text]
    assert len(dated) > len(steps)
    assert all(re.search("202[67]年", text) for text in dated)


@pytest.mark.parametrize(("registered", "least"), [(1000, "501"), (1001, "501"), (1002, "502")])
def test_the_numbers_are_those_of_this_unit(registered: int, least: str) -> None:
    document = opened(numbers=replace(NUMBERS, registered=registered))
    rows = {row[0]: row[2] for row in cells(document, ("项目", "基数", "数字", "依据"))}
    assert rows["参加投票至少"] == f"{least} 以上"
    assert rows["代表人数"] == "22 至 64"
    assert rows["主任候选人"] == "2 以上"
    votes = cells(document, ("收回的选票数", "当选至少", "另行选举至少"))
    assert (votes[0][0], votes[-1][0]) == (least, str(registered))
    for papers, elected, runoff in ((int(a), int(b), int(c)) for a, b, c in votes):
        assert 2 * elected > papers >= 2 * (elected - 1)
        assert 3 * runoff >= papers > 3 * (runoff - 1)


def test_a_number_that_was_not_filled_in_is_open_and_its_rule_is_said() -> None:
    document = opened(numbers=UnitNumbers())
    rows = {row[0]: row[2] for row in cells(document, ("项目", "基数", "数字", "依据"))}
    assert rows["参加投票至少"] == "—"
    assert "数字没有填，按这一条计算：登记参加选举的村民过半数投票" in said(document)


def test_who_may_hold_a_proxy_and_the_other_rules_are_said_with_their_articles() -> None:
    words = said(opened())
    rules = [(each.name, each.citation) for each in VILLAGE.proxy]
    rules += [(each.name, each.citation) for each in VILLAGE.provisions]
    for name, citation in rules:
        assert name in words
        assert citation.says in words
    for topic in {each.topic for each in VILLAGE.provisions}:
        assert topic in words


def test_every_law_stands_among_the_sources_with_how_sure_we_are() -> None:
    rows = cells(opened(), ("名称", "位阶", "条文", "可信程度"))
    sure = {(row[0], row[3]) for row in rows}
    assert ("《中华人民共和国村民委员会组织法》", "已核对全文") in sure
    assert ("《村民委员会选举规程》", "凭记忆，待核") in sure


def test_every_article_that_the_handbook_names_is_among_its_sources() -> None:
    document = opened()
    sources = cells(document, ("名称", "位阶", "条文", "可信程度"))
    listed = {
        row[0].replace("中华人民共和国", "") + article
        for row in sources
        for article in row[2].split("、")
    }
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    named = re.findall(r"《[^》]+》第[^：）\n]+", "\n".join((said(document), *tables)))
    assert named
    assert set(named) <= listed


def test_what_no_rule_fixes_says_whose_decision_it_is() -> None:
    bare = replace(VILLAGE, turnout={}, majority=None, forms=(), provisions=(), proxy=())
    words = said(opened(bare))
    assert "参加投票或者到会的人数、当选所需票数：适用的规定没有写" in words
    assert "由省、自治区、直辖市的规定决定" in words
    assert "适用的规定没有列出文书" in words


def test_a_branch_counts_those_present() -> None:
    document = opened(PARTY, UnitNumbers(entitled=42, seats={Post("member"): 5}))
    votes = cells(document, ("实到人数", "当选至少", "另行选举至少"))
    assert votes[0] == ["34", "18", "18"]


def test_a_step_that_does_not_fit_is_explained() -> None:
    assert "排不下：公布参加选举的村民名单" in said(opened(own=LATE.bodies[0]))
