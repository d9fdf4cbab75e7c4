"""暂行条例（1990年）: MORE than four fifths were a quorum; what 2020 changed, and what it left."""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import LI, MEMBER, QIAN, SUN, ZHAO, ZHOU
from tests.law.asking import asked
from tests.law.party_branch.cast import LAW as LAW_OF_2020
from tests.law.party_branch.cast import SECRETARY, contest, meeting

from huanjie.domain.declaration import declare
from huanjie.domain.nomination import candidate_numbers
from huanjie.domain.officers import officers
from huanjie.domain.quorum import electorate, quorum
from huanjie.domain.term import term_end
from huanjie.law.shelf import load

DAY = date(2017, 6, 15)
LAW = load("party-branch", on=DAY, today=DAY)


@pytest.mark.parametrize(
    ("on", "version"),
    [
        (date(1990, 6, 27), "1990-06-27"),
        (date(2020, 7, 12), "1990-06-27"),
        (date(2020, 7, 13), "2020-07-13"),
    ],
)
def test_it_was_in_force_until_july_2020(on: date, version: str) -> None:
    assert load("party-branch", on=on, today=date(2026, 6, 28)).id == f"party-branch@{version}"


@pytest.mark.parametrize(
    ("entitled", "attended", "then", "now"),
    [
        (50, 39, False, False),
        (50, 40, False, True),
        (50, 41, True, True),
        (51, 41, True, True),
        (5, 4, False, True),
        (5, 5, True, True),
    ],
)
def test_exactly_four_fifths_was_too_few_then_and_is_enough_now(
    entitled: int, attended: int, then: bool, now: bool
) -> None:
    found = quorum(LAW, entitled=entitled, attended=attended)
    assert found.met is then
    assert [(each.article, each.confidence) for each in found.grounds] == [("第四章", "S")]
    assert quorum(LAW_OF_2020, entitled=entitled, attended=attended).met is now


@pytest.mark.parametrize(("attended", "valid"), [(40, False), (41, True)])
def test_a_meeting_of_exactly_four_fifths_elected_nobody(attended: int, valid: bool) -> None:
    assert declare(meeting(contest(赵=39), attended=attended), LAW).valid is valid


@pytest.mark.parametrize(("votes", "elected"), [(22, ()), (23, (ZHAO,))])
def test_more_than_half_of_those_present_elected(votes: int, elected: tuple[str, ...]) -> None:
    (only,) = declare(meeting(contest(seats=1, 赵=votes, 钱=2)), LAW).contests
    assert only.elected == elected
    assert LAW.majority is not None
    assert LAW.majority.citation.confidence == "X"


@pytest.mark.parametrize(
    ("standing", "votes"),
    [("full", True), ("probationary", False), ("under-probation-sanction", False)],
)
def test_full_members_voted(standing: str, votes: bool) -> None:
    assert electorate(LAW, [(QIAN, standing)]).members == ((QIAN,) if votes else ())


def test_whose_rights_were_suspended_is_left_out_by_convention_for_the_rules_say_nothing() -> None:
    found = electorate(LAW, [(QIAN, "rights-suspended")])
    assert found.members == ()
    rules, ours = found.grounds
    assert "那时还没有" in rules.says
    assert (ours.rank, ours.confidence) == ("convention", "C")
    assert "由作出决定的党组织写明" in ours.says


@pytest.mark.parametrize(
    ("standing", "finding"),
    [
        ("full", "eligible"),
        ("probationary", "barred"),
        ("under-probation-sanction", "barred"),
        ("rights-suspended", "exemption-needed"),
    ],
)
def test_nobody_is_barred_by_rules_that_say_nothing(standing: str, finding: str) -> None:
    judged = asked(LAW, "eligibility", person={"standing": standing}, post="member")
    assert judged.answer["finding"] == finding


@pytest.mark.parametrize(("candidates", "lawful"), [(5, False), (6, True)])
def test_a_fifth_more_candidates_than_seats(candidates: int, lawful: bool) -> None:
    assert bool(candidate_numbers(LAW, {MEMBER: (5, candidates)}).lawful) is lawful


@pytest.mark.parametrize(("attended", "met"), [(4, False), (5, True)])
def test_the_committee_too_met_with_more_than_four_fifths(attended: int, met: bool) -> None:
    five = (ZHAO, QIAN, SUN, LI, ZHOU)
    found = officers(LAW, committee=five, attended=attended, votes={SECRETARY: {ZHAO: 4}})
    assert found.quorum_met is met


def test_the_term_of_a_village_branch_was_three_years_and_the_note_says_until_when() -> None:
    term = term_end(LAW, elected_on=DAY)
    assert (term.ends_on, term.latest_with_approval) == (date(2020, 6, 15), date(2021, 6, 15))
    assert term.grounds[0].confidence == "M"
    assert "二〇一八年底" in LAW.document["note"]


def test_nothing_in_it_was_read_in_full() -> None:
    rules = [rule for rule in LAW.document.values() if isinstance(rule, dict) and "law" in rule]
    for listed in ("eligibility", "provision", "step"):
        rules += LAW.document[listed]
    rules += LAW.document["candidates"].values()
    assert {rule["confidence"] for rule in rules} == {"S", "M", "X", "C"}


def test_what_2020_did_not_change_is_marked_as_from_memory() -> None:
    refused = asked(LAW, "proxy", cases={"x": {"principal_absent": True, "written": True}})
    assert refused.answer["reasons"] == {"x": ["不得委托他人投票"]}
    proposed = asked(LAW, "nomination", cases={"x": {"by": "party-organisation"}})
    assert proposed.answer["accepted"] == ["x"]
    assert {rule.citation.confidence for rule in (*LAW.proxy, *LAW.nomination.values())} == {"M"}
