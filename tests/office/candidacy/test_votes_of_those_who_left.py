"""Votes of a pre-selection that was entered before the list changed (名单变动以前的预选得票): what
those who left keep, and what reads them.
"""

from __future__ import annotations

import pytest
from tests.office.candidacy.conftest import add, take_back, under
from tests.office.candidacy.test_order import (
    MEMBERS,
    names,
    preselected,
    put_up,
    put_up_all,
)
from tests.office.candidacy.test_woman_candidate import found, men_alone, stand
from tests.office.conftest import Cast, act

from huanjie.domain.listorder import received_basis
from huanjie.office.candidacy.backing import backing_of
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.preselecting import enter_preselection
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.planning.models import Election

__all__ = ["men_alone"]

VOTES = {"李小梅": 60, "欧阳秀": 50, "曾阿宝": 40}


@pytest.fixture
def counted(cast: Cast, village_election: Election) -> Election:
    """Three members were pre-selected in Sichuan; then 欧阳秀 is taken back."""
    election = under(village_election, "sichuan")
    put_up_all(cast, election)
    preselected(cast, election, VOTES)
    take_back(cast, election, "欧阳秀")
    return election


def votes(election: Election) -> dict[str, int | None]:
    rows = election.nominees.filter(contest__post="member")
    return dict(rows.values_list("name", "preselected"))


def test_the_order_of_the_list_reads_nobody_who_left(cast: Cast, counted: Election) -> None:
    assert names(counted)[1] == ["李小梅", "曾阿宝"]
    take_back(cast, counted, "李小梅")
    take_back(cast, counted, "曾阿宝")
    add(counted, 30, "甲一", "m")
    put_up(cast, counted, "member", {"甲一": 9})
    line = slate_of(counted).lines[1]
    assert [each.name for each in line.people] == ["甲一"]
    assert line.basis == "strokes"


def test_whoever_comes_back_has_the_votes_that_they_had(cast: Cast, counted: Election) -> None:
    put_up(cast, counted, "member", {"欧阳秀": MEMBERS["欧阳秀"]})
    assert names(counted)[1] == ["李小梅", "欧阳秀", "曾阿宝"]


def test_a_correction_leaves_those_who_left_their_votes(cast: Cast, counted: Election) -> None:
    preselected(cast, counted, {"李小梅": 39, "曾阿宝": 40})
    assert votes(counted) == {"李小梅": 39, "欧阳秀": 50, "曾阿宝": 40}


def test_a_post_that_was_not_pre_selected_after_all_has_no_votes_of_anybody(
    cast: Cast, counted: Election
) -> None:
    """Whoever fills a place would else come by votes that nobody received."""
    enter_preselection(acting_user=act(cast.clerk), election=counted, votes={})
    assert set(votes(counted).values()) == {None}
    rows = counted.nominees.filter(contest__post="member")
    assert received_basis(map(backing_of, rows)) == "nominations"


def test_where_a_post_was_pre_selected_nominations_are_no_votes_of_its_women(
    cast: Cast, men_alone: Election
) -> None:
    """They were taken back before the pre-selection, in which the men of the post have votes."""
    stand(cast, under(men_alone, "hainan"), {"王小红": 30, "李小梅": 41})
    Nominee.objects.filter(name="男一").update(preselected=120)
    (told,) = found(men_alone)
    assert "被提名过的妇女有王小红（委员）、李小梅（委员），没有登记得票" in told
