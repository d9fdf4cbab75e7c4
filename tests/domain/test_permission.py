"""Permission (权限): role × place × action."""

from __future__ import annotations

import pytest

from huanjie.domain.cycle import DEED_NAMES
from huanjie.domain.permission import MAY, ROLE_NAMES, Action, Role, may, reaches

SECRET = (Action.ENTER_SHEET, Action.SETTLE_SHEETS)


def test_every_role_has_a_row_and_a_name() -> None:
    assert set(MAY) == set(ROLE_NAMES) == set(Role)


def test_every_action_is_somebodys() -> None:
    assert set().union(*MAY.values()) == set(Action)


def test_every_deed_has_a_name_and_no_page_has() -> None:
    assert set(DEED_NAMES) == {each for each in Action if not each.startswith("see-")}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.TELLER])
def test_tellers_alone_enter_sheets(role: Role) -> None:
    assert not may(role, Action.ENTER_SHEET)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SCRUTINEER])
def test_scrutineers_alone_settle(role: Role) -> None:
    assert not may(role, Action.SETTLE_SHEETS)


def test_tellers_scan_and_those_who_count_adjudicate() -> None:
    assert [role for role in Role if may(role, Action.SCAN_BALLOTS)] == [Role.TELLER]
    adjudicators = [role for role in Role if may(role, Action.ADJUDICATE)]
    assert adjudicators == [Role.TELLER, Role.SCRUTINEER]


def test_scrutineers_alone_decide_where_two_differ() -> None:
    assert [role for role in Role if may(role, Action.DECIDE_BALLOTS)] == [Role.SCRUTINEER]


def test_who_presides_and_who_watches_the_count_see_ballots_and_nobody_else() -> None:
    seeing = [role for role in Role if may(role, Action.SHOW_BALLOTS)]
    assert seeing == [Role.CHAIR, Role.SCRUTINEER]


@pytest.mark.parametrize("role", [Role.TELLER, Role.SCRUTINEER, Role.OBSERVER])
def test_who_counts_or_watches_sees_no_roll(role: Role) -> None:
    assert not may(role, Action.SEE_ROLL)
    assert not may(role, Action.SHOW_NUMBER)


@pytest.mark.parametrize("deed", [Action.PUBLISH_ROLL, Action.DECLARE, Action.SEAL])
def test_only_who_presides_publishes_declares_and_seals(deed: Action) -> None:
    assert [role for role in Role if may(role, deed)] == [Role.CHAIR]


def test_the_security_log_is_the_audit_administrators_alone() -> None:
    assert [role for role in Role if may(role, Action.SEE_SECURITY_LOG)] == [Role.AUDIT_ADMIN]


def test_an_observer_does_nothing_but_look_say_so_and_let_a_program_look() -> None:
    besides = {Action.MAKE_TOKEN, Action.REVOKE_TOKEN, Action.WITNESS_DESTRUCTION}
    assert all(action.startswith("see-") for action in MAY[Role.OBSERVER] - besides)


@pytest.mark.parametrize("role", Role)
def test_nobody_who_keeps_the_stock_says_that_they_watched_its_destruction(role: Role) -> None:
    assert not {Action.KEEP_STOCK, Action.WITNESS_DESTRUCTION} <= MAY[role]


def test_a_role_reaches_its_own_place_and_all_below_and_none_beside_or_above() -> None:
    town = "33/3303/330329/330329100/"
    assert reaches(town, town)
    assert reaches(town, f"{town}330329100257/")
    assert not reaches(town, "33/3303/330329/")
    assert not reaches(town, "33/3303/330329/330329101/")
    assert not reaches("33/3303/33032/", town)
