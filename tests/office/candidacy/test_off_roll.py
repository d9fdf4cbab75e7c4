"""Standing without being on the roll (名册以外的人选): where a meeting elects from among all
villagers (村民委员会组织法第三十七条第一款) or residents (居民委员会组织法第三十六条第一款).
"""

from __future__ import annotations

import datetime

import pytest
from tests.office.candidacy.conftest import named
from tests.office.candidacy.offroll import (
    REPRESENTATIVES,
    by_representatives,
    note,
    stand,
    watching,
)
from tests.office.conftest import Cast

from huanjie.domain.nomination import others_may_stand
from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load
from huanjie.office.candidacy.eligibility import Nomination
from huanjie.office.candidacy.evidence import facts_to_state, said_by_itself
from huanjie.office.candidacy.findings import RuleLine, find_all
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.candidacy.slatechecks import margins
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Assignment, Unit

__all__ = ["watching"]  # a fixture


@pytest.mark.parametrize(
    ("body", "method", "may"),
    [
        ("village-supervisory", "representatives", True),
        ("village-supervisory", "households", True),
        ("village-supervisory", "adults", True),
        ("residents-supervisory", "representatives", True),
        ("collective-organisation", "representatives", True),
        ("collective-organisation", "members", False),
        ("villagers-committee", "voters", False),
        ("residents-committee", "representatives", False),
        ("party-branch", "voters", False),
        ("youth-league", "voters", False),
        ("womens-federation", "voters", False),
    ],
)
def test_who_votes_and_who_may_stand_are_told_apart(body: str, method: str, may: bool) -> None:
    day = datetime.date(2026, 6, 28)
    pack = load(body, on=day, today=day)
    assert others_may_stand(pack, method=method) is may


@pytest.mark.parametrize(
    ("body", "seats"),
    [
        ("village-supervisory", {"head": 1, "supervisor": 2}),
        ("residents-supervisory", {"head": 1, "supervisor": 2}),
        ("collective-organisation", {"member": 3, "supervisor": 2}),
    ],
)
def test_somebody_outside_the_meeting_is_written_down_and_nominated(
    cast: Cast, village: Unit, community: Unit, body: str, seats: dict[str, int]
) -> None:
    Assignment.objects.create(user=cast.clerk, role=Role.CLERK, unit=community)
    place = community if body.startswith("residents") else village
    election = by_representatives(cast, place, body, seats)
    assert note(cast, election) == 3
    entry = RollEntry.ever.get(election=election, number=3)
    stand(cast, election, Nomination(entry=entry.pk))
    assert [(each.name, each.sex) for each in slate_of(election).people] == [("冯村民", "f")]
    assert [each.name for each in election.roll.all()] == list(REPRESENTATIVES)


def test_it_is_not_registered_by_standing(cast: Cast, watching: Election) -> None:
    note(cast, watching)
    entry, pack = RollEntry.ever.get(election=watching, number=3), law_of(watching).pack
    assert not said_by_itself(pack, watching, entry).get("registered")
    assert "villager" not in said_by_itself(pack, watching, entry)


def found(election: Election, name: str) -> RuleLine:
    """What was found of being of the place, for one who stands."""
    (row,) = find_all(election, election.nominees.filter(name=name))
    return row.lines[0]


@pytest.mark.parametrize(
    ("body", "key", "article"),
    [
        ("village-supervisory", "villager", "第三十七条第一款"),
        ("residents-supervisory", "resident-or-worker", "第三十六条第一款"),
    ],
)
def test_whoever_no_roll_names_is_asked_whether_they_are_of_the_place(
    cast: Cast, village: Unit, community: Unit, body: str, key: str, article: str
) -> None:
    Assignment.objects.create(user=cast.clerk, role=Role.CLERK, unit=community)
    place = community if body.startswith("residents") else village
    election = by_representatives(cast, place, body, {"head": 1, "supervisor": 2})
    note(cast, election)
    entry = RollEntry.ever.get(election=election, number=3)
    stand(cast, election, Nomination(entry=entry.pk), *named(election, "盘一代"))
    asked, known = found(election, "冯村民"), found(election, "盘一代")
    assert asked.rule.condition.key == key
    assert (asked.finding, asked.citation.article) == ("unknown", article)
    assert known.finding == "eligible"
    facts = {each.fact for each in facts_to_state(law_of(election).pack, election, entry)}
    assert facts & {"villager", "hukou_here"}


def test_the_roll_of_the_committee_answers_for_whoever_is_found_there(
    cast: Cast, village_election: Election, watching: Election
) -> None:
    stand(cast, watching, *named(village_election, "丁大山"))
    assert found(watching, "丁大山").finding == "eligible"
    assert RollEntry.ever.get(name="丁大山", off_roll=True).source == "村民委员会选举的名册，编号 2"


def test_the_committee_takes_nobody_from_outside_the_list(
    cast: Cast, village_election: Election
) -> None:
    with pytest.raises(BadInput, match="只有公布的名单上的人可以提名"):
        note(cast, village_election)


def test_without_a_margin_nobody_says_how_many_the_law_asks_for(
    cast: Cast, watching: Election
) -> None:
    said = [each.says for each in margins(slate_of(watching))]
    assert said[1] == (
        "委员选 2 人，现在没有人选；候选人应有几人，法律没有规定，少于 2 人的，选举以后缺额"
    )
    (one,) = named(watching, "盘一代")
    stand(cast, watching, one)
    assert [each.says for each in margins(slate_of(watching))] == said[:1]
