"""Changes to a published roll (四增四减): which kinds a body has, and by which article."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta

import pytest

from huanjie.domain.registration import rule_of_one_place
from huanjie.domain.rollchange import (
    EFFECT_NAMES,
    KINDS,
    Effect,
    Kind,
    Paper,
    check_paper,
    offered,
)
from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack
from huanjie.law.shelf import PACKS, load

TODAY = date(2026, 6, 20)
GROWN, LESS = 4, 5
"""四增; and the four that leave, with whoever is registered elsewhere"""


def pack(body: str, on: date = TODAY, region: str | None = None) -> RulePack:
    return load(body, on=on, today=TODAY, region=region)


def kinds(of: RulePack, effect: Effect) -> list[Kind]:
    return [each.kind for each in offered(of) if each.row.effect == effect]


def test_every_kind_and_effect_has_a_name() -> None:
    assert set(KINDS) == set(Kind)
    assert set(EFFECT_NAMES) == set(Effect)


def test_a_village_has_four_kinds_that_add_and_the_like_that_take_away() -> None:
    added, struck = (kinds(pack("villagers-committee"), e) for e in (Effect.ADDED, Effect.STRUCK))
    assert added == [Kind.GROWN_UP, Kind.MOVED_IN, Kind.RESTORED, Kind.REGISTERED]
    assert struck == [Kind.MOVED_OUT, Kind.DIED, Kind.DEPRIVED, Kind.DECLINED, Kind.ELSEWHERE]
    assert (len(added), len(struck)) == (GROWN, LESS)


@pytest.mark.parametrize(
    ("kind", "article"),
    [
        (Kind.GROWN_UP, "第十六条第一款"),
        (Kind.DEPRIVED, "第十六条第一款"),
        (Kind.ELSEWHERE, "第十六条第三款"),
        (Kind.MOVED_IN, "第十六条第二款第一项"),
    ],
)
def test_a_kind_rests_on_the_article_that_asks_its_fact(kind: Kind, article: str) -> None:
    found = {each.kind: each for each in offered(pack("villagers-committee"))}
    assert found[kind].grounds[0].article == article


def test_a_kind_that_no_condition_asks_for_does_not_exist() -> None:
    community = pack("residents-committee", on=date(2020, 1, 1))
    assert Kind.GROWN_UP in kinds(community, Effect.ADDED)
    asked = [fact for each in (*community.registration_grounds,) for fact in (each.when,)]
    assert not any("registered_elsewhere" in when for when in asked)
    assert Kind.ELSEWHERE not in kinds(community, Effect.STRUCK)


def test_members_of_the_party_are_transferred_and_never_registered() -> None:
    branch = pack("party-branch")
    assert kinds(branch, Effect.ADDED) == [Kind.TRANSFERRED_IN, Kind.ADMITTED]
    assert kinds(branch, Effect.STRUCK) == [Kind.DIED, Kind.TRANSFERRED_OUT, Kind.NO_MEMBER]
    grounds = {each.kind: each.grounds for each in offered(branch)}
    assert grounds[Kind.TRANSFERRED_IN][0].article == "第五条"
    assert grounds[Kind.DIED] == ()


def test_nobody_chooses_what_only_an_objection_can_do() -> None:
    chosen = {each.kind for each in offered(pack("villagers-committee"))}
    assert chosen.isdisjoint({Kind.OMITTED, Kind.WRONGLY_LISTED, Kind.WRONG_ENTRY})


def test_every_body_may_correct_a_mistake() -> None:
    for body in ("villagers-committee", "residents-committee", "party-branch"):
        assert kinds(pack(body), Effect.CORRECTED) == [Kind.MISTAKE]


def test_a_condition_asks_the_facts_that_it_names_whole_and_no_part_of_a_word() -> None:
    (candidate,) = [
        each for each in pack("villagers-committee").proxy if each.asks("proxy_is_candidate")
    ]
    assert not candidate.asks("proxy_is", "candidate")
    assert not candidate.asks()


def test_nobody_registers_in_two_places_where_a_condition_asks_it() -> None:
    rule = rule_of_one_place(pack("villagers-committee"))
    assert rule
    assert rule.article == "第十六条第三款"
    assert rule_of_one_place(pack("party-branch")) is None


@pytest.mark.parametrize(
    ("body", "known"),
    [
        ("party-branch", [Kind.TRANSFERRED_IN, Kind.TRANSFERRED_OUT]),
        ("youth-league", [Kind.TRANSFERRED_IN, Kind.TRANSFERRED_OUT]),
        ("villagers-committee", []),
    ],
)
def test_of_a_roll_in_making_only_what_rests_on_a_paper_is_a_change(
    body: str, known: list[Kind]
) -> None:
    assert [each.kind for each in offered(pack(body), in_making=True)] == known


def test_members_of_a_collective_come_and_go_by_what_its_law_asks() -> None:
    of = pack("collective-organisation")
    assert kinds(of, Effect.ADDED) == [Kind.GROWN_UP, Kind.JOINED, Kind.CAPABLE]
    assert kinds(of, Effect.STRUCK) == [Kind.DIED, Kind.LEFT, Kind.INCAPABLE]
    found = {each.kind: [rule.article for rule in each.grounds] for each in offered(of)}
    assert found[Kind.JOINED] == ["第十一条", "第十二条第一款", "第十二条第二款"]
    assert found[Kind.LEFT] == ["第十六条第一款", "第十七条第一款"]
    assert found[Kind.DIED] == ["第十七条第一款第一项"]
    assert found[Kind.CAPABLE] == found[Kind.INCAPABLE] == ["第二十六条第一款"]


def test_study_work_service_and_divorce_are_no_ground_for_leaving_a_collective() -> None:
    found = {each.kind: each.no_grounds for each in offered(pack("collective-organisation"))}
    barred = found.pop(Kind.LEFT)
    assert [rule.article for rule in barred] == ["第十八条第一款", "第十八条第二款"]
    assert "就学、服役、务工" in barred[0].says
    assert not any(found.values())


def test_what_a_pack_says_of_a_change_is_said_of_a_kind_that_it_offers() -> None:
    said = 0
    for path in sorted(PACKS.iterdir()):
        of = pack(path.name)
        about = {each.change for each in of.provisions if each.change}
        assert about <= {each.kind for each in offered(of)}, path.name
        said += len(about)
    assert said


@pytest.mark.parametrize("body", ["party-branch", "youth-league"])
def test_a_changed_standing_rests_on_the_article_that_says_who_may_vote(body: str) -> None:
    of = pack(body)
    assert of.electorate
    found = {each.kind: each.grounds for each in offered(of)}
    assert found[Kind.ADMITTED][0] == of.electorate.citation
    suspended = found[Kind.VOTE_STOPPED]
    assert suspended == found[Kind.VOTE_RESTORED]
    assert of.rights_suspended
    said = "".join(each.says for each in suspended)
    assert of.electorate.citation.says in said
    assert of.rights_suspended.citation.says in said


def test_only_where_there_are_members_on_probation_do_they_become_full() -> None:
    assert kinds(pack("party-branch"), Effect.RESTATED) == [
        Kind.FULL_MEMBER,
        Kind.VOTE_STOPPED,
        Kind.VOTE_RESTORED,
    ]
    assert kinds(pack("youth-league"), Effect.RESTATED) == [Kind.VOTE_STOPPED, Kind.VOTE_RESTORED]
    assert kinds(pack("villagers-committee"), Effect.RESTATED) == []


def test_the_league_has_the_kinds_of_a_roll_of_members() -> None:
    assert kinds(pack("youth-league"), Effect.ADDED) == kinds(pack("party-branch"), Effect.ADDED)
    assert kinds(pack("youth-league"), Effect.STRUCK) == kinds(pack("party-branch"), Effect.STRUCK)


PAPER = Paper(document="成员大会决定2号", on=TODAY)


@pytest.mark.parametrize("kind", [Kind.JOINED, Kind.LEFT])
@pytest.mark.parametrize("paper", [None, PAPER])
def test_coming_into_a_collective_or_leaving_it_may_rest_on_a_paper(
    kind: Kind, paper: Paper | None
) -> None:
    """Article 12(1) confirms by the assembly and asks for no application; 16 and 17 name papers."""
    check_paper(kind, paper, today=TODAY)
    tomorrow = replace(PAPER, on=TODAY + timedelta(days=1))
    with pytest.raises(BadInput, match="在今天以后"):
        check_paper(kind, tomorrow, today=TODAY)
    with pytest.raises(BadInput, match="要写明"):
        check_paper(kind, replace(PAPER, document=""), today=TODAY)


@pytest.mark.parametrize(
    ("kind", "paper", "refused"),
    [
        (Kind.DIED, PAPER, "死亡不写材料"),
        (Kind.DIED, None, ""),
        (Kind.TRANSFERRED_IN, None, "要写明组织关系介绍信"),
        (Kind.TRANSFERRED_IN, PAPER, ""),
    ],
)
def test_of_other_kinds_a_paper_is_asked_for_or_refused(
    kind: Kind, paper: Paper | None, refused: str
) -> None:
    told = pytest.raises(BadInput, match=refused) if refused else nullcontext()
    with told:
        check_paper(kind, paper, today=TODAY)
