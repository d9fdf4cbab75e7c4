"""Every rule of an overlay stands where it says: article, paragraph and item, with its figures.

The provincial texts are kept beside the project. Their outlines (`outlines.json`) are kept with it:
where the texts are not at hand the citations are held against those, and with the texts at hand the
outlines are held against them.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from scripts.derive_outlines import DIGITS, FIGURE, NUMBER, OUTLINES, Articles, outline, read_text

from huanjie.law.shelf import Version, versions

CITED: Final = re.compile(rf"^(第{NUMBER}条)(?:第({NUMBER})款)?(?:第({NUMBER})项)?$")
ELSEWHERE: Final = re.compile(rf"自2026年起|国家法律|《|第{NUMBER}条")
"""Where a sentence goes on about another article, its figures are not the cited one's."""
SHORT: Final = 30
"""Characters below which a rule leaves no other words than the text's own."""


def whole(number: str) -> int:
    """一 to 九十九 as a number."""
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return DIGITS.index(number) + 1
    return 10 * (DIGITS.index(tens) + 1 if tens else 1) + (DIGITS.index(ones) + 1 if ones else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A provincial text, or its outline (条文): its title, and the lines of each article."""

    title: str
    articles: Articles

    def passage(self, cited: str) -> list[str]:
        """The lines of the article, paragraph or item that is cited."""
        found = CITED.match(cited)
        assert found, f"{cited} is not written like an article"
        article, paragraph, item = found.groups()
        lines = self.articles[article]
        if item:
            return [next(each for each in lines if each.startswith(f"（{item}）"))]
        if paragraph is None:
            return lines
        starts = [at for at, line in enumerate(lines) if not line.startswith("（")]
        first = starts[whole(paragraph) - 1]
        return lines[first : next((at for at in starts if at > first), len(lines))]


def outlines() -> dict[str, Text]:
    """The outline of each text, by the name of its file."""
    kept = json.loads(OUTLINES.read_text("utf-8"))
    return {
        name: Text(title=title, articles=articles)
        for name, titled in kept.items()
        for title, articles in titled.items()
    }


def texts() -> Path | None:
    """The folder of the texts, beside the project or above it."""
    places = (each / "shared" / "data" / "statutes" for each in Path(__file__).parents)
    return next((each for each in places if each.is_dir()), None)


def tables(value: Any) -> Iterator[dict[str, Any]]:
    """Every rule inside a file."""
    if isinstance(value, dict) and "article" in value:
        yield value
    inside = value.values() if isinstance(value, dict) else value
    for item in inside if isinstance(value, (dict, list)) else ():
        yield from tables(item)


def cited_rules(version: Version, text: Text) -> list[dict[str, Any]]:
    """The rules that rest on this text."""
    document = tomllib.loads(version.path.read_text("utf-8"))
    titles = {key: source["title"] for key, source in document["sources"].items()}
    return [rule for rule in tables(document) if titles[rule["source"]] == text.title]


KEPT: Final = outlines()
TEXTS: Final = texts()
OVERLAYS: Final = [
    pytest.param(version, name, id=version.name)
    for version in versions()
    for name in KEPT
    if name.startswith(f"{version.body}_{version.region}_")
]
against_an_outline = pytest.mark.parametrize(("version", "name"), OVERLAYS)
needs_the_texts = pytest.mark.skipif(
    TEXTS is None, reason="the provincial texts are not beside the project"
)


def test_every_overlay_of_an_elected_committee_has_its_outline() -> None:
    elected = ("villagers-committee", "residents-committee")
    own = {each.name for each in versions() if each.region and each.body in elected}
    assert {param.id for param in OVERLAYS} == own


@against_an_outline
def test_the_article_the_paragraph_and_the_item_are_there(version: Version, name: str) -> None:
    text = KEPT[name]
    rules = cited_rules(version, text)
    assert rules, f"nothing in {version.name} cites {text.title}"
    for rule in rules:
        assert text.passage(rule["article"]), rule


@against_an_outline
def test_the_days_months_and_people_of_a_sentence_stand_in_the_passage(
    version: Version, name: str
) -> None:
    text = KEPT[name]
    for rule in cited_rules(version, text):
        own = ELSEWHERE.split(rule["says"])[0]
        for figure in FIGURE.findall(own):
            assert figure in " ".join(text.passage(rule["article"])), (figure, rule)


@needs_the_texts
@pytest.mark.parametrize("name", KEPT)
def test_an_outline_is_that_of_its_text(name: str) -> None:
    assert TEXTS is not None
    title, articles = read_text(TEXTS / f"{name}.md")
    assert KEPT[name] == Text(title=title, articles=outline(articles))


@needs_the_texts
@against_an_outline
def test_no_long_sentence_is_a_copy_of_the_text(version: Version, name: str) -> None:
    assert TEXTS is not None
    title, articles = read_text(TEXTS / f"{name}.md")
    text = Text(title=title, articles=articles)
    for rule in cited_rules(version, text):
        says = rule["says"].rstrip("。")
        assert len(says) < SHORT or says not in "".join(text.passage(rule["article"])), rule
