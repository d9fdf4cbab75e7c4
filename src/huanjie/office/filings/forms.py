"""Forms of filings (报送和答复的表单)."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huanjie.domain.filing import DEED_NAMES, Content, Deed, Member
from huanjie.door.fault import BadInput
from huanjie.office.filings.members import read_members
from huanjie.office.filings.models import MISSING_LENGTH, NUMBER_LENGTH, ORGAN_LENGTH
from huanjie.office.filings.services import Said
from huanjie.office.forms import DayInput, Needed, SiteForm
from huanjie.office.web import in_sentences

_DAY: Final = gettext_lazy("文书上的日期。")


class SendForm(SiteForm):
    """报送: to whom, under which number, on which day; of an election committee, its members."""

    organ = forms.CharField(label=gettext_lazy("主送机关"), max_length=ORGAN_LENGTH)
    number = forms.CharField(
        label=gettext_lazy("发文字号"), max_length=NUMBER_LENGTH, required=False
    )
    on = forms.DateField(label=gettext_lazy("报送日期"), widget=DayInput, help_text=_DAY)
    members = forms.CharField(
        label=gettext_lazy("选举委员会成员"),
        widget=forms.Textarea(attrs={"rows": 7, "lang": "zh-CN"}),
        help_text=gettext_lazy("一行一人：先写职务，空一格，再写姓名，如：主任 钟一鸣。"),
    )

    def __init__(self, content: Content, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if content is not Content.COMMITTEE:
            del self.fields["members"]

    def clean_members(self) -> tuple[Member, ...]:
        """Read the lines."""
        try:
            return read_members(self.cleaned_data["members"])
        except BadInput as refused:
            raise forms.ValidationError(in_sentences(refused)) from refused

    @property
    def said(self) -> Said:
        """The turn, once the form is valid."""
        data = self.cleaned_data
        return Said(
            deed=Deed.SEND,
            on=data["on"],
            organ=data["organ"],
            number=data["number"],
            members=data.get("members", ()),
        )


class AnswerForm(SiteForm):
    """答复: which answer, by whom, under which number, and what is missing where it goes back."""

    deed = forms.ChoiceField(label=gettext_lazy("怎样答复"), widget=forms.RadioSelect)
    organ = forms.CharField(label=gettext_lazy("答复的机关"), max_length=ORGAN_LENGTH)
    number = forms.CharField(
        label=gettext_lazy("答复的文号"), max_length=NUMBER_LENGTH, required=False
    )
    on = forms.DateField(label=gettext_lazy("答复日期"), widget=DayInput, help_text=_DAY)
    missing = forms.CharField(
        label=gettext_lazy("要补正什么"),
        max_length=MISSING_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("缺哪份材料，哪里写错了。只写文书的问题。"),
    )
    needs = (
        Needed(
            fields=("missing",),
            by="deed",
            answers=frozenset({Deed.RETURN}),
            mark=gettext_lazy("（退回补正的必填，其他答复不填）"),
            says=gettext_lazy("没有写要补正什么。写清楚缺什么、哪里要改。"),
            otherwise=gettext_lazy("只有退回补正的才写这一项；要退回，请选“退回补正”。"),
        ),
    )

    def __init__(self, answers: tuple[Deed, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["deed"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.value, _(DEED_NAMES[each])) for each in answers]

    @property
    def said(self) -> Said:
        """The turn, once the form is valid."""
        data = self.cleaned_data
        return Said(
            deed=Deed(data["deed"]),
            on=data["on"],
            organ=data["organ"],
            number=data["number"],
            missing=data["missing"],
        )
