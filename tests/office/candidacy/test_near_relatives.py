"""Near relatives among the nominees (近亲属标记), until the candidates are published."""

from __future__ import annotations

import pytest
from tests.office.candidacy.conftest import publish, put_up, put_up_enough, take_back
from tests.office.conftest import Cast, act

from huanjie.door.fault import BadInput
from huanjie.office.candidacy.models import NearRelatives
from huanjie.office.candidacy.paper import near_relatives_of
from huanjie.office.candidacy.services import (
    mark_relatives,
    unmark_relatives,
)
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.planning.models import Election


def relate(
    cast: Cast, election: Election, one: str, other: str, relation: str = "兄弟姐妹"
) -> list[str]:
    """Note what the other is to the one."""
    return mark_relatives(
        acting_user=act(cast.clerk), election=election, one=one, other=other, relation=relation
    )


def unmark(cast: Cast, election: Election, one: str, other: str) -> None:
    """Take the note away."""
    unmark_relatives(acting_user=act(cast.clerk), election=election, one=one, other=other)


def paths(election: Election) -> list[str]:
    return [each.path for each in slate_of(election).kin]


def test_the_path_between_two_is_told_in_words(cast: Cast, village_election: Election) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    put_up(cast, village_election, "member", "蓝小美", "李小梅")
    relate(cast, village_election, "p1", "p3", "妻子")
    relate(cast, village_election, "p4", "p2", "父亲")
    assert paths(village_election) == ["钟一鸣—妻子—蓝小美", "丁大山—女儿—李小梅"]


def test_what_follows_from_two_relations_is_found_and_said_so(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山", "曾阿宝")
    relate(cast, village_election, "p1", "p2", "父亲")
    relate(cast, village_election, "p2", "p3", "父亲")
    slate = slate_of(village_election)
    assert [(each.path, each.stated) for each in slate.kin] == [
        ("钟一鸣—父亲—丁大山", True),
        ("钟一鸣—父亲的父亲—曾阿宝", False),
        ("丁大山—父亲—曾阿宝", True),
    ]
    assert near_relatives_of(village_election) == [("p1", "p2"), ("p1", "p3"), ("p2", "p3")]


@pytest.mark.parametrize("relation", ["岳父", "舅舅", "表哥", "前妻", "亲家公"])
def test_kin_whom_the_law_does_not_bar_is_not_kept(
    cast: Cast, village_election: Election, relation: str
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    put_up(cast, village_election, "member", "蓝小美")
    other = "p3" if relation == "前妻" else "p2"
    with pytest.raises(BadInput, match=r"不在须回避的亲属以内.*第一千零四十五条") as refused:
        relate(cast, village_election, "p1", other, relation)
    assert refused.value.at == "relation"
    assert not village_election.near_relatives.exists()


@pytest.mark.parametrize("relation", ["祖父", "外孙", "同父异母的哥哥", "养子"])
def test_kin_whom_the_law_bars_is_kept(
    cast: Cast, village_election: Election, relation: str
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    relate(cast, village_election, "p1", "p2", relation)
    assert len(paths(village_election)) == 1


@pytest.mark.parametrize(
    ("relation", "says"),
    [("", "没有写称谓"), ("好朋友", "不是认识的亲属称谓"), ("妻子", "这里是|在别处是")],
)
def test_a_term_that_cannot_be_is_refused_at_its_field(
    cast: Cast, village_election: Election, relation: str, says: str
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    with pytest.raises(BadInput, match=says) as refused:
        relate(cast, village_election, "p1", "p2", relation)
    assert refused.value.at == "relation"


def test_a_second_wife_contradicts_the_first_and_is_named(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "蓝小美", "李小梅")
    relate(cast, village_election, "p1", "p2", "妻子")
    with pytest.raises(BadInput) as refused:
        relate(cast, village_election, "p1", "p3", "妻子")
    assert refused.value.at == "relation"
    assert "p1" not in refused.value.says
    assert paths(village_election) == ["钟一鸣—妻子—蓝小美"]


def test_a_pair_marked_before_terms_were_entered_stays_and_takes_a_term(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    NearRelatives.objects.create(
        election=village_election, region=village_election.region, one="p1", other="p2"
    )
    assert paths(village_election) == [""]
    assert near_relatives_of(village_election) == [("p1", "p2")]
    relate(cast, village_election, "p2", "p1", "儿子")
    assert paths(village_election) == ["钟一鸣—父亲—丁大山"]


def test_a_pair_of_near_relatives_is_the_same_from_both_ends(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    pair = relate(cast, village_election, "p2", "p1")
    assert pair == ["p1", "p2"]
    with pytest.raises(BadInput, match="已经标为近亲属"):
        relate(cast, village_election, "p1", "p2")


@pytest.mark.parametrize(
    ("one", "other", "at"), [("p1", "p1", "other"), ("p1", "p9", "other"), ("", "p1", "one")]
)
def test_near_relatives_are_two_who_stand(
    cast: Cast, village_election: Election, one: str, other: str, at: str
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    with pytest.raises(BadInput) as refused:
        relate(cast, village_election, one, other)
    assert refused.value.at == at
    assert not village_election.near_relatives.exists()


def test_a_mark_is_taken_away_once(cast: Cast, village_election: Election) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    relate(cast, village_election, "p1", "p2")
    unmark(cast, village_election, "p2", "p1")
    assert slate_of(village_election).relatives == ()
    with pytest.raises(BadInput, match="没有标为近亲属"):
        unmark(cast, village_election, "p1", "p2")


def test_near_relatives_of_somebody_who_withdrew_are_not_shown_until_he_is_back(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    relate(cast, village_election, "p1", "p2")
    take_back(cast, village_election, "钟一鸣")
    assert near_relatives_of(village_election) == []
    put_up(cast, village_election, "chair", "钟一鸣")
    assert near_relatives_of(village_election) == [("p1", "p2")]


def test_the_party_has_no_rule_on_near_relatives(cast: Cast, branch_election: Election) -> None:
    put_up(cast, branch_election, "member", "钟一鸣", "丁大山")
    with pytest.raises(BadInput, match="没有近亲属回避"):
        relate(cast, branch_election, "p1", "p2")


def test_near_relatives_are_fixed_once_the_candidates_are_published(
    cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    publish(cast, village_election)
    with pytest.raises(BadInput, match="不能登记提名"):
        relate(cast, village_election, "p1", "p2")
