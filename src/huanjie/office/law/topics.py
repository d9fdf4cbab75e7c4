"""The order of a law page (专题): every rule of the vocabulary, in the order of an election.

A provision stands by the topic that its pack gives it, beside the rules of figures on the matter; a
rule or a topic that the tables do not know yet stands among the other provisions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_noop

from huanjie.law.bodyrules import Provision
from huanjie.law.vocabulary import GROUPS, LISTS, SINGLE

TOPICS: Final[dict[str, str]] = {
    "composition": gettext_noop("组成"),
    "committee": gettext_noop("选举委员会"),
    "registration": gettext_noop("登记与选举权"),
    "nomination": gettext_noop("提名与资格"),
    "candidates": gettext_noop("候选人"),
    "voting": gettext_noop("投票与委托"),
    "counting": gettext_noop("计票与当选"),
    "runoff": gettext_noop("另行选举"),
    "assembly": gettext_noop("代表与会议"),
    "recall": gettext_noop("罢免"),
    "time": gettext_noop("任期与期间"),
    "after": gettext_noop("选举以后"),
    "supervision": gettext_noop("监督与申诉"),
    "steps": gettext_noop("法定步骤"),
    "other": gettext_noop("其他规定"),
    "papers": gettext_noop("文书"),
}

TITLES: Final[dict[str, tuple[str, str]]] = {
    "post": ("composition", gettext_noop("职务")),
    "size": ("composition", gettext_noop("职数")),
    "seats": ("composition", gettext_noop("各职务的人数")),
    "women": ("composition", gettext_noop("妇女成员")),
    "near_relatives": ("composition", gettext_noop("亲属回避")),
    "body_order": ("composition", gettext_noop("换届次序")),
    "election_committee": ("committee", gettext_noop("选举委员会的组成")),
    "succession": ("committee", gettext_noop("谁退出选举委员会")),
    "succession_order": ("committee", gettext_noop("缺额怎样递补")),
    "presiding": ("committee", gettext_noop("谁主持选举委员会")),
    "electorate": ("registration", gettext_noop("谁有选举权")),
    "registration": ("registration", gettext_noop("登记的条件")),
    "registration_ground": ("registration", gettext_noop("登记的情形，有其一即可")),
    "nomination": ("nomination", gettext_noop("谁可以提名")),
    "eligibility": ("nomination", gettext_noop("候选人的条件")),
    "candidates": ("candidates", gettext_noop("候选人比名额多几名")),
    "method": ("voting", gettext_noop("选举方式")),
    "quorum": ("voting", gettext_noop("到会人数")),
    "turnout": ("voting", gettext_noop("参加投票的人数")),
    "proxy": ("voting", gettext_noop("委托投票的条件")),
    "ballot_total": ("voting", gettext_noop("收回的选票总数")),
    "box_total": ("voting", gettext_noop("一个票箱的选票数")),
    "over_vote": ("voting", gettext_noop("选票上人选多了")),
    "same_person_twice": ("voting", gettext_noop("同一人选了两项职务")),
    "write_in_needs_opposition": ("voting", gettext_noop("另选他人")),
    "majority": ("counting", gettext_noop("当选票数")),
    "invalid_counts": ("counting", gettext_noop("无效票算不算")),
    "votes_carry_down": ("counting", gettext_noop("高职务得票计入低职务")),
    "women_seat": ("counting", gettext_noop("妇女名额")),
    "tie": ("counting", gettext_noop("票数相等")),
    "relative_stays": ("counting", gettext_noop("近亲属同时当选")),
    "two_posts": ("counting", gettext_noop("一人当选两职")),
    "write_in_review": ("counting", gettext_noop("候选人以外的人当选")),
    "officers_quorum": ("counting", gettext_noop("委员会全体会议的到会人数")),
    "officers_majority": ("counting", gettext_noop("书记、副书记的当选票数")),
    "runoff": ("runoff", gettext_noop("另行选举的当选票数")),
    "runoff_candidates": ("runoff", gettext_noop("另行选举的候选人")),
    "still_short": ("runoff", gettext_noop("另行选举以后仍不足")),
    "representatives": ("assembly", gettext_noop("代表名额")),
    "assembly": ("assembly", gettext_noop("由哪种会议决定")),
    "assembly_quorum": ("assembly", gettext_noop("会议的到会人数")),
    "assembly_majority": ("assembly", gettext_noop("会议通过的人数")),
    "recall_signatures": ("recall", gettext_noop("提出罢免的人数")),
    "recall_turnout": ("recall", gettext_noop("罢免投票的人数")),
    "recall_majority": ("recall", gettext_noop("罢免通过的票数")),
    "term": ("time", gettext_noop("任期")),
    "extension": ("time", gettext_noop("延期换届")),
    "period": ("time", gettext_noop("期间怎样起算")),
    "roll": ("time", gettext_noop("最后一日是休息日")),
    "working_days": ("time", gettext_noop("工作日怎样计算")),
    "step": ("steps", gettext_noop("法定步骤")),
    "provision": ("other", gettext_noop("其他规定")),
    "form": ("papers", gettext_noop("文书")),
}
"""Each table of a pack file: its topic, and what people call it, in the order of the page."""

OF_PROVISIONS: Final[dict[str, str]] = {
    "组成": "composition",
    "选举委员会": "committee",
    "登记": "registration",
    "候选人": "candidates",
    "投票": "voting",
    "计票": "counting",
    "当选": "counting",
    "选举以后": "after",
    "任期": "time",
    "罢免": "recall",
    "代表和会议": "assembly",
    "监督": "supervision",
    "应急": "other",
}
"""The topic of the page for each of `law.topics.TOPICS`."""

NOT_SHOWN: Final = frozenset({"fact"})
"""Words that only help conditions to be read."""


def topic_of(table: str, rule: object = None) -> str:
    """The topic that a table of a pack belongs to; a provision has its own."""
    if isinstance(rule, Provision):
        return OF_PROVISIONS.get(rule.topic, "other")
    return TITLES.get(table, ("other", ""))[0]


def title_of(table: str) -> str:
    """What people call a table of a pack; its own word where the list does not know it yet."""
    return TITLES.get(table, ("", table))[1]


def tables() -> Iterator[str]:
    """Every table that a page shows, in its order."""
    known = (*SINGLE, *GROUPS, *LISTS)
    yield from (table for table in TITLES if table in known)
    yield from (table for table in known if table not in TITLES and table not in NOT_SHOWN)
