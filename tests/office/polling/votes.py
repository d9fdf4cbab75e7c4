"""What came of a vote (投票的结果), and which votes are open after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.office.polling.conftest import Evening, a_clear_result, choice

from huanjie.domain.rounds import declare_rounds
from huanjie.domain.sheets import Sheet
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
    """The declaration of the first vote."""
    return declare_rounds(stored_count(evening.round), law_of(evening.election).pack).answers[0]


def offered(evening: Evening) -> list[str]:
    """The votes that may be arranged now, by their keys."""
    return list(open_now(evening.election, evening.round))


def first_vote(**changed: Mapping[str, int]) -> Sheet:
    """The clear result with other votes for the posts that are named."""
    return Sheet(contests={**a_clear_result().contests, **choice(690, 10, **changed).contests})


def members(p3: int, p4: int, p5: int, p6: int = 0) -> Sheet:
    """The same with these votes for the members."""
    return first_vote(member={"p3": p3, "p4": p4, "p5": p5, "p6": p6})
