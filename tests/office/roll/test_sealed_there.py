"""Somebody on two rolls, the other of a sealed election (那里的选举已经封存): that never changes
again, so the unit writes why they vote here now, and is held up until it has
(《村民委员会组织法》第十六条第三款; 《浙江省村民委员会选举办法》第十三条第二款 in these villages).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from tests.domain.numbers import number
from tests.office.conftest import act
from tests.office.roll.conftest import RESIDENT
from tests.office.roll.far import (
    NEXT_CITY,
    NEXT_COUNTY,
    NEXT_DOOR,
    NEXT_PROVINCE,
    SANLIAN,
    Far,
    officer,
    village_of,
)

from huanjie.domain.daywords import in_words
from huanjie.domain.objection import Kind
from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.deeds.models import Entry
from huanjie.office.electors.registering import register_by_ground
from huanjie.office.keeping.wiping import wipe_numbers
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll import changing
from huanjie.office.roll.changes import Addition, add_to_roll, correct_on_roll, strike_off
from huanjie.office.roll.entries import index_of
from huanjie.office.roll.models import Claim
from huanjie.office.roll.objections import Remedy, Said, raise_objection, uphold_objection
from huanjie.office.roll.people import remove_person
from huanjie.office.roll.settling import settle_twice
from huanjie.office.roll.twice import disputed_below, open_on, settled_on, twice_on
from huanjie.office.roll.twicewaiting import waiting_below
from huanjie.office.units.models import Unit

pytestmark = pytest.mark.django_db

Browse = Callable[[User], Client]
ZHAO, QIAN, SUN = (number(sequence=each) for each in ("101", "102", "103"))
THERE = "那里的选举已经封存"
WHY = "那次选举以后户口迁入"


def county() -> Unit:
    return Unit.objects.get(pk="330329000000")


def seal(far: Far) -> None:
    stand_at(far, "sealed")


def stand_at(far: Far, stage: str) -> None:
    Election.objects.filter(pk=far.election.pk).update(
        stage=stage, roll_published_on=far.election.start_day
    )


def moved() -> tuple[Far, Far]:
    """赵一 is number 1 of a roll in making, and on that of a village whose election is sealed."""
    there, here = village_of(*NEXT_DOOR), village_of(*SANLIAN)
    there.load(("赵一", ZHAO), ("孙三", SUN))
    here.load(("赵一", ZHAO), ("钱二", QIAN))
    seal(there)
    return here, there


def posted() -> tuple[Far, Far]:
    """A posted roll without 赵一, who was on that of a village whose election is sealed."""
    there, here = village_of(*NEXT_DOOR), village_of(*SANLIAN)
    there.load(("赵一", ZHAO), ("孙三", SUN))
    here.load(("钱二", QIAN))
    here.publish()
    seal(there)
    return here, there


def add(here: Far, kind: str = "moved-in", id_number: str = ZHAO, because: str = "") -> int:
    return add_to_roll(
        acting_user=act(here.clerk),
        election=here.fresh(),
        who=Addition(
            kind=kind,
            cells={"name": "赵一", "id_number": id_number},
            stated=RESIDENT,
            because=because,
        ),
    )


def correct(here: Far, at: int, id_number: str) -> int:
    return correct_on_roll(
        acting_user=act(here.clerk),
        election=here.fresh(),
        number=at,
        cells={"id_number": id_number},
    )


def strike(here: Far, at: int) -> None:
    strike_off(acting_user=act(here.clerk), election=here.fresh(), kind="declined", number=at)


def test_before_the_reason_is_written_they_are_open_and_no_list_is_posted() -> None:
    here, there = moved()
    assert open_on(here.election) == 1
    assert not settled_on(here.election)
    assert [(each.election, each.people) for each in waiting_below(county())] == [
        (here.election, 1)
    ]
    with pytest.raises(BadInput, match="有 1 人在别的单位的名册上也有"):
        here.publish()
    assert there.election.roll.count() == 2


def test_with_the_reason_they_are_settled_and_the_list_is_posted() -> None:
    here, _ = moved()
    here.claim()
    assert open_on(here.election) == 0
    assert [each.number for each in settled_on(here.election)] == [1]
    assert waiting_below(county()) == ()
    assert here.publish() == 2


def test_the_reason_stays_to_be_read_and_goes_with_the_numbers() -> None:
    here, _ = moved()
    here.claim()
    here.publish()
    (found,) = twice_on(here.fresh())
    assert found.is_settled
    assert found.here.claim
    log = Entry.objects.filter(log_id=here.election.log_name)
    assert any("住在本村" in (entry.payload or "") for entry in log)
    wipe_numbers(here.fresh())
    assert not Claim.objects.exists()


@pytest.mark.parametrize("stage", ["roll-published", "counting", "declared"])
def test_where_the_other_election_is_not_sealed_they_are_registered_there(stage: str) -> None:
    here, there = moved()
    stand_at(there, stage)
    with pytest.raises(BadInput, match=r"溪坪村的名单已经公布.*第十三条第二款"):
        here.claim()
    assert open_on(here.election) == 1


def test_a_word_from_before_it_was_sealed_settles_nothing_and_one_from_then_on_does() -> None:
    """Else a claim that gave way would let somebody vote twice: there, and then here."""
    here, there = village_of(*SANLIAN), village_of(*NEXT_DOOR)
    there.load(("赵一", ZHAO))
    here.load(("赵一", ZHAO))
    here.claim()
    seal(there)
    assert open_on(here.election) == 1
    assert [each.people for each in waiting_below(county())] == [1]
    with pytest.raises(BadInput, match="一个人只能在一处登记"):
        here.publish()
    here.claim()
    assert (open_on(here.election), waiting_below(county())) == (0, ())
    assert here.publish() == 1


def test_whoever_gave_way_and_is_loaded_again_is_open_again() -> None:
    here, _ = moved()
    here.claim()
    remove_person(acting_user=act(here.clerk), election=here.fresh(), number=1)
    assert not Claim.objects.exists()
    here.load(("赵一", ZHAO))
    assert open_on(here.election) == 1


def test_of_two_other_rolls_both_have_to_be_sealed_before_the_word() -> None:
    here, _ = moved()
    third = village_of(*NEXT_COUNTY)
    third.load(("赵一", ZHAO))
    here.claim()
    assert open_on(here.election) == 1
    seal(third)
    assert open_on(here.election) == 1
    here.claim()
    assert open_on(here.election) == 0
    assert here.publish() == 1 + 1


def test_a_word_beside_one_sealed_roll_is_none_beside_another_that_comes_later() -> None:
    here, _ = moved()
    here.claim()
    third = village_of(*NEXT_COUNTY)
    third.load(("赵一", ZHAO))
    seal(third)
    assert open_on(here.election) == 1
    assert [each.is_settled for each in twice_on(here.election)] == [False]
    assert [each.people for each in waiting_below(county())] == [1]


def test_a_third_roll_that_is_posted_and_not_sealed_takes_no_claim() -> None:
    here, _ = moved()
    third = village_of(*NEXT_COUNTY)
    third.load(("赵一", ZHAO))
    stand_at(third, "roll-published")
    with pytest.raises(BadInput, match="鲍田村的名单已经公布"):
        here.claim()


def test_the_office_decides_between_those_whose_rolls_can_change() -> None:
    """Beyond the office lies a sealed one, which nothing is done to; its word stays who stays."""
    here = village_of(*SANLIAN)
    beside, sealed = village_of(*NEXT_DOOR), village_of(*NEXT_PROVINCE)
    for far in (here, beside, sealed):
        far.load(("赵一", ZHAO))
    seal(sealed)
    office = county()
    user = officer(office, Role.COUNTY_OFFICE)
    here.claim()
    assert disputed_below(office) == ()
    beside.claim()
    (found,) = disputed_below(office)
    assert found.office == office
    before = sealed.fresh().version
    decided = settle_twice(
        acting_user=act(user), unit=office, stays=here.fresh(), number=1, because="已查户口"
    )
    assert decided == [beside.election.pk]
    assert (sealed.fresh().version, sealed.election.roll.count()) == (before, 1)
    assert open_on(here.election) == 0
    assert here.publish() == 1


def test_a_claim_of_a_sealed_election_disputes_nothing() -> None:
    """Who had moved there, too, was settled there by a reason that is kept."""
    first = village_of(*NEXT_CITY)
    first.load(("赵一", ZHAO))
    seal(first)
    here, there = village_of(*SANLIAN), village_of(*NEXT_DOOR)
    there.load(("赵一", ZHAO))
    there.claim()
    there.publish()
    seal(there)
    here.load(("赵一", ZHAO))
    here.claim()
    (found,) = twice_on(here.election)
    assert (found.is_disputed, found.is_settled) == (False, True)
    assert Claim.objects.count() == 2


def test_whoever_is_taken_off_here_is_open_no_more() -> None:
    here, _ = moved()
    remove_person(acting_user=act(here.clerk), election=here.fresh(), number=1)
    assert here.publish() == 1


def test_a_ground_of_the_law_registers_them_in_making_and_the_reason_is_asked_for() -> None:
    here, there = moved()
    remove_person(acting_user=act(here.clerk), election=here.fresh(), number=1)

    def register() -> int:
        return register_by_ground(
            acting_user=act(here.clerk),
            election=here.fresh(),
            cells={"name": "赵一", "id_number": ZHAO},
            stated=RESIDENT,
        )

    stand_at(there, "declared")
    with pytest.raises(BadInput, match="溪坪村的名册上"):
        register()
    seal(there)
    assert register() == 3
    assert open_on(here.election) == 1


@pytest.mark.parametrize("kind", ["moved-in", "registered", "restored"])
def test_a_posted_list_takes_them_with_the_reason_by_whatever_change(kind: str) -> None:
    here, _ = posted()
    add(here, kind, because=WHY)
    assert open_on(here.fresh()) == 0
    (found,) = twice_on(here.fresh())
    assert found.is_settled
    assert found.here.claim
    assert found.here.claim.because == WHY
    assert here.fresh().registered == 2
    log = Entry.objects.filter(log_id=here.election.log_name)
    assert any(WHY in (entry.payload or "") for entry in log)


@pytest.mark.parametrize("because", ["", "  "])
def test_without_the_reason_a_posted_list_takes_nobody_and_says_where_they_are(
    because: str,
) -> None:
    here, there = posted()
    with pytest.raises(BadInput, match=r"溪坪村的名册上.*已经封存") as refused:
        add(here, because=because)
    assert refused.value.at == "because"
    assert in_words(there.election.polling_day) in refused.value.says
    assert here.fresh().registered == 1


def test_a_reason_that_nothing_asks_for_is_refused_not_dropped() -> None:
    here, _ = posted()
    with pytest.raises(BadInput, match="不在别处的名册上") as refused:
        add(here, id_number=number(sequence="107"), because=WHY)
    assert refused.value.at == "because"


def test_with_the_reason_it_is_known_that_they_register_for_this_election_nowhere_else() -> None:
    here, _ = posted()
    add(here, because=WHY)
    change = here.election.roll_changes.get()
    assert change.reasons
    assert "once" in change.reasons


def test_whoever_was_left_out_comes_by_the_objection_with_the_reason() -> None:
    here, _ = posted()
    raised = raise_objection(
        acting_user=act(here.clerk),
        election=here.fresh(),
        said=Said(kind=Kind.OMITTED, raised_by="钱二", received_on=clock.today(), name="赵一"),
    )
    cells: Any = {"name": "赵一", "id_number": ZHAO}
    remedy = Remedy(cells=cells, stated=RESIDENT)
    with pytest.raises(BadInput, match="已经封存"):
        uphold_objection(
            acting_user=act(here.clerk), election=here.fresh(), objection=raised, remedy=remedy
        )
    uphold_objection(
        acting_user=act(here.clerk),
        election=here.fresh(),
        objection=raised,
        remedy=replace(remedy, because=WHY),
    )
    assert (here.fresh().registered, open_on(here.fresh())) == (2, 0)


def test_a_posted_list_takes_nobody_while_the_other_election_is_not_sealed() -> None:
    here, there = posted()
    stand_at(there, "declared")
    with pytest.raises(BadInput, match="溪坪村的名册上") as refused:
        add(here)
    assert (refused.value.at, refused.value.remedy) == (
        "id_number",
        "那里已经发出选票，名册不再变动；那里的选举封存以后再登记，写明理由",
    )


def test_another_sealed_roll_does_not_open_one_that_is_not() -> None:
    here, _ = posted()
    third = village_of(*NEXT_PROVINCE)
    third.load(("赵一", ZHAO))
    with pytest.raises(BadInput, match="茗溪村的名册上") as refused:
        add(here)
    assert "先请那里把这个人移出名册" in refused.value.remedy


def test_a_number_is_corrected_to_that_of_a_sealed_roll_only_where_the_reason_is_written() -> None:
    here, _ = posted()
    with pytest.raises(BadInput, match="溪坪村的名册上") as refused:
        correct(here, 1, ZHAO)
    assert refused.value.at == "id_number"
    claim = Claim(election=here.election, region=here.election.region, because=WHY, beside=1)
    claim.id_index, claim.claimed_by, claim.claimed_at = index_of(ZHAO), here.clerk, clock.now()
    claim.save()
    assert correct(here, 1, ZHAO)
    assert [each.is_settled for each in twice_on(here.fresh())] == [True]


def test_whoever_had_a_reason_is_put_back_and_others_are_not() -> None:
    here, _ = moved()
    here.claim()
    here.publish()
    entry = here.election.roll.get(number=1)
    strike(here, 1)
    changing.restore(here.fresh(), entry)
    assert here.election.roll.count() == 2
    strike(here, 1)
    Claim.objects.all().delete()
    with pytest.raises(BadInput, match="溪坪村的名册上"):
        changing.restore(here.fresh(), entry)


def test_the_pages_say_that_it_is_sealed_what_to_do_and_that_it_is_written(
    browse: Browse,
) -> None:
    here, there = moved()
    client, roll = browse(here.clerk), f"/elections/{here.election.pk}/roll/"

    def read(address: str) -> str:
        return client.get(f"{roll}{address}").content.decode()

    assert "重复登记 1 人<" in read("")
    for page in (read("twice/"), read("1/twice/"), read("publish/")):
        assert THERE in page
    assert "不在这里投票的，从本名册移出" in read("twice/")
    assert "还要写明理由" in read("twice/")
    assert "写明在这里投票的理由" in read("1/twice/")
    form = {"key": "a", "because": "那次选举以后户口迁入"}
    sent = client.post(f"{roll}1/twice/", form, follow=True).content.decode()
    assert "可以公布名单" in sent
    assert "其中 1 人已写明理由" in sent
    assert "还要写明理由" not in sent
    assert "已写明理由" in read("")
    assert "那次选举以后户口迁入" in read("1/twice/")
    assert "另有 1 人" in read("publish/")
    assert browse(there.clerk).get(f"/elections/{there.election.pk}/roll/twice/").status_code == 200


def test_before_they_are_added_the_page_shows_where_they_are_and_the_reason(
    browse: Browse,
) -> None:
    here, _ = posted()
    client, roll = browse(here.clerk), f"/elections/{here.election.pk}/roll/"
    form = {"name": "赵一", "id_number": ZHAO, **{f"fact-{key}": "yes" for key in RESIDENT}}
    asked = client.post(f"{roll}changes/moved-in/", form)
    assert asked.status_code == 422
    assert "写明理由" in asked.content.decode()
    check = client.post(f"{roll}changes/moved-in/", {**form, "because": WHY}).content.decode()
    assert "溪坪村的名册上" in check
    assert WHY in check
    client.post(f"{roll}changes/moved-in/", {**form, "because": WHY, "confirm": "1", "key": "a"})
    assert WHY in client.get(f"{roll}twice/").content.decode()


def test_whoever_is_open_is_listed_before_whoever_is_settled() -> None:
    here, there = moved()
    stand_at(there, "opened")
    there.load(("赵一", ZHAO), ("钱二", QIAN))
    seal(there)
    here.claim()
    assert [each.here.entry.number for each in twice_on(here.election)] == [2, 1]
    assert (open_on(here.election), settled_on(here.election).count()) == (1, 1)
