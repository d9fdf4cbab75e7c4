"""Article 5 (第五条): full members (正式党员) vote and may be elected; three standings do not."""

from __future__ import annotations

import pytest
from tests.domain.people import LI, QIAN, SUN, ZHAO
from tests.law.party_branch.cast import LAW

from huanjie.domain.quorum import electorate, quorum
from huanjie.law.reader import STANDINGS


@pytest.mark.parametrize(
    ("standing", "votes"),
    [
        ("full", True),
        ("probationary", False),
        ("under-probation-sanction", False),
        ("rights-suspended", False),
    ],
)
def test_a_full_member_has_a_vote_and_no_other_standing_has(standing: str, votes: bool) -> None:
    assert electorate(LAW, [(ZHAO, standing)]).members == ((ZHAO,) if votes else ())


def test_every_standing_that_a_member_can_have_is_judged() -> None:
    assert set(STANDINGS) == {
        "full",
        "probationary",
        "under-probation-sanction",
        "rights-suspended",
    }


def test_those_entitled_are_named_in_the_order_of_the_roll() -> None:
    roll = [(SUN, "full"), (QIAN, "probationary"), (ZHAO, "full"), (LI, "rights-suspended")]
    entitled = electorate(LAW, roll)
    assert entitled.members == (SUN, ZHAO)
    assert {(each.article, each.confidence) for each in entitled.grounds} == {("第五条", "V")}


@pytest.mark.parametrize(
    ("standing", "said"), [("probationary", False), ("rights-suspended", True)]
)
def test_the_sentence_on_suspended_rights_is_cited_where_somebodys_are(
    standing: str, said: bool
) -> None:
    """中止党员权利：because of 留置 or arrest."""
    grounds = electorate(LAW, [(ZHAO, "full"), (QIAN, standing)]).grounds
    assert any("留置" in each.says for each in grounds) is said


@pytest.mark.parametrize(("full", "met"), [(50, True), (51, False)])
def test_who_has_no_vote_is_not_among_those_who_should_attend(full: int, met: bool) -> None:
    """Forty of 50 is four fifths; one more full member, and 41 must come."""
    roll = [(f"m{n}", "full") for n in range(full)] + [(f"p{n}", "probationary") for n in range(9)]
    entitled = len(electorate(LAW, roll).members)
    assert entitled == full
    assert quorum(LAW, entitled=entitled, attended=40).met is met


def test_a_branch_of_probationary_members_alone_has_no_electors() -> None:
    assert electorate(LAW, [(ZHAO, "probationary"), (QIAN, "probationary")]).members == ()
