"""Both languages before anybody signs in (登录以前): English where asked for, else Chinese."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

import pytest
from django.test import Client
from tests.office.conftest import Cast
from tests.office.readaloud import CHINESE, Reader, english, faults

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

TYPED: Final = (
    "method=voters&registered=1000&issued=800&collected=700&post=chair&seats=1&votes_0=400"
)
BEFORE_SIGN_IN: Final = (
    *("/sign-in/", "/verify/", "/dossiers/", "/law/", "/law/?q=委托", "/law/?q=nothing"),
    *("/law/residents-committee/", "/law/party-branch/?with=sichuan"),
    "/law/villagers-committee/?with=zhejiang&with=sichuan",
    "/law/villagers-committee/?with=zhejiang&only=differs",
    "/law/villagers-committee/?with=hainan&with=beijing",
    f"/law/ask/declare/?{TYPED}&votes_1=300&women=甲",
    "/law/ask/turnout/?method=voters&registered=1000&voted=500",
    "/law/ask/ballot-total/?issued=8&collected=9",
    "/law/ask/quorum/?body=villagers-committee&entitled=50",
    "/law/ask/deadline/?anchor=2026-06-28&days=20&direction=before&given=2026-06-09",
    "/law/ask/working-days/?from=2027-09-30&days=5",
    "/law/ask/registration/",
    "/law/ask/eligibility/?body=party-branch",
    "/law/ask/proxy/?body=residents-committee",
    "/law/ask/electorate/?body=youth-league&full=3&probationary=1",
    "/law/ask/officers/?committee=5&attended=4&post=secretary&votes_0=3",
    "/law/ask/ballot/?post=member&seats=3&approve=4",
    "/law/ask/runoff-candidates/?vacancies=1&votes_0=9&votes_1=8&women=甲",
    "/law/ask/term/?elected_on=2021-05-20&region=zhejiang",
    "/law/ask/turnout/?registered=10&voted=11&method=voters",
    "/law/ask/turnout/?body=city-council&on=28+June",
    *("/places/", "/places/?q=三联", "/places/?q=nothing", "/places/330329100257/"),
    *("/on-roll/", "/on-roll/?card=ACDEF-GHJKM", "/on-roll/330329100257/villagers-committee/"),
)


@pytest.mark.parametrize("address", BEFORE_SIGN_IN)
def test_whoever_has_not_signed_in_reads_english(address: str) -> None:
    html = english(Client()).get(address).content.decode()
    assert list(faults(address, html)) == []


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("eligibility?body=party-branch", {"post": "member", "standing": "probationary"}),
        ("eligibility?body=youth-league", {"post": "member", "standing": "full"}),
        ("registration?body=villagers-committee", {"birth_date": "2010-01-01", "lives_here": "no"}),
    ],
)
def test_an_answer_about_a_person_is_in_english(question: str, typed: dict[str, str]) -> None:
    address = f"/law/ask/{question.replace('?', '/?')}"
    answer = english(Client()).post(address, typed)
    assert answer.status_code == HTTPStatus.OK
    assert list(faults(address, answer.content.decode())) == []


def test_a_wrong_password_is_refused_in_english(cast: Cast) -> None:
    form = {"username": "clerk", "password": "wrong"}
    html = english(Client()).post("/sign-in/", form).content.decode()
    assert list(faults("sign-in", html)) == []


@pytest.mark.parametrize("address", BEFORE_SIGN_IN)
def test_a_chinese_page_says_that_it_is_chinese(address: str) -> None:
    page = Reader(Client(headers={"accept-language": "zh-CN"}).get(address).content.decode())
    assert page.language == "zh-CN"
    assert any(CHINESE.search(says) for says in page.own + page.chinese)


def test_the_language_is_chinese_where_nobody_asked_for_another() -> None:
    assert Reader(Client().get("/sign-in/").content.decode()).language == "zh-CN"


def test_a_label_that_is_left_in_chinese_is_found() -> None:
    html = '<html lang="en"><p lang="zh-CN">三联村</p><input placeholder="姓名"><p>A vote</p>'
    assert list(faults("/", html)) == ["/: '姓名' is not English"]
    assert list(faults("/", '<html lang="en"><b lang="zh-CN">Vote</b>')) == [
        "/: 'Vote' is not Chinese"
    ]
