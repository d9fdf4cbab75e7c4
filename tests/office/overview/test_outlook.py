"""What is left after a declaration (宣布以后): asked of the domain, kept for good."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.office.closing import counts
from tests.office.conftest import POLLING_DAY, on

from huanjie.domain.permission import Action
from huanjie.domain.rounds import CountFile
from huanjie.office import clock
from huanjie.office.overview.facts import facts_of, facts_of_all
from huanjie.office.overview.nextstep import current
from huanjie.office.overview.outlook import outlooks
from huanjie.office.overview.survey import steps_of
from huanjie.office.planning.models import Election


@pytest.mark.parametrize(
    ("count", "kinds", "is_void", "deed"),
    [
        (counts.tie, ["revote"], False, Action.OPEN_ROUND),
        (counts.settled, ["runoff"], False, Action.OPEN_ROUND),
        (counts.complete, [], False, Action.SEAL),
        (counts.void, [], True, Action.SEAL),
    ],
)
def test_what_is_left_of_a_declared_election_is_what_is_to_do_next(
    election: Election,
    count: Callable[[Election], CountFile],
    kinds: list[str],
    is_void: bool,
    deed: Action,
) -> None:
    with on(POLLING_DAY):
        counts.declared(election, count(election))
        known = facts_of(election)
        task = current(steps_of(election, known))
    assert [left.kind for left in known.left] == kinds
    assert known.is_void is is_void
    assert task is not None
    assert task.deed == deed


def test_the_board_and_the_page_know_the_same_of_what_is_left(election: Election) -> None:
    with on(POLLING_DAY):
        counts.declared(election, counts.settled(election))
        assert facts_of_all([election])[election.pk].left == facts_of(election).left


def test_a_declared_count_is_read_once(
    election: Election, django_assert_num_queries: Callable[..., object]
) -> None:
    round_ = counts.declared(election, counts.settled(election))
    first = outlooks([(election, round_.number)])
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        assert outlooks([(election, round_.number)]) == first


def test_a_count_that_cannot_be_read_blocks_its_own_election_and_is_asked_again(
    election: Election,
) -> None:
    round_ = counts.declared(election, counts.settled(election))
    whole = round_.count
    round_.count = {}
    round_.save()
    assert facts_of(election).blocked
    assert steps_of(election, facts_of(election)) == ()
    round_.count = whole
    round_.save()
    assert not facts_of(election).blocked


def test_a_later_vote_is_asked_about_anew(election: Election) -> None:
    round_ = counts.declared(election, counts.settled(election))
    before = outlooks([(election, round_.number)])[election.pk]
    counts.declared(election, counts.complete(election), number=2)
    assert outlooks([(election, 2)])[election.pk] != before
    assert election.rounds.get(number=2).declared_at == clock.now()
