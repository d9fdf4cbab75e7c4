"""Nominating (提名): from the published roll alone, once for a post, and only who may stand."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.candidacy.conftest import add, named, on_roll, publish_roll, put_up
from tests.office.conftest import Cast, act, plan

from huanjie.domain.cycle import Stage
from huanjie.domain.nominee import NomineeState
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.eligibility import Nomination
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.routes import NominatedBy
from huanjie.office.candidacy.services import nominate, withdraw
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.command import Stale
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.units.models import Unit

BY = NominatedBy(route="voters-jointly", count=1)


def test_people_get_ids_in_the_order_of_their_first_nomination(
    cast: Cast, village_election: Election
) -> None:
    assert put_up(cast, village_election, "chair", "钟一鸣", "丁大山") == ["p1", "p2"]
    assert put_up(cast, village_election, "member", "曾阿宝") == ["p3"]


def test_one_person_has_one_id_whatever_the_post(cast: Cast, village_election: Election) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    assert put_up(cast, village_election, "member", "丁大山") == ["p2"]


def test_the_tenth_person_is_followed_by_the_eleventh(
    cast: Cast, village_election: Election
) -> None:
    names = [f"王{sign}" for sign in "一二三四五六七八九十大"]
    for number, name in enumerate(names, 100):
        add(village_election, number, name)
    put_up(cast, village_election, "member", *names[:10])
    assert put_up(cast, village_election, "member", names[10]) == ["p11"]


def test_the_log_knows_the_ids_and_no_name(cast: Cast, village_election: Election) -> None:
    put_up(cast, village_election, "chair", "钟一鸣")
    entries = journal.check(village_election.log_name).entries
    assert [(e.deed, e.role) for e in entries] == [("nominate", "选举工作人员")]
    said = Entry.objects.get(log_id=village_election.log_name).payload
    assert said == '{"nominated":["p1"],"post":"chair"}'


def test_nobody_is_nominated_twice_for_one_post(cast: Cast, village_election: Election) -> None:
    put_up(cast, village_election, "chair", "钟一鸣")
    with pytest.raises(BadInput, match="已经提名为主任") as refused:
        put_up(cast, village_election, "chair", "丁大山", "钟一鸣")
    assert refused.value.at == "people"
    assert Nominee.objects.count() == 1  # nothing half-written


def test_one_person_twice_in_one_form_is_refused(cast: Cast, village_election: Election) -> None:
    with pytest.raises(BadInput, match="已经提名"):
        put_up(cast, village_election, "chair", "钟一鸣", "钟一鸣")
    assert not Nominee.objects.exists()


def test_nobody_chosen_is_refused(cast: Cast, village_election: Election) -> None:
    with pytest.raises(BadInput, match="还没有选人"):
        put_up(cast, village_election, "chair")


@pytest.mark.parametrize("post", ["king", "vice-chair"])
def test_a_post_without_seats_is_refused(cast: Cast, village_election: Election, post: str) -> None:
    with pytest.raises(BadInput, match="没有这项职务") as refused:
        put_up(cast, village_election, post, "钟一鸣")
    assert refused.value.at == "post"


def test_somebody_on_the_roll_of_another_election_is_refused(
    cast: Cast, village_election: Election, branch_election: Election
) -> None:
    other = named(branch_election, "丁大山")
    with pytest.raises(BadInput, match="不在这次选举的名册上"):
        nominate(
            acting_user=act(cast.clerk),
            election=village_election,
            post="chair",
            people=other,
            by=BY,
        )
    assert not Nominee.objects.exists()


def test_somebody_on_the_roll_of_the_village_next_door_is_refused(
    cast: Cast, village_election: Election, next_village: Unit
) -> None:
    opened = open_election(acting_user=act(cast.town), unit=next_village, plan=plan())
    next_door = Election.objects.get(pk=opened)
    add(next_door, 1, "邻村人")
    with pytest.raises(BadInput, match="不在这次选举的名册上"):
        nominate(
            acting_user=act(cast.clerk),
            election=village_election,
            post="chair",
            people=named(next_door, "邻村人"),
            by=BY,
        )


# The line of women alone


def test_a_woman_stands_on_the_line_of_women_alone(cast: Cast, village_election: Election) -> None:
    assert put_up(cast, village_election, "妇女委员", "王小红") == ["p1"]


def test_a_man_does_not_stand_on_the_line_of_women_alone(
    cast: Cast, village_election: Election
) -> None:
    with pytest.raises(BadInput, match="只列女性"):
        put_up(cast, village_election, "妇女委员", "王小红", "丁大山")
    assert not Nominee.objects.exists()


def _nominate_saying(
    cast: Cast, election: Election, name: str, post: str, *, sex: str = "", strokes: str = ""
) -> list[str]:
    entry = on_roll(election, name).pk
    return nominate(
        acting_user=act(cast.clerk),
        election=election,
        post=post,
        people=(Nomination(entry=entry, sex=sex, strokes=strokes),),
        by=BY,
    )


@pytest.mark.parametrize("said", ["", "x"])
def test_a_sex_that_the_roll_does_not_say_is_asked_for(
    cast: Cast, village_election: Election, said: str
) -> None:
    with pytest.raises(BadInput, match="名册没有写雷无性的性别") as refused:
        _nominate_saying(cast, village_election, "雷无性", "member", sex=said)
    assert refused.value.at == f"sex_{on_roll(village_election, '雷无性').pk}"


def test_a_sex_that_was_asked_for_decides_the_line_of_women_alone(
    cast: Cast, village_election: Election
) -> None:
    with pytest.raises(BadInput, match="只列女性"):
        _nominate_saying(cast, village_election, "雷无性", "妇女委员", sex="m")
    _nominate_saying(cast, village_election, "雷无性", "妇女委员", sex="f")
    assert Nominee.objects.get().sex == "f"


def test_a_sex_once_told_is_not_asked_for_again(cast: Cast, village_election: Election) -> None:
    _nominate_saying(cast, village_election, "雷无性", "member", sex="m")
    put_up(cast, village_election, "chair", "雷无性")
    assert set(Nominee.objects.values_list("sex", flat=True)) == {"m"}


def test_a_sex_against_the_roll_is_refused(cast: Cast, village_election: Election) -> None:
    with pytest.raises(BadInput, match="不一致"):
        _nominate_saying(cast, village_election, "丁大山", "妇女委员", sex="f")


# Strokes that the table lacks


def test_a_character_without_known_strokes_is_asked_for(
    cast: Cast, village_election: Election
) -> None:
    with pytest.raises(BadInput, match="没有蓝𬱖的“𬱖”") as refused:
        put_up(cast, village_election, "member", "蓝𬱖")
    assert refused.value.at == f"strokes_{on_roll(village_election, '蓝𬱖').pk}"


@pytest.mark.parametrize("wrong", ["1206", "125 12", "横竖"])
def test_strokes_that_do_not_fit_are_refused_at_their_field(
    cast: Cast, village_election: Election, wrong: str
) -> None:
    with pytest.raises(BadInput, match="对不上") as refused:
        _nominate_saying(cast, village_election, "蓝𬱖", "member", strokes=wrong)
    assert refused.value.at == f"strokes_{on_roll(village_election, '蓝𬱖').pk}"


def test_strokes_longer_than_any_name_are_refused(cast: Cast, village_election: Election) -> None:
    with pytest.raises(BadInput, match="太长"):
        _nominate_saying(cast, village_election, "蓝𬱖", "member", strokes="1" * 201)


def test_strokes_written_by_hand_put_somebody_in_their_place(
    cast: Cast, village_election: Election
) -> None:
    add(village_election, 20, "蓝一")
    add(village_election, 21, "蓝鑫")
    put_up(cast, village_election, "member", "蓝鑫", "蓝一")
    _nominate_saying(cast, village_election, "蓝𬱖", "member", strokes="１２ ")
    line = slate_of(village_election).lines[1]
    assert [each.name for each in line.people] == ["蓝一", "蓝𬱖", "蓝鑫"]
    assert Nominee.objects.get(name="蓝𬱖").strokes == "12"


# The Party


def test_a_full_member_may_be_nominated(cast: Cast, branch_election: Election) -> None:
    assert put_up(cast, branch_election, "member", "钟一鸣") == ["p1"]


@pytest.mark.parametrize("name", ["预备生", "不明了"])
def test_who_has_no_vote_in_the_branch_may_not_be_nominated(
    cast: Cast, branch_election: Election, name: str
) -> None:
    with pytest.raises(BadInput, match=r"没有选举权.*第五条"):
        put_up(cast, branch_election, "member", name)


# Taking back


def test_a_nomination_taken_back_is_off_the_slate_and_comes_back_under_its_own_id(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    row = Nominee.objects.get(person="p1")
    withdraw(acting_user=act(cast.clerk), election=village_election, nominee=row.pk)
    assert [each.name for each in slate_of(village_election).people] == ["丁大山"]
    assert put_up(cast, village_election, "chair", "钟一鸣") == ["p1"]
    assert Nominee.objects.get(person="p1").state == NomineeState.NOMINEE


def test_the_id_of_somebody_who_withdrew_is_given_to_nobody_else(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣")
    row = Nominee.objects.get()
    withdraw(acting_user=act(cast.clerk), election=village_election, nominee=row.pk)
    assert put_up(cast, village_election, "chair", "丁大山") == ["p2"]


def test_a_sex_told_wrongly_can_be_told_again_after_taking_back(
    cast: Cast, village_election: Election
) -> None:
    _nominate_saying(cast, village_election, "雷无性", "member", sex="m")
    row = Nominee.objects.get()
    withdraw(acting_user=act(cast.clerk), election=village_election, nominee=row.pk)
    _nominate_saying(cast, village_election, "雷无性", "member", sex="f")
    assert Nominee.objects.get().sex == "f"


def test_a_nomination_is_taken_back_once(cast: Cast, village_election: Election) -> None:
    put_up(cast, village_election, "chair", "钟一鸣")
    row = Nominee.objects.get()
    withdraw(acting_user=act(cast.clerk), election=village_election, nominee=row.pk)
    with pytest.raises(BadInput, match="已经取消"):
        withdraw(acting_user=act(cast.clerk), election=village_election, nominee=row.pk)


def test_a_nomination_of_another_election_is_not_taken_back(
    cast: Cast, village_election: Election, branch_election: Election
) -> None:
    put_up(cast, branch_election, "member", "钟一鸣")
    row = Nominee.objects.get()
    with pytest.raises(BadInput, match="没有这个提名"):
        withdraw(acting_user=act(cast.clerk), election=village_election, nominee=row.pk)
    row.refresh_from_db()
    assert row.state == NomineeState.PROVISIONAL


# Who, when, once


@pytest.mark.parametrize("stage", [s for s in Stage if s != Stage.ROLL_PUBLISHED])
def test_nominations_are_open_only_while_the_roll_is_published_and_the_list_is_not(
    cast: Cast, village_election: Election, stage: Stage
) -> None:
    village_election.stage = stage
    village_election.save()
    with pytest.raises(BadInput, match="不能登记提名"):
        put_up(cast, village_election, "chair", "钟一鸣")


@pytest.mark.parametrize("role", ["teller", "scrutineer", "observer", "town", "stranger"])
def test_who_does_not_run_the_election_may_not_nominate(
    cast: Cast, village_election: Election, role: str
) -> None:
    with pytest.raises(PermissionDenied):
        nominate(
            acting_user=act(getattr(cast, role)),
            election=village_election,
            post="chair",
            people=named(village_election, "钟一鸣"),
            by=BY,
        )


def test_a_second_arrival_of_the_same_form_nominates_nobody_more(
    cast: Cast, village_election: Election
) -> None:
    people = named(village_election, "钟一鸣")
    twice = [
        nominate(
            acting_user=act(cast.clerk, key="k"),
            election=village_election,
            post="chair",
            people=people,
            by=BY,
        )
        for _ in range(2)
    ]
    assert twice == [["p1"], ["p1"]]
    assert len(journal.check(village_election.log_name).entries) == 1


def test_a_stale_form_takes_nothing_back(cast: Cast, village_election: Election) -> None:
    seen = village_election.version
    put_up(cast, village_election, "chair", "钟一鸣")
    row = Nominee.objects.get()
    with pytest.raises(Stale):
        withdraw(acting_user=act(cast.clerk, seen=seen), election=village_election, nominee=row.pk)
    row.refresh_from_db()
    assert row.state == NomineeState.NOMINEE


def test_an_election_without_a_published_roll_has_nobody_to_nominate(
    cast: Cast, election: Election
) -> None:
    add(election, 1, "丁大山")
    with pytest.raises(BadInput, match="不能登记提名"):
        put_up(cast, election, "chair", "丁大山")
    publish_roll(election)
    assert put_up(cast, election, "chair", "丁大山") == ["p1"]
