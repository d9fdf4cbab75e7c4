"""Places (单位): the tree from the province down to the village, and the roles held in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.functional import cached_property

from huanjie.domain.organisation import CHANGE_NAMES, Change, Held, Turn
from huanjie.domain.permission import ROLE_NAMES, Role
from huanjie.domain.unitcode import is_national
from huanjie.office.prepared import Prepared
from huanjie.office.units import prefix  # noqa: F401 (registers the lookup `begins`)
from huanjie.office.units.keys import LONGEST

CODE_LENGTH: Final = 32
NAME_LENGTH: Final = 60
PATH_LENGTH: Final = 255
EVENT_LENGTH: Final = 16
REASON_LENGTH: Final = 200
ELECTION_LENGTH: Final = 16
"""of the ids of elections"""


_COMMUNITIES: Final = ("社区", "居委会", "居民委员会", "家委会")
_NO_PEOPLE: Final = "虚拟"


class Level(models.TextChoices):
    """How high a place stands (级别); levels may be missing."""

    PROVINCE = "province", "省"
    CITY = "city", "市"
    COUNTY = "county", "县"
    TOWN = "town", "乡镇"
    UNIT = "unit", "村、社区"


class Unit(models.Model):
    """A place (单位), by its code in the statistical register; the lowest ones hold elections."""

    code = models.CharField("代码", max_length=CODE_LENGTH, primary_key=True)
    name = models.CharField("名称", max_length=NAME_LENGTH)
    level = models.CharField("级别", max_length=10, choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=PATH_LENGTH, unique=True)
    """the codes from the top down to this place, each closed by a stroke"""
    pinyin = models.CharField(max_length=NAME_LENGTH, default="")
    """the first letters of its name's pinyin, for typing (拼音首字母)"""
    version = models.PositiveIntegerField(default=0)
    ended_on = models.DateField("撤并日期", null=True)
    """the first day on which it did not exist any more; its row, its code and its log stay"""

    class Meta:
        verbose_name = "单位"
        ordering = ("path",)

    def __str__(self) -> str:
        return self.name

    @property
    def log_name(self) -> str:
        """The name of this place's own log."""
        return f"huanjie.local/{self.code}"

    @property
    def place(self) -> Unit:
        """Itself: deeds done to a place are done there."""
        return self

    @property
    def running_election(self) -> str:
        """It is none: whoever may do something in one election alone may not do it to the place."""
        return ""

    def lock(self) -> None:
        """Take the row's lock and read it again."""
        self.refresh_from_db(from_queryset=Unit.objects.select_for_update())

    def move(self) -> None:
        """Count the version on."""
        Unit.objects.filter(pk=self.pk).update(version=F("version") + 1)
        self.version += 1

    @property
    def codes(self) -> list[str]:
        """The codes from the top down to this place."""
        return self.path.strip("/").split("/")

    @cached_property
    def above_and_self(self) -> list[Unit]:
        """The places from the top down to this one, read once."""
        return list(_places(len(self.codes)).all(*self.codes))

    def is_within(self, place: Unit) -> bool:
        """Whether it is a place, or lies below it."""
        return self.path.startswith(place.path)

    @property
    def holds_elections(self) -> bool:
        """Whether it is a village or a community that exists; statistics also know places without
        people.
        """
        return self.level == Level.UNIT and not self.is_gone and _NO_PEOPLE not in self.name

    @property
    def is_gone(self) -> bool:
        """Whether it was merged, split up or abolished (已撤并)."""
        return self.ended_on is not None

    @property
    def is_local(self) -> bool:
        """Whether its code is our own, and not the national register's (本地编码)."""
        return not is_national(self.code)

    @property
    def is_community(self) -> bool:
        """Whether its residents elect a residents' committee (社区、居委会)."""
        return self.name.endswith(_COMMUNITIES)

    @property
    def short_name(self) -> str:
        """The place itself, where the register names its committee: 三联村委会 is 三联村."""
        for committee in ("村民委员会", "村委会"):
            if self.name.endswith(committee):
                return f"{self.name.removesuffix(committee)}村"
        return self.name

    @property
    def full_name(self) -> str:
        """County, town and place, as a notice names it (泰顺县罗阳镇三联村)."""
        named = (Level.COUNTY, Level.TOWN)
        above = (each.name for each in self.above_and_self[:-1] if each.level in named)
        return f"{''.join(above)}{self.short_name}"


@cache
def _places(number: int) -> Prepared[Unit]:
    """Asks for so many places by their codes."""
    codes = [Unit._meta.get_field("code")] * number
    return Prepared(*codes, ask=lambda *stated: Unit.objects.filter(pk__in=stated))


def names_above(units: Iterable[Unit]) -> dict[str, str]:
    """County and town above each place, as a notice names them (泰顺县罗阳镇), in one query."""
    places = list(units)
    codes = {code for place in places for code in place.codes[:-1]}
    named = Unit.objects.filter(pk__in=codes, level__in=(Level.COUNTY, Level.TOWN))
    names = dict(named.values_list("pk", "name"))
    return {place.pk: "".join(names.get(code, "") for code in place.codes[:-1]) for place in places}


def names_apart(groups: Iterable[Sequence[Unit]]) -> list[tuple[str, ...]]:
    """Each place of a group as a notice names it (泰顺县罗阳镇三联村), with city and province
    before it only where the group lies in several; one query for all groups.
    """
    found = [tuple(group) for group in groups]
    codes = {code for group in found for unit in group for code in unit.codes[:-1]}
    above = Unit.objects.filter(pk__in=codes).in_bulk() if codes else {}
    return [_apart(group, above) for group in found]


def _apart(group: Sequence[Unit], above: Mapping[str, Unit]) -> tuple[str, ...]:
    lines = [[above[code] for code in unit.codes[:-1] if code in above] for unit in group]
    named = {Level.COUNTY, Level.TOWN} | {
        level
        for level in (Level.PROVINCE, Level.CITY)
        if len({next((each.pk for each in line if each.level == level), "") for line in lines}) > 1
    }
    return tuple(
        "".join(each.name for each in line if each.level in named) + unit.short_name
        for unit, line in zip(group, lines, strict=True)
    )


def within(unit: Unit) -> Any:
    """The condition on a path that holds for a place and everything below it."""
    return models.Q(path__begins=unit.path)


def electing() -> models.Q:
    """The condition on a place that elects: `holds_elections`, for the database."""
    return models.Q(level=Level.UNIT, ended_on=None) & ~models.Q(name__contains=_NO_PEOPLE)


class UnitKey(models.Model):
    """One text that a place is found by (检索词)."""

    region = models.CharField(max_length=CODE_LENGTH)
    text = models.CharField(max_length=LONGEST, db_index=True)

    class Meta:
        verbose_name = "检索词"
        constraints = (
            models.UniqueConstraint(fields=("region", "text"), name="one_key_of_a_unit"),
        )

    def __str__(self) -> str:
        return self.text


class UnitEvent(models.Model):
    """A change as it concerned one place (沿革的一条); the rows of one change share its `event`.

    The other places stand in it by code and name, so that no row hangs on another place's.
    """

    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    """the code of the place that it is about"""
    event = models.CharField(max_length=EVENT_LENGTH)
    kind = models.CharField(
        max_length=10, choices=[(each.value, CHANGE_NAMES[each]) for each in Change]
    )
    on = models.DateField("生效日期")
    before = models.JSONField(null=True)
    """name and parent until then; null where it began with this change"""
    after = models.JSONField(null=True)
    """name and parent from then on; null where it ended with this change"""
    others = models.JSONField(default=list)
    """code and name of each place on the other side"""
    reason = models.CharField("原因", max_length=REASON_LENGTH)
    approved_by = models.CharField("批准机关", max_length=NAME_LENGTH)
    document = models.CharField("批准文号", max_length=NAME_LENGTH)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "沿革"
        ordering = ("on", "pk")
        constraints = (models.UniqueConstraint(fields=("event", "region"), name="one_turn_a_unit"),)

    def __str__(self) -> str:
        return f"{self.region} {self.kind} {self.on}"

    @property
    def turn(self) -> Turn:
        """The same as the domain takes it."""
        return Turn(
            unit=self.region,
            kind=Change(self.kind),
            on=self.on,
            before=Held(**self.before) if self.before else None,
            after=Held(**self.after) if self.after else None,
            others=tuple(each["code"] for each in self.others),
        )


class Assignment(models.Model):
    """A role that somebody holds at a place (任命)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments")
    role = models.CharField("角色", max_length=20, choices=[(r.value, ROLE_NAMES[r]) for r in Role])
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    until = models.DateTimeField(null=True)
    """when it ends by itself (到期), as a card's does; None: when it is withdrawn"""
    election = models.CharField(max_length=ELECTION_LENGTH, default="")
    """the id of the one election that it is held in (限于这次选举), as a card's is, and with which
    it ends; empty: in all. No foreign key: elections are a later app's.
    """

    class Meta:
        verbose_name = "任命"
        constraints = (
            models.UniqueConstraint(
                fields=("user", "role", "unit", "election"), name="one_role_a_place"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {ROLE_NAMES[Role(self.role)]} {self.unit}"
