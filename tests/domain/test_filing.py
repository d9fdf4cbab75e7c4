"""Requests and filings (请示、批复、备案): every transition and every refusal of the table."""

from __future__ import annotations

import itertools

import pytest
from tests.law.lookup import DAY

from huanjie.domain.cycle import STAGE_NAMES, Stage
from huanjie.domain.filing import (
    DEED_NAMES,
    KIND_NAMES,
    MATTERS,
    OF_SENDER,
    SENT_IN,
    SETTLED,
    STATE_NAMES,
    TRANSITIONS,
    Content,
    Deed,
    Kind,
    State,
    after,
    check_time,
    matters_in,
    matters_of,
    open_deeds,
)
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load

EVERY = tuple(itertools.product(Kind, State, Deed))


@pytest.mark.parametrize(("kind", "state", "deed"), sorted(TRANSITIONS))
def test_a_deed_of_the_table_leads_where_it_says(kind: Kind, state: State, deed: Deed) -> None:
    assert after(kind, state, deed) is TRANSITIONS[kind, state, deed]


@pytest.mark.parametrize(
    ("kind", "state", "deed"), [each for each in EVERY if each not in TRANSITIONS]
)
def test_any_other_deed_is_refused_with_the_states_in_which_it_is_open(
    kind: Kind, state: State, deed: Deed
) -> None:
    with pytest.raises(BadInput) as refused:
        after(kind, state, deed)
    says = f"这份{KIND_NAMES[kind]}现在是“{STATE_NAMES[state]}”，不能{DEED_NAMES[deed]}"
    assert refused.value.says == says
    open_in = [STATE_NAMES[s] for k, s, d in TRANSITIONS if (k, d) == (kind, deed)]
    assert all(name in refused.value.remedy for name in open_in)
    assert refused.value.remedy


def test_a_request_is_approved_or_refused_and_never_only_put_on_file() -> None:
    assert open_deeds(Kind.REQUEST, State.SENT) == (
        Deed.WITHDRAW,
        Deed.RETURN,
        Deed.APPROVE,
        Deed.REFUSE,
    )


def test_a_filing_is_received_and_nobody_approves_it() -> None:
    assert open_deeds(Kind.FILING, State.SENT) == (Deed.WITHDRAW, Deed.RETURN, Deed.RECEIVE)


@pytest.mark.parametrize("state", [State.UNSENT, State.WITHDRAWN, State.RETURNED, State.REFUSED])
def test_what_is_not_with_those_above_can_be_sent(state: State) -> None:
    assert open_deeds(Kind.REQUEST, state) == (Deed.SEND,)


def test_a_filing_that_is_settled_is_sent_anew_at_most() -> None:
    assert [open_deeds(Kind.FILING, state) for state in SETTLED] == [(), (Deed.SEND,)]


def test_consent_is_asked_for_again_for_whom_it_did_not_name() -> None:
    assert open_deeds(Kind.REQUEST, State.APPROVED) == (Deed.SEND,)


def test_whoever_writes_does_not_answer() -> None:
    answers = {deed for _, state, deed in TRANSITIONS if deed not in OF_SENDER}
    assert answers == {Deed.RETURN, Deed.APPROVE, Deed.REFUSE, Deed.RECEIVE}


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.event)
def test_a_document_is_sent_while_its_stage_lasts_and_at_no_other_time(matter, stage) -> None:  # type: ignore[no-untyped-def]
    if stage in SENT_IN[matter.content]:
        check_time(matter, stage)
        return
    with pytest.raises(BadInput, match=STAGE_NAMES[stage]):
        check_time(matter, stage)


def test_an_election_has_the_matters_of_its_schedule_alone() -> None:
    party = matters_of(["election-requested", "nominees-requested", "result-reported", "x"])
    assert [each.content for each in party] == [Content.ELECTION, Content.NOMINEES, Content.RESULT]
    assert [each.kind for each in matters_of(["result-filed"])] == [Kind.FILING]
    assert matters_of(["polling-day"]) == ()


@pytest.mark.parametrize(
    ("body", "region", "is_filed"),
    [
        ("villagers-committee", None, True),
        ("villagers-committee", "beijing", True),
        ("villagers-committee", "hainan", True),
        ("villagers-committee", "sichuan", True),
        ("villagers-committee", "tianjin", True),
        ("villagers-committee", "zhejiang", True),
        ("residents-committee", None, False),
        ("residents-committee", "sichuan", True),
        ("party-branch", None, False),
    ],
)
def test_an_election_committee_is_filed_where_the_text_asks_for_it(
    body: str, region: str | None, is_filed: bool
) -> None:
    pack = load(body, on=DAY, today=DAY, region=region)
    step = next((each for each in pack.steps if each.event == "committee-published"), None)
    assert ("committee-published" in {each.event for each in matters_in(pack)}) is is_filed
    assert ("备案" in step.citation.says if step else False) is is_filed


def test_everything_has_a_name() -> None:
    assert set(KIND_NAMES) == set(Kind)
    assert set(STATE_NAMES) == set(State)
    assert set(DEED_NAMES) == set(Deed)
    assert set(SENT_IN) == set(Content)
