"""A person's own data (本人的信息): found by number alone, told in full, corrected while open."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.domain.numbers import number, spoiled
from tests.office.conftest import Cast, act
from tests.office.roll.conftest import invented, load, publish, roll_csv

from huanjie.domain.incumbency import How
from huanjie.domain.objection import Kind as ObjectionKind
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.deeds.models import Entry
from huanjie.office.incumbents.services import BodyFacts, Seat, keep_body, take_post
from huanjie.office.keeping.correcting import correct_person
from huanjie.office.keeping.person import Person, find_person
from huanjie.office.people.models import User
from huanjie.office.planning.changes import cancel_election
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import Claim
from huanjie.office.roll.objections import Remedy, Said, raise_objection, uphold_objection
from huanjie.office.security.models import Kind, SecurityEvent

Browse = Callable[[User], Client]
PEOPLE = invented(3)
ONE = PEOPLE[1]
OTHER = number(sequence="101")


@pytest.fixture
def full(cast: Cast, election: Election) -> Election:
    """An election with three people on its roll."""
    load(cast, election, roll_csv(PEOPLE))
    return Election.objects.get(pk=election.pk)


def ask(cast: Cast, election: Election, identity: str, who: str = "town") -> Person:
    town = election.unit.parent
    assert town
    return find_person(
        acting_user=act(getattr(cast, who)),
        unit=town,
        identity_number=identity,
        because="本人来查",
    )


def correct(cast: Cast, election: Election, *, because: str = "户口簿上不同", **cells: str) -> int:
    return correct_person(
        acting_user=act(cast.town),
        election=election,
        number=2,
        cells=cells,  # type: ignore[arg-type]
        because=because,
    )


def test_everything_that_is_held_on_one_person_is_told(cast: Cast, full: Election) -> None:
    found = ask(cast, full, ONE.identity_number)
    (held,) = found.held
    facts = dict(held.facts)
    assert facts["姓名"] == ONE.name
    assert (facts["证件号码"], facts["手机号"]) == (ONE.identity_number, ONE.phone)
    assert facts["名册编号"] == "2"
    said = Entry.objects.latest("pk").payload
    assert said == '{"because":"本人来查","people":1,"rolls":1}'
    assert SecurityEvent.objects.get(kind=Kind.READ).people == 1


def test_why_the_unit_says_that_somebody_votes_here_is_told_to_them_alone(
    cast: Cast, full: Election
) -> None:
    entry = full.roll.get(number=2)
    Claim.objects.create(
        election=full,
        region=full.region,
        id_index=bytes(entry.id_index or b""),
        because="那次选举以后户口迁入",
        claimed_by=cast.clerk,
        claimed_at=clock.now(),
    )
    found = ask(cast, full, ONE.identity_number)
    assert dict(found.held[0].facts)["在这里登记的理由"] == "那次选举以后户口迁入"
    table: Any = found.as_json()["名册"]
    assert table[0]["在这里登记的理由"] == "那次选举以后户口迁入"
    other = full.roll.exclude(number=2).first()
    assert other
    facts = dict(ask(cast, full, other.id_number or "").held[0].facts)
    assert "在这里登记的理由" not in facts


def test_somebody_who_is_on_no_roll_is_an_answer_and_an_entry_too(
    cast: Cast, full: Election
) -> None:
    before = Entry.objects.count()
    assert ask(cast, full, OTHER).held == ()
    assert Entry.objects.count() == before + 1


@pytest.mark.parametrize("typed", ["", "蓝", spoiled(OTHER), "33032919900307"])
def test_nobody_is_found_by_anything_but_a_whole_number(
    cast: Cast, full: Election, typed: str
) -> None:
    before = Entry.objects.count()
    with pytest.raises(BadInput, match="证件号码不对"):
        ask(cast, full, typed)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("who", ["chair", "clerk", "teller", "observer", "stranger"])
def test_only_an_officer_asks(cast: Cast, full: Election, who: str) -> None:
    with pytest.raises(PermissionDenied):
        ask(cast, full, ONE.identity_number, who)
    with pytest.raises(PermissionDenied):
        correct_person(
            acting_user=act(getattr(cast, who)),
            election=full,
            number=2,
            cells={"phone": ""},
            because="试",
        )


def test_a_village_next_door_finds_nobody_of_this_one(
    cast: Cast, full: Election, browse: Browse
) -> None:
    form = {"identity_number": ONE.identity_number, "because": "查", "shape": "page", "key": "k"}
    page = browse(cast.town).post("/units/330329100258/person/", form).content.decode()
    assert "没有查到" in page
    assert ONE.name not in page


def test_the_person_takes_it_home_as_word_and_as_json(
    cast: Cast, full: Election, browse: Browse
) -> None:
    client, address = browse(cast.town), "/units/330329100000/person/"
    form = {"identity_number": ONE.identity_number, "because": "本人来查", "key": "k"}
    table = json.loads(client.post(address, form | {"shape": "json"}).content)
    assert table["名册"][0]["姓名"] == ONE.name
    raw = client.post(address, form | {"shape": "docx"}).content
    (rows,) = docx.Document(io.BytesIO(raw)).tables
    assert ["手机号", ONE.phone] in [[cell.text for cell in row.cells] for row in rows.rows]
    page = client.post(address, form | {"shape": "page"}).content.decode()
    assert ONE.phone in page
    assert "有错，要更正" in page
    assert Entry.objects.filter(log_id="huanjie.local/330329100000").count() == 3
    assert ONE.name not in client.get(address).content.decode()


def test_a_mistake_is_corrected_before_the_list_is_published(cast: Cast, full: Election) -> None:
    assert correct(cast, full, name="钟 小梅", phone="13900000000", id_number=OTHER) == 2
    row = full.roll.get(number=2)
    assert (row.name, row.phone, row.id_number) == ("钟小梅", "13900000000", OTHER)
    assert (row.sex, str(row.birth_date)) == ("m", "1990-03-07")
    assert ask(cast, full, OTHER).held[0].entry == row
    entry = Entry.objects.filter(log_id=full.log_name).latest("sequence")
    assert entry.payload == (
        '{"because":"户口簿上不同","columns":["id_number","name","phone"],"corrected":2}'
    )


@pytest.mark.parametrize(
    ("cells", "at"),
    [
        ({"id_number": spoiled(OTHER)}, "id_number"),
        ({"id_number": PEOPLE[0].identity_number}, "id_number"),
        ({"name": ""}, "name"),
        ({"group": "组" * 41}, "group"),
    ],
)
def test_a_correction_passes_the_same_check_as_a_row(
    cast: Cast, full: Election, cells: dict[str, str], at: str
) -> None:
    before = full.roll.get(number=2)
    with pytest.raises(BadInput) as refused:
        correct(cast, full, **cells)
    assert refused.value.at == at
    assert full.roll.get(number=2).name == before.name


def test_a_correction_says_why_and_changes_something(cast: Cast, full: Election) -> None:
    with pytest.raises(BadInput, match="没有要更正的"):
        correct(cast, full, name=ONE.name)
    with pytest.raises(BadInput, match="没有写"):
        correct(cast, full, because=" ", name="钟小梅")


def test_a_published_list_is_objected_to_but_a_phone_is_still_corrected(
    cast: Cast, full: Election
) -> None:
    publish(cast, full)
    election = Election.objects.get(pk=full.pk)
    with pytest.raises(BadInput, match=r"名单已经公布，不能在这里改（《.*》第十七条") as refused:
        correct(cast, election, name="钟小梅")
    assert "异议" in refused.value.remedy
    assert correct(cast, election, phone="13900000000") == 2
    assert election.roll.get(number=2).phone == "13900000000"


def test_an_archived_roll_is_not_changed_and_says_by_which_article(
    cast: Cast, full: Election
) -> None:
    cancel_election(acting_user=act(cast.chair), election=full, because="试")
    with pytest.raises(BadInput, match="第三十九条"):
        correct(cast, Election.objects.get(pk=full.pk), phone="13900000000")


def test_what_is_refused_comes_back_with_what_was_typed(
    cast: Cast, full: Election, browse: Browse
) -> None:
    client, address = browse(cast.town), f"/elections/{full.pk}/keeping/correct/2/"
    form = {"name": "钟小梅", "id_number": spoiled(OTHER), "because": "错", "key": "k"}
    answer = client.post(address, form)
    assert answer.status_code == 422
    assert "钟小梅" in answer.content.decode()
    answer = client.post(address, form | {"id_number": OTHER, "key": "l"})
    assert answer["Location"] == f"/units/{full.unit_id}/person/"


def test_the_posts_that_a_person_holds_are_told_too(
    cast: Cast, election: Election, browse: Browse
) -> None:
    facts = BodyFacts(kind="villagers-committee", name="三联村委会")
    body = keep_body(acting_user=act(cast.clerk), unit=election.unit, facts=facts)
    seat = Seat(
        post="chair",
        name=ONE.name,
        from_on=election.start_day,
        how=How.ELECTED,
        id_number=ONE.identity_number,
    )
    take_post(acting_user=act(cast.clerk), unit=election.unit, body=body, seat=seat)
    found = ask(cast, election, ONE.identity_number)
    assert found.held == ()
    assert dict(found.posts[0].facts)["职务"] == "主任"
    assert not ask(cast, election, OTHER).posts
    town = election.unit.parent
    assert town
    form = {"key": "k", "identity_number": ONE.identity_number, "because": "本人来查"}
    page = browse(cast.town).post(f"/units/{town.pk}/person/", {**form, "shape": "page"})
    assert "三联村委会" in page.content.decode()


def test_whoever_was_struck_off_is_told_that_and_what_was_objected(
    cast: Cast, full: Election
) -> None:
    publish(cast, full)
    said = Said(
        kind=ObjectionKind.WRONGLY_LISTED,
        number=2,
        raised_by="蓝小田",
        received_on=clock.today(),
        ground="once",
    )
    raise_objection(acting_user=act(cast.clerk), election=full, said=said)
    remedy = Remedy(reasons=("once",))
    uphold_objection(acting_user=act(cast.chair), election=full, objection=1, remedy=remedy)
    found = ask(cast, full, ONE.identity_number)
    facts = dict(found.held[0].facts)
    assert facts["移出日期"] == clock.today().isoformat()
    assert facts["对名单的异议"].startswith("错登，成立")
    told: Any = found.as_json()["名册"]
    assert told[0]["名册变动"] == [f"异议成立：错登（{clock.today()}）"]
    assert "蓝小田" not in repr(told)
