"""The seats that a unit decides (本单位决定的职数): together they make a body of a lawful size."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.law.plans import CITED, DAY, DECISION, laid

from huanjie.door.fault import BadInput
from huanjie.law.shelf import load


@pytest.mark.parametrize(("members", "lawful"), [(5, True), (6, False)])
def test_the_seats_that_a_unit_decides_make_a_body_of_a_lawful_size(
    members: int, lawful: bool, tmp_path: Path
) -> None:
    chair = "[seats.chair]\nseats = 2" + CITED
    rule = f"{chair}\n[seats.member]\nseats = {members}"
    if lawful:
        assert laid(rule, tmp_path, kind=DECISION).seats["member"].seats == members
        return
    with pytest.raises(BadInput, match="第八条第一款"):
        laid(rule, tmp_path, kind=DECISION)


def test_seats_outside_a_size_that_is_only_usual_are_the_units_own_decision(
    tmp_path: Path,
) -> None:
    pack = load("collective-organisation", on=DAY, today=DAY)
    assert pack.size
    seats = f"[seats.member]\nseats = {pack.size.at_most or 0}" + CITED
    rule = f"{seats}\n[seats.head]\nseats = 1"
    assert laid(rule, tmp_path, pack, DECISION).seats["head"].seats == 1


@pytest.mark.parametrize(
    ("members", "lawful"),
    [(7, True), (8, False)],
)
def test_officers_from_among_the_members_are_not_counted_beside_them(
    members: int, lawful: bool, tmp_path: Path
) -> None:
    pack = load("party-branch", on=DAY, today=DAY)
    secretary = "[seats.secretary]\nseats = 1" + CITED
    rule = f"{secretary}\n[seats.member]\nseats = {members}"
    if lawful:
        assert laid(rule, tmp_path, pack, DECISION).seats["member"].seats == members
        return
    with pytest.raises(BadInput, match=f"合计 {members} 人"):
        laid(rule, tmp_path, pack, DECISION)
