"""Proxies (委托投票): registered by the paper in hand, judged by the pack, at both sides of every
limit; ended by whoever gave them and by the law.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.candidacy import conftest as candidacy
from tests.office.candidacy.conftest import put_up_enough
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on, plan
from tests.office.electors.conftest import Published
from tests.office.polling import conftest as polling
from tests.office.polling.conftest import Evening
from tests.office.roll.conftest import invented, load, party_csv, publish
from tests.paper.alike import assert_alike

from huanjie.domain.cycle import Stage
from huanjie.domain.nominee import NomineeState
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.services import publish_candidates
from huanjie.office.deeds.models import Entry
from huanjie.office.electors.models import Ended, Proxy
from huanjie.office.electors.proxies import post_list, register_proxy, take_back
from huanjie.office.electors.proxyfacts import Asked, questions
from huanjie.office.electors.proxylist import proxies_of
from huanjie.office.overview.kept import kept_of
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Unit
from huanjie.paper.numerals import chinese_date

Browse = Callable[[User], Client]
AWAY = {"principal_absent": True, "written": True, "proxy_is_near_relative": False}
LAST_DAY = POLLING_DAY - datetime.timedelta(days=3)
"""in Zhejiang, where these villages are"""


def asked(principal: int, holder: int, **stated: Any) -> Asked:
    facts = AWAY | stated
    return Asked(principal=principal, holder=holder, asked_on=OPENED_ON, stated=facts)


def register(cast: Cast, election: Election, principal: int, holder: int, **stated: Any) -> int:
    """One proxy, by the clerk."""
    of = asked(principal, holder, **stated)
    return register_proxy(acting_user=act(cast.clerk), election=election, asked=of)


def test_a_written_proxy_of_somebody_who_is_away_is_registered_in_order(
    cast: Cast, published: Published
) -> None:
    assert register(cast, published.election, 1, 2) == 1
    assert register(cast, published.election, 3, 2, proxy_is_near_relative=True) == 2
    proxies = proxies_of(published.election)
    assert [(p.principal.number, p.holder.number) for p in proxies.standing] == [(1, 2), (3, 2)]
    assert [p.near_relative for p in proxies.standing] == [False, True]


@pytest.mark.parametrize(
    ("stated", "article"),
    [
        ({"principal_absent": False}, "外出"),
        ({"written": False}, "书面"),
        ({"principal_absent": None}, "没有写明"),
        ({"written": None}, "没有写明"),
    ],
)
def test_what_the_law_does_not_let_pass_is_refused_with_its_article(
    cast: Cast, published: Published, stated: dict[str, Any], article: str
) -> None:
    with pytest.raises(BadInput, match=article) as refused:
        register(cast, published.election, 1, 2, **stated)
    assert "《中华人民共和国村民委员会组织法》第十八条第四款" in refused.value.says
    assert not Proxy.objects.exists()


def test_a_refusal_says_everything_that_is_not_met(cast: Cast, published: Published) -> None:
    with pytest.raises(BadInput) as refused:
        register(cast, published.election, 1, 2, principal_absent=False, written=False)
    assert refused.value.says.count("不具备") == 2


def test_nobody_holds_more_than_three(cast: Cast, published: Published) -> None:
    for principal in (1, 2, 3):
        register(cast, published.election, principal, 9)
    with pytest.raises(BadInput, match="每人接受委托不超过三人"):
        register(cast, published.election, 4, 9)
    take_back(acting_user=act(cast.clerk), election=published.election, number=2)
    assert register(cast, published.election, 4, 9) == 4


def test_one_voter_gives_one_proxy_and_another_only_once_it_is_taken_back(
    cast: Cast, published: Published
) -> None:
    register(cast, published.election, 1, 2)
    with pytest.raises(BadInput, match="已经委托了别人，是第 1 份") as refused:
        register(cast, published.election, 1, 3)
    assert refused.value.at == "principal"
    take_back(acting_user=act(cast.clerk), election=published.election, number=1)
    assert register(cast, published.election, 1, 3) == 2


@pytest.mark.parametrize(
    ("pair", "field", "says"),
    [
        ((1, 1), "holder", "同一个人"),
        ((99, 2), "principal", "没有编号 99"),
        ((1, 99), "holder", "没有编号 99"),
        ((6, 1), "principal", "接受了别人的委托"),
        ((1, 5), "holder", "自己委托了别人"),
    ],
)
def test_two_people_of_the_roll_neither_away_and_present_at_once(
    cast: Cast, published: Published, pair: tuple[int, int], field: str, says: str
) -> None:
    register(cast, published.election, 5, 6)
    with pytest.raises(BadInput, match=says) as refused:
        register(cast, published.election, *pair)
    assert refused.value.at == field


def test_after_the_last_day_of_the_law_none_is_registered(cast: Cast, published: Published) -> None:
    with on(LAST_DAY):
        register(cast, published.election, 1, 2)
    after = LAST_DAY + datetime.timedelta(days=1)
    with on(after), pytest.raises(BadInput, match=r"委托投票手续截止.*第二十五条第二款"):
        register(cast, published.election, 3, 4)


def test_a_day_that_has_not_come_is_refused(cast: Cast, published: Published) -> None:
    tomorrow = OPENED_ON + datetime.timedelta(days=1)
    late = replace(asked(1, 2), asked_on=tomorrow)
    with pytest.raises(BadInput, match="今天以后") as refused:
        register_proxy(acting_user=act(cast.clerk), election=published.election, asked=late)
    assert refused.value.at == "asked_on"
    last_year = replace(late, asked_on=published.election.start_day - datetime.timedelta(days=1))
    with pytest.raises(BadInput, match="开始办理以前") as refused:
        register_proxy(acting_user=act(cast.clerk), election=published.election, asked=last_year)
    assert refused.value.at == "asked_on"
    with on(tomorrow):
        register_proxy(acting_user=act(cast.clerk), election=published.election, asked=late)


@pytest.mark.parametrize("stage", list(Stage))
def test_proxies_are_kept_from_the_roll_to_the_first_paper_and_at_no_other_stage(
    cast: Cast, published: Published, stage: Stage
) -> None:
    Election.objects.update(stage=stage)
    if stage in (Stage.ROLL_PUBLISHED, Stage.READY):
        assert register(cast, published.election, 1, 2)
        return
    with pytest.raises(BadInput, match="不能登记委托投票"):
        register(cast, published.election, 1, 2)


def test_only_those_who_keep_the_roll_register_one(cast: Cast, published: Published) -> None:
    for user in (cast.county, cast.town, cast.teller, cast.observer, cast.stranger):
        with pytest.raises(PermissionDenied):
            register_proxy(acting_user=act(user), election=published.election, asked=asked(1, 2))
    register_proxy(acting_user=act(cast.chair), election=published.election, asked=asked(1, 2))


def test_a_proxy_is_taken_back_once(cast: Cast, published: Published) -> None:
    register(cast, published.election, 1, 2)
    for number in (1, 2):
        if number == 2:
            with pytest.raises(BadInput, match="已经终止"):
                take_back(acting_user=act(cast.clerk), election=published.election, number=1)
        else:
            take_back(acting_user=act(cast.clerk), election=published.election, number=1)
    ended = proxies_of(published.election).ended
    assert [(each.ended_on, each.ended_because) for each in ended] == [
        (OPENED_ON, Ended.TAKEN_BACK)
    ]


def test_a_candidate_takes_no_proxy(cast: Cast, published: Published) -> None:
    election = published.election
    nominee = Nominee.objects.create(
        election=election,
        region=election.region,
        contest=election.contests.earliest("pk"),
        entry=published.entry(2),
        person="p1",
        name="甲",
        sex="m",
    )
    assert register(cast, election, 1, 2)  # a nominee is no candidate yet
    nominee.state = NomineeState.CANDIDATE
    nominee.save()
    with pytest.raises(BadInput, match="受委托人不是候选人"):
        register(cast, election, 3, 2)


def test_whoever_becomes_a_candidate_is_nobodys_proxy_from_that_day(
    cast: Cast, election: Election
) -> None:
    for number, (name, sex) in enumerate(candidacy.VILLAGERS, 1):
        candidacy.add(election, number, name, sex)
    candidacy.publish_roll(election)
    put_up_enough(cast, election)
    stands = set(election.nominees.values_list("entry__number", flat=True))
    numbers = sorted(set(election.roll.values_list("number", flat=True)) - stands)
    register(cast, election, numbers[0], min(stands))
    register(cast, election, max(stands), numbers[1])
    publish_candidates(acting_user=act(cast.chair), election=election)
    kept = {each.holder.number: each.ended_because for each in Proxy.objects.all()}
    assert kept == {min(stands): Ended.CANDIDATE, numbers[1]: ""}
    last = Entry.objects.filter(log_id=election.log_name).latest("sequence")
    assert '"proxies_ended":1' in (last.payload or "").replace(" ", "")


def test_whoever_leaves_the_roll_votes_for_nobody(cast: Cast, published: Published) -> None:
    register(cast, published.election, 1, 2)
    published.entry(2).delete()
    assert not proxies_of(published.election).standing


def test_whoever_gave_theirs_to_somebody_who_left_may_give_another(
    cast: Cast, published: Published
) -> None:
    """As it is where the roll keeps whom it struck off: the entry is there, and not on the roll."""
    register(cast, published.election, 1, 2)
    other = Election.objects.create(
        **{
            **Election.objects.filter(pk=published.election.pk).values().get(),
            "id": "elsewhere",
        }
    )
    RollEntry.objects.filter(number=2).update(election=other)
    assert not proxies_of(published.election).standing
    assert [each.ended_because for each in proxies_of(published.election).ended] == [""]
    register(cast, published.election, 1, 3)
    assert [each.ended_because for each in proxies_of(published.election).ended] == [Ended.OFF_ROLL]
    assert [each.holder.number for each in proxies_of(published.election).standing] == [3]


def test_the_list_is_posted_with_whoever_is_new(cast: Cast, published: Published) -> None:
    election = published.election
    with pytest.raises(BadInput, match="没有还没公布的委托"):
        post_list(acting_user=act(cast.chair), election=election)
    register(cast, election, 1, 2)
    assert post_list(acting_user=act(cast.chair), election=election) == 1
    register(cast, election, 3, 2)
    assert proxies_of(election).unposted == 1
    with on(OPENED_ON + datetime.timedelta(days=1)):
        assert post_list(acting_user=act(cast.chair), election=election) == 1
    days = [each.posted_on for each in proxies_of(election).standing]
    assert days == [OPENED_ON, OPENED_ON + datetime.timedelta(days=1)]
    assert kept_of(election).proxies_posted_on == days[-1]


def test_in_zhejiang_three_days_before_and_posted_is_what_the_pack_asks(
    cast: Cast, published: Published
) -> None:
    pack = law_of(published.election).pack
    assert pack.region == "zhejiang"
    asks = {each.key for each in questions(pack)}
    assert {"principal_absent", "written", "proxy_is_competitor"} <= asks
    assert not asks & {"held_before", "proxy_is_candidate", "proxy_posted", "asked_days_before"}
    assert proxies_of(published.election).counts_when_posted


def test_the_party_takes_none_and_says_by_which_article(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    load(cast, party_election, party_csv(invented(2), "正式党员", "正式党员"))
    publish(cast, party_election)
    party_election.refresh_from_db()
    with pytest.raises(BadInput, match="不得委托他人投票"):
        register(cast, party_election, 1, 2)
    page = browse(cast.clerk).get(f"/elections/{party_election.pk}/proxies/").content.decode()
    assert "这次选举不得委托投票" in page
    assert "登记一份委托" not in page


def test_residents_representatives_take_none_and_their_voters_do(
    cast: Cast, community: Unit, browse: Browse
) -> None:
    for method, is_allowed in (("representatives", False), ("voters", True)):
        own = open_election(
            acting_user=act(cast.town),
            unit=community,
            plan=plan(body="residents-committee", method=method, seats={"chair": 1, "member": 2}),
        )
        election = Election.objects.get(pk=own)
        assert (proxies_of(election).barred is None) == is_allowed
        Election.objects.filter(pk=own).delete()


def form(principal: int, holder: int, **more: str) -> dict[str, str]:
    return {
        "key": "k",
        "principal": str(principal),
        "holder": str(holder),
        "asked_on": OPENED_ON.isoformat(),
        "principal_absent": "yes",
        "written": "yes",
        "proxy_is_near_relative": "no",
        "proxy_is_competitor": "no",
        **more,
    }


def test_a_clerk_sees_both_names_and_the_articles_before_it_is_done(
    cast: Cast, published: Published, browse: Browse
) -> None:
    client, root = browse(cast.clerk), f"/elections/{published.election.pk}/proxies/"
    check = client.post(f"{root}add/", form(1, 2))
    text = check.content.decode()
    assert check.status_code == 200
    assert published.people[0].name in text
    assert published.people[1].name in text
    assert "第十八条第四款" in text
    assert not Proxy.objects.exists()
    assert client.post(f"{root}add/", form(1, 2, confirm="1")).status_code == 302
    assert published.people[1].name in client.get(root).content.decode()


def test_a_refusal_comes_back_with_what_was_typed(
    cast: Cast, published: Published, browse: Browse
) -> None:
    client, root = browse(cast.clerk), f"/elections/{published.election.pk}/proxies/"
    page = client.post(f"{root}add/", form(1, 2, written="no"))
    assert page.status_code == 422
    assert "书面委托" in page.content.decode()
    assert 'value="2"' in page.content.decode()


def test_the_list_that_is_posted_says_who_votes_for_whom_and_no_number(
    cast: Cast, published: Published, browse: Browse
) -> None:
    client, root = browse(cast.clerk), f"/elections/{published.election.pk}/proxies/"
    assert client.get(f"{root}list.docx").status_code == 422
    register(cast, published.election, 1, 2)
    file = client.get(f"{root}list.docx")
    document = docx.Document(io.BytesIO(file.content))
    text = "\n".join(p.text for p in document.paragraphs)
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    one, other = published.people[:2]
    assert "共 1 份" in text
    assert cells[1] == ["1", one.name, one.group, other.name, other.group]
    assert one.identity_number not in f"{text}{cells}"
    assert_alike(file, client.get(f"{root}list.pdf"))
    assert "　　年　　月　　日" in text
    post_list(acting_user=act(cast.clerk), election=published.election)
    posted = docx.Document(io.BytesIO(client.get(f"{root}list.docx").content))
    assert posted.paragraphs[-1].text == chinese_date(clock.today())


@pytest.mark.parametrize("proxies", [0, 1])
def test_whoever_collects_the_papers_is_told_how_many_proxies_there_are(
    cast: Cast, election: Election, browse: Browse, proxies: int
) -> None:
    polling.publish(election, polling.VILLAGERS)
    principal, holder = election.roll.all()[:2]
    for number in range(proxies):
        Proxy.objects.create(
            election=election,
            region=election.region,
            number=number + 1,
            principal=principal,
            holder=holder,
            asked_on=OPENED_ON,
        )
    with on(POLLING_DAY):
        Evening(election, cast).issue(750)
        page = browse(cast.clerk).get(f"/elections/{election.pk}/rounds/1/collect/")
    assert ("登记的委托有 1 份" in page.content.decode()) == bool(proxies)
