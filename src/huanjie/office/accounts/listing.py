"""The list of accounts as a page and a spreadsheet show it (账号表)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huanjie.domain.permission import ROLE_NAMES, Role
from huanjie.office import clock
from huanjie.office.accounts.reach import Kept
from huanjie.office.people.lockout import locked_accounts
from huanjie.office.people.models import User
from huanjie.office.people.second_factor import FACTORS
from huanjie.office.units.models import Unit

HEADS: Final = (
    gettext_lazy("姓名"),
    gettext_lazy("账号"),
    gettext_lazy("所属单位"),
    gettext_lazy("角色"),
    gettext_lazy("状态"),
    gettext_lazy("第二重验证"),
    gettext_lazy("上次登录"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An account in the list (账号表的一行)."""

    user: User
    seat: Unit
    roles: tuple[tuple[str, str], ...]
    """where and what"""
    is_locked: bool
    has_second_factor: bool

    @property
    def state(self) -> str:
        """How it stands, in a word: what matters most first."""
        if not self.user.is_active:
            return _("已停用")
        if self.is_locked:
            return _("已锁定")
        return _("初始密码还没改") if self.user.has_start_password else _("正常")

    @property
    def tag(self) -> str:
        """How the word looks."""
        if not self.user.is_active:
            return "wait"
        return "bad" if self.is_locked else "warn" if self.user.has_start_password else "ok"

    @property
    def icon(self) -> str:
        """The shape beside the word."""
        return {"wait": "○", "bad": "■", "warn": "▲", "ok": "✓"}[self.tag]

    @property
    def last_seen(self) -> str:
        """When it was last signed in with, in China's time."""
        last = self.user.last_login
        return f"{timezone.localtime(last, clock.CHINA):%Y-%m-%d %H:%M}" if last else ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The same as a line of a spreadsheet."""
        return (
            self.user.name,
            self.user.username,
            self.seat.short_name,
            "；".join(f"{place} {role}" for place, role in self.roles),
            self.state,
            _("有") if self.has_second_factor else _("没有"),
            self.last_seen,
        )


def rows_of(kept: Sequence[Kept]) -> list[Row]:
    """Each with what two queries for all of them tell."""
    users = [each.user for each in kept]
    locked = locked_accounts(users)
    factors = Authenticator.objects.filter(user__in=users, type__in=FACTORS)
    with_factor = set(factors.values_list("user_id", flat=True))
    return [
        Row(
            user=each.user,
            seat=each.seat,
            roles=tuple((h.unit.short_name, _(ROLE_NAMES[Role(h.role)])) for h in each.held),
            is_locked=each.user.pk in locked,
            has_second_factor=each.user.pk in with_factor,
        )
        for each in kept
    ]
