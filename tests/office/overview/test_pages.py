"""Pages of a place and of an election (单位页、下一步、记录): what each person sees and may do."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, on

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Role
from huanjie.office import clock
from huanjie.office.closing.models import Dossier
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry, Log
from huanjie.office.overview.facts import facts_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round, Sheet
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Assignment, Unit

Browse = Callable[[User], Client]


def page(client: Client, address: str) -> str:
    """What the page says."""
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def primary(html: str) -> str:
    """Where the one primary button leads; empty where there is none."""
    buttons = html.split('class="btn btn-primary wide" href="')[1:]
    assert len(buttons) <= 1
    return buttons[0].split('"')[0] if buttons else ""


def counting(election: Election, sheets: int, cast: Cast) -> Round:
    """The election while its votes are counted, with so many sheets in."""
    election.stage = Stage.COUNTING
    election.save()
    vote = Round.objects.create(
        election=election, region=election.region, number=1, kind="first", paper=[]
    )
    Round.objects.filter(pk=vote.pk).update(issued=800, collected=790)
    for place, teller in enumerate((cast.teller, cast.other_teller)[:sheets], start=1):
        content = f'{{"contests":{{"chair":{{"valid":{7654 + place},"invalid":0,"votes":{{}}}}}}}}'
        Sheet.objects.create(
            round=vote, region=election.region, place=place, teller=teller, content=content
        )
    return vote


# Home -------------------------------------------------------------------------------------------


def test_an_officer_begins_with_the_board(browse: Browse, cast: Cast) -> None:
    for officer in (cast.county, cast.town):
        assert browse(officer).get("/")["Location"] == "/board/"


def test_whoever_has_one_place_begins_there(browse: Browse, cast: Cast, village: Unit) -> None:
    assert browse(cast.teller).get("/")["Location"] == f"/units/{village.pk}/"


def test_whoever_has_several_places_chooses(
    browse: Browse, cast: Cast, village: Unit, next_village: Unit
) -> None:
    Assignment.objects.create(user=cast.teller, role=Role.TELLER, unit=next_village)
    html = page(browse(cast.teller), "/")
    assert f"/units/{village.pk}/" in html
    assert f"/units/{next_village.pk}/" in html


def test_whoever_has_no_role_is_told_whom_to_ask(browse: Browse, cast: Cast) -> None:
    nobody = User.objects.create_user("nobody", name="无名", password="x")
    html = page(browse(nobody), "/")
    assert "还没有指定角色" in html
    assert "乡镇换届工作办公室" in html


def test_whoever_is_not_signed_in_is_asked_to(client: Client, election: Election) -> None:
    for address in ("/", "/board/", "/units/", f"/elections/{election.pk}/"):
        assert client.get(address)["Location"].startswith("/sign-in/")


# A place ----------------------------------------------------------------------------------------


def test_a_village_shows_its_next_step_its_people_and_what_is_not_opened(
    browse: Browse, cast: Cast, election: Election, village: Unit
) -> None:
    html = page(browse(cast.clerk), f"/units/{village.pk}/")
    assert primary(html) == f"/elections/{election.pk}/roll/"
    assert "蓝主任" in html
    assert f"/units/{village.pk}/open/party-branch/" in html
    assert f"/units/{village.pk}/open/villagers-committee/" not in html


def test_only_who_may_open_an_election_is_offered_to(
    browse: Browse, cast: Cast, village: Unit
) -> None:
    address = f"/units/{village.pk}/open/villagers-committee/"
    for user, offered in ((cast.clerk, True), (cast.town, True), (cast.teller, False)):
        assert (address in page(browse(user), f"/units/{village.pk}/")) is offered


def test_a_finished_election_is_among_the_past_ones_and_its_body_can_be_opened(
    browse: Browse, cast: Cast, election: Election, village: Unit
) -> None:
    Election.objects.filter(pk=election.pk).update(stage=Stage.SEALED)
    html = page(browse(cast.clerk), f"/units/{village.pk}/")
    assert "已经办完的选举" in html
    assert f"/units/{village.pk}/open/villagers-committee/" in html


def test_a_town_and_a_county_show_what_lies_right_below(
    browse: Browse, cast: Cast, election: Election, village: Unit
) -> None:
    town = village.parent
    assert town is not None
    assert town.parent is not None
    below = page(browse(cast.town), f"/units/{town.pk}/")
    assert "三联村" in below
    assert "准备名册" in below
    assert town.name in page(browse(cast.county), f"/units/{town.parent.pk}/")
    assert browse(cast.town).get(f"/units/{town.parent.pk}/").status_code == 404


# The next step ----------------------------------------------------------------------------------


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
            assert "765" not in page(browse(user), address)
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


# The history ------------------------------------------------------------------------------------


def logged(election: Election) -> None:
    """Two deeds in the log of an election."""
    for deed, role in (("load-roll", "选举工作人员"), ("publish-roll", "选举主持人")):
        journal.append(
            election.log_name, region=election.region, deed=deed, role=role, payload={"n": 7654}
        )


def test_the_history_tells_the_newest_deed_first_and_the_recomputed_root(
    browse: Browse, cast: Cast, election: Election
) -> None:
    logged(election)
    html = page(browse(cast.observer), f"/elections/{election.pk}/history/")
    assert "日志完整" in html
    assert journal.check(election.log_name).root.hex() in html
    assert html.index("公布名单") < html.index("导入名册") < html.index("开启选举")
    assert "7654" not in html


def test_an_election_without_any_deed_has_a_whole_log(
    browse: Browse, cast: Cast, election: Election
) -> None:
    html = page(browse(cast.observer), f"/elections/{election.pk}/history/")
    assert "日志完整" in html
    assert "开启选举" in html


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (lambda rows: rows.first().delete(), "序号 0 处的日志条目缺失"),
        (lambda rows: rows.update(payload="{}"), "序号 0 的内容与承诺不符"),
        (lambda rows: rows.last().delete(), "对不上"),
        (lambda rows: rows.update(leaf=b"{}"), "commitment"),
    ],
)
def test_a_log_that_was_tampered_with_says_where_it_fails(
    browse: Browse,
    cast: Cast,
    election: Election,
    break_it: Callable[[object], object],
    says: str,
) -> None:
    logged(election)
    break_it(Entry.objects.filter(log=Log.objects.get(name=election.log_name)).order_by("sequence"))
    html = page(browse(cast.observer), f"/elections/{election.pk}/history/")
    assert "日志不完整" in html
    assert says in html
    assert "日志完整" not in html
