"""Public pages from memory: alike for everybody, and never anybody's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.office.conftest import Cast

from huanjie.office.publiccache import LONGEST_SECONDS, MOST_KEPT, PublicCache


class Pages:
    """An application that counts how often it is asked."""

    def __init__(self, **headers: str) -> None:
        self.asked, self.headers, self.status = 0, headers, "200 OK"

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.asked += 1
        own = [(name.replace("_", "-"), value) for name, value in self.headers.items()]
        start_response(self.status, own)
        return _Answer([f"{self.asked}".encode()])


class _Answer(list[bytes]):
    streaming = False


class Time:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


Get = Callable[..., bytes]


def getter(pages: Pages, time: Time) -> Get:
    cache = PublicCache(pages, time)

    def get(path: str = "/", **more: str) -> bytes:
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.url_scheme": "http", **more}
        return b"".join(cache(environ, lambda status, headers: None))

    return get


def test_a_public_page_is_made_once_and_again_when_it_holds_no_longer(time: Time) -> None:
    get = getter(Pages(Cache_Control="public, max-age=10"), time)
    assert [get(), get()] == [b"1", b"1"]
    time.now = 9.9
    assert get() == b"1"
    time.now = 10
    assert get() == b"2"


def test_nothing_is_kept_for_longer_than_a_moment(time: Time) -> None:
    get = getter(Pages(Cache_Control="public, max-age=31536000, immutable"), time)
    get()
    time.now = LONGEST_SECONDS
    assert get() == b"2"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Cache_Control": "private, max-age=10"},
        {"Cache_Control": "public"},
        {"Cache_Control": "public, max-age=0"},
        {"Cache_Control": "public, max-age=10", "Set_Cookie": "csrftoken=x"},
    ],
)
def test_what_is_not_said_to_be_public_is_asked_again(time: Time, headers: dict[str, str]) -> None:
    get = getter(Pages(**headers), time)
    assert [get(), get()] == [b"1", b"2"]


def test_a_refusal_is_not_kept(time: Time) -> None:
    pages = Pages(Cache_Control="public, max-age=10")
    pages.status = "404 Not Found"
    get = getter(pages, time)
    assert [get(), get()] == [b"1", b"2"]


@pytest.mark.parametrize(
    "cookies", ["sessionid=x", "csrftoken=x", "django_language=en; sessionid=x", "messages=x"]
)
def test_whoever_brings_a_cookie_of_their_own_gets_nothing_from_memory(
    time: Time, cookies: str
) -> None:
    get = getter(Pages(Cache_Control="public, max-age=10"), time)
    assert get() == b"1"
    assert get(HTTP_COOKIE=cookies) == b"2"
    assert get() == b"1"


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_COOKIE": "django_language=en"},
        {"HTTP_HOST": "other.example"},
        {"QUERY_STRING": "q=1"},
        {"HTTP_ACCEPT_LANGUAGE": "en"},
        {"HTTP_ACCEPT_ENCODING": "gzip"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
    ],
)
def test_what_an_answer_depends_on_tells_answers_apart(time: Time, other: dict[str, str]) -> None:
    get = getter(Pages(Cache_Control="public, max-age=10"), time)
    assert [get(), get(**other), get(), get(**other)] == [b"1", b"2", b"1", b"2"]


def test_memory_is_bounded(time: Time) -> None:
    get = getter(Pages(Cache_Control="public, max-age=10"), time)
    for number in range(MOST_KEPT + 1):
        get(f"/{number}")
    assert get("/0") == str(MOST_KEPT + 2).encode()


@pytest.mark.parametrize(
    "address", ["/dossiers/", "/places/", "/law/", "/law/ask/", "/law/party-branch/"]
)
def test_only_the_page_of_a_stranger_is_public(
    cast: Cast, browse: Callable[..., Client], address: str
) -> None:
    stranger = Client().get(address)
    assert "public" in stranger["Cache-Control"]
    assert not stranger.cookies
    signed_in = browse(cast.clerk).get(address)
    assert "no-store" in signed_in["Cache-Control"]
    assert "public" not in signed_in["Cache-Control"]


def test_what_somebody_typed_is_kept_by_nobody(db: None) -> None:
    assert not Client().get("/dossiers/?q=三联").has_header("Cache-Control")
