"""Invented people (编造的人): real enough to be checked like anybody, and certain to be nobody."""

from __future__ import annotations

import datetime
import random
import re
from collections import Counter, defaultdict

import pytest

from huanjie.domain.area_codes import is_current
from huanjie.domain.identity import Identity, read_identity
from huanjie.domain.personname import fault_of_name
from huanjie.domain.phone import fault_of_phone
from huanjie.domain.strokes import surname_of, unknown_characters
from huanjie.office.demo.invented import InventedPerson, Inventor
from huanjie.office.demo.invented_names import GIVEN, RARE, SURNAMES

DAY = datetime.date(2026, 6, 28)
MANY = 5_000


def inventor(seed: int = 1, *, on: datetime.date = DAY, groups: int = 8) -> Inventor:
    return Inventor(random.Random(seed), on=on, groups=groups)


@pytest.fixture(scope="module")
def people() -> tuple[InventedPerson, ...]:
    return inventor().people(MANY)


def age_on(day: datetime.date, born: datetime.date) -> int:
    """周岁: birthdays that have passed."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


# Identity numbers


def test_the_check_digit_is_right_by_the_standards_own_sum(
    people: tuple[InventedPerson, ...],
) -> None:
    for person in people:
        # ISO 7064 MOD 11-2: the sum of digit times 2 to the power of its place is 1 modulo 11
        values = [10 if sign == "X" else int(sign) for sign in person.identity_number]
        total = sum(value * 2**place for place, value in enumerate(reversed(values)))
        assert (len(values), total % 11) == (18, 1)


def test_the_area_was_never_assigned(people: tuple[InventedPerson, ...]) -> None:
    areas = {person.identity_number[:6] for person in people}
    assert areas == {"999001"}
    assert not any(map(is_current, areas))


def test_the_number_says_the_persons_own_birth_date_and_sex(
    people: tuple[InventedPerson, ...],
) -> None:
    for person in people:
        read = read_identity(person.identity_number)
        assert isinstance(read, Identity)
        assert (read.birth_date, read.sex) == (person.birth_date, person.sex)


def test_no_two_people_have_one_number_or_one_phone(people: tuple[InventedPerson, ...]) -> None:
    assert len({person.identity_number for person in people}) == MANY
    assert len({person.phone for person in people}) == MANY


def test_more_people_of_one_birthday_than_a_sequence_holds_get_another_area(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Inventor, "_birth_date", lambda *_: datetime.date(1980, 1, 1), raising=True)
    crowd = inventor().people(1_200)
    numbers = {person.identity_number for person in crowd}
    assert len(numbers) == 1_200
    assert {number[:6] for number in numbers} == {"999001", "999002"}
    assert all(isinstance(read_identity(number), Identity) for number in numbers)


# Phones, names, ages


def test_a_phone_number_looks_like_one_and_begins_with_a_segment_that_nobody_has(
    people: tuple[InventedPerson, ...],
) -> None:
    for person in people:
        assert re.fullmatch("154[0-9]{8}", person.phone)
        assert fault_of_phone(person.phone) is None


def test_every_name_can_be_one_and_has_known_strokes(people: tuple[InventedPerson, ...]) -> None:
    assert {fault_of_name(person.name) for person in people} == {None}
    assert {len(person.name) for person in people} == {2, 3, 4}
    assert not any(unknown_characters(person.name) for person in people)


def test_every_part_of_a_name_has_known_strokes() -> None:
    parts = "".join((*SURNAMES, *GIVEN.values(), RARE))
    assert unknown_characters(parts) == ()


def test_common_she_and_compound_surnames_and_rare_characters_all_come_up(
    people: tuple[InventedPerson, ...],
) -> None:
    surnames = Counter(surname_of(person.name) for person in people)
    assert {"蓝", "雷", "钟", "欧阳"} <= surnames.keys()
    assert surnames["王"] > surnames["丁"] > 0
    assert 0 < sum(any(sign in RARE for sign in person.name) for person in people) < MANY // 20


@pytest.mark.parametrize("day", [DAY, datetime.date(2028, 2, 29), datetime.date(2026, 1, 1)])
def test_everybody_is_eighteen_to_ninety_two_and_has_no_birthday_that_day(
    day: datetime.date,
) -> None:
    born = [person.birth_date for person in inventor(on=day).people(MANY)]
    ages = [age_on(day, each) for each in born]
    assert (min(ages), max(ages)) == (18, 92)
    assert not any((each.month, each.day) == (day.month, day.day) for each in born)


def test_the_village_is_old(people: tuple[InventedPerson, ...]) -> None:
    ages = [age_on(DAY, person.birth_date) for person in people]
    young = sum(age < 30 for age in ages)
    middle = sum(45 <= age < 70 for age in ages)
    assert young < middle / 2
    assert {person.sex for person in people} == {"m", "f"}


# Households and groups


def test_a_household_lives_together_in_one_group(people: tuple[InventedPerson, ...]) -> None:
    groups = defaultdict(set)
    for person in people:
        groups[person.household].add(person.group)
    assert all(len(each) == 1 for each in groups.values())


def test_households_are_of_one_to_six() -> None:
    source = inventor()
    sizes = Counter(len(source.household()) for _ in range(2_000))
    assert set(sizes) == {1, 2, 3, 4, 5, 6}


def test_the_men_of_a_household_share_its_surname() -> None:
    source = inventor()
    for _ in range(500):
        men = {surname_of(person.name) for person in source.household() if person.sex == "m"}
        assert len(men) <= 1


def test_groups_are_numbered_from_one_to_the_last() -> None:
    groups = {person.group for person in inventor(groups=3).people(200)}
    assert groups == {"第1村民小组", "第2村民小组", "第3村民小组"}


# The seed


def test_the_same_seed_gives_the_same_people_and_another_gives_others() -> None:
    assert inventor(7).people(300) == inventor(7).people(300)
    assert inventor(7).people(300) != inventor(8).people(300)


def test_people_asked_for_later_are_others_than_those_before() -> None:
    source = inventor()
    first, second = source.people(300), source.people(300)
    assert len({person.identity_number for person in (*first, *second)}) == 600
    assert {p.household for p in first}.isdisjoint(p.household for p in second)


@pytest.mark.parametrize("number", [0, 1, 2, 999])
def test_as_many_people_come_as_are_asked_for(number: int) -> None:
    assert len(inventor().people(number)) == number
