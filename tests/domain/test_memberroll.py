"""Rolls of members (党员名册、团员名册): in the words of their packs, each with its own
standings.
"""

from __future__ import annotations

import datetime

import pytest

from huanjie.domain.memberroll import FULL, LEAGUE, MEMBER_ROLLS, PARTY, MemberRoll
from huanjie.domain.quorum import electorate
from huanjie.domain.rollcolumns import STANDING_WORDS, column_of, standing_of
from huanjie.law.shelf import load

TODAY = datetime.date(2026, 6, 1)


@pytest.mark.parametrize("body", MEMBER_ROLLS)
def test_a_standing_is_called_what_the_pack_calls_it(body: str) -> None:
    pack, roll = load(body, on=TODAY, today=TODAY), MEMBER_ROLLS[body]
    for standing, name in roll.standings.items():
        assert pack.choice_name("standing", standing) == name
        assert roll.name_of(standing) == name


@pytest.mark.parametrize("body", MEMBER_ROLLS)
def test_full_members_alone_have_the_vote_and_a_roll_names_them_first(body: str) -> None:
    pack, standings = load(body, on=TODAY, today=TODAY), MEMBER_ROLLS[body].standings
    assert next(iter(standings)) == FULL
    voting = electorate(pack, [(each, each) for each in standings]).members
    assert voting == (FULL,)


@pytest.mark.parametrize("roll", [PARTY, LEAGUE])
def test_every_word_that_a_roll_writes_is_read_again(roll: MemberRoll) -> None:
    assert column_of(roll.kind) == "standing"
    for standing, name in roll.standings.items():
        assert standing_of(name) == standing
        assert standing_of(name, roll) == standing


@pytest.mark.parametrize("roll", [PARTY, LEAGUE])
def test_every_word_of_a_roll_is_one_of_its_standings_and_is_read(roll: MemberRoll) -> None:
    assert set(roll.words.values()) == set(roll.standings)
    for word, standing in roll.words.items():
        assert standing_of(f" {word[:1]} {word[1:].upper()}", roll) == standing


@pytest.mark.parametrize(("roll", "other"), [(PARTY, LEAGUE), (LEAGUE, PARTY)])
def test_a_word_of_the_other_roll_alone_is_no_standing(roll: MemberRoll, other: MemberRoll) -> None:
    foreign = other.words.keys() - roll.words.keys()
    assert foreign
    assert {standing_of(word, roll) for word in foreign} == {None}
    assert "、".join(roll.standings.values()) in roll.unknown


def test_members_of_the_league_are_none_of_the_party_nor_the_other_way_round() -> None:
    for word in ("团员", "共青团员", "正式团员", "从事团的工作的党员", "留团察看"):
        assert standing_of(word, PARTY) is None
    for word in ("正式党员", "中共党员", "预备党员", "留党察看", "停止党员权利"):
        assert standing_of(word, LEAGUE) is None


def test_where_the_roll_is_not_known_every_word_is_read_and_none_means_two_things() -> None:
    assert STANDING_WORDS.keys() == PARTY.words.keys() | LEAGUE.words.keys()
    for roll in (PARTY, LEAGUE):
        for word, standing in roll.words.items():
            assert standing_of(word) == standing


def test_the_league_has_no_probationary_members_and_names_none() -> None:
    assert standing_of("预备党员") == "probationary"
    assert "probationary" in PARTY.standings
    assert "probationary" not in LEAGUE.standings
    assert LEAGUE.name_of("probationary") == ""


def test_a_member_of_the_party_who_works_in_the_league_votes_there() -> None:
    assert standing_of("从事团的工作的党员", LEAGUE) == FULL
