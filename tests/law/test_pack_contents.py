"""What hangs together inside each pack (规则包的内部一致): steps, forms, conditions, facts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.pack import RulePack
from huanjie.law.regions import REGIONS
from huanjie.law.shelf import load, versions

TODAY = date(2026, 6, 28)
NATIONAL = [version for version in versions() if version.region is None]
EVERY_PACK = [(version.name, region) for version in NATIONAL for region in (None, *REGIONS)]


def pack_of(name: str, region: str | None) -> RulePack:
    return load(name, today=TODAY, region=region)


@pytest.mark.parametrize(("name", "region"), EVERY_PACK)
def test_every_form_belongs_to_a_step(name: str, region: str | None) -> None:
    pack = pack_of(name, region)
    events = {step.event for step in pack.steps}
    assert {form.event for form in pack.forms} <= events


@pytest.mark.parametrize(("name", "region"), EVERY_PACK)
def test_every_condition_names_only_facts_that_the_pack_states(
    name: str, region: str | None
) -> None:
    pack = pack_of(name, region)
    stated = {fact.fact for fact in pack.stated_facts}
    for each in (*pack.registration, *pack.registration_grounds, *pack.proxy, *pack.eligibility):
        named = {node.id for node in ast.walk(ast.parse(each.when)) if isinstance(node, ast.Name)}
        assert named - {"age_on", "false"} <= stated, each.key


@pytest.mark.parametrize(("name", "region"), EVERY_PACK)
def test_every_step_is_dated_from_the_polling_day(name: str, region: str | None) -> None:
    dated = schedule(
        pack_of(name, region), polling_day=date(2026, 12, 20), calendar=load_calendar()
    )
    assert all(step.window.latest for step in dated.steps)
    assert not any(step.conflict for step in dated.steps)


@pytest.mark.parametrize("version", NATIONAL, ids=lambda version: version.name)
def test_a_condition_asks_of_posts_that_the_body_has(version: Any) -> None:
    pack = pack_of(version.name, None)
    posts = {post.post for post in pack.posts}
    assert {post for each in pack.eligibility for post in each.posts} <= posts


@pytest.mark.parametrize("version", NATIONAL, ids=lambda version: version.name)
def test_who_is_elected_first_is_a_body_of_the_shelf(version: Any) -> None:
    order = pack_of(version.name, None).body_order
    assert set(order.after if order else ()) <= {each.body for each in NATIONAL}


@pytest.mark.parametrize(("name", "region"), EVERY_PACK)
def test_how_sure_a_rule_is_stands_beside_its_ground_and_not_in_its_sentence(
    name: str, region: str | None
) -> None:
    """A posted notice prints the sentence; the mark (待核) is for officials, who see it beside."""

    def sentences(node: Any) -> Iterator[str]:
        for key, value in node.items() if isinstance(node, dict) else ():
            if key == "says":
                yield value
            yield from sentences(value)
        for each in node if isinstance(node, list) else ():
            yield from sentences(each)

    said = list(sentences(pack_of(name, region).document))
    assert said
    assert [each for each in said if "待核" in each] == []
