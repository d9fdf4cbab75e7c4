"""Sending scans and ruling on them (上传和认定的脚本) in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Page, Route, expect
from scripts.setup.front_end import BUILT
from tests.front.test_behaviours import FRAME, HOST, Show, browser, posts, show

__all__ = ["browser", "posts", "show"]  # fixtures

UPLOAD = """<form method="post" action="/" enctype="multipart/form-data" data-again
 data-one-by-one="第 {n} 个，共 {all} 个：{name}" data-sent="正在识读：{name}"
 data-lost="“{name}”没有传到">
<input type="file" name="pictures" multiple aria-label="文件">
<div data-progress hidden><progress></progress><p role="status"></p></div>
<ul data-results></ul><p data-finished hidden>完了</p><button>上传</button></form>"""
ROW = """<fieldset data-mark-row><legend>{who}</legend>
<input type="radio" name="{who}" value="approve"><input type="radio" name="{who}" value="none">
</fieldset>"""
RULING = (
    """<a data-before href="#before">上</a><a data-behind href="#behind">下</a>
<form data-adjudicate method="post" action="/">
<input type="radio" name="verdict" value="marked" checked>
<input type="radio" name="verdict" value="same-paper">
<div data-verdict="same-paper">哪一幅</div><div data-verdict="marked">"""
    + "".join(ROW.format(who=who) for who in ("赵", "钱", "孙"))
    + """<input type="text" name="name" aria-label="另选"></div>
<button type="button" data-rest hidden>其余</button><button type="submit">认定</button></form>"""
)


def file(name: str) -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": name.encode()}


@pytest.fixture
def server(browser: Browser) -> Iterator[Page]:
    """A page whose server keeps every file but the one called bad."""
    context = browser.new_context()
    page = context.new_page()

    def answer(route: Route) -> None:
        built = BUILT / route.request.url.removeprefix(f"{HOST}/")
        body = route.request.post_data or ""
        if route.request.method == "POST":
            says = (
                f"<li data-told>{'bad' if 'bad' in body else 'good'} {body.count('filename')}</li>"
            )
            route.fulfill(status=422 if "bad" in body else 200, body=says)
        elif built.is_file():
            route.fulfill(path=built)
        else:
            page_ = FRAME.format(body=UPLOAD)
            route.fulfill(body=page_, headers={"content-type": "text/html"})

    page.route(f"{HOST}/**", answer)
    page.goto(f"{HOST}/")
    yield page
    context.close()


def test_each_file_is_sent_alone_and_what_went_wrong_stands_on_top(server: Page) -> None:
    server.set_input_files("[name=pictures]", [file("a.jpg"), file("bad.jpg"), file("c.jpg")])
    server.get_by_role("button", name="上传").click()
    expect(server.locator("[data-finished]")).to_be_visible()
    assert server.locator("[data-results] li").all_inner_texts() == ["bad 1", "good 1", "good 1"]
    expect(server.locator("[data-progress]")).to_be_hidden()


def test_where_all_are_kept_the_page_comes_anew(server: Page) -> None:
    server.set_input_files("[name=pictures]", [file("a.jpg")])
    with server.expect_navigation():
        server.get_by_role("button", name="上传").click()


def chosen(page: Page) -> list[str]:
    return page.eval_on_selector_all(  # type: ignore[no-any-return]
        "[data-mark-row] input:checked", "all => all.map((one) => one.name + one.value)"
    )


def test_digits_choose_and_go_on_to_the_next_row_that_waits(show: Show) -> None:
    page = show(RULING)
    page.locator("input[name=钱][value=none]").check()
    page.keyboard.press("1")
    assert chosen(page) == ["钱approve"]
    page.keyboard.press("2")
    page.locator("input[name=赵]").first.focus()
    page.keyboard.press("1")
    assert chosen(page) == ["赵approve", "钱approve", "孙none"]


def test_the_first_digit_is_the_verdict_where_none_is_given_yet(show: Show) -> None:
    page = show(RULING.replace(" checked", ""))
    expect(page.locator("[data-mark-row]").first).to_be_hidden()
    page.keyboard.press("1")
    expect(page.locator("[data-mark-row]").first).to_be_visible()
    assert chosen(page) == []
    page.keyboard.press("2")
    assert chosen(page) == ["赵none"]


def test_a_digit_in_a_name_is_typed(show: Show) -> None:
    page = show(RULING)
    page.get_by_label("另选").press_sequentially("1")
    assert page.get_by_label("另选").input_value() == "1"
    assert chosen(page) == []


def test_arrows_change_the_row_and_the_paper(show: Show) -> None:
    page = show(RULING)
    page.locator("input[name=赵]").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.name") == "钱"
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("#behind")
    page.keyboard.press("ArrowLeft")
    assert page.url.endswith("#before")


def test_all_other_rows_are_unmarked_at_one_press(show: Show) -> None:
    page = show(RULING)
    page.locator("input[name=钱][value=approve]").check()
    page.get_by_role("button", name="其余").click()
    assert chosen(page) == ["赵none", "钱approve", "孙none"]


def test_only_what_belongs_to_the_verdict_is_shown(show: Show) -> None:
    page = show(RULING)
    expect(page.get_by_text("哪一幅")).to_be_hidden()
    page.locator("[value=same-paper]").check()
    expect(page.get_by_text("哪一幅")).to_be_visible()
    expect(page.locator("[data-mark-row]").first).to_be_hidden()
