"""Somebody from the roll of a sealed election comes on a posted list: with the reason, by whatever
change, and never without (《浙江省村民委员会选举办法》第十三条第二款 in these villages).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.domain.numbers import number
from tests.office.conftest import act
from tests.office.roll.conftest import RESIDENT
from tests.office.roll.far import (
    NEXT_PROVINCE,
    village_of,
)
from tests.office.roll.sealed import (
    WHY,
    ZHAO,
    Browse,
    add,
    correct,
    moved,
    posted,
    stand_at,
    strike,
)

from huanjie.domain.daywords import in_words
from huanjie.domain.objection import Kind
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.deeds.models import Entry
from huanjie.office.roll import changing
from huanjie.office.roll.entries import index_of
from huanjie.office.roll.models import Claim
from huanjie.office.roll.objections import Remedy, Said, raise_objection, uphold_objection
from huanjie.office.roll.twice import open_on, twice_on

pytestmark = pytest.mark.django_db


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
