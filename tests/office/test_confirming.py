"""Before a final deed (办理以前核对): the page says who and what, what follows and whether it can
be undone; nothing is done by it, and what would be refused is refused before it is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.office.candidacy.conftest import add, declare_clean, publish, put_up, put_up_enough
from tests.office.conftest import OPENED_ON, Cast, act, on
from tests.office.notices.conftest import (
    DECIDED,
    object_to,
    post,
    publish_roll,
    village_election,
)
from tests.office.readaloud import english, faults

from huanjie.office.candidacy.barring import bar_nominee, file_appeal
from huanjie.office.candidacy.declaring import declare_facts
from huanjie.office.candidacy.models import Barring, Departure, Nominee
from huanjie.office.deeds.models import Entry
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

__all__ = ["publish_roll", "village_election"]

Browse = Callable[[User], Client]
PUNISHED = {
    "political_rights": True,
    "expelled_from_party": False,
    "criminal_punishment": True,
    "barred_by_organ": False,
}


@dataclass(frozen=True, slots=True)
class Page:
    """A final deed as somebody comes to it: the address, and what they fill in."""

    client: Client
    address: str
    typed: dict[str, str]

    def send(self, **more: str) -> HttpResponse:
        with on(DECIDED):
            return self.client.post(self.address, {"key": "k", **self.typed, **more})  # type: ignore[return-value]


def bar(cast: Cast, election: Election, browse: Browse) -> Page:
    put_up(cast, election, "chair", "钟一鸣")
    declare_facts(
        acting_user=act(cast.clerk),
        election=election,
        people=("p1",),
        facts=PUNISHED,
        reference="本人声明",
    )
    address = reverse("finding-bar", args=[election.pk, "p1"])
    return Page(browse(cast.clerk), address, {"appeal_until": "2026-06-09"})


def decide(cast: Cast, election: Election, browse: Browse) -> Page:
    bar(cast, election, browse)
    with on(DECIDED):
        bar_nominee(
            acting_user=act(cast.clerk), election=election, person="p1", appeal_until=DECIDED
        )
        file_appeal(acting_user=act(cast.clerk), election=election, person="p1", filed_on=DECIDED)
    address = reverse("finding-decision", args=[election.pk, "p1"])
    typed = {"upheld": "yes", "document": "决定书1号", "criminal_punishment": "no"}
    return Page(browse(cast.chair), address, typed | {"evidence": "法院证明3号"})


def dismiss_appeal(cast: Cast, election: Election, browse: Browse) -> Page:
    page = decide(cast, election, browse)
    return Page(page.client, page.address, {"upheld": "no", "document": "决定书2号"})


def leave(cast: Cast, election: Election, browse: Browse) -> Page:
    put_up_enough(cast, election)
    add(election, 20, "钟小妹")
    put_up(cast, election, "member", "钟小妹")
    declare_clean(cast, election)
    publish(cast, election)
    number = Nominee.objects.get(name="欧阳秀").pk
    address = reverse("candidates-leave", args=[election.pk, number])
    typed = {"reason": "own-wish", "document": "退出声明1号", "received_on": str(OPENED_ON)}
    return Page(browse(cast.chair), address, typed)


def uphold(cast: Cast, election: Election, browse: Browse) -> Page:
    put_up_enough(cast, election)
    post_and_object(cast, election)
    address = reverse("nominee-objection-uphold", args=[election.pk, 1])
    return Page(
        browse(cast.chair), address, {"evidence": "判决书8号", "criminal_punishment": "yes"}
    )


def dismiss(cast: Cast, election: Election, browse: Browse) -> Page:
    page = uphold(cast, election, browse)
    return Page(page.client, page.address.replace("uphold", "dismiss"), {})


def post_and_object(cast: Cast, election: Election) -> None:
    post(cast, election)
    object_to(cast, election)


DEEDS: dict[str, tuple[Any, str, tuple[str, ...]]] = {
    "bar": (bar, "认定不符合条件", ("钟一鸣", "主任", "第十八条第一款", "2026年6月9日")),
    "appeal": (decide, "决定资格申诉", ("钟一鸣", "恢复人选资格", "法院证明3号", "不能再改")),
    "dismissed": (dismiss_appeal, "决定资格申诉", ("维持认定", "决定书2号", "不能再改")),
    "leave": (leave, "从名单上去掉", ("欧阳秀", "委员", "退出声明1号", "作废重印")),
    "uphold": (uphold, "决定异议成立", ("钟一鸣", "判决书8号", "因犯罪受过刑事处罚", "答复书")),
    "dismiss": (dismiss, "决定异议不成立", ("钟一鸣", "名单不变", "答复书")),
}


@pytest.mark.parametrize("name", list(DEEDS))
def test_a_final_deed_is_checked_and_nothing_is_done_before_it_is_confirmed(
    cast: Cast, village_election: Election, browse: Browse, name: str
) -> None:
    make, heading, says = DEEDS[name]
    page = make(cast, village_election, browse)
    entries, version = Entry.objects.count(), Election.objects.get().version
    check = page.send()
    text = check.content.decode()
    assert (check.status_code, f"核对：{heading}" in text) == (200, True)
    for word in (*says, "能不能撤销"):
        assert word in text, word
    assert (Entry.objects.count(), Election.objects.get().version) == (entries, version)
    assert not Departure.objects.exists()
    done = page.send(confirm="1", seen=str(version))
    assert done.status_code == 302
    assert Entry.objects.count() == entries + 1


@pytest.mark.parametrize("name", ["bar", "appeal", "leave", "uphold"])
def test_whoever_goes_back_finds_what_was_typed(
    cast: Cast, village_election: Election, browse: Browse, name: str
) -> None:
    page = DEEDS[name][0](cast, village_election, browse)
    back = page.send(edit="1").content.decode()
    assert "核对：" not in back
    for typed in page.typed.values():
        assert f'value="{typed}"' in back


@pytest.mark.parametrize("name", ["bar", "appeal", "leave", "uphold"])
def test_the_button_of_the_form_leads_to_the_check_and_says_so(
    cast: Cast, village_election: Election, browse: Browse, name: str
) -> None:
    page = DEEDS[name][0](cast, village_election, browse)
    with on(DECIDED):
        html = page.client.get(page.address).content.decode()
    assert ">核对</button>" in html
    assert f">{DEEDS[name][1]}</button>" not in html


def test_what_would_be_refused_is_refused_before_it_is_asked(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    page = decide(cast, village_election, browse)
    refused = page.send(criminal_punishment="yes")
    text = refused.content.decode()
    assert (refused.status_code, "核对：" in text) == (422, False)
    assert 'href="#id_criminal_punishment"' in text
    assert Barring.objects.get().appeal_state == "filed"


def test_a_check_page_tells_what_others_did_meanwhile(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    page = bar(cast, village_election, browse)
    assert page.send(seen="0").status_code == 409
    assert not Barring.objects.exists()


@pytest.mark.parametrize("name", list(DEEDS))
def test_a_check_page_is_whole_in_english(
    cast: Cast, village_election: Election, browse: Browse, name: str
) -> None:
    page = DEEDS[name][0](cast, village_election, browse)
    english(page.client)
    assert list(faults(name, page.send().content.decode())) == []
