"""In which order those come who may fill a place (递补的次序): by the votes they had received, of
the pre-selection where the post had one; and whom the votes do not put in an order.
"""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.office.candidacy.test_filling import enough, for_chair, short_list, taken_back
from tests.office.conftest import Cast, act
from tests.office.readaloud import english, faults

from huanjie.office.candidacy.filling import in_line
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.services import decline
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

__all__ = ["enough"]

Browse = Callable[[User], Client]
Told = list[tuple[str, str, int | None, str | None]]


def told(election: Election) -> Told:
    return [
        (each.nominee.name, each.votes_of, each.votes, each.unordered)
        for each in in_line(election).next
    ]


def received(election: Election, name: str, votes: int | None) -> None:
    """So many votes of the pre-selection for the chair."""
    rows = Nominee.objects.filter(election=election, name=name, contest__post="chair")
    assert rows.update(preselected=votes) == 1


def page_of(cast: Cast, election: Election, browse: Browse) -> str:
    address = f"/elections/{election.pk}/candidates/fill-up/"
    return browse(cast.chair).get(address).content.decode()


def test_the_votes_of_the_preselection_go_before_the_number_of_nominators(
    cast: Cast, enough: Election, browse: Browse
) -> None:
    taken_back(cast, enough, "甲一", 20)
    taken_back(cast, enough, "乙二", 30)
    received(enough, "甲一", 210)
    received(enough, "乙二", 90)
    short_list(cast, enough)
    assert told(enough) == [
        ("甲一", "preselection", 210, None),
        ("乙二", "preselection", 90, None),
    ]
    page = page_of(cast, enough, browse)
    assert page.index("甲一") < page.index("乙二")
    assert "预选得票 210" in page
    assert "提名人数" not in page
    assert "排不出次序" not in page
    assert "不算次序" not in page


def test_without_a_preselection_the_number_of_nominators_says_who_comes_next(
    cast: Cast, enough: Election, browse: Browse
) -> None:
    taken_back(cast, enough, "甲一", 20)
    taken_back(cast, enough, "乙二", 30)
    short_list(cast, enough)
    assert told(enough) == [("乙二", "nominations", 30, None), ("甲一", "nominations", 20, None)]
    page = page_of(cast, enough, browse)
    assert page.index("乙二") < page.index("甲一")
    assert "提名人数 30" in page


def test_a_preselection_of_another_post_says_nothing_of_this_one(
    cast: Cast, enough: Election
) -> None:
    taken_back(cast, enough, "甲一", 20)
    Nominee.objects.filter(election=enough, contest__post="member").update(preselected=5)
    short_list(cast, enough)
    assert told(enough) == [("甲一", "nominations", 20, None)]


def test_whoever_has_no_votes_of_a_preselection_that_others_stood_in_is_told_and_comes_last(
    cast: Cast, enough: Election, browse: Browse
) -> None:
    taken_back(cast, enough, "甲一", 20)
    taken_back(cast, enough, "乙二", 30)
    taken_back(cast, enough, "丙三", 40)
    received(enough, "甲一", 0)
    received(enough, "乙二", 1)
    short_list(cast, enough)
    assert told(enough) == [
        ("乙二", "preselection", 1, None),
        ("甲一", "preselection", 0, None),
        ("丙三", "preselection", None, "uncounted"),
    ]
    page = page_of(cast, enough, browse)
    assert "丙三" in page.split("排不出次序")[1]
    assert "不算次序" not in page


def test_the_preselection_of_the_post_counts_though_only_whoever_stands_has_votes_of_it(
    cast: Cast, enough: Election
) -> None:
    taken_back(cast, enough, "甲一", 20)
    received(enough, "钟一鸣", 300)
    received(enough, "丁大山", 250)
    short_list(cast, enough)
    assert told(enough) == [("甲一", "preselection", None, "uncounted")]


def test_equal_votes_are_told_and_not_put_in_an_order(
    cast: Cast, enough: Election, browse: Browse
) -> None:
    taken_back(cast, enough, "甲一", 20)
    taken_back(cast, enough, "乙二", 20)
    taken_back(cast, enough, "丙三", 19)
    short_list(cast, enough)
    assert told(enough) == [
        ("甲一", "nominations", 20, "equal"),
        ("乙二", "nominations", 20, "equal"),
        ("丙三", "nominations", 19, None),
    ]
    equal = page_of(cast, enough, browse).split("表里先后不算次序")[1].split("</div>")[0]
    assert ("甲一" in equal, "乙二" in equal, "丙三" in equal) == (True, True, False)


def test_whoever_is_passed_over_is_equal_to_nobody(cast: Cast, enough: Election) -> None:
    taken_back(cast, enough, "甲一", 20)
    gone = for_chair(cast, enough, "乙二", 20)
    decline(acting_user=act(cast.clerk), election=enough, nominee=gone.pk, document="退出声明2号")
    short_list(cast, enough)
    assert told(enough) == [("甲一", "nominations", 20, None)]


def test_two_whose_votes_nobody_entered_are_not_called_equal(cast: Cast, enough: Election) -> None:
    for name in ("甲一", "乙二"):
        taken_back(cast, enough, name)
    Nominee.objects.filter(name__in=("甲一", "乙二")).update(nominators=None)
    short_list(cast, enough)
    assert [(each[0], each[3]) for each in told(enough)] == [
        ("甲一", "uncounted"),
        ("乙二", "uncounted"),
    ]


def test_the_page_that_tells_both_is_whole_in_english(
    cast: Cast, enough: Election, browse: Browse
) -> None:
    for name in ("甲一", "乙二", "丙三"):
        taken_back(cast, enough, name)
    Nominee.objects.filter(name="丙三").update(nominators=None)
    short_list(cast, enough)
    html = english(browse(cast.chair))
    address = f"/elections/{enough.pk}/candidates/fill-up/"
    assert list(faults("fill-up", html.get(address).content.decode())) == []
