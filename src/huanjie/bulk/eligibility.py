"""Eligibility over columns (成批审查任职资格): a long table, each person found as the domain finds.

The columns tell who fails a condition or cannot be told; the domain judges those, for their reasons
and articles. Whoever meets all differs only in what nobody stated and the pack takes as met: the
domain judges one of each kind. A test holds this equal to `domain.eligibility.judge_cases`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import numpy as np

from huanjie.bulk.columns import Columns, number_of, read_columns
from huanjie.bulk.conditions import MOST_CONDITIONS, judge_all
from huanjie.domain.contest import Post
from huanjie.domain.eligibility import Eligibility, EligibilityCase, asked_of, judge_eligibility
from huanjie.domain.evaluation import Stated
from huanjie.exchange.peoplecolumns import POLLING_DAY
from huanjie.law.expression import Fact, Value, facts_of
from huanjie.law.pack import RulePack

_PART: Final = 1 << 14  # people in hand: columns of a whole file would hold every cell once more


def judge_cases(pack: RulePack, cases: Iterable[EligibilityCase]) -> Iterator[Eligibility]:
    """Judge each case, in their order."""
    left = iter(cases)
    while part := tuple(itertools.islice(left, _PART)):
        yield from _judged(pack, part)


def _judged(pack: RulePack, cases: Sequence[EligibilityCase]) -> Iterator[Eligibility]:
    """In the order of the cases, all of one post at a time."""
    places: dict[Post, list[int]] = {}
    for at, case in enumerate(cases):
        places.setdefault(case.post, []).append(at)
    found: dict[int, Eligibility] = {}
    for post, own in places.items():
        stated = [cases[at].stated for at in own]
        found.update(zip(own, _judged_for(pack, post, stated), strict=True))
    return (found[at] for at in range(len(cases)))


def _judged_for(pack: RulePack, post: Post, everybody: Sequence[Stated]) -> Iterator[Eligibility]:
    asked = asked_of(pack, post)
    facts = dict.fromkeys(fact for each in asked for fact in facts_of(each.expression))
    if not facts or len(asked) > MOST_CONDITIONS:
        yield from (judge_eligibility(pack, stated, post=post) for stated in everybody)
        return
    found = judge_all(asked, _columns(facts, everybody))
    meets_all, silent = found.meets_all().tolist(), found.taken_masks().tolist()
    alike: dict[int, Eligibility] = {}
    for stated, meets, mask in zip(everybody, meets_all, silent, strict=True):
        if not meets:
            yield judge_eligibility(pack, stated, post=post)
            continue
        if mask not in alike:
            alike[mask] = judge_eligibility(pack, stated, post=post)
        yield alike[mask]


def _columns(facts: Iterable[Fact], everybody: Sequence[Stated]) -> Columns:
    values: dict[str, Any] = {}
    known: dict[str, Any] = {}
    for fact in facts:
        stated = [each.get(fact.fact) for each in everybody]
        values[fact.fact] = np.array([_number(value, fact) for value in stated], np.int64)
        if None in stated:
            known[fact.fact] = np.array([value is not None for value in stated])
    days = {each.get(POLLING_DAY) for each in everybody}
    constants: dict[str, Value] = {}
    if POLLING_DAY in values and POLLING_DAY not in known and len(days) == 1:
        # One day for all is turned into a birth date to compare with: no age is worked out.
        constants[POLLING_DAY] = everybody[0][POLLING_DAY]
    return read_columns(facts, values, known=known, constants=constants)


def _number(value: Value | None, fact: Fact) -> int:
    return 0 if value is None else number_of(value, fact.kind, fact.choices)
