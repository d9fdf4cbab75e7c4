"""People of one name on what is posted (同名的人): told apart by the least that does it, and no
number of anybody else.
"""

from __future__ import annotations

import re

import pytest
from tests.domain.numbers import number
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, act, on
from tests.office.roll.conftest import DECIDED, POSTED, dismiss, load, publish, raise_one
from tests.office.roll.pages import IN_TIME, Browse, at
from tests.paper.alike import assert_alike, pdf_says, word_says

from huanjie.domain.identity import masked
from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import strike_off
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.posted import posted
from huanjie.office.roll.posted_paper import decisions_paper, supplement_paper

FIRST, SECOND = number("19900307", sequence="101"), number("19900815", sequence="103")
HERS, HER_OWN = number("19900815", sequence="104"), number("19850101", sequence="102")
OLDER = number("19710307", sequence="105")
HEADINGS = ("姓名", "身份证号", "性别", "小组")


@pytest.fixture
def alike(cast: Cast, election: Election) -> Election:
    """A published roll with two men of one name, born in one year, in no group."""
    return published_with(cast, election, ("王伟", FIRST, "男", ""), ("王伟", SECOND, "男", ""))


def published_with(cast: Cast, election: Election, *rows: tuple[str, str, str, str]) -> Election:
    """A published roll of these people and a woman whose name nobody shares."""
    with on(POSTED):
        load(
            cast,
            election,
            csv_file(HEADINGS, *rows, ("李一", number("19850101", sequence="102"), "女", "")),
        )
        publish(cast, election)
    election.refresh_from_db()
    return election


def _lines(election: Election) -> list[str]:
    return [f"{each.name}{each.mark.says}" for part in posted(election) for each in part.people]


def test_two_whose_lines_are_alike_are_posted_with_their_masked_numbers(
    cast: Cast, alike: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    page = client.get(at(alike, "list/")).content.decode()
    word, pdf = (client.get(at(alike, f"list.{x}")) for x in ("docx", "pdf"))
    assert_alike(word, pdf)
    for says in (page, word_says(word.content), pdf_says(pdf.content)):
        for own in (FIRST, SECOND):
            assert says.count(masked(own)) == 1
            assert own not in says
        assert "1990" not in says
    assert masked(FIRST) != masked(SECOND)


def test_whoever_is_alone_of_a_line_is_posted_without_a_number(
    cast: Cast, election: Election
) -> None:
    own = published_with(
        cast,
        election,
        ("王伟", FIRST, "男", ""),
        ("王伟", SECOND, "男", ""),
        ("王伟", OLDER, "男", ""),
        ("王伟", number("19900101", sequence="107"), "男", "一组"),
    )
    assert sorted(_lines(own)) == sorted(
        (
            "李一",
            "王伟",
            "王伟（1971 年生）",
            f"王伟（{masked(FIRST)}）",
            f"王伟（{masked(SECOND)}）",
        )
    )


def test_a_man_and_a_woman_of_one_name_and_year_need_no_number(
    cast: Cast, election: Election
) -> None:
    own = published_with(cast, election, ("王伟", FIRST, "男", ""), ("王伟", HERS, "女", ""))
    assert not re.search(r"\*|编号", "".join(_lines(own)))


@pytest.mark.parametrize("is_deleted", [False, True])
def test_the_number_on_the_roll_decides_where_the_masks_are_alike_or_gone(
    alike: Election, is_deleted: bool
) -> None:
    own = alike.roll.filter(name="王伟").order_by("number")
    numbers = (None, None) if is_deleted else (f"{FIRST[:12]}1{FIRST[13:]}", FIRST)
    for entry, said in zip(own, numbers, strict=True):
        entry.id_number = said
        entry.save()
    assert sorted(_lines(alike)) == ["李一", "王伟（编号 1）", "王伟（编号 2）"]


def test_a_supplement_says_which_of_two_was_struck_off(cast: Cast, alike: Election) -> None:
    with on(IN_TIME):
        strike_off(acting_user=act(cast.chair), election=alike, kind="died", number=1)
        strike_off(acting_user=act(cast.chair), election=alike, kind="died", number=3)
    paper = supplement_paper(alike)
    assert paper
    said = str(paper.blocks)
    assert masked(FIRST) in said
    assert masked(SECOND) not in said
    assert said.count("（9") == 1
    assert _lines(alike) == ["王伟"]


def test_decisions_on_objections_say_which_of_two_they_are_about(
    cast: Cast, alike: Election
) -> None:
    dismiss(cast, alike, raise_one(cast, alike), "once")
    assert masked(SECOND) in str(decisions_paper(alike))
    assert masked(FIRST) not in str(decisions_paper(alike))


def test_whoever_is_on_the_roll_twice_over_time_is_one_person(alike: Election) -> None:
    back = alike.roll.get(name="李一")
    back.pk, back.number, back.struck_on = None, 9, DECIDED
    back.save()
    assert RollEntry.ever.filter(election=alike, name="李一").count() == 2
    assert "李一" in _lines(alike)
