"""The one door (办事的唯一入口): while a request is answered nothing of ours is written past it.

The walk over every address by every role (`test_who_comes_in.py`) goes through the same middleware,
so an address that wrote on its own would be answered there with a 500.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from tests.office.conftest import Cast, act

from huanjie.office.onedoor import (
    FREE_COLUMNS,
    FREE_TABLES,
    WrittenOutside,
    guard,
    one_door,
    opened,
)
from huanjie.office.people.models import User
from huanjie.office.planning.changes import cancel_election
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit

ATTEMPTS: dict[str, Callable[[Unit], object]] = {
    "a new row": lambda unit: Unit.objects.create(code="1", name="一", level="unit", path="1/"),
    "many rows": lambda unit: Unit.objects.bulk_create([Unit(code="1", name="一", path="1/")]),
    "a changed row": lambda unit: unit.save(),
    "a change by query": lambda unit: Unit.objects.filter(pk=unit.pk).update(name="别的村"),
    "a deletion": lambda unit: Election.objects.filter(unit=unit).delete(),
    "a bare statement": lambda unit: connection.cursor().execute("DELETE FROM units_assignment"),
    "a version": lambda unit: unit.move(),
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_what_writes_past_the_door_is_refused_and_writes_nothing(
    election: Election, attempt: str
) -> None:
    unit = Unit.objects.get(pk=election.unit_id)
    before = _everything()
    with connection.execute_wrapper(guard), pytest.raises(WrittenOutside), transaction.atomic():
        ATTEMPTS[attempt](unit)
    assert _everything() == before


@pytest.mark.parametrize("attempt", ["a new row", "a changed row", "a change by query"])
def test_under_the_door_the_same_is_written(election: Election, attempt: str) -> None:
    unit = Unit.objects.get(pk=election.unit_id)
    with connection.execute_wrapper(guard), opened():
        ATTEMPTS[attempt](unit)


def test_the_door_is_shut_again_after_a_deed_and_after_a_refusal(
    cast: Cast, election: Election
) -> None:
    with connection.execute_wrapper(guard):
        cancel_election(acting_user=act(cast.chair), election=election, because="试")
        with pytest.raises(WrittenOutside), transaction.atomic():
            election.save()
        with pytest.raises(Exception, match="不能撤销"):
            cancel_election(acting_user=act(cast.chair), election=election, because="试")
        with pytest.raises(WrittenOutside), transaction.atomic():
            election.save()


def test_every_request_is_answered_behind_the_guard(election: Election) -> None:
    assert "huanjie.office.onedoor.one_door" in settings.MIDDLEWARE

    def view(request: HttpRequest) -> HttpResponse:
        Election.objects.filter(pk=election.pk).update(stage="sealed")
        return HttpResponse()

    with pytest.raises(WrittenOutside), transaction.atomic():
        one_door(view)(RequestFactory().get("/"))
    assert Election.objects.get(pk=election.pk).stage == "opened"


def test_signing_in_writes_only_when_it_was(cast: Cast) -> None:
    answer = Client().post("/sign-in/", {"username": "clerk", "password": "clerk"})
    assert answer.status_code == 302
    signed_in = User.objects.get(pk=cast.clerk.pk).last_login
    assert signed_in
    with connection.execute_wrapper(guard), pytest.raises(WrittenOutside), transaction.atomic():
        cast.clerk.save(update_fields=["last_login", "is_active"])


def test_what_may_be_written_freely_is_a_table_of_ours_with_its_reason() -> None:
    tables = {model._meta.db_table for model in apps.get_models()}
    for table, why in FREE_TABLES.items():
        assert why
        assert table in tables
    assert FREE_COLUMNS.keys() <= tables


def _everything() -> tuple[object, ...]:
    units = list(Unit.objects.order_by("pk").values_list("pk", "name", "version"))
    return (units, Election.objects.count(), Unit.objects.filter(assignments__isnull=False).count())
