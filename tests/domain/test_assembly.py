"""The base of a meeting's majority (会议表决的基数): those present, or all of the meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from huanjie.domain.assembly import assembly
from huanjie.law.rules import Base
from huanjie.law.shelf import load

LAW = load("villagers-committee", today=date(2026, 6, 28))


def passed(of: Base, in_favour: int) -> bool | None:
    majority = replace(LAW.assembly_majority["representatives"], of=of)
    pack = replace(LAW, assembly_majority={"representatives": majority})
    kind = "representatives"
    return assembly(pack, kind=kind, entitled=60, attended=40, in_favour=in_favour).passed


@pytest.mark.parametrize("of", ["attended", "entitled"])
def test_a_majority_is_of_those_present_or_of_all_as_the_pack_says(of: Base) -> None:
    enough = 21 if of == "attended" else 31
    assert (passed(of, enough - 1), passed(of, enough)) == (False, True)
