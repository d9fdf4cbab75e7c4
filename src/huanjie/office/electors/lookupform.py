"""Forms of asking the roll (名册查询的表单)."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.office.electors.lookup import ENDING, plain_ending
from huanjie.office.forms import SiteForm
from huanjie.office.roll.models import NAME_LENGTH

_LONGEST_CODE = 20
"""signs, with strokes and spaces"""
_LONGEST_ENDING = 12

_OFF = {"autocomplete": "off", "spellcheck": "false"}


class CodeForm(SiteForm):
    """凭查询码: what stands on the voter card."""

    card = forms.CharField(
        label=_("查询码"),
        max_length=_LONGEST_CODE,
        help_text=_("选民证（参选证、选举人证）上的十个字母和数字，大小写都可以。"),
        widget=forms.TextInput(attrs={**_OFF, "autocapitalize": "characters"}),
        error_messages={
            "required": _("没有填查询码。看选民证（参选证、选举人证）上的十个字母和数字。")
        },
    )


class NameForm(SiteForm):
    """凭姓名: with the end of one's own identity number."""

    name = forms.CharField(
        label=_("姓名"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs=_OFF),
        error_messages={"required": _("没有填姓名。")},
    )
    ending = forms.CharField(
        label=_("身份证号后六位"),
        max_length=_LONGEST_ENDING,
        help_text=_("最后一位是 X 的，填 X。只用来核对，不保存。"),
        widget=forms.TextInput(attrs=_OFF),
        error_messages={"required": _("没有填身份证号后六位。")},
    )

    def clean_ending(self) -> str:
        """Six signs, whatever keyboard they came from."""
        ending = plain_ending(self.cleaned_data["ending"])
        if not ENDING.fullmatch(ending):
            raise forms.ValidationError(_("应为六位：五个数字，最后一位是数字或者 X。"))
        return ending
