"""By which vote a committee came about (最后一轮投票), and what is counted from it."""

from __future__ import annotations

import datetime

import pytest
from tests.office.conftest import Cast, act, on

from huanjie.law.shelf import load
from huanjie.office.overview.facts import facts_of
from huanjie.office.planning.laws import keep_pack, schedule_as_formed
from huanjie.office.planning.models import Election
from huanjie.office.planning.offsite import keep_step
from huanjie.office.polling.models import Round

RUNOFF = 7
"""How many days after the poll the later vote is held (另行选举)."""


def under(election: Election, region: str) -> None:
    """The election by the law of a region."""
    day = election.polling_day
    pack = load("villagers-committee", on=day, today=day, region=region)
    election.pack, election.pack_sha256 = pack.id, keep_pack(pack)
    election.save()


def held(election: Election, *after: int) -> None:
    """The votes of an election, so many days after its poll each."""
    for number, days in enumerate(after, 1):
        Round.objects.create(
            election=election,
            region=election.region,
            number=number,
            kind="runoff" if number > 1 else "first",
            paper={},
            held_on=election.polling_day + datetime.timedelta(days=days),
        )


@pytest.mark.parametrize(("votes", "last"), [((0,), 15), ((0, 7), 22), ((0, 7, 9), 24)])
def test_what_is_counted_from_the_new_committee_is_counted_from_its_last_vote(
    election: Election, votes: tuple[int, ...], last: int
) -> None:
    """六月二十八日投票，十五日内推选；最后一日是休息日的顺延。"""
    poll = election.polling_day
    under(election, "sichuan")
    held(election, *votes)
    step = schedule_as_formed(election).step("supervisors-chosen")
    assert step
    assert step.window.earliest == poll
    assert step.window.latest == poll + datetime.timedelta(days=last)


@pytest.mark.parametrize(
    ("event", "after", "says"),
    [
        ("seal-handover", RUNOFF - 1, "早了 1 天"),
        ("seal-handover", RUNOFF, ""),
        ("seal-handover", RUNOFF + 1, "晚了 1 天"),
        ("certificates-issued", -1, "早了 1 天"),
        ("certificates-issued", 0, ""),
        ("certificates-issued", RUNOFF - 1, ""),
        ("certificates-issued", RUNOFF + 10, ""),
        ("certificates-issued", RUNOFF + 11, "晚了 1 天"),
    ],
)
def test_after_a_runoff_a_day_off_the_site_is_held_against_the_last_vote(
    cast: Cast, election: Election, event: str, after: int, says: str
) -> None:
    """海南：印章当日移交，证书十日内颁发；七月五日另行选举，七月十五日（周三）为止。"""
    under(election, "hainan")
    held(election, 0, RUNOFF)
    day = election.polling_day + datetime.timedelta(days=after)
    with on(day):
        said = keep_step(acting_user=act(cast.clerk), election=election, event=event, done_on=day)
    assert said.endswith(says) if says else said == ""
    assert facts_of(election).kept.off_site[event].out_of_time == said


def test_without_a_later_vote_the_seal_is_handed_over_on_the_polling_day(
    cast: Cast, election: Election
) -> None:
    under(election, "hainan")
    held(election, 0)
    day = election.polling_day + datetime.timedelta(days=1)
    with on(day):
        said = keep_step(
            acting_user=act(cast.clerk), election=election, event="seal-handover", done_on=day
        )
    assert said.endswith("晚了 1 天")
