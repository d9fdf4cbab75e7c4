"""Somebody on two rolls, the other of a sealed election (那里的选举已经封存): that never changes
again, so the unit writes why they vote here now, and is held up until it has
(《村民委员会组织法》第十六条第三款; 《浙江省村民委员会选举办法》第十三条第二款 in these villages).
"""

from __future__ import annotations

import pytest
from tests.office.conftest import act
from tests.office.roll.conftest import RESIDENT
from tests.office.roll.far import (
    NEXT_CITY,
    NEXT_COUNTY,
    NEXT_DOOR,
    NEXT_PROVINCE,
    SANLIAN,
    officer,
    village_of,
)
from tests.office.roll.sealed import (
    QIAN,
    THERE,
    ZHAO,
    Browse,
    county,
    moved,
    seal,
    stand_at,
)

from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput
from huanjie.office.deeds.models import Entry
from huanjie.office.electors.registering import register_by_ground
from huanjie.office.keeping.wiping import wipe_numbers
from huanjie.office.roll.models import Claim
from huanjie.office.roll.people import remove_person
from huanjie.office.roll.settling import settle_twice
from huanjie.office.roll.twice import disputed_below, open_on, settled_on, twice_on
from huanjie.office.roll.twicewaiting import waiting_below

pytestmark = pytest.mark.django_db


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


def test_whoever_is_open_is_listed_before_whoever_is_settled() -> None:
    here, there = moved()
    stand_at(there, "opened")
    there.load(("赵一", ZHAO), ("钱二", QIAN))
    seal(there)
    here.claim()
    assert [each.here.entry.number for each in twice_on(here.election)] == [2, 1]
    assert (open_on(here.election), settled_on(here.election).count()) == (1, 1)
