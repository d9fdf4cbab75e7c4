"""Fields for the facts that a pack asks for (事实的栏目), as several forms have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huanjie.law.expression import Fact
from huanjie.office.forms import DayInput, Needed, SiteForm, Words
from huanjie.office.roll.registering import MOST_MONTHS

_YES_NO: Final = (("yes", _("是")), ("no", _("否")))


class FactFields(SiteForm):
    """Fields for facts of a pack, each of its kind; an empty one states nothing."""

    after: tuple[str, ...] = ()
    """the fields that stand after the facts"""

    def ask(self, facts: Iterable[Fact], *, required: bool) -> None:
        """Add a field for each fact, by its word."""
        self.asked = tuple(facts)
        for fact in self.asked:
            self.fields[fact.fact] = _field(fact, required=required)
            self.dress(fact.fact)
        before = [name for name in self.fields if name not in self.after]
        self.order_fields([*before, *self.after])

    def need_facts(self, *, mark: Words, some: Words = "", **when: Any) -> None:
        """One of the facts at least is needed (`Needed`): the mark of one alone, or what is said
        once above several, each of which has a short mark.
        """
        fields = tuple(each.fact for each in self.asked)
        if len(fields) > 1:
            self.need(Needed(fields=fields, mark=_("（可不填）"), together=some, **when))
        elif fields:
            self.need(Needed(fields=fields, mark=mark, **when))

    @property
    def facts(self) -> Mapping[str, Any]:
        """What was stated, as the reader of facts takes it, once the form is valid."""
        said = {fact: self.cleaned_data.get(fact.fact) for fact in self.asked}
        return {
            fact.fact: _value(fact, value)
            for fact, value in said.items()
            if value not in (None, "")
        }

    @property
    def fact_fields(self) -> list[forms.BoundField]:
        """The fields of the facts, for the page."""
        return [self[fact.fact] for fact in self.asked]


def _field(fact: Fact, *, required: bool) -> forms.Field:
    label: Any = _(fact.name)
    first: tuple[str, str | Promise] = ("", _("请选择") if required else _("不填"))
    match fact.kind:
        case "yes-no":
            return forms.ChoiceField(label=label, choices=(first, *_YES_NO), required=required)
        case "whole":
            return forms.IntegerField(
                label=label,
                min_value=0,
                max_value=MOST_MONTHS,
                required=required,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )
        case "date":
            return forms.DateField(label=label, widget=DayInput(), required=required)
        case _:
            words = [(word, _(fact.name_of(word))) for word in fact.choices]
            return forms.ChoiceField(label=label, choices=(first, *words), required=required)


def _value(fact: Fact, value: Any) -> Any:
    if fact.kind == "yes-no":
        return value == "yes"
    return value
