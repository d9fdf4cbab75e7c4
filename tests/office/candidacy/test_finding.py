"""Finding somebody on the roll (在名册上找人): by name, by pinyin letters, by number."""

from __future__ import annotations

import pytest
from tests.office.candidacy.conftest import add

from huanjie.office.candidacy.find import MOST_FOUND, find_people
from huanjie.office.planning.models import Election


def _names(election: Election, query: str) -> list[str]:
    return [entry.name for entry in find_people(election, query).entries]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("小红", ["王小红"]),
        ("小", ["蓝小美", "王小红", "李小梅"]),
        ("lxm", ["蓝小美", "李小梅"]),
        ("LX", ["蓝小美", "李小梅"]),
        ("zab", ["曾阿宝"]),
        ("cab", ["曾阿宝"]),
        ("2", ["丁大山"]),
        ("２", ["丁大山"]),
        (" 王小红 ", ["王小红"]),
        ("xm", []),
        ("wxhh", []),
        ("99", []),
        ("9" * 60, []),
        ("", []),
        ("  ", []),
        ("%", []),
    ],
)
def test_people_are_found_by_a_part_of_the_name_the_first_letters_or_the_number(
    village_election: Election, query: str, names: list[str]
) -> None:
    assert _names(village_election, query) == names


def test_a_middle_dot_is_not_typed_in_letters(village_election: Election) -> None:
    add(village_election, 40, "阿依古丽·买买提")
    assert _names(village_election, "ayglmm") == ["阿依古丽·买买提"]
    assert _names(village_election, "古丽•买") == ["阿依古丽·买买提"]


def test_nobody_of_another_roll_is_found(
    village_election: Election, branch_election: Election
) -> None:
    assert _names(village_election, "预备") == []
    assert _names(branch_election, "预备") == ["预备生"]


@pytest.mark.parametrize(("more", "shown"), [(0, MOST_FOUND), (1, MOST_FOUND)])
def test_many_are_counted_and_the_first_of_them_shown(
    village_election: Election, more: int, shown: int
) -> None:
    for number in range(100, 100 + MOST_FOUND + more):
        add(village_election, number, "吴同名")
    found = find_people(village_election, "吴同名")
    assert (len(found.entries), found.total) == (shown, MOST_FOUND + more)
