"""Unlinking an identity (解除关联): by its owner who has a password, or by the security
administrator; then another identity of the same name is linked, as a new one is.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from tests.office.accounts.conftest import Keepers, keepers  # noqa: F401
from tests.office.conftest import Cast
from tests.office.people.provider import Provider
from tests.office.people.test_identity import come, is_in, provider, user_of  # noqa: F401

from huanjie.office import clock
from huanjie.office.people.models import User
from huanjie.office.security.models import SecurityEvent

Browse = Callable[[User], Client]
UNLINK = "/account/identity/unlink/"


@pytest.fixture
def linked(cast: Cast, provider: Provider) -> Client:  # noqa: F811
    """The clerk, who came in through the provider."""
    return come(provider, preferred_username="clerk", sub="old")


def test_the_account_page_says_which_identity_is_linked(linked: Client) -> None:
    page = linked.get("/account/").content.decode()
    assert "县统一身份认证" in page
    assert "<code>old</code>" in page
    assert UNLINK in page


def test_an_account_that_is_not_linked_has_nothing_to_unlink(cast: Cast, browse: Browse) -> None:
    client = Client()
    client.post("/sign-in/", {"username": "clerk", "password": "clerk"})
    assert UNLINK not in client.get("/account/").content.decode()
    assert client.get(UNLINK).status_code == 404
    assert client.post(UNLINK).status_code == 404


def test_after_unlinking_a_new_identity_of_the_same_name_comes_in(
    linked: Client,
    cast: Cast,
    provider: Provider,  # noqa: F811
) -> None:
    assert not is_in(come(provider, preferred_username="clerk", sub="new"))
    assert "重新关联" in linked.get(UNLINK).content.decode()
    assert SocialAccount.objects.count() == 1, "问一下，什么也没有办"
    assert linked.post(UNLINK)["Location"] == "/account/"
    assert SecurityEvent.objects.filter(user=cast.clerk, detail="解除统一身份认证的关联").exists()
    assert user_of(come(provider, preferred_username="clerk", sub="new")) == cast.clerk
    assert not is_in(come(provider, preferred_username="clerk", sub="old"))


def test_whoever_has_no_password_would_be_locked_out_and_is_not(
    cast: Cast,
    provider: Provider,  # noqa: F811
) -> None:
    cast.clerk.set_unusable_password()
    cast.clerk.save()
    client = come(provider, preferred_username="clerk")
    assert "没有密码" in client.get(UNLINK).content.decode()
    assert client.post(UNLINK)["Location"] == UNLINK
    assert SocialAccount.objects.count() == 1


def test_whoever_cannot_prove_it_otherwise_signs_in_again(
    cast: Cast,
    provider: Provider,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cast.clerk.set_unusable_password()
    cast.clerk.save()
    client = come(provider, preferred_username="clerk")
    later = clock.machine_time() + datetime.timedelta(minutes=11)
    monkeypatch.setattr(clock, "machine_time", lambda: later)
    page = client.get("/account/second-factor/keys/add/", follow=True)
    assert page.redirect_chain[0][0].startswith("/account/prove/again/")
    assert "退出，重新登录" in page.content.decode()


def test_the_security_administrator_unlinks_for_whoever_cannot(
    linked: Client,
    cast: Cast,
    browse: Browse,
    keepers: Keepers,  # noqa: F811
    provider: Provider,  # noqa: F811
) -> None:
    client, address = browse(keepers.security), f"/accounts/{cast.clerk.pk}/identity/"
    assert "解除身份关联" in client.get(f"/accounts/{cast.clerk.pk}/").content.decode()
    assert "换了新的身份" in client.get(address).content.decode()
    assert client.post(address, {"key": uuid.uuid4().hex}).status_code == 302
    assert not SocialAccount.objects.exists()
    assert linked.get("/account/").status_code == 302, "马上退出"
    assert user_of(come(provider, preferred_username="clerk", sub="new")) == cast.clerk
    assert client.post(f"/accounts/{cast.chair.pk}/identity/", {"key": "k"}).status_code == 422


@pytest.mark.parametrize("who", ["system", "audit"])
def test_no_other_administrator_unlinks(
    linked: Client,
    cast: Cast,
    browse: Browse,
    keepers: Keepers,  # noqa: F811
    who: str,
) -> None:
    client, address = browse(getattr(keepers, who)), f"/accounts/{cast.clerk.pk}/identity/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"key": "k"}).status_code == 404
    assert SocialAccount.objects.count() == 1
