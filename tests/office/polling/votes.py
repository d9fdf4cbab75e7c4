"""What came of a vote (投票的结果), and which votes are open after it."""

from __future__ import annotations

from typing import Any

from tests.office.polling.conftest import Evening, choice

from huanjie.domain.rounds import declare_rounds
from huanjie.office.planning.laws import law_of
from huanjie.office.polling.nextround import open_now
from huanjie.office.polling.rounds import stored_count

RUNOFF_OF_MEMBERS = "runoff/member/all"

OFFICERS = "officers/secretary,deputy-secretary/all"


def final(evening: Evening) -> dict[Any, tuple[Any, ...]]:
    """Who holds each post after the latest declared vote."""
    count = stored_count(evening.round)
    return dict(declare_rounds(count, law_of(evening.election).pack).final)


def first_answer(evening: Evening) -> Any:
    return declare_rounds(stored_count(evening.round), law_of(evening.election).pack).answers[0]


def offered(evening: Evening) -> list[str]:
    return list(open_now(evening.election, evening.round))


def members(p3: int, p4: int, p5: int, p6: int = 0) -> Any:
    """690 valid papers of 700, with these votes for the members."""
    return choice(
        690,
        10,
        chair={"p1": 500, "p2": 190},
        member={"p3": p3, "p4": p4, "p5": p5, "p6": p6},
        妇女委员={"p7": 400, "p8": 280},
    )
