"""An identity provider (统一身份认证): lets in whom it vouches for, as an account that is here."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.conf import LazySettings
from django.test import Client
from tests.office.conftest import Cast
from tests.office.people.provider import CLIENT, SECRET, Provider, running_provider

from huanjie.door.fault import BadInput
from huanjie.office.oidcfile import read_identity_provider
from huanjie.office.people.models import User
from huanjie.office.security.models import Kind, SecurityEvent

DOOR = "/sign-in/with/sso/"


@pytest.fixture
def provider(tmp_path: Path, settings: LazySettings) -> Iterator[Provider]:
    """A provider that answers, named by a file as an operator writes it."""
    with running_provider() as running:
        (tmp_path / "secret").write_text(f"{SECRET}\n")
        file = tmp_path / "oidc.toml"
        file.write_text(
            f'name = "县统一身份认证"\nissuer = "{running.issuer}"\n'
            f'client_id = "{CLIENT}"\nsecret_file = "secret"\n'
        )
        settings.HUANJIE_IDENTITY = read_identity_provider(file)
        settings.SOCIALACCOUNT_PROVIDERS = settings.HUANJIE_IDENTITY.for_allauth
        yield running


def come(
    provider: Provider, client: Client | None = None, *, query: str = "", **person: str
) -> Client:
    """Somebody who is signed in there goes through it to the site."""
    provider.person = {"sub": "s-1", "email": "a@b.example", "name": "钟文书", **person}
    client = client or Client()
    away = urlsplit(client.get(f"{DOOR}{query}")["Location"])
    wire = HTTPConnection(away.netloc)
    wire.request("GET", f"{away.path}?{away.query}")
    back = urlsplit(wire.getresponse().headers["Location"])
    wire.close()
    client.get(f"{back.path}?{back.query}")
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def user_of(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def test_the_door_offers_it_where_it_is_configured(cast: Cast, provider: Provider) -> None:
    assert "县统一身份认证" in Client().get("/sign-in/").content.decode()


@pytest.mark.django_db
def test_without_configuration_there_is_no_such_door() -> None:
    assert "sign-in/with" not in Client().get("/sign-in/").content.decode()
    assert Client().get(DOOR).status_code == 404
    assert Client().get(f"{DOOR}back/").status_code == 404


def test_whoever_it_vouches_for_signs_in_as_the_account_of_the_claim(
    cast: Cast, provider: Provider
) -> None:
    client = come(provider, preferred_username="clerk")
    assert user_of(client) == cast.clerk
    event = SecurityEvent.objects.get(kind=Kind.OWN_ACCOUNT)
    assert (event.user, event.detail) == (cast.clerk, "关联统一身份认证")


@pytest.mark.parametrize("claimed", ["nobody", "", "CLERK", "card-1"])
def test_no_account_is_ever_made(cast: Cast, provider: Provider, claimed: str) -> None:
    User.objects.create_user("card-1", name="王五", password=None)
    before = User.objects.count()
    client = come(provider, preferred_username=claimed)
    assert not is_in(client)
    assert "这里没有对应的账号" in client.get("/sign-in/").content.decode()
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_a_closed_account_stays_closed(cast: Cast, provider: Provider) -> None:
    assert is_in(come(provider, preferred_username="clerk"))
    User.objects.filter(pk=cast.clerk.pk).update(is_active=False)
    assert not is_in(come(provider, preferred_username="clerk"))


def test_an_identity_stays_the_account_it_was_linked_to(cast: Cast, provider: Provider) -> None:
    come(provider, preferred_username="clerk")
    assert user_of(come(provider, preferred_username="chair")) == cast.clerk


def test_a_name_that_was_given_away_there_opens_nothing_here(
    cast: Cast, provider: Provider
) -> None:
    come(provider, preferred_username="clerk")
    assert not is_in(come(provider, sub="s-2", preferred_username="clerk"))


def test_nothing_of_the_person_is_kept_but_the_number(cast: Cast, provider: Provider) -> None:
    for _ in range(2):
        come(provider, preferred_username="clerk")
        kept = SocialAccount.objects.get()
        assert (kept.uid, kept.extra_data) == ("s-1", {})


def test_a_second_factor_is_asked_for_here_all_the_same(cast: Cast, provider: Provider) -> None:
    TOTP.activate(cast.clerk, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client = come(provider, preferred_username="clerk")
    assert not is_in(client)
    assert client.get("/sign-in/")["Location"] == "/sign-in/second/"


def test_whoever_came_by_it_needs_no_password_of_ours_and_sets_up_a_second_factor(
    cast: Cast, provider: Provider, settings: LazySettings
) -> None:
    settings.SECOND_FACTOR = "offices"
    User.objects.filter(pk=cast.county.pk).update(has_start_password=True)
    client = come(provider, preferred_username="county")
    assert client.get("/board/")["Location"] == "/account/second-factor/"
    assert client.get("/account/second-factor/app/").status_code == 200


def test_it_links_nothing_to_whoever_happens_to_be_signed_in(
    cast: Cast, provider: Provider
) -> None:
    client = Client()
    client.force_login(cast.chair)
    come(provider, client, query="?process=connect", preferred_username="clerk")
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("answer", ["", "?code=x&state=y", "?error=access_denied", "?code=x"])
def test_an_answer_that_nobody_asked_for_leads_back_to_the_door(
    cast: Cast, provider: Provider, answer: str
) -> None:
    client = Client()
    page = client.get(f"{DOOR}back/{answer}")
    assert page["Location"] == "/sign-in/"
    assert "没有成功" in client.get("/sign-in/").content.decode()


GOOD = 'name = "a"\nissuer = "https://id.example"\nclient_id = "b"\nsecret_file = "secret"\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = ", "不是 TOML"),
        (GOOD.replace("client_id", "client"), "不认识的项"),
        (GOOD.replace('client_id = "b"\n', ""), "缺少“client_id”"),
        (GOOD.replace('"b"', "7"), "缺少“client_id”"),
        (GOOD.replace("https", "http"), "https://"),
        (GOOD.replace('"secret"', '"missing"'), "missing"),
    ],
)
def test_a_file_that_is_not_as_it_must_be_is_refused_in_words(
    tmp_path: Path, text: str, says: str
) -> None:
    (tmp_path / "secret").write_text("s")
    (tmp_path / "oidc.toml").write_text(text)
    with pytest.raises(BadInput) as refused:
        read_identity_provider(tmp_path / "oidc.toml")
    assert says in str(refused.value)


@pytest.mark.parametrize(("raw", "says"), [(b"\n", "是空的"), (b"\xff\xfe", "UTF-8")])
def test_a_secret_that_is_none_is_refused_in_words(tmp_path: Path, raw: bytes, says: str) -> None:
    (tmp_path / "secret").write_bytes(raw)
    (tmp_path / "oidc.toml").write_text(GOOD)
    with pytest.raises(BadInput, match=says) as refused:
        read_identity_provider(tmp_path / "oidc.toml")
    assert "secret" in refused.value.file


def test_a_file_says_all_that_is_needed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s\n")
    (tmp_path / "oidc.toml").write_text(GOOD + 'claim = "employee"\n')
    read = read_identity_provider(tmp_path / "oidc.toml")
    assert (read.secret, read.claim, read.issuer) == ("s", "employee", "https://id.example")
