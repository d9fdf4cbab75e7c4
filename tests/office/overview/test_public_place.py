"""What a place has posted, for everybody (公开的村、社区页面): found by name without an account,
said in days and articles, and nobody named; nothing of what is not posted.
"""

from __future__ import annotations

import datetime
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from tests.office.conftest import Cast, act, on
from tests.office.polling.conftest import VILLAGERS
from tests.office.polling.conftest import publish as publish_candidates
from tests.office.roll.conftest import (
    LAST_DAY,
    POSTED,
    invented,
    load,
    party_csv,
    posted_roll,
    publish,
)

from huanjie.domain.cycle import Stage
from huanjie.office import clock
from huanjie.office.closing.models import Dossier
from huanjie.office.notices.models import Notice
from huanjie.office.overview.publicplace import MOST_FOUND, SEARCHES_A_MINUTE
from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import strike_off
from huanjie.office.units.models import Unit
from huanjie.office.units.search import index

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def nobody_searched_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def ready(election: Election) -> Election:
    """The election with its candidates published and their notice posted."""
    publish_candidates(election, VILLAGERS)
    return election


def page(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def place(unit: Unit) -> str:
    return page(f"/places/{unit.pk}/")


def test_a_village_is_found_by_its_name_with_the_county_and_the_town_above(village: Unit) -> None:
    found = page("/places/?q=三联")
    assert "查到 1 个" in found
    assert f'href="/places/{village.pk}/"' in found
    assert "泰顺县罗阳镇" in found


@pytest.mark.parametrize("typed", ["sl", "sanlian", "三联 罗阳"])
def test_it_is_found_by_pinyin_and_with_its_town(village: Unit, typed: str) -> None:
    assert f'href="/places/{village.pk}/"' in page(f"/places/?q={typed}")


def test_what_is_not_there_says_what_to_write(village: Unit) -> None:
    assert "没有查到。只写村名、社区名" in page("/places/?q=没有这村")


def test_nothing_typed_names_no_place_and_asks_for_a_name(village: Unit) -> None:
    assert "三联" not in page("/places/")
    assert "没有写名称" in page("/places/?q=", 422)


def test_a_town_or_a_county_is_no_place_that_elects(village: Unit) -> None:
    assert village.parent_id
    page(f"/places/{village.parent_id}/", 404)
    page("/places/999999999999/", 404)
    assert f'href="/places/{village.parent_id}/"' not in page("/places/?q=罗阳")


def test_a_place_that_is_gone_is_found_no_more(village: Unit) -> None:
    Unit.objects.filter(pk=village.pk).update(ended_on=POSTED)
    page(f"/places/{village.pk}/", 404)
    assert "没有查到" in page("/places/?q=三联")


@pytest.mark.parametrize(("more", "has_more"), [(MOST_FOUND - 1, False), (MOST_FOUND, True)])
def test_a_search_names_so_many_places_and_says_that_there_are_more(
    village: Unit, more: int, has_more: bool
) -> None:
    for number in range(more):
        code = f"33032919{number:04}"
        path = village.path.replace(village.pk, code)
        made = Unit.objects.create(
            code=code, name=f"三联{number}村委会", level="unit", parent=village.parent, path=path
        )
        index([made])
    found = page("/places/?q=三联")
    assert found.count('href="/places/3') == MOST_FOUND
    assert ("请多写几个字：乡镇的名称和村、社区的名称" in found) is has_more


def test_an_address_that_searches_too_often_waits(village: Unit) -> None:
    with on(POSTED):
        client = Client()
        for _ in range(SEARCHES_A_MINUTE):
            assert client.get("/places/?q=三联").status_code == 200
        assert client.get("/places/?q=三联").status_code == 429
        assert client.get("/places/").status_code == 200


def test_before_the_roll_is_posted_nothing_is_said_of_the_election(
    cast: Cast, election: Election
) -> None:
    shown = place(election.unit)
    assert "现在没有公布的名单" in shown
    assert election.body_name not in shown
    assert "选举日" not in shown


def test_a_posted_roll_is_said_with_its_day_its_number_and_until_when_it_is_objected_to(
    cast: Cast, election: Election
) -> None:
    posted_roll(cast, election)
    with on(POSTED):
        shown = place(election.unit)
    assert "2026年6月1日（周一）公布，登记参加选举的 5 人" in shown
    assert "在 2026年6月8日（周一） 以前（包括当天）向村民选举委员会提出" in shown
    assert "还有 7 天" in shown
    assert "第十七条第二款" in shown
    assert f'href="/on-roll/{election.unit_id}/{election.body}/"' in shown


def test_once_the_roll_changed_the_number_is_that_of_now(cast: Cast, election: Election) -> None:
    posted_roll(cast, election)
    with on(POSTED):
        strike_off(acting_user=act(cast.chair), election=election, kind="died", number=5)
        shown = place(election.unit)
    assert "2026年6月1日（周一）公布，以后有变动，登记参加选举的现有 4 人" in shown


@pytest.mark.parametrize(("day", "is_open"), [(LAST_DAY, True), (LAST_DAY + DAY, False)])
def test_the_last_day_of_objections_is_still_within(
    cast: Cast, election: Election, day: datetime.date, is_open: bool
) -> None:
    posted_roll(cast, election)
    with on(day):
        shown = place(election.unit)
    assert ("认为漏登、错登的，在" in shown) is is_open
    assert ("已经过了" in shown) is not is_open


def test_nobody_of_the_roll_is_named(cast: Cast, election: Election) -> None:
    posted_roll(cast, election)
    shown = place(election.unit)
    assert not any(entry.name in shown for entry in election.roll.all())


def test_a_cancelled_election_is_not_shown(cast: Cast, election: Election) -> None:
    posted_roll(cast, election)
    Election.objects.filter(pk=election.pk).update(stage=Stage.CANCELLED)
    assert "现在没有公布的名单" in place(election.unit)


def test_a_roll_of_members_is_not_shown(cast: Cast, party_election: Election) -> None:
    load(cast, party_election, party_csv(invented(5), *["正式党员"] * 5))
    publish(cast, party_election)
    shown = place(party_election.unit)
    assert "现在没有公布的名单" in shown
    assert "党员、团员的名册不公开" in shown
    assert party_election.body_name not in shown


def test_of_two_elections_of_a_body_the_later_is_shown(cast: Cast, election: Election) -> None:
    posted_roll(cast, election)
    old = Election.objects.get(pk=election.pk)
    old.pk, old.polling_day = "earlier", election.polling_day - 1000 * DAY
    old.stage = Stage.SEALED
    old.save(force_insert=True)
    shown = place(election.unit)
    assert "2026年6月28日" in shown
    assert shown.count("选举日 ") == 1


def test_without_candidates_no_notice_is_posted(cast: Cast, election: Election) -> None:
    posted_roll(cast, election)
    assert "还没有公示" in place(election.unit)


@pytest.mark.parametrize(("day", "is_running"), [(LAST_DAY, True), (LAST_DAY + DAY, False)])
def test_a_notice_of_candidates_says_until_when_it_hangs(
    ready: Election, day: datetime.date, is_running: bool
) -> None:
    Notice.objects.update(posted_on=POSTED, last_day=LAST_DAY)
    with on(day):
        shown = place(ready.unit)
    assert "2026年6月1日（周一）张贴。" in shown
    assert ("正在公示，到 2026年6月8日（周一） 为止（包括当天）。" in shown) is is_running
    assert ("公示已经结束" in shown) is not is_running


def test_the_laws_own_notice_hangs_from_the_publication_up_to_the_poll(ready: Election) -> None:
    Notice.objects.all().delete()
    with on(POSTED):
        shown = place(ready.unit)
    assert "正在公示，到 2026年6月27日（周六） 为止（包括当天）。" in shown
    with on(ready.polling_day):
        assert "公示已经结束" in place(ready.unit)


def test_no_candidate_is_named(ready: Election) -> None:
    names = {each.name for each in ready.nominees.all()}
    assert names
    shown = place(ready.unit)
    assert "这里不写姓名" in shown
    assert not any(name in shown for name in names)


def test_a_declared_result_is_said_to_be_posted(cast: Cast, election: Election) -> None:
    posted_roll(cast, election)
    assert "还没有宣布结果" in place(election.unit)
    Election.objects.filter(pk=election.pk).update(stage=Stage.DECLARED)
    shown = place(election.unit)
    assert "结果已经宣布，看张贴的公告" in shown
    assert "/on-roll/3" not in shown


def sealed(election: Election) -> Dossier:
    Election.objects.filter(pk=election.pk).update(stage=Stage.SEALED)
    return Dossier.objects.create(
        election=election,
        region=election.unit_id,
        content=b"dossier",
        sha256=f"{Dossier.objects.count() + 1:064}",
        sealed_at=clock.now(),
    )


def test_of_the_published_dossiers_none_is_of_members(
    cast: Cast, election: Election, party_election: Election
) -> None:
    load(cast, party_election, party_csv(invented(5), *["正式党员"] * 5))
    publish(cast, party_election)
    hidden = sealed(party_election)
    assert "<h2>公布的卷宗" not in place(election.unit)
    posted_roll(cast, election)
    shown_one = sealed(election)
    shown = place(election.unit)
    assert "<h2>公布的卷宗" in shown
    assert shown.count(shown_one.sha256) == 3
    assert hidden.sha256 not in shown
    assert party_election.body_name not in shown
