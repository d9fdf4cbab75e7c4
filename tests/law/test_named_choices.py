"""A word of ours has a Chinese name (选项的名称): read beside the choices, taken from a sheet like
the word itself, and said in every sentence.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.exchange.agreement import validator

from huanjie.domain.evaluation import evaluate
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.exchange.factcells import read_fact_cell
from huanjie.exchange.peoplefile import read_people
from huanjie.exchange.schema import schema
from huanjie.law.conditionreader import read_fact
from huanjie.law.expression import Fact
from huanjie.law.shelf import load, versions
from huanjie.law.understanding import understand

DAY = datetime.date(2026, 6, 28)
SEX: dict[str, Any] = {
    "fact": "sex",
    "name": "性别",
    "kind": "choice",
    "choices": ["f", "m"],
    "names": ["女", "男"],
}


def read(**more: Any) -> Fact:
    told = {key: value for key, value in {**SEX, **more}.items() if value is not None}
    return read_fact(Cursor(told))


@pytest.mark.parametrize("cell", ["女", "f", " 女 "])
def test_a_sheet_may_write_the_word_or_its_name(cell: str) -> None:
    assert read_fact_cell(read(), cell) == "f"


def test_another_word_is_refused_with_the_names() -> None:
    with pytest.raises(BadInput, match="几项中的一项") as refused:
        read_fact_cell(read(), "x")
    assert refused.value.remedy == "可用的词：女、男"


def test_a_word_without_a_name_is_its_own() -> None:
    assert read(names=None).called == ("f", "m")
    assert read(names=None).name_of("f") == "f"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('sex == "f"', "性别：男，不是 女"),
        ('sex == "m"', "性别：男"),
        ('sex in ["f"]', "性别：男，不属于：女"),
    ],
)
def test_a_sentence_says_the_name(text: str, sentence: str) -> None:
    told = evaluate(understand(text, {"sex": read()}), {"sex": "m"})
    assert told.because == (sentence,)


@pytest.mark.parametrize(
    "more",
    [
        {"names": ["女"]},
        {"names": ["女", "男", "其他"]},
        {"names": ["女", "女"]},
        {"names": []},
        {"names": "女、男"},
        {"kind": "whole", "choices": None},
    ],
)
def test_names_that_do_not_stand_beside_the_choices_are_refused(more: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        read(**more)


def test_the_schema_knows_names_and_only_beside_choices() -> None:
    fact = validator("pack").evolve(
        schema={"$ref": "#/$defs/fact", "$defs": schema("pack")["$defs"]}
    )
    assert fact.is_valid(SEX)
    assert not fact.is_valid({**SEX, "names": ["女", "女"]})
    plain = {"fact": "sex", "name": "性别", "kind": "yes-no"}
    assert fact.is_valid(plain)
    assert not fact.is_valid({**plain, "names": ["女", "男"]})


BODIES = sorted({version.body for version in versions() if version.region is None})


@pytest.mark.parametrize("body", BODIES)
def test_no_pack_on_the_shelf_shows_a_code_word(body: str) -> None:
    pack = load(body, on=None, today=DAY)
    shown = [name for fact in pack.stated_facts for name in fact.called]
    assert [name for name in shown if name.isascii()] == []


@pytest.mark.parametrize(("body", "word"), [("party-branch", "党员"), ("youth-league", "团员")])
def test_each_body_calls_a_standing_by_its_own_name(body: str, word: str, tmp_path: Path) -> None:
    pack = load(body, on=DAY, today=DAY)
    assert pack.choice_name("standing", "full") == f"正式{word}"
    sheet = f"姓名,{word}状态\n赵甲,正式{word}\n".encode()
    (person,) = read_people("people.csv", sheet, pack).people
    assert person.stated["standing"] == "full"
