"""民法典第十七条至第二十条：谁有完全民事行为能力，才参加成员大会。

The collective's law asks for full capacity and says no age; the ages are the Civil Code's.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.law.asking import asked

from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("collective-organisation", on=DAY, today=DAY)
EIGHTEEN, A_DAY_LATE = "2008-12-20", "2008-12-21"
SIXTEEN, TOO_LATE = "2010-12-20", "2010-12-21"
CODE = "中华人民共和国民法典"


def registered(**said: Any) -> tuple[bool, str]:
    """Whether a member of the collective is registered, and why not."""
    person = {"organisation_member": True, **said}
    came = asked(LAW, "registration", persons={"甲": person}, polling_day=DAY.isoformat())
    return came.answer["registered"] == ["甲"], "".join(came.answer["reasons"].get("甲", []))


@pytest.mark.parametrize(
    ("born", "income", "is_registered"),
    [
        (EIGHTEEN, None, True),
        (EIGHTEEN, False, True),
        (A_DAY_LATE, None, False),
        (A_DAY_LATE, False, False),
        (A_DAY_LATE, True, True),
        (SIXTEEN, True, True),
        (SIXTEEN, None, False),
        (TOO_LATE, True, False),
        (TOO_LATE, None, False),
    ],
)
def test_an_adult_is_registered_and_from_sixteen_whoever_lives_on_their_own_income(
    born: str, income: bool | None, is_registered: bool
) -> None:
    said = {} if income is None else {"own_income": income}
    assert registered(birth_date=born, **said)[0] is is_registered


def test_what_a_minor_has_not_stated_is_asked_and_not_taken() -> None:
    _, why = registered(birth_date=A_DAY_LATE)
    assert "不能判断" in why
    assert "没有写明“未满十八周岁的，以自己的劳动收入为主要生活来源”" in why
    _, why = registered(birth_date=TOO_LATE, own_income=True)
    assert "不符合“选举日年满十六周岁”" in why


def test_of_whoever_says_no_birth_the_age_is_taken_as_met() -> None:
    assert registered() == (True, "")
    assert registered(own_income=False) == (True, "")


def test_it_rests_on_the_civil_code_and_is_our_reading() -> None:
    found = {each.key: each.citation for each in LAW.registration}
    for key in ("sixteen", "of-age"):
        assert (found[key].law, found[key].confidence) == (CODE, "C")
        assert found[key].article.startswith(("第十七条", "第十八条"))


def test_whoever_has_no_full_capacity_is_not_registered_at_any_age() -> None:
    is_registered, why = registered(birth_date="1970-01-01", full_capacity=False)
    assert not is_registered
    assert "完全民事行为能力" in why


@pytest.mark.parametrize("post", ["head", "member", "supervisor"])
@pytest.mark.parametrize(
    ("born", "income", "finding"),
    [
        (EIGHTEEN, None, "eligible"),
        (EIGHTEEN, False, "eligible"),
        (A_DAY_LATE, None, "unknown"),
        (A_DAY_LATE, False, "barred"),
        (A_DAY_LATE, True, "eligible"),
        (SIXTEEN, True, "eligible"),
        (TOO_LATE, True, "barred"),
        (TOO_LATE, None, "barred"),
        ("2012-12-20", None, "barred"),
    ],
)
def test_whoever_stands_is_as_old_as_whoever_votes(
    born: str, income: bool | None, finding: str, post: str
) -> None:
    """Somebody of fourteen has no full capacity, and is no candidate, though nobody wrote so."""
    bars = ("council_member", "finance_staff")
    free = {fact: False for own in bars for fact in (own, f"near_relative_of_{own}")}
    person = {"organisation_member": True, "birth_date": born}
    person |= free if income is None else free | {"own_income": income}
    came = asked(LAW, "eligibility", person=person, post=post, on=DAY.isoformat())
    assert came.answer["finding"] == finding
    if finding == "barred":
        assert all(article.startswith(("第十七条", "第十八条")) for article in came.articles)


def test_its_ages_are_our_reading_too() -> None:
    found = {each.key: each.citation for each in LAW.eligibility}
    for key in ("sixteen", "of-age"):
        assert (found[key].law, found[key].confidence) == (CODE, "C")
