"""Many rows at once (成批写入): all of them, watched like any other statement, and SQLite's own
settings given back.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.office.conftest import Cast
from tests.office.roll.conftest import invented

from huanjie.bulk.rollpeople import People, Person
from huanjie.office import bulkrows
from huanjie.office.bulkrows import roomy, together
from huanjie.office.onedoor import WrittenOutside, guard
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.writing import put_on_roll, ready

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def people(number: int) -> People:
    return People.of(
        Person(
            place=at,
            sheet="",
            row=at + 2,
            name=each.name,
            sex=each.sex,
            birth_date="" if at % 4 else each.birth_date.isoformat(),
            id_number="" if at % 3 else each.identity_number,
            phone="" if at % 2 else each.phone,
            household="",
            group="",
            standing="",
        )
        for at, each in enumerate(invented(number))
    )


def day_of(iso: str) -> datetime.date | None:
    return datetime.date.fromisoformat(iso) if iso else None


@pytest.mark.parametrize("number", [0, 1, bulkrows._AT_ONCE, bulkrows._AT_ONCE + 1])
def test_everybody_is_written_however_many_a_statement_holds(
    cast: Cast, election: Election, number: int
) -> None:
    everybody = people(number)
    assert put_on_roll(election, ready(everybody)) == number
    held = election.roll.values_list("number", "name", "id_number", "phone", "birth_date")
    assert list(held) == [
        (at, each.name, each.id_number or None, each.phone or None, day_of(each.birth_date))
        for at, each in enumerate(everybody.each(), 1)
    ]
    assert election.roll.filter(id_index=None).count() == everybody.id_number.count("")


@pytest.mark.parametrize("short", [0, 1, bulkrows._AT_ONCE, bulkrows._AT_ONCE + 1])
def test_a_column_that_ends_early_shows_in_the_number_written(
    cast: Cast, election: Election, short: int
) -> None:
    those = ready(people(bulkrows._AT_ONCE + 2))
    cut = replace(those, phones=those.phones[:short])
    assert put_on_roll(election, cut) == short
    assert election.roll.count() == short


def test_what_watches_the_statements_of_a_request_is_told_before_a_row_is_written(
    cast: Cast, election: Election
) -> None:
    with connection.execute_wrapper(guard), pytest.raises(WrittenOutside):
        put_on_roll(election, ready(people(2)))
    assert not election.roll.exists()


def test_a_row_that_the_table_refuses_is_refused_in_djangos_words(
    cast: Cast, election: Election
) -> None:
    put_on_roll(election, ready(people(2)))
    with pytest.raises(IntegrityError), transaction.atomic():
        put_on_roll(election, ready(people(2)))
    assert election.roll.count() == 2


@pytest.mark.parametrize("fault", [OSError, KeyboardInterrupt])
def test_of_deeds_together_those_before_a_fault_stay(
    cast: Cast, election: Election, fault: type[BaseException]
) -> None:
    def deeds() -> None:
        with together():
            with transaction.atomic():
                put_on_roll(election, ready(people(2)))
            with transaction.atomic():
                put_on_roll(election, ready(people(2)), first=3)
                raise fault

    with pytest.raises(fault):
        deeds()
    assert election.roll.count() == 2


def test_sqlite_has_its_own_settings_again_afterwards(db: Any) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a setting of SQLite")

    def settings() -> list[int]:
        with connection.cursor() as cursor:
            return [bulkrows._setting(cursor, name) for name in bulkrows._ROOMY]

    before = settings()
    with roomy():
        assert settings() == list(bulkrows._ROOMY.values()) != before
    assert settings() == before


def test_no_question_about_a_roll_reads_the_whole_table(cast: Cast, election: Election) -> None:
    questions = [
        election.roll.filter(number=3),
        election.roll.order_by("-number"),
        RollEntry.objects.filter(id_index=b"1"),
        RollEntry.ever.filter(election=election, id_index__isnull=False),
    ]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # of an empty table it is the best way
    for question in questions:
        assert "Seq Scan" not in (told := question.explain())
        assert "SCAN roll_rollentry" not in told
