"""Nominees of one village sent to joint review, and departments with their people (联审的例子)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pytest
from tests.office.conftest import Cast, act

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Role
from huanjie.office import clock
from huanjie.office.candidacy.models import Nominee
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.review.answering import draft_answers, sign_answers
from huanjie.office.review.departments import keep_departments, seat_person
from huanjie.office.review.models import Batch, Case, Department, Question
from huanjie.office.review.particulars import Key
from huanjie.office.review.services import send_review
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Assignment, Unit

SENT_ON: Final = datetime.date(2026, 6, 8)
"""a Monday"""
NAMES: Final = ("钟一鸣", "丁大山", "蓝小美", "王小红")
NUMBERS: Final = (
    "330329199003071014",
    "330329198505202315",
    "330329199212120029",
    "330329197801013446",
)
COURT, POLICE, GROUP = "court", "public-security", "review-group"
LADDER: Final[dict[str, Any]] = {
    "name": "县级联审",
    "level": [
        {
            "key": "departments",
            "name": "部门审查",
            "half_days": 5,
            "department": [
                {
                    "key": COURT,
                    "name": "人民法院",
                    "facts": ["criminal_punishment"],
                    "columns": ["name", "sex", "identity-number"],
                },
                {
                    "key": POLICE,
                    "name": "公安局",
                    "facts": ["criminal_punishment", "political_rights"],
                    "columns": ["name", "birth-date"],
                },
            ],
        },
        {
            "key": "group",
            "name": "联审小组会签",
            "half_days": 1,
            "signatures": 3,
            "department": [
                {
                    "key": GROUP,
                    "name": "联审小组",
                    "facts": ["expelled_from_party"],
                    "columns": ["name", "unit", "post"],
                }
            ],
        },
    ],
}
NO_BAR: frozenset[str] = frozenset()
PUNISHED: Final = frozenset({"punished"})


@dataclass(frozen=True, slots=True)
class Review:
    """A batch at the town, and who answers for each department: the first drafts, others sign."""

    town: Unit
    batch: Batch
    people: dict[str, tuple[User, ...]]
    office: User
    election: Election

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(self.batch.cases.values_list("line", flat=True))

    def case(self, line: int = 1) -> Case:
        return Case.objects.get(batch=self.batch, line=line)

    def question(self, department: str, line: int = 1) -> Question:
        return Question.objects.get(case__batch=self.batch, case__line=line, department=department)

    def draft(
        self,
        department: str,
        *lines: int,
        answer: frozenset[str] = NO_BAR,
        instead_of: frozenset[str] | None = None,
    ) -> int:
        seen = {} if instead_of is None else dict.fromkeys(lines, instead_of)
        return draft_answers(
            acting_user=act(self.people[department][0]),
            unit=self.town,
            batch=self.batch.pk,
            department=department,
            answers=dict.fromkeys(lines or self.lines, answer),
            instead_of=seen,
        )

    def sign(self, department: str, *lines: int, answer: frozenset[str] = NO_BAR) -> None:
        for person in self.people[department][1:]:
            sign_answers(
                acting_user=act(person),
                unit=self.town,
                batch=self.batch.pk,
                department=department,
                answers=dict.fromkeys(lines or self.lines, answer),
            )

    def answer(self, department: str, *lines: int, answer: frozenset[str] = NO_BAR) -> None:
        self.draft(department, *lines, answer=answer)
        self.sign(department, *lines, answer=answer)


def at(day: datetime.date, hour: int) -> Any:
    """Act at an hour of a day in China."""
    moment = datetime.datetime.combine(day, datetime.time(hour), tzinfo=clock.CHINA)
    return clock.acting_at(moment)


@pytest.fixture(autouse=True)
def monday_morning() -> Iterator[None]:
    with at(SENT_ON, 10):
        yield


@pytest.fixture
def nominees(election: Election) -> list[Key]:
    """Four nominees of the village: two for the chair, two for the committee."""
    election.stage = Stage.ROLL_PUBLISHED
    election.save()
    contests = {each.post: each for each in election.contests.all()}
    for number, (name, identity) in enumerate(zip(NAMES, NUMBERS, strict=True), start=1):
        entry = RollEntry.objects.create(
            election=election,
            region=election.region,
            number=number,
            name=name,
            sex="f" if number > 2 else "m",
            birth_date=datetime.date(1990, 3, number),
            id_number=identity,
        )
        Nominee.objects.create(
            election=election,
            region=election.region,
            contest=contests["chair" if number <= 2 else "member"],
            entry=entry,
            person=f"p{number}",
            name=name,
            sex=entry.sex,
            nominators=10,
        )
    return [(election.pk, f"p{number}") for number in range(1, 5)]


def hold(username: str, role: Role, place: Unit) -> User:
    """Somebody who holds a role."""
    user = User.objects.create_user(username, name=username, password=username)
    Assignment.objects.create(user=user, role=role, unit=place)
    return user


@pytest.fixture
def departments(cast: Cast, village: Unit) -> dict[str, tuple[User, ...]]:
    """Three departments of the county, with their people."""
    town = village.parent
    assert town
    assert town.parent
    county = town.parent
    people: dict[str, tuple[User, ...]] = {}
    asked = [each for level in LADDER["level"] for each in level["department"]]
    keep_departments(
        acting_user=act(cast.county), unit=county, names={a["key"]: a["name"] for a in asked}
    )
    for key, signers in ((COURT, 1), (POLICE, 1), (GROUP, 2)):
        users = [hold(f"{key}-drafts", Role.REVIEWER, county)]
        users += [hold(f"{key}-signs-{n}", Role.REVIEW_SIGNER, county) for n in range(signers)]
        department = Department.objects.get(key=key)
        for user in users:
            seat_person(
                acting_user=act(cast.county),
                unit=county,
                department=department.pk,
                username=user.username,
            )
        people[key] = tuple(users)
    return people


@pytest.fixture
def review(
    cast: Cast, village: Unit, nominees: list[Key], departments: dict[str, tuple[User, ...]]
) -> Review:
    """The four, sent by the town on a Monday morning."""
    town = village.parent
    assert town
    sent = send_review(acting_user=act(cast.town), unit=town, ladder=LADDER, people=nominees)
    return Review(
        town=town,
        batch=Batch.objects.get(pk=sent),
        people=departments,
        office=cast.town,
        election=Election.objects.get(pk=nominees[0][0]),
    )
