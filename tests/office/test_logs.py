"""The log of the running site: every request and refusal, and nothing about anybody."""

from __future__ import annotations

import io
import json
import logging
import uuid
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import ResolverMatch
from tests.office.conftest import POLLING_DAY, Cast, on
from tests.office.polling.conftest import VILLAGERS, a_clear_result, publish
from tests.office.roll.conftest import invented, roll_csv

from huanjie.office import logs
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.polling.sheetform import as_typed
from huanjie.office.roll import views

Browse = Callable[[User], Client]
Lines = Callable[[], list[dict[str, Any]]]
WRITTEN_IN: Final = "钟另选"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything that any logger writes, as the site writes it at its most talkative."""
    target = io.StringIO()
    handler = logging.StreamHandler(target)
    handler.setFormatter(logs.JsonLines())
    loggers = [logging.getLogger(name) for name in ("", logs.OURS, "django", "django.request")]
    levels = [each.level for each in loggers]
    for each in loggers:
        each.setLevel(logging.DEBUG)
    loggers[0].addHandler(handler)
    yield target
    loggers[0].removeHandler(handler)
    for each, level in zip(loggers, levels, strict=True):
        each.setLevel(level)


@pytest.fixture
def lines(written: io.StringIO) -> Lines:
    """The lines so far, each as its facts."""

    def told() -> list[dict[str, Any]]:
        return [json.loads(line) for line in written.getvalue().splitlines()]

    return told


def key() -> dict[str, str]:
    return {"key": uuid.uuid4().hex}


def test_a_request_is_one_line_that_names_the_page_and_the_role(
    election: Election, cast: Cast, browse: Browse, lines: Lines
) -> None:
    page = browse(cast.clerk).get(f"/elections/{election.pk}/roll/?q=张")
    (line,) = [each for each in lines() if each["event"] == "request"]
    assert line["request"] == page[logs.HEADER]
    assert (line["route"], line["method"], line["status"]) == ("roll", "GET", 200)
    assert line["roles"] == ["clerk"]
    assert line["ms"] > 0
    assert election.pk not in json.dumps(line)


def test_a_number_from_outside_is_not_taken_for_ours(db: None, lines: Lines) -> None:
    page = Client().get("/law/", headers={logs.HEADER: "forged\r\nX: y"})
    assert "forged" not in page[logs.HEADER]
    assert "forged" not in json.dumps(lines())


REFUSED: Final = (
    ("stranger", "get", "", "not-found"),
    ("observer", "get", "roll/", "forbidden"),
    ("teller", "post", "roll/publish/", "forbidden"),
    ("clerk", "post", "schedule/", "method"),
    ("clerk", "post", "roll/add/", "bad-input"),
)


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_is_a_warning(
    election: Election, cast: Cast, browse: Browse, lines: Lines, case: tuple[str, ...]
) -> None:
    who, method, address, refused = case
    getattr(browse(getattr(cast, who)), method)(f"/elections/{election.pk}/{address}", key())
    told = lines()
    (line,) = [each for each in told if each["event"] == "request"]
    assert (line["level"], line["refused"]) == ("WARNING", refused)
    assert not [each for each in told if each["event"] == "error"]


def test_what_a_stranger_does_not_find_is_no_warning(db: None, lines: Lines) -> None:
    Client().get("/wp-login.php")
    (line,) = [each for each in lines() if each["event"] == "request"]
    assert (line["level"], line["status"], line["route"]) == ("INFO", 404, "")


def test_another_host_is_a_warning_that_does_not_repeat_it(db: None, lines: Lines) -> None:
    Client().get("/law/", headers={"host": "evil.example"})
    told = lines()
    assert told[-1]["refused"] == "bad-request"
    assert "evil" not in json.dumps(told)


def test_no_name_no_number_and_nothing_typed_is_in_the_log(
    election: Election, cast: Cast, browse: Browse, written: io.StringIO
) -> None:
    people = invented(3)
    typed = _through_the_main_pages(election, cast, browse, people)
    told = written.getvalue()
    assert told.count('"event": "request"') >= 10
    for secret in typed:
        assert secret not in told
        assert json.dumps(secret).strip('"') not in told


def _through_the_main_pages(
    election: Election, cast: Cast, browse: Browse, people: Any
) -> list[str]:
    """Sign in, upload a roll, add somebody, look for somebody, count; what was typed on the way."""
    root = f"/elections/{election.pk}/"
    Client().post("/sign-in/", {"username": "钟文书的账号", "password": "密码是这个"})
    clerk = browse(cast.clerk)
    file = io.BytesIO(roll_csv(people[:2], ["错的名字", "330329199001010000"]))
    file.name = "三联村名册.csv"
    clerk.post(f"{root}roll/uploads/", {"file": file, **key()})
    each = people[2]
    person = {"name": each.name, "id_number": each.identity_number, "phone": each.phone}
    clerk.post(f"{root}roll/add/", {**person, "household": "1", "group": "第1组", **key()})
    clerk.post(f"{root}roll/add/", {**person, "id_number": "330329199001010000", **key()})
    clerk.get(f"{root}roll/", {"q": each.name})
    clerk.get(f"{root}roll/", {"q": each.identity_number})
    browse(cast.stranger).get(f"{root}roll/", {"q": each.name})
    election.roll.all().delete()
    publish(election, VILLAGERS)
    with on(POLLING_DAY):
        clerk.post(f"{root}rounds/1/issue/", {"issued": "700", "confirm": "1", **key()})
        numbers = {"collected": "700", "voters": "700", "sheets_in": "0", "confirm": "1"}
        clerk.post(f"{root}rounds/1/collect/", {**numbers, **key()})
        sheet = {**as_typed(a_clear_result()), "chair-name-0": WRITTEN_IN, "chair-number-0": "x"}
        browse(cast.teller).post(f"{root}rounds/1/sheet/", {**sheet, "collected": "700", **key()})
    secrets = [
        "钟文书的账号",
        "密码是这个",
        "三联村名册",
        "错的名字",
        WRITTEN_IN,
        "第1组",
        cast.clerk.name,
    ]
    return [
        *secrets,
        "330329199001010000",
        *(text for p in people for text in (p.name, p.identity_number, p.phone)),
    ]


def test_an_error_keeps_its_kind_and_its_place_and_none_of_its_words(
    election: Election, cast: Cast, browse: Browse, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> int:
        secret = "蓝大山 330329199001010000"
        raise ValueError(f"not a number: {secret}")

    monkeypatch.setattr(views, "add_person", broken)
    client = browse(cast.clerk)
    client.raise_request_exception = False
    (person,) = invented(1)
    form = {"name": person.name, "id_number": person.identity_number, **key()}
    page = client.post(f"/elections/{election.pk}/roll/add/", form)
    assert page.status_code == 500
    told = lines()
    (error,) = [each for each in told if each["event"] == "error"]
    assert error["error"] == "ValueError"
    assert error["stack"][-1].endswith("broken")
    assert error["request"] == page[logs.HEADER]
    assert "蓝大山" not in json.dumps(told, ensure_ascii=False)
    assert person.name not in json.dumps(told, ensure_ascii=False)


def test_what_a_library_says_is_not_repeated(lines: Lines) -> None:
    logging.getLogger("axes").warning("login failure by %s", "蓝大山")
    (line,) = lines()
    assert line["logger"] == "axes"
    assert line["at"].startswith("test_logs:")
    assert "蓝" not in json.dumps(line, ensure_ascii=False)


def test_a_page_that_is_kept_out_of_the_log_is_kept_out(lines: Lines) -> None:
    @logs.unlogged
    def survey(request: HttpRequest) -> None:
        raise ValueError

    request = RequestFactory().get("/survey/")
    request.resolver_match = ResolverMatch(survey, (), {}, "survey")
    logs._tell(request, 200, 1.0)
    logs.log_requests(lambda _: None).process_exception(request, ValueError())  # type: ignore[arg-type, return-value]
    assert lines() == []


def test_as_text_it_is_one_line_for_people(written: io.StringIO) -> None:
    record = logging.LogRecord(logs.OURS, logging.WARNING, __file__, 1, "", (), None)
    record.event, record.fault = "not-ready", "disk"
    assert logs.TextLines().format(record).endswith("WARNING not-ready disk")


def test_as_text_only_what_went_wrong_is_written() -> None:
    levels = {
        form: logs.configuration(form)["loggers"][logs.OURS]["level"] for form in ("text", "json")
    }
    assert levels == {"text": "WARNING", "json": "INFO"}
