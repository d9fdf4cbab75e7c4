"""What somebody meets first (登录前后): remedies where a door stays shut, and no way that leads
nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from tests.office.conftest import Cast, act

from huanjie.domain.permission import Role
from huanjie.office.accounts.cards import Holder, hand_out_cards
from huanjie.office.people.guards import Guard
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]
START, OWN = "初始密码-2026", "三联村的老桥有三个洞"


def test_whoever_mistypes_is_told_whom_to_ask(cast: Cast) -> None:
    page = Client().post("/sign-in/", {"username": "clerk", "password": "wrong"})
    assert "请系统管理员重发初始密码" in page.content.decode()


def test_after_the_first_password_comes_what_there_is_to_do(cast: Cast) -> None:
    cast.clerk.set_password(START)
    cast.clerk.has_start_password = True
    cast.clerk.save()
    client = Client()
    client.post("/sign-in/", {"username": "clerk", "password": START})
    form = {"oldpassword": START, "password1": OWN, "password2": OWN}
    assert client.post("/account/password/", form)["Location"] == "/"
    again = {"oldpassword": OWN, "password1": f"{OWN}！", "password2": f"{OWN}！"}
    assert client.post("/account/password/", again)["Location"] == "/account/"


# The second step


def at_the_second_step(user: User) -> str:
    """What the second step asks of this account."""
    client = Client()
    client.post("/sign-in/", {"username": user.username, "password": user.username})
    return client.get("/sign-in/second/").content.decode()


def test_nobody_is_asked_for_a_key_that_they_never_had(cast: Cast) -> None:
    TOTP.activate(cast.clerk, generate_totp_secret())
    page = at_the_second_step(cast.clerk)
    assert "验证器显示的 6 位数字" in page
    assert "用安全密钥" not in page
    assert "请安全管理员重置" in page


@pytest.mark.parametrize(
    ("has", "asked", "not_asked"),
    [
        ({"has_key": True}, ["用安全密钥", "密钥不在身边，就输入一个恢复码"], ["6 位数字"]),
        ({"has_app": True}, ["6 位数字"], ["用安全密钥"]),
        ({"has_app": True, "has_key": True}, ["6 位数字", "用安全密钥"], []),
    ],
)
def test_the_second_step_asks_for_what_was_set_up(
    has: dict[str, bool], asked: list[str], not_asked: list[str]
) -> None:
    page = render_to_string("people/second_step.html", {**has, "js_data": {}})
    assert all(each in page for each in asked)
    assert not any(each in page for each in not_asked)


# Recovery codes


def test_recovery_codes_stand_in_for_nothing_where_there_is_no_second_factor(
    cast: Cast, browse: Browse
) -> None:
    client = browse(cast.clerk)
    page = client.get("/account/second-factor/codes/new/", follow=True)
    assert page.redirect_chain[-1][0].startswith("/account/")
    assert "旧恢复码会作废" not in page.content.decode()
    assert client.get("/account/second-factor/codes/")["Location"] == "/account/second-factor/"


def test_the_page_of_new_codes_does_not_speak_of_old_ones_that_are_used_up(cast: Cast) -> None:
    client = Client()
    client.post("/sign-in/", {"username": "clerk", "password": "clerk"})
    TOTP.activate(cast.clerk, generate_totp_secret())
    codes = RecoveryCodes.activate(cast.clerk)
    page = client.get("/account/second-factor/codes/new/").content.decode()
    assert "还没有用过的 10 个旧恢复码会作废" in page
    for code in codes.get_unused_codes():
        codes.validate_code(code)
    page = client.get("/account/second-factor/codes/new/").content.decode()
    assert "都用完了" in page


# Proving it again


def test_whoever_proves_it_by_a_code_is_asked_for_a_code_in_our_words(cast: Cast) -> None:
    client = Client()
    client.post("/sign-in/", {"username": "clerk", "password": "clerk"})
    TOTP.activate(cast.clerk, generate_totp_secret())
    by_password = client.get("/account/prove/").content.decode()
    assert "再输一次密码" in by_password
    assert "改用验证码或者恢复码" in by_password
    by_code = client.get("/account/prove/code/").content.decode()
    assert "6 位数字，或者一个恢复码" in by_code
    assert "再输一次密码" not in by_code
    assert "改用密码" in by_code


# A card's own page


@pytest.fixture
def holder(cast: Cast, election: Election) -> Client:
    """A teller who has signed in with a card."""
    hand_out_cards(
        acting_user=act(cast.chair),
        election=election,
        role=Role.TELLER,
        holders=[Holder(name="王五", code="ACDE-FGHJ")],
    )
    client = Client()
    assert client.post("/card/", {"code": "acde-fghj"}).status_code == 302
    return client


def test_the_holder_of_a_card_does_not_leave_by_one_slip_of_a_finger(holder: Client) -> None:
    page = holder.get("/account/").content.decode()
    header, _main, own = page.partition("<main")
    assert 'href="/account/#leave"' in header
    assert 'action="/sign-out/"' not in header.replace('<form action="/sign-out/"', "", 1)
    assert "<button" not in header.partition('class="who"')[2].partition("</form>")[0]
    assert "一张卡只登录一次" in own
    assert "2026年6月29日" in own, "到哪一天为止"


def test_the_holder_of_a_card_is_offered_no_password_and_no_second_factor(holder: Client) -> None:
    own = holder.get("/account/").content.decode().partition("<main")[2]
    assert "/account/password/" not in own
    assert "/account/second-factor/" not in own
    assert "/account/end-sessions/" not in own
    assert not re.search(r"card-[0-9a-f]{12}", own)


def test_whoever_has_a_password_signs_out_with_one_press(cast: Cast, browse: Browse) -> None:
    header = browse(cast.clerk).get("/account/").content.decode().partition("<main")[0]
    assert "<button" in header.partition('class="who"')[2].partition("</form>")[0]


def test_a_locked_network_is_not_sent_to_the_administrator_of_accounts(cast: Cast) -> None:
    client = Client()
    for _ in range(50):
        client.post("/card/", {"code": "2222-2222"})
    page = client.post("/card/", {"code": "2222-2222"})
    assert page.status_code == 429
    assert "手机自己的流量" in page.content.decode()
    assert "解锁" not in page.content.decode()


def test_a_guard_that_leads_nowhere_cannot_be_made() -> None:
    class Nowhere(Guard):
        pass

    with pytest.raises(TypeError, match="lead"):
        Nowhere(lambda request: HttpResponse())  # type: ignore[abstract]
