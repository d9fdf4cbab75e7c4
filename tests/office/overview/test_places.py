"""Home and the pages of places (首页、单位页): where each person begins, and what is below."""

from __future__ import annotations

from django.test import Client
from tests.office.conftest import Cast
from tests.office.overview.reading import Browse, page, primary

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import REVIEW_ROLES, Role
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Assignment, Unit


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
    assert "请安全管理员" in html


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


def test_whoever_answers_for_a_department_is_not_named_at_a_place(
    browse: Browse, cast: Cast, election: Election, village: Unit
) -> None:
    assert village.parent
    for number, role in enumerate(REVIEW_ROLES):
        user = User.objects.create_user(f"court-{number}", name="法院包文", password="x")
        Assignment.objects.create(user=user, role=role, unit=village.parent)
    for place, who in ((village, cast.clerk), (village.parent, cast.town)):
        assert "法院包文" not in page(browse(who), f"/units/{place.pk}/")


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
    assert "已经结束的选举" in html
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
