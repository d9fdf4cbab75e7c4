"""The demo's joint review (演示的联审): the nominees of one village, sent by the county two days
ago; the court has drafted some answers, and the police none.
"""

from __future__ import annotations

import datetime
import uuid
from typing import Any, Final

from huanjie.office import clock
from huanjie.office.command import ActingUser
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.review.answering import draft_answers
from huanjie.office.review.departments import keep_departments, seat_person
from huanjie.office.review.models import Case, Department
from huanjie.office.review.services import send_review
from huanjie.office.units.models import Unit

COURT, POLICE = "court", "public-security"
PEOPLE: Final = {COURT: ("reviewer", "signer"), POLICE: ("police1", "police2")}
"""who answers for a department, by their accounts: one drafts, another signs"""
_COLUMNS: Final = ("name", "sex", "identity-number")
LADDER: Final[dict[str, Any]] = {
    "name": "县级联审",
    "level": [
        {
            "key": "county",
            "name": "县直部门联审",
            "half_days": 5,
            "department": [
                {
                    "key": COURT,
                    "name": "人民法院",
                    "facts": ["criminal_punishment"],
                    "columns": [*_COLUMNS],
                },
                {
                    "key": POLICE,
                    "name": "公安局",
                    "facts": ["criminal_punishment", "political_rights"],
                    "columns": [*_COLUMNS],
                },
            ],
        }
    ],
}
_SENT, _DRAFTED = 2, 1
"""days before today"""
_MORNING: Final = datetime.time(10)


def begin_review(county: Unit, office: User, election: Election) -> str:
    """Send everybody who stands in an election (送审); the answer is the batch's id."""
    asked = [each for level in LADDER["level"] for each in level["department"]]
    people = dict.fromkeys(election.nominees.values_list("person", flat=True))
    with clock.acting_at(_day(_SENT)):
        names = {each["key"]: each["name"] for each in asked}
        keep_departments(acting_user=_by(office), unit=county, names=names)
        for key, usernames in PEOPLE.items():
            department = Department.objects.get(region=county.pk, key=key)
            for username in usernames:
                seat_person(
                    acting_user=_by(office),
                    unit=county,
                    department=department.pk,
                    username=username,
                )
        keys = [(election.pk, person) for person in people]
        batch = send_review(acting_user=_by(office), unit=county, ladder=LADDER, people=keys)
    lines = list(Case.objects.filter(batch=batch).values_list("line", flat=True))
    with clock.acting_at(_day(_DRAFTED)):
        draft_answers(
            acting_user=_by(User.objects.get(username="reviewer")),
            unit=county,
            batch=batch,
            department=COURT,
            answers=dict.fromkeys(lines[: len(lines) // 2], frozenset()),
        )
    return batch


def _by(user: User) -> ActingUser:
    return ActingUser(user=user, key=uuid.uuid4().hex)


def _day(before: int) -> datetime.datetime:
    day = clock.today() - datetime.timedelta(days=before)
    return datetime.datetime.combine(day, _MORNING, tzinfo=clock.CHINA)
