"""Who sits where (任职): terms, vacancies, joint and cross posts."""

from __future__ import annotations

import datetime

import pytest

from huanjie.domain.incumbency import (
    SOON,
    Sitting,
    TermState,
    cross_posts,
    joint_posts,
    term_state,
    vacancies,
)

TODAY = datetime.date(2026, 5, 18)
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("ends_on", "state"),
    [
        (TODAY - DAY, TermState.EXPIRED),
        (TODAY, TermState.ENDING),
        (TODAY + SOON, TermState.ENDING),
        (TODAY + SOON + DAY, TermState.RUNNING),
        (None, TermState.UNKNOWN),
    ],
)
def test_a_term_runs_to_the_end_of_its_last_day(
    ends_on: datetime.date | None, state: TermState
) -> None:
    assert term_state(ends_on, TODAY) is state


@pytest.mark.parametrize(
    ("seats", "people", "empty"), [(5, 4, 1), (5, 5, 0), (5, 6, 0), (None, 3, None), (3, 0, 3)]
)
def test_seats_that_nobody_holds_are_vacant(
    seats: int | None, people: int, empty: int | None
) -> None:
    assert vacancies(seats, people) == empty


def sit(person: str, kind: str, *, head: bool = False, body: int | None = None) -> Sitting:
    """Somebody in a body of a kind."""
    kinds = ("party-branch", "villagers-committee", "residents-committee", "village-supervisory")
    number = kinds.index(kind) if body is None else body
    return Sitting(person=person, body=number, kind=kind, is_head=head)


@pytest.mark.parametrize(
    ("sittings", "joint"),
    [
        (
            (
                sit("p", "party-branch", head=True),
                sit("p", "villagers-committee", head=True),
            ),
            {"p"},
        ),
        (
            (
                sit("p", "party-branch", head=True),
                sit("p", "residents-committee", head=True),
            ),
            {"p"},
        ),
        ((sit("p", "party-branch", head=True), sit("p", "villagers-committee")), set()),
        ((sit("p", "party-branch", head=True), sit("p", "village-supervisory", head=True)), set()),
        (
            (
                sit("p", "party-branch", head=True),
                sit("q", "villagers-committee", head=True),
            ),
            set(),
        ),
    ],
)
def test_joint_posts_are_the_heads_of_party_and_committee_in_one_person(
    sittings: tuple[Sitting, ...], joint: set[str]
) -> None:
    assert joint_posts(sittings) == joint


def test_cross_posts_are_seats_in_two_bodies() -> None:
    sittings = (
        sit("p", "party-branch"),
        sit("p", "villagers-committee"),
        sit("q", "villagers-committee"),
        sit("r", "party-branch"),
        sit("r", "party-branch"),
    )
    assert cross_posts(sittings) == {"p": (0, 1)}
