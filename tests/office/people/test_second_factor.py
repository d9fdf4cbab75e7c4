"""The second factor (第二重验证): set up, asked for at the door, demanded by role, kept secret."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from tests.office.conftest import Cast

from huanjie.domain.permission import SECOND_FACTOR_ROLES, Role
from huanjie.office.people.models import User
from huanjie.office.units.models import Assignment

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FACTORS = "/account/second-factor/"


@pytest.fixture(autouse=True)
def no_code_is_used_yet(db: None) -> None:
    cache.clear()


def code_of(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or some half minutes away."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def enter(name: str) -> Client:
    """Somebody who has typed account and password."""
    client = Client()
    client.post("/sign-in/", {"username": name, "password": name})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def clerk(cast: Cast) -> User:
    """The clerk, with an app and recovery codes."""
    TOTP.activate(cast.clerk, SECRET)
    RecoveryCodes.activate(cast.clerk)
    return cast.clerk


def test_an_app_is_set_up_with_its_own_first_code_and_codes_are_shown_once(cast: Cast) -> None:
    client = enter("clerk")
    page = client.get(f"{FACTORS}app/").content.decode()
    shown = re.search(r"<code>((?:[A-Z2-7]{4} ?){8})</code>", page)
    assert shown
    secret = shown[1].replace(" ", "")
    assert client.post(f"{FACTORS}app/", {"code": "000000x"}).status_code == 200
    assert not Authenticator.objects.exists()
    done = client.post(f"{FACTORS}app/", {"code": code_of(secret)})
    assert done["Location"] == f"{FACTORS}codes/"
    assert (
        len(re.findall(r"<code>\d{8}</code>", client.get(done["Location"]).content.decode())) == 10
    )
    assert "<code>" not in client.get(done["Location"]).content.decode()


@pytest.mark.parametrize(("steps", "fits"), [(0, True), (-1, True), (1, True), (-3, False)])
def test_the_code_of_the_hour_lets_in_and_one_half_minute_off_too(
    clerk: User, steps: int, fits: bool
) -> None:
    client = enter("clerk")
    assert not is_in(client)
    client.post("/sign-in/second/", {"code": code_of(SECRET, steps=steps)})
    assert is_in(client) == fits


def test_nothing_is_open_between_the_password_and_the_code(clerk: User) -> None:
    client = enter("clerk")
    for address in ("/", "/account/", FACTORS, f"{FACTORS}codes/"):
        assert client.get(address)["Location"].startswith("/sign-in/")


def test_one_code_lets_in_once(clerk: User) -> None:
    code = code_of(SECRET)
    for fits in (True, False):
        client = enter("clerk")
        client.post("/sign-in/second/", {"code": code})
        assert is_in(client) == fits


def test_a_recovery_code_lets_in_once(clerk: User) -> None:
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for fits in (True, False):
        client = enter("clerk")
        client.post("/sign-in/second/", {"code": code})
        assert is_in(client) == fits


def test_ten_wrong_codes_lock_the_account_and_its_password_too(clerk: User) -> None:
    client = enter("clerk")
    told = [client.post("/sign-in/second/", {"code": f"{n:06}x"}).status_code for n in range(10)]
    assert told == [200] * 9 + [429]
    client.post("/sign-in/second/", {"code": code_of(SECRET)})
    assert not is_in(client)
    retry = Client().post("/sign-in/", {"username": "clerk", "password": "clerk"})
    assert retry.status_code == 429


def test_whoever_stops_before_the_code_may_sign_in_as_somebody_else(
    clerk: User, cast: Cast
) -> None:
    client = enter("clerk")
    assert client.get("/sign-in/")["Location"] == "/sign-in/second/"
    client.post("/sign-out/")
    client.post("/sign-in/", {"username": "chair", "password": "chair"})
    assert is_in(client)


def test_no_secret_stands_in_the_database_to_be_read(clerk: User) -> None:
    kept = " ".join(str(each.data) for each in Authenticator.objects.all())
    assert SECRET not in kept
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_of(SECRET))


def test_an_hour_later_the_password_is_asked_for_again(
    clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter("clerk")
    client.post("/sign-in/second/", {"code": code_of(SECRET)})
    assert client.get(f"{FACTORS}app/remove/").status_code == 200
    session = client.session
    for record in (records := session["account_authentication_methods"]):
        record["at"] -= 601
    session["account_authentication_methods"] = records
    session.save()
    assert client.get(f"{FACTORS}app/remove/")["Location"].startswith("/account/prove/")
    wrong = client.post("/account/prove/", {"password": "wrong"})
    assert "密码不对" in wrong.content.decode()
    client.post("/account/prove/", {"password": "clerk", "next": f"{FACTORS}app/remove/"})
    assert client.post(f"{FACTORS}app/remove/").status_code == 302
    assert not Authenticator.objects.exists()  # the recovery codes go with the last factor


def test_nobody_removes_a_key_of_somebody_else(cast: Cast) -> None:
    key = Authenticator.objects.create(user=cast.chair, type="webauthn", data={"name": "k"})
    client = enter("clerk")
    for number in (str(key.pk), "9" * 30, "x", "٣"):
        assert client.post(f"{FACTORS}keys/{number}/").status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


BROKEN = ("", "{}", "[]", "null", "7", '{"id": 1}', '{"id":"AA","rawId":"AA","response":{}}')


@pytest.mark.parametrize("answer", BROKEN)
def test_a_broken_answer_of_a_new_key_is_refused_in_words(cast: Cast, answer: str) -> None:
    client = enter("clerk")
    client.get(f"{FACTORS}keys/add/")
    assert client.post(f"{FACTORS}keys/add/", {"credential": answer}).status_code == 200
    assert client.post("/account/prove/key/", {"credential": answer}).status_code == 302
    assert not Authenticator.objects.exists()


def test_a_broken_answer_of_a_key_is_refused_in_words(clerk: User) -> None:
    client = enter("clerk")
    for answer in BROKEN:
        page = client.post("/sign-in/second/", {"credential": answer})
        assert page.status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("name", ["county", "town"])
def test_of_offices_a_second_factor_is_demanded(
    cast: Cast, settings: LazySettings, name: str
) -> None:
    settings.SECOND_FACTOR = "offices"
    client = enter(name)
    for address in ("/", "/board/", "/units/", "/units/export/"):
        assert client.get(address)["Location"] == FACTORS
    page = client.get(FACTORS).content.decode()
    assert "您的角色要求两重验证" in page
    for address in ("/law/", "/account/", f"{FACTORS}app/"):
        assert client.get(address).status_code == 200
    TOTP.activate(User.objects.get(username=name), SECRET)
    assert client.get("/board/").status_code == 200


def test_of_a_village_it_is_not_demanded_unless_of_everyone(
    cast: Cast, settings: LazySettings
) -> None:
    settings.SECOND_FACTOR = "offices"
    client = enter("clerk")
    assert client.get("/", follow=True).redirect_chain[-1][0] != FACTORS
    settings.SECOND_FACTOR = "everyone"
    assert client.get("/")["Location"] == FACTORS


def test_recovery_codes_alone_are_no_second_factor(cast: Cast, settings: LazySettings) -> None:
    settings.SECOND_FACTOR = "offices"
    RecoveryCodes.activate(cast.county)
    assert enter("county").get("/board/")["Location"] == FACTORS


@pytest.mark.parametrize("role", sorted(SECOND_FACTOR_ROLES))
def test_the_roles_of_which_it_is_demanded_are_the_offices_and_the_administrators(
    cast: Cast, settings: LazySettings, role: Role
) -> None:
    settings.SECOND_FACTOR = "offices"
    place = cast.county.assignments.get().unit
    user = User.objects.create_user("someone", name="某人", password="someone")
    Assignment.objects.create(user=user, role=role, unit=place)
    assert enter("someone").get("/units/")["Location"] == FACTORS
