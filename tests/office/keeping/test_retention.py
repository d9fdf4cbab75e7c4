"""Deleting what is due (到期删除): on its day, not before, never while held; the proof stays."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from tests.office.conftest import OPENED_ON, Cast, act, on
from tests.office.roll.conftest import invented, load, publish, roll_csv

from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.candidacy.models import Barring, StatedFact
from huanjie.office.countylog.checking import check_all
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Deed, Entry
from huanjie.office.electors.codes import entry_by_code
from huanjie.office.electors.models import LookUpCode
from huanjie.office.keeping.ended import ended_on
from huanjie.office.keeping.models import Deletion, Hold
from huanjie.office.keeping.retention import LIST, delete_due, rerun_deletions
from huanjie.office.keeping.services import lift_hold, place_hold
from huanjie.office.people.models import User
from huanjie.office.planning.changes import cancel_election
from huanjie.office.planning.models import Election
from huanjie.office.polling.cards import take_cards
from huanjie.office.roll.models import Claim, RollEntry, Upload
from huanjie.office.security.models import Kind, SecurityEvent

Browse = Callable[[User], Client]
PEOPLE = invented(3)
A_MONTH_ON = datetime.date(2026, 6, 18)
A_YEAR_ON = datetime.date(2027, 5, 18)
FIVE_YEARS_ON = datetime.date(2031, 5, 18)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def no_list_is_left() -> Iterator[None]:
    yield
    (Path(settings.HUANJIE_DATA) / LIST).unlink(missing_ok=True)


@pytest.fixture
def over(cast: Cast, election: Election) -> Election:
    """An election with three people on its roll, cancelled on the day that it was opened."""
    load(cast, election, roll_csv(PEOPLE, ("李四", "1")))
    cancel_election(acting_user=act(cast.chair), election=election, because="试")
    return Election.objects.get(pk=election.pk)


def numbers() -> list[str | None]:
    return list(RollEntry.objects.order_by("number").values_list("id_number", flat=True))


def test_an_election_is_over_on_the_day_that_its_log_says(over: Election) -> None:
    assert ended_on(over) == OPENED_ON


def test_a_running_election_loses_nothing(cast: Cast, election: Election) -> None:
    load(cast, election, roll_csv(PEOPLE))
    assert ended_on(election) is None
    with on(datetime.date(2040, 1, 1)):
        delete_due()
    assert numbers() == [each.identity_number for each in PEOPLE]


@pytest.mark.parametrize(("day", "gone"), [(A_YEAR_ON, False), (A_YEAR_ON + DAY, True)])
def test_codes_to_ask_by_go_with_the_numbers(
    cast: Cast, election: Election, day: datetime.date, gone: bool
) -> None:
    load(cast, election, roll_csv(PEOPLE))
    publish(cast, election)
    election.refresh_from_db()
    parts = take_cards(acting_user=act(cast.clerk), election=election, because="发证")
    code = parts[0].people[0].code
    cancel_election(acting_user=act(cast.chair), election=election, because="试")
    with on(day):
        delete_due()
    assert (entry_by_code(code) is None) is gone
    assert LookUpCode.objects.count() == (0 if gone else len(PEOPLE))
    with pytest.raises(BadInput, match="不再发参选证"):
        take_cards(acting_user=act(cast.clerk), election=election, because="发证")


def test_codes_of_an_election_that_is_held_stay(cast: Cast, election: Election) -> None:
    load(cast, election, roll_csv(PEOPLE))
    publish(cast, election)
    election.refresh_from_db()
    take_cards(acting_user=act(cast.clerk), election=election, because="发证")
    cancel_election(acting_user=act(cast.chair), election=election, because="试")
    place_hold(acting_user=act(cast.county), election=election, because="诉讼")
    with on(A_YEAR_ON + DAY):
        delete_due()
    assert LookUpCode.objects.count() == len(PEOPLE)


@pytest.mark.parametrize(("day", "gone"), [(A_YEAR_ON, False), (A_YEAR_ON + DAY, True)])
def test_numbers_and_phones_go_the_day_after_their_year(
    over: Election, day: datetime.date, gone: bool
) -> None:
    with on(day):
        delete_due()
    assert (numbers() == [None] * 3) is gone
    row = RollEntry.objects.get(number=1)
    assert (row.phone is None, row.id_index is None) == (gone, gone)
    assert row.name == PEOPLE[0].name  # the roll itself is archived


@pytest.mark.parametrize(("day", "gone"), [(A_YEAR_ON, False), (A_YEAR_ON + DAY, True)])
def test_why_people_on_two_rolls_vote_here_goes_with_the_numbers_and_is_named(
    cast: Cast, over: Election, browse: Browse, day: datetime.date, gone: bool
) -> None:
    Claim.objects.create(
        election=over,
        region=over.region,
        id_index=bytes(over.roll.get(number=1).id_index or b""),
        because="那次选举以后户口迁入",
        claimed_by=cast.clerk,
        claimed_at=clock.now(),
    )
    page = browse(cast.observer).get(f"/elections/{over.pk}/keeping/").content.decode()
    assert "查询码，重复登记的理由" in page
    with on(day):
        delete_due()
    assert Claim.objects.exists() is not gone


@pytest.mark.parametrize(("day", "gone"), [(A_MONTH_ON, False), (A_MONTH_ON + DAY, True)])
def test_what_is_left_of_an_upload_goes_a_month_after_the_end(
    over: Election, day: datetime.date, gone: bool
) -> None:
    with on(day):
        delete_due()
    assert (Upload.objects.get().content is None) is gone


@pytest.mark.parametrize(("day", "gone"), [(A_YEAR_ON, False), (A_YEAR_ON + DAY, True)])
def test_facts_of_nominees_go_the_day_after_their_year_and_the_finding_stays(
    cast: Cast, over: Election, day: datetime.date, gone: bool
) -> None:
    own: dict[str, Any] = {"election": over, "region": over.region, "person": "p1"}
    StatedFact.objects.create(
        **own,
        fact="criminal_punishment",
        value="true",
        source="document",
        reference="法院证明",
        stated_on=over.start_day,
    )
    Barring.objects.create(
        **own,
        found_on=over.start_day,
        found_by=cast.clerk,
        appeal_until=over.start_day,
        grounds="[]",
    )
    with on(day):
        delete_due()
    assert StatedFact.objects.exists() is not gone
    assert (Barring.objects.get().grounds is None) is gone


@pytest.mark.parametrize(("day", "gone"), [(FIVE_YEARS_ON, False), (FIVE_YEARS_ON + DAY, True)])
def test_payload_and_salt_go_after_five_years_and_the_proof_stays(
    over: Election, day: datetime.date, gone: bool
) -> None:
    root = journal.check(over.log_name).root
    leaves = list(Entry.objects.filter(log_id=over.log_name).values_list("leaf", flat=True))
    call_command("tick", "roots")
    with on(day):
        delete_due()
    old = Entry.objects.filter(log_id=over.log_name, sequence__lt=len(leaves))
    assert all((row.payload is None and row.salt is None) is gone for row in old)
    assert [bytes(leaf) for leaf in leaves] == [bytes(row.leaf) for row in old.order_by("sequence")]
    assert not list(check_all())
    if gone:
        assert not Deed.objects.filter(entry__in=old).exclude(answer=None).exists()
        assert journal.check(over.log_name).root != root  # the deletion itself is entered
        last = Entry.objects.filter(log_id=over.log_name).latest("sequence")
        assert last.payload is not None
        assert '"log-particulars":' in last.payload


def test_a_deletion_is_one_entry_with_its_counts_and_is_not_done_twice(over: Election) -> None:
    before = Entry.objects.count()
    with on(A_YEAR_ON + DAY):
        assert delete_due() == 4
        assert delete_due() == 0
    assert Entry.objects.count() == before + 1
    said = Entry.objects.latest("pk").payload
    figures = '"ballot-pictures":0,"eligibility-facts":0,"roll-numbers":3,"uploads":1'
    assert said == '{"deleted":{' + figures + "}}"
    assert journal.check(over.log_name).entries[-1].role == "系统"
    assert SecurityEvent.objects.filter(kind=Kind.DELETED).count() == 1


def test_what_is_held_stays_until_it_is_let_go(cast: Cast, over: Election) -> None:
    hold = place_hold(acting_user=act(cast.county), election=over, because="投诉没有办结")
    with on(A_YEAR_ON + DAY):
        assert delete_due() == 0
        assert numbers() != [None] * 3
        lift_hold(acting_user=act(cast.county), election=over, hold=hold)
        assert delete_due() == 4
    assert numbers() == [None] * 3


@pytest.mark.parametrize("who", ["town", "chair", "clerk", "observer", "stranger"])
def test_only_the_county_holds_and_lets_go(cast: Cast, over: Election, who: str) -> None:
    hold = place_hold(acting_user=act(cast.county), election=over, because="复核")
    with pytest.raises(PermissionDenied):
        place_hold(acting_user=act(getattr(cast, who)), election=over, because="复核")
    with pytest.raises(PermissionDenied):
        lift_hold(acting_user=act(getattr(cast, who)), election=over, hold=hold)


def test_a_hold_says_why_and_is_let_go_once(cast: Cast, over: Election) -> None:
    with pytest.raises(BadInput, match="没有写"):
        place_hold(acting_user=act(cast.county), election=over, because=" ")
    hold = place_hold(acting_user=act(cast.county), election=over, because="复核")
    lift_hold(acting_user=act(cast.county), election=over, hold=hold)
    with pytest.raises(BadInput, match="已经解除"):
        lift_hold(acting_user=act(cast.county), election=over, hold=hold)
    assert Hold.objects.get().lifted_at


@pytest.mark.django_db(transaction=True)
def test_a_restored_backup_loses_again_what_was_deleted(cast: Cast, over: Election) -> None:
    with on(A_YEAR_ON + DAY):
        delete_due()
    listed = (Path(settings.HUANJIE_DATA) / LIST).read_text("utf-8")
    assert over.pk in listed
    assert not any(each.name in listed for each in PEOPLE)
    Deletion.objects.all().delete()  # as the backup was before
    RollEntry.objects.filter(number=2).update(id_number="330329199003071014")
    assert rerun_deletions() == 1
    assert numbers() == [None] * 3
    assert Deletion.objects.filter(election=over).count() == 4
    assert rerun_deletions() == 0
    journal.check(over.log_name)


def test_a_line_of_the_list_that_cannot_be_read_is_named(db: None) -> None:
    (Path(settings.HUANJIE_DATA) / LIST).write_text('{"election":"x","kind":"uploads"}\n{', "utf-8")
    with pytest.raises(BadInput) as refused:
        rerun_deletions()
    assert refused.value.line == 2


@pytest.mark.parametrize(("days", "gone"), [(0, False), (1, True)])
def test_security_events_go_after_twelve_months(db: None, days: int, gone: bool) -> None:
    SecurityEvent.objects.create(moment=clock.now(), kind=Kind.SIGN_IN)
    with on(A_YEAR_ON + days * DAY):
        delete_due()
    assert SecurityEvent.objects.filter(kind=Kind.SIGN_IN).exists() is not gone


def test_the_page_says_until_when_and_by_which_article(
    cast: Cast, over: Election, browse: Browse
) -> None:
    page = browse(cast.observer).get(f"/elections/{over.pk}/keeping/").content.decode()
    for words in ("2027年5月18日", "第十九条", "第三十九条", "永久保存", "没有保全"):
        assert words in page
    county = browse(cast.county)
    address = f"/elections/{over.pk}/keeping/"
    assert county.post(address, {"key": "k", "because": "复核"}).status_code == 302
    page = county.get(address).content.decode()
    assert "正在保全" in page
    hold = Hold.objects.get().pk
    county.post(f"{address}holds/{hold}/lift/", {"key": "l"})
    assert "已解除" in county.get(address).content.decode()
