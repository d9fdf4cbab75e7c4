"""How long somebody stays signed in (会话期限): both limits, at both sides."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.office.conftest import Cast

from huanjie.office import clock
from huanjie.office.people.models import User

Browse = Callable[[User], Client]
NOW = datetime.datetime(2026, 6, 1, 8, tzinfo=datetime.UTC)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let the machine's clock stand at so many minutes after eight."""

    def move(minutes: float) -> None:
        moment = NOW + datetime.timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "machine_time", lambda: moment)

    move(0)
    return move


@pytest.mark.parametrize(("minutes", "is_in"), [(59, True), (60, False)])
def test_an_hour_away_signs_out_and_59_minutes_do_not(
    cast: Cast, browse: Browse, at: Callable[[float], None], minutes: int, is_in: bool
) -> None:
    client = browse(cast.clerk)
    client.get("/account/")
    at(minutes)
    assert (client.get("/account/").status_code == 200) == is_in


def test_whoever_is_signed_out_is_told_why_and_comes_back_to_the_page(
    cast: Cast, browse: Browse, at: Callable[[float], None]
) -> None:
    client = browse(cast.clerk)
    client.get("/account/")
    at(61)
    page = client.get("/account/", follow=True)
    assert page.redirect_chain == [("/sign-in/?next=/account/", 302)]
    assert "很久没有操作" in page.content.decode()


@pytest.mark.parametrize(("hours", "is_in"), [(15.9, True), (16, False)])
def test_sixteen_hours_are_the_longest_however_busy_somebody_is(
    cast: Cast, browse: Browse, at: Callable[[float], None], hours: float, is_in: bool
) -> None:
    client = browse(cast.clerk)
    for minutes in range(0, int(hours * 60), 30):
        at(minutes)
        assert client.get("/account/").status_code == 200
    at(hours * 60)
    assert (client.get("/account/").status_code == 200) == is_in


def test_a_demo_keeps_everybody(
    cast: Cast, browse: Browse, at: Callable[[float], None], settings: LazySettings
) -> None:
    settings.HUANJIE_DEMO = True
    client = browse(cast.clerk)
    client.get("/account/")
    at(10_000)
    assert client.get("/account/").status_code == 200


def test_a_session_ends_with_its_browser(cast: Cast) -> None:
    client = Client()
    client.post("/sign-in/", {"username": "clerk", "password": "clerk"})
    assert client.cookies["sessionid"]["max-age"] == ""
