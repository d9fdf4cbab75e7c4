"""支部工作条例: the size of a branch committee, and ordinary resolutions, whose base is another."""

from __future__ import annotations

import pytest
from tests.law.asking import accepted, asked
from tests.law.party_branch.cast import LAW

BRANCH = "中国共产党支部工作条例（试行）"


@pytest.mark.parametrize(
    ("members", "lawful"), [(2, False), (3, True), (5, True), (7, True), (8, False)]
)
def test_a_branch_committee_has_three_to_seven_members(members: int, lawful: bool) -> None:
    assert LAW.size is not None
    assert LAW.size.allows(members) is lawful
    assert (LAW.size.citation.law, LAW.size.citation.confidence) == (BRANCH, "S")


@pytest.mark.parametrize(("attended", "met"), [(24, False), (25, True)])
def test_half_of_those_entitled_is_a_quorum_for_a_resolution_and_none_for_an_election(
    attended: int, met: bool
) -> None:
    assert LAW.assembly_quorum["members"].met_by(attended, 50) is met
    assert LAW.quorum is not None
    assert not LAW.quorum.met_by(attended, 50)


@pytest.mark.parametrize(
    ("attended", "in_favour", "passed"), [(30, 25, False), (30, 26, True), (50, 25, False)]
)
def test_a_resolution_needs_more_than_half_of_those_entitled_and_not_of_those_present(
    attended: int, in_favour: int, passed: bool
) -> None:
    majority = LAW.assembly_majority["members"]
    assert majority.of == "entitled"
    assert majority.met_by(in_favour, 50) is passed
    found = asked(LAW, "assembly", entitled=50, attended=attended, in_favour=in_favour)
    assert (found.answer["quorum_met"], found.answer["passed"]) == (True, passed)


def test_an_election_has_those_present_for_its_base_and_a_resolution_those_entitled() -> None:
    assert LAW.majority is not None
    assert (LAW.majority.of, LAW.majority.citation.confidence) == ("attended", "X")
    assert LAW.assembly is not None
    assert LAW.assembly.kind == "members"


@pytest.mark.parametrize("held_before", [0, 1, 3])
def test_nobody_votes_for_another(held_before: int) -> None:
    case = {"principal_absent": True, "written": True, "held_before": held_before}
    found = asked(LAW, "proxy", cases={"case": case})
    assert found.answer["refused"] == ["case"]
    assert found.answer["reasons"] == {"case": ["不得委托他人投票"]}
    assert found.articles == ["第四章"]


@pytest.mark.parametrize(
    ("by", "count", "lawful"), [("party-organisation", 1, True), ("self", 1, False)]
)
def test_the_outgoing_committee_proposes(by: str, count: int, lawful: bool) -> None:
    assert accepted(LAW, "nomination", {"by": by, "count": count}) is lawful


def test_the_structure_of_branches_and_congresses_can_be_read() -> None:
    provisions = {each.key: each for each in LAW.provisions}
    assert provisions["congress"].citation.article == "第四条"
    assert provisions["congress"].citation.confidence == "V"
    for key in ("branch-structure", "committee-or-secretary", "village-structure"):
        assert provisions[key].citation.confidence == "S"
    assert provisions["approval"].citation.law == "中国共产党章程"
