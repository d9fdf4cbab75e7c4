"""The county log (县级日志): every root is taken in, and what is signed is public."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from tests.office.conftest import Cast, _unit, act, plan
from tests.office.countylog.conftest import COUNTY, COUNTY_LOG, at

from huanjie.door import jsontext
from huanjie.office.countylog.collecting import collect
from huanjie.office.countylog.models import Checkpoint, CollectedRoot
from huanjie.office.countylog.signing import sign_due
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry
from huanjie.office.keys import log_ring
from huanjie.office.planning.changes import cancel_election
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.units.models import Unit
from huanjie.protect.signature import verify_signature
from huanjie.record.checkpoint import open_checkpoint
from huanjie.record.entry import read_entry

# ---- collecting 汇入


def test_every_log_below_is_taken_in_once_until_it_grows(cast: Cast, election: Election) -> None:
    cancel_election(acting_user=act(cast.chair), election=election, because="试")
    assert collect() == 2  # the village's log and the election's
    assert collect() == 0
    entry = Entry.objects.get(log_id=COUNTY_LOG)
    roots = jsontext.loads(entry.payload or "")["roots"]
    assert [name for name, _size, _root in roots] == [
        election.unit.log_name,
        election.log_name,
    ]
    assert roots[1] == [election.log_name, 1, journal.check(election.log_name).root.hex()]
    assert read_entry(bytes(entry.leaf)).role == "系统"
    open_election(acting_user=act(cast.clerk), unit=election.unit, plan=plan())
    assert collect() == 1


def test_a_county_takes_in_nothing_of_the_next_and_the_top_place_takes_the_rest(
    cast: Cast, election: Election
) -> None:
    city = Unit.objects.get(pk="330300000000")
    other = _unit("330328000000", "文成县", "county", city)
    town = _unit("330328100000", "大峃镇", "town", other)
    for unit in (city, town):
        journal.append(unit.log_name, region=unit.pk, deed="x", role="x", payload={})
    assert collect() == 3
    took = {
        each.log_id: each.entry.log_id for each in CollectedRoot.objects.select_related("entry")
    }
    assert took == {
        city.log_name: "huanjie.local/330000000000",
        town.log_name: other.log_name,
        election.unit.log_name: COUNTY_LOG,
    }


# ---- signing 签发


def test_a_checkpoint_is_signed_by_a_key_that_the_database_does_not_hold(
    signed: Checkpoint,
) -> None:
    text = Client().get(f"/log/{COUNTY}/checkpoint")
    assert text["Content-Type"].startswith("text/plain")
    key = log_ring().verifier_key(COUNTY_LOG)
    state = open_checkpoint(text.content, key, verify_signature)
    assert (state.origin, state.size) == (COUNTY_LOG, 1)
    assert state.root == journal.check(COUNTY_LOG).root
    assert (Path(settings.HUANJIE_KEYS) / "log" / "signing.pem").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("minutes", "signed_again"), [(59, 0), (60, 1)])
def test_a_checkpoint_is_signed_an_hour_after_the_last_at_the_earliest(
    signed: Checkpoint, cast: Cast, election: Election, minutes: int, signed_again: int
) -> None:
    with at(minutes):
        cancel_election(acting_user=act(cast.chair), election=election, because="试")
        collect()
        assert sign_due() == signed_again


def test_a_log_that_has_not_grown_is_not_signed_again(signed: Checkpoint) -> None:
    with at(600):
        assert (collect(), sign_due()) == (0, 0)


def test_the_pages_say_what_the_log_is_before_anything_was_signed(election: Election) -> None:
    assert "还没有签发" in Client().get("/log/").content.decode()
    collect()
    assert Client().get(f"/log/{COUNTY}/checkpoint").status_code == 404
    assert "还没有签发检查点" in Client().get(f"/log/{COUNTY}/").content.decode()
