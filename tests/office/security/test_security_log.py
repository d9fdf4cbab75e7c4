"""The security log (安全日志): who came in, who was refused, and who may look at it."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client, override_settings
from tests.office.accounts.conftest import holder
from tests.office.conftest import OPENED_ON, Cast, act, on
from tests.office.roll.conftest import invented, load, roll_csv

from huanjie.domain.permission import Role
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.people import show_number
from huanjie.office.security.models import Kind, SecurityEvent
from huanjie.office.security.noting import note
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]


@pytest.fixture
def auditor(cast: Cast) -> User:
    """The county's audit administrator."""
    return holder("audit", Role.AUDIT_ADMIN, cast.county.assignments.get().unit)


def events(kind: Kind) -> list[SecurityEvent]:
    return list(SecurityEvent.objects.filter(kind=kind))


def sign_in(username: str, password: str, **more: str) -> int:
    form = {"username": username, "password": password}
    return Client(**more).post("/sign-in/", form).status_code  # type: ignore[arg-type]


def test_signing_in_and_out_is_noted_with_where_it_came_from(cast: Cast) -> None:
    client = Client(REMOTE_ADDR="203.0.113.7")
    client.post("/sign-in/", {"username": "clerk", "password": "clerk"})
    (event,) = events(Kind.SIGN_IN)
    assert (event.user, event.ip, event.address) == (cast.clerk, "203.0.113.7", "sign-in")
    assert event.region == "330329100257"
    client.post("/sign-out/")
    assert [each.user for each in events(Kind.SIGN_OUT)] == [cast.clerk]


def test_a_failed_sign_in_names_the_account_and_never_what_was_typed(cast: Cast) -> None:
    sign_in("clerk", "wrong-password-1")
    sign_in("my-secret-password", "x")
    known, unknown = reversed(events(Kind.SIGN_IN_FAILED))
    assert (known.user, unknown.user) == (cast.clerk, None)
    stored = repr(list(SecurityEvent.objects.values()))
    assert "wrong-password-1" not in stored
    assert "my-secret-password" not in stored


def test_a_refusal_is_noted_and_a_page_that_is_not_there_is_not(
    cast: Cast, election: Election, browse: Browse
) -> None:
    client = browse(cast.teller)
    assert client.get(f"/elections/{election.pk}/roll/").status_code == 403
    assert client.get("/elections/none/roll/").status_code == 404
    (event,) = events(Kind.REFUSED)
    assert (event.user, event.address, event.detail) == (cast.teller, "roll", "GET")


def test_a_full_number_that_was_shown_is_noted(cast: Cast, election: Election) -> None:
    load(cast, election, roll_csv(invented(2)))
    show_number(acting_user=act(cast.clerk), election=election, number=1)
    (event,) = events(Kind.FULL_NUMBER)
    assert (event.user, event.region) == (cast.clerk, election.unit_id)


@pytest.mark.parametrize(
    ("header", "forwarded", "ip"),
    [
        (None, "198.51.100.9", "10.0.0.1"),
        (("HTTP_X_FORWARDED_PROTO", "https"), "6.6.6.6, 198.51.100.9", "198.51.100.9"),
        (("HTTP_X_FORWARDED_PROTO", "https"), "nonsense", None),
    ],
)
def test_what_a_caller_claims_of_its_address_is_not_believed(
    cast: Cast, header: tuple[str, str] | None, forwarded: str, ip: str | None
) -> None:
    with override_settings(SECURE_PROXY_SSL_HEADER=header):
        sign_in("clerk", "clerk", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert [each.ip for each in events(Kind.SIGN_IN)] == [ip]


@pytest.mark.parametrize("who", ["county", "town", "chair", "clerk", "observer", "stranger"])
def test_only_whoever_may_audit_sees_the_log(cast: Cast, who: str, browse: Browse) -> None:
    assert browse(getattr(cast, who)).get("/security/").status_code == 403
    assert browse(getattr(cast, who)).get("/security.xlsx").status_code == 403


def test_an_auditor_sees_the_own_county_and_whom_nobody_knows(
    cast: Cast, auditor: User, browse: Browse
) -> None:
    other = Unit.objects.create(code="440000", name="外县", level="county", path="44/")
    note(Kind.SIGN_IN, user=cast.clerk)
    note(Kind.SIGN_IN_FAILED, user=None)
    note(Kind.READ, user=cast.clerk, region=other.pk, people=9)
    paged = browse(auditor).get("/security/").context["paged"]
    kinds = [each.kind for each in paged if each.user != auditor]
    assert kinds == [Kind.SIGN_IN_FAILED, Kind.SIGN_IN]


def test_the_log_is_searched_by_account_kind_day_and_sorted(
    cast: Cast, auditor: User, browse: Browse
) -> None:
    with on(OPENED_ON - datetime.timedelta(days=2)):
        note(Kind.SIGN_IN, user=cast.clerk)
    note(Kind.READ, user=cast.clerk, people=3)
    note(Kind.READ, user=cast.chair, people=300)
    client = browse(auditor)
    SecurityEvent.objects.filter(user=auditor).delete()

    def found(asked: str) -> list[tuple[str, int | None]]:
        paged = client.get(f"/security/?{asked}").context["paged"]
        return [(each.user.username, each.people) for each in paged]

    assert found("") == [("chair", 300), ("clerk", 3), ("clerk", None)]
    assert found("q=钟文书") == [("clerk", 3), ("clerk", None)]
    assert found("q=clerk&kind=read") == [("clerk", 3)]
    assert found(f"until={OPENED_ON - datetime.timedelta(days=1)}") == [("clerk", None)]
    assert found(f"since={OPENED_ON}&order=oldest") == [("clerk", 3), ("chair", 300)]
    assert found("order=people")[0] == ("chair", 300)
    assert len(found("kind=none&since=x&order=y&page=z")) == 3
    assert "没有符合的事件" in client.get("/security/?q=nobody").content.decode()


def test_the_file_holds_what_the_page_shows_and_is_an_event_itself(
    cast: Cast, auditor: User, browse: Browse
) -> None:
    note(Kind.READ, user=cast.clerk, people=3)
    note(Kind.SIGN_IN, user=cast.chair)
    raw = browse(auditor).get("/security.xlsx?kind=read").content
    head, *rows = openpyxl.load_workbook(io.BytesIO(raw)).active.values  # type: ignore[union-attr]
    assert head[1] == "事件"
    assert [(row[1], row[2], row[3], row[6]) for row in rows] == [
        ("批量查看个人信息", "钟文书（clerk）", "三联村委会", 3)
    ]
    event = SecurityEvent.objects.filter(kind=Kind.READ).first()
    assert event
    assert (event.user, event.detail) == (auditor, "安全日志")
