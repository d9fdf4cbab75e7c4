"""The list of those who were chosen (推选名单): its numbers and shares are told with the article,
and it is posted where the meeting is made up as the law says.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from django.test import Client
from tests.office.conftest import Cast
from tests.office.electors.choices import choice, enter
from tests.office.electors.conftest import Published
from tests.paper.alike import assert_alike

from huanjie.domain.choosing import ChosenBy, Kind
from huanjie.office.electors.chosenlist import chosen_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

Browse = Callable[[User], Client]


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
