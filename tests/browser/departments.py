"""The departments of the county (联审部门): the fifteen of the model ladder, each with one account
that drafts and another that signs.
"""

from __future__ import annotations

import uuid
from typing import Final

from huanjie.domain.permission import Role
from huanjie.exchange.ladder import model_ladders

LADDER: Final = model_ladders()["fifteen-departments"]
DEPARTMENTS: Final[dict[str, str]] = {
    each["key"]: each["name"] for level in LADDER["level"] for each in level["department"]
}
"""their names by their keys"""
SEATS: Final = {"drafts": Role.REVIEWER, "signs": Role.REVIEW_SIGNER}
"""whom each department has, by what they do"""


def account_of(department: str, does: str) -> str:
    """The account of whoever does this in a department."""
    return f"{department}-{does}"


def seat_departments(place: object) -> None:
    """Set the departments up at the county, and seat their people, as its office does."""
    from django.contrib.auth.hashers import make_password

    from huanjie.office.command import ActingUser
    from huanjie.office.demo.accounts import PASSWORD
    from huanjie.office.people.models import User
    from huanjie.office.review.departments import keep_departments, seat_person
    from huanjie.office.review.models import Department
    from huanjie.office.units.models import Assignment, Unit

    assert isinstance(place, Unit)
    office = User.objects.get(username="county")

    def acting() -> ActingUser:
        return ActingUser(user=office, key=uuid.uuid4().hex)

    keep_departments(acting_user=acting(), unit=place, names=DEPARTMENTS)
    password = make_password(PASSWORD)
    for row in Department.objects.filter(region=place.pk):
        for does, role in SEATS.items():
            name = account_of(row.key, does)
            user = User.objects.create(username=name, name=row.name, password=password)
            Assignment.objects.create(user=user, role=role, unit=place)
            seat_person(acting_user=acting(), unit=place, department=row.pk, username=name)
