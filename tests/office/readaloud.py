"""A page as it is read aloud (读出来的页面), and what of it is in the wrong language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

from django.test import Client

CHINESE: Final = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef\U00020000-\U0003ffff]+")
VOID: Final = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SPOKEN: Final = {"alt", "aria-label", "aria-description", "placeholder", "title"}
KEYS: Final = {"data-part", "data-sum", "data-compares", "data-with"}
"""attributes that name another element, and are never shown"""

Told = list[str]


class Reader(HTMLParser):
    """A page as it is read aloud: what is said in its own language, and what is marked Chinese."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.own: Told = []
        self.chinese: Told = []
        self.language = ""
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang") or (self._open[-1][1] if self._open else "")
        if tag == "html":
            self.language = language
        if not language.startswith("zh"):
            words = (v for k, v in given.items() if k in SPOKEN or is_said(k))
            self.own += [word for word in words if word]
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        opened = [name for name, _ in self._open]
        if tag in opened:
            del self._open[len(opened) - 1 - opened[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not data.strip() or any(tag in ("script", "style") for tag, _ in self._open):
            return
        is_chinese = bool(self._open) and self._open[-1][1].startswith("zh")
        (self.chinese if is_chinese else self.own).append(data.strip())


def is_said(attribute: str) -> bool:
    """Whether a script may show what the attribute holds."""
    return attribute.startswith("data-") and attribute not in KEYS


def faults(address: str, html: str) -> Iterator[str]:
    """What is wrong with an English page."""
    page = Reader(html)
    if page.language != "en":
        yield f"{address}: the page says it is in {page.language or 'no language'}"
    for says in page.own:
        if CHINESE.search(says):
            yield f"{address}: {says!r} is not English"
    for says in page.chinese:
        if re.search("[A-Za-z]{3}", says) and not CHINESE.search(says):
            yield f"{address}: {says!r} is not Chinese"


def english(browser: Client) -> Client:
    """The same browser, its owner preferring English."""
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return browser
