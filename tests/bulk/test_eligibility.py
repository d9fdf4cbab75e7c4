"""Eligibility over columns (成批审查) is the same as row by row, whoever is in the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bulk.test_conditions import VALUES

from huanjie.bulk import eligibility
from huanjie.bulk.conditions import MOST_CONDITIONS
from huanjie.domain.eligibility import judge_cases
from huanjie.door.fault import BadInput
from huanjie.exchange.eligibilities import PersonFound, judge_people
from huanjie.exchange.peoplefile import PersonRow
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

DAY: Final = date(2026, 12, 20)
PACKS: Final = {
    "villagers": load("villagers-committee", today=DAY),
    "sichuan": load("villagers-committee", today=DAY, region="sichuan"),
    "residents": load("residents-committee", today=DAY),
    "supervisory": load("village-supervisory", today=DAY),
}
POSTS: Final = (None, "主任", "chair", "委员", "文书")


def values_of(fact: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(fact.choices) if fact.choices else VALUES[fact.kind]


def people_of(pack: RulePack) -> st.SearchStrategy[list[PersonRow]]:
    stated = {fact.fact: values_of(fact) for fact in pack.stated_facts}
    row = st.builds(
        PersonRow,
        sheet=st.none(),
        row=st.just(2),
        name=st.just("赵甲"),
        post=st.sampled_from(POSTS),
        on=st.none() | st.sampled_from([DAY, DAY + timedelta(1)]),
        stated=st.fixed_dictionaries({}, optional=stated),
    )
    return st.lists(row, min_size=1, max_size=12)


def both(
    pack: RulePack, people: Sequence[PersonRow]
) -> tuple[tuple[PersonFound, ...], tuple[PersonFound, ...]]:
    told: list[int] = []
    by_columns = judge_people(
        pack, people, on=DAY, judge=eligibility.judge_cases, progress=told.append
    )
    assert told == list(range(1, len(people) + 1))
    return by_columns, judge_people(pack, people, on=DAY)


@pytest.mark.parametrize("name", PACKS)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_columns_find_reasons_and_articles_as_row_by_row(name: str, data: st.DataObject) -> None:
    by_columns, by_rows = both(PACKS[name], data.draw(people_of(PACKS[name])))
    assert by_columns == by_rows


def person(**stated: Any) -> PersonRow:
    return PersonRow(sheet=None, row=2, name=None, post=None, on=None, stated=stated)


def test_nobody_is_missed_between_two_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eligibility, "_PART", 8)
    everybody = [person(birth_date=DAY - timedelta(6_560 + day)) for day in range(30)]
    by_columns, by_rows = both(PACKS["villagers"], everybody)
    assert by_columns == by_rows
    assert len({each.found.finding for each in by_rows}) > 1


@pytest.mark.parametrize("times", [0, MOST_CONDITIONS + 1])
def test_no_conditions_of_a_post_or_more_than_columns_take_are_judged_all_the_same(
    times: int,
) -> None:
    pack = PACKS["villagers"]
    own = replace(pack.eligibility[0], posts=("chair",) if not times else ())
    pack = replace(pack, eligibility=(own,) * max(times, 1))
    by_columns, by_rows = both(pack, [person(), person(birth_date=DAY)])
    assert by_columns == by_rows


def test_a_day_before_the_law_is_refused_as_row_by_row() -> None:
    pack = PACKS["villagers"]
    early = replace(person(), on=pack.effective_from - timedelta(1), row=7)
    for judge in (judge_cases, eligibility.judge_cases):
        with pytest.raises(BadInput, match="没有施行") as refused:
            judge_people(pack, [person(), early], on=DAY, judge=judge)
        assert refused.value.at == "第 7 行"
