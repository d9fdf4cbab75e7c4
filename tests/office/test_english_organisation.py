"""Units, bodies, cover and waves in English (单位、班子、包联、批次), with rows in them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.office.conftest import OPENED_ON, Cast, act, plan
from tests.office.readaloud import english, faults

from huanjie.domain.cover import CoverKind
from huanjie.domain.incumbency import How
from huanjie.office.cover.models import Cover
from huanjie.office.cover.services import Sent, WaveFacts, keep_wave, put_into_wave, send
from huanjie.office.incumbents.incoming import keep_upload
from huanjie.office.incumbents.models import Body, Holding
from huanjie.office.incumbents.services import BodyFacts, Seat, keep_body, take_post
from huanjie.office.people.models import User
from huanjie.office.planning.services import open_election
from huanjie.office.units import changes
from huanjie.office.units.changing import Approval, NewUnit
from huanjie.office.units.models import Unit

VILLAGE, NEXT = "330329100257", "330329100258"
APPROVAL = Approval(on=OPENED_ON, reason="撤村并居", approved_by="县政府", document="8号")
FILE = "单位代码,组织,职务,姓名,任职日期\n{},村民委员会,主任,蓝大山,2021-05-20\n{},甲,乙,丙,丁\n"


@pytest.fixture
def county(cast: Cast, community: Unit) -> Unit:
    """A county with a merged unit, bodies, cover with a clash, and a wave."""
    county = cast.county.assignments.get().unit
    for code in (VILLAGE, NEXT):
        open_election(acting_user=act(cast.county), unit=Unit.objects.get(pk=code), plan=plan())
    _bodies(cast, Unit.objects.get(pk=VILLAGE))
    _sent(cast, county)
    _changed(cast, county, community)
    return county


def _bodies(cast: Cast, village: Unit) -> None:
    since = datetime.date(2021, 5, 1)
    for kind, head in (("party-branch", "secretary"), ("villagers-committee", "chair")):
        facts = BodyFacts(kind=kind, name=f"三联村{kind}", seats=3, elected_on=since)
        body = keep_body(acting_user=act(cast.county), unit=village, facts=facts)
        for name, post in (("蓝大山", head), ("钟小青", "member")):
            seat = Seat(post=post, name=name, from_on=since, how=How.ELECTED)
            take_post(acting_user=act(cast.county), unit=village, body=body, seat=seat)


def _sent(cast: Cast, county: Unit) -> None:
    for kind, members in ((CoverKind.OFFICER, ()), (CoverKind.GUIDANCE, ("甲",))):
        sent = Sent(kind=kind, name=f"林晓{kind}", from_on=OPENED_ON, members=members)
        send(acting_user=act(cast.county), unit=county, codes=[VILLAGE, NEXT], sent=sent)
    facts = WaveFacts(name="试点", place=1, is_pilot=True, last_day=OPENED_ON)
    wave = keep_wave(acting_user=act(cast.county), unit=county, facts=facts)
    put_into_wave(acting_user=act(cast.county), unit=county, codes=[VILLAGE], wave=wave)


def _changed(cast: Cast, county: Unit, community: Unit) -> None:
    def by() -> dict[str, Any]:
        return {"acting_user": act(cast.county), "unit": county, "approval": APPROVAL}

    part = NewUnit(name="新北一社区")
    (new,) = changes.split(**by(), code=community.pk, parts=[part], stays=True)
    changes.merge(**by(), codes=[community.pk, new], into=NewUnit(name="新城社区"))


def test_units_bodies_cover_and_waves_read_in_english(
    browse: Callable[[User], Client], cast: Cast, county: Unit
) -> None:
    client = english(browse(cast.county))
    raw = FILE.format(VILLAGE, "1").encode()
    upload = keep_upload(acting_user=act(cast.county), unit=county, name="任职.csv", raw=raw)
    new, old = Unit.objects.get(name="新城社区").pk, "330329100005"
    body, holding = Body.objects.earliest("pk").pk, Holding.objects.earliest("pk").pk
    pages = [
        *(f"/units/{code}/lineage/?on=2026-01-01" for code in (new, old, VILLAGE)),
        *(f"/units/{new}/change/{kind}/" for kind in ("coded", "merged", "split")),
        *(f"/units/{old}/", f"/units/{VILLAGE}/", "/units/?q=xin", f"/units/{county.pk}/history/"),
        *(f"/units/{VILLAGE}/incumbents/", f"/units/{VILLAGE}/incumbents/body/{body}/seat/"),
        *(f"/units/{VILLAGE}/incumbents/{holding}/leave/", f"/terms/import/{upload}/"),
        *("/terms/", "/terms/?state=expired", "/terms/?q=zzzz", "/cover/", "/cover/?gap=observer"),
        *(f"/cover/{Cover.objects.earliest('pk').pk}/end/", f"/cover/send/?code={VILLAGE}"),
        *("/waves/", "/waves/?wave=none", f"/waves/into/?code={VILLAGE}"),
    ]
    wrong = []
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 200, address
        wrong += list(faults(address, answer.content.decode()))
    assert wrong == []
