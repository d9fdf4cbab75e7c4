"""A corrected pack moves no running election before an office accepts it (规则包修订)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.conftest import Cast, act
from tests.office.planning.test_editions import put_under
from tests.office.polling.conftest import Evening, choice

from huanjie.domain.cycle import Stage
from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack
from huanjie.law.packreader import read_pack
from huanjie.office.deeds import journal
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election, LawText
from huanjie.office.polling.corrections import accept_law, correction

CLEAR = choice(
    690,
    10,
    chair={"p1": 400, "p2": 250},
    member={"p3": 420, "p4": 390, "p5": 257, "p6": 149},
    妇女委员={"p7": 367, "p8": 229},
)


def stricter(pack: RulePack, **majority: str) -> RulePack:
    """An edition of which the shelf's is the correction: another line, another day for the roll."""
    document: dict[str, Any] = {**pack.document, "revision": 1}
    document["majority"] = {**document["majority"], **majority}
    document["step"] = [
        {**step, "days": 21} if step["event"] == "roll-published" else step
        for step in document["step"]
    ]
    return read_pack(document)


@pytest.fixture
def waiting(ready: Election) -> Election:
    """An election that was opened under the earlier edition, before the poll."""
    return put_under(ready, stricter(law_of(ready).pack, more_than="2/3"))


@pytest.fixture
def declared(evening: Evening) -> Evening:
    """The same after its first vote was declared: nobody has two thirds."""
    put_under(evening.election, stricter(law_of(evening.election).pack, more_than="2/3"))
    evening.issue(750)
    evening.collect(700, voters=700)
    evening.enter_both(CLEAR)
    evening.declare()
    return evening


def test_an_election_under_the_shelfs_own_edition_waits_for_nothing(ready: Election) -> None:
    assert correction(ready) is None


def test_every_date_that_would_move_is_listed(waiting: Election) -> None:
    found = correction(waiting)
    assert found
    assert "majority" in {each.place for each in found.rules}
    moved = {each.step.event for each in found.dates}
    assert {"roll-published", "objections-end", "objection-decided"} <= moved
    assert all(each.because == ("law",) for each in found.dates)
    assert found.results == ()


def test_every_result_that_would_move_is_listed(declared: Evening) -> None:
    found = correction(declared.election)
    assert found
    chair = {
        each.field: (each.before, each.after) for each in found.results if each.post == "chair"
    }
    assert chair["minimum_votes"] == (467, 351)
    assert chair["elected"] == ((), ("p1",))
    assert chair["holds"] == ((), ("p1",))
    assert chair["next"][0] != chair["next"][1]


def test_nothing_moves_before_it_is_accepted(declared: Evening) -> None:
    assert law_of(declared.election).pack.document["revision"] == 1


def test_the_county_accepts_it_and_the_log_says_what_moved(cast: Cast, declared: Evening) -> None:
    election = declared.election
    found = correction(election)
    assert found
    accept_law(acting_user=act(cast.county), election=election, seal=found.seal, because="更正笔误")
    election.refresh_from_db()
    assert election.pack_sha256 == found.after.pack.sha256
    assert law_of(election).pack == found.after.pack
    assert correction(election) is None
    assert election.stage == Stage.DECLARED
    assert journal.check(election.log_name).entries[-1].deed == "accept-law"
    assert LawText.objects.filter(pk=found.after.pack.sha256).exists()


@pytest.mark.parametrize("who", ["chair", "clerk", "teller", "scrutineer", "observer"])
def test_a_village_does_not_choose_its_own_law(cast: Cast, waiting: Election, who: str) -> None:
    found = correction(waiting)
    assert found
    with pytest.raises(PermissionDenied):
        accept_law(
            acting_user=act(getattr(cast, who)),
            election=waiting,
            seal=found.seal,
            because="改",
        )


def test_another_edition_than_the_one_that_was_shown_is_refused(
    cast: Cast, waiting: Election
) -> None:
    with pytest.raises(BadInput, match="新的修订"):
        accept_law(
            acting_user=act(cast.county), election=waiting, seal="0" * 64, because="更正笔误"
        )


def test_without_a_correction_there_is_nothing_to_accept(cast: Cast, ready: Election) -> None:
    with pytest.raises(BadInput, match="没有等待改用的修订"):
        accept_law(
            acting_user=act(cast.county),
            election=ready,
            seal=ready.pack_sha256,
            because="更正笔误",
        )


def test_an_election_whose_text_is_lost_can_still_take_todays_law(
    cast: Cast, ready: Election
) -> None:
    Election.objects.filter(pk=ready.pk).update(pack_sha256="2" * 64)
    ready.refresh_from_db()
    found = correction(ready)
    assert found
    assert found.before is None
    accept_law(
        acting_user=act(cast.county),
        election=ready,
        seal=found.seal,
        because="全文没有存下来",
    )
    assert law_of(ready).pack == found.after.pack


# The pages


def seen_by(user: User, election: Election, page: str = "law/") -> str:
    client = Client()
    client.force_login(user)
    return client.get(f"/elections/{election.pk}/{page}").content.decode()


def test_everybody_sees_what_would_move_and_an_office_the_form(
    cast: Cast, declared: Evening
) -> None:
    html = seen_by(cast.clerk, declared.election)
    assert "公布参加选举的村民名单" in html
    assert "蓝志强" in html
    assert "467" in html
    assert 'name="seal"' not in html
    assert 'name="seal"' in seen_by(cast.county, declared.election)


def test_the_steps_that_would_move_are_said_in_the_language_of_the_page(
    cast: Cast, declared: Evening
) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(cast.clerk)
    page = client.get(f"/elections/{declared.election.pk}/law/").content.decode()
    results = page.split('id="results-head"')[1].split("</table>")[0]
    assert "Runoff" in results
    assert "另行选举" not in results


def test_the_elections_own_page_and_the_board_tell_of_it(cast: Cast, waiting: Election) -> None:
    assert "适用的规定或者放假安排有了修订" in seen_by(cast.clerk, waiting, "")
    client = Client()
    client.force_login(cast.county)
    assert "等待决定是否改用" in client.get("/board/").content.decode()


def test_the_page_of_an_election_that_waits_for_nothing_says_so(
    cast: Cast, ready: Election
) -> None:
    assert "没有修订" in seen_by(cast.clerk, ready)


def test_an_office_accepts_it_on_the_page(cast: Cast, waiting: Election) -> None:
    client = Client()
    client.force_login(cast.county)
    page = client.get(f"/elections/{waiting.pk}/law/").content.decode()
    form = dict(hidden(page)) | {"because": "更正笔误"}
    answer = client.post(f"/elections/{waiting.pk}/law/", form)
    assert answer.status_code == 302
    waiting.refresh_from_db()
    assert law_of(waiting).pack.document["revision"] > 1


def hidden(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
