"""A published roll of invented people, for the village and for its Party branch."""

from __future__ import annotations

import datetime

import pytest
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act

from huanjie.domain.cycle import Stage
from huanjie.domain.filing import Content, Deed
from huanjie.domain.nominee import NomineeState
from huanjie.law.shelf import load
from huanjie.office import clock
from huanjie.office.candidacy.barring import bar_nominee
from huanjie.office.candidacy.declaring import declare_facts
from huanjie.office.candidacy.eligibility import Nomination
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.routes import NominatedBy, routes_of
from huanjie.office.candidacy.services import nominate, publish_candidates, withdraw
from huanjie.office.filings.matters import matters
from huanjie.office.filings.services import Said, answer, send
from huanjie.office.planning.laws import keep_pack, law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

ROLL_DAY = datetime.date(2026, 6, 1)
LAST_DAY = datetime.date(2026, 6, 23)
"""the fifth day before the village votes"""
VILLAGERS = (
    ("钟一鸣", "m"),
    ("丁大山", "m"),
    ("蓝小美", "f"),
    ("王小红", "f"),
    ("李小梅", "f"),
    ("曾阿宝", "m"),
    ("欧阳秀", "f"),
    ("雷无性", ""),
    ("蓝𬱖", "f"),
)
BORN = datetime.date(1980, 2, 3)
CLEAN = {
    "political_rights": True,
    "expelled_from_party": False,
    "criminal_punishment": False,
    "barred_by_organ": False,
}
"""what somebody declares whom nothing bars"""
MEMBERS = (
    ("钟一鸣", "full"),
    ("丁大山", "full"),
    ("蓝小美", "full"),
    ("王小红", "full"),
    ("李小梅", "full"),
    ("预备生", "probationary"),
    ("不明了", ""),
)


def publish_roll(election: Election) -> None:
    """The roll as its own services leave it."""
    election.stage = Stage.ROLL_PUBLISHED
    election.roll_published_on = ROLL_DAY
    election.registered = election.roll.count()
    election.save()


def under(election: Election, region: str | None) -> Election:
    """The election under the law of a province, or of the nation alone."""
    pack = load("villagers-committee", on=POLLING_DAY, today=POLLING_DAY, region=region)
    keep_pack(pack)
    Election.objects.filter(pk=election.pk).update(pack=pack.id, pack_sha256=pack.sha256)
    election.refresh_from_db()
    return election


def add(election: Election, number: int, name: str, sex: str = "f", standing: str = "") -> None:
    """Somebody on the roll."""
    RollEntry.objects.create(
        election=election,
        region=election.region,
        number=number,
        name=name,
        sex=sex,
        birth_date=BORN,
        group="第1村民小组",
        standing=standing,
    )


@pytest.fixture
def village_election(election: Election) -> Election:
    """The village's election with its roll published: one chair, two members, one woman."""
    for number, (name, sex) in enumerate(VILLAGERS, 1):
        add(election, number, name, sex)
    publish_roll(election)
    return election


@pytest.fixture
def branch_election(party_election: Election) -> Election:
    """The Party branch's election with its roll published: three members."""
    for number, (name, standing) in enumerate(MEMBERS, 1):
        add(party_election, number, name, "m", standing)
    publish_roll(party_election)
    return party_election


def on_roll(election: Election, name: str) -> RollEntry:
    """Somebody's entry on the roll."""
    return election.roll.get(name=name)


def named(election: Election, *names: str) -> tuple[Nomination, ...]:
    """Nominations of people by name, nothing told besides."""
    return tuple(Nomination(entry=on_roll(election, name).pk) for name in names)


def put_up(cast: Cast, election: Election, post: str, *names: str) -> list[str]:
    """Nominate people by name."""
    return nominate(
        acting_user=act(cast.clerk),
        election=election,
        post=post,
        people=named(election, *names),
        by=by_route(election),
    )


def by_route(election: Election) -> NominatedBy:
    """The first route of the election's pack, by as many people as it asks for."""
    route = routes_of(law_of(election).pack)[0]
    return NominatedBy(route=route.word, count=route.at_least)


def declare_clean(cast: Cast, election: Election) -> None:
    """Everybody on the list declares, in one deed, that nothing bars them."""
    declare_facts(
        acting_user=act(cast.clerk),
        election=election,
        people=tuple(
            election.nominees.exclude(state=NomineeState.WITHDRAWN).values_list("person", flat=True)
        ),
        facts=CLEAN,
        reference="本人声明",
    )


def put_up_enough(cast: Cast, election: Election) -> None:
    """Exactly as many for every post of the village as the law asks for, whom nothing bars."""
    put_up(cast, election, "chair", "钟一鸣", "丁大山")
    put_up(cast, election, "member", "曾阿宝", "李小梅", "欧阳秀")
    put_up(cast, election, "妇女委员", "王小红", "蓝小美")
    declare_clean(cast, election)


def approve_nominees(cast: Cast, election: Election) -> None:
    """The town approves a branch's request for its nominees; a village asks nobody."""
    day = clock.today()
    for each in matters(election):
        if each.matter.content is Content.NOMINEES and not each.is_settled:
            event, organ = each.matter.event, "罗阳镇党委"
            sent = Said(deed=Deed.SEND, on=day, organ=organ, number="1号")
            send(acting_user=act(cast.clerk), election=election, event=event, said=sent)
            said = Said(deed=Deed.APPROVE, on=day, organ=organ, number="9号")
            answer(acting_user=act(cast.town), election=election, event=event, said=said)


def publish(cast: Cast, election: Election) -> str:
    """The chair publishes, once those above approved where the law asks for that."""
    approve_nominees(cast, election)
    return publish_candidates(acting_user=act(cast.chair), election=election)


def take_back(cast: Cast, election: Election, name: str) -> None:
    """The clerk takes somebody's nomination back."""
    row = Nominee.objects.get(election=election, name=name)
    withdraw(acting_user=act(cast.clerk), election=election, nominee=row.pk)


@pytest.fixture
def nominated(cast: Cast, village_election: Election) -> Election:
    """钟一鸣 (p1) and 丁大山 (p2) stand for the chair."""
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    return village_election


@pytest.fixture
def punished(cast: Cast, nominated: Election) -> Election:
    """钟一鸣 declared a punishment."""
    declare_facts(
        acting_user=act(cast.clerk),
        election=nominated,
        people=("p1",),
        facts=CLEAN | {"criminal_punishment": True},
        reference="本人声明",
    )
    return nominated


@pytest.fixture
def barred(cast: Cast, punished: Election) -> Election:
    """钟一鸣 was found to be barred."""
    bar_nominee(
        acting_user=act(cast.clerk),
        election=punished,
        person="p1",
        appeal_until=OPENED_ON + datetime.timedelta(days=3),
    )
    return punished
