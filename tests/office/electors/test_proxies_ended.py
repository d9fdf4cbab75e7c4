"""When a proxy is over (委托终止): taken back by whoever gave it, or ended by the law once either
stands or has left the roll.
"""

from __future__ import annotations

import pytest
from tests.office.candidacy import conftest as candidacy
from tests.office.candidacy.conftest import put_up_enough
from tests.office.conftest import OPENED_ON, Cast, act
from tests.office.electors.conftest import Published
from tests.office.electors.proxying import register

from huanjie.domain.nominee import NomineeState
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.services import publish_candidates
from huanjie.office.deeds.models import Entry
from huanjie.office.electors.models import Ended, Proxy
from huanjie.office.electors.proxies import take_back
from huanjie.office.electors.proxylist import proxies_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry


def test_a_proxy_is_taken_back_once(cast: Cast, published: Published) -> None:
    register(cast, published.election, 1, 2)
    for number in (1, 2):
        if number == 2:
            with pytest.raises(BadInput, match="已经终止"):
                take_back(acting_user=act(cast.clerk), election=published.election, number=1)
        else:
            take_back(acting_user=act(cast.clerk), election=published.election, number=1)
    ended = proxies_of(published.election).ended
    assert [(each.ended_on, each.ended_because) for each in ended] == [
        (OPENED_ON, Ended.TAKEN_BACK)
    ]


def test_a_candidate_takes_no_proxy(cast: Cast, published: Published) -> None:
    election = published.election
    nominee = Nominee.objects.create(
        election=election,
        region=election.region,
        contest=election.contests.earliest("pk"),
        entry=published.entry(2),
        person="p1",
        name="甲",
        sex="m",
    )
    assert register(cast, election, 1, 2)  # a nominee is no candidate yet
    nominee.state = NomineeState.CANDIDATE
    nominee.save()
    with pytest.raises(BadInput, match="受委托人不是候选人"):
        register(cast, election, 3, 2)


def test_whoever_becomes_a_candidate_is_nobodys_proxy_from_that_day(
    cast: Cast, election: Election
) -> None:
    for number, (name, sex) in enumerate(candidacy.VILLAGERS, 1):
        candidacy.add(election, number, name, sex)
    candidacy.publish_roll(election)
    put_up_enough(cast, election)
    stands = set(election.nominees.values_list("entry__number", flat=True))
    numbers = sorted(set(election.roll.values_list("number", flat=True)) - stands)
    register(cast, election, numbers[0], min(stands))
    register(cast, election, max(stands), numbers[1])
    publish_candidates(acting_user=act(cast.chair), election=election)
    kept = {each.holder.number: each.ended_because for each in Proxy.objects.all()}
    assert kept == {min(stands): Ended.CANDIDATE, numbers[1]: ""}
    last = Entry.objects.filter(log_id=election.log_name).latest("sequence")
    assert '"proxies_ended":1' in (last.payload or "").replace(" ", "")


def test_whoever_leaves_the_roll_votes_for_nobody(cast: Cast, published: Published) -> None:
    register(cast, published.election, 1, 2)
    published.entry(2).delete()
    assert not proxies_of(published.election).standing


def test_whoever_gave_theirs_to_somebody_who_left_may_give_another(
    cast: Cast, published: Published
) -> None:
    """As it is where the roll keeps whom it struck off: the entry is there, and not on the roll."""
    register(cast, published.election, 1, 2)
    other = Election.objects.create(
        **{
            **Election.objects.filter(pk=published.election.pk).values().get(),
            "id": "elsewhere",
        }
    )
    RollEntry.objects.filter(number=2).update(election=other)
    assert not proxies_of(published.election).standing
    assert [each.ended_because for each in proxies_of(published.election).ended] == [""]
    register(cast, published.election, 1, 3)
    assert [each.ended_because for each in proxies_of(published.election).ended] == [Ended.OFF_ROLL]
    assert [each.holder.number for each in proxies_of(published.election).standing] == [3]
