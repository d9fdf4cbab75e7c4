"""A roll made of the representatives who were chosen (用推选名单作名册): of whole and posted
lists alone, of the same place and by the same law, and nobody else's place is taken.
"""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.conftest import OPENED_ON, Cast, act
from tests.office.electors.choices import choice, enter
from tests.office.electors.rollofchosen import SPEAK, called_off, make, opened, own, post, source
from tests.office.roll.conftest import invented, load, publish, roll_csv

from huanjie.domain.choosing import Kind
from huanjie.domain.cycle import Stage
from huanjie.door.fault import BadInput
from huanjie.office.deeds.models import Entry
from huanjie.office.electors.choosing import take_out
from huanjie.office.electors.models import Chosen, Registered
from huanjie.office.electors.representatives import consider, lists_for
from huanjie.office.planning.models import Election
from huanjie.office.roll.people import remove_person
from huanjie.office.units.models import Unit

__all__ = ["own", "source"]  # fixtures


def test_the_representatives_of_a_posted_list_are_all_who_stay_on_the_roll(
    cast: Cast, own: Election
) -> None:
    post(cast, own)
    assert consider(own, own).leaving == 8
    assert make(cast.clerk, own) == 4
    assert [each.number for each in own.roll.all()] == list(SPEAK)
    assert {each.ground for each in Registered.objects.all()} == {"chosen"}
    assert publish(cast, Election.objects.get(pk=own.pk)) == 4


def test_of_another_election_they_come_onto_the_roll_as_they_are_there_and_heads_do_not(
    cast: Cast, source: Election
) -> None:
    post(cast, source)
    target = called_off(cast, source)
    assert make(cast.clerk, target, source) == 4
    ours, theirs = list(target.roll.all()), source.roll.filter(number__in=SPEAK)
    assert [each.number for each in ours] == [1, 2, 3, 4]
    for one, other in zip(ours, theirs, strict=True):
        assert (one.name, one.id_number, one.phone) == (other.name, other.id_number, other.phone)
        assert (one.group, one.sex, one.birth_date) == (other.group, other.sex, other.birth_date)
        assert bytes(one.id_index or b"") == bytes(other.id_index or b"")
    assert publish(cast, Election.objects.get(pk=target.pk)) == 4


def test_the_log_says_of_which_list_and_names_nobody(cast: Cast, own: Election) -> None:
    post(cast, own)
    make(cast.clerk, own)
    says = json.loads(Entry.objects.filter(log=own.log_name).latest("pk").payload or "")
    assert says == {"chosen_of": own.pk, "loaded": 4, "left": 8}


def test_nobody_else_on_the_roll_loses_their_place(cast: Cast, source: Election) -> None:
    post(cast, source)
    target = called_off(cast, source)
    load(cast, target, roll_csv(invented(1, seed=9)))
    with pytest.raises(BadInput, match="已有 1 个不是从推选名单来的人"):
        make(cast.clerk, target, source)
    remove_person(acting_user=act(cast.clerk), election=target, number=1)
    assert make(cast.clerk, target, source) == 4


def test_made_again_the_roll_is_what_the_list_is_now(cast: Cast, source: Election) -> None:
    post(cast, source)
    target = opened_beside(cast, source)
    make(cast.clerk, target, source)
    gone = Chosen.objects.get(entry__number=1, kind=Kind.REPRESENTATIVE)
    take_out(acting_user=act(cast.clerk), election=source, chosen=gone.pk)
    enter(cast, source, choice(3))
    assert not Chosen.objects.exclude(posted_on=None).exists()  # what hangs outside is another list
    post(cast, source)
    assert make(cast.clerk, target, source) == 4
    names = {each.name for each in source.roll.filter(number__in=(2, 3, 7, 8))}
    assert {each.name for each in target.roll.all()} == names


def opened_beside(cast: Cast, source: Election) -> Election:
    """An election by representatives, while the list of the other can still be mended."""
    stage = source.stage
    target = called_off(cast, source)
    Election.objects.filter(pk=source.pk).update(stage=stage)
    source.refresh_from_db()
    return target


def test_a_list_of_another_place_is_none(cast: Cast, source: Election) -> None:
    post(cast, source)
    target = called_off(cast, source)
    assert lists_for(target) == (source,)
    Election.objects.filter(pk=source.pk).update(unit=Unit.objects.get(name="三联村委会"))
    with pytest.raises(BadInput, match="不能作这次选举的名册"):
        consider(target, Election.objects.get(pk=source.pk))


@pytest.mark.parametrize("method", ["voters", "households"])
def test_where_others_vote_no_list_is_a_roll(cast: Cast, source: Election, method: str) -> None:
    Election.objects.filter(pk=source.pk).update(stage=Stage.CANCELLED)
    post_anyway = Chosen.objects.update(posted_on=OPENED_ON)
    assert post_anyway == 5
    target = opened(cast, source.unit, method)
    with pytest.raises(BadInput, match="不能作这次选举的名册"):
        make(cast.clerk, target, source)


def test_only_those_who_load_the_roll_make_it(cast: Cast, own: Election) -> None:
    post(cast, own)
    for user in (cast.county, cast.teller, cast.stranger):
        with pytest.raises(PermissionDenied):
            make(user, own)


def test_once_the_roll_is_published_no_list_makes_it(cast: Cast, own: Election) -> None:
    post(cast, own)
    make(cast.clerk, own)
    publish(cast, Election.objects.get(pk=own.pk))
    with pytest.raises(BadInput, match="不能导入名册"):
        make(cast.clerk, Election.objects.get(pk=own.pk))


def test_where_they_vote_in_place_of_the_residents_nobody_else_does(
    cast: Cast, own: Election
) -> None:
    post(cast, own)
    assert consider(own, own).beside is None
