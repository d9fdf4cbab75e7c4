"""One fixed cast (固定的人物), all invented, and the branch meeting (党员大会) they stand in."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Final

from tests.domain.people import EVERYBODY, MEMBER

from huanjie.domain.contest import (
    ContestCount,
    ContestResult,
    Count,
    Person,
    PersonId,
    Post,
    Revote,
)
from huanjie.domain.declaration import declare
from huanjie.law.shelf import load

NAMES: Final = dict(
    zip(EVERYBODY, ("赵一", "钱二", "孙三", "李四", "周五", "吴六", "郑七", "王九"), strict=True)
)
"""Each id's full name on the paper (姓名)."""

SECRETARY: Final = Post("secretary")
DEPUTY: Final = Post("deputy-secretary")

MEETING_DAY: Final = datetime.date(2026, 5, 8)
LAW: Final = load("party-branch@2020-07-13", today=MEETING_DAY)


def contest(seats: int = 3, post: Post = MEMBER, **votes: int) -> ContestCount:
    """One post's count, from each person's approvals."""
    people = tuple(Person(id=PersonId(person), votes=n) for person, n in votes.items())
    return ContestCount(post=post, seats=seats, people=people)


def meeting(
    *contests: ContestCount,
    entitled: int = 50,
    attended: int = 44,
    voters: int | None = None,
    issued: int | None = None,
    collected: int | None = None,
) -> Count:
    """A members' meeting; as many papers come back as people are present, unless it is said."""
    return Count(
        contests=contests,
        entitled=entitled,
        attended=attended,
        voters=voters,
        issued=issued,
        collected=attended if collected is None else collected,
    )


def result(count: Count) -> ContestResult:
    """The result of the one contest of a valid meeting."""
    (only,) = declare(count, LAW).contests
    return only


def again(count: ContestCount, **votes: int) -> ContestCount:
    """The same contest after a vote between those who were equal (再次投票)."""
    named = {PersonId(person): n for person, n in votes.items()}
    return replace(count, revote=Revote(collected=sum(votes.values()), votes=named))
