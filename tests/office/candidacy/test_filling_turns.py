"""Whose turn it is (递补的次序): nobody fills a place before whoever had received more votes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.candidacy.conftest import declare_clean, publish, put_up, under
from tests.office.candidacy.test_departing import leave, leaving
from tests.office.candidacy.test_filling import enough, for_chair, short_list, taken_back
from tests.office.candidacy.test_filling_order import received
from tests.office.candidacy.test_woman_candidate import men_alone, put_up_one_woman
from tests.office.conftest import Cast, act

from huanjie.domain.departure import Reason
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.departing import fill_up
from huanjie.office.candidacy.filling import in_line
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.services import decline
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

__all__ = ["enough", "men_alone"]

Browse = Callable[[User], Client]


def short(cast: Cast, election: Election, **nominators: int) -> None:
    """The list is short of a chair, for which these were nominated and taken back."""
    for name, count in nominators.items():
        taken_back(cast, election, name, count)
    short_list(cast, election)
    fill_up(acting_user=act(cast.chair), election=election)


def test_whoever_had_most_votes_comes_and_nobody_before(cast: Cast, enough: Election) -> None:
    """Zhejiang 19: 在原投票提名候选人中，按得票多少依次补足。"""
    short(cast, enough, 甲一=20, 乙二=30)
    for passing in ("甲一", "丙三"):  # fewer votes; never nominated
        with pytest.raises(BadInput, match=r"轮到乙二（提名人数 30）.*第十九条") as refused:
            put_up(cast, enough, "chair", passing)
        assert refused.value.at == "people"
    put_up(cast, enough, "chair", "乙二")


def test_whoever_declines_in_writing_lets_the_next_come(cast: Cast, enough: Election) -> None:
    short(cast, enough, 甲一=20, 乙二=30)
    row = for_chair(cast, enough, "乙二", 30)
    decline(acting_user=act(cast.clerk), election=enough, nominee=row.pk, document="退出声明3号")
    with pytest.raises(BadInput, match="轮到甲一"):
        put_up(cast, enough, "chair", "丙三")
    put_up(cast, enough, "chair", "甲一")


def test_of_equals_any_may_come_and_nobody_with_fewer(cast: Cast, enough: Election) -> None:
    short(cast, enough, 甲一=30, 乙二=30, 丙三=20)
    with pytest.raises(BadInput, match="轮到甲一、乙二（提名人数 30，相等）"):
        put_up(cast, enough, "chair", "丙三")
    put_up(cast, enough, "chair", "乙二")


def test_two_may_come_at_once_in_their_turn(cast: Cast, enough: Election) -> None:
    short(cast, enough, 甲一=20, 乙二=30, 丙三=10)
    with pytest.raises(BadInput, match="轮到甲一"):
        put_up(cast, enough, "chair", "乙二", "丙三")
    put_up(cast, enough, "chair", "甲一", "乙二")


def test_whoever_died_is_replaced_in_turn_too(cast: Cast, enough: Election) -> None:
    """Hebei 19 speaks of an own wish alone: the rest is a convention."""
    under(enough, "hebei")
    taken_back(cast, enough, "甲一", 20)
    declare_clean(cast, enough)
    publish(cast, enough)
    leave(cast.chair, enough, "丁大山", leaving(Reason.DIED, document="死亡证明1号"))
    fill_up(acting_user=act(cast.chair), election=enough)
    with pytest.raises(BadInput, match=r"轮到甲一.*《河北省.*第十九条"):
        put_up(cast, enough, "chair", "丙三")


def test_where_nobody_is_in_line_anybody_is_nominated(cast: Cast, enough: Election) -> None:
    short(cast, enough)
    put_up(cast, enough, "chair", "丙三")


def test_without_a_number_of_votes_nobody_is_first(cast: Cast, enough: Election) -> None:
    taken_back(cast, enough, "甲一", 20)
    short_list(cast, enough)
    Nominee.objects.filter(name="甲一").update(nominators=None)
    fill_up(acting_user=act(cast.chair), election=enough)
    put_up(cast, enough, "chair", "丙三")


def test_the_preselection_says_whose_turn_it_is(cast: Cast, enough: Election) -> None:
    taken_back(cast, enough, "甲一", 20)
    taken_back(cast, enough, "乙二", 30)
    received(enough, "甲一", 210)
    received(enough, "乙二", 90)
    short_list(cast, enough)
    fill_up(acting_user=act(cast.chair), election=enough)
    with pytest.raises(BadInput, match="轮到甲一（预选得票 210）"):
        put_up(cast, enough, "chair", "乙二")
    put_up(cast, enough, "chair", "甲一")


def test_a_post_that_lacks_nobody_has_no_turns(cast: Cast, enough: Election) -> None:
    short(cast, enough, 甲一=20)
    put_up(cast, enough, "member", "丙三")


def test_whoever_is_barred_for_another_post_holds_nobody_up(cast: Cast, enough: Election) -> None:
    short(cast, enough, 甲一=20, 乙二=30)
    put_up(cast, enough, "member", "乙二")
    Nominee.objects.filter(name="乙二", contest__post="member").update(state="barred")
    found = in_line(enough)
    assert [each.nominee.name for each in found.next] == ["甲一"]
    assert "乙二" in {each.nominee.name for each in found.passed_over}
    put_up(cast, enough, "chair", "甲一")


def test_the_page_refuses_with_the_name(cast: Cast, enough: Election, browse: Browse) -> None:
    short(cast, enough, 甲一=20, 乙二=30)
    other = enough.roll.get(name="丙三")
    address = f"/elections/{enough.pk}/candidates/nominate/"
    form = {"key": "k", "seen": enough.version, "post": "chair", "people": [other.pk]}
    page = browse(cast.clerk).post(address, form | {"route": "voters-jointly", "nominators": 9})
    assert "轮到乙二" in page.content.decode()


def test_where_the_list_lacks_a_woman_the_first_of_the_women_comes(
    cast: Cast, men_alone: Election
) -> None:
    """Hainan 20 and 23: 李小梅 was nominated and taken back."""
    put_up_one_woman(cast, men_alone, "hainan")
    leave(cast.chair, men_alone, "王小红", leaving(Reason.DIED, document="死亡证明1号"))
    fill_up(acting_user=act(cast.chair), election=men_alone)
    with pytest.raises(BadInput, match="轮到李小梅"):
        put_up(cast, men_alone, "member", "欧阳秀")
    put_up(cast, men_alone, "member", "李小梅")


@pytest.mark.parametrize("comes", ["李小梅", "男一"])
def test_a_place_that_is_short_goes_by_the_votes_or_to_the_first_of_the_women(
    cast: Cast, men_alone: Election, comes: str
) -> None:
    """Hebei 17(2) and 19: 男一 was nominated by 50, 李小梅 by 9; both were taken back."""
    put_up_one_woman(cast, men_alone, "hebei")
    leave(cast.chair, men_alone, "王小红")
    fill_up(acting_user=act(cast.chair), election=men_alone)
    with pytest.raises(BadInput, match="轮到男一"):
        put_up(cast, men_alone, "member", "欧阳秀")
    put_up(cast, men_alone, "member", comes)
