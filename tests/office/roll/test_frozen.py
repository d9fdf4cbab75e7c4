"""The frozen roll (名册冻结): nothing is open, and what waits until every objection is decided."""

from __future__ import annotations

import datetime

import pytest
from tests.office.candidacy.conftest import by_route, declare_clean
from tests.office.conftest import POLLING_DAY, Cast, act, on
from tests.office.polling import conftest as polling
from tests.office.polling.conftest import Evening
from tests.office.roll.conftest import (
    DECIDED,
    LAST_DAY,
    POSTED,
    dismiss,
    posted_roll,
    raise_one,
    uphold,
)

from huanjie.door.fault import BadInput
from huanjie.office.candidacy.eligibility import Nomination
from huanjie.office.candidacy.services import nominate, publish_candidates
from huanjie.office.planning.models import Election
from huanjie.office.roll.frozen import is_frozen, undecided, why_not_frozen
from huanjie.office.roll.models import Objection, RollChange

AFTER = LAST_DAY + datetime.timedelta(days=1)


def test_the_roll_is_frozen_once_the_last_day_is_over_and_nothing_is_open(
    cast: Cast, published: Election
) -> None:
    assert not is_frozen(published, today=LAST_DAY)
    assert is_frozen(published, today=AFTER)
    number = raise_one(cast, published)
    (open_one,) = why_not_frozen(published, today=AFTER)
    assert "还有 1 件没有决定" in open_one.says
    assert open_one.grounds[0].article == "第十七条第二款"
    dismiss(cast, published, number, "once")
    assert is_frozen(published, today=AFTER)
    assert undecided(published) is None


def test_a_roll_that_is_not_published_is_not_frozen(election: Election) -> None:
    (reason,) = why_not_frozen(election, today=AFTER)
    assert reason.says == "名单还没有公布"


def test_no_candidates_are_published_while_an_objection_is_open(
    cast: Cast, election: Election
) -> None:
    posted_roll(cast, election, people=12)
    nominate_everybody(cast, election)
    number = raise_one(cast, election, number=12)
    with on(DECIDED), pytest.raises(BadInput, match=r"还有 1 件没有决定.*第十七条第二款"):
        publish_candidates(acting_user=act(cast.chair), election=election)
    dismiss(cast, election, number, "once")
    with on(DECIDED):
        publish_candidates(acting_user=act(cast.chair), election=election)
    assert election.candidates_published_on == DECIDED


def test_no_ballots_go_out_while_an_objection_is_open(cast: Cast, election: Election) -> None:
    polling.publish(election, polling.VILLAGERS)
    Objection.objects.create(
        election=election,
        region=election.region,
        number=1,
        kind="omitted",
        name="钟漏登",
        received_on=POSTED,
    )
    with on(POLLING_DAY):
        with pytest.raises(BadInput, match="还有 1 件没有决定"):
            Evening(election, cast).issue(700)
        assert not election.rounds.exists()
        Objection.objects.update(state="withdrawn")
        Evening(election, cast).issue(700)
    assert election.rounds.get().issued == 700


def test_whoever_is_nominated_is_not_struck_off_before_the_nomination_is_taken_back(
    cast: Cast, election: Election
) -> None:
    posted_roll(cast, election, people=12)
    nominate_everybody(cast, election)
    number = raise_one(cast, election, number=1)
    with pytest.raises(BadInput, match="的人选，名册上的登记不能先改"):
        uphold(cast, election, number, reasons=("once",))
    assert election.roll.filter(number=1).exists()
    assert not RollChange.objects.exists()


def nominate_everybody(cast: Cast, election: Election) -> None:
    """Two for the chair, three members, two women: number 1 is the first of them, 12 is not."""
    women = list(election.roll.filter(sex="f").exclude(number=1).order_by("number")[:2])
    taken = {each.number for each in women}
    others = [each for each in election.roll.order_by("number") if each.number not in taken]
    for post, people in (("chair", others[:2]), ("member", others[2:5]), ("妇女委员", women)):
        standing = tuple(Nomination(entry=each.pk) for each in people)
        nominate(
            acting_user=act(cast.clerk),
            election=election,
            post=post,
            people=standing,
            by=by_route(election),
        )
    declare_clean(cast, election)


def test_the_objections_of_another_election_are_not_found(
    cast: Cast, published: Election, party_election: Election
) -> None:
    raise_one(cast, published)
    assert not party_election.objections.exists()
    assert Objection.objects.count() == 1
