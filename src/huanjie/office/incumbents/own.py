"""What is kept on one person (本人的任职): for whoever shows their identity number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_noop as noop

from huanjie.domain.incumbency import HOW_NAMES, How
from huanjie.office.incumbents.models import Holding
from huanjie.office.incumbents.services import index_of
from huanjie.office.incumbents.terms import post_name
from huanjie.office.units.models import Unit, within

_SEXES = {"m": "男", "f": "女"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPost:
    """A post that the person holds or held (一项任职)."""

    holding: Holding

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Everything that is held, each with its name."""
        return tuple((name, value) for name, value in self._said() if value)

    def _said(self) -> Iterator[tuple[str, str]]:
        row = self.holding
        yield noop("组织"), f"{row.body.unit.full_name}{row.body.name}"
        yield noop("职务"), post_name(row.body.kind, row.post)
        yield noop("姓名"), row.name
        yield noop("性别"), _SEXES.get(row.sex, "")
        yield noop("任职日期"), row.from_on.isoformat()
        yield noop("离任日期"), row.to_on.isoformat() if row.to_on else ""
        yield noop("产生方式"), HOW_NAMES[How(row.how)]


def posts_of_person(number: str, unit: Unit) -> tuple[OwnPost, ...]:
    """The posts of the person of this identity number in the places below `unit`, and what was said
    to be the same person's.
    """
    below = Unit.objects.filter(within(unit)).order_by().values("pk")
    rows = Holding.objects.filter(region__in=below)
    people = rows.filter(id_index=index_of(number)).values_list("region", "person").distinct()
    found = Holding.objects.none()
    for region, person in people:
        found = found | Holding.objects.filter(region=region, person=person)
    return tuple(OwnPost(holding=row) for row in found.select_related("body__unit"))
