"""The cycle of one election (选举的阶段): the stages it goes through, and which deed leads where.

A table, so that it can be printed (docs/stages.md) and every refused transition can be tested.
Sheets, scanned ballots and the ballot stock stay within their stage: what else they need is
polling's question. A later vote is READY again: whether there was a vote before is asked at the
gate, for the plan and for the roll alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from huanjie.domain.permission import Action
from huanjie.domain.statetable import not_open


class Stage(StrEnum):
    """A stage (阶段) of one election."""

    OPENED = "opened"
    ROLL_PUBLISHED = "roll-published"
    READY = "ready"
    POLLING = "polling"
    COUNTING = "counting"
    DECLARED = "declared"
    SEALED = "sealed"
    CANCELLED = "cancelled"


STAGE_NAMES: Final[Mapping[Stage, str]] = {
    Stage.OPENED: "准备名册",
    Stage.ROLL_PUBLISHED: "提名候选人",
    Stage.READY: "等待投票",
    Stage.POLLING: "正在投票",
    Stage.COUNTING: "正在计票",
    Stage.DECLARED: "已宣布结果",
    Stage.SEALED: "已封存",
    Stage.CANCELLED: "已撤销",
}
"""Each stage as a board and a page call it."""

DEED_NAMES: Final[Mapping[Action, str]] = {
    Action.OPEN_ELECTION: "开启选举",
    Action.POSTPONE: "改选举日",
    Action.CANCEL_ELECTION: "撤销选举",
    Action.ACCEPT_LAW: "改用修订后的规则",
    Action.UPLOAD_ROLL: "上传名册",
    Action.LOAD_ROLL: "导入名册",
    Action.IMPORT_ROLLS: "成批导入名册",
    Action.SETTLE_TWICE: "裁定重复登记",
    Action.PUBLISH_ROLL: "公布名单",
    Action.SHOW_NUMBER: "查看证件号码",
    Action.EXPORT_ROLL: "导出名册",
    Action.RAISE_OBJECTION: "登记异议",
    Action.DECIDE_OBJECTION: "决定异议",
    Action.FILE_ROLL_APPEAL: "登记对异议处理决定的申诉",
    Action.DECIDE_ROLL_APPEAL: "决定对异议处理决定的申诉",
    Action.CHANGE_ROLL: "变动名册",
    Action.KEEP_PROXIES: "登记委托投票",
    Action.KEEP_CHOSEN: "登记推选的人",
    Action.KEEP_NOTICES: "登记会议通知",
    Action.KEEP_STEP: "登记线下办结的步骤",
    Action.NOMINATE: "登记提名",
    Action.STATE_FACTS: "登记资格事实",
    Action.EXPORT_FINDINGS: "导出资格审查",
    Action.GRANT_EXEMPTION: "登记放宽条件的批准",
    Action.BAR_NOMINEE: "认定不符合条件",
    Action.FILE_APPEAL: "登记资格申诉",
    Action.DECIDE_APPEAL: "决定资格申诉",
    Action.POST_NOTICE: "张贴公示",
    Action.RAISE_NOMINEE_OBJECTION: "登记对人选的异议",
    Action.DECIDE_NOMINEE_OBJECTION: "决定对人选的异议",
    Action.KEEP_APPRAISAL: "登记考察",
    Action.KEEP_STATEMENT: "登记竞职陈述",
    Action.KEEP_PLEDGE: "登记承诺书",
    Action.PUBLISH_CANDIDATES: "公布候选人",
    Action.LEAVE_LIST: "登记候选人退出",
    Action.FILL_UP: "递补候选人",
    Action.SEND_FILING: "报送请示、备案",
    Action.ANSWER_FILING: "答复请示、备案",
    Action.ISSUE_PAPERS: "登记发出选票",
    Action.KEEP_STOCK: "登记选票台账",
    Action.WITNESS_DESTRUCTION: "确认销毁选票",
    Action.COLLECT_PAPERS: "登记收回选票",
    Action.ENTER_SHEET: "交计票单",
    Action.SETTLE_SHEETS: "认定计票差异",
    Action.SCAN_BALLOTS: "上传选票图像",
    Action.ADJUDICATE: "认定疑票",
    Action.DECIDE_BALLOTS: "裁定疑票",
    Action.SHOW_BALLOTS: "查看选票",
    Action.DECLARE: "宣布结果",
    Action.OPEN_ROUND: "安排下一轮投票",
    Action.SEAL: "封存卷宗",
    Action.IMPORT_UNITS: "导入单位",
    Action.HOLD_DATA: "保全资料",
    Action.FIND_PERSON: "查本人信息",
    Action.CORRECT_PERSON: "更正本人信息",
    Action.MAKE_TOKEN: "制作接口令牌",
    Action.REVOKE_TOKEN: "撤销接口令牌",
    Action.CREATE_ACCOUNT: "开账号",
    Action.CLOSE_ACCOUNT: "停用账号",
    Action.REOPEN_ACCOUNT: "恢复账号",
    Action.RENEW_PASSWORD: "重发初始密码",
    Action.ASSIGN_ROLE: "指定角色",
    Action.WITHDRAW_ROLE: "收回角色",
    Action.UNLOCK_ACCOUNT: "解锁账号",
    Action.RESET_SECOND_FACTOR: "重置第二重验证",
    Action.UNLINK_IDENTITY: "解除身份关联",
    Action.HAND_OUT_CARD: "发一次性卡",
    Action.REVOKE_CARD: "收回一次性卡",
    Action.CHANGE_UNITS: "变更单位",
    Action.KEEP_INCUMBENTS: "登记组织和任职",
    Action.SET_COVER: "安排包联",
    Action.SET_WAVES: "安排批次",
    Action.KEEP_DEPARTMENTS: "设置联审部门",
    Action.SEND_REVIEW: "送联审",
    Action.WITHDRAW_REVIEW: "撤回联审",
    Action.RESUBMIT_REVIEW: "重新提请联审",
    Action.REMIND_REVIEW: "催办联审",
    Action.TAKE_LIST: "下载联审名单",
    Action.DRAFT_ANSWER: "联审初核",
    Action.RETURN_QUESTION: "退回联审",
    Action.SIGN_ANSWER: "联审签字",
    Action.TAKE_BACK_SIGNATURE: "收回联审签字",
}
"""Each deed as a history calls it."""

OVER: Final = (Stage.SEALED, Stage.CANCELLED)
"""The stages after which nothing more is done (已结束)."""

_ON_NOMINEES: Final = (
    Action.STATE_FACTS,
    Action.GRANT_EXEMPTION,
    Action.BAR_NOMINEE,
    Action.FILE_APPEAL,
    Action.DECIDE_APPEAL,
)
"""What is done to nominees between their nomination and the published list (资格审查)."""

_LISTED: Final = (Stage.ROLL_PUBLISHED, Stage.READY)
_ON_NOTICES: Final = (
    Action.POST_NOTICE,
    Action.RAISE_NOMINEE_OBJECTION,
    Action.DECIDE_NOMINEE_OBJECTION,
    Action.KEEP_STATEMENT,
    Action.KEEP_PLEDGE,
)
"""What is done about the public notice, before the list is published and after (公示)."""

TRANSITIONS: Final[Mapping[tuple[Stage, Action], Stage]] = {
    (Stage.OPENED, Action.UPLOAD_ROLL): Stage.OPENED,
    (Stage.OPENED, Action.LOAD_ROLL): Stage.OPENED,
    (Stage.OPENED, Action.IMPORT_ROLLS): Stage.OPENED,
    (Stage.OPENED, Action.SETTLE_TWICE): Stage.OPENED,
    (Stage.OPENED, Action.PUBLISH_ROLL): Stage.ROLL_PUBLISHED,
    (Stage.OPENED, Action.POSTPONE): Stage.OPENED,
    # Whoever registers the voters signs before there is a roll.
    (Stage.OPENED, Action.KEEP_PLEDGE): Stage.OPENED,
    (Stage.ROLL_PUBLISHED, Action.POSTPONE): Stage.ROLL_PUBLISHED,
    (Stage.READY, Action.POSTPONE): Stage.READY,
    (Stage.OPENED, Action.CANCEL_ELECTION): Stage.CANCELLED,
    (Stage.ROLL_PUBLISHED, Action.CANCEL_ELECTION): Stage.CANCELLED,
    (Stage.READY, Action.CANCEL_ELECTION): Stage.CANCELLED,
    (Stage.ROLL_PUBLISHED, Action.RAISE_OBJECTION): Stage.ROLL_PUBLISHED,
    (Stage.READY, Action.RAISE_OBJECTION): Stage.READY,
    (Stage.ROLL_PUBLISHED, Action.DECIDE_OBJECTION): Stage.ROLL_PUBLISHED,
    (Stage.READY, Action.DECIDE_OBJECTION): Stage.READY,
    # Members are transferred by letter while their roll is still being made, too.
    (Stage.OPENED, Action.CHANGE_ROLL): Stage.OPENED,
    **{
        (stage, deed): stage
        for stage in _LISTED
        for deed in (Action.FILE_ROLL_APPEAL, Action.DECIDE_ROLL_APPEAL)
    },
    (Stage.ROLL_PUBLISHED, Action.CHANGE_ROLL): Stage.ROLL_PUBLISHED,
    (Stage.READY, Action.CHANGE_ROLL): Stage.READY,
    (Stage.ROLL_PUBLISHED, Action.KEEP_PROXIES): Stage.ROLL_PUBLISHED,
    (Stage.READY, Action.KEEP_PROXIES): Stage.READY,
    (Stage.ROLL_PUBLISHED, Action.KEEP_NOTICES): Stage.ROLL_PUBLISHED,
    (Stage.READY, Action.KEEP_NOTICES): Stage.READY,
    (Stage.ROLL_PUBLISHED, Action.NOMINATE): Stage.ROLL_PUBLISHED,
    **{(Stage.ROLL_PUBLISHED, deed): Stage.ROLL_PUBLISHED for deed in _ON_NOMINEES},
    # Whoever is struck off the published list may appeal, too.
    (Stage.READY, Action.FILE_APPEAL): Stage.READY,
    (Stage.READY, Action.DECIDE_APPEAL): Stage.READY,
    (Stage.ROLL_PUBLISHED, Action.KEEP_APPRAISAL): Stage.ROLL_PUBLISHED,
    **{(stage, deed): stage for stage in _LISTED for deed in _ON_NOTICES},
    (Stage.ROLL_PUBLISHED, Action.PUBLISH_CANDIDATES): Stage.READY,
    (Stage.READY, Action.LEAVE_LIST): Stage.READY,
    # While a place is filled, the others are candidates still, and leave by the same deed.
    (Stage.ROLL_PUBLISHED, Action.LEAVE_LIST): Stage.ROLL_PUBLISHED,
    (Stage.READY, Action.FILL_UP): Stage.ROLL_PUBLISHED,
    (Stage.READY, Action.ISSUE_PAPERS): Stage.POLLING,
    (Stage.POLLING, Action.ISSUE_PAPERS): Stage.POLLING,
    (Stage.READY, Action.KEEP_STOCK): Stage.READY,
    (Stage.POLLING, Action.KEEP_STOCK): Stage.POLLING,
    (Stage.COUNTING, Action.KEEP_STOCK): Stage.COUNTING,
    (Stage.POLLING, Action.WITNESS_DESTRUCTION): Stage.POLLING,
    (Stage.COUNTING, Action.WITNESS_DESTRUCTION): Stage.COUNTING,
    (Stage.POLLING, Action.COLLECT_PAPERS): Stage.COUNTING,
    (Stage.COUNTING, Action.COLLECT_PAPERS): Stage.COUNTING,
    (Stage.COUNTING, Action.ENTER_SHEET): Stage.COUNTING,
    (Stage.COUNTING, Action.SETTLE_SHEETS): Stage.COUNTING,
    (Stage.COUNTING, Action.SCAN_BALLOTS): Stage.COUNTING,
    (Stage.COUNTING, Action.ADJUDICATE): Stage.COUNTING,
    (Stage.COUNTING, Action.DECIDE_BALLOTS): Stage.COUNTING,
    (Stage.COUNTING, Action.DECLARE): Stage.DECLARED,
    (Stage.DECLARED, Action.OPEN_ROUND): Stage.READY,
    (Stage.DECLARED, Action.SEAL): Stage.SEALED,
    **{(stage, Action.KEEP_CHOSEN): stage for stage in Stage if stage not in OVER},
    **{(stage, Action.ACCEPT_LAW): stage for stage in Stage if stage not in OVER},
}
"""Which deed is open in which stage, and the stage that it leads to (阶段转换表)."""


def after(stage: Stage, deed: Action) -> Stage:
    """The stage that a deed leads to; refused where the deed is not open."""
    following = TRANSITIONS.get((stage, deed))
    if following is None:
        open_in = (STAGE_NAMES[s] for s, d in TRANSITIONS if d == deed)
        raise not_open("这次选举", STAGE_NAMES[stage], DEED_NAMES[deed], open_in)
    return following
