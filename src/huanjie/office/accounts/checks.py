"""Before a deed to an account or a card (核对后办理): what it will do, whom it puts out at once,
and whether it can be taken back, on a page of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from huanjie.domain.permission import ROLE_NAMES, Action, Role
from huanjie.office.forms import Words
from huanjie.office.units.models import Assignment, Unit
from huanjie.office.units.permission import in_force

REPLACE_CARD: Final = "replace-card"
"""handing out another card for the same holder, which is no action of its own"""

_WHO: Final = _("先核对来人是不是本人，再办。")
SAYS: Final[Mapping[str, Sequence[Words]]] = {
    Action.RENEW_PASSWORD: (
        _("现在的密码马上作废，正在用这个账号的人马上退出。"),
        _("下一页显示新的初始密码，只显示这一次；本人第一次登录时要换成自己的密码。"),
        _WHO,
    ),
    Action.CLOSE_ACCOUNT: (
        _("马上不能再用它登录，正在用的人马上退出。"),
        _("它的角色和办过的事都留着；以后可以恢复。"),
    ),
    Action.RESET_SECOND_FACTOR: (
        _("验证器、安全密钥和恢复码都作废，正在用这个账号的人马上退出。"),
        _("下次登录时重新设置。"),
        _WHO,
    ),
    Action.UNLINK_IDENTITY: (
        _("原来的身份不能再登录这个账号，正在用的人马上退出。"),
        _("以后用统一身份认证登录、那边的名字正是这个账号的人，会重新关联。"),
        _("先问清楚他在那边是不是换了新的身份，再办。"),
    ),
    Action.WITHDRAW_ROLE: (
        _("马上不能再办这个角色的事，也看不到这里的资料。"),
        _("账号还在；以后可以再指定。"),
    ),
    REPLACE_CARD: (
        _("旧卡马上作废；已经登录的，马上退出，用新卡再登录。"),
        _("下一页显示新的卡号，只显示这一次。"),
        _("已经交的计票单不受影响。"),
    ),
    Action.REVOKE_CARD: (
        _("这张卡马上作废，持卡人马上退出，不能再参加。"),
        _("不能恢复。要换人，另外发卡；卡丢了、看不清，用“补发”。"),
        _("已经交的计票单不受影响。"),
    ),
}
"""What each deed does, as its check page says it."""


def check_page(
    request: HttpRequest,
    deed: str,
    *,
    about: str,
    heading: str,
    back: str,
    more: Sequence[str] = (),
) -> HttpResponse:
    """Ask before the deed is done; the same address does it."""
    page = {
        "heading": heading,
        "about": about,
        "says": [*more, *map(str, SAYS[deed])],
        "back": back,
        "section": "accounts",
    }
    return render(request, "accounts/check.html", page)


def nobody_else(unit: Unit, role: Role, but: int) -> list[str]:
    """That nobody else holds this role here, where it is so: what waits for it stands still."""
    others = Assignment.objects.filter(in_force(), unit=unit, role=role, user__is_active=True)
    if others.exclude(user=but).exists():
        return []
    names = {"unit": unit.short_name, "role": _t(ROLE_NAMES[role])}
    return [_t("%(unit)s没有别的%(role)s：收回以后，等他办的事没有人办。") % names]
