"""Registration by a ground of the law (按情形登记): each ground of the packs at both sides of its
figures; what is stated is judged and not kept; refused with the article.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.conftest import Cast, act, plan
from tests.office.roll.conftest import invented, load, publish, roll_csv

from huanjie.domain.identity import check_digit
from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput, NoSuchRule
from huanjie.office.deeds.models import Entry
from huanjie.office.electors.models import Registered
from huanjie.office.electors.registering import questions, register_by_ground
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Assignment, Unit

Browse = Callable[[User], Client]


def number_of(day: str) -> str:
    """An identity number of somebody invented who was born on this day."""
    digits = f"330329{day}101"
    return digits + check_digit(digits)


ADULT = number_of("19900307")


def register(cast: Cast, election: Election, number: str = ADULT, /, **stated: Any) -> int:
    cells: Any = {"name": "蓝青溪", "id_number": number, "group": "第1村民小组"}
    return register_by_ground(
        acting_user=act(cast.clerk), election=election, cells=cells, stated=stated
    )


RESIDENT = {"hukou_here": True, "lives_here": True}
INCOMER = {"hukou_here": False, "applied": True, "meeting_agreed": True}


@pytest.mark.parametrize(
    ("stated", "ground"),
    [
        ({"hukou_here": True, "lives_here": True}, "resident"),
        ({"hukou_here": True, "lives_here": False, "said_takes_part": True}, "away"),
        (INCOMER | {"months_living_here": 12}, "incomer"),
        (INCOMER | {"months_village_work": 12}, "incomer"),
    ],
)
def test_each_ground_of_the_law_registers(
    cast: Cast, election: Election, stated: dict[str, Any], ground: str
) -> None:
    assert register(cast, election, **stated) == 1
    assert Registered.objects.get().ground == ground
    entry = election.roll.get()
    assert (entry.name, entry.sex, entry.group) == ("蓝青溪", "m", "第1村民小组")


@pytest.mark.parametrize(
    "stated",
    [
        {"hukou_here": True, "lives_here": False, "said_takes_part": False},
        INCOMER | {"months_living_here": 11, "months_village_work": 0},
        INCOMER | {"months_living_here": 0, "months_village_work": 11},
        INCOMER | {"months_living_here": 12, "applied": False},
        INCOMER | {"months_living_here": 12, "meeting_agreed": False},
        {"hukou_here": True, "lives_here": True, "political_rights": False},
        {"hukou_here": True, "lives_here": True, "registered_elsewhere": True},
    ],
)
def test_whoever_the_law_does_not_register_is_refused_with_the_article(
    cast: Cast, election: Election, stated: dict[str, Any]
) -> None:
    with pytest.raises(BadInput, match=r"（《.+》第.+条第.+款.*）") as refused:
        register(cast, election, **stated)
    assert refused.value.remedy == "不符合登记的条件，不能列入名单"
    assert not RollEntry.objects.exists()
    assert not Registered.objects.exists()


def test_eighteen_is_complete_on_the_polling_day_and_not_a_day_later(
    cast: Cast, election: Election
) -> None:
    with pytest.raises(BadInput, match="十八周岁"):
        register(cast, election, number_of("20080629"), hukou_here=True, lives_here=True)
    assert register(cast, election, number_of("20080628"), hukou_here=True, lives_here=True)


def test_what_is_not_stated_cannot_be_judged_and_is_named(cast: Cast, election: Election) -> None:
    with pytest.raises(BadInput, match="没有写明“在本村居住") as refused:
        register(cast, election, **INCOMER)
    assert refused.value.remedy == "补上没有写明的情况，再核对"


def test_what_was_stated_is_kept_nowhere(cast: Cast, election: Election) -> None:
    register(cast, election, **INCOMER, months_living_here=777)
    kept = [*Registered.objects.values(), *RollEntry.objects.values()]
    said = [entry.payload for entry in Entry.objects.filter(log_id=election.log_name)]
    assert "777" not in repr(kept)
    assert "777" not in repr(said)


def test_somebody_on_the_roll_is_not_registered_again(cast: Cast, election: Election) -> None:
    register(cast, election, hukou_here=True, lives_here=True)
    with pytest.raises(BadInput, match="已经在名册上，编号 1") as refused:
        register(cast, election, hukou_here=True, lives_here=True)
    assert refused.value.at == "id_number"


def test_whoever_is_on_another_roll_is_refused_whatever_is_stated(
    cast: Cast, election: Election, next_village: Unit
) -> None:
    clerk = cast.stranger  # of the village next door
    own = open_election(acting_user=act(clerk), unit=next_village, plan=plan())
    register(replace(cast, clerk=clerk), Election.objects.get(pk=own), **RESIDENT)
    facts = {"hukou_here": True, "lives_here": True, "registered_elsewhere": False}
    with pytest.raises(BadInput, match=r"溪坪村的名册上（《.+》第.+条"):
        register(cast, election, **facts)


def test_a_number_that_is_none_is_refused_at_its_column(cast: Cast, election: Election) -> None:
    with pytest.raises(BadInput, match="校验码") as refused:
        register(
            cast,
            election,
            ADULT[:-1] + ("5" if ADULT[-1] != "5" else "6"),
            hukou_here=True,
            lives_here=True,
        )
    assert refused.value.at == "id_number"


def test_once_the_roll_is_published_it_is_changed_in_another_way(
    cast: Cast, election: Election
) -> None:
    load(cast, election, roll_csv(invented(2)))
    publish(cast, election)
    with pytest.raises(BadInput, match="不能导入名册"):
        register(cast, election, hukou_here=True, lives_here=True)


def test_only_those_who_load_the_roll_register(cast: Cast, election: Election) -> None:
    cells: Any = {"name": "蓝青溪", "id_number": ADULT}
    for user in (cast.county, cast.teller, cast.stranger):
        with pytest.raises(PermissionDenied):
            register_by_ground(
                acting_user=act(user), election=election, cells=cells, stated={"hukou_here": True}
            )


def test_a_branch_registers_nobody_by_a_ground(cast: Cast, party_election: Election) -> None:
    cells: Any = {"name": "蓝青溪", "id_number": ADULT, "standing": "正式党员"}
    with pytest.raises(NoSuchRule):
        register_by_ground(
            acting_user=act(cast.clerk), election=party_election, cells=cells, stated={}
        )


@pytest.mark.parametrize(("months", "is_registered"), [(5, False), (6, True)])
def test_a_community_worker_is_registered_from_the_sixth_month_on(
    cast: Cast, community: Unit, months: int, is_registered: bool
) -> None:
    Assignment.objects.create(user=cast.clerk, role=Role.CLERK, unit=community)
    own = plan(body="residents-committee", seats={"chair": 1, "member": 2})
    election = Election.objects.get(
        pk=open_election(acting_user=act(cast.clerk), unit=community, plan=own)
    )
    facts = {
        "hukou_here": False,
        "permanent_resident_here": False,
        "said_takes_part": True,
        "community_worker_months": months,
        "applied": True,
        "election_committee_confirmed": True,
    }
    assert facts.keys() <= {each.key for each in questions(law_of(election).pack)}
    if is_registered:
        assert register(cast, election, **facts) == 1
        assert Registered.objects.get().ground == "community-worker"
    else:
        with pytest.raises(BadInput, match="第十六条第三款"):
            register(cast, election, **facts)


FORM = {
    "key": "k",
    "name": "蓝青溪",
    "id_number": ADULT,
    "hukou_here": "yes",
    "lives_here": "yes",
}


def test_a_clerk_sees_the_ground_and_its_article_before_it_is_done(
    cast: Cast, election: Election, browse: Browse
) -> None:
    client, root = browse(cast.clerk), f"/elections/{election.pk}/registration/"
    assert "户籍在本村并且在本村居住" in client.get(root).content.decode()
    check = client.post(f"{root}add/", FORM).content.decode()
    assert "可以登记" in check
    assert "第十六条第二款第一项" in check
    assert not RollEntry.objects.exists()
    assert client.post(f"{root}add/", FORM | {"confirm": "1"}).status_code == 302
    listed = client.get(root).content.decode()
    assert "蓝青溪" in listed
    assert ADULT not in listed


def test_a_refusal_comes_back_with_what_was_typed(
    cast: Cast, election: Election, browse: Browse
) -> None:
    client, root = browse(cast.clerk), f"/elections/{election.pk}/registration/"
    page = client.post(f"{root}add/", FORM | {"lives_here": "no", "said_takes_part": "no"})
    assert page.status_code == 422
    assert "第十六条第二款" in page.content.decode()
    assert f'value="{ADULT}"' in page.content.decode()
