"""A list without a woman (没有妇女候选人): refused where a province counts them, told where the
ministry's rules say a fitting number, and mended by the woman with the most votes.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest
from django.test import Client
from tests.office.candidacy.conftest import (
    LAST_DAY,
    VILLAGERS,
    add,
    declare_clean,
    named,
    take_back,
    under,
)
from tests.office.candidacy.test_departing import leave, leaving
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on

from huanjie.domain.departure import Reason
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.departing import fill_up
from huanjie.office.candidacy.filling import in_line
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.routes import NominatedBy, routes_of
from huanjie.office.candidacy.services import decline, nominate, publish_candidates
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.candidacy.slatechecks import obstacles
from huanjie.office.gates import issues_before
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]
ARTICLES = {"hainan": "第二十条", "hebei": "第十七条第二款", "tianjin": "第二十一条"}
MEN = {"chair": ("钟一鸣", "丁大山"), "member": ("曾阿宝", "雷无性", "男一")}


def put_up(cast: Cast, election: Election, post: str, people: Mapping[str, int]) -> None:
    """Nominate each by so many voters."""
    known = {each.word for each in routes_of(law_of(election).pack)}
    route = "voters-jointly" if "voters-jointly" in known else sorted(known)[0]
    for name, count in people.items():
        nominate(
            acting_user=act(cast.clerk),
            election=election,
            post=post,
            people=named(election, name),
            by=NominatedBy(route=route, count=count),
        )


@pytest.fixture
def men_alone(cast: Cast, village_election: Election) -> Election:
    """A village with a chair and two members to elect, and five men who stand for them."""
    village_election.contests.exclude(post__in=MEN).delete()
    first = village_election.roll.get(name="雷无性")
    first.sex = "m"
    first.save()
    sixth = village_election.roll.get(name="蓝𬱖")
    sixth.name, sixth.sex = "男一", "m"
    sixth.save()
    return village_election


def stand(cast: Cast, election: Election, women: Mapping[str, int] | None = None) -> None:
    """The men are nominated, and these women besides whose nominations are taken back again."""
    for post, names in MEN.items():
        put_up(cast, election, post, dict.fromkeys(names, 50))
    put_up(cast, election, "member", women or {})
    declare_clean(cast, election)
    for name in women or {}:
        take_back(cast, election, name)


def found(election: Election, *, is_named: bool = True) -> list[str]:
    every = obstacles(slate_of(election), today=OPENED_ON, named=is_named)
    return [f"{each.says}：{each.remedy}" for each in every if each.says.startswith("候选人中妇女")]


@pytest.mark.parametrize(("region", "article"), ARTICLES.items())
def test_where_a_province_counts_them_a_list_without_a_woman_is_not_published(
    cast: Cast, men_alone: Election, region: str, article: str
) -> None:
    stand(cast, under(men_alone, region))
    with pytest.raises(BadInput, match=f"候选人中妇女 0 人，至少应有 1 人.*{article}"):
        publish_candidates(acting_user=act(cast.chair), election=men_alone)
    men_alone.refresh_from_db()
    assert men_alone.candidates_published_on is None


@pytest.mark.parametrize("region", ARTICLES)
def test_one_woman_among_them_is_enough(cast: Cast, men_alone: Election, region: str) -> None:
    stand(cast, under(men_alone, region))
    take_back(cast, men_alone, "男一")
    put_up(cast, men_alone, "member", {"王小红": 9})
    declare_clean(cast, men_alone)
    assert found(men_alone) == []
    publish_candidates(acting_user=act(cast.chair), election=men_alone)
    assert men_alone.candidates_published_on


@pytest.mark.parametrize("region", [None, "sichuan"])
def test_a_fitting_number_is_told_on_the_page_and_refuses_nothing(
    cast: Cast, men_alone: Election, browse: Browse, region: str | None
) -> None:
    stand(cast, under(men_alone, region))
    page = browse(cast.chair).get(f"/elections/{men_alone.pk}/candidates/").content.decode()
    assert "候选人中妇女 0 人，应当有适当的名额" in page
    assert "第四章" in page
    assert found(men_alone) == []


def test_the_woman_with_the_most_nominations_is_named(cast: Cast, men_alone: Election) -> None:
    stand(cast, under(men_alone, "hebei"), {"王小红": 30, "李小梅": 41})
    (told,) = found(men_alone)
    assert "以得票最多的妇女为候选人" in told
    assert "提名人数最多的是李小梅（委员）（41），再提名为候选人" in told
    assert "王小红" not in told


def test_equal_women_are_both_named(cast: Cast, men_alone: Election) -> None:
    stand(cast, under(men_alone, "hebei"), {"王小红": 41, "李小梅": 41})
    (told,) = found(men_alone)
    assert "王小红（委员）、李小梅（委员）（41），票数相等" in told


def test_the_votes_of_a_pre_selection_go_before_the_nominations(
    cast: Cast, men_alone: Election
) -> None:
    stand(cast, under(men_alone, "hainan"), {"王小红": 30, "李小梅": 41})
    Nominee.objects.filter(name="王小红").update(preselected=120)
    Nominee.objects.filter(name="李小梅").update(preselected=119)
    (told,) = found(men_alone)
    assert "预选得票最多的是王小红（委员）（120）" in told


def test_whoever_stepped_back_in_writing_is_not_asked(cast: Cast, men_alone: Election) -> None:
    stand(cast, under(men_alone, "hebei"), {"王小红": 30})
    put_up(cast, men_alone, "member", {"李小梅": 41})
    row = Nominee.objects.get(name="李小梅")
    decline(acting_user=act(cast.clerk), election=men_alone, nominee=row.pk, document="退出声明")
    (told,) = found(men_alone)
    assert "王小红（委员）（30）" in told
    assert "李小梅" not in told


def test_where_no_woman_was_nominated_somebody_is_to_be(cast: Cast, men_alone: Election) -> None:
    stand(cast, under(men_alone, "hebei"))
    (told,) = found(men_alone)
    assert told.endswith("现在没有别的妇女被提名，先提名")


def test_where_the_text_does_not_say_who_nobody_is_named(cast: Cast, men_alone: Election) -> None:
    stand(cast, under(men_alone, "tianjin"), {"王小红": 30})
    (told,) = found(men_alone)
    assert told == "候选人中妇女 0 人，至少应有 1 人：提名妇女为候选人"


def test_who_may_not_see_findings_reads_no_name(cast: Cast, men_alone: Election) -> None:
    stand(cast, under(men_alone, "hebei"), {"王小红": 30})
    (told,) = found(men_alone, is_named=False)
    assert not any(name in told for name, _ in VILLAGERS)


def put_up_one_woman(cast: Cast, election: Election, region: str) -> None:
    """The list is published with one woman on it, and one name more than need be; another woman
    was nominated and taken back.
    """
    stand(cast, under(election, region), {"李小梅": 9})
    take_back(cast, election, "男一")
    put_up(cast, election, "member", {"王小红": 50})
    if region != "hebei":
        put_up(cast, election, "member", {"男一": 50})
    declare_clean(cast, election)
    publish_candidates(acting_user=act(cast.chair), election=election)


def waits(election: Election, day: datetime.date = OPENED_ON) -> list[str]:
    with on(day):
        return [each.says for each in issues_before(Action.ISSUE_PAPERS, election)]


@pytest.mark.parametrize(("region", "article"), ARTICLES.items())
def test_no_ballots_go_out_once_the_only_woman_left_while_another_can_come(
    cast: Cast, men_alone: Election, region: str, article: str
) -> None:
    put_up_one_woman(cast, men_alone, region)
    assert waits(men_alone) == []
    leave(cast.chair, men_alone, "王小红")
    *_, told = waits(men_alone)
    assert told.startswith("候选人中妇女 0 人，至少应有 1 人")
    assert article in told
    assert "李小梅" in [each.nominee.name for each in in_line(men_alone).next]
    fill_up(acting_user=act(cast.chair), election=men_alone)
    men_alone.refresh_from_db()
    assert men_alone.candidates_published_on is None


def test_after_the_last_day_to_publish_the_list_it_is_told_and_holds_nothing_back(
    cast: Cast, men_alone: Election, browse: Browse
) -> None:
    put_up_one_woman(cast, men_alone, "tianjin")
    leave(cast.chair, men_alone, "王小红")
    step = slate_of(men_alone).step
    assert step
    last = step.window.latest
    assert last
    assert len(waits(men_alone, last)) == 1
    over = last + datetime.timedelta(days=1)
    assert waits(men_alone, over) == []
    with on(over):
        page = browse(cast.chair).get(f"/elections/{men_alone.pk}/candidates/").content.decode()
        with pytest.raises(BadInput, match="没有缺额"):
            fill_up(acting_user=act(cast.chair), election=men_alone)
    assert "候选人中妇女 0 人" in page


def test_in_hainan_the_only_woman_is_replaced_until_the_day_before_the_poll(
    cast: Cast, men_alone: Election, browse: Browse
) -> None:
    """Article 22 has the list out on the fifth day before the poll, and lets somebody step back
    within three days of it; 23 fills the place after that, and 20 wants a woman on the list.
    """
    day = datetime.timedelta(days=1)
    with on(LAST_DAY):
        put_up_one_woman(cast, men_alone, "hainan")
    stepped_back = LAST_DAY + 3 * day
    with on(stepped_back):
        leave(cast.chair, men_alone, "王小红", leaving(received_on=stepped_back))
    assert len(waits(men_alone, stepped_back)) == 1
    assert len(waits(men_alone, POLLING_DAY - day)) == 1
    assert waits(men_alone, POLLING_DAY) == []
    with on(POLLING_DAY):
        page = browse(cast.chair).get(f"/elections/{men_alone.pk}/candidates/").content.decode()
        with pytest.raises(BadInput, match="没有缺额"):
            fill_up(acting_user=act(cast.chair), election=men_alone)
    assert "候选人中妇女 0 人" in page
    with on(POLLING_DAY - day):
        assert [each.nominee.name for each in in_line(men_alone).next] == ["李小梅"]
        fill_up(acting_user=act(cast.chair), election=men_alone)
        put_up(cast, men_alone, "member", {"李小梅": 9})
        declare_clean(cast, men_alone)
        publish_candidates(acting_user=act(cast.chair), election=men_alone)
    assert waits(men_alone, POLLING_DAY - day) == []


def test_the_place_of_the_woman_is_one_and_no_mans(cast: Cast, men_alone: Election) -> None:
    """Tianjin 22(2): the list is fixed; 21 wants a woman on it, and any post may have her."""
    put_up_one_woman(cast, men_alone, "tianjin")
    leave(cast.chair, men_alone, "王小红")
    fill_up(acting_user=act(cast.chair), election=men_alone)
    add(men_alone, 20, "蓝大有", "m")
    with pytest.raises(BadInput, match=r"主任的候选人没有缺额.*第二十二条第二款") as refused:
        put_up(cast, men_alone, "chair", {"蓝大有": 9})
    assert refused.value.remedy == "没有缺额的职务，只递补一名妇女"
    put_up(cast, men_alone, "chair", {"蓝小美": 9})
    with pytest.raises(BadInput, match="主任的候选人没有缺额"):
        put_up(cast, men_alone, "chair", {"欧阳秀": 9})


def test_a_fitting_number_holds_no_ballots_back(cast: Cast, men_alone: Election) -> None:
    put_up_one_woman(cast, men_alone, "sichuan")
    leave(cast.chair, men_alone, "王小红")
    assert waits(men_alone) == []


def test_a_list_that_nobody_left_is_not_asked_for_a_woman_again(
    cast: Cast, men_alone: Election
) -> None:
    put_up_one_woman(cast, men_alone, "tianjin")
    Nominee.objects.filter(name="王小红").update(sex="m")
    assert waits(men_alone) == []


def test_whoever_left_the_published_list_is_not_named_for_the_next(
    cast: Cast, men_alone: Election
) -> None:
    put_up_one_woman(cast, men_alone, "hainan")
    Nominee.objects.filter(name="王小红").update(preselected=120)
    Nominee.objects.filter(name="李小梅").update(preselected=80)
    leave(cast.chair, men_alone, "王小红", leaving(Reason.DIED, document="死亡证明1号"))
    fill_up(acting_user=act(cast.chair), election=men_alone)
    (told,) = found(men_alone)
    assert "李小梅（委员）（80）" in told
    assert "王小红" not in told


def test_before_anybody_is_nominated_nothing_is_said(men_alone: Election) -> None:
    under(men_alone, "hebei")
    assert found(men_alone) == []


def test_the_page_quotes_of_a_missing_woman_the_article_that_wants_her(
    cast: Cast, men_alone: Election, browse: Browse
) -> None:
    """Tianjin 21 wants the woman; 19 fills a place of whom too few are left, and none is."""
    put_up_one_woman(cast, men_alone, "tianjin")
    leave(cast.chair, men_alone, "王小红")
    address = f"/elections/{men_alone.pk}/candidates/fill-up/"
    page = browse(cast.chair).get(address).content.decode()
    assert "候选人中妇女 0 人" in page
    assert "主任、副主任和委员的候选人中应当有女性。" in page
    assert "不接受提名的缺额，按得票递补。" not in page


def test_of_too_few_and_no_woman_both_articles_are_quoted(
    cast: Cast, men_alone: Election, browse: Browse
) -> None:
    put_up_one_woman(cast, men_alone, "tianjin")
    leave(cast.chair, men_alone, "王小红")
    other = Nominee.objects.filter(contest__post="member", state="candidate").first()
    assert other
    leave(cast.chair, men_alone, other.name, leaving(Reason.DIED, document="死亡证明1号"))
    address = f"/elections/{men_alone.pk}/candidates/fill-up/"
    page = browse(cast.chair).get(address).content.decode()
    assert "主任、副主任和委员的候选人中应当有女性。" in page
    assert "不接受提名的缺额，按得票递补；其他原因的缺额没有写，约定照此递补。" in page
