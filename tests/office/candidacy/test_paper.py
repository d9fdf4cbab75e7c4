"""The first paper (第一轮选票): who stands on it, in which order."""

from __future__ import annotations

from typing import Any

import pytest
from tests.office.candidacy.conftest import add, publish, put_up, put_up_enough
from tests.office.conftest import Cast, act

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.exchange.election import read_election
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.paper import first_paper_of, near_relatives_of
from huanjie.office.candidacy.services import (
    mark_relatives,
)
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.planning.models import Election


def _as_election_file(election: Election) -> dict[str, Any]:
    return {
        "pack": election.pack,
        "unit": {"code": election.unit_id, "name": election.unit.name},
        "polling_day": election.polling_day.isoformat(),
        "contests": first_paper_of(election),
        "near_relatives": [list(pair) for pair in near_relatives_of(election)],
    }


def test_the_first_paper_is_read_as_an_election_file_states_it(
    cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    mark_relatives(
        acting_user=act(cast.clerk),
        election=village_election,
        one="p7",
        other="p1",
        relation="兄弟姐妹",
    )
    publish(cast, village_election)
    paper = read_election(Cursor(_as_election_file(village_election)))
    assert [(c.post, c.seats, c.write_ins) for c in paper.contests] == [
        ("chair", 1, 1),
        ("member", 2, 2),
        ("妇女委员", 1, 1),
    ]
    assert [[each.name for each in contest.candidates] for contest in paper.contests] == [
        ["丁大山", "钟一鸣"],
        ["李小梅", "欧阳秀", "曾阿宝"],
        ["王小红", "蓝小美"],
    ]
    assert [each.sex for each in paper.contests[1].candidates] == ["f", "f", "m"]
    assert not any(contest.women_seat_met for contest in paper.contests)
    assert paper.near_relatives == (("p1", "p7"),)


def test_there_is_no_paper_before_the_candidates_are_published(
    cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    with pytest.raises(BadInput, match="还没有公布"):
        first_paper_of(village_election)


def test_people_stand_in_surname_stroke_order_however_they_were_nominated(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "member", "曾阿宝", "王小红", "丁大山", "欧阳秀", "李小梅")
    names = [each.name for each in slate_of(village_election).lines[1].people]
    assert names == ["丁大山", "王小红", "李小梅", "欧阳秀", "曾阿宝"]


def test_somebody_may_stand_for_two_posts_and_is_named(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣")
    put_up(cast, village_election, "member", "钟一鸣", "丁大山")
    slate = slate_of(village_election)
    assert [each.name for each in slate.twice] == ["钟一鸣"]
    assert [each.name for each in slate.people] == ["丁大山", "钟一鸣"]


def test_two_people_of_one_name_are_named(cast: Cast, village_election: Election) -> None:
    add(village_election, 30, "王小红")
    first, second = village_election.roll.filter(name="王小红")
    put_up(cast, village_election, "chair", "钟一鸣")
    for entry in (first, second):
        Nominee.objects.create(
            election=village_election,
            region="",
            contest=village_election.contests.get(post="member"),
            entry=entry,
            person=f"p{entry.pk + 10}",
            name=entry.name,
            sex="f",
        )
    assert slate_of(village_election).namesakes == ("王小红",)
