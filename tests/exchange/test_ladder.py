"""LADDER (联审阶梯文件): three models come along; what no law names cannot be asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.exchange.samples import LADDER, changed

from huanjie.domain import halfdays, ladder
from huanjie.domain.ladder import Column
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import canonical
from huanjie.exchange.ladder import (
    MODELS,
    askable_on_the_shelf,
    model_ladders,
    parse_ladder,
    read_ladder,
)
from huanjie.exchange.schema import schema

L, D = "第1个 [[level]]", "第{}个 [[level.department]]"
COLUMNS = '["name", "identity-number", "post"]'
NAME = 'name = "组织部"'
FIFTEEN = (MODELS / "fifteen-departments.toml").read_text("utf-8")


def refusal(text: str) -> BadInput:
    with pytest.raises(BadInput) as refused:
        parse_ladder(text.encode(), "ladder.toml")
    return refused.value


def test_the_models_are_five_levels_fifteen_departments_and_seven_signatures() -> None:
    ladders = {name: read_ladder(Cursor(each)) for name, each in model_ladders().items()}
    assert {name: len(each.levels) for name, each in ladders.items()} == {
        "five-levels": 5,
        "fifteen-departments": 1,
        "seven-signatures": 2,
    }
    assert len(ladders["fifteen-departments"].departments) == 15
    assert ladders["seven-signatures"].levels[-1].signatures == 7
    assert sum(level.halves for level in ladders["five-levels"].levels) == 5


def test_no_model_shows_a_department_every_column() -> None:
    for document in model_ladders().values():
        for each in read_ladder(Cursor(document)).departments:
            assert set(each.columns) < set(Column)


def test_the_same_ladder_may_be_written_as_json() -> None:
    document = model_ladders()["five-levels"]
    assert parse_ladder(canonical(document), "ladder.json") == document


def test_two_people_sign_where_the_level_says_nothing() -> None:
    del (document := changed(LADDER, "/level/0/signatures", 2))["level"][0]["signatures"]
    assert read_ladder(Cursor(document)).levels[0].signatures == 2


@pytest.mark.parametrize("fact", ["religion", "birth_date", "registered", "hukou_here", "名声"])
def test_nothing_is_asked_but_what_a_condition_of_eligibility_names(fact: str) -> None:
    fault = refusal(FIFTEEN.replace('"expelled_from_party"', f'"{fact}"', 1))
    assert fault.says == f"“{fact}”不是任职资格的法定条件，不能问“组织部”"
    assert fault.at == "第1个 [[level]] 第1个 [[level.department]] facts"
    assert "criminal_punishment" in fault.remedy


def test_what_can_be_asked_are_facts_that_one_condition_hangs_on() -> None:
    askable = askable_on_the_shelf()
    assert {"criminal_punishment", "expelled_from_party", "barred_by_organ"} <= set(askable)
    assert not {"age", "birth_date", "education", "registered"} & set(askable)


@pytest.mark.parametrize(
    ("old", "new", "says", "at", "line_has"),
    [
        ("half_days = 5", "half_days = 0", "不在 1 至 120", f"{L} half_days", "half_days"),
        ("half_days = 5", "half_days = 2.5", "应为整数", f"{L} half_days", "half_days"),
        ('key = "court"', 'key = "Court"', "不能用", f"{L} {D.format(3)} key", "Court"),
        ('key = "court"', 'key = "tax"', "写了两次", f"{L} {D.format(15)} key", "tax"),
        (COLUMNS, '["post"]', "没有给“组织部”看姓名", f"{L} {D.format(1)} columns", "columns"),
        (COLUMNS, '["name", "phone"]', "不是可用的值", f"{L} {D.format(1)} columns", "phone"),
        (NAME, f"{NAME}\ngrounds = true", "不认识的键", f"{L} {D.format(1)} grounds", "grounds"),
    ],
)
def test_a_fault_names_table_key_and_line(
    old: str, new: str, says: str, at: str, line_has: str
) -> None:
    text = FIFTEEN.replace(old, new, 1)
    fault = refusal(text)
    assert says in fault.says
    assert fault.at == at
    assert fault.line is not None
    assert line_has in text.splitlines()[fault.line - 1]
    assert (fault.file, bool(fault.remedy)) == ("ladder.toml", True)


def test_what_is_no_toml_is_refused_with_its_line() -> None:
    assert refusal("name = \n").line == 1


def test_a_level_that_is_written_twice_is_refused() -> None:
    level = LADDER["level"][0]
    document = {"name": "联审", "level": [level, changed(level, "/department/0/key", "police")]}
    with pytest.raises(BadInput, match="级“county”写了两次"):
        read_ladder(Cursor(document))


def test_the_bounds_of_the_schema_are_those_of_the_reader() -> None:
    document = schema("ladder")
    level = document["$defs"]["level"]["properties"]
    assert document["properties"]["level"]["maxItems"] == ladder.MOST_LEVELS
    assert level["department"]["maxItems"] == ladder.MOST_DEPARTMENTS
    assert level["half_days"]["maximum"] == halfdays.LONGEST
    assert level["signatures"]["anyOf"][0]["maximum"] == ladder.MOST_SIGNATURES


def test_the_models_are_written_with_what_they_mean() -> None:
    for path in sorted(Path(MODELS).glob("*.toml")):
        assert path.read_text("utf-8").startswith("# A model (样本)")
