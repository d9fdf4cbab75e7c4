"""What the log tells of deeds in an election (选举里各项办理的内容): which particulars, in which
words; the plan, the roll and its electors, the candidates, the votes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as noop

from huanjie.domain.permission import Action

Words = tuple[tuple[str, str], ...]
"""particulars by their keys, each with its words"""

_FILE: Final[Words] = (
    ("rows", noop("共 %s 行")),
    ("loaded", noop("导入 %s 人")),
    ("replaced", noop("替换原来的 %s 人")),
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
REVIEWED: Final[Words] = (
    ("provisional", noop("列为预备人选 %s 人")),
    ("nominee", noop("退回初步人选 %s 人")),
)
_PLAN: Final[Mapping[str, Words]] = {
    Action.OPEN_ELECTION: (("polling_day", noop("选举日 %s")), ("seats", noop("应选 %s 名"))),
    Action.POSTPONE: (
        ("was", noop("原定 %s")),
        ("polling_day", noop("改为 %s")),
        ("because", noop("原因：%s")),
    ),
    Action.CANCEL_ELECTION: (("because", noop("原因：%s")),),
    Action.KEEP_STEP: (
        ("step", "%s"),
        ("on", noop("%s办结")),
        ("out_of_time", "%s"),
        ("step_taken_back", noop("取消办结的日期")),
    ),
    Action.ACCEPT_LAW: (("because", noop("原因：%s")), ("dates", noop("移动 %s 个日期"))),
}
_ROLL: Final[Mapping[str, Words]] = {
    Action.UPLOAD_ROLL: _FILE,
    Action.LOAD_ROLL: _FILE,
    Action.IMPORT_ROLLS: _FILE,
    Action.SETTLE_TWICE: (
        ("stays", noop("编号 %s 在这里登记")),
        ("removed", noop("移出编号 %s")),
        ("because", noop("理由：%s")),
    ),
    Action.PUBLISH_ROLL: (
        ("on_roll", noop("名册 %s 人")),
        ("registered", noop("可以投票 %s 人")),
        ("left_out", noop("上传的文件里 %s 人没有列入")),
    ),
    Action.SHOW_NUMBER: (("entry", noop("编号 %s")), ("rejected", noop("退回 %s 行"))),
    Action.EXPORT_ROLL: (
        ("paper", "%s"),
        ("list", "%s"),
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
}
_CANDIDATES: Final[Mapping[str, Words]] = {
    Action.NOMINATE: (
        ("nominated", noop("提名 %s 人")),
        ("off_roll", noop("登记名册以外的 %s 人")),
        ("off_roll_corrected", noop("更正名册以外的 %s 人")),
        ("off_roll_removed", noop("去掉名册以外的 %s 人")),
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
    Action.EXPORT_FINDINGS: (("people", noop("%s 人")), ("because", noop("用途：%s"))),
    Action.STATE_FACTS: (
        ("declared", noop("本人声明 %s 人")),
        ("stated", noop("登记 %s 人的事实")),
        *REVIEWED,
    ),
    Action.GRANT_EXEMPTION: (("exempted", noop("批准放宽 %s 人")), *REVIEWED),
    Action.BAR_NOMINEE: (
        ("barred", noop("认定 %s 人不符合条件")),
        ("appeal_until", noop("可以申诉到 %s")),
    ),
    Action.FILE_APPEAL: (("appealed", noop("%s 人申诉")), ("filed_on", noop("%s收到"))),
    Action.DECIDE_APPEAL: (
        ("decided", noop("决定 %s 人的申诉")),
        ("upheld", noop("申诉成立")),
        *REVIEWED,
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
}
_VOTES: Final[Mapping[str, Words]] = {
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
}
OF_ELECTIONS: Final[Mapping[str, Words]] = {**_PLAN, **_ROLL, **_CANDIDATES, **_VOTES}
"""By deed: which particulars are told, in which words."""
