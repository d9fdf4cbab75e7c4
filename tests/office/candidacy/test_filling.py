"""Who may fill a place that fell free (递补), who is passed over and why; and who left the list, as
the page of the review says it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

import pytest
from django.test import Client
from tests.office.candidacy.conftest import (
    CLEAN,
    add,
    by_route,
    declare_clean,
    named,
    publish,
    put_up_enough,
)
from tests.office.candidacy.test_departing import INELIGIBLE, leave, leaving
from tests.office.conftest import OPENED_ON, Cast, act, on
from tests.office.readaloud import english, faults

from huanjie.domain.departure import Reason
from huanjie.office.candidacy.barring import bar_nominee
from huanjie.office.candidacy.declaring import Paper, declare_facts, state_facts
from huanjie.office.candidacy.filling import departed, in_line
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.services import decline, nominate, withdraw
from huanjie.office.candidacy.slate import standing_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]
FREE = ("甲一", "乙二", "丙三", "丁四")


def for_chair(cast: Cast, election: Election, name: str, nominators: int = 10) -> Nominee:
    """Somebody else is nominated for the chair by so many."""
    route = by_route(election)
    nominate(
        acting_user=act(cast.clerk),
        election=election,
        post="chair",
        people=named(election, name),
        by=type(route)(route=route.route, count=nominators),
    )
    return Nominee.objects.get(election=election, name=name, contest__post="chair")


def taken_back(cast: Cast, election: Election, name: str, nominators: int = 10) -> Nominee:
    row = for_chair(cast, election, name, nominators)
    withdraw(acting_user=act(cast.clerk), election=election, nominee=row.pk)
    return row


def short_list(cast: Cast, election: Election) -> None:
    """The list is published, and 丁大山 leaves the chair's place free."""
    declare_clean(cast, election)
    publish(cast, election)
    leave(cast.chair, election, "丁大山")


def state_punished(cast: Cast, election: Election, row: Nominee) -> None:
    """A judgment bars somebody."""
    state_facts(
        acting_user=act(cast.clerk),
        election=election,
        person=row.person,
        facts={"criminal_punishment": True},
        paper=Paper(source="document", reference="判决书8号", on=OPENED_ON),
    )


def declare(cast: Cast, election: Election) -> None:
    """Whoever stands declares that nothing bars them, and the list is published."""
    with on(OPENED_ON + datetime.timedelta(days=1)):
        declare_facts(
            acting_user=act(cast.clerk),
            election=election,
            people=tuple(standing_of(election)),
            facts=CLEAN,
            reference="本人声明",
        )
        publish(cast, election)


def names(rows: Iterable[Nominee]) -> list[str]:
    return [each.name for each in rows]


@pytest.fixture
def enough(cast: Cast, village_election: Election) -> Election:
    """Exactly as many as the law asks for, and four more on the roll."""
    put_up_enough(cast, village_election)
    for number, name in enumerate(FREE, 30):
        add(village_election, number, name, "m")
    return village_election


def test_whom_most_had_nominated_is_the_next_in_line(cast: Cast, enough: Election) -> None:
    taken_back(cast, enough, "甲一", 20)
    taken_back(cast, enough, "乙二", 30)
    short_list(cast, enough)
    found = in_line(enough)
    assert [(x.nominee.name, x.votes) for x in found.next] == [("乙二", 30), ("甲一", 20)]
    assert [each.nominee.name for each in found.passed_over] == ["丁大山"]


def test_nobody_is_in_line_for_a_post_that_is_whole(cast: Cast, enough: Election) -> None:
    taken_back(cast, enough, "甲一")
    declare_clean(cast, enough)
    publish(cast, enough)
    assert in_line(enough).next == ()
    leave(cast.chair, enough, "丁大山")
    assert names(x.nominee for x in in_line(enough).next) == ["甲一"]


def test_whoever_may_not_come_is_passed_over_with_the_article(
    cast: Cast, enough: Election, browse: Browse
) -> None:
    taken_back(cast, enough, "甲一")
    own = for_chair(cast, enough, "乙二")
    decline(acting_user=act(cast.clerk), election=enough, nominee=own.pk, document="退出声明2号")
    barred = for_chair(cast, enough, "丙三")
    state_punished(cast, enough, barred)
    bar_nominee(
        acting_user=act(cast.clerk), election=enough, person=barred.person, appeal_until=OPENED_ON
    )
    known = for_chair(cast, enough, "丁四")
    state_punished(cast, enough, known)
    withdraw(acting_user=act(cast.clerk), election=enough, nominee=known.pk)
    taken_back(cast, enough, "曾阿宝")
    declare(cast, enough)
    leave(cast.chair, enough, "丁大山")
    found = in_line(enough)
    assert names(x.nominee for x in found.next) == ["甲一"]
    told = {
        each.nominee.name: (each.why, [ground.article for ground in each.grounds])
        for each in found.passed_over
    }
    assert told == {
        "乙二": ("本人书面退出", ["第十九条"]),
        "丙三": ("不符合条件", ["第十八条第一款"]),
        "丁四": ("不符合条件", ["第十八条第一款"]),
        "曾阿宝": ("已经是别的职务的人选", ["第十八条第二款"]),
        "丁大山": ("本人书面退出", ["第十九条"]),
    }
    page = browse(cast.chair).get(f"/elections/{enough.pk}/candidates/fill-up/").content.decode()
    may, cannot = page.split("不能递补的人")
    assert "甲一" in may
    assert all(name in cannot and name not in may for name in told)


def test_whoever_was_struck_off_the_roll_is_passed_over(cast: Cast, enough: Election) -> None:
    row = taken_back(cast, enough, "甲一")
    short_list(cast, enough)
    row.entry.struck_on = OPENED_ON
    row.entry.save()
    found = in_line(enough)
    assert names(x.nominee for x in found.next) == []
    assert "甲一" in {each.nominee.name for each in found.passed_over}


def test_the_page_of_the_review_says_who_left_by_which_deed_and_article(
    cast: Cast, enough: Election, browse: Browse
) -> None:
    declare_clean(cast, enough)
    publish(cast, enough)
    leave(cast.chair, enough, "丁大山")
    leave(cast.chair, enough, "欧阳秀", leaving(Reason.DIED, document="死亡证明1号"))
    leave(cast.chair, enough, "钟一鸣", INELIGIBLE)
    told = [
        (x.departure.nominee.name, x.deed, x.reason, [ground.article for ground in x.grounds])
        for x in departed(enough)
    ]
    assert told == [
        ("丁大山", "登记候选人退出", "本人书面退出", ["第十九条"]),
        ("欧阳秀", "从名单上去掉", "死亡", []),
        ("钟一鸣", "取消候选人资格", "丧失资格", ["第十八条第一款"]),
    ]
    page = browse(cast.clerk).get(f"/elections/{enough.pk}/candidates/findings/").content.decode()
    left = page.split("公布以后离开名单")[1]
    for word in ("丁大山", "死亡证明1号", "取消候选人资格", "第十八条第一款"):
        assert word in left


def test_both_pages_are_whole_in_english(cast: Cast, enough: Election, browse: Browse) -> None:
    taken_back(cast, enough, "甲一")
    short_list(cast, enough)
    chair = english(browse(cast.chair))
    for rest in ("fill-up/", "findings/"):
        html = chair.get(f"/elections/{enough.pk}/candidates/{rest}").content.decode()
        assert list(faults(rest, html)) == []
