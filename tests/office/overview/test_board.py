"""The board (总览): its figures, its filters, its spreadsheet, and who may see it."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import openpyxl
import pytest
from tests.office.conftest import POLLING_DAY, Cast, act, on, party_plan, plan
from tests.office.overview.conftest import ROLL_EDGE, County
from tests.office.overview.reading import Browse, page, rows, shown

from huanjie.office.overview.board import figures, stage_table, towns, urgent
from huanjie.office.overview.choice import Choice
from huanjie.office.overview.readiness import Readiness
from huanjie.office.overview.survey import survey
from huanjie.office.people.models import User
from huanjie.office.planning.changes import cancel_election
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.units.models import Unit

DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("today", "readiness"),
    [
        (ROLL_EDGE - 4 * DAY, Readiness.OK),
        (ROLL_EDGE - 3 * DAY, Readiness.SOON),
        (ROLL_EDGE, Readiness.SOON),
        (ROLL_EDGE + DAY, Readiness.LATE),
    ],
)
def test_a_place_turns_from_a_dot_to_a_triangle_to_a_square(
    county: County, today: datetime.date, readiness: Readiness
) -> None:
    with on(today):
        found = {state.unit.pk: state.readiness for state in survey(Unit.objects.all())}
    assert found[county.village.pk] is readiness
    assert found[county.community.pk] is Readiness.WAIT


def test_the_figures_and_the_tiles_add_up_to_the_places(county: County) -> None:
    states = survey(Unit.objects.all())
    assert sum(each.places for each in figures(states)) == len(states) == 4
    assert sum(len(town.tiles) for town in towns(states)) == 4


def test_the_stages_add_up_to_the_bodies(county: County) -> None:
    table = stage_table(survey(Unit.objects.all()))
    assert table.total == 8
    assert sum(total for _town, _counts, total in table.rows) == 8


def test_places_without_people_are_no_tiles(county: County) -> None:
    town = county.village.parent
    assert town is not None
    Unit.objects.create(
        code="330329100598", name="虚拟村", level="unit", parent=town, path=f"{town.path}v/"
    )
    assert len(survey(Unit.objects.all())) == 4


def test_what_needs_somebody_is_sorted_the_worst_first(
    cast: Cast, county: County, community: Unit
) -> None:
    with on(ROLL_EDGE - DAY):
        later = party_plan(polling_day=ROLL_EDGE + 10 * DAY, start_day=ROLL_EDGE - DAY)
        open_election(acting_user=act(cast.town), unit=community, plan=later)
    with on(ROLL_EDGE + DAY):
        found = urgent(survey(Unit.objects.all()), ROLL_EDGE + DAY)
    assert [each.left for each in found] == ["逾 1 天", "1 天"]


def test_an_officer_sees_the_county_and_its_numbers(
    browse: Browse, cast: Cast, county: County
) -> None:
    with on(ROLL_EDGE):
        html = page(browse(cast.county))
    assert "3 个村、社区，1 个今天需要处理" in html
    assert "三联村" in html
    assert "外县" not in html


def test_the_board_says_where_the_provinces_text_is_older_than_the_law(
    browse: Browse, cast: Cast, county: County
) -> None:
    page = browse(cast.county).get("/board/").content.decode()
    assert "早于2026年1月1日施行的国家法律" in page


def test_another_countys_officer_sees_nothing_of_this_one(
    browse: Browse, county: County, other_county: User
) -> None:
    client = browse(other_county)
    town = f"/board/?town={county.village.parent_id}"
    for address in ("/board/", "/units/", "/board/?q=slc", town):
        assert "三联" not in page(client, address)
    for address in ("/board.xlsx", "/units.xlsx"):
        assert "三联" not in str(rows(client, address))
    election = county.awaited.pk
    for path in (f"/units/{county.village.pk}/", f"/elections/{election}/"):
        assert client.get(path).status_code == 404
    assert client.get(f"/elections/{election}/history/").status_code == 404


@pytest.mark.parametrize("address", ["/board/", "/board.xlsx"])
def test_who_is_no_officer_has_no_board(
    browse: Browse, cast: Cast, county: County, address: str
) -> None:
    for user in (cast.clerk, cast.teller, cast.observer):
        assert browse(user).get(address).status_code == 403


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("q=slc", 1),
        ("q=SLC", 1),
        ("q=三联", 1),
        ("q=罗阳 溪坪", 1),
        ("q=330329100005", 1),
        ("q=不存在", 0),
        ("body=residents-committee", 1),
        ("body=villagers-committee", 2),
        ("body=party-branch", 3),
        ("town=330329100000", 3),
        ("town=330328100000", 0),
        ("state=nonsense", 3),
    ],
)
def test_the_board_is_filtered_by_its_address(
    browse: Browse, cast: Cast, county: County, query: str, places: int
) -> None:
    with on(ROLL_EDGE):
        html = page(browse(cast.county), f"/board/?{query}")
    assert f"{places} 个村、社区" in html
    assert html.count('class="tile ') == places


def test_a_state_keeps_the_figures_and_shows_its_own_tiles(
    browse: Browse, cast: Cast, county: County
) -> None:
    with on(ROLL_EDGE):
        html = page(browse(cast.county), "/board/?state=soon")
    assert "3 个村、社区" in html
    assert html.count('class="tile ') == 1


def test_a_body_alone_is_judged_by_itself(browse: Browse, cast: Cast, county: County) -> None:
    states = Choice(body="villagers-committee").places(survey(Unit.objects.all()))
    assert [state.readiness for state in states if state.unit == county.sealed] == [Readiness.DONE]
    every = Choice().places(survey(Unit.objects.all()))
    assert [state.readiness for state in every if state.unit == county.sealed] == [Readiness.WAIT]


@pytest.mark.parametrize("query", ["", "q=slc", "q=xpc", "body=party-branch"])
def test_the_spreadsheet_is_the_table_as_it_is_seen(
    browse: Browse, cast: Cast, county: County, query: str
) -> None:
    with on(ROLL_EDGE):
        client = browse(cast.county)
        html = page(client, f"/board/?{query}")
        _heads, *found = rows(client, f"/board.xlsx?{query}")
    told = shown(html, "urgent")
    assert [[f"{r[0]} {r[1]}", r[2], r[3], r[5], r[7]] for r in found] == [
        [r[0], r[1], r[2], r[3], r[5]] for r in told
    ]


def test_no_cell_of_a_spreadsheet_starts_a_formula(
    browse: Browse, cast: Cast, county: County
) -> None:
    county.village.name = "=1+1|村委会"
    county.village.save()
    answer = browse(cast.county).get("/units.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    own = next(cell for cell in cells if str(cell.value).startswith("="))
    assert own.data_type == "s"
    assert own.quotePrefix
    assert all(cell.data_type in ("s", "n") for cell in cells)


def test_a_changed_law_blocks_its_own_election_and_not_the_board(
    browse: Browse, cast: Cast, county: County
) -> None:
    Election.objects.filter(pk=county.awaited.pk).update(pack_sha256="0" * 64)
    html = page(browse(cast.county))
    assert "的内容与开启选举时不同" in html
    assert "受阻" in html
    assert "办不下去" in page(browse(cast.clerk), f"/elections/{county.awaited.pk}/")


def test_the_board_asks_the_database_as_often_for_many_places_as_for_few(
    browse: Browse, cast: Cast, county: County, django_assert_max_num_queries: Callable[..., object]
) -> None:
    town = county.village.parent
    assert town is not None
    new = [
        Unit(
            code=f"33032910{n}",
            name=f"第{n}村委会",
            level="unit",
            parent=town,
            path=f"{town.path}{n}/",
        )
        for n in range(1000, 1060)
    ]
    Unit.objects.bulk_create(new)
    stages = ("opened", "roll-published", "ready", "polling", "counting", "declared", "sealed")
    model = county.awaited
    for n, unit in enumerate(new):
        for body in ("villagers-committee", "party-branch"):
            model.pk, model.unit, model.body = f"{n}-{body[:5]}", unit, body
            model.stage = stages[n % len(stages)]
            model.save(force_insert=True)
    client = browse(cast.county)
    page(client)  # a law is read once and kept
    with django_assert_max_num_queries(24):  # type: ignore[attr-defined]
        html = page(client)
    assert "63 个村、社区" in html


def test_the_day_of_the_poll_is_an_edge_too(cast: Cast, county: County) -> None:
    Election.objects.filter(pk=county.awaited.pk).update(stage="ready")
    with on(POLLING_DAY + DAY):
        found = urgent(survey(Unit.objects.all()), POLLING_DAY + DAY)
    assert [each.body.verdict.reason for each in found] == ["还没有办：登记发出选票"]


def test_the_newest_election_of_a_body_counts(cast: Cast, county: County) -> None:
    with on(POLLING_DAY):
        again = plan(
            polling_day=POLLING_DAY + 60 * DAY, start_day=POLLING_DAY, adopted_on=POLLING_DAY
        )
        open_election(acting_user=act(cast.town), unit=county.sealed, plan=again)
        found = {state.unit.pk: state.readiness for state in survey(Unit.objects.all())}
    assert found[county.sealed.pk] is Readiness.OK


def test_a_cancelled_election_is_as_if_none_had_been_opened(cast: Cast, county: County) -> None:
    cancel_election(acting_user=act(cast.town), election=county.awaited, because="村里合并")
    with on(ROLL_EDGE + DAY):
        states = survey(Unit.objects.all())
    assert [s.readiness for s in states if s.unit == county.village] == [Readiness.WAIT]
    assert stage_table(states).total == 8
