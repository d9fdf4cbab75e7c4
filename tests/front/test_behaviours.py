"""The site's own scripts (前端脚本) in a real Chromium: what each does on a page made for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect
from scripts.browsing import missing, opened_chromium
from scripts.setup.front_end import BUILT

HOST = "http://site.test"
POLICY = "default-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:"
FRAME = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>页</title>
<link rel="stylesheet" href="/site.css"><script defer src="/site.js"></script>
<script defer src="/charts.js"></script>
<body data-submitting="正在提交…">{body}</body></html>"""
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1366, "height": 900}

Show = Callable[[str], Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all these tests, where there is one and a front end is built."""
    if why := missing():
        pytest.skip(why)
    with opened_chromium() as chromium:
        yield chromium


@pytest.fixture
def posts() -> list[str]:
    """The bodies of the forms that were sent."""
    return []


@pytest.fixture
def show(browser: Browser, posts: list[str]) -> Iterator[Show]:
    """Opens a page with this body under our own content policy; no error may be seen on it."""
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))

    def open_page(body: str) -> Page:
        def answer(route: Route) -> None:
            file = BUILT / route.request.url.removeprefix(f"{HOST}/")
            if route.request.method == "POST":
                posts.append(route.request.post_data or "")
            if file.is_file():
                route.fulfill(path=file)
            else:
                headers = {"content-type": "text/html", "content-security-policy": POLICY}
                route.fulfill(body=FRAME.format(body=body), headers=headers)

        page.route(f"{HOST}/**", answer)
        page.goto(f"{HOST}/")
        return page

    yield open_page
    context.close()
    assert wrong == []


ROLL = """
<input type="search" aria-label="筛选" data-filter="#roll">
<p id="count" data-filter-count="#roll" data-words="显示 {shown} 行，共 {all} 行"></p>
<p id="none" data-filter-empty="#roll" hidden>没有这样的人。</p>
<details class="columns" data-columns="#roll"><summary>选择列</summary></details>
<table id="roll" data-sortable><thead><tr><th>姓名</th><th data-sort="number">得票</th>
<th data-column="why">理由</th></tr></thead><tbody>
<tr data-pinyin="zls zhaolaosi"><td>赵老四</td><td>90</td><td>甲</td></tr>
<tr data-pinyin="qw qianwu"><td>钱五</td><td>1,002</td><td>乙</td></tr>
<tr data-pinyin="sl sunliu"><td>孙六</td><td></td><td>丙</td></tr>
<tr data-pinyin="lq liqi"><td>李七</td><td>449 票</td><td>丁</td></tr>
</tbody></table>"""


def names(page: Page) -> list[str]:
    """The first cells of the rows that can be seen."""
    return page.locator("#roll tbody tr:visible td:first-child").all_inner_texts()


@pytest.mark.parametrize("typed", ["钱", "qw", "QianW", "钱 乙"])
def test_a_table_is_filtered_by_characters_and_by_pinyin(show: Show, typed: str) -> None:
    page = show(ROLL)
    page.get_by_role("searchbox").fill(typed)
    assert names(page) == ["钱五"]
    assert page.locator("#count").inner_text() == "显示 1 行，共 4 行"


def test_a_filter_that_finds_nothing_says_so_and_is_taken_back(show: Show) -> None:
    page = show(ROLL)
    page.get_by_role("searchbox").fill("周")
    assert names(page) == []
    expect(page.locator("#none")).to_be_visible()
    page.get_by_role("searchbox").fill("")
    assert len(names(page)) == 4
    expect(page.locator("#none")).to_be_hidden()


def test_a_head_sorts_up_then_down_then_as_the_page_had_it(show: Show) -> None:
    page = show(ROLL)
    page.get_by_role("button", name="得票").focus()
    page.keyboard.press("Enter")
    assert names(page) == ["赵老四", "李七", "钱五", "孙六"]
    assert page.locator("th[data-sort]").get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Enter")
    assert names(page) == ["钱五", "李七", "赵老四", "孙六"]
    page.keyboard.press("Enter")
    assert names(page) == ["赵老四", "钱五", "孙六", "李七"]


def test_a_hidden_column_stays_hidden_when_the_page_comes_again(show: Show) -> None:
    page = show(ROLL)
    page.get_by_text("选择列").click()
    page.get_by_label("理由").uncheck()
    expect(page.get_by_role("columnheader", name="理由")).to_be_hidden()
    page.reload()
    expect(page.get_by_text("甲")).to_be_hidden()
    page.get_by_text("选择列").click()
    page.get_by_label("理由").check()
    expect(page.get_by_text("甲")).to_be_visible()


STAY = """<form method="post" action="/done" {more}>
<input name="count" value="7"><button name="deed" value="declare">宣布</button></form>"""


Sent = Callable[[str], tuple[Page, list[str]]]


@pytest.fixture
def sent(show: Show) -> Sent:
    """Opens a form whose page stays where it is when it is sent, with what was sent."""

    def open_form(more: str) -> tuple[Page, list[str]]:
        page, bodies = show(STAY.format(more=more)), list[str]()

        def stay(route: Route) -> None:
            bodies.append(route.request.post_data or "")
            route.fulfill(status=204)

        page.route(f"{HOST}/done", stay)
        return page, bodies

    return open_form


def test_a_double_click_sends_a_form_once_with_its_button(sent: Sent) -> None:
    page, bodies = sent("")
    page.get_by_role("button").dblclick()
    expect(page.get_by_role("button")).to_have_text("正在提交…")
    expect(page.get_by_role("button")).to_be_disabled()
    assert bodies == ["count=7&deed=declare"]


def test_a_form_that_leaves_its_page_standing_may_be_sent_again(sent: Sent) -> None:
    page, bodies = sent("data-again")
    for _ in range(2):
        with page.expect_response(f"{HOST}/done"):
            page.get_by_role("button").click()
    expect(page.get_by_role("button")).to_have_text("宣布")
    assert len(bodies) == 2


def test_the_button_is_back_when_one_comes_back_to_the_page(show: Show, posts: list[str]) -> None:
    page = show(STAY.format(more=""))
    page.get_by_role("button").click()
    page.wait_for_url(f"{HOST}/done")
    page.go_back()
    expect(page.get_by_role("button")).to_have_text("宣布")
    expect(page.get_by_role("button")).to_be_enabled()
    assert posts == ["count=7&deed=declare"]


@pytest.mark.parametrize(("typed", "asked"), [("", 0), ("8", 1)])
def test_a_half_filled_form_is_not_left_unasked(show: Show, typed: str, asked: int) -> None:
    page = show(STAY.format(more="data-unsaved"))
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.type)
        dialog.accept()

    page.on("dialog", note)
    page.locator("input").click()
    page.keyboard.type(typed)
    page.goto(f"{HOST}/elsewhere")
    assert dialogs == ["beforeunload"] * asked


def test_sending_a_form_is_not_leaving_it(show: Show, posts: list[str]) -> None:
    page = show(STAY.format(more="data-unsaved"))
    page.locator("input").fill("8")
    page.get_by_role("button").click()
    page.wait_for_url(f"{HOST}/done")
    assert posts == ["count=8&deed=declare"]


SHEET = """
<form class="sheet" method="post" action="/done"><input id="back" value="900">
<table><tr><td><input id="a" data-part="zhao"></td></tr>
<tr><td><input id="b" data-part="zhao"></td></tr></table>
<output data-sum="zhao"></output>
<span id="verdict" data-compares="zhao" data-with="#back" data-same="相符"
 data-more="多 {difference} 票" data-less="少 {difference} 票"></span>
<button type="submit">交表</button></form>"""


@pytest.mark.parametrize(
    ("second", "says"), [("199", "少 1 票"), ("２００", "相符"), ("201", "多 1 票"), ("二百", "")]
)
def test_a_sheet_adds_up_as_it_is_typed(show: Show, second: str, says: str) -> None:
    page = show(SHEET)
    page.locator("#a").fill("700")
    assert page.locator("output").inner_text() == "700"
    assert page.locator("#verdict").inner_text() == ""
    page.locator("#b").fill(second)
    assert page.locator("#verdict").inner_text() == says


def test_enter_goes_to_the_next_cell_and_never_sends_the_sheet(
    show: Show, posts: list[str]
) -> None:
    page = show(SHEET)
    page.locator("#back").focus()
    for there in ("#a", "#b", "button"):
        page.keyboard.press("Enter")
        expect(page.locator(there)).to_be_focused()
    assert posts == []


def test_arrows_go_up_and_down_a_column(show: Show) -> None:
    page = show(SHEET)
    page.locator("#a").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#b")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#b")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#a")).to_be_focused()


MENU = """<div class="dropdown"><button data-bs-toggle="dropdown" aria-expanded="false">我</button>
<div class="dropdown-menu"><a href="/out">退出</a></div></div><p>正文</p>"""


def test_escape_closes_a_menu_and_gives_the_focus_back(show: Show) -> None:
    page = show(MENU)
    button = page.get_by_role("button")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


def test_a_click_elsewhere_closes_a_menu(show: Show) -> None:
    page = show(MENU)
    page.get_by_role("button").click()
    page.get_by_text("正文").click()
    expect(page.get_by_role("button")).to_have_attribute("aria-expanded", "false")


def test_a_chart_draws_the_table_that_follows_and_names_itself(show: Show) -> None:
    page = show("""<figure data-chart="stacked"><figcaption>各镇进度</figcaption></figure>
<table><thead><tr><th>镇</th><th data-series="ok">正常</th><th>备注</th></tr></thead>
<tbody><tr><td>罗阳镇</td><td>26</td><td>无</td></tr></tbody></table>""")
    drawn = page.get_by_role("img", name="各镇进度")
    expect(drawn).to_be_visible()
    assert drawn.locator("svg").count() == 1
    assert "罗阳镇" in drawn.inner_text()
    assert "备注" not in drawn.inner_text()


# The pages of an office, in one line on a phone

SIDE = """<div class="top"><nav class="side"><a href="/">总览</a> <a href="/">单位</a>
<a href="/">班子和任期</a> <a href="/">包联</a> <a href="/">批次</a>
<a href="/" aria-current="page">联审</a> <a href="/">请示和备案</a></nav></div>"""


def test_on_a_phone_the_page_that_is_open_is_in_sight_among_those_of_an_office(show: Show) -> None:
    page = show(SIDE)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.reload()
    here = page.locator("[aria-current]").bounding_box()
    assert here is not None
    assert here["x"] >= 0
    assert here["x"] + here["width"] <= PHONE["width"]


# Topics of a law page

TOPICS = """<nav><a href="#second">第二</a></nav>
<details data-topic open><summary><h2 id="first">第一</h2></summary><p id="one">一</p></details>
<details data-topic open><summary><h2 id="second">第二</h2></summary><p id="two">二</p></details>"""


def open_topics(page: Page) -> list[str]:
    """The topics that are open, by their headings."""
    return page.locator("details[open] h2").all_inner_texts()


def test_on_a_desk_every_topic_is_open(show: Show) -> None:
    page = show(TOPICS)
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.reload()
    assert open_topics(page) == ["第一", "第二"]


def test_on_a_phone_a_topic_opens_by_itself_or_by_a_link_into_it(show: Show) -> None:
    page = show(TOPICS)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.reload()
    assert open_topics(page) == []
    page.locator("nav a").click()
    assert open_topics(page) == ["第二"]
    page.locator("#second").click()
    assert open_topics(page) == []
    page.locator("nav a").click()
    assert open_topics(page) == ["第二"]


@pytest.mark.parametrize(("place", "open_"), [("#one", ["第一"]), ("#%E0%A4", []), ("#none", [])])
def test_on_a_phone_the_topic_that_the_address_points_into_is_open(
    show: Show, place: str, open_: list[str]
) -> None:
    page = show(TOPICS)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{HOST}/?{place}")
    assert open_topics(page) == open_


def test_on_paper_every_topic_is_open_and_then_as_it_was(show: Show) -> None:
    page = show(TOPICS)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.reload()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert open_topics(page) == ["第一", "第二"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert open_topics(page) == []
