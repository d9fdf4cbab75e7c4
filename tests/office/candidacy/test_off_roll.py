"""Standing without being on the roll (名册以外的人选): where a meeting elects from among all
villagers (村民委员会组织法第三十七条第一款) or residents (居民委员会组织法第三十六条第一款).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.office.candidacy.conftest import (
    BORN,
    ROLL_DAY,
    add,
    by_route,
    named,
    publish_roll,
    take_back,
)
from tests.office.candidacy.pages import at, text_of
from tests.office.conftest import Cast, act, plan

from huanjie.domain.cycle import Stage
from huanjie.domain.nomination import others_may_stand
from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput
from huanjie.law.expression import Fact
from huanjie.law.shelf import load
from huanjie.office.candidacy.eligibility import Nomination
from huanjie.office.candidacy.evidence import evidence_of, facts_to_state, said_by_itself
from huanjie.office.candidacy.find import find_people
from huanjie.office.candidacy.findings import RuleLine, find_all
from huanjie.office.candidacy.offroll import (
    correct_off_roll,
    entries_to_nominate,
    note_off_roll,
    remove_off_roll,
    roll_beside,
)
from huanjie.office.candidacy.services import nominate
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.candidacy.slatechecks import margins
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.entries import index_of
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Assignment, Unit

Browse = Callable[[User], Client]
NUMBER = "33032919800203002X"
BORN_BY_NUMBER = "1980-02-03"
REPRESENTATIVES = ("盘一代", "盘二代")


def of(cast: Cast, unit: Unit, body: str, seats: dict[str, int], **more: str) -> Election:
    """An election by representatives, with two of them on its published roll."""
    own = plan(body=body, seats=seats, **{"method": "representatives", **more})
    pk = open_election(acting_user=act(cast.county), unit=unit, plan=own)
    election = Election.objects.select_related("unit").get(pk=pk)
    for number, name in enumerate(REPRESENTATIVES, 1):
        add(election, number, name)
    publish_roll(election)
    return election


@pytest.fixture
def watching(cast: Cast, village: Unit) -> Election:
    return of(cast, village, "village-supervisory", {"head": 1, "supervisor": 2})


def note(cast: Cast, election: Election, name: str = "冯村民", **more: str) -> int:
    cells: dict[Any, str] = {"name": name, "sex": "f", "birth_date": BORN.isoformat(), **more}
    return note_off_roll(acting_user=act(cast.clerk), election=election, cells=cells)


def correct(cast: Cast, election: Election, number: int, **cells: str) -> int:
    said: dict[Any, str] = {**cells}
    return correct_off_roll(
        acting_user=act(cast.clerk), election=election, number=number, cells=said
    )


def remove(cast: Cast, election: Election, number: int) -> int:
    return remove_off_roll(acting_user=act(cast.clerk), election=election, number=number)


def stand(cast: Cast, election: Election, *people: Nomination, post: str = "supervisor") -> None:
    by = by_route(election)
    nominate(acting_user=act(cast.clerk), election=election, post=post, people=people, by=by)


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
    election = of(cast, place, body, seats)
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
    election = of(cast, place, body, {"head": 1, "supervisor": 2})
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


def test_nobody_is_written_down_twice_nor_who_is_on_the_roll(
    cast: Cast, watching: Election
) -> None:
    note(cast, watching)
    for name, says in (("冯村民", "已经登记"), ("盘一代", "在名册上，编号 1")):
        with pytest.raises(BadInput, match=says) as refused:
            note(cast, watching, name)
        assert refused.value.at == "name"


@pytest.mark.parametrize(
    ("cells", "at", "says"),
    [
        ({"name": ""}, "name", "没有姓名"),
        ({"sex": ""}, "sex", "没有填性别"),
        ({"birth_date": "2099-01-01"}, "birth_date", "出生日期不能用"),
        ({"id_number": "1"}, "id_number", "身份证号"),
        ({"id_number": NUMBER, "sex": "m"}, "sex", "身份证号是女"),
    ],
)
def test_what_is_wrong_is_said_at_its_own_place(
    cast: Cast, watching: Election, cells: dict[str, str], at: str, says: str
) -> None:
    said = {"name": "冯村民", "birth_date": BORN_BY_NUMBER, **cells}
    with pytest.raises(BadInput, match=says) as refused:
        note(cast, watching, **said)
    assert refused.value.at == at
    assert not RollEntry.ever.filter(off_roll=True).exists()


def test_a_number_that_is_added_later_finds_the_person(cast: Cast, watching: Election) -> None:
    number = note(cast, watching, birth_date=BORN_BY_NUMBER)
    correct(cast, watching, number, id_number=NUMBER)
    entry = RollEntry.ever.get(election=watching, number=number)
    assert (entry.id_number, entry.id_index, entry.off_roll) == (NUMBER, index_of(NUMBER), True)
    with pytest.raises(BadInput, match="已经登记"):
        note(cast, watching, "冯改名", birth_date=BORN_BY_NUMBER, id_number=NUMBER)


def test_a_correction_says_something_else_and_nobody_twice(cast: Cast, watching: Election) -> None:
    number = note(cast, watching)
    with pytest.raises(BadInput, match="没有要更正的"):
        correct(cast, watching, number, name="冯村民")
    with pytest.raises(BadInput, match="盘一代在名册上，编号 1"):
        correct(cast, watching, number, name="盘一代")
    with pytest.raises(BadInput, match="没有登记编号 1 的名册以外的人"):
        correct(cast, watching, 1, name="冯小田")
    correct(cast, watching, number, name="冯小田")
    assert RollEntry.ever.get(election=watching, number=number).name == "冯小田"
    assert [each.name for each in watching.roll.all()] == list(REPRESENTATIVES)


def test_while_somebody_is_nominated_what_is_noted_stays(cast: Cast, watching: Election) -> None:
    number = note(cast, watching)
    entry = RollEntry.ever.get(election=watching, number=number)
    stand(cast, watching, Nomination(entry=entry.pk))
    says = "委员的人选，名册以外的登记不能先改.*先在候选人页取消提名"
    with pytest.raises(BadInput, match=says):
        correct(cast, watching, number, name="冯小田")
    with pytest.raises(BadInput, match=says):
        remove(cast, watching, number)
    take_back(cast, watching, "冯村民")
    with pytest.raises(BadInput, match="冯村民提名过"):
        remove(cast, watching, number)
    correct(cast, watching, number, name="冯小田")
    stand(cast, watching, Nomination(entry=entry.pk))
    assert [each.name for each in slate_of(watching).people] == ["冯小田"]


def test_whoever_was_never_nominated_is_taken_away(cast: Cast, watching: Election) -> None:
    number = note(cast, watching)
    remove(cast, watching, number)
    assert not RollEntry.ever.filter(election=watching, number=number).exists()
    with pytest.raises(BadInput, match="没有登记编号 3"):
        remove(cast, watching, number)


def test_once_the_list_is_published_what_is_noted_stays(cast: Cast, watching: Election) -> None:
    number = note(cast, watching)
    Election.objects.filter(pk=watching.pk).update(stage=Stage.READY)
    with pytest.raises(BadInput, match="登记提名"):
        correct(cast, watching, number, name="冯小田")
    with pytest.raises(BadInput, match="登记提名"):
        remove(cast, watching, number)


def test_the_committee_takes_nobody_from_outside_the_list(
    cast: Cast, village_election: Election
) -> None:
    with pytest.raises(BadInput, match="只有公布的名单上的人可以提名"):
        note(cast, village_election)


def test_villagers_are_found_on_the_roll_of_the_committee(
    cast: Cast, village_election: Election, watching: Election, browse: Browse
) -> None:
    page = text_of(browse(cast.clerk), at(watching, "find/?q=丁大山"))
    assert "村民委员会选举的名册 2 号" in page
    (there,) = named(village_election, "丁大山")
    stand(cast, watching, there)
    stand(cast, watching, there, post="head")
    entry = RollEntry.ever.get(election=watching, off_roll=True)
    assert (entry.name, entry.birth_date, entry.number) == ("丁大山", BORN, 3)
    assert village_election.roll.count() == 9
    again = text_of(browse(cast.clerk), at(watching, "find/?q=丁大山"))
    assert "名册以外的人" in again
    assert "名册 2 号" not in again


def test_whoever_is_on_the_roll_beside_is_found_there_and_not_written_down(
    cast: Cast, village_election: Election, watching: Election
) -> None:
    with pytest.raises(BadInput, match="在村民委员会选举的名册上，编号 2") as refused:
        note(cast, watching, "丁大山")
    assert refused.value.at == "name"
    assert note(cast, watching) == 3
    there = RollEntry.objects.filter(election=village_election, name="丁大山")
    there.update(birth_date=BORN + datetime.timedelta(days=1))
    assert note(cast, watching, "丁大山") == 4


@pytest.mark.parametrize(("own", "same"), [(None, True), (b"one", True), (b"other", False)])
def test_a_number_that_one_of_two_entries_lacks_makes_no_second_person(
    cast: Cast, village_election: Election, watching: Election, own: bytes | None, same: bool
) -> None:
    RollEntry.ever.filter(pk=add_villager(watching)).update(id_index=own)
    there = RollEntry.objects.get(election=village_election, name="丁大山")
    RollEntry.objects.filter(pk=there.pk).update(id_index=b"one")
    found = find_people(watching, "丁大山", beside=village_election).entries
    assert (there not in found) is same
    (entry,) = entries_to_nominate(watching, cast.clerk, [there.pk]).values()
    assert (entry.number == 3) is same


def test_whoever_is_written_down_is_not_found_a_second_time_on_the_roll_beside(
    cast: Cast, village_election: Election, watching: Election
) -> None:
    there = RollEntry.objects.get(election=village_election, name="丁大山")
    RollEntry.ever.filter(pk=add_villager(watching)).update(id_index=b"one")
    assert find_people(watching, "丁大山", beside=village_election).total == 1
    assert entries_to_nominate(watching, cast.clerk, [there.pk])[there.pk].number == 3


def add_villager(election: Election) -> int:
    """The villager 丁大山, noted beside the roll as number 3."""
    add(election, 3, "丁大山", "m")
    RollEntry.objects.filter(election=election, number=3).update(off_roll=True)
    return RollEntry.ever.get(election=election, number=3).pk


def test_the_roll_of_a_cancelled_election_lends_nobody(
    cast: Cast, village_election: Election, watching: Election
) -> None:
    assert roll_beside(watching, cast.clerk) == village_election
    Election.objects.filter(pk=village_election.pk).update(stage=Stage.CANCELLED)
    assert roll_beside(watching, cast.clerk) is None


def test_a_roll_that_is_not_published_lends_nobody(
    cast: Cast, village_election: Election, watching: Election
) -> None:
    Election.objects.filter(pk=village_election.pk).update(roll_published_on=None)
    (there,) = named(village_election, "丁大山")
    assert not entries_to_nominate(watching, cast.clerk, [there.entry])
    with pytest.raises(BadInput, match="不在这次选举的名册上"):
        stand(cast, watching, there)


def test_the_pages_say_who_may_stand_and_lead_to_it(
    cast: Cast, watching: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    page = text_of(client, at(watching, "find/?q=冯村民"))
    assert "不在名册上的人，登记以后可以提名" in page
    assert at(watching, "off-roll/") in page
    form = {"key": "k", "seen": watching.version, "name": "冯村民", "sex": "f"}
    form["birth_date"] = "1980-02-03"
    answer = client.post(at(watching, "off-roll/"), form, follow=True)
    assert "已登记；现在勾选提名。" in answer.content.decode()
    assert "冯村民" in answer.content.decode()
    assert at(watching, "off-roll/3/") in answer.content.decode()
    watching.refresh_from_db()
    form |= {"key": "k2", "seen": watching.version, "name": "冯小田", "id_number": NUMBER}
    answer = client.post(at(watching, "off-roll/3/"), form, follow=True)
    assert "登记已经更正。" in answer.content.decode()
    assert NUMBER not in text_of(client, at(watching, "off-roll/3/"))
    watching.refresh_from_db()
    asked = {"key": "k3", "seen": watching.version}
    assert "去掉这条登记" in text_of(client, at(watching, "off-roll/3/remove/"))
    gone = client.post(at(watching, "off-roll/3/remove/"), asked | {"confirm": "1"}, follow=True)
    assert "登记已经去掉" in gone.content.decode()
    assert client.get(at(watching, "off-roll/3/")).status_code == 404


def test_the_pages_of_a_committee_offer_no_such_form(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    page = text_of(client, at(village_election, "find/?q=冯村民"))
    assert "只有公布的名单上的人可以提名" in page
    assert client.get(at(village_election, "off-roll/")).status_code == 302


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


def test_no_roll_is_the_source_of_what_was_written_down_beside_it(
    cast: Cast, watching: Election
) -> None:
    note(cast, watching)
    born = Fact(fact="birth_date", name="出生日期", kind="date", choices=())
    shown = [
        evidence_of([born], {}, {"birth_date": BORN}, entry, watching)[0]
        for entry in RollEntry.ever.filter(election=watching, number__gte=2)
    ]
    assert [(x.source, x.reference, x.stated_on) for x in shown] == [
        ("名册", "编号 2", ROLL_DAY),
        ("名册以外的人", "登记时写的，编号 3", None),
    ]


def test_before_the_roll_is_published_the_page_says_who_may_stand(
    cast: Cast, village_election: Election, watching: Election, browse: Browse
) -> None:
    Election.objects.update(stage=Stage.OPENED, roll_published_on=None)
    client = browse(cast.clerk)
    assert "人选不必在名单上" in text_of(client, at(watching))
    assert "人选只能从公布的名单里提名" in text_of(client, at(village_election))
