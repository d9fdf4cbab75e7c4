"""The order of surname strokes (按姓氏笔画为序), in which names stand on lists and ballots."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.domain.stroke_codes import STROKE_CODES
from huanjie.domain.strokes import (
    COMPOUND_SURNAMES,
    in_stroke_order,
    stroke_key,
    surname_of,
    unknown_characters,
)
from huanjie.door.fault import BadInput

ABSENT = "𬱖"
"""A character that is not in the table."""


def ordered(*names: str) -> tuple[str, ...]:
    """Names by strokes, put in from both ends, so that no order came in by chance."""
    forwards = in_stroke_order(names, name=str)
    assert in_stroke_order(reversed(names), name=str) == forwards
    return forwards


# Surnames


def test_six_common_surnames_stand_in_their_known_order() -> None:
    names = ("丁一", "王一", "刘一", "李一", "张一", "陈一")
    assert ordered(*names) == names


def test_of_two_surnames_of_seven_strokes_the_one_that_begins_with_a_heng_is_first() -> None:
    assert stroke_key("李一")[0][0][:3] == (False, 7, "1234521")
    assert stroke_key("张一")[0][0][:3] == (False, 7, "5153154")
    assert ordered("张一", "李一") == ("李一", "张一")


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        ("德", "332122522114544"),
        ("膝", "351112343424134"),
        ("皙", "1234331232511"),
        ("麟", "41352211535431234354152"),
        ("邶", "2113552"),
        ("字", "445521"),
        ("凝", "4135311345452134"),
        ("陈", "5215234"),
        ("罗", "25221354"),
        ("郑", "43113452"),
    ],
)
def test_a_character_is_written_as_on_the_mainland(sign: str, code: str) -> None:
    ((_, number, written, _),) = stroke_key(sign)[0]
    assert (number, written) == (len(code), code)


def test_surnames_that_are_written_alike_do_not_mix() -> None:
    assert stroke_key("田")[0][0][2] == stroke_key("由")[0][0][2]
    assert ordered("由一", "田大明", "由大明", "田一") == ("田一", "田大明", "由一", "由大明")


# Given names


def test_a_name_of_two_characters_is_before_one_of_three_with_fewer_strokes() -> None:
    assert ordered("李一丁", "李霞", "李霸") == ("李霞", "李霸", "李一丁")


def test_within_one_length_the_given_names_strokes_decide_one_after_the_other() -> None:
    assert ordered("李大明", "李一霞", "李大丁") == ("李一霞", "李大丁", "李大明")


# Compound surnames


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("欧阳明", "欧阳"),
        ("司马一丁", "司马"),
        ("诸葛大明", "诸葛"),
        ("欧大明", "欧"),
        ("欧阳", "欧"),
        ("司马", "司"),
        ("耶律一", "耶律"),
        ("侯莫陈一丁", "侯莫陈"),
        ("侯莫一", "侯"),
        ("叶赫那拉一", "叶赫那拉"),
        ("叶赫一", "叶"),
        ("贺兰英", "贺"),
        ("王欧阳", "王"),
        ("欧　阳　明", "欧阳"),
    ],
)
def test_a_compound_surname_is_one_where_a_given_name_follows(name: str, surname: str) -> None:
    assert surname_of(name) == surname


def test_a_compound_surname_stands_by_its_first_character_after_the_single_one() -> None:
    assert ordered("陈一", "诸葛一", "欧阳一", "欧大明", "司马一") == (
        "司马一",
        "陈一",
        "欧大明",
        "欧阳一",
        "诸葛一",
    )


def test_the_second_character_of_a_compound_surname_is_none_of_the_given_name() -> None:
    assert ordered("司马一丁", "司马明") == ("司马明", "司马一丁")


def test_the_strokes_of_every_compound_surname_are_known() -> None:
    assert [name for name in COMPOUND_SURNAMES if unknown_characters(name)] == []


# Dots and spaces


@pytest.mark.parametrize("dot", "·•・．‧")
def test_a_middle_dot_counts_as_no_character_however_it_is_typed(dot: str) -> None:
    assert unknown_characters(f"买买提{dot}一") == ()
    assert stroke_key(f"买买提{dot}一")[:3] == stroke_key("买买提一")[:3]


def test_a_name_with_a_middle_dot_has_no_compound_surname() -> None:
    assert surname_of("司马义·明") == "司"
    assert surname_of("司马义明") == "司马"


def test_the_space_that_sets_a_short_name_apart_on_a_page_changes_nothing() -> None:
    assert stroke_key("李　明")[:3] == stroke_key("李明")[:3]


# Characters that are not in the table


def test_unknown_characters_are_each_named_once_in_their_order() -> None:
    assert unknown_characters(f"李{ABSENT}𬘡{ABSENT}") == (ABSENT, "𬘡")
    assert unknown_characters("李一明") == ()


def test_a_surname_without_known_strokes_stands_last_of_all() -> None:
    assert ordered(f"{ABSENT}一", "霸一", "丁一") == ("丁一", "霸一", f"{ABSENT}一")


def test_a_given_name_without_known_strokes_stands_last_of_its_surname_and_length() -> None:
    assert ordered("张一", f"李{ABSENT}", "李霸", "李一丁") == (
        "李霸",
        f"李{ABSENT}",
        "李一丁",
        "张一",
    )


def test_strokes_written_by_hand_put_a_name_where_it_belongs() -> None:
    by_hand = {f"{ABSENT}一": "1234"}
    names = (f"{ABSENT}一", "刘一", "丁一")
    placed = in_stroke_order(names, name=str, manual=by_hand.get)
    assert placed == ("丁一", f"{ABSENT}一", "刘一")


def test_several_characters_take_their_codes_in_order() -> None:
    key = stroke_key(f"{ABSENT}𬘡", manual="12 345")
    assert key[0] == ((False, 2, "12", ABSENT),)
    assert key[2] == ((False, 3, "345", "𬘡"),)


def test_what_the_table_holds_is_not_overruled_by_hand() -> None:
    assert stroke_key("李一", manual="1") == stroke_key("李一")


@pytest.mark.parametrize("manual", ["", "6", "1a", "12 34", "１２"])
def test_a_code_that_does_not_fit_is_refused(manual: str) -> None:
    with pytest.raises(BadInput, match=ABSENT):
        stroke_key(f"李{ABSENT}", manual=manual)


@pytest.mark.parametrize("name", ["", " ", "　", "·"])
def test_a_name_without_a_character_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match="姓名是空的"):
        stroke_key(name)


# The order as a whole

NAMES = st.text(
    alphabet=f"丁王刘李张陈欧阳司马一大明霸田由·{ABSENT}", min_size=1, max_size=4
).filter(lambda name: name.strip("·") != "")


@given(st.lists(NAMES, unique=True), st.randoms(use_true_random=False))
def test_the_order_is_total_and_does_not_hang_on_how_the_names_came_in(
    names: list[str], chance: random.Random
) -> None:
    first = in_stroke_order(names, name=str)
    assert sorted(first) == sorted(names)
    assert all(stroke_key(one) < stroke_key(next_) for one, next_ in pairwise(first))
    chance.shuffle(names)
    assert in_stroke_order(names, name=str) == first


def test_people_of_the_very_same_name_keep_their_order() -> None:
    people = [("李一", 2), ("丁一", 3), ("李一", 1)]
    assert in_stroke_order(people, name=lambda each: each[0]) == (
        ("丁一", 3),
        ("李一", 2),
        ("李一", 1),
    )


def test_the_table_stands_in_its_own_order_and_holds_each_character_once() -> None:
    signs = [sign for sign in STROKE_CODES if not (sign.isdigit() or sign.isspace())]
    assert len(signs) == len(set(signs)) == 6939
    assert list(in_stroke_order(signs, name=str)) == signs
