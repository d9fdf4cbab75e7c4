"""What the log tells of deeds at a place (单位的各项办理的内容): which particulars, in which words;
its bodies, joint review, personal data, accounts, and what the site does by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as noop

from huanjie.domain.permission import ACCOUNT_DEEDS, Action
from huanjie.office.overview.electionwords import REVIEWED, Words

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
_BODIES: Final[Mapping[str, Words]] = {
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
}
_REVIEW: Final[Mapping[str, Words]] = {
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
            *REVIEWED,
        ),
    ),
}
_OTHERS: Final[Mapping[str, Words]] = {
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
OF_PLACES: Final[Mapping[str, Words]] = {**_BODIES, **_REVIEW, **_OTHERS}
"""By deed: which particulars are told, in which words."""
