"""The filing of the election committee (选举委员会成员报乡镇备案): its members are typed, sent to
the town and put on file; where no text asks for that, nothing is filed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from tests.office.conftest import OPENED_ON, Cast, act, on
from tests.office.filings.test_pages import at, typed, words
from tests.office.readaloud import english, faults
from tests.office.roll.conftest import under

from huanjie.domain.cycle import Stage
from huanjie.domain.filing import Deed, Kind, Member, State
from huanjie.door.fault import BadInput
from huanjie.office.filings.content import letter_of
from huanjie.office.filings.matters import matter_of
from huanjie.office.filings.models import Filing, Turn
from huanjie.office.filings.services import Said, answer, send
from huanjie.office.overview.kept import kept_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.offsite import steps_off_site

Browse = Callable[[User], Client]
EVENT = "committee-published"
TYPED = "主任 钟一鸣\n副主任　丁大山\n\n委员 王 伟"
MEMBERS = (
    Member(post="主任", name="钟一鸣"),
    Member(post="副主任", name="丁大山"),
    Member(post="委员", name="王伟"),
)
SAID = Said(deed=Deed.SEND, on=OPENED_ON, organ="罗阳镇人民政府", number="1号", members=MEMBERS)


def sent(cast: Cast, election: Election, said: Said = SAID) -> str:
    return send(acting_user=act(cast.clerk), election=election, event=EVENT, said=said)


def received(cast: Cast, election: Election, deed: Deed = Deed.RECEIVE) -> str:
    missing = "没有写职务" if deed is Deed.RETURN else ""
    told = Said(deed=deed, on=OPENED_ON, organ="罗阳镇人民政府", missing=missing)
    return answer(acting_user=act(cast.town), election=election, event=EVENT, said=told)


def test_the_town_puts_the_members_on_file_and_the_step_knows_its_day(
    cast: Cast, election: Election
) -> None:
    assert EVENT not in {each.step.event for each in steps_off_site(election)}
    assert sent(cast, election) == "sent"
    assert kept_of(election).sent_on == {EVENT: OPENED_ON}
    assert received(cast, election) == "received"
    assert matter_of(election, EVENT).is_settled
    assert matter_of(election, EVENT).matter.kind is Kind.FILING


def test_what_the_town_returns_is_sent_again_with_other_members(
    cast: Cast, election: Election
) -> None:
    sent(cast, election)
    assert received(cast, election, Deed.RETURN) == "returned"
    sent(cast, election, replace(SAID, members=MEMBERS[:2]))
    letter = letter_of(election, matter_of(election, EVENT))
    assert [(each.post, each.name) for each in letter.people] == [
        ("主任", "钟一鸣"),
        ("副主任", "丁大山"),
    ]
    assert [len(each.members) for each in Turn.objects.order_by("pk")] == [3, 0, 2]


OTHERS = (*MEMBERS[:2], Member(post="委员", name="蓝小田"))


@pytest.mark.parametrize(
    "members",
    [
        OTHERS,
        MEMBERS[:2],
        (*MEMBERS, Member(post="委员", name="蓝小田")),
        (Member(post="副主任", name="钟一鸣"), Member(post="主任", name="丁大山"), MEMBERS[2]),
    ],
    ids=["another", "fewer", "more", "other-posts"],
)
def test_members_on_file_are_sent_anew_where_they_are_others(
    cast: Cast, election: Election, members: tuple[Member, ...]
) -> None:
    sent(cast, election)
    received(cast, election)
    assert matter_of(election, EVENT).can_send
    assert sent(cast, election, replace(SAID, members=members)) == "sent"
    assert not matter_of(election, EVENT).is_settled
    assert received(cast, election) == "received"
    letter = letter_of(election, matter_of(election, EVENT))
    assert [(each.post, each.name) for each in letter.people] == [
        (each.post, each.name) for each in members
    ]


@pytest.mark.parametrize(
    "members",
    [MEMBERS, MEMBERS[::-1], (*MEMBERS[:2], Member(post="委员 ", name="王 伟"))],
    ids=["same", "another-order", "as-a-program-writes-them"],
)
def test_members_on_file_are_not_sent_again_where_they_are_the_same(
    cast: Cast, election: Election, members: tuple[Member, ...]
) -> None:
    sent(cast, election)
    received(cast, election)
    with pytest.raises(BadInput, match="已经备案，内容没有变") as refused:
        sent(cast, election, replace(SAID, members=members))
    assert (refused.value.at, refused.value.remedy) == ("members", "成员有变动的，写现在的全部成员")
    assert Turn.objects.count() == 2
    with pytest.raises(BadInput, match="没有写选举委员会成员"):
        sent(cast, election, replace(SAID, members=()))


def test_a_result_on_file_is_not_sent_again(cast: Cast, election: Election) -> None:
    Election.objects.update(stage=Stage.DECLARED)
    election.refresh_from_db()
    result = "result-filed"
    Filing.objects.create(
        election=election, region=election.region, event=result, state=State.RECEIVED
    )
    assert not matter_of(election, result).can_send
    said = replace(SAID, members=())
    with pytest.raises(BadInput, match="已经备案，内容没有变"):
        send(acting_user=act(cast.clerk), election=election, event=result, said=said)
    assert not Turn.objects.exists()


def test_it_is_the_members_on_file_that_the_new_ones_differ_from(
    cast: Cast, election: Election
) -> None:
    """The second list is on file now: the first one is a change again."""
    sent(cast, election)
    received(cast, election)
    sent(cast, election, replace(SAID, members=OTHERS))
    received(cast, election)
    with pytest.raises(BadInput, match="内容没有变"):
        sent(cast, election, replace(SAID, members=OTHERS))
    assert sent(cast, election) == "sent"


def withdrawn(cast: Cast, election: Election) -> str:
    return sent(cast, election, Said(deed=Deed.WITHDRAW, on=OPENED_ON))


def test_what_was_never_on_file_is_withdrawn(cast: Cast, election: Election) -> None:
    sent(cast, election)
    received(cast, election, Deed.RETURN)
    sent(cast, election)
    assert withdrawn(cast, election) == "withdrawn"
    assert not matter_of(election, EVENT).is_settled


def test_members_sent_anew_by_mistake_are_withdrawn_and_those_on_file_stay(
    cast: Cast, election: Election
) -> None:
    sent(cast, election)
    received(cast, election)
    for returned in (False, True):
        sent(cast, election, replace(SAID, organ="罗阳镇委员会", members=OTHERS))
        if returned:
            received(cast, election, Deed.RETURN)
            sent(cast, election, replace(SAID, members=OTHERS))
        assert withdrawn(cast, election) == "received"
        open_ = matter_of(election, EVENT)
        assert open_.is_settled
        letter = letter_of(election, open_)
        assert [each.name for each in letter.people] == [each.name for each in MEMBERS]
        assert letter.to == SAID.organ
        with pytest.raises(BadInput, match="内容没有变"):
            sent(cast, election)


def test_the_step_keeps_the_day_of_what_is_on_file(cast: Cast, election: Election) -> None:
    later = OPENED_ON + datetime.timedelta(days=1)
    sent(cast, election)
    received(cast, election)
    with on(later):
        sent(cast, election, replace(SAID, on=later, members=OTHERS))
        assert kept_of(election).sent_on == {EVENT: later}
        sent(cast, election, Said(deed=Deed.WITHDRAW, on=later))
        assert kept_of(election).sent_on == {EVENT: OPENED_ON}


def test_the_page_says_what_a_withdrawal_leaves(
    cast: Cast, election: Election, browse: Browse
) -> None:
    client, address = browse(cast.clerk), at(election, f"{EVENT}/withdraw/")
    sent(cast, election)
    first = client.get(address).content.decode()
    assert "改好可以重新报送" in first
    assert "仍然是" not in first
    received(cast, election)
    sent(cast, election, replace(SAID, members=OTHERS))
    second = client.get(address).content.decode()
    assert "以前报送的那一份仍然是“已备案”" in second
    assert not list(faults(address, english(client).get(address).content.decode()))
    done = client.post(address, {"key": "k", "confirm": "1"}, follow=True).content.decode()
    assert "is still “On file”" in done


def test_members_that_changed_after_the_last_day_are_not_sent_too_late(
    cast: Cast, election: Election
) -> None:
    last = matter_of(election, EVENT).by
    assert last
    sent(cast, election)
    with on(last + datetime.timedelta(days=1)):
        assert matter_of(election, EVENT).is_late
        received(cast, election)
        sent(cast, election, replace(SAID, members=OTHERS))
        assert not matter_of(election, EVENT).is_late


def test_the_page_sends_changed_members_anew_and_refuses_the_same(
    cast: Cast, election: Election, browse: Browse
) -> None:
    client, address = browse(cast.clerk), at(election, f"{EVENT}/send/")
    sent(cast, election)
    assert "成员有变动" not in client.get(at(election, "")).text
    received(cast, election)
    assert "成员有变动，重新报送" in client.get(at(election, "")).text
    assert "改成现在的全部成员" in client.get(address).text
    same = client.post(address, typed(members=TYPED))
    assert same.status_code == 422
    assert "内容没有变" in same.text
    changed = client.post(address, typed(members="主任 钟一鸣\n副主任 丁大山\n委员 蓝小田"))
    assert changed.status_code == 302
    assert matter_of(election, EVENT).state is State.SENT


def test_the_town_is_told_that_the_members_are_filed_again_when_they_change(
    cast: Cast, election: Election, browse: Browse
) -> None:
    sent(cast, election)
    answer = typed(deed="receive", organ="罗阳镇人民政府")
    asked = browse(cast.town).post(at(election, f"{EVENT}/answer/"), answer)
    assert "成员以后有变动的，报送的单位重新报送" in asked.text


def test_a_clerk_types_the_members_and_the_word_file_names_them(
    cast: Cast, election: Election, browse: Browse
) -> None:
    client, address = browse(cast.clerk), at(election, f"{EVENT}/send/")
    assert "选举委员会成员" in client.get(address).text
    assert client.get(at(election, f"{EVENT}/letter.docx")).status_code == 422
    assert client.post(address, typed(members=TYPED)).status_code == 302
    assert matter_of(election, EVENT).state is State.SENT
    text = words(client.get(at(election, f"{EVENT}/letter.docx")).content)
    for said in (
        "村民选举委员会\n成员的备案报告",
        "村民选举委员会已经推选产生，现将成员名单报告如下。",
        "主任\n钟一鸣\n副主任\n丁大山\n委员\n王伟",
        "《浙江省村民委员会选举办法》第八条第三款",
        "特此报告，请予备案。",
    ):
        assert said in text
    assert "性别" not in text
    assert "选举日" not in text
    town = browse(cast.town).get(at(election, f"{EVENT}/answer/")).text
    assert "钟一鸣" in town
    back = browse(cast.clerk).get(at(election, f"{EVENT}/send/")).text
    assert "副主任 丁大山" in back


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ("", "这个字段是必填项"),
        ("钟一鸣", "第 1 名成员没有写清职务和姓名"),
        ("主任 钟一鸣\n委员 123", "第 2 名成员"),
        (f"{'主' * 21} 钟一鸣", "超过 20 个字"),
        ("\n".join(["委员 钟一鸣"] * 61), "最多写 60 名成员"),
    ],
)
def test_members_that_cannot_be_right_are_refused_at_their_field(
    cast: Cast, election: Election, browse: Browse, members: str, says: str
) -> None:
    client, address = browse(cast.clerk), at(election, f"{EVENT}/send/")
    form = typed(members=members)
    page = client.post(address, form)
    assert page.status_code == 422
    if members:
        assert says in page.text
    assert list(faults(address, english(client).post(address, form).content.decode())) == []
    assert not Turn.objects.exists()


def test_a_filing_without_members_and_another_with_them_are_refused(
    cast: Cast, election: Election, party_election: Election
) -> None:
    with pytest.raises(BadInput) as refused:
        sent(cast, election, replace(SAID, members=()))
    assert refused.value.at == "members"
    with pytest.raises(BadInput, match="这份文书不写选举委员会成员"):
        send(
            acting_user=act(cast.clerk),
            election=party_election,
            event="election-requested",
            said=SAID,
        )


@pytest.mark.parametrize("stage", Stage)
def test_it_is_sent_from_the_first_stage_on_and_not_of_a_cancelled_election(
    cast: Cast, election: Election, stage: Stage
) -> None:
    Election.objects.update(stage=stage)
    election.refresh_from_db()
    assert matter_of(election, EVENT).can_send is (stage is not Stage.CANCELLED)


@pytest.mark.parametrize("region", ["beijing", "hainan", "sichuan", "tianjin", "zhejiang"])
def test_the_letter_rests_on_the_provinces_own_article(election: Election, region: str) -> None:
    own = under(election, region)
    grounds = letter_of(own, matter_of(own, EVENT)).grounds
    assert [each.rank for each in grounds] == ["local-statute"]


@pytest.mark.parametrize("region", [None, "hebei", "shanghai"])
def test_elsewhere_it_rests_on_the_nations_rules(election: Election, region: str | None) -> None:
    own = under(election, region)
    assert letter_of(own, matter_of(own, EVENT)).grounds[0].law == "村民委员会选举规程"
