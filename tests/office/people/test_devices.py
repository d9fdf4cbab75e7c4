"""Where somebody is signed in (登录的设备): every device of one's own in words, each ended by one
press; nobody sees or ends another's.
"""

from __future__ import annotations

import datetime

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import translation
from tests.office.conftest import Cast

from huanjie.office import clock
from huanjie.office.people.devices import device_words, forget_sessions
from huanjie.office.people.models import User
from huanjie.office.security.models import Kind, SecurityEvent

DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; V2324A) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 "
    "MicroMessenger/8.0.49"
)
PAGE = "/account/devices/"


def signed_in(user: User, agent: str = DESK, ip: str = "10.0.0.7") -> Client:
    """A browser in which somebody signed in through the page."""
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=ip)
    client.post("/sign-in/", {"username": user.username, "password": user.username})
    return client


def read(client: Client) -> str:
    return client.get(PAGE).content.decode().partition("<main")[2]


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def number_of(user: User, agent: str) -> int:
    return int(UserSession.objects.get(user=user, user_agent=agent).pk)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (DESK, "Chrome，Windows"),
        (PHONE, "微信，安卓手机"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1", "Safari，iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge，Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Firefox/131.0", "Firefox，Linux"),
        ("curl/8.5.0", "认不出的设备"),
        ("", "认不出的设备"),
    ],
)
def test_a_device_is_called_as_its_owner_calls_it(said: str, words: str) -> None:
    assert device_words(said) == words


def test_a_device_is_called_in_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert device_words(PHONE) == "WeChat, Android phone"


def test_somebody_sees_each_of_their_devices_and_from_where(cast: Cast) -> None:
    desk, _phone = signed_in(cast.clerk), signed_in(cast.clerk, PHONE, "10.0.0.8")
    signed_in(cast.chair, PHONE, "10.0.0.9")
    page = read(desk)
    assert all(word in page for word in ("Chrome，Windows", "微信，安卓手机", "10.0.0.8"))
    assert "10.0.0.9" not in page
    assert page.index("这台设备") < page.index("安卓手机")


def test_another_device_is_signed_out_at_once_and_this_one_stays(cast: Cast) -> None:
    desk, phone = signed_in(cast.clerk), signed_in(cast.clerk, PHONE)
    answer = desk.post(f"{PAGE}{number_of(cast.clerk, PHONE)}/end/")
    assert answer["Location"] == PAGE
    assert (is_in(desk), is_in(phone)) == (True, False)
    assert "安卓手机" not in read(desk)
    event = SecurityEvent.objects.get(kind=Kind.OWN_ACCOUNT)
    assert (event.user, event.detail) == (cast.clerk, "退出一台别的设备")


def test_the_device_that_asks_leaves_by_the_way_out_alone(cast: Cast) -> None:
    desk = signed_in(cast.clerk)
    assert desk.post(f"{PAGE}{number_of(cast.clerk, DESK)}/end/").status_code == 404
    assert is_in(desk)


@pytest.mark.parametrize("number", ["0", "x", "１", "9" * 30, "-1"])
def test_a_number_that_is_nobodys_ends_nothing(cast: Cast, number: str) -> None:
    desk = signed_in(cast.clerk)
    assert desk.post(f"{PAGE}{number}/end/").status_code == 404


def test_nobody_ends_the_session_of_another(cast: Cast) -> None:
    phone, other = signed_in(cast.chair, PHONE), signed_in(cast.clerk)
    assert other.post(f"{PAGE}{number_of(cast.chair, PHONE)}/end/").status_code == 404
    assert is_in(phone)


def test_whoever_signs_out_everywhere_is_nowhere_on_the_list(cast: Cast) -> None:
    desk, _phone = signed_in(cast.clerk), signed_in(cast.clerk, PHONE)
    desk.post("/account/end-sessions/")
    assert SecurityEvent.objects.filter(detail="在所有设备上退出").exists()
    again = signed_in(cast.clerk, "curl/8.5.0")
    page = read(again)
    assert "安卓手机" not in page
    assert page.count("<tr>") == 2, "表头和这台设备"


def test_the_last_use_of_a_device_is_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    noon = datetime.datetime(2026, 6, 1, 4, tzinfo=datetime.UTC)
    monkeypatch.setattr(clock, "machine_time", lambda: noon)
    phone = signed_in(cast.clerk, PHONE)
    phone.get("/account/")
    monkeypatch.setattr(clock, "machine_time", lambda: noon + datetime.timedelta(minutes=20))
    phone.get("/account/")
    assert "2026年6月1日（周一） 12:20" in read(signed_in(cast.clerk))


def test_the_tick_forgets_where_sessions_were_that_are_over(cast: Cast) -> None:
    desk, phone = signed_in(cast.clerk), signed_in(cast.clerk, PHONE)
    phone.post("/sign-out/")
    assert forget_sessions() == 1
    assert UserSession.objects.get().user_agent == DESK
    late = clock.machine_time() - datetime.timedelta(days=1)
    Session.objects.filter(pk=desk.session.session_key).update(expire_date=late)
    assert forget_sessions() == 1
    assert not UserSession.objects.exists()
    assert not Session.objects.filter(expire_date__lt=clock.machine_time()).exists()


def test_a_card_lists_no_devices(cast: Cast) -> None:
    card = User.objects.create_user("card-00ff00ff00ff", name="王五", password=None)
    client = Client()
    client.force_login(card)
    assert "凭一次性卡登录的，只有这一台" in read(client)


def test_a_request_from_nowhere_signs_in_all_the_same(cast: Cast) -> None:
    client = signed_in(cast.clerk, ip="")
    assert is_in(client)
    assert "0.0.0.0" not in read(client)
