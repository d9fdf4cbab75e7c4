"""Rolls of members (党员名册、团员名册): in the words of their packs, each with its own
standings.
"""

from __future__ import annotations

import datetime

import pytest

from huanjie.domain.memberroll import EVERY_STANDING, FULL, LEAGUE, MEMBER_ROLLS, PARTY, MemberRoll
from huanjie.domain.quorum import electorate
from huanjie.domain.rollcolumns import column_of, standing_of
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


def test_the_league_has_no_probationary_members_and_names_none() -> None:
    assert standing_of("预备党员") == "probationary"
    assert "probationary" in PARTY.standings
    assert "probationary" not in LEAGUE.standings
    assert LEAGUE.name_of("probationary") == ""
    assert "probationary" not in EVERY_STANDING


def test_a_member_of_the_party_who_works_in_the_league_votes_there() -> None:
    assert standing_of("从事团的工作的党员") == FULL
