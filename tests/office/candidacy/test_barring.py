"""Findings that bar, and appeals (认定不符合条件和申诉): by the law's conditions alone, told with
their articles, and decided on by somebody else.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.candidacy.conftest import CLEAN, LAST_DAY, put_up
from tests.office.conftest import OPENED_ON, Cast, act, on

from huanjie.domain.appeal import AppealState
from huanjie.domain.nominee import NomineeState
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.appeals import open_appeals
from huanjie.office.candidacy.barring import (
    Decision,
    bar_nominee,
    barrings_of,
    decide_appeal,
    file_appeal,
)
from huanjie.office.candidacy.bars import grounds_of_barring
from huanjie.office.candidacy.declaring import declare_facts
from huanjie.office.candidacy.models import Barring, Nominee, StatedFact
from huanjie.office.candidacy.services import decline, publish_candidates
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.candidacy.slatechecks import obstacles
from huanjie.office.overview.sight import sight_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

DAY = datetime.timedelta(days=1)
LAST = OPENED_ON + 2 * DAY
DISMISSED = Decision(is_upheld=False, document="决定书1号", facts={}, evidence="")
UPHELD = Decision(
    is_upheld=True,
    document="决定书1号",
    facts={"criminal_punishment": False},
    evidence="法院证明，2026年第3号",
)


@pytest.fixture
def punished(cast: Cast, village_election: Election) -> Election:
    """钟一鸣 (p1) declared a punishment and stands for chair and member; 丁大山 (p2) nothing."""
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    put_up(cast, village_election, "member", "钟一鸣")
    for person, is_punished in (("p1", True), ("p2", False)):
        declare_facts(
            acting_user=act(cast.clerk),
            election=village_election,
            people=(person,),
            facts=CLEAN | {"criminal_punishment": is_punished},
            reference="本人声明",
        )
    return village_election


def bar(user: User, election: Election, person: str = "p1", until: datetime.date = LAST) -> str:
    return bar_nominee(acting_user=act(user), election=election, person=person, appeal_until=until)


def appeal(user: User, election: Election, filed_on: datetime.date = OPENED_ON) -> str:
    return file_appeal(acting_user=act(user), election=election, person="p1", filed_on=filed_on)


def decide(user: User, election: Election, decision: Decision) -> str:
    return decide_appeal(acting_user=act(user), election=election, person="p1", decision=decision)


def states(election: Election, person: str = "p1") -> set[str]:
    rows = Nominee.objects.filter(election=election, person=person)
    return {each.state for each in rows}


def told(election: Election, today: datetime.date = OPENED_ON, *, named: bool = True) -> list[str]:
    """What stands in the way, but for how many stand and who stands for two posts."""
    found = obstacles(slate_of(election), today=today, named=named)
    others = ("候选人应有", "同时列为")
    return [each.says for each in found if not any(word in each.says for word in others)]


def test_whoever_is_barred_and_still_on_the_list_stands_in_the_way(punished: Election) -> None:
    assert told(punished) == ["钟一鸣不符合“没有因犯罪受过刑事处罚”"]


def test_who_may_not_see_findings_reads_no_name_and_no_condition(punished: Election) -> None:
    assert told(punished, named=False) == ["有人选的资格还没有审查清楚"]


def test_the_barred_leave_the_list_for_every_post(cast: Cast, punished: Election) -> None:
    bar(cast.clerk, punished)
    assert states(punished) == {NomineeState.BARRED}
    assert [each.person for each in slate_of(punished).people] == ["p2"]


def test_the_finding_keeps_its_law_article_and_reason(cast: Cast, punished: Election) -> None:
    bar(cast.clerk, punished)
    barring = Barring.objects.get()
    (ground,) = grounds_of_barring(barring)
    assert (ground.condition, ground.article) == ("没有因犯罪受过刑事处罚", "第十八条第一款")
    assert ground.law == "中华人民共和国村民委员会组织法"
    assert "因犯罪受过刑事处罚：是" in ground.reason
    assert (barring.found_by, barring.found_on) == (cast.clerk, OPENED_ON)


def test_nobody_is_barred_whom_no_condition_bars(cast: Cast, punished: Election) -> None:
    with pytest.raises(BadInput, match="丁大山的审查结论是“符合条件”，不能认定不符合条件"):
        bar(cast.clerk, punished, "p2")
    put_up(cast, punished, "member", "曾阿宝")
    with pytest.raises(BadInput, match="曾阿宝的审查结论是“不能判断”"):
        bar(cast.clerk, punished, "p3")
    assert not Barring.objects.exists()


def test_somebody_barred_is_not_barred_again(cast: Cast, punished: Election) -> None:
    bar(cast.clerk, punished)
    with pytest.raises(BadInput, match="不在人选名单上"):
        bar(cast.clerk, punished)


@pytest.mark.parametrize("days", [0, 1])
def test_the_last_day_of_appeal_is_today_or_later(
    cast: Cast, punished: Election, days: int
) -> None:
    bar(cast.clerk, punished, until=OPENED_ON + days * DAY)
    assert Barring.objects.count() == 1


def test_a_last_day_that_is_over_is_refused(cast: Cast, punished: Election) -> None:
    with pytest.raises(BadInput, match="从今天起，不晚于") as refused:
        bar(cast.clerk, punished, until=OPENED_ON - DAY)
    assert refused.value.at == "appeal_until"
    assert states(punished) == {NomineeState.NOMINEE}


def test_a_last_day_leaves_one_for_what_follows(cast: Cast, punished: Election) -> None:
    with pytest.raises(BadInput, match="不晚于公布候选人的最后一天（2026年6月23日") as refused:
        bar(cast.clerk, punished, until=LAST_DAY)
    assert refused.value.at == "appeal_until"
    bar(cast.clerk, punished, until=LAST_DAY - DAY)


def test_whoever_is_barred_is_nominated_for_nothing_else(cast: Cast, punished: Election) -> None:
    bar(cast.clerk, punished)
    row = Nominee.objects.get(person="p1", contest__post="member")
    decline(acting_user=act(cast.clerk), election=punished, nominee=row.pk, document="退出声明")
    with pytest.raises(BadInput, match="钟一鸣已经认定不符合条件，不能再提名"):
        put_up(cast, punished, "member", "钟一鸣")


def test_whoever_left_the_roll_meanwhile_does_not_come_back_by_an_appeal(
    cast: Cast, punished: Election
) -> None:
    bar(cast.clerk, punished)
    appeal(cast.clerk, punished)
    row = Nominee.objects.filter(person="p1").first()
    assert row
    RollEntry.ever.filter(pk=row.entry_id).update(struck_on=OPENED_ON)
    with pytest.raises(BadInput, match="仍然不符合条件"):
        decide(cast.chair, punished, UPHELD)


@pytest.mark.parametrize("role", ["teller", "scrutineer", "observer", "town", "county", "stranger"])
def test_who_does_not_hold_the_election_bars_nobody(
    cast: Cast, punished: Election, role: str
) -> None:
    with pytest.raises(PermissionDenied):
        bar(getattr(cast, role), punished)


# Appeals


def test_until_the_last_day_the_list_waits_and_then_no_more(cast: Cast, punished: Election) -> None:
    bar(cast.clerk, punished)
    assert told(punished, LAST) == ["钟一鸣可以申诉到2026年5月20日（周三）"]
    assert told(punished, LAST + DAY) == []


def test_an_open_appeal_stands_in_the_way_however_late_it_is(
    cast: Cast, punished: Election
) -> None:
    bar(cast.clerk, punished)
    appeal(cast.clerk, punished)
    assert told(punished, LAST + 30 * DAY) == ["钟一鸣的申诉还没有决定"]
    with pytest.raises(BadInput):
        publish_candidates(acting_user=act(cast.chair), election=punished)


def test_an_open_appeal_is_among_the_tasks_of_the_town_until_it_is_decided(
    cast: Cast, punished: Election
) -> None:
    bar(cast.clerk, punished)
    assert open_appeals([punished.pk]) == {}
    appeal(cast.clerk, punished)
    assert [len(each) for each in open_appeals([punished.pk]).values()] == [1]
    steps = {each.task.key: each for each in sight_of(cast.town, punished).steps}
    assert steps["appeals"].is_mine
    assert steps["appeals"].url
    decide(cast.town, punished, DISMISSED)
    assert open_appeals([punished.pk]) == {}


def test_whoever_steps_back_in_writing_is_waited_for_no_more(
    cast: Cast, punished: Election
) -> None:
    bar(cast.clerk, punished)
    for row in Nominee.objects.filter(person="p1"):
        decline(acting_user=act(cast.clerk), election=punished, nominee=row.pk, document="退出声明")
    assert told(punished) == []
    assert barrings_of(punished) == {}


@pytest.mark.parametrize(("days", "says"), [(-1, "不能早于"), (3, "已经过了")])
def test_an_appeal_out_of_time_is_refused(
    cast: Cast, punished: Election, days: int, says: str
) -> None:
    bar(cast.clerk, punished)
    with on(OPENED_ON + 5 * DAY), pytest.raises(BadInput, match=says) as refused:
        appeal(cast.clerk, punished, OPENED_ON + days * DAY)
    assert refused.value.at == "filed_on"


def test_an_appeal_that_came_on_the_last_day_may_be_entered_later(
    cast: Cast, punished: Election
) -> None:
    bar(cast.clerk, punished)
    with on(LAST + DAY):
        appeal(cast.clerk, punished, LAST)
    assert Barring.objects.get().appeal_state == AppealState.FILED


def test_an_appeal_dated_after_today_is_refused(cast: Cast, punished: Election) -> None:
    bar(cast.clerk, punished)
    with pytest.raises(BadInput, match="不能晚于今天"):
        appeal(cast.clerk, punished, OPENED_ON + DAY)


def test_nobody_appeals_against_what_was_not_found(cast: Cast, punished: Election) -> None:
    with pytest.raises(BadInput, match="没有对“p1”作出不符合条件的认定"):
        appeal(cast.clerk, punished)


def test_somebody_appeals_once(cast: Cast, punished: Election) -> None:
    bar(cast.clerk, punished)
    appeal(cast.clerk, punished)
    with pytest.raises(BadInput, match="现在是“申诉待决定”，不能登记申诉"):
        appeal(cast.clerk, punished)


def test_what_was_not_filed_is_not_decided(cast: Cast, punished: Election) -> None:
    bar(cast.clerk, punished)
    with pytest.raises(BadInput, match="现在是“没有申诉”，不能认定申诉不成立"):
        decide(cast.chair, punished, DISMISSED)


def test_whoever_found_does_not_decide_on_the_appeal(cast: Cast, punished: Election) -> None:
    bar(cast.chair, punished)
    appeal(cast.clerk, punished)
    with pytest.raises(BadInput, match="申诉要由别人决定"):
        decide(cast.chair, punished, UPHELD)
    assert states(punished) == {NomineeState.BARRED}
    assert decide(cast.town, punished, UPHELD) == "p1"


@pytest.mark.parametrize("role", ["clerk", "teller", "scrutineer", "observer", "stranger"])
def test_an_appeal_is_decided_by_who_presides_or_by_the_office_above(
    cast: Cast, punished: Election, role: str
) -> None:
    bar(cast.clerk, punished)
    appeal(cast.clerk, punished)
    with pytest.raises(PermissionDenied):
        decide(getattr(cast, role), punished, DISMISSED)


def test_an_appeal_won_brings_the_person_back_to_the_list(cast: Cast, punished: Election) -> None:
    bar(cast.clerk, punished)
    appeal(cast.clerk, punished)
    decide(cast.chair, punished, UPHELD)
    assert states(punished) == {NomineeState.PROVISIONAL}
    assert [each.person for each in slate_of(punished).people] == ["p2", "p1"]
    assert told(punished) == []
    barring = Barring.objects.get()
    assert (barring.appeal_state, barring.decision) == (AppealState.UPHELD, "决定书1号")
    assert (barring.decided_by, barring.decided_on) == (cast.chair, OPENED_ON)
    fact = StatedFact.objects.filter(person="p1", fact="criminal_punishment").latest("pk")
    assert (fact.value, fact.source, fact.reference) == (
        "false",
        "document",
        "法院证明，2026年第3号",
    )


def test_an_appeal_lost_leaves_the_person_off_the_list(cast: Cast, punished: Election) -> None:
    bar(cast.clerk, punished)
    appeal(cast.clerk, punished)
    decide(cast.chair, punished, DISMISSED)
    assert states(punished) == {NomineeState.BARRED}
    assert told(punished) == []
    with pytest.raises(BadInput, match="现在是“申诉不成立”，不能登记申诉"):
        appeal(cast.clerk, punished)


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"facts": {}}, "facts"),
        ({"facts": {"political_rights": True}}, "political_rights"),
        ({"facts": {"criminal_punishment": True}}, "criminal_punishment"),
        ({"evidence": " "}, "evidence"),
        ({"document": ""}, "document"),
        ({"facts": {"criminal_punishment": "no"}}, "criminal_punishment"),
        ({"facts": {"repentance": True}}, "repentance"),
    ],
)
def test_an_appeal_is_not_upheld_without_a_new_fact_that_lifts_the_bar(
    cast: Cast, punished: Election, changes: dict[str, Any], at: str
) -> None:
    bar(cast.clerk, punished)
    appeal(cast.clerk, punished)
    told_: dict[str, Any] = {
        "is_upheld": True,
        "document": UPHELD.document,
        "facts": UPHELD.facts,
        "evidence": UPHELD.evidence,
    }
    with pytest.raises(BadInput) as refused:
        decide(cast.chair, punished, Decision(**(told_ | changes)))
    assert refused.value.at == at
    assert states(punished) == {NomineeState.BARRED}
    assert Barring.objects.get().appeal_state == AppealState.FILED
    assert StatedFact.objects.filter(person="p1", source="document").count() == 0


def test_who_withdrew_and_is_nominated_again_is_judged_by_the_same_facts(
    cast: Cast, punished: Election
) -> None:
    bar(cast.clerk, punished)
    for row in Nominee.objects.filter(person="p1"):
        decline(acting_user=act(cast.clerk), election=punished, nominee=row.pk, document="退出声明")
    put_up(cast, punished, "member", "钟一鸣")
    assert told(punished)[0] == "钟一鸣不符合“没有因犯罪受过刑事处罚”"
