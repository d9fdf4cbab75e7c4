"""Both languages whole: on an English page nothing is Chinese but what says that it is.

Names, statutory sentences and refusals stay Chinese in elements marked lang="zh-CN"; everything
else, to the last label and title, is English. The test walks every address at every stage.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.office.candidacy import conftest as candidacy
from tests.office.closing import counts
from tests.office.conftest import POLLING_DAY, Cast, act, on
from tests.office.polling.addresses import addresses
from tests.office.polling.conftest import (
    MEMBERS,
    PARTY_DAY,
    VILLAGERS,
    Evening,
    a_clear_result,
    choice,
    marked,
    publish,
    relatives,
)
from tests.office.readaloud import english, faults
from tests.office.roll import conftest as roll

from huanjie.domain.rollchange import KINDS
from huanjie.domain.stock import Kind
from huanjie.office.closing.models import Dossier
from huanjie.office.closing.services import seal
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.services import load_roll

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

CHANGES: Final = ("renamed", "moved", "merged", "split", "abolished")
FEWEST_PAGES: Final = 12
"""that anybody of the village may see, whatever the stage"""

Browse = Callable[[User], Client]
Values = Mapping[str, tuple[str, ...]]


def walk(browser: Client, stated: Values) -> Iterator[tuple[str, Any]]:
    """Every address, asked for and then sent an empty form; nothing that was sent is kept."""
    for address in set(addresses(stated)) - {reverse("sign-out")}:
        found = browser.get(address)
        yield address, found
        if found.status_code in (HTTPStatus.OK, HTTPStatus.METHOD_NOT_ALLOWED):
            with transaction.atomic():
                yield f"{address} (sent empty)", browser.post(address, {"key": "empty"})
                transaction.set_rollback(True)


def values(election: Election, places: tuple[str, ...]) -> Values:
    """What stands in an address, by the name of the parameter."""
    rows = (*election.uploads.all(), *election.roll.all()[:1], *election.nominees.all()[:1])
    dossier = Dossier.objects.filter(election=election).first()
    return {
        "pk": (election.pk,),
        "number": tuple(dict.fromkeys(["1", "2", *(str(row.pk) for row in rows)])),
        "code": places,
        "body": ("villagers-committee", "party-branch"),
        "kind": ("villagers", "members", *CHANGES),
        "sha256": (dossier.sha256 if dossier else "0" * 64,),
        "question": ("turnout", "declare"),
        "role": ("clerk",),
        "wave": ("w1",),
        "sent": ("b1",),
        "asked": ("court",),
        "deed": ("withdraw",),
        "paper": ("notice",),
        "line": ("1",),
        "batch": ("1",),
        "what": tuple(Kind),
        "event": ("result-filed", "election-requested", "poll-announced"),
        "change": tuple(kind for kind, row in KINDS.items() if not row.by_objection),
        "provider_id": ("sso",),
        "person": ("p1",),
        "route": ("voters-jointly",),
        "signer": ("candidate",),
    }


def read(browse: Browse, cast: Cast, election: Election, *watchers: str) -> list[str]:
    """What is wrong with the English pages of an election, whoever looks: the village, and of the
    places above it, which are nobody's to see there, one; an office sees several of them.
    """
    wrong: dict[str, None] = {}
    for watcher in watchers:
        above = election.unit.codes[:-1]
        places = (*(above if watcher == "county" else above[-1:]), election.unit_id)
        pages = 0
        for address, answer in walk(
            english(browse(getattr(cast, watcher))), values(election, places)
        ):
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                pages += answer.status_code == HTTPStatus.OK
                html = answer.content.decode()
                wrong |= dict.fromkeys(faults(f"{watcher} {address}", html) if html else ())
        assert pages >= FEWEST_PAGES
    return list(wrong)


@pytest.fixture
def day() -> Iterator[None]:
    """The polling day."""
    with on(POLLING_DAY):
        yield


def test_an_election_just_opened_reads_in_english(
    browse: Browse, cast: Cast, election: Election
) -> None:
    assert read(browse, cast, election, "clerk", "county") == []


def test_a_late_election_reads_in_english(browse: Browse, cast: Cast, election: Election) -> None:
    with on(roll.EDGE_DAY + datetime.timedelta(days=1)):
        assert read(browse, cast, election, "county") == []


def test_a_checked_file_and_a_loaded_roll_read_in_english(
    browse: Browse, cast: Cast, election: Election
) -> None:
    people = roll.invented(4)
    raw = roll.roll_csv(people, ("李四", "123"), ("", ""), ("王五", "330329199001011234", "不详"))
    waiting = roll.keep(cast, election, raw)
    assert read(browse, cast, election, "clerk") == []
    load_roll(acting_user=act(cast.clerk), election=election, upload=waiting.pk, way="replace")
    assert read(browse, cast, election, "chair") == []


def test_the_nominations_read_in_english(browse: Browse, cast: Cast, election: Election) -> None:
    for number, (name, sex) in enumerate(candidacy.VILLAGERS, 1):
        candidacy.add(election, number, name, sex)
    candidacy.publish_roll(election)
    assert read(browse, cast, election, "clerk") == []
    candidacy.put_up_enough(cast, election)
    relatives(election, *election.nominees.values_list("person", flat=True)[:2])
    assert read(browse, cast, election, "chair") == []
    browser = english(browse(cast.clerk))
    html = browser.get(f"/elections/{election.pk}/candidates/find/?q=雷").content.decode()
    assert "Sex of" in html
    assert not list(faults("find", html))


@pytest.mark.usefixtures("day")
def test_the_votes_read_in_english_from_the_papers_to_the_runoff(
    browse: Browse, cast: Cast, election: Election
) -> None:
    publish(election, VILLAGERS)
    evening = Evening(election, cast)
    assert read(browse, cast, election, "clerk") == []
    evening.issue(750)
    assert read(browse, cast, election, "clerk") == []
    evening.collect(700, voters=700)
    sheet = choice(
        690,
        10,
        chair={"p1": 500, "p2": 190},
        member={"p3": 450, "p4": 200, "p5": 200, "p6": 100, "盘古": 9},
        妇女委员={"p7": 300, "p8": 280},
    )
    evening.enter(sheet)
    assert read(browse, cast, election, "teller") == []
    slip = {**sheet.contests, **choice(689, 11, chair={"p1": 499, "p2": 190}).contests}
    evening.enter(replace(sheet, contests=slip), second=True)
    assert read(browse, cast, election, "scrutineer", "chair") == []


@pytest.mark.usefixtures("day")
def test_a_declared_vote_and_the_next_one_read_in_english(
    browse: Browse, cast: Cast, election: Election
) -> None:
    publish(election, VILLAGERS)
    evening = Evening(election, cast)
    sheet = a_clear_result()
    women = choice(690, 10, 妇女委员={"p7": 300, "p8": 280}).contests
    evening.hold(
        750, replace(sheet, contests={**sheet.contests, **women}), collected=700, voters=700
    )
    assert read(browse, cast, election, "clerk") == []


@pytest.mark.parametrize("count", ["tie", "complete", "void"])
@pytest.mark.usefixtures("day")
def test_a_result_reads_in_english(
    browse: Browse, cast: Cast, election: Election, count: str
) -> None:
    counts.declared(election, getattr(counts, count)(election))
    assert read(browse, cast, election, "chair") == []


@pytest.mark.usefixtures("day")
def test_a_sealed_dossier_reads_in_english(browse: Browse, cast: Cast, election: Election) -> None:
    counts.declared(election, counts.by_hand(slip=2))
    seal(acting_user=act(cast.chair), election=election)
    assert read(browse, cast, election, "chair", "county") == []
    sha256 = Dossier.objects.get(election=election).sha256
    html = english(Client()).get(f"/verify/?dossier={sha256}").content.decode()
    assert "The dossier is complete" in html
    assert not list(faults("verify", html))


def test_a_branch_reads_in_english_from_its_roll_to_its_officers(
    browse: Browse, cast: Cast, party_election: Election
) -> None:
    people = roll.invented(3)
    roll.load(cast, party_election, roll.party_csv(people, "正式党员", "正式党员", "预备党员"))
    assert read(browse, cast, party_election, "clerk") == []
    party_election.roll.all().delete()
    publish(party_election, MEMBERS, registered=20)
    with on(PARTY_DAY):
        evening = Evening(party_election, cast)
        votes = {"p1": (18, 1), "p2": (17, 2), "p3": (16, 2), "p4": (5, 9)}
        evening.hold(20, marked(20, 0, member=votes), collected=20, attended=20)
        assert read(browse, cast, party_election, "clerk") == []


def test_a_cancelled_election_reads_in_english(
    browse: Browse, cast: Cast, election: Election
) -> None:
    Election.objects.update(stage="cancelled", cancelled_because="暴雨")
    election.refresh_from_db()
    assert read(browse, cast, election, "chair") == []
