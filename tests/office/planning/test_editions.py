"""An election runs under the edition of a pack that it was opened with (规则包的修订)."""

from __future__ import annotations

import hashlib
import importlib
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from tests.office.conftest import Cast, act

from huanjie.domain.schedule import schedule
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import canonical
from huanjie.law.calendar import calendar_as_json
from huanjie.law.pack import RulePack
from huanjie.law.packreader import read_pack
from huanjie.office.law.shelves import calendar
from huanjie.office.planning.changes import postpone
from huanjie.office.planning.laws import (
    calendar_for,
    correction_of,
    keep_pack,
    law_of,
    schedule_of,
    years_of,
)
from huanjie.office.planning.models import Election, LawText

pytestmark = pytest.mark.django_db


def earlier_edition(pack: RulePack) -> RulePack:
    """The same version before it was corrected: the roll was posted 21 days before."""
    document: dict[str, Any] = {**pack.document, "revision": 1}
    document["step"] = [
        {**step, "days": 21} if step["event"] == "roll-published" else step
        for step in document["step"]
    ]
    return read_pack(document)


def put_under(election: Election, pack: RulePack) -> Election:
    keep_pack(pack)
    Election.objects.filter(pk=election.pk).update(pack_sha256=pack.sha256)
    election.refresh_from_db()
    return election


def test_an_election_keeps_the_text_that_it_was_opened_under(
    cast: Cast, election: Election
) -> None:
    kept = LawText.objects.get(pk=election.pack_sha256)
    assert LawText.objects.filter(pk=election.calendar_sha256, name="calendar").exists()
    assert kept.name == election.pack
    assert read_pack(kept.document).sha256 == election.pack_sha256
    assert correction_of(election) is None


def test_a_corrected_pack_on_the_shelf_moves_no_running_election(
    cast: Cast, election: Election
) -> None:
    now = law_of(election).pack
    put_under(election, earlier_edition(now))
    assert law_of(election).pack.document["revision"] == 1
    step = schedule_of(election).step("roll-published")
    newer = schedule_of_shelf(now, election)
    assert step is not None
    assert step.window.latest is not None
    assert (newer - step.window.latest).days == 1
    waiting = correction_of(election)
    assert waiting
    assert waiting.pack == now


def schedule_of_shelf(pack: RulePack, election: Election) -> date:
    dated = schedule(pack, polling_day=election.polling_day, calendar=calendar())
    step = dated.step("roll-published")
    assert step is not None
    assert step.window.latest is not None
    return step.window.latest


def test_a_text_that_was_changed_in_the_database_is_refused(cast: Cast, election: Election) -> None:
    earlier = earlier_edition(law_of(election).pack)
    document = {**earlier.document, "name": "改过的委员会"}
    LawText.objects.create(sha256="1" * 64, name=earlier.id, document=document)
    Election.objects.filter(pk=election.pk).update(pack_sha256="1" * 64)
    election.refresh_from_db()
    with pytest.raises(BadInput, match="改动过"):
        law_of(election)


def test_a_finished_election_is_never_told_of_a_correction(cast: Cast, election: Election) -> None:
    put_under(election, earlier_edition(law_of(election).pack))
    Election.objects.filter(pk=election.pk).update(stage="cancelled")
    election.refresh_from_db()
    assert correction_of(election) is None


def test_an_older_database_is_given_the_texts_that_the_shelf_still_holds(
    cast: Cast, election: Election
) -> None:
    LawText.objects.all().delete()
    Election.objects.filter(pk=election.pk).update(calendar_sha256="")
    election.refresh_from_db()
    migration = importlib.import_module("huanjie.office.planning.migrations.0003_keep_texts")
    migration.keep_texts(apps, connection.schema_editor)
    assert LawText.objects.get().pk == election.pack_sha256
    assert law_of(election).pack.id == election.pack


def with_another_holiday(election: Election) -> None:
    """The calendar as it was before a notice changed it: one Monday was free."""
    days = calendar_for(years_of(election))
    document = calendar_as_json(days)
    (year,) = (each for each in document["years"] if each["year"] == election.polling_day.year)
    year["holidays"] = sorted([*year["holidays"], "2026-06-15"])
    sha256 = hashlib.sha256(canonical(document)).hexdigest()
    LawText.objects.create(sha256=sha256, name="calendar", document=document)
    Election.objects.filter(pk=election.pk).update(calendar_sha256=sha256)
    election.refresh_from_db()


def test_a_holiday_notice_that_comes_out_moves_no_running_election(
    cast: Cast, election: Election
) -> None:
    with_another_holiday(election)
    before = schedule_of(election)
    waiting = correction_of(election)
    assert waiting
    after = schedule(
        waiting.pack,
        polling_day=election.polling_day,
        calendar=waiting.calendar,
        start=election.start_day,
    )
    assert law_of(election).pack == waiting.pack
    assert [step.window for step in before.steps] != [step.window for step in after.steps]


def test_a_later_polling_day_remembers_the_days_of_its_own_years(
    cast: Cast, election: Election
) -> None:
    later = election.polling_day + timedelta(days=7)
    postpone(acting_user=act(cast.chair), election=election, polling_day=later, because="台风")
    election.refresh_from_db()
    assert correction_of(election) is None
