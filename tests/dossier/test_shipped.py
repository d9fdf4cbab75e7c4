"""What the program ships (随程序发布的法律): the versions that were in force together, and no other
pair: a province's text of 2026 names facts that the national law before it does not know.
"""

from __future__ import annotations

import pytest

from huanjie.dossier.shipped import combinations
from huanjie.law.shelf import resolve

PAIRS = {(n.name, o.name if o else None) for n, o in combinations()}


@pytest.mark.parametrize(
    ("national", "overlay", "together"),
    [
        ("residents-committee@2018-12-29", "residents-committee+sichuan@2026-01-01", False),
        ("residents-committee@2026-01-01", "residents-committee+sichuan@2026-01-01", True),
        ("villagers-committee@2010-10-28", "villagers-committee+zhejiang@2020-07-31", False),
        ("villagers-committee@2018-12-29", "villagers-committee+zhejiang@2020-07-31", True),
        ("villagers-committee@2010-10-28", "villagers-committee+beijing@2012-11-01", True),
        ("villagers-committee@2026-01-01", "villagers-committee+beijing@2012-11-01", True),
        ("villagers-committee@2010-10-28", None, True),
    ],
)
def test_a_pair_is_shipped_where_both_were_in_force_on_one_day(
    national: str, overlay: str | None, together: bool
) -> None:
    assert ((national, overlay) in PAIRS) is together


def test_every_pair_that_is_shipped_can_be_resolved() -> None:
    for pair in combinations():
        assert resolve(*pair).document["id"]
