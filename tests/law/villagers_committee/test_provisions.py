"""What no arithmetic needs and everybody must know (其他规定), each with its article."""

from __future__ import annotations

from datetime import date

import pytest
from tests.law.lookup import provision

from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY)


@pytest.mark.parametrize(
    ("key", "article"),
    [
        ("directly-elected", "第十四条第一款"),
        ("joint-posts", "第八条第三款"),
        ("secrecy", "第十八条第三款"),
        ("proxies-posted", "第十八条第四款"),
        ("recall-defence", "第十九条第一款"),
        ("resignation", "第二十条"),
        ("void-election", "第二十一条第一款"),
        ("reports", "第二十一条第二款"),
        ("ends-by-itself", "第二十二条"),
        ("by-election", "第二十三条"),
        ("assembly-called", "第二十五条第二款"),
        ("party-first", "第二十八条第三款"),
        ("group-meeting", "第三十二条第二款"),
        ("group-heads", "第三十二条第三款"),
        ("supervision", "第三十七条第一款"),
        ("two-unfit-reviews", "第三十八条第二款"),
        ("archives", "第三十九条"),
        ("audit", "第四十条第二款"),
    ],
)
def test_a_provision_names_the_paragraph_in_which_it_stands(key: str, article: str) -> None:
    assert provision(LAW, key).citation.article == article


@pytest.mark.parametrize("key", ["mobile-boxes", "workers", "no-chair", "archives-kept"])
def test_what_only_the_rules_of_2013_say_is_shown_as_guidance(key: str) -> None:
    found = next(each for each in LAW.provisions if each.key == key)
    assert (found.citation.rank, found.citation.confidence) == ("guidance", "M")


def test_an_emergency_is_a_convention_of_ours() -> None:
    found = next(each for each in LAW.provisions if each.key == "emergency")
    assert found.citation.rank == "convention"
