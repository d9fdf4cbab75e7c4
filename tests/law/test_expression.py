"""The expression language of conditions (条件的表达式): what is read, what is refused and where."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huanjie.domain.evaluation import truth_of
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.law import syntax
from huanjie.law.conditionreader import read_fact
from huanjie.law.expression import (
    FUNCTIONS,
    NOBODY,
    Compared,
    Every,
    Fact,
    Holds,
    Kind,
    Known,
    Named,
    Not,
    OneOf,
    Some,
    facts_of,
)
from huanjie.law.understanding import understand


def fact(word: str, name: str, kind: Kind, *choices: str) -> Fact:
    return Fact(fact=word, name=name, kind=kind, choices=choices)


HUKOU = fact("hukou_here", "户籍在本村", "yes-no")
AGREED = fact("meeting_agreed", "会议同意", "yes-no")
MONTHS = fact("months_here", "居住满几个月", "whole")
BORN = fact("birth_date", "出生日期", "date")
POLL = fact("polling_day", "选举日", "date")
SCHOOL = fact("education", "学历", "grade", "初中", "高中", "大专", "本科")
LEVEL = fact("last_education", "原学历", "grade", "低", "高")
METHOD = fact("method", "选举方式", "choice", "voters", "households", "representatives")
FACTS = {f.fact: f for f in (HUKOU, AGREED, MONTHS, BORN, POLL, SCHOOL, LEVEL, METHOD)}


def test_and_binds_closer_than_or_and_not_closest() -> None:
    read = understand("not hukou_here and meeting_agreed or months_here > 3", FACTS)
    more = Compared(
        left=Named(fact=MONTHS), operator=">", right=Known(value=3), kind="whole", words=()
    )
    both = Every(parts=(Not(part=Holds(fact=HUKOU)), Holds(fact=AGREED)))
    assert read == Some(parts=(both, more))


def test_false_alone_is_what_nobody_meets() -> None:
    """一律不许."""
    assert understand(" false ", FACTS) == NOBODY
    assert truth_of(NOBODY, {}) is False
    assert facts_of(NOBODY) == ()


@pytest.mark.parametrize("text", ["true", "False", "hukou_here and false", "not false", "(true)"])
def test_true_and_false_stand_for_no_part_of_a_condition(text: str) -> None:
    with pytest.raises(BadInput, match=r"这里不能写“(true|false|False)”") as refused:
        understand(text, FACTS)
    assert "整个条件只写 false" in refused.value.remedy


@pytest.mark.parametrize("word", ["true", "false", "not", "in"])
def test_a_word_with_a_meaning_of_its_own_names_no_fact(word: str) -> None:
    with pytest.raises(BadInput, match="事实的代号"):
        read_fact(Cursor({"fact": word, "name": "某事", "kind": "yes-no"}))


def test_brackets_bind_closest_of_all() -> None:
    read = understand("not (hukou_here or meeting_agreed)", FACTS)
    assert read == Not(part=Some(parts=(Holds(fact=HUKOU), Holds(fact=AGREED))))


def test_not_in_is_the_negation_of_in() -> None:
    read = understand('method not in ["voters", "households"]', FACTS)
    words = METHOD.choices
    inside = OneOf(
        value=Named(fact=METHOD), listed=("voters", "households"), kind="choice", words=words
    )
    assert read == Not(part=inside)


def test_a_chain_of_comparisons_asks_for_each() -> None:
    chained = understand("3 <= months_here < 12", FACTS)
    assert chained == understand("3 <= months_here and months_here < 12", FACTS)


def test_the_facts_of_an_expression_are_named_once_in_the_order_of_the_text() -> None:
    read = understand("age_on(birth_date, polling_day) >= 18 and birth_date < polling_day", FACTS)
    assert facts_of(read) == (BORN, POLL)


@pytest.mark.parametrize(
    "text",
    [
        "hukou_here",
        "(((hukou_here)))",
        "  hukou_here\tand   meeting_agreed ",
        'education >= "大专"',
        '"大专" <= education',
        "education == '本科'",
        'education in ["大专", "本科",]',
        "months_here in [3, 6]",
        'birth_date <= "2008-06-28"',
        'birth_date in ["2008-06-28"]',
        "birth_date < polling_day",
        'age_on("1990-01-01", polling_day) >= 18',
        "months_between(birth_date, polling_day) >= years_between(birth_date, polling_day)",
        "not not hukou_here",
    ],
)
def test_what_a_pack_may_write(text: str) -> None:
    assert facts_of(understand(text, FACTS))


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", 1, "没有写完"),
        ("hukou_here and", 15, "没有写完"),
        ("and hukou_here", 1, "and"),
        ("hukou_here meeting_agreed", 12, "meeting_agreed"),
        ("(hukou_here", 1, "括号"),
        ("hukou_here)", 11, ")"),
        ('education == "大专', 14, "引号"),
        ("hukou_here = months_here", 12, "=="),
        ("hukou_here and （meeting_agreed）", 16, "全角"),
        ("months_here >= 12.5", 18, "."),
        ("months_here + 1 > 3", 13, "+"),
        ("hukou_here.real", 11, "."),
        ("lambda: 0", 7, ":"),
        ("months_here not 3", 13, "in"),
        ("months_here in 3", 16, "方括号"),
        ("months_here in []", 16, "至少写一项"),
        ("months_here in [3 6]", 19, "逗号"),
        ("months_here in [3] in [4]", 20, "and"),
        ("hukou", 1, "hukou"),
        ("True", 1, "True"),
        ("months_here", 1, "整数"),
        ("3", 1, "是或者否"),
        ("hukou_here == meeting_agreed", 1, "直接写事实"),
        ("hukou_here in [1]", 1, "in 的前面"),
        ("(hukou_here and meeting_agreed) > 3", 2, "是和否"),
        ("3 > 2", 1, "没有事实"),
        ('months_here > "3"', 15, "引号"),
        ("education > 3", 1, "不能比较"),
        ('education >= "博士"', 14, "博士"),
        ("education >= last_education", 1, "可用的词不同"),
        ('method > "voters"', 1, "没有高低"),
        ('birth_date < "2008-02-30"', 14, "2008-02-30"),
        ('"大专" in ["大专"]', 1, "in 的前面"),
        ('months_here in ["大专"]', 17, "引号"),
        ("education in [3]", 15, "等级"),
        ("age(birth_date) > 18", 1, "age_on"),
        ("age_on(birth_date) > 18", 1, "2 项"),
        ("age_on(birth_date, months_here) > 18", 20, "日期"),
        ("age_on(birth_date, polling_day)", 1, "是或者否"),
        ("months_here > 9999999999999999", 15, "太大"),
    ],
)
def test_a_fault_names_the_place_and_a_remedy(text: str, place: int, words: str) -> None:
    with pytest.raises(BadInput) as refusal:
        understand(text, FACTS)
    fault = refusal.value
    assert f"第 {place} 个字" in fault.says
    assert words in f"{fault.says} {fault.remedy}"
    assert fault.remedy


def bracketed(depth: int) -> str:
    return "(" * depth + "hukou_here" + ")" * depth


@pytest.mark.parametrize(
    ("within", "beyond"),
    [
        (bracketed(syntax.DEEPEST), bracketed(syntax.DEEPEST + 1)),
        ("not " * syntax.DEEPEST + "hukou_here", "not " * (syntax.DEEPEST + 1) + "hukou_here"),
        ("hukou_here".ljust(syntax.LONGEST), "hukou_here".ljust(syntax.LONGEST + 1)),
        (
            "months_here in [" + "1," * (syntax.MOST_PARTS - 3) + "]",
            "months_here in [" + "1," * (syntax.MOST_PARTS - 2) + "]",
        ),
    ],
    ids=["brackets", "negations", "characters", "parts"],
)
def test_an_expression_is_bounded(within: str, beyond: str) -> None:
    assert facts_of(understand(within, FACTS))
    with pytest.raises(BadInput):
        understand(beyond, FACTS)


PIECES = [
    *FACTS,
    *FUNCTIONS,
    "and ",
    "or ",
    "not ",
    " in ",
    "(",
    ")",
    "[",
    "]",
    ",",
    "<=",
    "==",
    ">",
    '"大专"',
    '"2026-06-28"',
    "12",
    " ",
    "'",
    '"',
    "\\",
    "\0",
    "ſ",
    "١",
    "（",
    "f'{x}'",
    "0x1",
    "1_0",
    "__import__('os')",
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)


@given(text=texts)
@settings(max_examples=400, deadline=None)
def test_no_text_whatever_brings_out_anything_but_bad_input(text: str) -> None:
    with contextlib.suppress(BadInput):
        understand(text, FACTS)


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_runs_long(piece: str) -> None:
    """However often a piece is repeated: a text beyond the bound is not even read, and one within
    it is read to no more parts and no deeper than the bounds.
    """
    for times in (syntax.LONGEST // len(piece), 200_000):
        with pytest.raises(BadInput):
            understand(piece * times, FACTS)
    with pytest.raises(BadInput, match=f"最多 {syntax.LONGEST} 个"):
        understand(piece * (syntax.LONGEST // len(piece) + 1), FACTS)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("(" * 400, syntax.DEEPEST),
        ("not " * 200, syntax.DEEPEST),
        ("age_on(" * 100, syntax.DEEPEST),
        ("1<" * 400, syntax.MOST_PARTS),
        ("a in [" + "1," * 300, syntax.MOST_PARTS),
    ],
)
def test_reading_stops_at_the_bound_that_a_text_crosses(text: str, bound: int) -> None:
    """Before the end, which is missing in each of these texts."""
    assert len(text) <= syntax.LONGEST
    with pytest.raises(BadInput, match=f"最多 {bound} ") as refused:
        understand(text, FACTS)
    assert int(re.findall("第 ([0-9]+) 个字", refused.value.says)[0]) < len(text)
