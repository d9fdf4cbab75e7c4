"""Forms of objections (异议的表单): what is said, and by which conditions it is decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.domain.objection import KIND_NAMES, Kind
from huanjie.domain.rollchange import conditions_of
from huanjie.domain.rollfit import LONGEST
from huanjie.law.condition import Condition
from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.forms import DayInput, NamesSelect, Needed, SiteForm
from huanjie.office.roll.forms import MOST_NUMBER
from huanjie.office.roll.models import NAME_LENGTH
from huanjie.office.roll.objections import LONGEST_NOTE, Said


class ObjectionForm(SiteForm):
    """登记异议: what is wrong, about whom, who says so, and when it came."""

    kind = forms.ChoiceField(
        label=_("异议的种类"),
        choices=[(each.value, _(name)) for each, name in KIND_NAMES.items()],
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        label=_("名册上的编号"),
        help_text=_("在名册页可以查到编号。漏登的不填。"),
        required=False,
        min_value=1,
        max_value=MOST_NUMBER,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    name = forms.CharField(
        label=_("漏登的人的姓名"),
        help_text=_("错登、登记内容有误的不填，按编号找。"),
        max_length=NAME_LENGTH,
        required=False,
    )
    ground = forms.ChoiceField(
        label=_("涉及哪个登记条件"), required=False, widget=NamesSelect(words=("",))
    )
    note = forms.CharField(
        label=_("事实"),
        help_text=_("只写事实，例如“2026年5月户口迁入本村”。不写看法，不评价人。"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    raised_by = forms.CharField(label=_("提出人姓名"), max_length=NAME_LENGTH)
    phone = forms.CharField(label=_("提出人手机号"), max_length=LONGEST, required=False)
    received_on = forms.DateField(label=_("收到的日期"), widget=DayInput(), initial=clock.today)
    needs = (
        Needed(
            fields=("number",),
            by="kind",
            answers=frozenset({Kind.WRONGLY_LISTED, Kind.WRONG_ENTRY}),
            mark=_("（错登、登记内容有误的必填）"),
            says=_("没有写是名册上的哪个人。先在名册上找到编号。"),
        ),
        Needed(
            fields=("name",),
            by="kind",
            answers=frozenset({Kind.OMITTED}),
            mark=_("（漏登的必填）"),
            says=_("没有写漏登的人的姓名。"),
        ),
    )

    def __init__(self, pack: RulePack, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ground"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("没有写明")), *conditions_in_words(conditions_of(pack))]

    @property
    def said(self) -> Said:
        """The objection, once the form is valid."""
        data = self.cleaned_data
        return Said(**{**data, "kind": Kind(data["kind"])})


class ReasonsForm(SiteForm):
    """决定: the conditions of registration that it rests on."""

    reasons = forms.MultipleChoiceField(
        label=_("决定的理由：依据哪些登记条件"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, conditions: Iterable[Condition], *args: Any, required: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reasons"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = conditions_in_words(conditions)
        field.required = required

    @property
    def keys(self) -> tuple[str, ...]:
        """The conditions that were ticked."""
        return tuple(self.cleaned_data["reasons"])


def conditions_in_words(conditions: Iterable[Condition]) -> list[tuple[str, str]]:
    """Conditions of registration as choices, each with its article."""
    return [(each.key, f"{each.name}（{each.citation.article}）") for each in conditions]
