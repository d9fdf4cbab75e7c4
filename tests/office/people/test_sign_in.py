"""Signing in (登录): the lock after wrong passwords, start passwords, what a password must be."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from tests.office.conftest import Cast

from huanjie.office.people.lockout import forget_failures, locked_accounts
from huanjie.office.people.models import User
from huanjie.office.security.models import Kind, SecurityEvent

Browse = Callable[[User], Client]
GOOD = "mountain-river-42"


def try_in(name: str, password: str = "wrong", **more: str) -> int:
    """One attempt from a fresh browser; the status of its answer."""
    return Client(**more).post("/sign-in/", {"username": name, "password": password}).status_code  # type: ignore[arg-type]


def signed_in(name: str, password: str) -> bool:
    client = Client()
    client.post("/sign-in/", {"username": name, "password": password})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("name", ["clerk", "nobody-at-all"])
def test_the_tenth_wrong_password_locks_and_the_ninth_does_not(cast: Cast, name: str) -> None:
    told = [try_in(name) for _ in range(10)]
    assert told == [200] * 9 + [429]
    assert try_in(name, "clerk") == 429


def test_nine_wrong_passwords_leave_the_right_one_good_and_are_forgotten_then(cast: Cast) -> None:
    for _ in range(2):
        assert [try_in("clerk") for _ in range(9)] == [200] * 9
        assert signed_in("clerk", "clerk")


def test_attempts_are_counted_wherever_they_come_from(cast: Cast) -> None:
    told = [try_in("clerk", REMOTE_ADDR=f"10.0.0.{n}") for n in range(10)]
    assert told[-1] == 429


def test_one_account_that_is_locked_locks_no_other(cast: Cast) -> None:
    for _ in range(10):
        try_in("clerk")
    assert signed_in("chair", "chair")


@pytest.mark.parametrize(("minutes", "is_open"), [(14, False), (16, True)])
def test_a_lock_lasts_a_quarter_of_an_hour(cast: Cast, minutes: int, is_open: bool) -> None:
    for _ in range(10):
        try_in("clerk")
    earlier = timezone.now() - datetime.timedelta(minutes=minutes)
    AccessAttempt.objects.update(attempt_time=earlier)
    assert signed_in("clerk", "clerk") == is_open


def test_trying_on_does_not_make_a_lock_longer(cast: Cast) -> None:
    for _ in range(10):
        try_in("clerk")
    before = AccessAttempt.objects.get()
    try_in("clerk")
    after = AccessAttempt.objects.get()
    assert (before.attempt_time, before.failures_since_start) == (
        after.attempt_time,
        after.failures_since_start,
    )


def test_a_locked_account_is_told_how_long_and_whom_to_ask(cast: Cast) -> None:
    for _ in range(9):
        try_in("clerk")
    page = Client().post("/sign-in/", {"username": "clerk", "password": "x"}).content.decode()
    assert "请等 15 分钟再试" in page
    assert "安全管理员" in page


def test_an_account_that_was_unlocked_signs_in_at_once(cast: Cast) -> None:
    for _ in range(10):
        try_in("clerk")
    assert locked_accounts([cast.clerk, cast.chair]) == {cast.clerk.pk}
    forget_failures(cast.clerk)
    assert locked_accounts([cast.clerk]) == set()
    assert signed_in("clerk", "clerk")


def test_what_was_typed_stands_nowhere_in_the_clear(cast: Cast) -> None:
    try_in("my-secret-typed-into-the-wrong-field", "another-secret")
    rows = [*AccessAttempt.objects.values(), *SecurityEvent.objects.values()]
    assert len(rows) == 2
    assert "secret" not in str(rows)


def test_who_signed_in_and_when_is_kept(cast: Cast) -> None:
    signed_in("clerk", "clerk")
    assert SecurityEvent.objects.get(kind=Kind.SIGN_IN).user == cast.clerk


def test_a_lock_is_in_the_security_log_with_the_account_it_is_about(cast: Cast) -> None:
    for _ in range(10):
        try_in("clerk")
    assert SecurityEvent.objects.get(kind=Kind.LOCKED_OUT).user == cast.clerk


def test_a_password_that_was_changed_is_in_the_security_log(cast: Cast, browse: Browse) -> None:
    change(browse(cast.clerk), "clerk")
    assert SecurityEvent.objects.get(kind=Kind.OWN_ACCOUNT).detail == "改密码"


def test_an_account_is_the_same_in_wide_letters_and_is_another_in_capitals(cast: Cast) -> None:
    assert signed_in("ｃｌｅｒｋ", "clerk")
    assert not signed_in("CLERK", "clerk")


@pytest.mark.parametrize("name", ["", "x" * 61])
def test_what_is_no_account_is_told_so(cast: Cast, name: str) -> None:
    assert try_in(name, "clerk") == 200
    assert not AccessAttempt.objects.exists()


@pytest.mark.parametrize(
    ("password", "is_good"),
    [
        ("ku8-qa7zx", False),  # nine
        ("ku8-qa7zxw", True),  # ten
        ("password123", False),
        ("9876501234", False),
        ("zhong-clerk", False),
        (GOOD, True),
    ],
)
def test_a_password_is_long_and_not_what_anybody_would_guess(
    db: None, password: str, is_good: bool
) -> None:
    user = User(username="zhong-clerk", name="钟文书")
    if is_good:
        validate_password(password, user)
    else:
        with pytest.raises(ValidationError):
            validate_password(password, user)


def change(client: Client, old: str, new: str = GOOD, again: str | None = None) -> int:
    form = {"oldpassword": old, "password1": new, "password2": new if again is None else again}
    return client.post("/account/password/", form).status_code


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [("wrong", GOOD, GOOD), ("clerk", "short", "short"), ("clerk", GOOD, "other-words-42")],
)
def test_a_password_is_not_changed_by_whoever_does_not_know_it_nor_to_a_bad_one(
    cast: Cast, browse: Browse, old: str, new: str, again: str
) -> None:
    assert change(browse(cast.clerk), old, new, again) == 200
    assert signed_in("clerk", "clerk")


def test_a_new_password_signs_out_everywhere_but_here(cast: Cast, browse: Browse) -> None:
    here, elsewhere = browse(cast.clerk), browse(cast.clerk)
    assert change(here, "clerk") == 302
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert signed_in("clerk", GOOD)
    assert not signed_in("clerk", "clerk")


def test_guessing_at_the_password_of_an_open_page_locks_too(cast: Cast, browse: Browse) -> None:
    client = browse(cast.clerk)
    told = [change(client, f"guess-{n}") for n in range(10)]
    assert told[-1] == 429


def test_a_start_password_opens_nothing_but_the_page_that_changes_it(cast: Cast) -> None:
    User.objects.filter(pk=cast.clerk.pk).update(has_start_password=True)
    client = Client()
    client.post("/sign-in/", {"username": "clerk", "password": "clerk"})
    for address in ("/", "/account/", "/units/", f"/units/{cast.clerk.assignments.get().unit_id}/"):
        assert client.get(address)["Location"] == "/account/password/"
    assert client.get("/law/").status_code == 200
    assert change(client, "clerk", "clerk", "clerk") == 200
    assert change(client, "clerk") == 302
    assert client.get("/account/").status_code == 200


def test_whoever_signs_out_everywhere_is_out_everywhere(cast: Cast, browse: Browse) -> None:
    here, elsewhere = browse(cast.clerk), browse(cast.clerk)
    assert here.post("/account/end-sessions/")["Location"] == "/sign-in/"
    for client in (here, elsewhere):
        assert client.get("/account/").status_code == 302


def test_the_policy_is_not_switched_off_by_a_mistake_in_the_settings() -> None:
    assert settings.AUTHENTICATION_BACKENDS[0] == "axes.backends.AxesStandaloneBackend"
    assert len(settings.AUTH_PASSWORD_VALIDATORS) == 4
