"""The published list by programs (用接口办公布以后的名单): leaving it, and filling a place."""

from __future__ import annotations

from typing import Any

import pytest
from tests.office.api.conftest import Program
from tests.office.candidacy.conftest import (
    add,
    declare_clean,
    publish,
    put_up,
    put_up_enough,
    take_back,
    under,
    village_election,
)
from tests.office.conftest import OPENED_ON, Cast

from huanjie.domain.cycle import Stage
from huanjie.office.candidacy.models import Departure, Nominee
from huanjie.office.planning.models import Election

__all__ = ["village_election"]

DAY = OPENED_ON.isoformat()
LEFT: dict[str, Any] = {"reason": "own-wish", "document": "退出声明1号", "received_on": DAY}
LOST: dict[str, Any] = LEFT | {
    "reason": "ineligible",
    "document": "判决书8号",
    "facts": {"criminal_punishment": True},
    "appeal_until": "2026-05-20",
}


@pytest.fixture
def listed(cast: Cast, village_election: Election) -> Election:
    """The list of the village; 甲一 was nominated for the chair and taken back."""
    put_up_enough(cast, village_election)
    add(village_election, 30, "甲一", "m")
    put_up(cast, village_election, "chair", "甲一")
    take_back(cast, village_election, "甲一")
    declare_clean(cast, village_election)
    publish(cast, village_election)
    return village_election


def leave(program: Program, election: Election, name: str, said: dict[str, Any]) -> Any:
    row = Nominee.objects.get(election=election, name=name)
    return program.post(f"/elections/{election.pk}/nominations/{row.pk}/leave", said)


def test_a_candidate_leaves_and_the_place_is_filled(chair: Program, listed: Election) -> None:
    done = leave(chair, listed, "丁大山", LEFT)
    assert (done.status_code, done.json()["posts"]) == (200, ["chair"])
    told = chair.get(f"/elections/{listed.pk}/candidates/departures").json()
    (left,) = told["left"]
    assert (left["name"], left["reason"], left["left_on"]) == ("丁大山", "own-wish", DAY)
    assert [each["article"] for each in left["grounds"]] == ["第十九条"]
    assert [each["name"] for each in told["next"]] == ["甲一"]
    assert [each["name"] for each in told["passed_over"]] == ["丁大山"]
    (note,) = told["notes"]
    assert note["says"] == "甲一没有公示过"
    assert "张贴新的公示" in note["remedy"]
    assert (
        chair.get(f"/elections/{listed.pk}/candidates")
        .json()["notes"][0]["says"]
        .endswith("没有公示过")
    )
    filled = chair.post(f"/elections/{listed.pk}/candidates/fill-up")
    assert (filled.status_code, filled.json()["staying"]) == (200, 6)
    assert filled.json()["notes"] == [note]
    listed.refresh_from_db()
    assert listed.stage == Stage.ROLL_PUBLISHED


def test_while_a_place_is_filled_no_nomination_of_a_published_candidate_is_taken_back(
    chair: Program, clerk: Program, listed: Election
) -> None:
    leave(chair, listed, "丁大山", LEFT)
    chair.post(f"/elections/{listed.pk}/candidates/fill-up")
    row = Nominee.objects.get(election=listed, name="欧阳秀")
    for program in (clerk, chair):
        refused = program.send("delete", f"/elections/{listed.pk}/nominations/{row.pk}")
        assert refused.status_code == 422
        assert "公布过的正式候选人，不能取消提名" in refused.json()["detail"]
    assert leave(clerk, listed, "欧阳秀", LEFT).status_code == 403
    assert leave(chair, listed, "欧阳秀", LEFT).json()["posts"] == ["member"]


def test_who_may_fill_a_place_comes_with_the_votes_and_whether_they_say_the_order(
    chair: Program, cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    for number, name in enumerate(("甲一", "乙二", "丙三"), 30):
        add(village_election, number, name, "m")
        put_up(cast, village_election, "chair", name)
        take_back(cast, village_election, name)
    declare_clean(cast, village_election)
    publish(cast, village_election)
    leave(chair, village_election, "丁大山", LEFT)

    def told() -> list[tuple[str, str, int | None, str | None]]:
        found = chair.get(f"/elections/{village_election.pk}/candidates/departures").json()
        keys = ("name", "votes_of", "votes", "unordered")
        return [tuple(each[key] for key in keys) for each in found["next"]]

    own = {each.name: each for each in village_election.nominees.filter(contest__post="chair")}
    count = own["甲一"].nominators
    assert told() == [(name, "nominations", count, "equal") for name in ("甲一", "乙二", "丙三")]
    for name, votes in {"甲一": 90, "丙三": 210}.items():
        Nominee.objects.filter(pk=own[name].pk).update(preselected=votes)
    assert told() == [
        ("丙三", "preselection", 210, None),
        ("甲一", "preselection", 90, None),
        ("乙二", "preselection", None, "uncounted"),
    ]


def test_whoever_lost_the_right_to_stand_is_struck_off_by_the_facts(
    chair: Program, listed: Election
) -> None:
    assert leave(chair, listed, "丁大山", LOST).status_code == 200
    assert Nominee.objects.get(name="丁大山").state == "barred"
    (left,) = chair.get(f"/elections/{listed.pk}/candidates/departures").json()["left"]
    assert [each["article"] for each in left["grounds"]] == ["第十八条第一款"]


def test_where_a_text_says_so_an_act_costs_the_candidacy(
    chair: Program, cast: Cast, village_election: Election
) -> None:
    under(village_election, "hainan")
    put_up_enough(cast, village_election)
    publish(cast, village_election)
    said = LEFT | {"reason": "cancelled", "document": "调查报告1号"}
    refused = leave(chair, village_election, "丁大山", said | {"acts": ["私下拉票"]})
    assert (refused.status_code, refused.json()["where"]) == (422, "acts")
    assert leave(chair, village_election, "丁大山", said | {"acts": ["贿赂"]}).status_code == 200
    told = chair.get(f"/elections/{village_election.pk}/candidates/departures").json()
    (left,) = told["left"]
    assert (left["reason"], left["grounds"][0]["article"]) == ("cancelled", "第二十二条第二款")
    (appeal,) = chair.get(f"/elections/{village_election.pk}/findings/appeals").json()["items"]
    assert (appeal["because"], appeal["appeal_until"]) == ("cancelled", "2026-05-21")


def test_elsewhere_it_is_no_reason(chair: Program, listed: Election) -> None:
    refused = leave(chair, listed, "丁大山", LEFT | {"reason": "cancelled", "acts": ["贿赂"]})
    assert (refused.status_code, refused.json()["where"]) == (422, "reason")


@pytest.mark.parametrize(
    ("said", "where"),
    [
        (LOST | {"facts": {}}, "facts"),
        (LOST | {"facts": {"criminal_punishment": False}}, "criminal_punishment"),
        (LOST | {"facts": {"belief": True}}, "belief"),
        (LOST | {"appeal_until": None}, "appeal_until"),
        (LEFT | {"facts": {"criminal_punishment": True}}, "reason"),
        (LEFT | {"appeal_until": "2026-05-20"}, "appeal_until"),
        (LEFT | {"received_on": "2026-05-19"}, "received_on"),
        (LEFT | {"document": " "}, "document"),
    ],
)
def test_what_the_page_refuses_is_refused_at_its_field(
    chair: Program, listed: Election, said: dict[str, Any], where: str
) -> None:
    refused = leave(chair, listed, "丁大山", said)
    assert (refused.status_code, refused.json()["where"]) == (422, where)
    assert not Departure.objects.exists()


def test_nothing_is_filled_where_nothing_is_missing(chair: Program, listed: Election) -> None:
    assert chair.post(f"/elections/{listed.pk}/candidates/fill-up").status_code == 422


def test_a_nomination_that_is_not_there_is_not_found_and_a_clerk_takes_nobody_off(
    clerk: Program, chair: Program, listed: Election
) -> None:
    address = f"/elections/{listed.pk}/nominations/999999/leave"
    assert chair.post(address, LEFT).status_code == 404
    assert leave(clerk, listed, "丁大山", LEFT).status_code == 403
