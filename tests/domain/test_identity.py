"""Identity numbers (公民身份号码): GB 11643, and what screens show of them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.numbers import NOBODYS_AREA, number, slow_check_digit, spoiled

from huanjie.domain.area_codes import is_current
from huanjie.domain.identity import (
    Identity,
    IdentityFault,
    check_digit,
    masked,
    masked_phone,
    read_identity,
)


def read(text: str) -> Identity:
    reading = read_identity(text)
    assert isinstance(reading, Identity), reading
    return reading


def fault(text: str) -> IdentityFault:
    reading = read_identity(text)
    assert isinstance(reading, IdentityFault), reading
    return reading


@given(st.text("0123456789", min_size=17, max_size=17))
def test_the_check_digit_is_the_one_of_the_standards_formula(digits: str) -> None:
    assert check_digit(digits) == slow_check_digit(digits)


def test_the_example_of_the_standard_is_good() -> None:
    """GB 11643-1999, 附录: the number under a county that Beijing had."""
    assert read("11010519491231002X").sex == "f"


def test_a_good_number_says_birth_and_sex() -> None:
    man, woman = read(number("19900307", "101")), read(number("20000229", "102"))
    assert (man.sex, man.birth_date) == ("m", datetime.date(1990, 3, 7))
    assert (woman.sex, woman.birth_date) == ("f", datetime.date(2000, 2, 29))


def test_an_eighteen_digit_number_with_a_wrong_check_digit_is_bad() -> None:
    assert fault(spoiled(number())).kind == "id-checksum"


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(at: int, more: int) -> None:
    right = number()
    wrong = right[:at] + str((int(right[at]) + more) % 10) + right[at + 1 :]
    assert isinstance(read_identity(wrong), IdentityFault)


@pytest.mark.parametrize("born", ["19900229", "19901301", "19900100", "18991231"])
def test_a_birth_date_that_cannot_be_is_bad(born: str) -> None:
    assert fault(number(born)).kind == "id-date"


def test_a_day_that_there_was_but_too_long_ago_is_told_by_its_year() -> None:
    assert fault(number("18850614")).says == "身份证号里的出生年份 1885 太早，请核对"
    assert fault(number("18850631")).says == "身份证号里的出生日期 1885-06-31 不存在"


def test_the_first_year_is_1900() -> None:
    assert read(number("19000101")).birth_date.year == 1900


@pytest.mark.parametrize("cut", [1, 2, 4, 5, 17])
def test_another_length_than_18_or_15_is_bad(cut: int) -> None:
    assert fault(number()[:cut]).kind == "id-length"
    assert fault(number()[:17] + "11").kind == "id-length"


@pytest.mark.parametrize("text", ["张三", "99990X199003071019", "9999011990030710Z1", "X" * 18])
def test_other_signs_than_digits_and_a_last_x_are_bad(text: str) -> None:
    assert fault(text).kind == "id-characters"


def test_a_fifteen_digit_number_has_no_x() -> None:
    assert fault("99990190030710X").kind == "id-characters"


@pytest.mark.parametrize("text", ["", "  ", "无", "-", "'", "\u200b"])
def test_nothing_is_missing(text: str) -> None:
    assert fault(text).kind == "id-missing"


@pytest.mark.parametrize(
    "text", ["3.30329E+17", "9.99901199003E+17", "999901199003071000.0", number()[:15] + "000"]
)
def test_a_number_that_the_spreadsheet_rounded_is_said_to_be_one(text: str) -> None:
    assert fault(text).kind == "id-as-number"


def test_a_number_may_end_in_noughts_where_they_are_right() -> None:
    endings = (number(sequence=f"{n}00") for n in range(10))
    days = (number(f"199003{day:02}", f"{n}00") for day in range(1, 29) for n in range(10))
    right = next(each for each in (*endings, *days) if each.endswith("000"))
    assert read(right).number == right


def test_typing_is_repaired_and_no_fault() -> None:
    right = next(n for n in map(number, _births()) if n.endswith("X"))
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in right)
    spaced = f"{right[:6]} {right[6:14]}\u3000{right[14:]}"
    for text in (right.lower(), f"'{right}", f"’{right}", wide, spaced, f"\ufeff{right}\xa0"):
        assert read(text).number == right


def _births() -> list[str]:
    return [f"1990{month:02}{day:02}" for month in range(1, 13) for day in range(1, 29)]


def test_an_unassigned_area_is_only_noted() -> None:
    assert not read(number()).area_known
    assert read(number(area="330329")).area_known


@pytest.mark.parametrize("area", ["810000", "820000", "830000"])
def test_a_residence_permit_is_a_known_area(area: str) -> None:
    permit = read(number(area=area))
    assert (permit.is_permit, permit.area_known) == (True, True)


def test_a_citizen_holds_no_residence_permit() -> None:
    assert not read(number()).is_permit


def test_fifteen_digits_are_the_same_person_as_eighteen() -> None:
    right = number("19900307")
    old = read(right[:6] + right[8:17])
    assert (old.is_old, len(old.number), old.whole) == (True, 15, right)
    assert not read(right).is_old


def test_a_remnant_of_fifteen_digits_is_first_said_to_have_fifteen() -> None:
    found = fault(number(born="19480412")[:15])
    assert found.kind == "id-date"
    assert found.says.startswith("身份证号只有 15 位：是以前的旧号码，或者 18 位的号码缺了几位")
    assert "15 位" not in fault(number("19901301")).says


def test_a_fault_never_repeats_the_number() -> None:
    for text in (spoiled(number()), number("19900229"), number()[:17], number()[:17] + "Z"):
        assert NOBODYS_AREA not in fault(text).says


def test_a_mask_leaves_four_at_each_end() -> None:
    assert masked(number()) == f"9999**********{number()[-4:]}"
    assert masked(number()[:15]) == f"9999*******{number()[11:15]}"


def test_a_short_number_is_masked_whole() -> None:
    assert masked("99990119900307") == "*" * 14


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13800001234", "138****1234"),
        ("0577-67591234", "*********1234"),
        ("1234567", "*******"),
        ("", ""),
    ],
)
def test_a_phone_is_masked(phone: str, shown: str) -> None:
    assert masked_phone(phone) == shown


@pytest.mark.parametrize("code", ["110101", "330329", "441900", "442000", "460400", "659001"])
def test_a_county_of_today_is_current(code: str) -> None:
    assert is_current(code)


@pytest.mark.parametrize("code", ["999901", "341402", "130171", "330300", "", "11010"])
def test_a_merged_county_a_zone_and_nothing_are_not(code: str) -> None:
    assert not is_current(code)
