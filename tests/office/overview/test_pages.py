"""The page of an election (下一步): what each person sees of it, and may do."""

from __future__ import annotations

import datetime

import pytest
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on
from tests.office.overview.reading import Browse, page, primary
from tests.office.roll import conftest as roll

from huanjie.domain.cycle import Stage
from huanjie.office import clock
from huanjie.office.closing.models import Dossier
from huanjie.office.overview.facts import facts_of
from huanjie.office.planning.changes import cancel_election
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round, Sheet
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Unit


def counting(election: Election, sheets: int, cast: Cast) -> Round:
    """The election while its votes are counted, with so many sheets in."""
    election.stage = Stage.COUNTING
    election.save()
    vote = Round.objects.create(
        election=election, region=election.region, number=1, kind="first", paper=[]
    )
    Round.objects.filter(pk=vote.pk).update(issued=800, collected=790)
    for place, teller in enumerate((cast.teller, cast.other_teller)[:sheets], start=1):
        content = (
            f'{{"contests":{{"chair":{{"valid":{76543210 + place},"invalid":0,"votes":{{}}}}}}}}'
        )
        Sheet.objects.create(
            round=vote, region=election.region, place=place, teller=teller, content=content
        )
    return vote


def test_the_button_is_there_for_whoever_does_it_and_for_nobody_else(
    browse: Browse, cast: Cast, election: Election
) -> None:
    address = f"/elections/{election.pk}/"
    assert primary(page(browse(cast.clerk), address)) == f"{address}roll/"
    html = page(browse(cast.teller), address)
    assert primary(html) == ""
    assert "等待：选举工作人员" in html


def test_the_roll_is_counted_and_the_chair_is_asked_to_publish_it(
    browse: Browse, cast: Cast, election: Election
) -> None:
    RollEntry.objects.create(election=election, region=election.region, number=1, name="兰某")
    html = page(browse(cast.chair), f"/elections/{election.pk}/")
    assert "名册已导入：1 人" in html
    assert "最迟 2026年6月8日（周一），还有 21 天" in html
    assert primary(html).endswith("/roll/")
    assert primary(page(browse(cast.clerk), f"/elections/{election.pk}/")) == ""


def test_who_may_not_see_the_roll_is_given_no_way_to_it(
    browse: Browse, cast: Cast, election: Election
) -> None:
    assert "/roll/" not in page(browse(cast.teller), f"/elections/{election.pk}/")


@pytest.mark.parametrize("sheets", [0, 1])
def test_before_both_sheets_are_in_no_page_says_more_than_how_many(
    browse: Browse, cast: Cast, election: Election, village: Unit, sheets: int
) -> None:
    counting(election, sheets, cast)
    addresses = (f"/elections/{election.pk}/", f"/units/{village.pk}/", "/units/")
    history = f"/elections/{election.pk}/history/"
    for user in (cast.other_teller, cast.scrutineer, cast.chair, cast.county):
        for address in (*addresses, history):
            assert "7654321" not in page(browse(user), address)
        assert f"已交 {sheets} 份" in page(browse(user), addresses[0])


def test_two_sheets_that_differ_are_the_scrutineers(
    browse: Browse, cast: Cast, election: Election
) -> None:
    counting(election, 2, cast)
    assert primary(page(browse(cast.scrutineer), f"/elections/{election.pk}/"))
    assert "等待：监票人" in page(browse(cast.chair), f"/elections/{election.pk}/")


def test_two_equal_sheets_are_the_chairs_to_declare(
    browse: Browse, cast: Cast, election: Election
) -> None:
    vote = counting(election, 2, cast)
    one = Sheet.objects.get(round=vote, place=1)
    Sheet.objects.filter(round=vote, place=2).update(content=one.content)
    assert facts_of(election).votes[0].differ is False
    assert primary(page(browse(cast.chair), f"/elections/{election.pk}/"))


def test_what_was_done_is_shown_by_role_and_day(
    browse: Browse, cast: Cast, election: Election
) -> None:
    assert "选举工作人员 · 5月18日" in page(browse(cast.observer), f"/elections/{election.pk}/")


def test_the_time_to_object_is_counted_from_the_day_of_publication(election: Election) -> None:
    election.roll_published_on = OPENED_ON
    assert str(facts_of(election).objections_end) == "2026-05-25"
    election.roll_published_on = OPENED_ON.replace(day=19)
    assert str(facts_of(election).objections_end) == "2026-05-25"
    election.roll_published_on = OPENED_ON.replace(day=21)
    assert str(facts_of(election).objections_end) == "2026-05-26"


def test_the_notice_runs_so_many_working_days_or_up_to_the_poll(
    election: Election, party_election: Election
) -> None:
    for each, last in ((election, "2026-06-27"), (party_election, "2026-05-25")):
        each.candidates_published_on = OPENED_ON
        assert str(facts_of(each).notice_end) == last


def test_a_sealed_election_offers_its_dossier_and_asks_for_nothing(
    browse: Browse, cast: Cast, election: Election
) -> None:
    Election.objects.filter(pk=election.pk).update(stage=Stage.SEALED)
    Dossier.objects.create(
        election=election, region="", content=b"", sha256="", sealed_at=clock.now()
    )
    html = page(browse(cast.clerk), f"/elections/{election.pk}/")
    for address in ("dossier.zip", "notice.docx"):
        assert f"/elections/{election.pk}/{address}" in html
    assert "/verify/" in html
    assert "已封存" in html
    assert primary(html) == ""


def test_a_cancelled_election_says_why_and_its_body_can_be_opened_again(
    browse: Browse, cast: Cast, election: Election, village: Unit
) -> None:
    cancel_election(acting_user=act(cast.chair), election=election, because="村里合并")
    html = page(browse(cast.clerk), f"/elections/{election.pk}/")
    assert "已撤销" in html
    assert "村里合并" in html
    assert primary(html) == ""
    assert f"/units/{village.pk}/open/villagers-committee/" in page(
        browse(cast.clerk), f"/units/{village.pk}/"
    )
    assert "撤销选举" in page(browse(cast.clerk), f"/elections/{election.pk}/history/")


def test_once_it_is_too_late_whoever_may_is_led_to_another_polling_day(
    browse: Browse, cast: Cast, election: Election
) -> None:
    address = f"/elections/{election.pk}/"
    for day, user, leads_to in (
        (8, cast.chair, f"{address}roll/"),
        (9, cast.chair, f"{address}postpone/"),
        (9, cast.town, f"{address}postpone/"),
        (9, cast.teller, ""),
    ):
        with on(POLLING_DAY.replace(day=day)):
            assert primary(page(browse(user), address)) == leads_to


def test_a_village_next_door_sees_neither_the_place_nor_the_election(
    browse: Browse, cast: Cast, election: Election, village: Unit
) -> None:
    client = browse(cast.stranger)
    for address in (
        f"/units/{village.pk}/",
        f"/elections/{election.pk}/",
        f"/elections/{election.pk}/history/",
        "/units/000000000000/",
        "/elections/none/",
    ):
        assert client.get(address).status_code == 404


def test_pages_that_show_are_not_posted_to(browse: Browse, cast: Cast, election: Election) -> None:
    for address in ("/board/", f"/elections/{election.pk}/"):
        assert browse(cast.county).post(address).status_code == 405


def test_every_page_is_there_in_english(
    browse: Browse, cast: Cast, election: Election, village: Unit
) -> None:
    client = browse(cast.county)
    client.cookies["django_language"] = "en"
    with on(POLLING_DAY):
        for address in (
            "/board/",
            "/units/",
            f"/units/{village.pk}/",
            f"/elections/{election.pk}/",
        ):
            assert '<html lang="en">' in page(client, address)


def test_a_late_objection_is_decided_first_and_no_other_polling_day_is_offered(
    browse: Browse, cast: Cast, election: Election
) -> None:
    roll.posted_roll(cast, election)
    roll.raise_one(cast, election)
    client = browse(cast.chair)
    with on(roll.LAST_DAY):
        assert facts_of(election).decisions_due == (roll.LAST_DAY,)
        assert "■" not in page(client, f"/elections/{election.pk}/").partition("全部步骤")[0]
    with on(roll.LAST_DAY + datetime.timedelta(days=1)):
        now = page(client, f"/elections/{election.pk}/").partition("全部步骤")[0]
    assert "决定异议" in now
    assert f"/elections/{election.pk}/roll/objections/" in now
    assert "改选举日" not in now
