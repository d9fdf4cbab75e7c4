"""What people call the rules (规则的名称): every table of the vocabulary with its topic, in the
order of an election.

A rule that the table does not know yet stands under its own word among the other provisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from huanjie.law.bodyrules import ASSEMBLIES, NOMINATION_ROUTES, Provision
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack
from huanjie.law.rules import METHOD_NAMES
from huanjie.law.vocabulary import LISTS, TABLES, held_rules, is_cited, place_of

TOPICS: Final[dict[str, str]] = {
    "composition": "组成",
    "committee": "选举委员会",
    "registration": "登记与选举权",
    "nomination": "提名与资格",
    "candidates": "候选人",
    "voting": "投票与委托",
    "counting": "计票与当选",
    "runoff": "另行选举",
    "assembly": "代表与会议",
    "recall": "罢免",
    "time": "任期与期间",
    "after": "选举以后",
    "supervision": "监督与申诉",
    "steps": "法定步骤",
    "other": "其他规定",
    "papers": "文书",
}

TITLES: Final[dict[str, tuple[str, str]]] = {
    "post": ("composition", "职务"),
    "size": ("composition", "职数"),
    "seats": ("composition", "各职务的人数"),
    "women": ("composition", "妇女成员"),
    "near_relatives_across": ("composition", "亲属回避（与监督的职务之间）"),
    "near_relatives": ("composition", "亲属回避"),
    "body_order": ("composition", "换届次序"),
    "election_committee": ("committee", "选举委员会的组成"),
    "succession": ("committee", "谁退出选举委员会"),
    "succession_order": ("committee", "缺额怎样递补"),
    "presiding": ("committee", "谁主持选举委员会"),
    "electorate": ("registration", "谁有选举权"),
    "rights_suspended": ("registration", "被停止权利的人"),
    "registration": ("registration", "登记的条件"),
    "registration_ground": ("registration", "登记的情形，有其一即可"),
    "objection_appeal": ("registration", "不服异议处理决定的申诉"),
    "nomination": ("nomination", "谁可以提名"),
    "eligibility": ("nomination", "候选人的条件"),
    "candidates": ("candidates", "候选人比名额多几名"),
    "method": ("voting", "选举方式"),
    "quorum": ("voting", "到会人数"),
    "turnout": ("voting", "参加投票的人数"),
    "proxy": ("voting", "委托投票的条件"),
    "ballot_total": ("voting", "收回的选票总数"),
    "box_total": ("voting", "一个票箱的选票数"),
    "unissued_destroyed": ("voting", "没有发出的选票"),
    "list_order": ("candidates", "候选人名单的次序"),
    "cancellation": ("candidates", "取消候选人资格"),
    "fill_up": ("candidates", "候选人不足的递补"),
    "fixed_list": ("candidates", "确定的候选人名单不得变更"),
    "one_post_a_candidate": ("candidates", "一人只做一项职务的候选人"),
    "woman_candidate": ("candidates", "妇女候选人"),
    "finding_appeal": ("candidates", "对资格审查结果的异议"),
    "ballot_order": ("voting", "选票上候选人的次序"),
    "over_vote": ("voting", "选票上人选多了"),
    "illegible_part": ("voting", "选票上一部分无法辨认"),
    "same_person_twice": ("voting", "同一人选了两项职务"),
    "write_in_needs_opposition": ("voting", "另选他人"),
    "majority": ("counting", "当选票数"),
    "invalid_counts": ("counting", "无效票算不算"),
    "votes_carry_down": ("counting", "高职务得票计入低职务"),
    "women_seat": ("counting", "妇女名额"),
    "tie": ("counting", "票数相等"),
    "relative_stays": ("counting", "近亲属同时当选"),
    "two_posts": ("counting", "一人当选两职"),
    "write_in_review": ("counting", "候选人以外的人当选"),
    "officers_quorum": ("counting", "委员会全体会议的到会人数"),
    "officers_majority": ("counting", "书记、副书记的当选票数"),
    "runoff": ("runoff", "另行选举的当选票数"),
    "runoff_candidates": ("runoff", "另行选举的候选人"),
    "still_short": ("runoff", "另行选举以后仍不足"),
    "representatives": ("assembly", "代表名额"),
    "assembly_makeup": ("assembly", "代表会议的组成"),
    "assembly": ("assembly", "由哪种会议决定"),
    "assembly_quorum": ("assembly", "会议的到会人数"),
    "assembly_majority": ("assembly", "会议通过的人数"),
    "recall_signatures": ("recall", "提出罢免的人数"),
    "recall_turnout": ("recall", "罢免投票的人数"),
    "recall_majority": ("recall", "罢免通过的票数"),
    "term": ("time", "任期"),
    "extension": ("time", "延期换届"),
    "period": ("time", "期间怎样起算"),
    "corresponding_day": ("time", "到期月没有对应日"),
    "roll": ("time", "最后一日是休息日"),
    "working_days": ("time", "工作日怎样计算"),
    "step": ("steps", "法定步骤"),
    "provision": ("other", "其他规定"),
    "form": ("papers", "文书"),
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
"""The topic of the page for each of `law.topics.PROVISION_TOPICS`."""

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
    yield from (table for table in TITLES if table in TABLES)
    yield from (table for table in TABLES if table not in TITLES and table not in NOT_SHOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One rule of a pack that has an article (一条规则), where it stands."""

    table: str
    word: str
    """what tells it from the others of its table; empty where it stands alone"""
    rule: Any

    @property
    def place(self) -> str:
        """As `vocabulary.rule_tables` calls its place: `turnout.voters`, `step roll-published`."""
        return place_of(self.table, self.word)

    @property
    def anchor(self) -> str:
        """Its row on a page."""
        return f"{self.table}.{self.word}" if self.word else self.table

    @property
    def citation(self) -> Citation:
        """Its article."""
        cited: Citation = self.rule.citation
        return cited


def rules_of(pack: RulePack) -> Iterator[Placed]:
    """Each rule of a pack that has an article, in the order of the vocabulary."""
    for table, word, rule in held_rules(pack):
        if is_cited(table):
            yield Placed(table=table, word=word, rule=rule)


def own_name(table: str, word: str, rule: Any, packs: Iterable[RulePack]) -> str:
    """What tells a rule from the others of its table, as these packs call it: 主任, 自荐, or the
    name of a step.
    """
    if table in LISTS:
        return str(getattr(rule, "name", "")) if rule else ""
    meeting = table.startswith("assembly")
    names = ASSEMBLIES if meeting else {**ASSEMBLIES, **METHOD_NAMES, **NOMINATION_ROUTES}
    if not word or word in names:
        return names.get(word, "")
    called = (pack.post_name(word) for pack in packs)
    return next((name for name in called if name != word), word)
