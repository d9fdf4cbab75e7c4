"""Who stands above whom on a ballot (候选人的排列), and what names its form."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.paper.ballots import CHAIR, DAY, MEMBER, NAMES, contest, election, people, the_form

from huanjie.domain.contest import PersonId
from huanjie.domain.election import Candidate, Election, Turnout, Unit
from huanjie.door.fault import BadInput
from huanjie.paper.ballot_forms import ballot_forms, every_form


@given(st.permutations(NAMES))
def test_candidates_stand_by_the_strokes_of_their_surnames_whatever_the_file_says(
    names: list[str],
) -> None:
    form = the_form(election(contest(names)))
    assert [box.candidate for box in form.boxes()][::3] == [f"id-{name}" for name in NAMES]
    assert form.key == the_form(election(contest(NAMES))).key


def test_two_of_one_name_stand_in_the_same_order_whatever_the_file_says() -> None:
    one, other = (Candidate(id=PersonId(id), name="王芳") for id in ("B", "A"))
    forms = [
        the_form(election(replace(MEMBER, candidates=both)))
        for both in ((one, other), (other, one))
    ]
    assert forms[0] == forms[1]


@given(st.permutations(NAMES))
def test_candidates_stand_as_they_are_listed_where_the_election_says_so(names: list[str]) -> None:
    form = the_form(replace(election(contest(names)), order="listed"))
    assert [box.candidate for box in form.boxes()][::3] == [f"id-{name}" for name in names]


# The key

CHANGES: Final[dict[str, Callable[[Election], Election]]] = {
    "another unit": lambda own: replace(own, unit=Unit(code="510100000001", name=own.unit.name)),
    "another day": lambda own: replace(own, polling_day=DAY + datetime.timedelta(days=1)),
    "another style": lambda own: replace(own, style="choice"),
    "one more candidate": lambda own: replace(own, contests=(contest(6),)),
    "another candidate": lambda own: replace(own, contests=(contest(["赵一", *NAMES[:4]]),)),
    "one more seat": lambda own: replace(own, contests=(contest(5, seats=4, lines=3),)),
    "one more line": lambda own: replace(own, contests=(contest(5, lines=4),)),
    "another post": lambda own: replace(own, contests=(contest(5, post="head"),)),
}
SAME: Final[dict[str, Callable[[Election], Election]]] = {
    "the turnout, once it is known": lambda own: replace(own, turnout=Turnout(collected=700)),
    "relatives": lambda own: replace(own, near_relatives=((PersonId("A"), PersonId("B")),)),
    "the lines said": lambda own: replace(own, contests=(contest(5, lines=3),)),
    "a woman among the elected": lambda own: replace(
        own, contests=(replace(own.contests[0], women_seat_met=True),)
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_the_key_changes_with_what_is_voted_on(what: str) -> None:
    own = election(contest(5))
    assert the_form(CHANGES[what](own)).key != the_form(own).key


@pytest.mark.parametrize("what", SAME)
def test_the_key_stays_when_something_is_filled_in_after_the_print(what: str) -> None:
    own = election(contest(5))
    assert the_form(SAME[what](own)).key == the_form(own).key


def test_every_size_language_and_kind_of_box_has_a_key_of_its_own() -> None:
    forms = every_form(election(MEMBER, CHAIR))
    assert len(forms) == len({form.key for form in forms}) == 2 * 2 * 2 * 2
    assert all(len(form.key) == 10 and set(form.key) <= set("0123456789ABCDEF") for form in forms)


def test_the_form_of_an_election_is_the_same_every_time() -> None:
    assert every_form(election(MEMBER)) == every_form(election(MEMBER))
    assert people(NAMES[:5]) == MEMBER.candidates


def test_a_paper_of_plain_choices_has_no_form_for_symbols() -> None:
    own = election(MEMBER, style="choice")
    assert len(every_form(own)) == 2 * 2
    with pytest.raises(BadInput) as caught:
        ballot_forms(own, symbols=True)
    assert caught.value.at == "/ballot/style"
