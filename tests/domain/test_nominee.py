"""The states of a nominee (人选的状态): every deed is open in the states of the table alone."""

from __future__ import annotations

import pytest

from huanjie.domain.nominee import (
    NOMINEE_DEEDS,
    NOMINEE_STATES,
    NOMINEE_TRANSITIONS,
    STANDING,
    NomineeDeed,
    NomineeState,
    nominee_after,
)
from huanjie.door.fault import BadInput

REFUSED = [
    (state, deed)
    for state in NomineeState
    for deed in NomineeDeed
    if (state, deed) not in NOMINEE_TRANSITIONS
]


@pytest.mark.parametrize(("state", "deed"), REFUSED)
def test_a_deed_outside_the_table_is_refused_and_says_when_it_is_open(
    state: NomineeState, deed: NomineeDeed
) -> None:
    with pytest.raises(BadInput) as refused:
        nominee_after(state, deed, name="张三")
    assert refused.value.says == f"张三现在是“{NOMINEE_STATES[state]}”，不能{NOMINEE_DEEDS[deed]}"
    for where, what in NOMINEE_TRANSITIONS:
        assert (f"“{NOMINEE_STATES[where]}”" in refused.value.remedy) is (
            (where, deed) in NOMINEE_TRANSITIONS
        ), what


@pytest.mark.parametrize(("where", "to"), NOMINEE_TRANSITIONS.items())
def test_a_deed_in_the_table_leads_where_it_says(
    where: tuple[NomineeState, NomineeDeed], to: NomineeState
) -> None:
    assert nominee_after(*where, name="张三") == to


def test_nobody_becomes_a_candidate_without_having_been_found_eligible() -> None:
    leads = {where for where, to in NOMINEE_TRANSITIONS.items() if to == NomineeState.CANDIDATE}
    # Whoever comes back by an appeal was a candidate before.
    assert leads == {
        (NomineeState.PROVISIONAL, NomineeDeed.PUBLISH),
        (NomineeState.CANDIDATE, NomineeDeed.PUBLISH),
        (NomineeState.BARRED, NomineeDeed.REINSTATE),
    }
    confirmed = {w for w, to in NOMINEE_TRANSITIONS.items() if to == NomineeState.PROVISIONAL}
    assert confirmed == {(NomineeState.NOMINEE, NomineeDeed.CONFIRM)}


def test_a_published_candidate_leaves_by_the_deeds_of_leaving_alone() -> None:
    leads = {d: to for (s, d), to in NOMINEE_TRANSITIONS.items() if s == NomineeState.CANDIDATE}
    assert leads == {
        NomineeDeed.STRIKE: NomineeState.BARRED,
        NomineeDeed.LEAVE: NomineeState.WITHDRAWN,
        NomineeDeed.PUBLISH: NomineeState.CANDIDATE,
    }
    for deed in (NomineeDeed.STRIKE, NomineeDeed.LEAVE):
        assert {s for s, d in NOMINEE_TRANSITIONS if d == deed} == {NomineeState.CANDIDATE}


def test_whoever_is_barred_comes_back_by_an_upheld_appeal_alone() -> None:
    deeds = {d: to for (s, d), to in NOMINEE_TRANSITIONS.items() if s == NomineeState.BARRED}
    assert deeds == {
        NomineeDeed.UPHOLD: NomineeState.NOMINEE,
        NomineeDeed.DECLINE: NomineeState.WITHDRAWN,
        NomineeDeed.REINSTATE: NomineeState.CANDIDATE,
    }


def test_everything_has_its_name() -> None:
    assert set(NOMINEE_STATES) == set(NomineeState)
    assert set(NOMINEE_DEEDS) == set(NomineeDeed)
    assert set(NomineeState) - set(STANDING) == {NomineeState.BARRED, NomineeState.WITHDRAWN}
