"""The place that every walk goes through (走遍各处的地方): a sealed election with something at each
number, and everybody who might come there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from tests.office.closing import counts
from tests.office.conftest import POLLING_DAY, Cast, act, on

from huanjie.domain.nominee import NomineeState
from huanjie.domain.permission import Role
from huanjie.office import clock, ticking
from huanjie.office.accounts.cards import Holder, hand_out_cards
from huanjie.office.candidacy.models import Barring, Nominee
from huanjie.office.closing.models import Dossier
from huanjie.office.closing.services import seal
from huanjie.office.cover.models import Cover, Wave
from huanjie.office.incumbents.models import Body, Holding, IncumbentFile
from huanjie.office.notices.models import Line, NomineeObjection, Notice
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import StockEntry
from huanjie.office.review.models import (
    Batch,
    Case,
    Department,
    KeptLadder,
    Question,
    Seat,
)
from huanjie.office.roll.models import Objection, RollChange, RollEntry, Upload
from huanjie.office.tokens.models import ApiToken
from huanjie.office.tokens.services import Grant, make_token, new_secret
from huanjie.office.units.models import Assignment, Unit

COUNTY: Final = "330329000000"
TOWN: Final = "330329100000"
OFF_ROLL: Final = 9
"""the number of whoever is noted beside the roll"""


@dataclass(frozen=True, slots=True)
class Place:
    """A sealed election with somebody on its roll, a nominee and a file."""

    election: Election
    cast: Cast
    others: Mapping[str, User]
    """the officer of another town, and the administrators here and there"""
    dossier: Dossier

    def user(self, who: str) -> User | None:
        """Somebody by their word in the tables; None is whoever has not signed in."""
        if who == "anonymous":
            return None
        return self.others[who] if who in self.others else getattr(self.cast, who)

    def address(self, name: str) -> str:
        """An address of this election by its name."""
        known = dict(routes(get_resolver()))
        numbers = {
            "roll-upload": self.election.uploads.get().pk,
            "candidates-remove": self.election.nominees.get(state=NomineeState.CANDIDATE).pk,
            "candidates-decline": self.election.nominees.get(state=NomineeState.CANDIDATE).pk,
            "candidates-leave": self.election.nominees.get(state=NomineeState.CANDIDATE).pk,
            "candidates-off-roll-one": OFF_ROLL,
            "candidates-off-roll-remove": OFF_ROLL,
            "revoke-token": ApiToken.objects.earliest("pk").pk,
            "body-change": Body.objects.get().pk,
            "seat": Body.objects.get().pk,
            "cover-end": Cover.objects.get().pk,
            "leave-post": Holding.objects.earliest("pk").pk,
            "post-correct": Holding.objects.earliest("pk").pk,
        }
        numbers |= dict.fromkeys(
            ("incumbents-upload", "incumbents-load", "incumbents-rejected"),
            IncumbentFile.objects.get().pk,
        )
        numbers |= dict.fromkeys(
            ("roll-load", "roll-groups", "roll-withdraw", "roll-rejected", "roll-columns"),
            numbers["roll-upload"],
        )
        card = self.election.cards.get().pk
        numbers |= dict.fromkeys(("card-replace", "card-revoke"), card)
        numbers["review-seat"] = Department.objects.get().pk
        numbers["review-unseat"] = Seat.objects.earliest("pk").pk
        accounts = [name for name in known if name.startswith("account")]
        numbers |= dict.fromkeys(accounts, self.cast.clerk.pk)
        own = {
            "pk": self.election.pk,
            "role": "clerk",
            "provider_id": "sso",
            "code": self.election.unit_id,
            "body": "party-branch",
            "question": "turnout",
            "wave": "w1",
            "sent": "b1",
            "asked": "court",
            "deed": "withdraw",
            "paper": "notice",
            "person": "p1",
            "route": "voters-jointly",
            "signer": "staff",
            "line": "1",
            "batch": "1",
            "what": "printed",
            "event": "result-filed",
            "change": "died",
            "kind": "renamed" if name == "change-unit" else "villagers",
            "sha256": self.dossier.sha256,
            "number": str(numbers.get(name, 1)),
        }
        if name.startswith("step"):
            own["event"] = "poll-announced"
        if name.startswith("review"):
            own["code"] = TOWN
        if name.startswith("log"):
            own["code"] = COUNTY  # the only place here whose log is public
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda gap: own[gap[1]], known[name])


def routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the site: its name, and its route."""
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each, route)
        elif isinstance(each, URLPattern):
            yield each.name or route, route


def _count_paper_and_note_somebody(own: dict[str, Any]) -> None:
    """Printed ballots, and somebody who may stand without being on the roll."""
    StockEntry.objects.create(**own, number=1, line=1, what="printed", papers=900, reason="planned")
    RollEntry.ever.create(**own, number=OFF_ROLL, name="冯村民", sex="f", off_roll=True)


def _post_notice(election: Election, own: dict[str, Any]) -> None:
    """A public notice with somebody on it, and an objection that was decided."""
    notice = Notice.objects.create(
        **own,
        number=1,
        posted_on=election.start_day,
        days=5,
        last_day=election.start_day,
        decision="选举办法",
        answer_days=3,
    )
    Line.objects.create(
        notice=notice,
        region=election.region,
        place=1,
        nominee=election.nominees.get(state=NomineeState.CANDIDATE),
        person="p1",
        name="张三",
        sex="m",
        post="主任",
    )
    NomineeObjection.objects.create(
        **own,
        notice=notice,
        number=1,
        person="p1",
        ground="rights",
        received_on=election.start_day,
        state="dismissed",
        decided_on=election.start_day,
    )


@pytest.fixture
def place(election: Election, cast: Cast) -> Place:
    """The village's election, sealed, with something at every number."""
    county = cast.county.assignments.get().unit
    town = Unit.objects.create(
        code="330329101000",
        name="百丈镇",
        level="town",
        parent=county,
        path=f"{county.path}330329101000/",
    )
    others = {
        "other_town": _holder("other_town", Role.TOWN_OFFICE, town),
        "other_system": _holder("other_system", Role.SYSTEM_ADMIN, town),
        "other_security": _holder("other_security", Role.SECURITY_ADMIN, town),
        "system": _holder("system", Role.SYSTEM_ADMIN, county),
        "security": _holder("security", Role.SECURITY_ADMIN, county),
        "audit": _holder("audit", Role.AUDIT_ADMIN, county),
    }
    own: dict[str, Any] = {"election": election, "region": election.region}
    entry = RollEntry.objects.create(**own, number=1, name="张三", sex="m")
    _count_paper_and_note_somebody(own)
    objection = Objection.objects.create(
        **own,
        number=1,
        kind="wrong-entry",
        entry=entry,
        raised_by="蓝小田",
        received_on=election.start_day,
        state="upheld",
        decided_on=election.start_day,
    )
    RollChange.objects.create(
        **own,
        number=1,
        kind="wrong-entry",
        entry=entry,
        objection=objection,
        made_on=election.start_day,
        was=1,
        registered=1,
    )
    contest = election.contests.earliest("pk")
    Nominee.objects.create(
        **own,
        contest=contest,
        entry=entry,
        person="p1",
        name="张三",
        sex="m",
        state=NomineeState.CANDIDATE,
    )
    Nominee.objects.create(
        **own,
        contest=election.contests.latest("pk"),
        entry=entry,
        person="p1",
        name="张三",
        sex="m",
        state=NomineeState.BARRED,
    )
    _post_notice(election, own)
    Barring.objects.create(
        **own,
        person="p1",
        found_on=election.start_day,
        found_by=cast.clerk,
        appeal_until=election.start_day,
        grounds="[]",
    )
    Upload.objects.create(
        **own,
        uploaded_by=cast.clerk,
        uploaded_at=clock.now(),
        loaded_at=clock.now(),
        rows=0,
        good=0,
        bad=0,
    )
    others |= _sent_to_review(election, cast)
    tick()
    grant = Grant(name="程序", actions=frozenset(), expires_on=POLLING_DAY)
    clerk, secret = act(cast.clerk), new_secret()
    make_token(acting_user=clerk, unit=election.unit, grant=grant, secret=secret)
    holders = [Holder(name="王五", code="ACDE-FGHJ")]
    hand_out_cards(
        acting_user=act(cast.chair), election=election, role=Role.TELLER, holders=holders
    )
    Cover.objects.create(
        **{"unit": election.unit, "region": election.region, "kind": "officer", "name": "林晓"},
        from_on=election.start_day,
    )
    Wave.objects.create(id="w1", region=county.pk, name="试点", place=1)
    IncumbentFile.objects.create(
        region=election.region,
        file_name="f",
        uploaded_by=cast.clerk,
        uploaded_at=clock.now(),
        content="[]",
    )
    with on(POLLING_DAY):
        counts.declared(election, counts.complete(election))
        seal(acting_user=act(cast.chair), election=election)
    day = {"roll_published_on": election.start_day, "candidates_published_on": election.start_day}
    Election.objects.filter(pk=election.pk).update(registered=1, **day)
    return Place(election, cast, others, Dossier.objects.get(election=election))


def _sent_to_review(election: Election, cast: Cast) -> dict[str, User]:
    """The nominee is asked about at the town's court; who drafts and who signs there."""
    town = cast.town.assignments.get().unit
    people = {
        "reviewer": _holder("reviewer", Role.REVIEWER, town),
        "signer": _holder("signer", Role.REVIEW_SIGNER, town),
    }
    court = Department.objects.create(region=town.pk, key="court", name="人民法院")
    for user in people.values():
        Seat.objects.create(department=court, region=town.pk, user=user)
    asked = {"key": "court", "name": "人民法院", "facts": ["criminal_punishment"]}
    level: dict[str, Any] = {"key": "town", "name": "乡镇", "half_days": 1}
    level["department"] = [{**asked, "columns": ["name", "identity-number"]}]
    ladder = KeptLadder.objects.create(
        region=town.pk, sha256="0" * 64, name="联审", document={"name": "联审", "level": [level]}
    )
    batch = Batch.objects.create(
        id="b1", region=town.pk, number=1, ladder=ladder, sent="2026-06-08am"
    )
    case = Case.objects.create(
        batch=batch,
        region=town.pk,
        line=1,
        election=election.pk,
        person="p1",
        state="in-review",
        level=0,
        rungs=[[0, ["court"]]],
        prints={},
    )
    Question.objects.create(
        case=case, region=town.pk, department="court", state="asked", asked="2026-06-08am"
    )
    return people


def _holder(name: str, role: Role, unit: Unit) -> User:
    user = User.objects.create_user(name, name=name, password=name)
    Assignment.objects.create(user=user, role=role, unit=unit)
    return user


def tick() -> None:
    """Take in every root, and sign."""
    for job in ticking.jobs():
        job.run()
