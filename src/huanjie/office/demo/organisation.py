"""The demo's bodies, cover and waves (演示的班子、包联和批次): who sat, who is sent where, and
which units vote together. With gaps, so that there is something to mend.
"""

from __future__ import annotations

import csv
import datetime
import io
import random
import uuid
from collections.abc import Iterator, Sequence
from typing import Final

from huanjie.domain.cover import CoverKind
from huanjie.exchange.incumbentfile import headings
from huanjie.office import clock
from huanjie.office.command import ActingUser
from huanjie.office.cover.services import Sent, WaveFacts, keep_wave, put_into_wave, send
from huanjie.office.demo.invented import InventedPerson, Inventor
from huanjie.office.incumbents.incoming import keep_upload
from huanjie.office.incumbents.loading import load_incumbents
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit

_ELECTED: Final = datetime.timedelta(days=5 * 365)
"""about a term ago: some are over, some are near their end"""
_SEATS: Final = 3
_JOINT, _SHORT = 0.6, 0.12
"""how many of the heads hold both posts, and how many committees lack somebody"""
_SEX: Final = {"m": "男", "f": "女"}
_VILLAGES: Final = (2, 5)
"""how many villages an officer covers"""
_GROUP: Final = 8
_EVERY_GAP: Final = 11

Row = tuple[str, ...]


class Organisation:
    """Makes them by the county's own deeds, each on its day (演示的县办)."""

    def __init__(self, county: Unit, user: User, chance: random.Random) -> None:
        self._county, self._user, self._chance = county, user, chance

    def incumbents(self, units: Sequence[Unit], inventor: Inventor, on: datetime.date) -> None:
        """Who sat before this cycle, from one file."""
        text = io.StringIO()
        rows = csv.writer(text)
        rows.writerow(headings())
        for unit in units:
            rows.writerows(self._sitting(unit, inventor))
        raw = text.getvalue().encode("utf-8-sig")
        with clock.acting_at(_morning(on)):
            upload = keep_upload(
                acting_user=self._by(), unit=self._county, name="任职.csv", raw=raw
            )
            load_incumbents(acting_user=self._by(), unit=self._county, upload=upload)

    def _sitting(self, unit: Unit, inventor: Inventor) -> Iterator[Row]:
        body = "residents-committee" if unit.is_community else "villagers-committee"
        elected = clock.today() - _ELECTED + datetime.timedelta(days=self._chance.randint(-60, 420))
        head, other, *people = inventor.people(_SEATS + 2)
        secretary = head if self._chance.random() < _JOINT else other
        yield _row(unit, "party-branch", elected, "书记", secretary)
        yield _row(unit, "party-branch", elected, "委员", people[0])
        if unit.pk[-1] == "7":
            yield _row(unit, "party-branch", elected, "委员", people[2])
        yield _row(unit, body, elected, "主任", head)
        members = people[:1] if self._chance.random() < _SHORT else people[:2]
        for person in members:
            yield _row(unit, body, elected, "委员", person)

    def cover(self, units: Sequence[Unit], inventor: Inventor, on: datetime.date) -> None:
        """Who is sent where: an officer for a few villages, groups for more; some are left out."""
        with clock.acting_at(_morning(on)):
            rest = [unit for place, unit in enumerate(units) if place % _EVERY_GAP]
            while rest:
                size = self._chance.randint(*_VILLAGES)
                self._send(CoverKind.OFFICER, _name(inventor), rest[:size])
                rest = rest[size:]
            for at in range(0, len(units), _GROUP):
                some = units[at : at + _GROUP]
                number = at // _GROUP + 1
                members = tuple(person.name for person in inventor.people(3))
                self._send(CoverKind.GUIDANCE, f"第{number}指导组", some, members)
                if number % 2:
                    self._send(CoverKind.SUPERVISION, f"第{number // 2 + 1}督导组", some, members)
            self._send(CoverKind.OBSERVER, f"{_name(inventor)}（县人大代表）", units[:3])

    def _send(
        self, kind: CoverKind, name: str, units: Sequence[Unit], members: tuple[str, ...] = ()
    ) -> None:
        sent = Sent(kind=kind, name=name, members=members, from_on=clock.today())
        codes = [unit.pk for unit in units]
        send(acting_user=self._by(), unit=self._county, codes=codes, sent=sent)

    def waves(self, on: datetime.date) -> None:
        """The pilot, the first and the second wave, by the polling days that there are."""
        today = clock.today()
        windows = (("试点", -60, -12), ("第一批", -11, 7), ("第二批", 8, 40))
        days = dict(Election.objects.order_by("polling_day").values_list("unit", "polling_day"))
        with clock.acting_at(_morning(on)):
            for place, (name, first, last) in enumerate(windows, start=1):
                window = [today + datetime.timedelta(days=n) for n in (first, last)]
                wave = keep_wave(
                    acting_user=self._by(),
                    unit=self._county,
                    facts=WaveFacts(
                        name=name,
                        place=place,
                        is_pilot=place == 1,
                        first_day=window[0],
                        last_day=window[1],
                    ),
                )
                codes = [code for code, day in days.items() if window[0] <= day <= window[1]]
                if codes:
                    put_into_wave(acting_user=self._by(), unit=self._county, codes=codes, wave=wave)

    def _by(self) -> ActingUser:
        key = uuid.UUID(int=self._chance.getrandbits(128)).hex
        return ActingUser(user=self._user, key=key)


def _row(unit: Unit, body: str, elected: datetime.date, post: str, who: InventedPerson) -> Row:
    day = elected.isoformat()
    number = who.identity_number
    stated = (post, who.name, _SEX[who.sex], number, day, "选举")
    return (unit.pk, body, "", day, str(_SEATS), *stated)


def _name(inventor: Inventor) -> str:
    return inventor.people(1)[0].name


def _morning(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(8), tzinfo=clock.CHINA)
