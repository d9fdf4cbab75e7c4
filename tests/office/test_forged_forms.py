"""Forged, repeated and late forms (伪造、重复、过时的表单), and what nobody keeps of a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from tests.office.conftest import Cast, act
from tests.office.roll.conftest import invented, keep, load, roll_csv

from huanjie.door.fault import BadInput
from huanjie.office.deeds.models import Deed, Entry, Log
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.people import show_number, take_rejected_rows

Browse = Callable[[User], Client]
LONG: Final = "9" * 5000
"""more digits than Python reads as a number"""


def add_form(at: int, *, key: str = "k") -> dict[str, str]:
    """An invented person as the form sends them."""
    person = invented(at + 1)[at]
    return {
        "key": key,
        "name": person.name,
        "id_number": person.identity_number,
        "household": person.household,
    }


@pytest.mark.parametrize("seen", ["-1", "0x10", "１", "٣", "NaN", "1e9", "9" * 19, LONG, "<b>"])
def test_a_version_that_no_page_ever_showed_is_stale(
    election: Election, cast: Cast, browse: Browse, seen: str
) -> None:
    form = {"key": "k", "because": "有误", "seen": seen}
    page = browse(cast.chair).post(f"/elections/{election.pk}/cancel/", form)
    assert page.status_code == 409
    election.refresh_from_db()
    assert election.stage == "opened"


@pytest.mark.parametrize("key", ["", "k" * 65, LONG])
def test_a_form_without_a_number_of_its_own_does_nothing(
    election: Election, cast: Cast, browse: Browse, key: str
) -> None:
    page = browse(cast.clerk).post(f"/elections/{election.pk}/roll/add/", add_form(0, key=key))
    assert page.status_code == 422
    assert not election.roll.exists()


def test_the_same_form_twice_is_one_deed(election: Election, cast: Cast, browse: Browse) -> None:
    client, address = browse(cast.clerk), f"/elections/{election.pk}/roll/add/"
    assert [client.post(address, add_form(0)).status_code for _ in range(2)] == [302, 302]
    assert election.roll.count() == 1


def test_who_goes_back_and_changes_the_form_is_not_told_that_it_was_done(
    election: Election, cast: Cast, browse: Browse
) -> None:
    client, address = browse(cast.clerk), f"/elections/{election.pk}/roll/add/"
    client.post(address, add_form(0))
    entries = Entry.objects.count()
    page = client.post(address, add_form(1))
    assert page.status_code == 422
    assert "这张表单已经办过一次，这次的内容和上次不同，没有办理" in page.content.decode()
    assert add_form(1)["name"] in page.content.decode()
    assert election.roll.count() == 1
    assert Entry.objects.count() == entries


def test_one_form_shows_one_number_and_never_another(election: Election, cast: Cast) -> None:
    load(cast, election, roll_csv(invented(2)))
    show_number(acting_user=act(cast.clerk, key="k"), election=election, number=1)
    with pytest.raises(BadInput, match="内容和上次不同"):
        show_number(acting_user=act(cast.clerk, key="k"), election=election, number=2)


def test_the_rows_of_another_file_are_not_taken_by_a_form_that_was_logged_for_one(
    election: Election, cast: Cast, browse: Browse
) -> None:
    uploads = []
    for seed in (1, 2):
        upload = keep(cast, election, roll_csv(invented(1, seed=seed), ("张三", "11010")))
        upload.loaded_at = upload.uploaded_at
        upload.save(update_fields=("loaded_at",))
        uploads.append(upload.pk)
    take_rejected_rows(acting_user=act(cast.clerk, key="k"), election=election, upload=uploads[0])
    address = f"/elections/{election.pk}/roll/uploads/{uploads[1]}/rejected.xlsx"
    page = browse(cast.clerk).post(address, {"key": "k"})
    assert page.status_code == 422
    assert "内容和上次不同" in page.content.decode()


def test_what_a_form_asked_for_cannot_be_guessed_from_the_database(
    election: Election, cast: Cast
) -> None:
    load(cast, election, roll_csv(invented(1)))
    for key in "ab":
        show_number(acting_user=act(cast.clerk, key=key), election=election, number=1)
    one, other = (bytes(deed.asked) for deed in Deed.objects.filter(key__in="ab"))
    assert one != other  # equal requests look different: nothing can be tried out


def test_too_many_digits_are_no_fault_of_the_site(
    election: Election, cast: Cast, browse: Browse
) -> None:
    Election.objects.filter(pk=election.pk).update(stage="roll-published")
    client, address = browse(cast.clerk), f"/elections/{election.pk}/candidates/"
    assert client.get(f"{address}find/", {"people": LONG}).status_code == 200
    form = {"key": "k", "people": [LONG, "1"], "post": "chair"}
    assert client.post(f"{address}nominate/", form).status_code == 422


@pytest.mark.parametrize(
    "address", ["/sign-out/", "/elections/{pk}/roll/1/number/", "/elections/{pk}/candidates/find/"]
)
def test_whoever_signs_in_again_after_a_form_finds_words_and_not_an_empty_page(
    election: Election, cast: Cast, browse: Browse, address: str
) -> None:
    page = browse(cast.county).get(address.format(pk=election.pk))
    assert page.status_code in (403, 405)
    assert "没有办理" in page.content.decode() or "不能办这件事" in page.content.decode()


def test_a_form_with_too_many_fields_is_refused_in_words(
    election: Election, cast: Cast, browse: Browse
) -> None:
    fields = {f"f{n}": "" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    page = browse(cast.clerk).post(f"/elections/{election.pk}/roll/add/", fields)
    assert page.status_code == 400
    assert "什么都没有改动" in page.content.decode()


@pytest.mark.parametrize("host", ["evil.example", "localhost@evil.example", ""])
def test_another_host_is_refused_whatever_a_proxys_header_says(host: str) -> None:
    page = Client().get("/verify/", headers={"Host": host, "X-Forwarded-Host": "localhost"})
    assert page.status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("away", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_no_form_leads_to_another_site(cast: Cast, browse: Browse, away: str) -> None:
    sign_in = {"username": "clerk", "password": "clerk", "next": away}
    assert Client().post("/sign-in/", sign_in)["Location"] == "/"
    client = browse(cast.clerk)
    assert "evil" not in client.post("/language/", {"language": "en", "next": away})["Location"]


def test_signing_in_gives_the_browser_another_session(cast: Cast) -> None:
    client = Client()
    session = client.session
    session["planted"] = "1"
    session.save()
    before = client.cookies["sessionid"].value
    client.post("/sign-in/", {"username": "clerk", "password": "clerk"})
    assert client.cookies["sessionid"].value != before


def test_a_closed_account_is_not_told_apart_by_a_quicker_answer(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(User, "check_password", lambda self, _: asked.append(self.username))
    User.objects.filter(pk=cast.clerk.pk).update(is_active=False)
    for name in ("clerk", "chair"):
        Client().post("/sign-in/", {"username": name, "password": "wrong"})
    assert asked == ["clerk", "chair"]


def test_nothing_that_is_seen_signed_in_is_kept_by_a_browser(
    election: Election, cast: Cast, browse: Browse
) -> None:
    client = browse(cast.chair)
    for page in ("", "roll/", "roll/add/", "candidates/", "history/", "schedule.ics", "rounds/"):
        kept = client.get(f"/elections/{election.pk}/{page}")["Cache-Control"]
        assert {"no-store", "private"} <= set(kept.replace(" ", "").split(","))


@pytest.mark.parametrize(("length", "fits"), [(60, True), (61, False)])
def test_a_place_has_a_name_that_every_database_holds(
    cast: Cast, browse: Browse, length: int, fits: bool
) -> None:
    row = f"330329100999,{'村' * length},村,330329100000"
    form = {"place": "330329000000", "text": f"代码,名称,级别,上级\n{row}\n", "key": "k"}
    page = browse(cast.county).post("/units/import/", form)
    assert (page.status_code == 200) == fits
    assert ("最多 60 个" in page.content.decode()) != fits


@pytest.mark.django_db
def test_what_is_public_may_be_kept() -> None:
    assert "public" in Client().get("/verify.pyz")["Cache-Control"]


def test_neither_numbers_nor_phones_stand_in_the_database_to_be_read(
    election: Election, cast: Cast
) -> None:
    people = invented(5)
    load(cast, election, roll_csv(people, ("李四", "999501194912310021")))
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cells: list[Any] = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            cells += [cell for row in cursor.fetchall() for cell in row]
    held = b"\n".join(_octets(each) for each in cells)
    secrets = [each.identity_number for each in people] + [each.phone for each in people]
    assert people[0].name.encode() in held
    assert not [each for each in (*secrets, "999501194912310021") if each.encode() in held]


def _octets(cell: Any) -> bytes:
    return bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()


def test_a_history_whose_log_was_taken_away_is_not_called_whole(
    election: Election, cast: Cast, browse: Browse
) -> None:
    load(cast, election, roll_csv(invented(1)))
    Deed.objects.exclude(entry__log_id=election.unit.log_name).delete()
    Entry.objects.filter(log_id=election.log_name).delete()
    Log.objects.filter(pk=election.log_name).delete()
    page = browse(cast.observer).get(f"/elections/{election.pk}/history/").content.decode()
    assert "日志不见了" in page
    assert "日志完整" not in page
