"""What stands in the rooms of a staged site (各房间里的内容), so that a look at them sees more than
empty pages: nominees, an objection to the roll, a joint review at a department's desk.
"""

from __future__ import annotations

import random
import uuid
from typing import Any, Final

from huanjie.domain.objection import Kind
from huanjie.office.candidacy.eligibility import Nomination
from huanjie.office.candidacy.routes import NominatedBy, routes_of
from huanjie.office.candidacy.services import nominate
from huanjie.office.command import ActingUser
from huanjie.office.demo.accounts import Team
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.review.departments import keep_departments, seat_person
from huanjie.office.review.models import Department
from huanjie.office.review.services import send_review
from huanjie.office.roll.objections import Said, raise_objection
from huanjie.office.units.models import Unit

POLICE: Final = "public-security"
LADDER: Final[dict[str, Any]] = {
    "name": "公安联审",
    "level": [
        {
            "key": "county",
            "name": "县直部门",
            "half_days": 5,
            "department": [
                {
                    "key": POLICE,
                    "name": "公安局",
                    "facts": ["criminal_punishment", "political_rights"],
                    "columns": ["name", "sex", "identity-number"],
                }
            ],
        }
    ],
}
NOMINEES: Final = 2


def fill_rooms(election: Election, team: Team, county: Unit, chance: random.Random) -> str:
    """Nominate, object and send to review in an election whose roll is published; the answer is the
    batch of the review.
    """

    def by(user: User) -> ActingUser:
        return ActingUser(user=user, key=uuid.UUID(int=chance.getrandbits(128)).hex)

    _nominate(election, by(team.clerk))
    published = election.roll_published_on
    assert published
    said = Said(kind=Kind.WRONGLY_LISTED, raised_by="钟小青", received_on=published, number=7)
    raise_objection(acting_user=by(team.clerk), election=election, said=said)
    keep_departments(acting_user=by(team.town), unit=county, names={POLICE: "公安局"})
    _seat(county, by(team.town))
    people = [
        (election.pk, person) for person in election.nominees.values_list("person", flat=True)
    ]
    return send_review(acting_user=by(team.town), unit=county, ladder=LADDER, people=people)


def _nominate(election: Election, acting: ActingUser) -> None:
    route = routes_of(law_of(election).pack)[0]
    chosen = election.roll.order_by("number").values_list("pk", flat=True)[:NOMINEES]
    nominate(
        acting_user=acting,
        election=election,
        post="chair",
        people=tuple(Nomination(entry=pk) for pk in chosen),
        by=NominatedBy(route=route.word, count=route.at_least),
    )


def _seat(county: Unit, acting: ActingUser) -> None:
    """The account that answers for the department."""
    department = Department.objects.get(region=county.pk, key=POLICE)
    seat_person(acting_user=acting, unit=county, department=department.pk, username="reviewer")
