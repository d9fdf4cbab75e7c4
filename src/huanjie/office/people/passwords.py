"""What a password must be (密码要求), each refusal in words that say how to mend it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import password_validation as django_says
from django.utils.translation import gettext as _


class LongEnough(django_says.MinimumLengthValidator):
    """够长."""

    def get_error_message(self) -> Any:
        return _("密码太短，至少要 %(least)d 个字符。") % {"least": self.min_length}


class UnlikeTheAccount(django_says.UserAttributeSimilarityValidator):
    """不像账号和姓名."""

    def get_error_message(self) -> Any:
        return _("密码和账号或者姓名太像，换一个。")


class Uncommon(django_says.CommonPasswordValidator):
    """不常见."""

    def get_error_message(self) -> Any:
        return _("很多人用这个密码，别人猜得到，换一个。")


class NotDigitsAlone(django_says.NumericPasswordValidator):
    """不全是数字."""

    def get_error_message(self) -> Any:
        return _("密码不能全是数字，加上几个汉字或者字母。")
