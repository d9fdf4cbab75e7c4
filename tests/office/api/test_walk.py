"""接口的权限: every operation of the description, asked by nobody, by everybody's token, by tokens
that are no longer good, and by tokens of elsewhere. An operation that is not in the table fails.
"""

from __future__ import annotations

import datetime
import json
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from tests.office.api.conftest import program
from tests.office.api.table import BODIES, OPEN, QUERIES, TABLE
from tests.office.conftest import OPENED_ON, POLLING_DAY, on
from tests.office.walked import OFF_ROLL, TOWN, Place, place
from tests.office.whose import HERE, KEEPERS, SIGNED_IN

from huanjie.office import clock
from huanjie.office.api import api
from huanjie.office.endpoint import In, Out
from huanjie.office.tokens.models import ApiToken
from huanjie.office.tokens.scopes import ALWAYS, BY_TOKEN, open_to
from huanjie.office.units.models import Unit

pytestmark = pytest.mark.any_database

__all__ = ["place"]  # a fixture of the pages' walk

REFUSED = {401, 403, 404, 405}
NOT_OF_A_PLACE = {"token", "units", "elections", "board", "board_urgent"}
"""what every token is answered, with what it reaches"""
BEFORE = OPENED_ON - datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Op:
    """One operation of the description."""

    name: str
    method: str
    path: str

    def send(self, place: Place, headers: dict[str, str]) -> Any:
        """Ask for it about this place, in good form."""
        client = Client(raise_request_exception=False)
        address = self.address(place)
        headers = headers | {"Idempotency-Key": uuid.uuid4().hex}
        if self.name == "roll_upload":
            file = SimpleUploadedFile("roll.csv", "姓名,证件号码\n".encode())
            return client.post(address, {"file": file}, headers=headers)
        if self.name == "scan_upload":
            file = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
            return client.post(address, {"file": file, "batch": "中心票箱"}, headers=headers)
        body = json.dumps(BODIES[self.name]) if self.name in BODIES else ""
        kind = "application/json"
        return client.generic(
            self.method.upper(), address, body, content_type=kind, headers=headers
        )

    def address(self, place: Place) -> str:
        """Its address, with the numbers of this place."""
        own = {
            "pk": place.election.pk,
            "code": place.election.unit_id,
            "question": "turnout",
            "number": "1",
            "person": "p1",
            "line": "1",
            "sent": "b1",
            "asked": "court",
            "event": "result-filed",
        }
        if self.path.endswith("/reviews"):
            own["code"] = TOWN
        if "uploads" in self.path:
            own["number"] = str(place.election.uploads.get().pk)
        if "nominations" in self.path:
            own["number"] = str(place.election.nominees.get(state="candidate").pk)
        if "off-roll" in self.path:
            own["number"] = str(OFF_ROLL)
        query = "&".join(f"{k}={v}" for k, v in QUERIES.get(self.name, {}).items())
        path = re.sub(r"{(\w+)}", lambda gap: own[gap[1]], self.path)
        return f"{path}?{query}" if query else path


def operations() -> Iterator[Op]:
    """Every operation of the interface, as it describes itself."""
    for path, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items():
        for method, each in methods.items():
            yield Op(each["operationId"], method, path)


OPS = sorted(operations(), key=lambda op: op.name)
CLOSED = [op for op in OPS if op.name not in OPEN]


def test_every_operation_is_in_the_table() -> None:
    assert {op.name for op in OPS} == set(TABLE) | OPEN - {"openapi-json"}


def test_every_operation_says_what_it_may_refuse_with() -> None:
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    for methods in paths.values():
        for each in methods.values():
            assert {400, 404, 409, 422, 429} <= set(each["responses"])
            asks_for_token = each["operationId"] not in OPEN
            assert ({401, 403} <= set(each["responses"])) == asks_for_token == ("security" in each)


def test_no_two_shapes_of_the_description_share_a_name() -> None:
    shapes: list[type] = [*subclasses(In), *subclasses(Out)]
    names = Counter(each.__name__ for each in shapes)
    assert not [name for name, times in names.items() if times > 1]


def subclasses(base: type) -> Iterator[type]:
    """Every shape below this one; those of a page of something are named by what it holds."""
    below: list[type] = base.__subclasses__()
    for each in below:
        if "[" not in each.__name__:
            yield each
        yield from subclasses(each)


def test_the_tokens_range_is_what_the_operations_ask_for() -> None:
    assert set(api.actions().values()) == set(BY_TOKEN)


@pytest.mark.parametrize("who", sorted(SIGNED_IN - KEEPERS))
def test_a_token_comes_in_where_the_table_says_so_and_nowhere_else(place: Place, who: str) -> None:
    user = place.user(who)
    assert user
    made = program(user, user.assignments.get().unit)
    wrong = {}
    for op in CLOSED:
        before = transaction.savepoint()
        answer = op.send(place, made.headers)
        transaction.savepoint_rollback(before)
        assert answer.status_code < 500, op
        if (answer.status_code not in REFUSED) != (who in TABLE[op.name]):
            wrong[op.name] = answer.status_code, answer.content
    assert not wrong


def test_nobody_comes_in_without_a_token_or_with_one_that_is_over(place: Place) -> None:
    over = {who: used_up(place, who) for who in ("expired", "revoked")}
    over |= {"none": {}, "guessed": {"Authorization": "Bearer hj_guessed"}}
    wrong = {}
    for op in CLOSED:
        for name, headers in over.items():
            answer = op.send(place, headers)
            told = answer.status_code, answer["Content-Type"]
            if told != (401, "application/problem+json"):
                wrong[op.name, name] = told
    assert not wrong


def used_up(place: Place, how: str) -> dict[str, str]:
    """The headers of a token that was the chair's, who may nearly everything."""
    made = program(place.cast.chair, place.election.unit)
    gone = {"revoked_at": clock.now()} if how == "revoked" else {"expires_on": BEFORE}
    ApiToken.objects.filter(pk=made.token.pk).update(**gone)
    return made.headers


def test_a_token_without_the_action_is_refused(place: Place) -> None:
    asked, wrong = api.actions(), {}
    for op in CLOSED:
        action = asked[op.name]
        user = place.user(min(TABLE[op.name] & HERE or TABLE[op.name]))
        assert user
        own = user.assignments.get().unit
        home = own if own.level == "town" else place.election.unit
        made = program(user, home, {*open_to(user, home)} - {action})
        status = op.send(place, made.headers).status_code
        if (status == 403) != (action not in ALWAYS):
            wrong[op.name] = status
    assert not wrong


def test_a_token_of_a_place_reaches_nothing_beside_it(place: Place, next_village: Unit) -> None:
    made = program(place.cast.county, next_village, open_to(place.cast.county, next_village))
    others = (place.election.pk, place.election.unit_id)
    wrong = {}
    for op in CLOSED:
        answer = op.send(place, made.headers)
        told = answer.content.decode()
        comes_in = answer.status_code not in REFUSED
        if comes_in != (op.name in NOT_OF_A_PLACE) or any(each in told for each in others):
            wrong[op.name] = answer.status_code, told
    assert not wrong


def test_the_law_and_what_was_published_are_open_to_everyone(place: Place) -> None:
    told = {op.name: op.send(place, {}).status_code for op in OPS if op.name in OPEN}
    assert set(told.values()) == {200}, told


def test_the_description_is_open_to_everyone(db: None) -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.json()["openapi"] == "3.1.0"


@pytest.mark.parametrize("name", ["roll_uploaded", "roll_load", "roll_withdraw"])
def test_a_file_of_another_election_is_not_there(
    place: Place, party_election: Any, name: str
) -> None:
    made = program(place.cast.chair, place.election.unit)
    op = next(each for each in OPS if each.name == name)
    address = op.address(place).replace("/api/v1", "").replace(place.election.pk, party_election.pk)
    with on(POLLING_DAY):
        assert made.send(op.method.upper(), address, BODIES.get(name)).status_code == 404
