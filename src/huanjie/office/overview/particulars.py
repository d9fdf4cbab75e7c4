"""The particulars of a deed in words (内容): numbers, days and reasons, as its entry holds them.

Nothing is said of a sheet: before both are in nobody sees a number of one, and afterwards the
result says them all. A particular that has no words here is not shown.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from huanjie.domain import filing
from huanjie.domain.departure import REASON_NAMES as DEPARTURES
from huanjie.domain.memberroll import MemberRoll
from huanjie.domain.objection import KIND_NAMES as OBJECTION_NAMES
from huanjie.domain.organisation import CHANGE_NAMES
from huanjie.domain.permission import ACCOUNT_DEEDS, ROLE_NAMES, Action
from huanjie.domain.rollchange import KINDS as ROLL_CHANGES
from huanjie.domain.rollchange import Kind, kind_name
from huanjie.domain.stock import KIND_NAMES as STOCK_NAMES
from huanjie.law.retention import load_retention
from huanjie.office.polling.cards import PAPER as VOTER_CARDS
from huanjie.office.polling.models import KIND_NAMES
from huanjie.office.tags import day

Words = tuple[tuple[str, str], ...]

_FILE: Final[Words] = (
    ("rows", noop("共 %s 行")),
    ("loaded", noop("导入 %s 人")),
    ("left", noop("其余 %s 人移出名册")),
    ("heads_left", noop("%s 名组长不是代表，也移出推选名单")),
    ("good", noop("可以导入 %s 行")),
    ("bad", noop("退回 %s 行")),
    ("rejected", noop("退回 %s 行")),
    ("joined_groups", noop("写法不同、作为一个小组的 %s 对")),
    ("added", noop("添加编号 %s")),
    ("removed", noop("移出编号 %s")),
    ("registered_by_ground", noop("按情形登记编号 %s")),
    ("claimed", noop("主张编号 %s 在这里登记")),
    ("because", noop("理由：%s")),
)
_CHANGE: Final[Words] = (
    ("entry", noop("编号 %s")),
    ("registered_was", noop("可以投票的由 %s 人")),
    ("registered", noop("变为 %s 人")),
)
_ACCOUNT: Final[Words] = (
    ("user", noop("账号第 %s 号")),
    ("role", "%s"),
    ("users", noop("%s 个账号")),
    ("given", noop("%s 个角色")),
    ("struck", noop("没有指定 %s 个")),
)
_REVIEW_LINES: Final = (
    Action.WITHDRAW_REVIEW,
    Action.DRAFT_ANSWER,
    Action.RETURN_QUESTION,
    Action.TAKE_BACK_SIGNATURE,
)
_CLOSES_LEVELS: Final = (Action.RESUBMIT_REVIEW, Action.SIGN_ANSWER)
_REVIEWED: Final[Words] = (
    ("provisional", noop("列为预备人选 %s 人")),
    ("nominee", noop("退回初步人选 %s 人")),
)
_TOLD: Final[Mapping[str, Words]] = {
    Action.OPEN_ELECTION: (("polling_day", noop("选举日 %s")), ("seats", noop("应选 %s 名"))),
    Action.POSTPONE: (
        ("was", noop("原定 %s")),
        ("polling_day", noop("改为 %s")),
        ("because", noop("原因：%s")),
    ),
    Action.CANCEL_ELECTION: (("because", noop("原因：%s")),),
    Action.ACCEPT_LAW: (("because", noop("原因：%s")), ("dates", noop("移动 %s 个日期"))),
    Action.UPLOAD_ROLL: _FILE,
    Action.LOAD_ROLL: _FILE,
    Action.IMPORT_ROLLS: _FILE,
    Action.SETTLE_TWICE: (
        ("stays", noop("编号 %s 在这里登记")),
        ("removed", noop("移出编号 %s")),
        ("because", noop("理由：%s")),
    ),
    Action.PUBLISH_ROLL: (("on_roll", noop("名册 %s 人")), ("registered", noop("可以投票 %s 人"))),
    Action.SHOW_NUMBER: (("entry", noop("编号 %s")), ("rejected", noop("退回 %s 行"))),
    Action.EXPORT_ROLL: (
        ("paper", "%s"),
        ("people", noop("%s 人")),
        ("because", noop("用途：%s")),
    ),
    Action.RAISE_OBJECTION: (
        ("objection", noop("第 %s 号异议")),
        ("objection_kind", "%s"),
        ("on", noop("%s收到")),
        ("withdrawn_objection", noop("撤回第 %s 号异议")),
    ),
    Action.DECIDE_OBJECTION: (
        ("objection", noop("第 %s 号异议")),
        ("upheld", noop("成立")),
        ("dismissed", noop("不成立")),
        *_CHANGE,
    ),
    Action.FILE_ROLL_APPEAL: (
        ("objection", noop("第 %s 号异议")),
        ("filed_on", noop("%s收到")),
    ),
    Action.DECIDE_ROLL_APPEAL: (
        ("objection", noop("第 %s 号异议")),
        ("kept", noop("维持")),
        ("change_kind", "%s"),
        *_CHANGE,
        ("decision", "%s"),
    ),
    Action.CHANGE_ROLL: (
        ("changes", noop("成批转出 %s 人")),
        ("change", noop("第 %s 次变动")),
        ("change_kind", "%s"),
        *_CHANGE,
        ("document", "%s"),
    ),
    Action.KEEP_PROXIES: (
        ("proxy", noop("登记第 %s 份委托")),
        ("proxies", noop("成批登记 %s 份委托")),
        ("proxy_taken_back", noop("收回第 %s 份委托")),
        ("proxies_posted", noop("新公布 %s 份委托")),
    ),
    Action.KEEP_CHOSEN: (
        ("chosen", noop("登记编号 %s")),
        ("chosen_many", noop("成批登记推选的 %s 人次")),
        ("taken_out", noop("移出编号 %s")),
        ("chosen_posted", noop("新公布 %s 人")),
    ),
    Action.KEEP_NOTICES: (
        ("told", noop("通知 %s 人")),
        ("not_told", noop("撤回编号 %s 的通知")),
    ),
    Action.NOMINATE: (
        ("nominated", noop("提名 %s 人")),
        ("withdrawn", noop("取消提名 %s 人")),
        ("declined", noop("本人书面退出 %s 人")),
        ("preselected", noop("登记 %s 人的预选得票")),
        ("near_relatives", noop("标为近亲属 %s 人")),
        ("outside_relatives", noop("登记其他组织的近亲属 %s 人")),
        ("not_outside_relatives", noop("去掉其他组织的近亲属登记 %s 人")),
        ("not_near_relatives", noop("去掉近亲属标记 %s 人")),
    ),
    Action.SEND_FILING: (("about", "%s"), ("turned", "%s")),
    Action.ANSWER_FILING: (("about", "%s"), ("turned", "%s")),
    Action.STATE_FACTS: (
        ("declared", noop("本人声明 %s 人")),
        ("stated", noop("登记 %s 人的事实")),
        *_REVIEWED,
    ),
    Action.GRANT_EXEMPTION: (("exempted", noop("批准放宽 %s 人")), *_REVIEWED),
    Action.BAR_NOMINEE: (
        ("barred", noop("认定 %s 人不符合条件")),
        ("appeal_until", noop("可以申诉到 %s")),
    ),
    Action.FILE_APPEAL: (("appealed", noop("%s 人申诉")), ("filed_on", noop("%s收到"))),
    Action.DECIDE_APPEAL: (
        ("decided", noop("决定 %s 人的申诉")),
        ("upheld", noop("申诉成立")),
        *_REVIEWED,
    ),
    Action.PUBLISH_CANDIDATES: (
        ("candidates", noop("候选人 %s 人次")),
        ("proxies_ended", noop("受委托人成为候选人，终止委托 %s 份")),
    ),
    Action.LEAVE_LIST: (
        ("left", noop("离开名单 %s 人次")),
        ("left_because", "%s"),
        ("filed_on", noop("%s收到")),
    ),
    Action.FILL_UP: (("relisted", noop("留在名单上 %s 人次")),),
    Action.POST_NOTICE: (
        ("notice", noop("第 %s 次公示")),
        ("posted", noop("公示 %s 人")),
        ("on", noop("%s张贴")),
        ("until", noop("到 %s 为止")),
    ),
    Action.RAISE_NOMINEE_OBJECTION: (
        ("objection", noop("第 %s 号异议")),
        ("on", noop("%s收到")),
        ("withdrawn_objection", noop("撤回第 %s 号异议")),
    ),
    Action.DECIDE_NOMINEE_OBJECTION: (
        ("objection", noop("第 %s 号异议")),
        ("upheld", noop("成立")),
        ("dismissed", noop("不成立")),
        ("struck", noop("从名单上去掉 %s 人")),
    ),
    Action.KEEP_APPRAISAL: (("appraised", noop("考察 %s 人")),),
    Action.KEEP_STATEMENT: (
        ("kept", noop("登记陈述或者照片 %s 人")),
        ("taken_back", noop("撤下陈述和照片 %s 人")),
    ),
    Action.KEEP_PLEDGE: (
        ("named", noop("列入应签承诺书的 %s 人")),
        ("signed", noop("签承诺书 %s 人")),
        ("taken_off", noop("去掉 %s 人")),
    ),
    Action.ISSUE_PAPERS: (
        ("round", noop("第 %s 轮")),
        ("issued", noop("发出 %s 张")),
        ("disagrees", "%s"),
    ),
    Action.KEEP_STOCK: (
        ("round", noop("第 %s 轮")),
        ("line", noop("台账第 %s 笔")),
        ("taken_back", noop("更正第 %s 笔")),
        ("what", "%s"),
        ("papers", noop("%s 张")),
        ("right", noop("改为 %s 张")),
        ("in_hand", noop("还在手上 %s 张")),
        ("disagrees", "%s"),
    ),
    Action.WITNESS_DESTRUCTION: (
        ("round", noop("第 %s 轮")),
        ("line", noop("台账第 %s 笔")),
        ("papers", noop("销毁 %s 张")),
        ("in_hand", noop("还在手上 %s 张")),
        ("disagrees", "%s"),
    ),
    Action.COLLECT_PAPERS: (
        ("round", noop("第 %s 轮")),
        ("collected", noop("收回 %s 张")),
        ("disagrees", "%s"),
    ),
    Action.ENTER_SHEET: (("round", noop("第 %s 轮")),),
    Action.SETTLE_SHEETS: (("round", noop("第 %s 轮")),),
    Action.SCAN_BALLOTS: (
        ("round", noop("第 %s 轮")),
        ("pages", noop("%s 页")),
        ("again", noop("已经上传过")),
        ("withdrawn_scans", noop("撤下 %s 个文件")),
    ),
    Action.ADJUDICATE: (("round", noop("第 %s 轮")), ("taken_back", noop("收回认定"))),
    Action.DECIDE_BALLOTS: (("round", noop("第 %s 轮")), ("spellings", noop("合并写法 %s 种"))),
    Action.SHOW_BALLOTS: (
        ("round", noop("第 %s 轮")),
        ("people", noop("%s 张选票")),
        ("because", noop("用途：%s")),
    ),
    Action.DECLARE: (("round", noop("第 %s 轮")), ("void", noop("选举无效"))),
    Action.OPEN_ROUND: (
        ("round", noop("第 %s 轮")),
        ("kind", "%s"),
        ("day", noop("%s投票")),
    ),
    Action.SEAL: (("sha256", noop("卷宗 %s")),),
    Action.IMPORT_UNITS: (("rows", noop("共 %s 行")), ("added", noop("新增 %s 个"))),
    Action.CHANGE_UNITS: (
        ("change", "%s"),
        ("on", noop("%s起生效")),
        ("units", noop("涉及 %s 个单位")),
    ),
    Action.KEEP_INCUMBENTS: (
        ("new", noop("登记 %s 人")),
        ("to", noop("%s离任")),
        ("changed", noop("改动：%s")),
    ),
    Action.SET_COVER: (("units", noop("涉及 %s 个单位")), ("to", noop("%s结束"))),
    Action.SET_WAVES: (
        ("units", noop("涉及 %s 个单位")),
        ("changed", noop("改动：%s")),
        ("dropped_wave", noop("删去一个批次")),
    ),
    Action.KEEP_DEPARTMENTS: (("departments", noop("新设 %s 个部门")),),
    Action.SEND_REVIEW: (("people", noop("%s 人")),),
    Action.REMIND_REVIEW: (("waiting", noop("%s 人待答")),),
    Action.TAKE_LIST: (("people", noop("%s 人")), ("because", noop("用途：%s"))),
    **dict.fromkeys(_REVIEW_LINES, (("lines", noop("%s 人")),)),
    **dict.fromkeys(
        _CLOSES_LEVELS,
        (
            ("lines", noop("%s 人")),
            ("reviewed", noop("写明 %s 人的事实")),
            ("reviewed_late", noop("公布候选人以后才办结 %s 人")),
            *_REVIEWED,
        ),
    ),
    Action.HOLD_DATA: (("hold", noop("第 %s 项")), ("lifted_hold", noop("解除第 %s 项"))),
    Action.FIND_PERSON: (("rolls", noop("在 %s 份名册上")), ("because", noop("用途：%s"))),
    Action.CORRECT_PERSON: (
        ("corrected", noop("更正编号 %s")),
        ("columns", noop("%s 项")),
        ("because", noop("原因：%s")),
    ),
    **dict.fromkeys(ACCOUNT_DEEDS, _ACCOUNT),
    Action.HAND_OUT_CARD: (
        ("cards", noop("%s 张")),
        ("role", "%s"),
        ("card", noop("第 %s 号卡")),
        ("instead_of", noop("代替第 %s 号卡")),
    ),
    Action.REVOKE_CARD: (("card", noop("第 %s 号卡")),),
    "collect-roots": (("roots", noop("%s 个日志")),),
    "new-epoch": (("epoch", noop("第 %s 纪元")),),
    "delete-data": (("deleted", "%s"), ("deleted_again", noop("恢复备份后再删：%s"))),
    "rotate-keys": (("newest", noop("新钥匙 %s")),),
}
"""By deed: which particulars are told, in which words."""

_DAYS: Final = frozenset({"polling_day", "was", "day", "on", "to", "appeal_until", "filed_on"})
_SHORT: Final = 16
"""signs of a hash: enough to compare"""


def in_words(deed: str, says: Mapping[str, Any], members: MemberRoll | None = None) -> str:
    """The particulars of one deed in a phrase, in the words of the election's roll of members where
    it has one; empty where there is nothing to tell.
    """
    return _("，").join(_phrases(deed, says, members))


def _phrases(deed: str, says: Mapping[str, Any], members: MemberRoll | None) -> Iterator[str]:
    for key, words in _TOLD.get(deed, ()):
        value = says.get(key)
        if value is None or value is False:
            continue
        sentence = _(words)
        yield sentence % _said(key, value, members) if "%s" in sentence else sentence


def _said(key: str, value: Any, members: MemberRoll | None) -> object:
    """A value as a sentence holds it: a day in words, of a list how many, of a hash its start."""
    if key in _DAYS:
        return day(datetime.date.fromisoformat(value))
    if key in _WORDS and isinstance(value, str):
        return _(_named(key, value, members))
    if key in ("deleted", "deleted_again"):
        return _("、").join(f"{_(_KIND_WORDS.get(k, k))} {n}" for k, n in value.items())
    if key == "changed":
        return _("、").join(_(_FIELDS[each]) for each in value if each in _FIELDS)
    if key == "seats":
        return sum(value.values())
    if key == "candidates":
        return sum(len(people) for people in value.values())
    if key == "sha256":
        return value[:_SHORT]
    return len(value) if isinstance(value, list) else value


def _named(key: str, value: str, members: MemberRoll | None) -> str:
    """What a value of ours is called; the value itself where we have no such."""
    if key == "change_kind" and value in ROLL_CHANGES:
        return kind_name(Kind(value), members)
    return _WORDS[key].get(value, value)


_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "change": {change.value: name for change, name in CHANGE_NAMES.items()},
    "about": {each.value: name for each, name in filing.CONTENT_NAMES.items()},
    "turned": {each.value: name for each, name in filing.DEED_NAMES.items()},
    "objection_kind": {kind.value: name for kind, name in OBJECTION_NAMES.items()},
    "left_because": {each.value: name for each, name in DEPARTURES.items()},
    "change_kind": {kind.value: row.name for kind, row in ROLL_CHANGES.items()},
    "kind": KIND_NAMES,
    "paper": {VOTER_CARDS: noop("参选证")},
    "what": {kind.value: name for kind, name in STOCK_NAMES.items()},
    "role": {role.value: name for role, name in ROLE_NAMES.items()},
}
"""The keys whose value is one of ours, with what each is called."""
_FIELDS: Final[Mapping[str, str]] = {
    "kind": noop("组织种类"),
    "name": noop("名称"),
    "within": noop("上级组织"),
    "seats": noop("职数"),
    "elected_on": noop("本届当选日期"),
    "ends_stated": noop("另定的届满日期"),
    "place": noop("次序"),
    "is_pilot": noop("是试点"),
    "first_day": noop("最早选举日"),
    "last_day": noop("最晚选举日"),
    "post": noop("职务"),
    "sex": noop("性别"),
    "from_on": noop("任职日期"),
    "how": noop("产生方式"),
}
"""The facts that a deed may say were changed, as their forms call them."""
_KIND_WORDS: Final = {each.kind: each.name for each in load_retention()}
