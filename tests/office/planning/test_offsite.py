"""Steps done off the site (线下办理的步骤): entered, put right, taken back, and shown as done."""

from __future__ import annotations

import contextlib
import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from tests.office.conftest import Cast, act, on

from huanjie.domain.cycle import Stage
from huanjie.door.fault import BadInput
from huanjie.office.deeds import journal
from huanjie.office.overview.clocksteps import clock_tasks
from huanjie.office.overview.dated import Dated
from huanjie.office.overview.facts import facts_of
from huanjie.office.overview.task import OFF_SITE_PAGE
from huanjie.office.planning.laws import schedule_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.offsite import keep_step, steps_off_site, take_back_step

STEP = "poll-announced"
LAST = datetime.date(2026, 6, 23)


def days(election: Election) -> dict[str, datetime.date | None]:
    return {each.step.event: each.done_on for each in steps_off_site(election)}


def test_the_step_list_asks_for_the_days_of_these_steps_alone(election: Election) -> None:
    listed = clock_tasks(facts_of(election), Dated(schedule_of(election)), election.start_day)
    asked = {each.key for each in listed if each.page == OFF_SITE_PAGE}
    assert asked == set(days(election))
    assert STEP in asked
    assert not asked & {"roll-published", "objections-end", "nomination-end", "result-filed"}
    assert "committee-formed" in asked
    assert "committee-published" not in asked


def test_a_day_is_entered_put_right_and_taken_back_and_the_log_tells(
    cast: Cast, election: Election
) -> None:
    for day in (LAST - datetime.timedelta(days=1), LAST):
        with on(LAST):
            said = keep_step(
                acting_user=act(cast.clerk), election=election, event=STEP, done_on=day
            )
        assert (said, days(election)[STEP]) == ("", day)
    take_back_step(acting_user=act(cast.clerk), election=election, event=STEP)
    assert days(election)[STEP] is None
    assert [each.deed for each in journal.check(election.log_name).entries] == ["keep-step"] * 3
    with pytest.raises(BadInput, match="没有登记过"):
        take_back_step(acting_user=act(cast.clerk), election=election, event=STEP)


def test_a_day_after_the_last_is_kept_with_what_the_law_says(
    cast: Cast, election: Election
) -> None:
    late = LAST + datetime.timedelta(days=1)
    with on(late):
        said = keep_step(acting_user=act(cast.clerk), election=election, event=STEP, done_on=late)
    assert said.endswith("晚了 1 天")
    assert facts_of(election).kept.off_site[STEP].out_of_time == said


@pytest.mark.parametrize(
    ("event", "says"), [("roll-published", "由网站按办过的事记日期"), ("x", "没有“x”这一步")]
)
def test_a_step_that_the_site_keeps_or_nobody_knows_is_refused(
    cast: Cast, election: Election, event: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        keep_step(acting_user=act(cast.clerk), election=election, event=event, done_on=LAST)


@pytest.mark.parametrize(("stage", "refused"), [(Stage.SEALED, False), (Stage.CANCELLED, True)])
def test_what_follows_a_sealed_result_is_entered_and_of_a_cancelled_election_nothing(
    cast: Cast, election: Election, stage: Stage, refused: bool
) -> None:
    Election.objects.filter(pk=election.pk).update(stage=stage)
    told = pytest.raises(BadInput, match="已撤销") if refused else contextlib.nullcontext()
    with on(LAST), told:
        keep_step(acting_user=act(cast.clerk), election=election, event=STEP, done_on=LAST)
    assert election.steps_done.exists() is not refused


def test_a_teller_may_not_enter_it(cast: Cast, election: Election) -> None:
    with pytest.raises(PermissionDenied):
        keep_step(acting_user=act(cast.teller), election=election, event=STEP, done_on=LAST)


def test_the_page_warns_with_the_article_before_a_late_day_is_entered(
    cast: Cast, election: Election, client: Client
) -> None:
    client.force_login(cast.clerk)
    address = reverse("step-done", args=[election.pk, STEP])
    late = LAST + datetime.timedelta(days=1)
    form = {"key": "k", "seen": election.version, "done_on": late.isoformat()}
    with on(late):
        page = client.post(address, form)
        assert days(election)[STEP] is None
        client.post(address, form | {"confirm": "1"})
    assert "晚了 1 天（" in page.content.decode()
    assert days(election)[STEP] == late
