"""Timeline and flow chart (时间轴、流程图): every step is there, nothing runs off the page, and a
reader who cannot see them is told the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.paper.plans import BOTH, LATE, ONE, PLANS, PROVISIONAL, renamed

from huanjie.domain.unitschedule import UnitSchedule
from huanjie.paper.blocks import ems
from huanjie.paper.flow_picture import flow_picture
from huanjie.paper.svg import wrapped
from huanjie.paper.timeline_picture import timeline_picture

Draw = Callable[[UnitSchedule], str]
DRAWINGS: list[Draw] = [timeline_picture, flow_picture]
SVG = "{http://www.w3.org/2000/svg}"
every = pytest.mark.parametrize("draw", DRAWINGS)
plans = pytest.mark.parametrize("unit", PLANS.values(), ids=PLANS)


def root(picture: str) -> ElementTree.Element:
    return ElementTree.fromstring(picture)


def texts(picture: str) -> list[ElementTree.Element]:
    return list(root(picture).iter(f"{SVG}text"))


def said(picture: str) -> str:
    """All words of a picture, lines joined."""
    return "".join(each.text or "" for each in texts(picture))


@every
@plans
def test_every_step_is_drawn_and_told(draw: Draw, unit: UnitSchedule) -> None:
    picture = draw(unit)
    description = root(picture).findtext(f"{SVG}desc") or ""
    for each in unit.steps:
        assert each.step.name in said(picture)
        assert each.step.name in description


@every
@plans
def test_nothing_runs_off_the_picture(draw: Draw, unit: UnitSchedule) -> None:
    own = root(draw(unit))
    width, height = float(own.attrib["width"]), float(own.attrib["height"])
    for each in own.iter(f"{SVG}text"):
        size = float(each.attrib["font-size"])
        long = ems(each.text or "") * size
        shift = {"middle": 0.5, "end": 1.0}.get(each.get("text-anchor", ""), 0)
        left = float(each.attrib["x"]) - shift * long
        assert left >= 0, each.text
        assert left + long <= width, each.text
        assert size <= float(each.attrib["y"]) <= height, each.text
    for each in own.iter(f"{SVG}rect"):
        if each.get("fill") != "#ffffff" and each.get("x"):
            assert float(each.attrib["x"]) + float(each.attrib["width"]) <= width + 0.5


@every
def test_a_picture_needs_no_style_script_or_file_of_others(draw: Draw) -> None:
    picture = draw(BOTH)
    assert not re.search(r"<style|<script|style=|href|@import|url\((?!#)", picture)
    assert root(picture).attrib["role"] == "img"
    assert root(picture).findtext(f"{SVG}title")


@every
def test_markup_in_a_name_is_text(draw: Draw) -> None:
    assert "<b>&名单</b>" in said(draw(renamed("<b>&名单</b>")))


@every
@given(name=st.text("名单公布的第一二三四五", min_size=1, max_size=60))
@settings(max_examples=20)
def test_a_long_name_is_broken_and_still_fits(draw: Draw, name: str) -> None:
    assert name in said(draw(renamed(name)))


def test_what_does_not_fit_is_hatched_and_explained() -> None:
    picture = timeline_picture(LATE)
    assert 'fill="url(#hatch)"' in picture
    assert "排不下：公布参加选举的村民名单" in said(picture)
    assert timeline_picture(ONE).count("url(#hatch)") == 1  # the legend's own


def test_a_provisional_date_is_marked() -> None:
    assert "（暂定）" in said(timeline_picture(PROVISIONAL))
    assert "（暂定）" in said(flow_picture(PROVISIONAL))


def test_one_body_has_three_lanes_and_several_have_one_each() -> None:
    lanes = re.compile("选举日以前.*选举日.*选举日以后", re.DOTALL)
    assert lanes.search(said(timeline_picture(ONE)))
    assert not lanes.search(said(timeline_picture(BOTH)))
    assert "党支部委员会" in said(timeline_picture(BOTH))


def test_the_flow_of_one_body_names_papers_articles_and_what_a_step_is_measured_from() -> None:
    words = said(flow_picture(ONE))
    assert "文书：参加选举的村民名单公告" in words
    assert "“选举日”的 20 日以前" in words
    assert "《村民委员会组织法》第十七条第一款" in words


def test_the_order_of_bodies_is_a_dashed_arrow() -> None:
    assert flow_picture(BOTH).count("stroke-dasharray") == 1
    assert "stroke-dasharray" not in flow_picture(ONE)


def test_a_line_never_starts_with_a_stop() -> None:
    for line in wrapped("名单，" * 30, room=48, size=12)[1:]:
        assert line[0] not in "，。"
