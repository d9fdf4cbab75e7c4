"""The one cast (固定的人物): eight invented people, and the small elections that they stand in.

赵 钱 孙 李 are men, 周 吴 郑 王 are women; nobody is anybody's relative until a test says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from huanjie.domain.contest import (
    ContestCount,
    ContestResult,
    Count,
    Declaration,
    Person,
    PersonId,
    Post,
    Revote,
    Sex,
)
from huanjie.law.citation import Citation

ZHAO, QIAN, SUN, LI = MEN = tuple(PersonId(name) for name in ("赵", "钱", "孙", "李"))
ZHOU, WU, ZHENG, WANG = WOMEN = tuple(PersonId(name) for name in ("周", "吴", "郑", "王"))
EVERYBODY: Final = (*MEN, *WOMEN)

CHAIR, VICE, MEMBER = Post("chair"), Post("vice-chair"), Post("member")


def sex_of(person: PersonId) -> Sex:
    """The sex of one of the cast (性别)."""
    return "f" if person in WOMEN else "m"


def stands(person: PersonId, votes: int) -> Person:
    """A candidate with so many votes (候选人)."""
    return Person(id=person, votes=votes, sex=sex_of(person))


def is_written_in(person: PersonId, votes: int) -> Person:
    """Somebody who is no candidate, with so many votes (另选他人)."""
    return Person(id=person, votes=votes, sex=sex_of(person), written_in=True)


def contest(
    post: Post,
    *people: Person,
    seats: int = 1,
    women_seat_met: bool = False,
    revote: Mapping[PersonId, int] | None = None,
) -> ContestCount:
    """One post's count (一项职务的计票结果)."""
    return ContestCount(
        post=post,
        seats=seats,
        people=people,
        women_seat_met=women_seat_met,
        revote=Revote(collected=sum(revote.values()), votes=revote) if revote else None,
    )


def poll(
    *contests: ContestCount,
    registered: int = 900,
    issued: int | None = 710,
    collected: int = 700,
    voters: int | None = None,
    relatives: Iterable[tuple[PersonId, PersonId]] = (),
) -> Count:
    """An election: unless a test says else, 700 of 900 voted, so that 351 votes elect."""
    return Count(
        contests=contests,
        registered=registered,
        issued=issued,
        collected=collected,
        voters=voters,
        near_relatives=tuple(relatives),
    )


def result_of(declared: Declaration, post: Post) -> ContestResult:
    """What was declared of one post."""
    return next(each for each in declared.contests if each.post == post)


def articles(grounds: Iterable[Citation]) -> list[str]:
    """The articles that decided (依据的条款), in order."""
    return [ground.article for ground in grounds]
