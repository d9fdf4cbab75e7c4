"""The county whose office changes places, another town of it, and an approval."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.office.conftest import Cast, act

from huanjie.office.people.models import User
from huanjie.office.units import changes
from huanjie.office.units.changing import Approval, NewUnit
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]
ON = datetime.date(2026, 5, 1)
APPROVAL = Approval(
    on=ON, reason="撤村并居", approved_by="泰顺县人民政府", document="泰政发〔2026〕8号"
)


@pytest.fixture
def county(cast: Cast) -> Unit:
    """The county whose office decides."""
    return cast.county.assignments.get().unit


@pytest.fixture
def town(county: Unit) -> Unit:
    """Another town of the county."""
    code = "330329101000"
    return Unit.objects.create(
        code=code, name="百丈镇", level="town", parent=county, path=f"{county.path}{code}/"
    )


def by(cast: Cast, unit: Unit, **changed: Any) -> dict[str, Any]:
    """Who does it where, by the approval."""
    return {"acting_user": act(cast.county), "unit": unit, "approval": APPROVAL, **changed}


def merged(cast: Cast, county: Unit, **into: str) -> Unit:
    """Both villages made one."""
    codes = ["330329100257", "330329100258"]
    new = NewUnit(**({"name": "联溪村"} | into))
    return Unit.objects.get(pk=changes.merge(**by(cast, county), codes=codes, into=new))
