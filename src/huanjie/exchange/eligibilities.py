"""Findings of eligibility (资格审查结果): people of a file, as JSON and as text."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from huanjie.domain.contest import Post
from huanjie.domain.eligibility import (
    FINDINGS,
    MEMBER,
    Eligibility,
    EligibilityCase,
    Judge,
    judge_cases,
)
from huanjie.domain.evaluation import Stated
from huanjie.door.fault import BadInput
from huanjie.exchange.answers import grounds_as_json
from huanjie.exchange.peoplecolumns import post_of
from huanjie.exchange.peoplefile import PersonRow
from huanjie.exchange.rawsheet import place
from huanjie.exchange.statedfacts import given_of
from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFound:
    """One person's finding (一个人的结论)."""

    person: PersonRow
    post: Post
    found: Eligibility


def judge_people(
    pack: RulePack,
    people: Sequence[PersonRow],
    *,
    post: Post = MEMBER,
    on: datetime.date,
    judge: Judge = judge_cases,
    progress: Callable[[int], None] = lambda people: None,
) -> tuple[PersonFound, ...]:
    """Judge each person for the post and day of the row, else for `post` and `on`."""
    posts = [post_of(pack, each.post) if each.post else post for each in people]
    cases = (
        EligibilityCase(post=own, stated=_stated(pack, person, on=on))
        for person, own in zip(people, posts, strict=True)
    )
    found = []
    for person, own, eligibility in zip(people, posts, judge(pack, cases), strict=True):
        found.append(PersonFound(person=person, post=own, found=eligibility))
        progress(len(found))
    return tuple(found)


def _stated(pack: RulePack, person: PersonRow, *, on: datetime.date) -> Stated:
    """What is stated of a person on his own day; BadInput where the pack was not in force then."""
    day = person.on or on
    if day < pack.effective_from:
        raise BadInput(
            f"{pack.id} 在 {day} 没有施行",
            at=place(person.sheet, person.row),
            remedy="检查这一行的日期，或者用 --on 换当时的版本",
        )
    return {**person.stated, **given_of(pack.stated_facts, polling_day=day)}


def people_as_json(pack: RulePack, found: tuple[PersonFound, ...]) -> dict[str, Any]:
    """`eligibility --json`; the sheet is named where people stand in several."""
    sheets = len({each.person.sheet for each in found}) > 1
    return {"pack": pack.id, "people": [_person_as_json(each, sheets=sheets) for each in found]}


def _person_as_json(each: PersonFound, *, sheets: bool) -> dict[str, Any]:
    where = {"sheet": each.person.sheet} if sheets else {}
    return {
        **where,
        "row": each.person.row,
        "name": each.person.name,
        "post": each.post,
        "finding": each.found.finding,
        "reasons": list(each.found.reasons),
        "grounds": grounds_as_json(each.found.grounds),
    }


RESULT_HEADINGS: Final = ("工作表", "行号", "姓名", "职务", "结论", "原因", "依据")


def people_as_rows(pack: RulePack, found: Iterable[PersonFound]) -> Iterator[tuple[str, ...]]:
    """A row a person under `RESULT_HEADINGS` (资格审查结果表)."""
    for each in found:
        person, result = each.person, each.found
        articles = [c.quoted for c in result.grounds] if result.finding != "eligible" else []
        yield (
            person.sheet or "",
            str(person.row),
            person.name or "",
            pack.post_name(each.post),
            FINDINGS[result.finding],
            "；".join(result.reasons),
            "".join(articles),
        )


def people_as_text(pack: RulePack, found: tuple[PersonFound, ...]) -> Iterator[str]:
    """A finding a person, with reasons and articles, then how many of each."""
    yield f"{pack.name}  {pack.id}\n"
    for each in found:
        yield _person_as_text(pack, each)
    counts = Counter(each.found.finding for each in found)
    told = "，".join(f"{word} {counts[key]} 人" for key, word in FINDINGS.items() if counts[key])
    yield f"\n共 {len(found)} 人：{told}\n"


def _person_as_text(pack: RulePack, each: PersonFound) -> str:
    person, found = each.person, each.found
    who = f"{place(person.sheet, person.row)} {person.name or '（没有姓名）'}"
    lines = [f"{who}，{pack.post_name(each.post)}：{FINDINGS[found.finding]}"]
    lines += [f"    {reason}" for reason in found.reasons]
    if found.finding != "eligible":
        lines += [f"    {c.quoted}" for c in found.grounds]
    return "\n".join(lines) + "\n"
