"""What the security log keeps (安全日志): events, without passwords, forms or contents."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huanjie.office.units.models import CODE_LENGTH

DETAIL_LENGTH: Final = 200
ADDRESS_LENGTH: Final = 60


class Kind(models.TextChoices):
    """What happened (安全事件的种类)."""

    SIGN_IN = "sign-in", _("登录")
    SIGN_IN_FAILED = "sign-in-failed", _("登录失败")
    SIGN_OUT = "sign-out", _("退出")
    LOCKED_OUT = "locked-out", _("账号锁定")
    REFUSED = "refused", _("没有权限")
    ROLE_CHANGED = "role-changed", _("权限变更")
    KEYS_ROTATED = "keys-rotated", _("更换钥匙")
    ACCOUNT = "account", _("账号变更")
    OWN_ACCOUNT = "own-account", _("本人改动账号")
    READ = "read", _("批量查看个人信息")
    FULL_NUMBER = "full-number", _("查看完整证件号码")
    DELETED = "deleted", _("到期删除")


class SecurityEvent(models.Model):
    """One event (一条安全日志).

    It is no deed: most of them are about somebody who was not let in, and the log of an election
    proves what was done to it, not who looked for a page. So it is written outside the one door,
    by `noting.py` alone, may be searched, and is deleted when its period ends.
    """

    moment = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=20, choices=Kind)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    """None where nobody is known by the name that was typed; what was typed is not kept"""
    region = models.CharField(max_length=CODE_LENGTH, blank=True, db_index=True)
    """the place that it is about, or where the account holds its role (单位代码)"""
    address = models.CharField(max_length=ADDRESS_LENGTH, blank=True)
    """the name of the page, not what was asked of it"""
    ip = models.GenericIPAddressField(null=True)
    people = models.PositiveIntegerField(null=True)
    """how many people's data were shown (人数)"""
    detail = models.CharField(max_length=DETAIL_LENGTH, blank=True)

    class Meta:
        verbose_name = "安全日志"
        db_table = "security_event"
        ordering = ("-moment", "-pk")

    def __str__(self) -> str:
        return f"{self.moment:%Y-%m-%d %H:%M} {self.kind}"
