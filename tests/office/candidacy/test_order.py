"""The posted list in the order of the law (名单的次序), and the ballot where the law orders it too:
in Tianjin by nominations, in Sichuan by a pre-selection, elsewhere by strokes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from django.test import Client
from django.urls import reverse
from tests.office.candidacy.conftest import LAST_DAY, add, declare_clean, named, take_back, under
from tests.office.conftest import Cast, act, on

from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.paper import (
    ballot_order_of,
    ballot_rule_of,
    first_paper_of,
)
from huanjie.office.candidacy.preselecting import enter_preselection
from huanjie.office.candidacy.routes import NominatedBy, routes_of
from huanjie.office.candidacy.services import nominate, publish_candidates
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.deeds.models import Entry
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]
CHAIRS = {"丁大山": 20, "钟一鸣": 41}
MEMBERS = {"李小梅": 15, "欧阳秀": 30, "曾阿宝": 15}
WOMEN = {"王小红": 9, "蓝小美": 12}
"""how many nominated each; the names stand by strokes"""


@pytest.fixture
def no_rule(village_election: Election) -> Election:
    """The village under the national law alone."""
    return under(village_election, None)


def put_up(cast: Cast, election: Election, post: str, people: Mapping[str, int]) -> None:
    """Nominate each by so many."""
    route = routes_of(law_of(election).pack)[0].word
    for name, count in people.items():
        nominate(
            acting_user=act(cast.clerk),
            election=election,
            post=post,
            people=named(election, name),
            by=NominatedBy(route=route, count=count),
        )


def put_up_all(cast: Cast, election: Election) -> None:
    put_up(cast, election, "chair", CHAIRS)
    put_up(cast, election, "member", MEMBERS)
    put_up(cast, election, "妇女委员", WOMEN)
    declare_clean(cast, election)


def published(cast: Cast, election: Election) -> Election:
    with on(LAST_DAY):
        publish_candidates(acting_user=act(cast.chair), election=election)
    election.refresh_from_db()
    return election


def names(election: Election) -> list[list[str]]:
    return [[each.name for each in line.people] for line in slate_of(election).lines]


def on_paper(election: Election) -> list[list[str]]:
    return [[each["name"] for each in post["candidates"]] for post in first_paper_of(election)]


def preselected(cast: Cast, election: Election, votes: Mapping[str, int]) -> int:
    rows = {each.name: each.pk for each in election.nominees.filter(contest__post="member")}
    known: dict[int, int | None] = {rows[name]: count for name, count in votes.items()}
    return enter_preselection(acting_user=act(cast.clerk), election=election, votes=known)


def notice_of(election: Election, client: Client) -> str:
    return client.get(f"/elections/{election.pk}/candidates/notice/").content.decode()


BY_STROKES = [["丁大山", "钟一鸣"], ["李小梅", "欧阳秀", "曾阿宝"], ["王小红", "蓝小美"]]
BY_NOMINATIONS = [["钟一鸣", "丁大山"], ["欧阳秀", "李小梅", "曾阿宝"], ["蓝小美", "王小红"]]


# By nominations


def test_in_tianjin_the_list_and_the_ballot_follow_the_nominations(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    election = under(village_election, "tianjin")
    put_up_all(cast, election)
    assert names(election) == BY_NOMINATIONS
    published(cast, election)
    assert names(election) == on_paper(election) == BY_NOMINATIONS
    assert ballot_order_of(election) == "listed"
    rule = ballot_rule_of(election)
    assert rule
    assert rule.article == "第二十七条"
    notice = notice_of(election, browse(cast.observer))
    assert "按提名人数从多到少为序，人数相同的按姓氏笔画" in notice
    assert "《天津市村民委员会选举办法》第二十二条第二款" in notice
    assert "按姓氏笔画为序" not in notice


def test_in_beijing_the_list_follows_the_nominations_and_the_ballot_the_strokes(
    cast: Cast, village_election: Election
) -> None:
    election = under(village_election, "beijing")
    put_up_all(cast, election)
    published(cast, election)
    assert names(election) == BY_NOMINATIONS
    assert on_paper(election) == BY_STROKES
    assert (ballot_order_of(election), ballot_rule_of(election)) == ("strokes", None)


def test_where_no_law_says_so_the_strokes_decide_whatever_the_nominations(
    cast: Cast, no_rule: Election, browse: Browse
) -> None:
    assert law_of(no_rule).pack.list_order is None
    put_up_all(cast, no_rule)
    published(cast, no_rule)
    assert names(no_rule) == on_paper(no_rule) == BY_STROKES
    assert ballot_order_of(no_rule) == "strokes"
    notice = notice_of(no_rule, browse(cast.observer))
    assert "公布如下，按姓氏笔画为序。" in notice


def test_the_page_shows_those_who_review_how_many_nominated_and_nobody_who(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    election = under(village_election, "tianjin")
    put_up_all(cast, election)
    text = browse(cast.clerk).get(f"/elections/{election.pk}/candidates/").content.decode()
    assert "41 人提名" in text
    seen = browse(cast.observer).get(f"/elections/{election.pk}/candidates/").content.decode()
    assert "人提名" not in seen
    assert text.index("钟一鸣") < text.index("丁大山")
    assert "第二十二条第二款" in text


def test_the_pages_of_a_province_by_strokes_show_no_number(
    cast: Cast, no_rule: Election, browse: Browse
) -> None:
    put_up_all(cast, no_rule)
    page = browse(cast.clerk).get(f"/elections/{no_rule.pk}/candidates/")
    assert "人提名" not in page.content.decode()


def test_whose_nominators_nobody_counted_holds_the_list_up(
    cast: Cast, village_election: Election
) -> None:
    election = under(village_election, "tianjin")
    put_up_all(cast, election)
    election.nominees.filter(name="欧阳秀").update(nominators=None)
    with on(LAST_DAY), pytest.raises(BadInput) as refused:
        publish_candidates(acting_user=act(cast.chair), election=election)
    assert "委员的名单按提名人数排列，欧阳秀没有登记提名人数" in refused.value.says
    assert "《天津市村民委员会选举办法》第二十二条第二款" in refused.value.says
    assert "取消这个人的提名，再按提名表重新登记" in refused.value.remedy
    take_back(cast, election, "欧阳秀")
    put_up(cast, election, "member", {"欧阳秀": 2})
    published(cast, election)
    assert names(election)[1] == ["李小梅", "曾阿宝", "欧阳秀"]


def test_elsewhere_nobody_asks_for_the_number(cast: Cast, no_rule: Election) -> None:
    put_up_all(cast, no_rule)
    no_rule.nominees.update(nominators=None)
    published(cast, no_rule)
    assert names(no_rule) == BY_STROKES


def test_a_list_that_was_posted_by_strokes_before_keeps_them_on_its_ballots(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    election = under(village_election, "tianjin")
    put_up_all(cast, election)
    published(cast, election)
    election.nominees.update(place=None)
    assert names(election) == on_paper(election) == BY_STROKES
    assert ballot_order_of(election) == "strokes"
    assert "公布如下，按姓氏笔画为序。" in notice_of(election, browse(cast.observer))


def test_a_posted_list_stands_as_it_was_posted(cast: Cast, village_election: Election) -> None:
    election = under(village_election, "tianjin")
    put_up_all(cast, election)
    published(cast, election)
    election.nominees.update(nominators=1)
    assert names(election) == BY_NOMINATIONS
    places = Nominee.objects.filter(contest__post="member").order_by("place")
    assert [(each.place, each.name) for each in places] == list(enumerate(BY_NOMINATIONS[1], 1))


# By a pre-selection


def test_in_sichuan_the_list_stands_by_strokes_before_a_preselection(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    election = under(village_election, "sichuan")
    put_up_all(cast, election)
    published(cast, election)
    assert names(election) == on_paper(election) == BY_STROKES
    notice = notice_of(election, browse(cast.observer))
    assert "按姓氏笔画为序（《四川省村民委员会选举条例》第二十四条第三款）" in notice


def test_in_sichuan_the_preselected_post_follows_its_votes(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    election = under(village_election, "sichuan")
    put_up_all(cast, election)
    assert preselected(cast, election, {"李小梅": 200, "欧阳秀": 0, "曾阿宝": 310}) == 3
    published(cast, election)
    assert names(election) == [BY_STROKES[0], ["曾阿宝", "李小梅", "欧阳秀"], BY_STROKES[2]]
    assert on_paper(election) == BY_STROKES
    notice = notice_of(election, browse(cast.observer))
    assert "委员按预选得票从多到少为序，得票相同的按姓氏笔画" in notice
    assert "主任按姓氏笔画为序" in notice


def test_whoever_stands_in_a_preselected_post_without_votes_holds_the_list_up(
    cast: Cast, village_election: Election
) -> None:
    election = under(village_election, "sichuan")
    put_up_all(cast, election)
    preselected(cast, election, {"李小梅": 200, "欧阳秀": 10, "曾阿宝": 310})
    add(election, 30, "钟小妹")
    put_up(cast, election, "member", {"钟小妹": 3})
    declare_clean(cast, election)
    with on(LAST_DAY), pytest.raises(BadInput) as refused:
        publish_candidates(acting_user=act(cast.chair), election=election)
    assert "钟小妹没有登记预选得票" in refused.value.says
    assert "登记这项职务的预选得票" in refused.value.remedy


def test_a_preselection_leaves_nobody_of_the_post_out(
    cast: Cast, village_election: Election
) -> None:
    election = under(village_election, "sichuan")
    put_up_all(cast, election)
    with pytest.raises(BadInput, match="欧阳秀的得票没有写") as refused:
        preselected(cast, election, {"李小梅": 200, "曾阿宝": 310})
    row = election.nominees.get(name="欧阳秀")
    assert refused.value.at == f"votes_{row.pk}"
    assert row.preselected is None


def test_a_preselection_is_entered_again_or_taken_out(
    cast: Cast, village_election: Election
) -> None:
    election = under(village_election, "sichuan")
    put_up_all(cast, election)
    preselected(cast, election, {"李小梅": 200, "欧阳秀": 5, "曾阿宝": 310})
    preselected(cast, election, {"李小梅": 400, "欧阳秀": 5, "曾阿宝": 310})
    assert names(election)[1] == ["李小梅", "曾阿宝", "欧阳秀"]
    assert preselected(cast, election, {}) == 0
    assert names(election)[1] == BY_STROKES[1]


@pytest.mark.parametrize("region", ["tianjin", "beijing"])
def test_where_the_nominations_decide_there_is_no_preselection_to_enter(
    cast: Cast, village_election: Election, region: str
) -> None:
    election = under(village_election, region)
    put_up_all(cast, election)
    with pytest.raises(BadInput, match="没有按预选得票排列名单"):
        preselected(cast, election, {"李小梅": 200, "欧阳秀": 5, "曾阿宝": 310})


def test_votes_of_somebody_who_is_not_on_the_slate_are_refused(
    cast: Cast, village_election: Election
) -> None:
    election = under(village_election, "sichuan")
    put_up_all(cast, election)
    with pytest.raises(BadInput, match="没有编号"):
        enter_preselection(acting_user=act(cast.clerk), election=election, votes={987654: 3})


def test_the_log_keeps_the_votes_by_the_ids_on_the_paper(
    cast: Cast, village_election: Election
) -> None:
    election = under(village_election, "sichuan")
    put_up_all(cast, election)
    preselected(cast, election, {"李小梅": 200, "欧阳秀": 5, "曾阿宝": 310})
    said = Entry.objects.filter(log_id=election.log_name).latest("sequence").payload
    assert said
    says = jsontext.loads(said)
    ids = dict(election.nominees.filter(contest__post="member").values_list("name", "person"))
    assert says["preselection"] == {
        "member": {ids["李小梅"]: 200, ids["欧阳秀"]: 5, ids["曾阿宝"]: 310}
    }


def test_the_page_takes_the_votes_and_names_who_was_left_out(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    election = under(village_election, "sichuan")
    put_up_all(cast, election)
    client = browse(cast.clerk)
    address = reverse("candidates-preselection", args=(election.pk,))
    assert address in client.get(f"/elections/{election.pk}/candidates/").content.decode()
    fields = {
        name: f"votes_{election.nominees.get(name=name).pk}"
        for name in ("李小梅", "欧阳秀", "曾阿宝")
    }
    sent = {fields["李小梅"]: "12", fields["欧阳秀"]: "30"}
    refused = client.post(address, sent | {"key": "k1"})
    assert refused.status_code == 422
    assert "曾阿宝的得票没有写" in refused.content.decode()
    assert client.post(address, sent | {fields["曾阿宝"]: "7", "key": "k2"}).status_code == 302
    assert names(election)[1] == ["欧阳秀", "李小梅", "曾阿宝"]
    assert 'value="30"' in client.get(address).content.decode()


def test_a_province_by_nominations_has_no_such_page_to_fill_in(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    election = under(village_election, "tianjin")
    put_up_all(cast, election)
    client = browse(cast.clerk)
    address = reverse("candidates-preselection", args=(election.pk,))
    assert address not in client.get(f"/elections/{election.pk}/candidates/").content.decode()
    assert "没有按预选得票排列名单" in client.get(address).content.decode()
