"""The review of whoever stepped back or left the list (退出以后的资格审查): what was found, barred,
relaxed and appealed stays readable for whoever could read it before, and nothing is done any more.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from tests.office.candidacy.conftest import CLEAN, declare_clean, publish, put_up, put_up_enough
from tests.office.candidacy.pages import at, text_of, words_of
from tests.office.candidacy.test_departing import DAY, INELIGIBLE, leave
from tests.office.conftest import OPENED_ON, Cast, act
from tests.office.readaloud import english, faults

from huanjie.domain.cycle import Stage
from huanjie.domain.departure import Reason
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.barring import Decision, bar_nominee, decide_appeal, file_appeal
from huanjie.office.candidacy.declaring import Paper, declare_facts, state_facts
from huanjie.office.candidacy.finding_deeds import DEEDS
from huanjie.office.candidacy.models import Barring, Departure, Exemption, Nominee
from huanjie.office.candidacy.services import decline
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]
OVER = "这个人不再是人选，不能再办理"
ENTRIES = ("finding-facts", "finding-bar", "登记事实</a>", "认定不符合条件</a>", "登记资格申诉</a>")


def barred_and_back(cast: Cast, election: Election, person: str) -> None:
    """A judgment bars somebody, who appeals and is upheld."""
    who: dict[str, Any] = {"election": election, "person": person}
    paper = Paper(source="document", reference="判决书8号", on=OPENED_ON)
    facts = {"criminal_punishment": True}
    state_facts(acting_user=act(cast.clerk), facts=facts, paper=paper, **who)
    bar_nominee(acting_user=act(cast.clerk), appeal_until=OPENED_ON, **who)
    file_appeal(acting_user=act(cast.clerk), filed_on=OPENED_ON, **who)
    said = Decision(
        is_upheld=True, document="决定书5号", facts={"criminal_punishment": False}, evidence="证明"
    )
    decide_appeal(acting_user=act(cast.chair), decision=said, **who)


@pytest.fixture
def left(cast: Cast, village_election: Election) -> str:
    """丁大山 was barred, came back by an appeal, was published and left: the person's id."""
    put_up_enough(cast, village_election)
    person = Nominee.objects.get(election=village_election, name="丁大山").person
    barred_and_back(cast, village_election, person)
    Exemption.objects.create(
        election=village_election,
        region=village_election.region,
        person=person,
        condition="punished",
        approved_by="罗阳镇党委",
        document="罗委〔2026〕8号",
        approved_on=OPENED_ON,
    )
    declare_clean(cast, village_election)
    publish(cast, village_election)
    leave(cast.chair, village_election, "丁大山")
    return person


def test_what_was_found_of_whoever_left_stays_readable(
    cast: Cast, village_election: Election, left: str, browse: Browse
) -> None:
    for who in (cast.clerk, cast.chair, cast.town):
        text = text_of(browse(who), at(village_election, f"findings/{left}/"))
        past = text.split("以前的认定")[1]
        for word in ("丁大山", "没有因犯罪受过刑事处罚", "罗阳镇党委 · 罗委〔2026〕8号"):
            assert word in text
        for word in (
            "申诉成立",
            "决定书5号",
            "收到申诉：",
            "第十八条第一款",
            "因犯罪受过刑事处罚：是",
        ):
            assert word in past
        assert "登记候选人退出" in text
        assert "退出声明1号" in text


def test_who_could_not_read_it_before_cannot_now(
    cast: Cast, village_election: Election, left: str, browse: Browse
) -> None:
    for role in ("teller", "scrutineer", "observer"):
        client = browse(getattr(cast, role))
        for rest in ("", "review-table/"):
            assert client.get(at(village_election, f"findings/{left}/{rest}")).status_code == 403


def test_the_page_says_that_nothing_can_be_done_any_more(
    cast: Cast, village_election: Election, left: str, browse: Browse
) -> None:
    text = text_of(browse(cast.clerk), at(village_election, f"findings/{left}/"))
    assert OVER in text
    assert not [word for word in ENTRIES if word in text]


@pytest.mark.parametrize("deed", DEEDS)
def test_the_page_of_a_deed_says_so_instead_of_a_form(
    cast: Cast, village_election: Election, left: str, browse: Browse, deed: str
) -> None:
    who = cast.town if deed in ("exemption", "decision") else cast.clerk
    text = text_of(browse(who), at(village_election, f"findings/{left}/{deed}/"))
    assert OVER in text
    assert '<form method="post" novalidate' not in text


def test_nobody_states_facts_of_whoever_stepped_back(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    row = Nominee.objects.get(name="丁大山")
    decline(acting_user=act(cast.clerk), election=village_election, nominee=row.pk, document="1号")
    paper = Paper(source="document", reference="判决书8号", on=OPENED_ON)
    with pytest.raises(BadInput, match="丁大山不再是人选，不能再登记事实"):
        state_facts(
            acting_user=act(cast.clerk),
            election=village_election,
            person=row.person,
            facts=CLEAN,
            paper=paper,
        )
    with pytest.raises(BadInput, match="丁大山不再是人选，不能再登记事实") as refused:
        declare_facts(
            acting_user=act(cast.clerk),
            election=village_election,
            people=("p1", row.person),
            facts=CLEAN,
            reference="本人声明",
        )
    assert refused.value.at == "people"


def test_of_one_post_left_the_other_goes_on(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up(cast, village_election, "chair", "丁大山")
    put_up(cast, village_election, "member", "丁大山")
    row = Nominee.objects.get(name="丁大山", contest__post="chair")
    decline(acting_user=act(cast.clerk), election=village_election, nominee=row.pk, document="1号")
    clerk = browse(cast.clerk)
    text = text_of(clerk, at(village_election, "findings/p1/"))
    assert OVER not in text
    assert "登记事实</a>" in text
    assert "已退出" in text
    page = text_of(clerk, at(village_election, "findings/p1/facts/"))
    assert '<form method="post" novalidate' in page
    words = words_of(clerk, at(village_election, "findings/p1/review-table/"))
    assert "委员" in words
    assert "主任" not in words


def test_the_table_of_whoever_left_can_still_be_printed(
    cast: Cast, village_election: Election, left: str, browse: Browse
) -> None:
    clerk = browse(cast.clerk)
    words = words_of(clerk, at(village_election, f"findings/{left}/review-table/"))
    assert "丁大山" in words
    assert clerk.get(at(village_election, f"findings/{left}/notice/")).status_code == 404


def test_the_page_of_everybody_leads_there(
    cast: Cast, village_election: Election, left: str, browse: Browse
) -> None:
    text = text_of(browse(cast.clerk), at(village_election, "findings/"))
    assert f"findings/{left}/" in text.split("公布以后离开名单")[1]


def test_it_reads_in_english(
    cast: Cast, village_election: Election, left: str, browse: Browse
) -> None:
    clerk = english(browse(cast.clerk))
    for rest in ("", "bar/", "facts/"):
        page = clerk.get(at(village_election, f"findings/{left}/{rest}"))
        assert not list(faults(rest, page.content.decode()))


def test_departures_of_before_were_announced_on_the_day_but_for_a_list_that_is_filled_up(
    village_election: Election, left: str
) -> None:
    path = "huanjie.office.candidacy.migrations.0011_announced"
    note = importlib.import_module(path).note_announced
    gone = Departure.objects.filter(nominee__person=left)
    for stage, day in ((Stage.ROLL_PUBLISHED, None), (Stage.READY, gone.get().left_on)):
        gone.update(announced_on=None)
        Election.objects.filter(pk=village_election.pk).update(stage=stage)
        note(apps, None)
        assert gone.get().announced_on == day


def test_departures_of_before_are_told_by_the_list_of_their_day(
    village_election: Election, left: str
) -> None:
    path = "huanjie.office.candidacy.migrations.0013_told_by"
    note = importlib.import_module(path).note_told_by
    own = Departure.objects.filter(nominee__person=left)
    day = own.get().left_on
    for announced_on, published_on, which in (
        (None, None, ""),
        (day, None, "earlier"),
        (day, day + DAY, "earlier"),
        (day + DAY, day + DAY, "next"),
        (day, day, "same"),
        (day, day - DAY, "same"),
    ):
        own.update(announced_on=announced_on, told_by="")
        Election.objects.filter(pk=village_election.pk).update(candidates_published_on=published_on)
        note(apps, None)
        assert own.get().told_by == which


def test_a_finding_of_before_is_told_why_by_the_departure_of_its_day_alone(
    cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    publish(cast, village_election)
    leave(cast.chair, village_election, "丁大山", INELIGIBLE)
    struck = Barring.objects.get()
    Barring.objects.update(struck_because="")
    struck.pk, struck.struck_because = None, ""
    struck.found_on -= DAY
    struck.save()
    path = "huanjie.office.candidacy.migrations.0012_struck_because"
    importlib.import_module(path).tell_why(apps, None)
    found = Barring.objects.order_by("found_on").values_list("struck_because", flat=True)
    assert list(found) == ["", Reason.INELIGIBLE]
