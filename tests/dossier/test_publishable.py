"""What is published (可公布的内容): no small batch, and no kinship that decided nothing."""

from __future__ import annotations

import datetime

import pytest
from tests.domain.people import CHAIR, LI, MEMBER, SUN, ZHAO, ZHOU, contest, poll, stands

from huanjie.domain.contest import ContestCount, Count
from huanjie.domain.election import Candidate, Contest, Election, Turnout, Unit
from huanjie.domain.rounds import CountFile, Round, declare_rounds
from huanjie.dossier.publishable import publishable
from huanjie.law.shelf import load

DAY = datetime.date(2026, 6, 28)
LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")


def count_of(*contests: ContestCount, relatives: tuple[tuple[str, str], ...] = ()) -> CountFile:
    """A hand count of one village."""
    facts = poll(*contests, relatives=relatives)  # type: ignore[arg-type]
    printed = tuple(
        Contest(
            post=each.post,
            seats=each.seats,
            candidates=tuple(Candidate(id=p.id, name=p.id, sex=p.sex) for p in each.people),
        )
        for each in contests
    )
    election = Election(
        pack="villagers-committee",
        region="sichuan",
        unit=Unit(code="510100000000", name="甲村"),
        polling_day=DAY,
        contests=printed,
        turnout=Turnout(collected=facts.collected, issued=facts.issued, registered=900),
        near_relatives=facts.near_relatives,
    )
    return CountFile(election=election, rounds=(Round(kind="first", facts=facts),))


@pytest.mark.parametrize(("votes", "published"), [(350, False), (351, True)])
def test_only_kin_who_both_reached_the_line_are_named(votes: int, published: bool) -> None:
    """张榜的卷宗不公布与结果无关的亲属关系。"""
    chairs = contest(CHAIR, stands(ZHAO, 400), stands(LI, 200))
    member = contest(MEMBER, stands(ZHOU, 500), stands(SUN, votes), seats=2)
    count = count_of(chairs, member, relatives=((ZHAO, SUN), (LI, "不在选举里的人")))
    public = publishable(count, LAW)
    assert (public.election.near_relatives == ((ZHAO, SUN),)) is published
    facts = public.rounds[0].facts
    assert isinstance(facts, Count)
    assert facts.near_relatives == public.election.near_relatives
    assert declare_rounds(public, LAW) == declare_rounds(count, LAW)
