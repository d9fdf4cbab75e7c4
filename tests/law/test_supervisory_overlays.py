"""What Sichuan and Zhejiang say of the supervisory committees (监督委员会的地区规定).

They are laid here over the least that a national version may hold.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.law.lookup import DAY, condition, holds, provision

from huanjie.law.pack import RulePack
from huanjie.law.shelf import PACKS, load

Laid = Callable[[str, str], RulePack]

NATIONAL = """
body = "{body}"
name = "监督委员会"
effective_from = 2018-12-29
revision = 1
decided_by = "province"

[sources.convention]
title = "换届约定"
rank = "convention"

[[post]]
post = "head"
name = "主任"

[[post]]
post = "supervisor"
name = "委员"

[[step]]
event = "polling-day"
name = "推选日"
anchor = "polling-day"
direction = "on"
source = "convention"
article = "推选日"
says = "推选的那一日。"
confidence = "C"
"""


@pytest.fixture
def laid(tmp_path: Path) -> Laid:
    """The overlay of a region over a national version of the body that says next to nothing."""

    def over(body: str, region: str) -> RulePack:
        shutil.copytree(PACKS / body / region, tmp_path / body / region)
        (tmp_path / body / "2018-12-29.toml").write_text(NATIONAL.format(body=body), "utf-8")
        return load(body, today=DAY, region=region, root=tmp_path)

    return over


@pytest.mark.parametrize(
    ("body", "elected_first", "article"),
    [
        ("village-supervisory", "villagers-committee", "第四十条第三款"),
        ("residents-supervisory", "residents-committee", "第三十八条第三款"),
    ],
)
def test_in_sichuan_the_new_committee_has_them_chosen_within_fifteen_days(
    laid: Laid, body: str, elected_first: str, article: str
) -> None:
    law = laid(body, "sichuan")
    within = provision(law, "chosen-within").citation
    assert "十五日" in within.says
    assert law.body_order is not None
    assert law.body_order.after == (elected_first,)
    assert within.article == law.body_order.citation.article == article


@pytest.mark.parametrize(
    ("people", "lawful"), [(2, False), (3, True), (4, True), (5, True), (6, False)]
)
def test_in_zhejiang_they_are_three_to_five(laid: Laid, people: int, lawful: bool) -> None:
    size = laid("village-supervisory", "zhejiang").size
    assert size is not None
    assert size.allows(people) is lawful
    assert size.citation.confidence == "S"


@pytest.mark.parametrize("keeps_the_books", [True, False])
def test_in_zhejiang_neither_clerk_nor_cashier_is_one_of_them(
    laid: Laid, keeps_the_books: bool
) -> None:
    asked = condition(laid("village-supervisory", "zhejiang").eligibility, "accounts")
    assert holds(asked, clerk_or_cashier=keeps_the_books) is not keeps_the_books
    assert asked.citation.confidence == "S"
