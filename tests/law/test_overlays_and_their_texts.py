"""Every rule of an overlay stands where it says: article, paragraph and item, with its figures.

The provincial texts are held beside the project; without them there is nothing to compare with.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from huanjie.law.shelf import Version, versions

TEXTS = Path(__file__).parents[3] / "shared" / "data" / "statutes"
DIGITS = "一二三四五六七八九"
NUMBER = rf"[{DIGITS}十百]+"
ARTICLE = re.compile(rf"^(第{NUMBER}条)[ 　]")
CITED = re.compile(rf"^(第{NUMBER}条)(?:第({NUMBER})款)?(?:第({NUMBER})项)?$")
FIGURE = re.compile(rf"[{DIGITS[1:]}十两][{DIGITS}十]*(?:日|个月|年|人|名)|一(?:日|个月|年)")
ELSEWHERE = re.compile(rf"自2026年起|国家法律|《|第{NUMBER}条")
"""Where a sentence goes on about another article, its figures are not the cited one's."""
SHORT = 30
"""Characters below which a rule leaves no other words than the text's own."""


def whole(number: str) -> int:
    """一 to 九十九 as a number."""
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return DIGITS.index(number) + 1
    return 10 * (DIGITS.index(tens) + 1 if tens else 1) + (DIGITS.index(ones) + 1 if ones else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A provincial text (条文): its title, and the lines of each article."""

    title: str
    articles: dict[str, list[str]]

    def passage(self, cited: str) -> str:
        """The words of the article, paragraph or item that is cited."""
        found = CITED.match(cited)
        assert found, f"{cited} is not written like an article"
        article, paragraph, item = found.groups()
        lines = self.articles[article]
        paragraphs = [line for line in lines if not line.startswith("（")]
        if item:
            (line,) = (each for each in lines if each.startswith(f"（{item}）"))
            return line
        if paragraph is None:
            return "".join(lines)
        start = paragraphs[whole(paragraph) - 1]
        after = lines[lines.index(start) + 1 :]
        items = []
        for line in after:
            if not line.startswith("（"):
                break
            items.append(line)
        return "".join([start, *items])


def text_of(path: Path) -> Text:
    articles: dict[str, list[str]] = {}
    title, *lines = path.read_text("utf-8").splitlines()
    for line in filter(None, (each.strip() for each in lines)):
        if found := ARTICLE.match(line):
            articles[found[1]] = [line.removeprefix(found[0])]
        elif articles and not line.startswith("#"):
            articles[list(articles)[-1]].append(line)
    return Text(title=title.removeprefix("# "), articles=articles)


def tables(value: Any) -> Iterator[dict[str, Any]]:
    """Every rule inside a file."""
    if isinstance(value, dict) and "article" in value:
        yield value
    inside = value.values() if isinstance(value, dict) else value
    for item in inside if isinstance(value, (dict, list)) else ():
        yield from tables(item)


def overlays() -> Iterator[Any]:
    for version in versions():
        for path in TEXTS.glob(f"{version.body}_{version.region}_*.md"):
            yield pytest.param(version, path, id=version.name)


OVERLAYS = list(overlays())
needs_the_texts = pytest.mark.skipif(
    not OVERLAYS, reason="the provincial texts are not beside the project"
)


def cited_rules(version: Version, text: Text) -> list[dict[str, Any]]:
    """The rules that rest on this text."""
    document = tomllib.loads(version.path.read_text("utf-8"))
    titles = {key: source["title"] for key, source in document["sources"].items()}
    return [rule for rule in tables(document) if titles[rule["source"]] == text.title]


@needs_the_texts
@pytest.mark.parametrize(("version", "path"), OVERLAYS)
def test_the_article_the_paragraph_and_the_item_are_there(version: Version, path: Path) -> None:
    text = text_of(path)
    rules = cited_rules(version, text)
    assert rules, f"nothing in {version.name} cites {text.title}"
    for rule in rules:
        assert text.passage(rule["article"]), rule


@needs_the_texts
@pytest.mark.parametrize(("version", "path"), OVERLAYS)
def test_the_days_months_and_people_of_a_sentence_stand_in_the_passage(
    version: Version, path: Path
) -> None:
    text = text_of(path)
    for rule in cited_rules(version, text):
        own = ELSEWHERE.split(rule["says"])[0]
        for figure in FIGURE.findall(own):
            assert figure in text.passage(rule["article"]), (figure, rule)


@needs_the_texts
@pytest.mark.parametrize(("version", "path"), OVERLAYS)
def test_no_long_sentence_is_a_copy_of_the_text(version: Version, path: Path) -> None:
    text = text_of(path)
    for rule in cited_rules(version, text):
        says = rule["says"].rstrip("。")
        assert len(says) < SHORT or says not in text.passage(rule["article"]), rule
