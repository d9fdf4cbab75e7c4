"""The form of who was chosen (登记推选的人的表单)."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.domain.choosing import CHOSEN_BY_NAMES, KIND_NAMES, ChosenBy, Kind
from huanjie.office import clock
from huanjie.office.electors.choosing import Choice
from huanjie.office.forms import DayInput, SiteForm

_LARGEST = 10**9 - 1
_MOST_HOUSEHOLDS = 9999
_DIGITS = {"inputmode": "numeric"}


class ChosenForm(SiteForm):
    """登记一个组长或者代表: by the number on the roll."""

    number = forms.IntegerField(
        label=_("名册上的编号"),
        min_value=1,
        max_value=_LARGEST,
        widget=forms.NumberInput(attrs=_DIGITS),
        help_text=_("小组按名册上写的算。"),
    )
    kind = forms.ChoiceField(label=_("身份"))
    chosen_by = forms.ChoiceField(label=_("怎样推选"))
    households = forms.IntegerField(
        label=_("几户推选"),
        required=False,
        min_value=1,
        max_value=_MOST_HOUSEHOLDS,
        widget=forms.NumberInput(attrs=_DIGITS),
        help_text=_("几户联合推选的才填。只写户数，不写是谁推选。"),
    )
    chosen_on = forms.DateField(label=_("推选日期"), widget=DayInput(), initial=clock.today)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("kind", KIND_NAMES), ("chosen_by", CHOSEN_BY_NAMES)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(each.value, _(says)) for each, says in words.items()]

    @property
    def choice(self) -> Choice:
        """Who was chosen, once the form is valid."""
        said = self.cleaned_data
        return Choice(
            number=said["number"],
            kind=Kind(said["kind"]),
            chosen_by=ChosenBy(said["chosen_by"]),
            households=said["households"],
            chosen_on=said["chosen_on"],
        )
