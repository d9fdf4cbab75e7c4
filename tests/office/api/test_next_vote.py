"""The next vote and near relatives by programs (用接口安排下一次投票、标近亲属), as on the
pages.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.office.api.conftest import Program
from tests.office.conftest import Cast
from tests.office.polling import conftest as polling
from tests.office.polling.conftest import PARTY_DAY, VILLAGERS, Evening, marked, publish
from tests.office.polling.votes import OFFICERS, RUNOFF_OF_MEMBERS, members

from huanjie.domain.cycle import Stage
from huanjie.office.deeds.models import Entry
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round

evening, ready, polling_day = polling.evening, polling.ready, polling.polling_day
meeting, party_ready = polling.meeting, polling.party_ready
RUNOFF: dict[str, Any] = {"votes": [RUNOFF_OF_MEMBERS], "day": "2026-07-28"}


@pytest.fixture
def runoff(evening: Evening) -> str:
    """The address of the next vote, one member's seat being open."""
    evening.hold(750, members(450, 300, 200, 100), collected=700, voters=700)
    return f"/elections/{evening.election.pk}/next-round"


def test_what_may_be_arranged_is_read_looked_at_and_arranged_once(
    clerk: Program, runoff: str
) -> None:
    told = clerk.get(runoff).json()
    assert told["latest_day"] == "2026-07-28"
    (vote,) = told["votes"]
    assert (vote["vote"], vote["kind"], vote["ask_candidates"]) == (RUNOFF_OF_MEMBERS, "runoff", [])
    assert [(c["post"], c["seats"]) for c in vote["contests"]] == [("member", 1)]
    checked = clerk.post(f"{runoff}/check", RUNOFF)
    assert checked.status_code == 200, checked.content
    assert not checked.json()["is_late"]
    stand = [each["id"] for each in checked.json()["contests"][0]["candidates"]]
    assert stand == vote["contests"][0]["candidates"]
    assert Round.objects.count() == 1
    first, again = (
        clerk.post(runoff, RUNOFF, key="next-1", seen=told["version"]) for _ in range(2)
    )
    assert (first.status_code, first.json()["round"]) == (201, 2)
    assert again.json()["round"] == 2
    assert Round.objects.count() == 2
    last = Entry.objects.order_by("pk").last()
    assert last
    assert '"token"' in str(last.payload)


def test_a_day_after_the_laws_last_is_late_and_not_forbidden(clerk: Program, runoff: str) -> None:
    late = RUNOFF | {"day": "2026-07-29"}
    assert clerk.post(f"{runoff}/check", late).json()["is_late"]
    assert clerk.post(runoff, late).status_code == 201


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"day": "2026-06-27"}, "day"),
        ({"votes": ["runoff/chair/all"]}, "votes"),
        ({"votes": [RUNOFF_OF_MEMBERS] * 2}, "votes"),
    ],
)
def test_what_cannot_be_arranged_is_refused_at_its_field(
    clerk: Program, runoff: str, said: dict[str, Any], where: str
) -> None:
    for address in (runoff, f"{runoff}/check"):
        refused = clerk.post(address, RUNOFF | said)
        assert (refused.status_code, refused.json()["where"]) == (422, where)
    assert Round.objects.count() == 1


def test_before_a_result_is_declared_there_is_nothing_to_arrange(
    clerk: Program, evening: Evening
) -> None:
    address = f"/elections/{evening.election.pk}/next-round"
    assert clerk.get(address).json()["votes"] == []
    assert clerk.post(f"{address}/check", RUNOFF).status_code == 409
    assert clerk.post(address, RUNOFF).status_code == 422


def test_the_committees_own_vote_says_who_may_stand(clerk: Program, meeting: Evening) -> None:
    meeting.issue(16)
    meeting.collect(16, attended=16)
    votes = {"p1": 12, "p2": 11, "p3": 10, "p4": 3}
    sheet = marked(16, 0, member={person: (n, 16 - n) for person, n in votes.items()})
    meeting.enter_both(sheet)
    meeting.declare()
    address = f"/elections/{meeting.election.pk}/next-round"
    (vote,) = clerk.get(address).json()["votes"]
    assert (vote["vote"], vote["ask_candidates"]) == (OFFICERS, ["p1", "p2", "p3"])
    said = {"votes": [OFFICERS], "day": PARTY_DAY.isoformat()}
    assert clerk.post(address, said).status_code == 422
    assert clerk.post(address, said | {"candidates": {"secretary": ["p4"]}}).status_code == 422
    done = clerk.post(address, said | {"candidates": {"secretary": ["p1"]}})
    assert done.status_code == 201, done.content


# ---- near relatives 近亲属


@pytest.fixture
def nominating(election: Election) -> str:
    """The address of near relatives while people are nominated."""
    publish(election, VILLAGERS)
    Election.objects.filter(pk=election.pk).update(stage=Stage.ROLL_PUBLISHED)
    election.nominees.update(state="nominee")
    return f"/elections/{election.pk}/candidates"


def test_near_relatives_are_marked_and_unmarked(clerk: Program, nominating: str) -> None:
    address = f"{nominating}/near-relatives"
    done = clerk.post(address, {"one": "p3", "other": "p1", "relation": "兄弟姐妹"})
    assert (done.status_code, done.json()["near_relatives"]) == (201, ["p1", "p3"])
    assert clerk.get(nominating).json()["near_relatives"] == [["p1", "p3"]]
    again = clerk.post(address, {"one": "p1", "other": "p3", "relation": "兄弟姐妹"})
    assert (again.status_code, again.json()["where"]) == (422, "other")
    gone = [clerk.send("DELETE", f"{address}?one=p3&other=p1", key="gone") for _ in range(2)]
    assert [each.status_code for each in gone] == [204, 204]
    assert clerk.get(nominating).json()["near_relatives"] == []
    assert clerk.send("DELETE", f"{address}?one=p3&other=p1").status_code == 422


@pytest.mark.parametrize(
    "pair",
    [
        {"one": "p1", "other": "p1", "relation": "兄弟姐妹"},
        {"one": "p1", "other": "p99", "relation": "兄弟姐妹"},
        {"one": "p1", "other": "p2", "relation": "同学"},
        {"one": "p1", "other": "p2"},
        {"one": "p1"},
    ],
)
def test_a_pair_that_cannot_be_is_refused(
    clerk: Program, nominating: str, pair: dict[str, str]
) -> None:
    assert clerk.post(f"{nominating}/near-relatives", pair).status_code == 422


def test_where_the_law_knows_no_near_relatives_none_are_marked(
    clerk: Program, party_election: Election, cast: Cast
) -> None:
    Election.objects.filter(pk=party_election.pk).update(stage=Stage.ROLL_PUBLISHED)
    address = f"/elections/{party_election.pk}/candidates/near-relatives"
    refused = clerk.post(address, {"one": "p1", "other": "p2", "relation": "兄弟"})
    assert "没有近亲属回避" in refused.json()["says"]
