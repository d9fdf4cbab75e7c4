"""A candidacy that is cancelled (取消候选人资格), Hainan art. 22(2): 候选人在参选过程中实施或者指使
他人实施暴力、威胁、欺骗、贿赂、伪造选票、虚报选举票数等行为的，取消其候选人资格。

The text names no day for it and no way to appeal: it is entered up to the poll, the person has the
days of art. 21(2) by convention, as far as the poll, and art. 23 fills the place.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.office.candidacy.conftest import (
    add,
    declare_clean,
    publish,
    put_up,
    put_up_enough,
    take_back,
    under,
)
from tests.office.candidacy.test_departing import DAY, PUNISHED, leave, leaving, on_paper, waits
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on

from huanjie.domain.departure import Reason
from huanjie.domain.nominee import NomineeState
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.barring import Decision, bar_nominee, decide_appeal, file_appeal
from huanjie.office.candidacy.bars import grounds_of_barring
from huanjie.office.candidacy.declaring import Paper, state_facts
from huanjie.office.candidacy.departing import Leaving, fill_up
from huanjie.office.candidacy.filling import departed, in_line
from huanjie.office.candidacy.models import Barring, Departure, Nominee, StatedFact
from huanjie.office.candidacy.terms import term_of
from huanjie.office.deeds import journal
from huanjie.office.planning.models import Election

ARTICLE = "第二十二条第二款"
EVE = POLLING_DAY - DAY
WAITS = "有 1 名取消资格的候选人还可以申诉，或者申诉还没有决定"


@pytest.fixture
def listed(cast: Cast, village_election: Election) -> Election:
    """The list of a village in Hainan, published; 甲一 was nominated for the chair besides."""
    under(village_election, "hainan")
    put_up_enough(cast, village_election)
    add(village_election, 30, "甲一", "m")
    put_up(cast, village_election, "chair", "甲一")
    take_back(cast, village_election, "甲一")
    declare_clean(cast, village_election)
    publish(cast, village_election)
    return village_election


def bribed(*acts: str, received_on: datetime.date = OPENED_ON, **more: Any) -> Leaving:
    told = {"document": "调查报告1号", "acts": acts or ("贿赂",), **more}
    return leaving(Reason.CANCELLED, received_on=received_on, **told)


def cancel(cast: Cast, election: Election, name: str = "丁大山", *acts: str) -> Barring:
    leave(cast.chair, election, name, bribed(*acts))
    return Barring.objects.get()


def decide(cast: Cast, election: Election, person: str, decision: Decision) -> None:
    decide_appeal(acting_user=act(cast.town), election=election, person=person, decision=decision)


def test_22_2_what_the_candidate_did_costs_the_candidacy_with_its_article_and_paper(
    cast: Cast, listed: Election
) -> None:
    facts = StatedFact.objects.count()
    barring = cancel(cast, listed, "丁大山", "贿赂", "威胁")
    (ground,) = grounds_of_barring(barring)
    assert (ground.article, ground.condition) == (ARTICLE, "取消候选人资格")
    assert ground.reason == "在参选过程中实施或者指使他人实施：威胁、贿赂"
    assert (barring.is_cancellation, barring.found_by) == (True, cast.chair)
    (left,) = departed(listed)
    assert (left.reason, left.departure.document) == ("参选过程中的违法行为", "调查报告1号")
    assert [each.article for each in left.grounds] == [ARTICLE]
    assert Nominee.objects.get(name="丁大山").state == NomineeState.BARRED
    assert StatedFact.objects.count() == facts
    assert "丁大山" not in on_paper(listed)
    journal.check(listed.log_name)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        (leaving(Reason.CANCELLED), "acts"),
        (bribed("私下拉票"), "acts"),
        (bribed(facts=PUNISHED), "reason"),
        (bribed(document=" "), "document"),
        (leaving(acts=("贿赂",)), "reason"),
        (leaving(Reason.INELIGIBLE, facts=PUNISHED, acts=("贿赂",)), "reason"),
    ],
)
def test_nothing_else_costs_it(cast: Cast, listed: Election, said: Leaving, at: str) -> None:
    """24(2) forbids private canvassing (私下拉票), and does not take the candidacy for it."""
    with pytest.raises(BadInput) as refused:
        leave(cast.chair, listed, "丁大山", said)
    assert refused.value.at == at
    assert not Departure.objects.exists()


@pytest.mark.parametrize("region", [None, "zhejiang", "hebei", "tianjin", "beijing"])
def test_elsewhere_no_text_takes_a_candidacy_away(
    cast: Cast, listed: Election, region: str | None
) -> None:
    """国家法律第二十一条和其他省市只写以这些手段当选的，当选无效。"""
    under(listed, region)
    with pytest.raises(BadInput, match="没有写明原因") as refused:
        leave(cast.chair, listed, "丁大山", bribed(appeal_until=OPENED_ON))
    assert refused.value.at == "reason"


# Up to the poll


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (POLLING_DAY - 5 * DAY, POLLING_DAY - 2 * DAY),
        (POLLING_DAY - 4 * DAY, EVE),
        (POLLING_DAY - 2 * DAY, EVE),
        (EVE, EVE),
        (POLLING_DAY, POLLING_DAY),
    ],
)
@pytest.mark.parametrize(
    "said", [bribed(), leaving(Reason.INELIGIBLE, facts=PUNISHED)], ids=["act", "bar"]
)
def test_it_is_entered_up_to_the_poll_and_so_is_a_bar_that_comes_true_so_late(
    cast: Cast, listed: Election, today: datetime.date, last: datetime.date, said: Leaving
) -> None:
    """The poll is on a Sunday. Three days after the Tuesday before is the Friday, and after the
    Wednesday a Saturday that would run on past the poll: it ends on the eve.
    """
    with on(today):
        leave(cast.chair, listed, "丁大山", said)
        barring = Barring.objects.get()
        assert barring.appeal_until == last
        due = term_of(listed, barring).appeal
    assert due
    assert [(x.article, x.confidence) for x in due.grounds[:1]] == [("第二十一条第二款", "C")]


@pytest.mark.parametrize("until", [EVE, POLLING_DAY])
def test_where_no_law_gives_days_whoever_is_barred_on_the_day_of_the_poll_appeals_on_it(
    cast: Cast, listed: Election, until: datetime.date
) -> None:
    under(listed, None)
    said = leaving(Reason.INELIGIBLE, facts=PUNISHED, appeal_until=until)
    with on(POLLING_DAY):
        if until == POLLING_DAY:
            leave(cast.chair, listed, "丁大山", said)
            assert Barring.objects.get().appeal_until == POLLING_DAY
        else:
            with pytest.raises(BadInput, match="申诉的最后一天就是今天") as refused:
                leave(cast.chair, listed, "丁大山", said)
            assert refused.value.at == "appeal_until"


def test_ballots_wait_for_an_appeal_until_the_eve_and_on_the_day_for_one_that_was_made(
    cast: Cast, listed: Election
) -> None:
    with on(POLLING_DAY - 2 * DAY):
        person = cancel(cast, listed, "欧阳秀").person
    with on(EVE):
        assert WAITS in [each.says for each in waits(listed)]
    with on(POLLING_DAY):
        assert WAITS not in [each.says for each in waits(listed)]
    with on(EVE):
        file_appeal(acting_user=act(cast.clerk), election=listed, person=person, filed_on=EVE)
    with on(POLLING_DAY):
        assert WAITS in [each.says for each in waits(listed)]


def test_of_whoever_loses_it_on_the_day_of_the_poll_ballots_wait_only_once_they_appeal(
    cast: Cast, listed: Election
) -> None:
    with on(POLLING_DAY):
        person = cancel(cast, listed, "欧阳秀").person
        assert WAITS not in [each.says for each in waits(listed)]
        file_appeal(
            acting_user=act(cast.clerk), election=listed, person=person, filed_on=POLLING_DAY
        )
        assert WAITS in [each.says for each in waits(listed)]


# The appeal


def test_an_appeal_is_upheld_by_evidence_alone_and_brings_them_back(
    cast: Cast, listed: Election
) -> None:
    person = cancel(cast, listed).person
    file_appeal(acting_user=act(cast.clerk), election=listed, person=person, filed_on=OPENED_ON)
    with pytest.raises(BadInput) as refused:
        decide(
            cast,
            listed,
            person,
            Decision(is_upheld=True, document="决定书1号", facts={}, evidence=""),
        )
    assert refused.value.at == "evidence"
    said = Decision(is_upheld=True, document="决定书1号", facts={}, evidence="复核报告1号")
    decide(cast, listed, person, said)
    assert "丁大山" in on_paper(listed)
    assert not Departure.objects.exists()


def test_whoever_meets_no_condition_besides_is_not_brought_back(
    cast: Cast, listed: Election
) -> None:
    person = cancel(cast, listed).person
    file_appeal(acting_user=act(cast.clerk), election=listed, person=person, filed_on=OPENED_ON)
    said = Decision(is_upheld=True, document="决定书1号", facts=PUNISHED, evidence="判决书1号")
    with pytest.raises(BadInput, match="仍然不符合条件"):
        decide(cast, listed, person, said)


def test_a_dismissed_appeal_leaves_it_as_it_was(cast: Cast, listed: Election) -> None:
    person = cancel(cast, listed).person
    file_appeal(acting_user=act(cast.clerk), election=listed, person=person, filed_on=OPENED_ON)
    said = Decision(is_upheld=False, document="决定书1号", facts={}, evidence="")
    decide(cast, listed, person, said)
    assert "丁大山" not in on_paper(listed)


# The place


def test_23_fills_the_place_and_passes_over_whoever_lost_it(cast: Cast, listed: Election) -> None:
    """因…被依法取消候选人资格等造成候选人人数等于或者少于应选名额的，从原被提名推荐的候选人中按得票数
    依次递补: one candidate for one chair.
    """
    cancel(cast, listed)
    short = next(each for each in waits(listed) if "候选人应有" in each.says)
    assert "第二十三条" in short.remedy
    line = in_line(listed)
    assert [each.nominee.name for each in line.next] == ["甲一"]
    (passed,) = line.passed_over
    assert (passed.nominee.name, passed.why) == ("丁大山", "取消候选人资格")
    assert [each.article for each in passed.grounds] == [ARTICLE]
    fill_up(acting_user=act(cast.chair), election=listed)
    put_up(cast, listed, "chair", "甲一")
    declare_clean(cast, listed)
    with pytest.raises(BadInput, match="不能再提名"):
        put_up(cast, listed, "member", "丁大山")
    with on(OPENED_ON + 4 * DAY):
        publish(cast, listed)
    assert {"钟一鸣", "甲一"} <= set(on_paper(listed))


@pytest.mark.parametrize(("today", "until"), [(EVE - DAY, EVE - DAY), (EVE, EVE)])
def test_a_candidate_whose_list_is_filled_up_is_struck_off_so_late_all_the_same(
    cast: Cast, listed: Election, today: datetime.date, until: datetime.date
) -> None:
    """Who was on the list is no case of the review: nobody stays on it for want of three days, and
    whoever holds the election strikes them off.
    """
    leave(cast.chair, listed, "丁大山")
    fill_up(acting_user=act(cast.chair), election=listed)
    put_up(cast, listed, "chair", "甲一")
    declare_clean(cast, listed)
    who: dict[str, Any] = {"election": listed}
    ids = {each.name: each.person for each in listed.nominees.all()}
    with on(today):
        paper = Paper(source="document", reference="判决书1号", on=today)
        for name in ("欧阳秀", "甲一"):
            person = ids[name]
            state_facts(
                acting_user=act(cast.clerk), person=person, facts=PUNISHED, paper=paper, **who
            )
        with pytest.raises(BadInput, match="公布过的正式候选人，不能认定不符合条件"):
            bar_nominee(acting_user=act(cast.clerk), person=ids["欧阳秀"], **who)
        leave(cast.chair, listed, "欧阳秀", leaving(Reason.INELIGIBLE, facts=PUNISHED))
        assert Barring.objects.get().appeal_until == until
        with pytest.raises(BadInput, match="第二十一条第二款"):
            bar_nominee(acting_user=act(cast.clerk), person=ids["甲一"], **who)
