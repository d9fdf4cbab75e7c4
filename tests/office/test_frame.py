"""The frame of the site: what every page shares, and what is refused before any page."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import Client
from tests.office.conftest import Cast

from huanjie.law.citation import CONFIDENCE, Citation, Confidence
from huanjie.office.people.models import User

Browse = Callable[[User], Client]


@pytest.mark.django_db
def test_nobody_comes_in_without_signing_in() -> None:
    page = Client().get("/board/")
    assert page.status_code == 302
    assert page["Location"].startswith("/sign-in/")


@pytest.mark.django_db
def test_the_public_pages_need_no_account() -> None:
    for address in (
        "/sign-in/",
        "/verify/",
        "/dossiers/",
        "/places/",
        "/law/",
        "/law/party-branch/",
        "/law/ask/",
    ):
        assert Client().get(address).status_code == 200


def test_a_wrong_password_and_an_unknown_account_are_told_alike(cast: Cast) -> None:
    told = {
        Client().post("/sign-in/", {"username": name, "password": "wrong"}).content.count(b"<li")
        for name in (cast.clerk.username, "nobody")
    }
    assert len(told) == 1


def test_an_account_that_was_closed_cannot_sign_in(cast: Cast) -> None:
    cast.clerk.is_active = False
    cast.clerk.save()
    client = Client()
    client.post("/sign-in/", {"username": "clerk", "password": "clerk"})
    assert "_auth_user_id" not in client.session


def test_a_page_that_is_not_there_says_so_in_words(cast: Cast, browse: Browse) -> None:
    page = browse(cast.clerk).get("/elections/nothing/")
    assert page.status_code == 404
    assert "找不到这一页" in page.content.decode()


def test_a_body_that_is_too_large_is_refused_before_it_is_read(cast: Cast, browse: Browse) -> None:
    page = browse(cast.clerk).generic(
        "POST", "/verify/", b"", CONTENT_LENGTH=str(settings.LARGEST_UPLOAD + 2**21)
    )
    assert page.status_code == 413
    assert "超过 20 MB" in page.content.decode()


def test_a_body_within_the_limit_reaches_its_page(cast: Cast, browse: Browse) -> None:
    page = browse(cast.clerk).post("/verify/", {"file": BytesIO(b"x" * 1000)})
    assert page.status_code != 413


def test_a_form_from_another_site_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.clerk)
    page = client.post("/sign-out/")
    assert page.status_code == 403
    assert "表单已失效" in page.content.decode()


def test_every_page_forbids_foreign_scripts_and_frames(cast: Cast, browse: Browse) -> None:
    policy = browse(cast.clerk).get("/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy


def test_the_language_is_kept(cast: Cast, browse: Browse) -> None:
    client = browse(cast.clerk)
    client.post("/language/", {"language": "en", "next": "/verify/"})
    assert '<html lang="en">' in client.get("/verify/").content.decode()


def test_the_day_does_not_jump_outside_a_demo(cast: Cast, browse: Browse) -> None:
    assert browse(cast.clerk).post("/demo/day/", {"day": "2026-12-01"}).status_code == 404


@pytest.mark.parametrize(
    ("confidence", "shown"),
    [
        ("V", "第十八条</span></summary>"),
        ("C", '<abbr class="law-unsure" title="法律未规定计算方法，按约定">约定</abbr>'),
        ("M", '<abbr class="law-unsure" title="凭记忆，待核">待核</abbr>'),
    ],
)
def test_an_article_says_how_sure_it_is_beside_it(confidence: Confidence, shown: str) -> None:
    article = Citation(
        law="某法", article="第十八条", says="一句。", rank="statute", confidence=confidence
    )
    page = Template("{% law article %}").render(Context({"article": article}))
    assert shown in page
    assert f"法律 · {CONFIDENCE[confidence]}" in page
