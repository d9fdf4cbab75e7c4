"""Rolls of any size (大名册) are read as the rule for a row reads them, row by row."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.numbers import number, spoiled
from tests.exchange.workbooks import csv_file, workbook

from huanjie.bulk.rollpeople import Person, batches, people_of
from huanjie.bulk.rollrepeats import repeats
from huanjie.bulk.rollscan import BadRow, RollScan, State, scan
from huanjie.domain.memberroll import MEMBER_ROLLS, MemberRoll
from huanjie.domain.rollcheck import RowRule
from huanjie.domain.rollcolumns import STANDING_WORDS
from huanjie.door.fault import BadInput
from huanjie.exchange import csvparts
from huanjie.exchange.rollfile import RollFile, read_roll
from huanjie.exchange.rollparts import open_roll

HEADS = ("单位", "姓名", "身份证号", "性别", "出生日期", "户号", "小组", "手机号", "学历", "备注")
ON = datetime.date(2026, 6, 28)
ZHAO, QIAN, SUN = (number(sequence=each) for each in ("101", "102", "103"))

NAMES = (
    *("赵一", "钱 二", "阿依古丽·买买提", "阿依古丽•买买提", "John Smith", "无", "", "李\u200b四"),
    *(
        "=1+1",
        "'孙三",
        "张三2",
        "⼀二",
        "张\ue000",
        "字" * 60,
        "字" * 61,
        "赵一（大）",
        "-",
        "合计",
    ),
)
NUMBERS = (
    *(ZHAO, QIAN, SUN, number("19991231", sequence="120"), number("20260628"), number("20260629")),
    *(spoiled(ZHAO), f"'{QIAN}", f" {SUN} ", ZHAO.lower(), f"{ZHAO[:6]} {ZHAO[6:]}", ZHAO[:17]),
    *("", "无", "3.30329E+17", f"@{ZHAO}", f"={ZHAO}", f"-{ZHAO}", "９" * 18, "1" * 18),
    *(ZHAO[:6] + ZHAO[8:17], "330329199002300011", "330329189912310011", "中文号码" * 4 + "两字"),
    *("810000199003071012", number("19900307", area="999999"), "330329200002290017"),
)
SEXES = ("", "男", "女", "男性", "f", "不详", "无", "=男")
BIRTHS = ("", "1990-03-07", "1990.3.7", "1990年3月", "19900307", "无", "1990-03-08", "2030-01-01")
WORDS = (
    *("", "1", "12-3", "-", "无", "第一 组", "第一组", "=A1", "+1", "@x", "'1", "组" * 41, "０１"),
    *("小计", "户\u3000号", "一", "空", "a\tb", "𠮷田", "★", "暂无", "未知", "合计：3"),
)
PHONES = ("", "13800001234", "138-0000-1234", "12800001234", "0577-67591234", "1380000123", "无")
GRADES = ("", "初中", "大专 ", "无", "=1")

rows = st.tuples(
    st.sampled_from(("甲村", "乙村", "", "无", " 甲村")),
    *map(st.sampled_from, (NAMES, NUMBERS, SEXES, BIRTHS, WORDS, WORDS, PHONES, GRADES, WORDS)),
)


def scanned(raw: bytes, members: MemberRoll | None = None) -> tuple[RollScan, list[BadRow]]:
    told: list[BadRow] = []
    rule = RowRule(on=ON, members=members)
    found = scan(open_roll("名册", lambda: io.BytesIO(raw)), rule=rule, tell=told.append)
    assert found.rows == found.good + len(told)
    return found, told


def people(found: RollScan, *, most: int = 3) -> list[Person]:
    """Everybody, in the order of the file."""
    read = [
        person
        for batch in batches(found, range(len(found.units)), most=most)
        for some in people_of(found, batch).values()
        for person in some.each()
    ]
    return sorted(read)


def expected(roll: RollFile) -> list[tuple[object, ...]]:
    """The good rows of the small reader, as the large one holds people."""
    return [
        (
            *(each.sheet or "", each.row, each.person.name, each.person.sex or ""),
            each.person.birth_date.isoformat() if each.person.birth_date else "",
            *(each.person.id_number or "", each.person.phone or "", each.person.household or ""),
            *(each.person.group or "", each.person.standing or ""),
        )
        for each in roll.good
    ]


def agree(raw: bytes, members: MemberRoll | None = None) -> None:
    """Both readers find the same rows good and bad, and the same of everybody."""
    roll = read_roll("名册", raw, on=ON, members=members)
    found, told = scanned(raw, members)
    assert found.rows == roll.rows
    assert [tuple(person)[1:] for person in people(found)] == expected(roll)
    reasons = [(each.sheet, each.row, *reason) for each in told for reason in each.reasons]
    assert reasons == [(e.sheet, e.row, e.column, e.kind, e.says) for e in roll.bad]
    assert [each.cells for each in told] == [each.cells for each in roll.rejected]
    unknown = sum(note.kind == "area-code" for note in roll.notes)
    assert found.unknown_areas == unknown


@given(st.lists(rows, min_size=1, max_size=30))
def test_a_csv_file_is_read_as_the_rule_reads_it(table: list[tuple[str, ...]]) -> None:
    agree(csv_file(HEADS, *table))


@given(st.lists(rows, min_size=1, max_size=30))
def test_lines_without_quotes_are_read_as_the_rule_reads_them(table: list[tuple[str, ...]]) -> None:
    raw = "\n".join(",".join(row) for row in (HEADS, *table)).encode()
    agree(raw)


@given(st.lists(rows, min_size=1, max_size=12))
def test_a_workbook_is_read_as_the_rule_reads_it(table: list[tuple[str, ...]]) -> None:
    agree(workbook(HEADS, *table))


@pytest.mark.parametrize("members", [None, *MEMBER_ROLLS.values()])
def test_a_standing_is_read_in_the_words_of_the_roll_as_the_rule_reads_it(
    members: MemberRoll | None,
) -> None:
    words = (*STANDING_WORDS, "", "群众", " 团 员 ", "FULL", "正式 党员")
    table = [("赵一", number(sequence=f"{n:03}"), word) for n, word in enumerate(words)]
    agree(csv_file(("姓名", "身份证号", "人员类别"), *table), members)


@given(st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=30))
def test_a_row_is_ordinary_only_where_its_number_is_right(numbers: list[str]) -> None:
    raw = csv_file(("姓名", "身份证号"), *(("赵一", each) for each in numbers))
    found, told = scanned(raw)
    bad = {each.row for each in told}
    for part in found.parts:
        for row, state in zip(part.numbers.tolist(), part.states.tolist(), strict=True):
            assert (state == State.BAD) == (row in bad)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_is_read_alike(encoding: str, end: str) -> None:
    lines = [",".join(HEADS[1:4]), f"赵一,{ZHAO},", f"钱二,{QIAN},男", ""]
    found, told = scanned(end.join(lines).encode(encoding))
    assert [(person.row, person.name) for person in people(found)] == [(2, "赵一")]
    assert [(each.row, each.reasons[0][1]) for each in told] == [(3, "sex-mismatch")]


@pytest.mark.parametrize("quoted", [False, True])
def test_rows_keep_their_numbers_across_parts(
    monkeypatch: pytest.MonkeyPatch, quoted: bool
) -> None:
    monkeypatch.setattr(csvparts, "PART_BYTES", 64)
    monkeypatch.setattr(csvparts, "PART_RECORDS", 2)
    name = '"赵一"' if quoted else "赵一"
    lines = ["标题", "姓名,身份证号", *(f"{name},{number(sequence=f'{n:03}')}" for n in range(50))]
    found, _ = scanned("\n".join(lines).encode())
    assert len(found.parts) > 10
    assert [person.row for person in people(found)] == list(range(3, 53))


def test_people_are_read_by_unit_from_a_file_in_any_order() -> None:
    table = [("乙村" if n % 3 else "甲村", "赵一", number(sequence=f"{n:03}")) for n in range(30)]
    found, _ = scanned(csv_file(HEADS[:3], *table))
    assert found.units == ("甲村", "乙村")
    assert found.of_units() == [(10, 10), (20, 20)]
    assert people_of(found, [0])[0].row == list(range(2, 32, 3))


@given(st.lists(rows, min_size=1, max_size=30))
def test_the_last_day_of_birth_of_each_unit_is_told_without_reading_anybody(
    table: list[tuple[str, ...]],
) -> None:
    found, _ = scanned(csv_file(HEADS, *table))
    units = list(range(len(found.units)))
    held = people_of(found, units)
    days = [[int(day.replace("-", "")) for day in held[unit].birth_date if day] for unit in units]
    assert found.last_born() == [max(each, default=0) for each in days]


@pytest.mark.parametrize(("most", "together"), [(29, [[0], [1]]), (30, [[0, 1]])])
def test_so_many_units_are_read_at_once_as_fit(most: int, together: list[list[int]]) -> None:
    table = [("乙村" if n % 3 else "甲村", "赵一", number(sequence=f"{n:03}")) for n in range(30)]
    found, _ = scanned(csv_file(HEADS[:3], *table))
    assert list(batches(found, [0, 1], most=most)) == together


def test_who_stands_twice_is_found_within_a_unit_and_across_units() -> None:
    old = ZHAO[:6] + ZHAO[8:17]
    table: Sequence[tuple[str, ...]] = (
        ("甲村", "赵一", ZHAO),
        ("甲村", "钱二", QIAN),
        ("乙村", "赵一", ZHAO),
        ("甲村", "赵一", f" {old} "),
        ("乙村", "孙三", SUN),
        ("乙村", "", SUN),
        ("乙村", "", ""),
        ("乙村", "", ""),
    )
    found, _ = scanned(csv_file(HEADS[:3], *table))
    twice = repeats(found)
    assert twice.within == {0: [[0, 3]], 1: [[4, 5]]}
    assert twice.across == 1


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "没有一行内容"),
        (b"%PDF-1.4", "PDF"),
        ("姓名,身份证号\n\x01,2".encode(), "控制符"),
        ("姓名,电话\n赵一,1".encode(), "缺少：身份证号"),
        (f'姓名,身份证号\n"赵一,{ZHAO}\n'.encode(), "引号没有成对"),
        ("姓名,身份证号\n".encode() + b"\xff\xff\n", "文字编码认不出"),
        (f"{ZHAO},赵一\n姓名,身份证号\n钱二,{QIAN}\n".encode(), "表头上面有人"),
    ],
)
def test_what_is_no_roll_is_refused_by_name(raw: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        scanned(raw)
    assert refused.value.remedy


def test_a_file_that_changes_between_check_and_load_is_refused() -> None:
    heads, row = "姓名,身份证号", f"赵 一,{ZHAO}"
    raw = f"{heads}\n{row}\n".encode()
    found = scan(open_roll("名册", lambda: io.BytesIO(raw)), rule=RowRule(on=ON))
    raw = f"{heads}\n赵 一,{spoiled(ZHAO)}\n".encode()
    with pytest.raises(BadInput, match="文件被改动了"):
        people_of(found, [0])
