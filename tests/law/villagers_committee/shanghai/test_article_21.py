"""上海市村民委员会选举办法第二十一条：三人当选的可以暂缺，由会议决定；不足三人的三十日内另行选举。"""

from __future__ import annotations

import pytest
from tests.law.asking import asked
from tests.law.lookup import DAY, provision

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="shanghai")


def test_with_three_elected_a_meeting_may_leave_the_rest_vacant() -> None:
    enough = LAW.still_short
    assert enough is not None
    assert (enough.elected_at_least, enough.if_agreed) == (3, "村民会议或者村民代表会议")
    assert (enough.before_runoff, enough.with_chair) == (True, False)
    assert enough.citation.article == "第二十一条第一款"
    assert "第二十一条第二款" in provision(LAW, "no-chair").citation.article


@pytest.mark.parametrize(("third", "steps"), [(301, ["decide"]), (300, ["runoff"])])
def test_with_three_elected_the_meeting_decides_before_any_runoff(
    third: int, steps: list[str]
) -> None:
    votes = {"李": 500, "孙": 450, "钱": third, "周": 200}
    people = [{"id": name, "votes": number, "sex": "f"} for name, number in votes.items()]
    came = asked(
        LAW,
        "declare",
        **{"registered": 700, "voters": 600, "collected": 600},
        contests=[{"post": "member", "seats": 4, "candidates": people}],
    )
    (result,) = came.answer["contests"]
    assert (came.status, came.answer["valid"], result["next"]) == (0, True, steps)
    meeting = "由村民会议或者村民代表会议决定" in "".join(result["conditions"])
    assert meeting is (steps == ["decide"])
    assert ("第二十一条第一款" in came.articles) is meeting


def test_otherwise_the_rest_are_run_off_by_the_national_law() -> None:
    assert "第十八条第二款" in provision(LAW, "vacant-after-three").citation.says
