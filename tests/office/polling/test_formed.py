"""By which vote a committee came about (最后一轮投票), and what is counted from it."""

from __future__ import annotations

import datetime

import pytest

from huanjie.law.shelf import load
from huanjie.office.planning.laws import keep_pack, schedule_as_formed
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round


@pytest.mark.parametrize(("rounds", "after"), [(1, 0), (2, 7), (3, 9)])
def test_what_is_counted_from_the_new_committee_is_counted_from_its_last_vote(
    election: Election, rounds: int, after: int
) -> None:
    poll = election.polling_day
    pack = load("villagers-committee", on=poll, today=poll, region="sichuan")
    election.pack, election.pack_sha256 = pack.id, keep_pack(pack)
    for number, days in enumerate((0, 7, 9)[:rounds], 1):
        Round.objects.create(
            election=election,
            region=election.region,
            number=number,
            kind="runoff" if number > 1 else "first",
            paper={},
            held_on=poll + datetime.timedelta(days=days),
        )
    step = schedule_as_formed(election).step("supervisors-chosen")
    assert step
    assert step.window.earliest == poll + datetime.timedelta(days=after)
