"""What a person does at a page (操作): read, press, type, download. Words are the page's own."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    ViewportSize,
    expect,
)

PASSWORD = "demo"
REFUSED = 422
SERVER_ERROR = 500


class Screen(Enum):
    """What somebody holds (屏幕)."""

    PHONE = ViewportSize(width=390, height=844)
    DESK = ViewportSize(width=1280, height=900)


class Watch:
    """What went wrong on any page (页面上的错误), whoever looked at it."""

    def __init__(self) -> None:
        self.wrong: list[str] = []

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a window."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.wrong.append(str(error.error)))
        context.on("response", self._response)

    def _console(self, told: ConsoleMessage) -> None:
        # Chromium reports a form that is answered by itself, with what to mend, as not loaded.
        if told.type == "error" and f"status of {REFUSED} " not in told.text:
            self.wrong.append(f"{told.page and told.page.url}: {told.text}")

    def _response(self, answer: Response) -> None:
        if answer.status >= SERVER_ERROR:
            self.wrong.append(f"{answer.request.method} {answer.url}: {answer.status}")


class Visitor:
    """Somebody with a window (使用者)."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site

    @property
    def main(self) -> Locator:
        """The page without its frame."""
        return self.page.locator("#main")

    def opens(self, path: str) -> None:
        """Type an address of the site."""
        self.page.goto(f"{self.site}{path}")

    def signs_in(self, name: str) -> None:
        """Type the account and its password."""
        self.opens("/sign-in/")
        form = self.main.locator("form").first
        form.get_by_label("账号").fill(name)
        form.get_by_label("密码").fill(PASSWORD)
        with self.page.expect_navigation():
            form.get_by_role("button", name="登录").click()
        expect(self.page.get_by_role("button", name="退出")).to_be_visible()

    def control(self, name: str) -> Locator:
        """The one button or link of the page with exactly these words."""
        button = self.main.get_by_role("button", name=name, exact=True)
        return button.or_(self.main.get_by_role("link", name=name, exact=True))

    def presses(self, name: str) -> None:
        """Press it, and be on the next page."""
        with self.page.expect_navigation():
            self.control(name).click()

    def downloads(self, name: str, folder: Path) -> Path:
        """Press it, and have the file."""
        with self.page.expect_download() as waiting:
            self.control(name).click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    def types(self, answers: Mapping[str, object]) -> None:
        """Fill fields by their labels; a choice of a list by its words."""
        for label, answer in answers.items():
            field = self.main.get_by_label(label, exact=True)
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(label=str(answer))
            else:
                field.fill(str(answer))

    def fills(self, answers: Mapping[str, object]) -> None:
        """Fill fields by their names, where the page has one label more than once."""
        for name, answer in answers.items():
            self.main.locator(f'input[name="{name}"]').fill(str(answer))

    def reads(self) -> str:
        """The words that can be seen."""
        return self.main.inner_text()

    def sees(self, *words: str) -> None:
        """All of these stand on the page."""
        for each in words:
            expect(self.main).to_contain_text(each)

    def names_under(self, heading: str) -> list[str]:
        """The people listed in the section of this heading, in its order."""
        head = self.page.get_by_role("heading", name=heading, exact=True)
        section = self.main.locator("section").filter(has=head)
        return section.locator(".person").all_inner_texts()

    def today(self) -> datetime.date:
        """The demo's day, as the bar above the page shows it."""
        return datetime.date.fromisoformat(self.page.locator('input[name="day"]').input_value())

    def jumps_to(self, day: datetime.date) -> None:
        """Move the demo's day with the bar above the page."""
        bar = self.page.get_by_role("region", name="演示日期")
        bar.locator('input[name="day"]').fill(day.isoformat())
        with self.page.expect_navigation():
            bar.get_by_role("button").click()
        assert self.today() == day

    def turns_to(self, part: str) -> None:
        """A part of this election, from the row of links under its heading."""
        with self.page.expect_navigation():
            row = self.page.get_by_role("navigation", name="本次选举")
            row.get_by_role("link", name=part, exact=True).click()
