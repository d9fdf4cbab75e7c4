"""Group heads and representatives (小组组长和代表): who chose them is a group or a number, never a
name; one head a group; and the roll of an election by households has one of each.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.conftest import OPENED_ON, Cast, act, plan
from tests.office.electors.conftest import Published
from tests.office.roll.conftest import invented, load, party_csv, publish, roll_csv
from tests.paper.alike import assert_alike

from huanjie.domain.choosing import ChosenBy, Kind
from huanjie.domain.cycle import OVER, Stage
from huanjie.door.fault import BadInput
from huanjie.office.electors.choosing import Choice, enter_chosen, take_out
from huanjie.office.electors.chosenlist import chosen_of
from huanjie.office.electors.models import Chosen
from huanjie.office.overview.kept import kept_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.households import check_household
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]
BY_HOUSEHOLDS = ChosenBy.HOUSEHOLDS


def choice(number: int, kind: Kind = Kind.REPRESENTATIVE, **changes: Any) -> Choice:
    values: dict[str, Any] = {
        "number": number,
        "kind": kind,
        "chosen_by": ChosenBy.GROUP,
        "households": None,
        "chosen_on": OPENED_ON,
    }
    return Choice(**(values | changes))


def enter(cast: Cast, election: Election, of: Choice) -> int:
    return enter_chosen(acting_user=act(cast.clerk), election=election, choice=of)


def test_heads_deputies_and_representatives_stand_by_their_groups(
    cast: Cast, published: Published
) -> None:
    RollEntry.objects.filter(number__in=(1, 2, 3)).update(group="第2村民小组")
    enter(cast, published.election, choice(1))
    enter(cast, published.election, choice(2, Kind.HEAD))
    enter(cast, published.election, choice(3, Kind.DEPUTY))
    chosen = chosen_of(published.election)
    group = next(each for each in chosen.groups if each.name == "第2村民小组")
    assert [line.chosen.entry.number for line in group.lines] == [2, 3, 1]
    assert group.has_head
    assert "第2村民小组" not in chosen.without_head
    assert chosen.representatives == 1
    days = kept_of(published.election).chosen_on
    assert days == {"representatives-chosen": OPENED_ON, "group-heads-chosen": OPENED_ON}


def test_a_group_has_one_head_until_that_one_is_taken_out(cast: Cast, published: Published) -> None:
    RollEntry.objects.filter(number__in=(1, 2)).update(group="第2村民小组")
    first = enter(cast, published.election, choice(1, Kind.HEAD))
    with pytest.raises(BadInput, match="第2村民小组的组长已经登记为") as refused:
        enter(cast, published.election, choice(2, Kind.HEAD))
    assert refused.value.at == "number"
    assert take_out(acting_user=act(cast.clerk), election=published.election, chosen=first) == 1
    assert enter(cast, published.election, choice(2, Kind.HEAD))


def test_a_head_may_be_a_representative_too_but_nobody_is_the_same_twice(
    cast: Cast, published: Published
) -> None:
    enter(cast, published.election, choice(1, Kind.HEAD))
    enter(cast, published.election, choice(1))
    with pytest.raises(BadInput, match="已经登记为代表"):
        enter(cast, published.election, choice(1))


@pytest.mark.parametrize(
    ("of", "field", "says"),
    [
        (choice(99), "number", "没有编号 99"),
        (
            choice(1, Kind.HEAD, chosen_by=ChosenBy.HOUSEHOLDS, households=9),
            "chosen_by",
            "小组会议",
        ),
        (choice(1, chosen_by=ChosenBy.HOUSEHOLDS), "households", "没有写几户"),
        (choice(1, households=9), "households", "不写户数"),
        (choice(1, chosen_on=OPENED_ON + datetime.timedelta(days=1)), "chosen_on", "今天以后"),
    ],
)
def test_what_the_minutes_cannot_say_is_refused_at_its_field(
    cast: Cast, published: Published, of: Choice, field: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        enter(cast, published.election, of)
    assert refused.value.at == field
    assert not Chosen.objects.exists()


def test_whoever_has_no_group_on_the_roll_is_entered_once_they_have(
    cast: Cast, published: Published
) -> None:
    RollEntry.objects.filter(number=1).update(group="")
    with pytest.raises(BadInput, match="没有小组"):
        enter(cast, published.election, choice(1))


@pytest.mark.parametrize("stage", list(Stage))
def test_they_are_entered_from_the_published_roll_to_the_end(
    cast: Cast, published: Published, stage: Stage
) -> None:
    Election.objects.update(stage=stage)
    if stage == Stage.OPENED or stage in OVER:
        with pytest.raises(BadInput, match="不能登记推选的人"):
            enter(cast, published.election, choice(1))
    else:
        assert enter(cast, published.election, choice(1))


def test_only_those_who_keep_the_roll_enter_them(cast: Cast, published: Published) -> None:
    for user in (cast.county, cast.teller, cast.scrutineer, cast.stranger):
        with pytest.raises(PermissionDenied):
            enter_chosen(acting_user=act(user), election=published.election, choice=choice(1))


@pytest.mark.parametrize(("households", "within"), [(4, False), (5, True), (15, True), (16, False)])
def test_too_few_or_too_many_households_are_shown_with_the_article_and_not_refused(
    cast: Cast, published: Published, browse: Browse, households: int, within: bool
) -> None:
    of = choice(1, chosen_by=ChosenBy.HOUSEHOLDS, households=households)
    enter(cast, published.election, of)
    page = browse(cast.clerk).get(f"/elections/{published.election.pk}/chosen/").content.decode()
    assert ("不在 5 至 15 户之间" in page) != within


def test_the_number_of_representatives_is_told_by_the_households_of_the_roll(
    cast: Cast, published: Published
) -> None:
    for entry in published.election.roll.all():
        RollEntry.objects.filter(pk=entry.pk).update(household=f"{entry.number:04}")
    number = chosen_of(published.election).number
    assert number
    assert (number.minimum, number.maximum) == (1, 2)  # twelve households
    RollEntry.objects.update(household="")
    assert chosen_of(published.election).number is None


def test_women_are_counted_among_the_representatives_alone(
    cast: Cast, published: Published
) -> None:
    RollEntry.objects.filter(number__in=(1, 2)).update(sex="f")
    RollEntry.objects.filter(number=3).update(sex="m")
    enter(cast, published.election, choice(1, Kind.HEAD))
    enter(cast, published.election, choice(2))
    enter(cast, published.election, choice(3))
    chosen = chosen_of(published.election)
    assert (chosen.women, chosen.representatives) == (1, 2)
    assert chosen.share
    assert chosen.share.citation.article == "第二十九条第一款"


def test_whoever_leaves_the_roll_is_on_the_list_no_more(cast: Cast, published: Published) -> None:
    enter(cast, published.election, choice(1))
    published.entry(1).delete()
    assert chosen_of(published.election).is_empty


def test_the_place_of_a_head_who_left_the_roll_is_free(cast: Cast, published: Published) -> None:
    RollEntry.objects.filter(number__in=(1, 2)).update(group="第2村民小组")
    enter(cast, published.election, choice(1, Kind.HEAD))
    other = Election.objects.filter(pk=published.election.pk).values().get()
    elsewhere = Election.objects.create(**{**other, "id": "elsewhere"})
    RollEntry.objects.filter(number=1).update(election=elsewhere)  # there, and not on this roll
    assert enter(cast, published.election, choice(2, Kind.HEAD))
    assert [each.entry.number for each in Chosen.objects.all()] == [2]


def test_a_branch_has_none(cast: Cast, party_election: Election, browse: Browse) -> None:
    load(cast, party_election, party_csv(invented(1), "正式党员"))
    publish(cast, party_election)
    with pytest.raises(BadInput, match="没有代表和小组组长"):
        enter(cast, party_election, choice(1))
    page = browse(cast.clerk).get(f"/elections/{party_election.pk}/chosen/").content.decode()
    assert "没有代表和小组组长" in page


def test_the_page_shows_the_name_before_it_is_done_and_then_the_list(
    cast: Cast, published: Published, browse: Browse
) -> None:
    client, root = browse(cast.clerk), f"/elections/{published.election.pk}/chosen/"
    form = {
        "key": "k",
        "number": "1",
        "kind": "representative",
        "chosen_by": "households",
        "households": "4",
        "chosen_on": OPENED_ON.isoformat(),
    }
    check = client.post(f"{root}add/", form).content.decode()
    assert published.people[0].name in check
    assert "不在 5 至 15 户之间" in check
    assert not Chosen.objects.exists()
    assert client.post(f"{root}add/", form | {"confirm": "1"}).status_code == 302
    assert published.people[0].name in client.get(root).content.decode()
    assert client.post(f"{root}add/", form | {"key": "j"}).status_code == 422
    row = Chosen.objects.get()
    out = client.get(f"{root}{row.pk}/out/").content.decode()
    assert published.people[0].name in out
    client.post(f"{root}{row.pk}/out/", {"key": "o", "confirm": "1"})
    assert not Chosen.objects.exists()


def a_meeting_of(cast: Cast, election: Election, *, representatives: int, women: int) -> None:
    """A committee of one, and so many representatives beside it, of one group."""
    election.contests.exclude(post="chair").delete()
    for number in range(1, representatives + 1):
        sex = "f" if number <= women else "m"
        RollEntry.objects.filter(number=number).update(sex=sex, group="第1村民小组")
        own = choice(number, chosen_by=ChosenBy.HOUSEHOLDS, households=9)
        enter(cast, election, own)


@pytest.mark.parametrize(
    ("representatives", "women", "says"),
    [
        (4, 2, ""),  # four of five are four fifths; a third of five is 1⅔
        (3, 3, "委员会 1 人、代表 3 人，共 4 人，代表占不到 4/5"),
        (4, 1, "其中妇女代表 1 人，占不到 1/3，至少应有 2 人"),
        (5, 2, ""),  # a third of six is two
        (6, 2, "其中妇女代表 2 人，占不到 1/3，至少应有 3 人"),
    ],
)
def test_a_list_is_posted_where_the_meeting_is_made_up_as_the_law_says(
    cast: Cast, published: Published, browse: Browse, representatives: int, women: int, says: str
) -> None:
    client, root = browse(cast.clerk), f"/elections/{published.election.pk}/chosen/"
    a_meeting_of(cast, published.election, representatives=representatives, women=women)
    page = client.get(root).content.decode()
    answer = client.get(f"{root}list.docx")
    assert f"共 {representatives + 1} 人" in page
    assert answer.status_code == (422 if says else 200)
    before = client.get(f"{root}post/").content.decode()
    assert ("已经张贴" in before) is not bool(says)  # no button that the law would refuse
    assert says in before
    if says:
        assert says in page
        refusal = answer.content.decode()
        assert says in refusal
        assert "第二十九条第一款" in refusal


def test_a_sex_that_the_roll_does_not_say_is_told_and_holds_nothing_back(
    cast: Cast, published: Published, browse: Browse
) -> None:
    client, root = browse(cast.clerk), f"/elections/{published.election.pk}/chosen/"
    a_meeting_of(cast, published.election, representatives=4, women=1)
    RollEntry.objects.filter(number=2).update(sex="")
    assert "另有代表 1 人名册上没有写性别" in client.get(root).content.decode()
    assert client.get(f"{root}list.docx").status_code == 200


def test_a_list_of_group_heads_alone_is_posted(
    cast: Cast, published: Published, browse: Browse
) -> None:
    enter(cast, published.election, choice(1, Kind.HEAD))
    root = f"/elections/{published.election.pk}/chosen/"
    assert browse(cast.clerk).get(f"{root}list.docx").status_code == 200


def test_the_list_that_is_posted_names_nobody_but_those_who_were_chosen(
    cast: Cast, published: Published, browse: Browse
) -> None:
    client, root = browse(cast.clerk), f"/elections/{published.election.pk}/chosen/"
    assert client.get(f"{root}list.docx").status_code == 422
    a_meeting_of(cast, published.election, representatives=4, women=2)
    file = client.get(f"{root}list.docx")
    document = docx.Document(io.BytesIO(file.content))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows[1:]]
    assert rows[0] == [published.people[0].name, "女", "代表", "几户联合推选（9 户）"]
    assert [row[0] for row in rows] == [each.name for each in published.people[:4]]
    assert "第二十九条第二款" in "".join(p.text for p in document.paragraphs)
    assert_alike(file, client.get(f"{root}list.pdf"))


@pytest.fixture
def by_households(cast: Cast, community: Unit) -> Election:
    """A community's election in which one of each household votes."""
    own = plan(body="residents-committee", method="households", seats={"chair": 1, "member": 2})
    return Election.objects.get(
        pk=open_election(acting_user=act(cast.town), unit=community, plan=own)
    )


def on_roll(election: Election, *households: str) -> None:
    for number, household in enumerate(households, 1):
        RollEntry.objects.create(
            election=election,
            region=election.region,
            number=number,
            name="甲",
            household=household,
        )


def published_by_town(cast: Cast, election: Election) -> int:
    from huanjie.domain.permission import Role
    from huanjie.office.units.models import Assignment

    Assignment.objects.create(user=cast.stranger, role=Role.CHAIR, unit=election.unit)
    return publish(Cast(**{**vars_of(cast), "chair": cast.stranger}), election)


def vars_of(cast: Cast) -> dict[str, User]:
    return {name: getattr(cast, name) for name in Cast.__dataclass_fields__}


def test_where_households_vote_the_roll_has_one_of_each_and_counts_them(
    cast: Cast, by_households: Election
) -> None:
    on_roll(by_households, "0001", "0002", "0003")
    assert published_by_town(cast, by_households) == 3
    by_households.refresh_from_db()
    assert by_households.registered == 3


@pytest.mark.parametrize(
    ("households", "says"),
    [
        (("0001", "0002", "0001"), "户号 0001在名册上不止一人"),
        (("0001", ""), "有 1 人没有写户号"),
        (("1", "1", "2", "2", "3", "3", "4", "4", "5", "5", "6", "6"), "1、2、3、4、5等 6 户"),
    ],
)
def test_two_of_a_household_and_nobodys_household_hold_the_roll_back(
    cast: Cast, by_households: Election, households: tuple[str, ...], says: str
) -> None:
    on_roll(by_households, *households)
    with pytest.raises(BadInput, match=says) as refused:
        published_by_town(cast, by_households)
    assert "《" in refused.value.says


def test_where_everybody_votes_a_household_may_stand_as_often_as_it_has_people(
    cast: Cast, election: Election
) -> None:
    load(cast, election, roll_csv(invented(3)))
    election.roll.update(household="0001")
    assert publish(cast, election) == 3


@pytest.mark.parametrize(
    ("household", "says"),
    [("0002", "户号 0002 在名册上已有编号 2"), ("", "没有写户号"), ("0009", "")],
)
def test_a_published_roll_of_households_keeps_one_of_each(
    by_households: Election, household: str, says: str
) -> None:
    on_roll(by_households, "0001", "0002")
    if says:
        with pytest.raises(BadInput, match=rf"{says}.*（《.+》第.+条") as refused:
            check_household(by_households, household)
        assert refused.value.at == "household"
    else:
        check_household(by_households, household)


def test_a_representative_may_be_corrected_within_their_own_household(
    by_households: Election,
) -> None:
    on_roll(by_households, "0001", "0002")
    own = by_households.roll.get(number=2)
    check_household(by_households, "0002", besides=own.pk)
    with pytest.raises(BadInput, match="已有编号 1"):
        check_household(by_households, "0001", besides=own.pk)


def test_where_everybody_votes_a_household_has_many(published: Published) -> None:
    check_household(published.election, "")
