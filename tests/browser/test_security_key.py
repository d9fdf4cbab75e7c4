"""A security key (安全密钥), played by Chromium's virtual authenticator, from set-up to sign-in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import CDPSession, expect
from tests.browser.conftest import Visit
from tests.browser.looks import assert_looks_well
from tests.browser.steps import PASSWORD, Screen, Visitor

FACTORS = "/account/second-factor/"
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

NO_KEY = "() => { navigator.credentials.create = () => Promise.reject(new Error()) }"


def plug_in(visitor: Visitor) -> tuple[CDPSession, str]:
    """A key in this visitor's machine."""
    wire = visitor.page.context.new_cdp_session(visitor.page)
    wire.send("WebAuthn.enable")
    made = wire.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return wire, made["authenticatorId"]


def type_password(visitor: Visitor, name: str) -> None:
    """The first step at the door."""
    visitor.opens("/sign-in/")
    visitor.types({"账号": name, "密码": PASSWORD})
    with visitor.page.expect_navigation():
        visitor.main.locator("form").first.get_by_role("button", name="登录").click()


@pytest.fixture
def observer(someone: Visit) -> Iterator[tuple[Visitor, CDPSession, str]]:
    """The observer with a key that is set up, and taken away again afterwards."""
    visitor = someone(Screen.DESK)
    wire, key = plug_in(visitor)
    visitor.signs_in("observer")
    visitor.opens(f"{FACTORS}keys/add/")
    visitor.types({"给它起个名字 （可不填）": "蓝色的钥匙"})
    visitor.presses("添加")
    visitor.sees("恢复码", "只显示这一次")
    yield visitor, wire, key
    visitor.opens(FACTORS)
    if "蓝色的钥匙" in visitor.reads():
        with visitor.page.expect_navigation():
            visitor.main.get_by_role("link", name="删除").click()
        visitor.presses("删除")
    expect(visitor.main).to_contain_text("插在电脑上的密钥")


def test_a_key_is_registered_and_then_lets_in_and_nothing_else_does(
    observer: tuple[Visitor, CDPSession, str],
) -> None:
    visitor, wire, key = observer
    visitor.opens(FACTORS)
    visitor.sees("蓝色的钥匙", "还有 10 个没有用过")
    assert_looks_well(visitor.page)
    visitor.page.get_by_role("button", name="退出").click()
    type_password(visitor, "observer")
    visitor.sees("登录的第二步")
    assert_looks_well(visitor.page)

    credential = wire.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"][0]
    wire.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": key})
    other = wire.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
    wire.send("WebAuthn.setUserVerified", {"authenticatorId": other, "isUserVerified": False})
    visitor.control("用安全密钥").click()
    expect(visitor.main.locator("[data-key-note]")).to_contain_text("没有成功", timeout=90_000)

    wire.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": other})
    back = wire.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
    wire.send("WebAuthn.addCredential", {"authenticatorId": back, "credential": credential})
    visitor.presses("用安全密钥")
    expect(visitor.page.get_by_role("button", name="退出")).to_be_visible()


def test_a_deed_of_ones_own_account_is_proved_by_the_key(
    observer: tuple[Visitor, CDPSession, str],
) -> None:
    visitor, _, _ = observer
    visitor.opens("/account/prove/key/?next=/account/devices/")
    visitor.sees("确认是您本人", "请先用安全密钥确认")
    for screen in Screen:
        visitor.page.set_viewport_size(screen.value)
        assert_looks_well(visitor.page)
    visitor.presses("用安全密钥")
    assert visitor.page.url.endswith("/account/devices/")


def test_without_any_key_the_page_says_so_and_stays(someone: Visit) -> None:
    visitor = someone(Screen.PHONE)
    visitor.signs_in("teller1")
    visitor.opens(f"{FACTORS}keys/add/")
    assert_looks_well(visitor.page)
    visitor.page.evaluate(
        "() => { navigator.credentials.create = () => Promise.reject(new Error()) }"
    )
    visitor.control("添加").click()
    expect(visitor.main.locator("[data-key-note]")).to_contain_text("没有成功")
