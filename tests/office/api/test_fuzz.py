"""接口的随机测试: whatever a request says, it is answered as the description says, never with a
fault of ours, and never with anything of another town. The quick tier asks a little of every
operation, the same every time; the full tier asks a lot.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.office.api.filled import Filled, filled
from tests.office.conftest import POLLING_DAY, Cast, on

from huanjie.office.api import api
from huanjie.office.units.models import Unit

pytestmark = pytest.mark.any_database

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
DESCRIPTION = deepcopy(api.get_openapi_schema(path_prefix="/api/v1/"))
"""our own, for schemathesis changes what it is given"""
SCHEMA = schemathesis.openapi.from_dict({**DESCRIPTION, "servers": [{"url": "http://localhost/"}]})
OPERATIONS: list[Any] = [found.ok() for found in list[Any](SCHEMA.get_all_operations())]
TAGS = sorted({tag for each in OPERATIONS for tag in each.tags or ()})
IDS = [next(o.definition.raw["operationId"] for o in OPERATIONS if t in o.tags) for t in TAGS]
"""each subject by its first operation: a test's name is plain letters"""
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@pytest.fixture
def town(cast: Cast, village: Unit, next_village: Unit, community: Unit, settings: Any) -> Filled:
    settings.API_PER_MINUTE = {"token": 10**9, "address": 10**9}
    return filled(cast, village, next_village, community)


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """No request closes the test's own connection; the test client sees to that by itself."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def places(town: Filled, operation: Any) -> dict[str, st.SearchStrategy[Any]]:
    """What stands in an address: mostly something that is there, somewhere or elsewhere."""
    elections = [each.pk for each in (*town.elections, town.foreign)]
    units = [each.pk for each in (*town.units, town.foreign.unit)]
    numbers = [
        *(str(each.pk) for one in town.elections for each in one.uploads.all()),
        *(str(each.pk) for one in town.elections for each in one.nominees.all()[:2]),
        "1",
    ]
    known = {"pk": elections, "code": units, "number": numbers, "line": ["1", "2"]}
    known["person"] = ["p1", "p2"]
    known["question"] = ["turnout", "declare"]
    known |= {
        "sent": ["b1"],
        "asked": ["court"],
        "event": ["result-filed", "nominees-requested", "poll-announced"],
    }
    named = {each.name for each in operation.path_parameters}
    return {name: st.sampled_from(known[name]) for name in named}


def ask(app: Any, town: Filled, case: Any) -> None:
    """One request, held to everything, and undone."""
    headers = {**town.program.headers, "Accept-Encoding": "identity"}
    with transaction.atomic():
        response = case.call(app=app, headers=headers)
        transaction.set_rollback(True)
    case.validate_response(response, checks=CHECKS)
    told = response.content.decode("utf-8", "replace")
    sent = repr((case.path_parameters, case.query, case.body))
    for secret in town.secrets:
        assert secret not in told or secret in sent, (secret, case.as_curl_command())


def fuzz(app: Any, town: Filled, operation: Any, examples: int, *, same: bool) -> None:
    """So many requests to one operation that fit its description, and as many that do not; about
    what is there, and about anything.
    """
    for mode, known in itertools.product(MODES, (places(town, operation), {})):
        held = settings(
            max_examples=examples,
            derandomize=same,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        try:
            held(given(request(operation, mode, known))(lambda case: ask(app, town, case)))()
        except Unsatisfiable:  # nothing can be wrong about an address that asks for nothing
            assert mode is GenerationMode.NEGATIVE


def request(operation: Any, mode: GenerationMode, known: Any) -> st.SearchStrategy[Any]:
    """A request of this mode, about what is known."""

    @st.composite
    def drawn(draw: st.DrawFn) -> Any:
        case = draw(operation.as_strategy(mode))
        places = {name: draw(each) for name, each in known.items()}
        case.path_parameters = {**(case.path_parameters or {}), **places}
        return case

    return drawn()


def run(town: Filled, tag: str, examples: int, *, same: bool) -> None:
    app = get_wsgi_application()
    with on(POLLING_DAY):
        for operation in OPERATIONS:
            if tag in (operation.tags or ()):
                fuzz(app, town, operation, examples, same=same)


@pytest.mark.parametrize("tag", TAGS, ids=IDS)
def test_whatever_is_asked_is_answered_as_described(town: Filled, tag: str) -> None:
    run(town, tag, 4, same=True)


@pytest.mark.full
@pytest.mark.parametrize("tag", TAGS, ids=IDS)
def test_whatever_is_asked_at_length(town: Filled, tag: str) -> None:
    run(town, tag, 60, same=False)
