"""Forms of keeping (保管的表单)."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.domain.rollcolumns import Column
from huanjie.domain.rollfit import LONGEST
from huanjie.office.forms import SiteForm
from huanjie.office.reading import LONGEST_REASON
from huanjie.office.roll.models import NAME_LENGTH, RollEntry
from huanjie.office.roll.rewriting import CORRECTED

_LONGEST_NUMBER = 30
"""room for spaces and hyphens between the digits"""


class HoldForm(SiteForm):
    """保全: why."""

    because = forms.CharField(
        label=_("原因"),
        max_length=LONGEST_REASON,
        help_text=_("例如“有一件投诉还没有办结”。不写当事人的姓名。"),
        error_messages={"required": _("没有写原因。")},
    )


class PersonForm(SiteForm):
    """查本人信息: the number that the person shows, what for, and in which shape."""

    identity_number = forms.CharField(
        label=_("本人的身份证号"),
        max_length=_LONGEST_NUMBER,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("只能按号码查一个人，不能按姓名查，也不能列出。"),
    )
    because = forms.CharField(
        label=_("用途"),
        max_length=LONGEST_REASON,
        help_text=_("例如“本人来查，已核对身份证”。写进记录。"),
    )
    shape = forms.ChoiceField(
        label=_("要什么"),
        choices=[
            ("page", _("在页面上看")),
            ("docx", _("Word 文件，交给本人")),
            ("json", _("JSON 文件，交给别的系统")),
        ],
    )


class CorrectForm(SiteForm):
    """更正: what a roll says of one person, and why it was wrong."""

    name = forms.CharField(label=_("姓名"), max_length=NAME_LENGTH)
    id_number = forms.CharField(
        label=_("身份证号"),
        max_length=_LONGEST_NUMBER,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    phone = forms.CharField(label=_("手机号"), max_length=LONGEST, required=False)
    household = forms.CharField(label=_("户号"), max_length=LONGEST, required=False)
    group = forms.CharField(label=_("小组"), max_length=LONGEST, required=False)
    because = forms.CharField(
        label=_("更正的原因"),
        max_length=LONGEST_REASON,
        help_text=_("例如“户口簿上是另一个字”。写进记录。"),
    )

    @classmethod
    def of(cls, entry: RollEntry) -> CorrectForm:
        """The form with what the roll says now."""
        said = {name: getattr(entry, name) or "" for name in CORRECTED}
        return cls(initial=said, auto_id=f"id_%s_{entry.pk}")

    @property
    def cells(self) -> dict[Column, str]:
        """The answers as the cells of a row, once the form is valid."""
        return {name: self.cleaned_data[name] for name in CORRECTED}
