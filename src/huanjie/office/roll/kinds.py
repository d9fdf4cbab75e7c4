"""Words for what is found in a roll (问题的名称和改法): each kind of `roll check`, and our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Words:
    """A kind by its name, and what to do about it."""

    name: str | Promise
    remedy: str | Promise


SAME_ROW: Final = "same-row"
SAME_NUMBER: Final = "same-number"
ON_ROLL: Final = "on-roll"
LEFT: Final = "left-roll"
NO_STANDING: Final = "no-standing"
TOO_LONG: Final = "too-long"
TOO_YOUNG: Final = "too-young"
MUST_STATE: Final = "must-state"
UNIT_UNKNOWN: Final = "unit-unknown"

_CARD: Final = _("对照身份证，重新填写这一格。")
_SHEET: Final = _("看原因，改好这一行。")

KINDS: Final[Mapping[str, Words]] = {
    "id-missing": Words(_("没有证件号码"), _("补上身份证号。")),
    "id-length": Words(_("证件号码位数不对"), _CARD),
    "id-characters": Words(_("证件号码有别的字符"), _CARD),
    "id-checksum": Words(_("证件号码校验码不对"), _CARD),
    "id-date": Words(_("证件号码里的日期不对"), _CARD),
    "id-as-number": Words(_("证件号码存成了数字"), _("把这一列设为“文本”，再对照身份证重新填写。")),
    "sex-mismatch": Words(_("性别不对"), _("写“男”或者“女”，与身份证一致。")),
    "birth-mismatch": Words(_("出生日期不一致"), _("以身份证为准改好，或者清空这一格。")),
    "birth-invalid": Words(_("出生日期不能用"), _("写成 1990-01-02 的样子，或者清空这一格。")),
    "name-missing": Words(_("没有姓名"), _("补上姓名。")),
    "name-characters": Words(_("姓名有问题"), _("用输入法重新输入姓名。")),
    "row-shape": Words(_("这一行不完整"), _SHEET),
    "formula": Words(_("这一格是公式"), _("复制后“选择性粘贴—数值”。")),
    SAME_ROW: Words(_("重复的行"), _("不用改：这个人已经在这份文件里，只导入一次。")),
    SAME_NUMBER: Words(_("同一个号码对着不同的内容"), _("对照身份证，只留正确的一行。")),
    ON_ROLL: Words(_("已经在名册上"), _("不用改：这个人原来就在名册上。")),
    LEFT: Words(_("已经移出名册"), _("不用改：要回来的，凭介绍信在“名册变动”办理组织关系转入。")),
    NO_STANDING: Words(_("看不出类别"), _("照原因里写的类别，选一种填写。")),
    TOO_YOUNG: Words(
        _("选举日还不到年龄"), _("不到年龄的不列入名册；号码写错的，对照身份证改好这一行。")
    ),
    MUST_STATE: Words(
        _("不满年龄，要写明事实"),
        _(
            "名单公布以后，由选举主持人在“名册变动”写明事实，逐个列入；"
            "号码写错的，对照身份证改好这一行。"
        ),
    ),
    UNIT_UNKNOWN: Words(
        _("这个单位不能导入"),
        _("照原因改：写单位代码，或者与系统里一样的名称；没有开启的，先开启。"),
    ),
    TOO_LONG: Words(_("文字太长"), _("只写名称，说明写在别处。")),
}


def words_of(kind: str) -> Words:
    """The words of a kind; a new one of the reader's is shown by its reason alone."""
    return KINDS.get(kind, Words(_("这一行有问题"), _SHEET))
