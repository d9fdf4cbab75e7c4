"""海南省村民委员会选举办法第二十二条：候选人资格的取消（第二款），和自愿放弃（第三款）。"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.domain.asking import CALENDAR
from tests.domain.people import articles
from tests.law.lookup import dated, law_of
from tests.law.plans import refusal

from huanjie.domain.appeal import struck_due
from huanjie.domain.departure import Reason, check_acts, stated_reasons
from huanjie.door.fault import BadInput
from huanjie.law.applied import Law
from huanjie.law.phrase import in_chinese
from huanjie.law.wording import figure_of

LAW = law_of("hainan")


def test_a_candidate_gives_up_within_three_days_of_the_posting() -> None:
    step = dated(LAW, "withdrawals-end")
    assert step.window.latest == date(2026, 12, 18)
    assert articles(step.grounds) == ["第二十二条第三款"]


def test_three_days_are_the_text_and_the_day_they_are_counted_from_is_a_convention() -> None:
    """候选人确定后三日内：条文没有写哪一天算确定，也没有写顺延不顺延。"""
    (ground,) = dated(LAW, "withdrawals-end").grounds
    assert ground.confidence == "C"
    assert "没有写哪一天算确定，约定从名单公布起算" in ground.says


# 第二款：在参选过程中实施或者指使他人实施这些行为的，取消其候选人资格。

ACTS = ("暴力", "威胁", "欺骗", "贿赂", "伪造选票", "虚报选举票数")


def test_a_candidacy_is_lost_by_what_the_text_names() -> None:
    rule = LAW.cancellation
    assert rule
    assert rule.acts == ACTS
    assert (rule.citation.article, rule.citation.confidence) == ("第二十二条第二款", "V")
    assert all(each in rule.citation.says for each in ACTS)
    assert in_chinese(figure_of(rule, LAW)) == "、".join(ACTS)


@pytest.mark.parametrize(
    "region", [None, "beijing", "hebei", "shanghai", "sichuan", "tianjin", "zhejiang"]
)
def test_no_other_text_takes_it_away(region: str | None) -> None:
    """国家法律和其他省市写的是以这些手段当选的无效，不是取消候选人资格；天津第二十二条写不得取消。"""
    assert law_of(region).cancellation is None


def test_a_plan_takes_no_candidacy_away(tmp_path: Path) -> None:
    fault = refusal('[cancellation]\nacts = ["拉票"]', tmp_path)
    assert "由法律规定" in fault.says


def test_a_plan_adds_no_act_to_the_text(tmp_path: Path) -> None:
    fault = refusal('[cancellation]\nacts = ["贿赂", "拉票"]', tmp_path, LAW)
    assert "第二十二条第二款" in fault.says


def test_the_acts_are_those_of_the_text_in_its_order_each_once() -> None:
    rule = LAW.cancellation
    assert rule
    assert check_acts(rule, ("贿赂", "暴力", "贿赂")) == ("暴力", "贿赂")
    for acts, says in (((), "要写明查明的是哪一种行为"), (("私下拉票",), "条文没有写“私下拉票”")):
        with pytest.raises(BadInput, match=says) as refused:
            check_acts(rule, acts)
        assert refused.value.at == "acts"


def test_it_is_a_reason_to_leave_the_list_only_where_the_pack_has_the_rule() -> None:
    assert Reason.CANCELLED in stated_reasons(LAW)
    assert Reason.CANCELLED not in stated_reasons(law_of(None))
    assert Reason.OBJECTION not in stated_reasons(LAW)


# 名单公布以后取消资格的，条文没有写怎样申诉：约定照第二十一条第二款的三日，到选举日的前一天为止。

POLL = date(2026, 6, 28)


@pytest.mark.parametrize(
    ("found_on", "last", "is_cut"),
    [
        # a Monday: the third day is the Thursday, before the poll on Sunday
        (date(2026, 6, 22), date(2026, 6, 25), False),
        # the third day is the Friday
        (date(2026, 6, 23), date(2026, 6, 26), False),
        # the third day is a Saturday, and would run on to the Monday after the poll
        (date(2026, 6, 24), date(2026, 6, 27), True),
        (date(2026, 6, 27), date(2026, 6, 27), True),
        # the day of the poll itself: until the ballots are out
        (date(2026, 6, 28), date(2026, 6, 28), True),
    ],
)
def test_whoever_is_struck_off_has_the_same_days_as_far_as_the_poll(
    found_on: date, last: date, is_cut: bool
) -> None:
    law = Law(pack=LAW, calendar=CALENDAR)
    due = struck_due(law, found_on, before=POLL)
    assert due
    (ground,) = due.grounds
    assert due.last_day == last
    assert (ground.article, ground.confidence) == ("第二十一条第二款", "C")
    assert "约定公布名单以后取消资格的也照此申诉" in ground.says
    assert ("到选举日的前一天为止" in ground.says) is is_cut


def test_where_no_text_gives_days_none_are_computed() -> None:
    law = Law(pack=law_of("zhejiang"), calendar=CALENDAR)
    assert struck_due(law, POLL, before=POLL) is None
