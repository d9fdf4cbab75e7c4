"""The rule for one row of a roll (名册的一行), and the rows that are one person twice."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest
from tests.domain.numbers import number, spoiled

from huanjie.domain.birthdate import read_birth_date
from huanjie.domain.celltext import Cell
from huanjie.domain.duplicates import Duplicate, Place, Stand, duplicates
from huanjie.domain.memberroll import LEAGUE, PARTY
from huanjie.domain.rollcheck import check_row
from huanjie.domain.rollcolumns import COLUMNS, HEADINGS, STANDING_WORDS, Column, column_of
from huanjie.domain.rollrow import RollPerson, RollRow
from huanjie.law.reader import STANDINGS

MAN = number("19900307", "101")


def row(**cells: Cell) -> RollRow:
    every: dict[Column, Cell] = {"name": "赵一", "id_number": MAN}
    return RollRow(cells={**every, **{c: cells[c] for c in COLUMNS if c in cells}})


def kinds(checked: RollRow, required: Sequence[Column] = ("name", "id_number")) -> list[str]:
    return [each.kind for each in check_row(checked, required=tuple(required)).bad]


def person(checked: RollRow) -> RollPerson:
    found = check_row(checked)
    assert found.person, found.bad
    return found.person


def test_a_row_with_name_and_number_is_good_and_says_the_rest() -> None:
    who = person(row())
    assert (who.name, who.id_number, who.sex) == ("赵一", MAN, "m")
    assert who.birth_date == datetime.date(1990, 3, 7)
    assert who.household is None


def test_every_column_is_carried() -> None:
    who = person(
        row(
            sex="男",
            education="高中",
            household=12.0,
            group="第三组",
            phone="138 0000 1234",
            standing="预备党员",
            post="组长",
            unit="丙村",
        )
    )
    assert (who.education, who.household, who.group) == ("高中", "12", "第三组")
    assert (who.phone, who.standing, who.post) == ("13800001234", "probationary", "组长")
    assert who.unit == "丙村"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "id-missing"),
        (MAN[:17], "id-length"),
        ("赵一", "id-characters"),
        (spoiled(MAN), "id-checksum"),
        (number("19900230"), "id-date"),
        (float(MAN.rstrip("X")), "id-as-number"),
        (int(MAN.rstrip("X")), "id-as-number"),
        ("9.99901E+17", "id-as-number"),
    ],
)
def test_a_bad_number_is_bad(text: Cell, kind: str) -> None:
    assert kinds(row(id_number=text)) == [kind]


def test_fifteen_digits_typed_as_a_number_are_whole() -> None:
    found = check_row(row(id_number=float(MAN[:6] + MAN[8:17])))
    assert found.number == MAN
    assert "id-15-digits" in [note.kind for note in found.notes]


def test_a_number_that_is_not_required_may_be_missing_but_not_wrong() -> None:
    assert kinds(row(id_number=None), ["name"]) == []
    assert kinds(row(id_number=spoiled(MAN)), ["name"]) == ["id-checksum"]


@pytest.mark.parametrize(("sex", "bad"), [("男", []), ("女", ["sex-mismatch"]), ("", [])])
def test_the_sex_is_the_numbers(sex: str, bad: list[str]) -> None:
    assert kinds(row(sex=sex)) == bad


def test_a_sex_that_is_neither_is_bad() -> None:
    assert kinds(row(sex="南")) == ["sex-mismatch"]


@pytest.mark.parametrize(
    "written",
    [
        "1990-03-07",
        "1990.3.7",
        "1990/3/7",
        "1990年3月7日",
        "１９９０年３月７日",
        "19900307",
        19900307.0,
        32939.0,
        "1990-03-07 00:00:00",
        datetime.date(1990, 3, 7),
        "1990年3月",
        "199003",
        1990.03,
    ],
)
def test_a_birth_date_in_any_usual_way_is_the_numbers(written: Cell) -> None:
    assert kinds(row(birth_date=written)) == []
    assert person(row(birth_date=written)).birth_date == datetime.date(1990, 3, 7)


@pytest.mark.parametrize("written", ["1990-03-08", "1990年4月", datetime.date(1991, 3, 7)])
def test_another_birth_date_than_the_numbers_is_bad(written: Cell) -> None:
    assert kinds(row(birth_date=written)) == ["birth-mismatch"]


@pytest.mark.parametrize(
    "written", ["1990-02-30", "1990", "90.3.7", "不详", 1990.1, "1899-12-31", True, "3/7/1990"]
)
def test_a_birth_date_that_is_none_is_bad(written: Cell) -> None:
    assert kinds(row(birth_date=written)) == ["birth-invalid"]


def test_a_month_alone_is_no_birth_date_without_a_number() -> None:
    found = check_row(row(id_number="", birth_date="1990年3月"), required=("name",))
    assert found.person
    assert found.person.birth_date is None
    assert [note.kind for note in found.notes] == ["birth-month-only"]


def test_nobody_is_born_after_the_day_of_the_check() -> None:
    born = datetime.date(1990, 3, 7)
    before = born - datetime.timedelta(1)
    assert check_row(row(birth_date=born), on=born).person
    assert [each.kind for each in check_row(row(birth_date=born), on=before).bad] == [
        "id-date",
        "birth-invalid",
    ]


def test_the_days_of_a_spreadsheet_are_counted_as_it_counts_them() -> None:
    read = read_birth_date(32939)
    assert read
    assert read.date == datetime.date(1990, 3, 7)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("赵一", "赵一"),
        ("赵　一", "赵一"),
        (" 赵 一 ", "赵一"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("𬱖𮪡", "𬱖𮪡"),
        ("〇㐀", "〇㐀"),
        ("⾼山", "高山"),
        ("Ｊｏｈｎ Smith", "John Smith"),
        ("Nguyễn Văn A", "Nguyễn Văn A"),
        ("赵\u200b一", "赵一"),
    ],
)
def test_a_name_is_read_as_it_is_meant(written: str, meant: str) -> None:
    assert person(row(name=written)).name == meant


@pytest.mark.parametrize("name", ["", "  ", "无", "-", None])
def test_a_row_without_a_name_is_bad(name: Cell) -> None:
    assert kinds(row(name=name)) == ["name-missing"]


@pytest.mark.parametrize(
    "name", ["赵一1", "赵一（大）", "赵?", "赵\ue000", "赵\ufffd", "·", 12.0, "赵" * 61, "Яна"]
)
def test_a_name_with_other_signs_is_bad(name: Cell) -> None:
    assert kinds(row(name=name)) == ["name-characters"]


def test_sixty_characters_are_a_name_still() -> None:
    assert kinds(row(name="赵" * 60)) == []


@pytest.mark.parametrize("cell", ["=A1", "＝1+1", "@SUM(A1)", "+A1", "-A1"])
def test_a_formula_as_text_is_bad(cell: str) -> None:
    assert kinds(row(education=cell)) == ["formula"]


@pytest.mark.parametrize("cell", ["-", "+86 13800001234", "-1"])
def test_a_sign_before_a_digit_is_no_formula(cell: str) -> None:
    assert kinds(row(phone=cell)) == []


def test_a_formula_is_judged_by_nothing_else() -> None:
    computed = RollRow(cells={"name": "", "id_number": MAN}, formulas=frozenset({"name"}))
    assert kinds(computed) == ["formula"]


def test_a_row_out_of_shape_has_no_other_fault() -> None:
    assert kinds(RollRow(cells={"name": ""}, shape="这一行有 1 格")) == ["row-shape"]


def test_every_fault_of_a_row_is_said() -> None:
    assert kinds(row(name="", id_number=MAN, sex="女", birth_date="1990-01-01")) == [
        "name-missing",
        "sex-mismatch",
        "birth-mismatch",
    ]


def test_what_else_is_required_must_be_there_or_in_the_number() -> None:
    needed: tuple[Column, ...] = ("name", "sex", "household")
    assert kinds(row(household=""), needed) == ["row-shape"]
    assert kinds(row(household="1", id_number=""), needed) == ["row-shape"]
    assert kinds(row(household="1"), needed) == []


def test_an_unknown_area_a_strange_phone_and_a_strange_standing_are_noted() -> None:
    found = check_row(row(phone="123", standing="群众"))
    assert found.person
    assert found.person.standing is None
    assert [note.kind for note in found.notes] == [
        "area-code",
        "phone-unclear",
        "standing-unclear",
    ]


def test_a_standing_is_read_in_the_words_of_the_roll() -> None:
    for members, own, foreign in ((PARTY, "中共党员", "团员"), (LEAGUE, "团员", "中共党员")):
        read, unread = (
            check_row(row(standing=word), members=members).person for word in (own, foreign)
        )
        assert read
        assert read.standing == "full"
        assert unread
        assert unread.standing is None


def test_a_known_area_is_not_noted() -> None:
    assert check_row(row(id_number=number(area="330329"))).notes == ()


@pytest.mark.parametrize("phone", ["13800001234", "0577-67591234", "67591234", ""])
def test_a_usual_phone_is_not_noted(phone: str) -> None:
    assert check_row(row(id_number=number(area="330329"), phone=phone)).notes == ()


def test_a_bad_row_keeps_its_number_to_find_duplicates_by() -> None:
    found = check_row(row(name=""))
    assert (found.person, found.number) == (None, MAN)


def test_every_standing_is_a_word_of_the_packs() -> None:
    assert set(STANDING_WORDS.values()) == set(STANDINGS)


@pytest.mark.parametrize("column", COLUMNS)
def test_every_heading_names_its_own_column(column: Column) -> None:
    assert {column_of(word) for word in HEADINGS[column]} == {column}


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("姓 名*", "name"),
        ("身份证号码（18位）", "id_number"),
        ("公民身份\n号码：", "id_number"),
        ("ID_Number", "id_number"),
        ("村民小组", "group"),
        ("备注", None),
        ("户主姓名", None),
        ("", None),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, column: Column | None) -> None:
    assert column_of(heading) == column


# 重复登记


def stand(at: int, *, who: str | None, content: str = "甲") -> Stand:
    place = Place(file="甲.xlsx", sheet=None, row=at)
    return Stand(place=place, number=who, content=(content,))


def rows_of(found: tuple[Duplicate, ...]) -> list[tuple[str, list[int]]]:
    return [(each.kind, [place.row for place in each.places]) for each in found]


def test_one_number_twice_is_one_duplicate() -> None:
    rows = [stand(1, who=MAN), stand(2, who=MAN, content="乙"), stand(3, who=None)]
    assert rows_of(duplicates(rows)) == [("same-number", [1, 2])]


def test_rows_that_agree_in_everything_are_the_same_row() -> None:
    rows = [stand(1, who=MAN), stand(2, who=MAN), stand(3, who=None), stand(4, who=None)]
    assert rows_of(duplicates(rows)) == [("same-row", [1, 2]), ("same-row", [3, 4])]


def test_people_who_differ_are_no_duplicates() -> None:
    rows = [stand(1, who=MAN), stand(2, who=number(sequence="103")), stand(3, who=None)]
    assert duplicates(rows) == ()
