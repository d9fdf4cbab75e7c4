"""接口的拒绝: said in the words of a page, at the place that is wrong, and never as our fault."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from tests.office.api.conftest import Program
from tests.office.api.sent import PLAN
from tests.office.conftest import on

from huanjie.door.fault import BadInput
from huanjie.office import command
from huanjie.office.clock import CHINA, acting_at
from huanjie.office.manydone import RowsRefused
from huanjie.office.planning.models import Election
from huanjie.office.refusals import of_fault
from huanjie.office.units.models import Unit

PROBLEM = "application/problem+json"


def sent(
    made: Program, address: str, body: bytes | str, kind: str = "application/json", **more: Any
) -> Any:
    headers = made.headers | {"Idempotency-Key": "k", **more}
    client = Client(raise_request_exception=False)
    return client.post(f"/api/v1{address}", body, content_type=kind, headers=headers)


def test_every_problem_has_its_sentence_its_remedy_and_its_place(clerk: Program) -> None:
    told = clerk.get("/units/330000000000")
    assert (told.status_code, told["Content-Type"]) == (404, PROBLEM)
    assert set(told.json()) == {"type", "title", "status", "detail", "says", "remedy", "where"}
    assert told.json()["status"] == 404


@pytest.mark.parametrize(("own", "said"), [("", "改好以后再提交"), ("核对编号", "核对编号")])
def test_a_program_that_uploaded_nothing_is_not_told_to_upload_again(own: str, said: str) -> None:
    fault = RowsRefused([(1, BadInput("不在名册上", remedy=own))])
    told = json.loads(of_fault(RequestFactory().post("/"), fault).content)
    assert (told["remedy"], told["errors"][0]["where"]) == (said, "rows/1")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("{", "不是完整的 JSON"),
        ('{"because": NaN}', "不是 JSON 的数"),
        ('{"because": "一", "because": "二"}', "出现两次"),
        (b'{"because": "\xff"}', "UTF-8"),
        ('{"because": "\\u0000"}', "控制符"),
        ('{"because": "\\ud800"}', "控制符"),
        ("[" * 5000 + "]" * 5000, "嵌套过深"),
        (f'{{"n": {"9" * 5000}}}', "数字过长"),
    ],
)
def test_a_body_that_two_readers_could_read_differently_is_not_read(
    chair: Program, election: Election, body: str | bytes, says: str
) -> None:
    refused = sent(chair, f"/elections/{election.pk}/cancel", body)
    assert (refused.status_code, refused["Content-Type"]) == (400, PROBLEM)
    assert says in refused.json()["says"]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"seats": None}, "seats"),
        ({"seats": {"chair": "1"}}, "seats/chair"),
        ({"seats": {"chair": True}}, "seats/chair"),
        ({"seats": {"chair": -1}}, "seats/chair"),
        ({"seats": {"chair": 100}}, "seats/chair"),
        ({"polling_day": "28/06/2026"}, "polling_day"),
        ({"polling_day": 20260628}, "polling_day"),
        ({"polling_day": "2026-06-31"}, "polling_day"),
        ({"polling_day": "9999-12-31"}, "polling_day"),
        ({"polling_day": "0001-01-01"}, "polling_day"),
        ({"method": "lottery"}, "method"),
        ({"adopted_by": ""}, "adopted_by"),
        ({"adopted_by": "会" * 61}, "adopted_by"),
        ({"villagers": 1}, "villagers"),
    ],
)
def test_a_field_that_does_not_fit_is_named(
    chair: Program, village: Unit, changes: dict[str, Any], where: str
) -> None:
    refused = chair.post(f"/units/{village.pk}/elections", PLAN | changes)
    assert refused.status_code == 422, refused.content
    assert refused.json()["where"] == where
    assert refused.json()["errors"]
    assert not Election.objects.exists()


def test_several_wrong_fields_are_told_at_once(chair: Program, village: Unit) -> None:
    refused = chair.post(f"/units/{village.pk}/elections", PLAN | {"seats": 1, "method": 2})
    assert {each["where"] for each in refused.json()["errors"]} == {"seats", "method"}


@pytest.mark.parametrize(
    "day", ["1950-01-01", "1999-12-31", "2026-06-01", "2060-01-01", "2099-12-31"]
)
def test_no_day_is_too_early_or_too_late_for_an_answer(
    chair: Program, village: Unit, day: str
) -> None:
    plan = PLAN | {"polling_day": day, "start_day": day, "adopted_on": day}
    for address in (f"/units/{village.pk}/elections/check", f"/units/{village.pk}/elections"):
        assert chair.post(address, plan).status_code < 500
    query = {"pack": "villagers-committee", "polling_day": day}
    assert chair.get("/law/schedule", **query).status_code < 500


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("/units?limt=1", "limt"),
        ("/units?limit=0", "limit"),
        ("/units?limit=501", "limit"),
        ("/units?offset=-1", "offset"),
        ("/units?offset=" + "9" * 30, "offset"),
        ("/units?limit=1&limit=2", "limit"),
        ("/units?level=moon", "level"),
        ("/units?format=xml", "format"),
        ("/units/330329100257?x=1", "x"),
    ],
)
def test_a_parameter_that_is_not_asked_for_is_refused(
    clerk: Program, address: str, where: str
) -> None:
    refused = clerk.get(address)
    assert (refused.status_code, refused.json()["where"]) == (422, where)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "image/png"])
def test_another_kind_of_body_is_refused(chair: Program, election: Election, kind: str) -> None:
    refused = sent(chair, f"/elections/{election.pk}/cancel", '{"because": "x"}', kind)
    assert (refused.status_code, refused["Content-Type"]) == (415, PROBLEM)


def test_a_body_too_large_is_refused(chair: Program, election: Election) -> None:
    refused = sent(chair, f"/elections/{election.pk}/cancel", '{"because": "%s"}' % ("x" * 2**23))
    assert (refused.status_code, refused["Content-Type"]) == (413, PROBLEM)


def test_another_method_is_refused_with_those_that_there_are(clerk: Program) -> None:
    for method in ("POST", "PATCH", "DELETE"):
        refused = clerk.send(method, "/units")
        assert (refused.status_code, refused["Content-Type"]) == (405, PROBLEM)
        assert refused["Allow"] == "GET"


@pytest.mark.parametrize(
    "address", ["/nothing", "/", "/units/", "/elections/%00", "/units/%00/below"]
)
def test_an_address_that_is_not_there(clerk: Program, address: str) -> None:
    refused = clerk.get(address)
    assert (refused.status_code, refused["Content-Type"]) == (404, PROBLEM)


def test_a_fault_of_ours_tells_nothing_of_itself(
    clerk: Program, election: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("秘密")

    monkeypatch.setattr("huanjie.office.planning.api.whole", broken)
    client = Client(raise_request_exception=False)
    told = client.get(f"/api/v1/elections/{election.pk}", headers=clerk.headers)
    assert (told.status_code, told["Content-Type"]) == (500, PROBLEM)
    assert "秘密" not in told.content.decode()


def test_the_words_around_a_fault_are_english_for_whoever_asks_so(db: None) -> None:
    told = Client().get("/api/v1/me", headers={"Accept-Language": "en"}).json()
    assert told["title"] == "No valid token"


def test_two_requests_at_one_moment_by_one_number_are_done_once(
    chair: Program, village: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = chair.post(f"/units/{village.pk}/elections", PLAN, key="same")
    election = first.json()["id"]
    monkeypatch.setattr(command, "_earlier", lambda *_: None)  # read before the other was written
    refused = chair.post(f"/elections/{election}/cancel", {"because": "试"}, key="same")
    assert (refused.status_code, refused["Content-Type"]) == (409, PROBLEM)
    assert Election.objects.get().stage == "opened"


# Rates --------------------------------------------------------------------------------------------


def test_a_token_that_asks_too_often_waits_for_the_next_minute(
    clerk: Program, chair: Program, settings: Any
) -> None:
    settings.API_PER_MINUTE = {"token": 2, "address": 1000}
    moment = datetime.datetime(2026, 5, 18, 10, 0, 45, tzinfo=CHINA)
    with acting_at(moment):
        assert [clerk.get("/me").status_code for _ in range(3)] == [200, 200, 429]
        refused = clerk.get("/me")
        assert (refused["Retry-After"], refused["Content-Type"]) == ("15", PROBLEM)
        assert chair.get("/me").status_code == 200
    with acting_at(moment + datetime.timedelta(seconds=15)):
        assert clerk.get("/me").status_code == 200


def test_an_address_is_held_to_its_rate_with_and_without_tokens(
    clerk: Program, settings: Any
) -> None:
    settings.API_PER_MINUTE = {"token": 1000, "address": 2}
    assert [clerk.get("/law/questions").status_code for _ in range(3)] == [200, 200, 429]
    assert "Retry-After" in Client().get("/api/v1/me")
    assert Client(REMOTE_ADDR="10.0.0.9").get("/api/v1/law/questions").status_code == 200


def test_pages_are_not_held_to_the_interfaces_rate(db: None, settings: Any) -> None:
    settings.API_PER_MINUTE = {"token": 1, "address": 1}
    assert [Client().get("/law/").status_code for _ in range(3)] == [200, 200, 200]


def test_behind_https_the_proxy_names_the_address(db: None, settings: Any) -> None:
    settings.API_PER_MINUTE = {"token": 1, "address": 1}
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for caller in ("1.1.1.1", "2.2.2.2"):
        forged = {"X-Forwarded-For": f"9.9.9.9, {caller}"}
        told = [Client().get("/api/v1/law/questions", headers=forged).status_code for _ in "ab"]
        assert told == [200, 429]
    cache.clear()


def test_the_question_is_answered_as_by_the_command(db: None) -> None:
    from huanjie.exchange.questions import ask
    from huanjie.law.applied import Law
    from huanjie.office.law.shelves import calendar, pack_by_name

    day = datetime.date(2026, 5, 18)
    for voted in (500, 501):
        facts = {"registered": 1000, "voted": voted}
        law = Law(pack=pack_by_name("villagers-committee", day), calendar=calendar())
        told = Client().post(
            "/api/v1/law/ask/turnout?pack=villagers-committee", facts, "application/json"
        )
        assert (told.status_code, told.json()) == (200, ask("turnout", law, facts)[0])


def test_a_question_that_the_pack_has_no_rule_for_says_whose_decision_it_is(db: None) -> None:
    facts = {"entitled": 50, "attended": 40}
    with on(datetime.date(2026, 5, 18)):
        told = Client().post(
            "/api/v1/law/ask/quorum?pack=villagers-committee", facts, "application/json"
        )
    assert (told.status_code, told["Content-Type"]) == (404, PROBLEM)
    reply = told.json()
    assert (reply["answer"], reply["grounds"], reply["question"]) == (None, [], "quorum")
    assert reply["decided_by"]
    assert "turnout" in reply["remedy"]
