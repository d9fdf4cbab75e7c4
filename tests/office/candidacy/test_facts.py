"""Stated facts (写明的事实): only what a condition of the pack names, of its kind, with its paper;
the later statement decides, and the earlier one stays.
"""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from django.db import connection
from tests.office.candidacy.conftest import CLEAN, put_up
from tests.office.conftest import OPENED_ON, Cast

from huanjie.domain.eligibility import facts_asked_of
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load
from huanjie.office.candidacy.evidence import facts_to_state, value_of
from huanjie.office.candidacy.facts import put_facts
from huanjie.office.candidacy.models import StatedFact
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election

PAPER = "本人声明，2026年第1号"


@pytest.fixture
def nominated(cast: Cast, village_election: Election) -> Election:
    """The village's election with one nominee, p1."""
    village_election.roll.update(birth_date=None)
    put_up(cast, village_election, "chair", "钟一鸣")
    return village_election


def state(election: Election, facts: dict[str, Any], **paper: Any) -> None:
    said = {"source": "declaration", "reference": PAPER} | paper
    put_facts(election, "p1", facts, **said)


def test_a_fact_is_kept_with_its_paper_and_its_day(nominated: Election) -> None:
    state(nominated, {"political_rights": True})
    row = StatedFact.objects.get()
    assert (row.person, row.fact, row.source) == ("p1", "political_rights", "declaration")
    assert (row.reference, row.stated_on) == (PAPER, OPENED_ON)
    assert row.region == nominated.region
    assert json.loads(row.value or "") is True


def test_the_database_does_not_show_what_was_stated(nominated: Election) -> None:
    state(nominated, {"criminal_punishment": True})
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM candidacy_statedfact")
        (raw,) = cursor.fetchone()
    assert b"true" not in bytes(raw)


def test_the_later_statement_comes_after_the_earlier_one(nominated: Election) -> None:
    state(nominated, {"criminal_punishment": False})
    state(nominated, {"criminal_punishment": True}, source="department", reference="法院回函")
    rows = list(StatedFact.objects.filter(fact="criminal_punishment"))
    assert [(row.value, row.source) for row in rows] == [
        ("false", "declaration"),
        ("true", "department"),
    ]


@pytest.mark.parametrize(
    "word", ["opinions", "religion", "hukou_here", "held_before", "petitions", ""]
)
def test_what_no_condition_of_eligibility_names_cannot_be_stored(
    nominated: Election, word: str
) -> None:
    with pytest.raises(BadInput, match="资格条件没有问到") as refused:
        state(nominated, {"political_rights": True, word: True})
    assert refused.value.at == word
    assert not StatedFact.objects.exists()  # all or none


def test_a_fact_that_only_another_body_asks_for_cannot_be_stored(nominated: Election) -> None:
    with pytest.raises(BadInput, match="资格条件没有问到"):
        state(nominated, {"committee_member": False})


@pytest.mark.parametrize("word", ["registered", "polling_day"])
def test_what_the_roll_or_the_election_says_is_not_stated_again(
    nominated: Election, word: str
) -> None:
    with pytest.raises(BadInput, match="已经写明") as refused:
        state(nominated, {word: True})
    assert refused.value.at == word


def test_a_day_of_birth_is_stated_only_where_the_roll_has_none(nominated: Election) -> None:
    state(nominated, {"birth_date": "1980-02-03"}, source="document", reference="户口簿")
    entry = nominated.roll.get(name="钟一鸣")
    pack = law_of(nominated).pack
    fact = next(each for each in facts_asked_of(pack) if each.fact == "birth_date")
    assert value_of(StatedFact.objects.get(), fact) == datetime.date(1980, 2, 3)
    entry.birth_date = datetime.date(1980, 2, 3)
    entry.save()
    with pytest.raises(BadInput, match="“出生日期”名册或者选举已经写明"):
        state(nominated, {"birth_date": "1981-02-03"})


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("political_rights", "yes"),
        ("political_rights", 1),
        ("political_rights", None),
        ("political_rights", [True]),
        ("birth_date", "1980-02-30"),
        ("birth_date", True),
    ],
)
def test_a_value_of_another_kind_is_refused_at_its_fact(
    nominated: Election, word: str, value: object
) -> None:
    with pytest.raises(BadInput) as refused:
        state(nominated, {word: value})
    assert refused.value.at == word
    assert not StatedFact.objects.exists()


@pytest.mark.parametrize(
    ("paper", "at"),
    [
        ({"source": "rumour"}, "source"),
        ({"source": "roll"}, "source"),
        ({"reference": "  "}, "reference"),
        ({"reference": "字" * 121}, "reference"),
        ({"on": OPENED_ON + datetime.timedelta(days=1)}, "on"),
    ],
)
def test_a_fact_without_a_lawful_paper_is_refused(
    nominated: Election, paper: dict[str, Any], at: str
) -> None:
    with pytest.raises(BadInput) as refused:
        state(nominated, {"political_rights": True}, **paper)
    assert refused.value.at == at
    assert not StatedFact.objects.exists()


def test_a_paper_of_today_and_a_name_of_120_signs_are_taken(nominated: Election) -> None:
    state(nominated, {"political_rights": True}, reference="字" * 120, on=OPENED_ON)
    assert StatedFact.objects.count() == 1


def test_nobody_but_a_nominee_has_facts(nominated: Election) -> None:
    with pytest.raises(BadInput, match="不在这次选举的人选里") as refused:
        put_facts(nominated, "p2", CLEAN, source="declaration", reference=PAPER)
    assert refused.value.at == "person"


def test_a_form_asks_for_what_neither_roll_nor_election_says(nominated: Election) -> None:
    entry = nominated.roll.get(name="钟一鸣")
    asked = [each.fact for each in facts_to_state(law_of(nominated).pack, nominated, entry)]
    assert asked == ["birth_date", *CLEAN]
    entry.birth_date = datetime.date(1980, 2, 3)
    asked = [each.fact for each in facts_to_state(law_of(nominated).pack, nominated, entry)]
    assert asked == [*CLEAN]


def test_a_body_whose_pack_has_no_conditions_asks_for_nothing() -> None:
    pack = load("womens-federation", today=OPENED_ON)
    assert facts_asked_of(pack) == ()
