"""Faults (差错): a sentence for the person who has to mend the input, with its place first."""

from __future__ import annotations

import pytest

from huanjie.door.fault import BadInput, Fault, NoSuchRule


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (BadInput("不是日期"), "不是日期"),
        (BadInput("不是日期", remedy="写成 2026-06-28"), "不是日期 改法：写成 2026-06-28"),
        (BadInput("不是日期", at="/polling_day"), "/polling_day：不是日期"),
        (BadInput("不是日期", file="a.json", line=3), "a.json 第3行：不是日期"),
        (BadInput("不是日期", line=0), "第0行：不是日期"),
        (
            BadInput("不是分数", file="a.toml", line=3, at="[majority] of", remedy="改成 1/2"),
            "a.toml 第3行 [majority] of：不是分数 改法：改成 1/2",
        ),
    ],
)
def test_the_place_comes_first_and_the_remedy_last(fault: BadInput, says: str) -> None:
    assert str(fault) == says


def test_a_fault_takes_the_name_of_the_file_it_was_found_in() -> None:
    fault = BadInput("不是日期", at="/a", remedy="改").within(file="a.json", line=3)
    assert (fault.file, fault.line, fault.at, fault.remedy) == ("a.json", 3, "/a", "改")


def test_a_fault_that_knows_its_file_and_line_keeps_them() -> None:
    fault = BadInput("不是日期", file="a.json", line=3).within(file="b.json", line=9)
    assert (fault.file, fault.line) == ("a.json", 3)


def test_a_missing_rule_says_which_pack_and_whose_decision() -> None:
    silence = NoSuchRule("tie", pack="villagers-committee@2026-01-01", decided_by="province")
    assert "villagers-committee@2026-01-01" in str(silence)
    assert "tie" in str(silence)
    assert silence.decided_by == "province"


def test_there_is_one_tree_of_faults() -> None:
    assert issubclass(BadInput, Fault)
    assert issubclass(NoSuchRule, Fault)
    assert not issubclass(NoSuchRule, BadInput)
