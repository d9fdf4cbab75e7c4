"""Forms of a calculator (计算器的表单): which law on which day, then the facts. All by address."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _

from huanjie.door.cursor import LARGEST
from huanjie.law.pack import RulePack
from huanjie.law.regions import REGIONS
from huanjie.office.forms import DayInput, NamesSelect, SiteForm
from huanjie.office.law.calculators.calculator import Calculator, Fact, Kind, Values
from huanjie.office.law.comparison import region_name
from huanjie.office.law.shelves import Body, bodies, pack_on
from huanjie.office.web import attempt

_LONGEST_TEXT: Final = 40
_YES_NO: Final = {"": None, "yes": True, "no": False}


class WhereForm(SiteForm):
    """Whose law, and on which day (按哪里的规则): no choice is needed, each has a default."""

    def __init__(self, known: Sequence[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"] = forms.ChoiceField(
            label=_("哪个组织"), choices=[(each.body, _(each.name)) for each in known]
        )
        self.fields["region"] = forms.ChoiceField(
            label=_("哪个省"),
            required=False,
            choices=[("", _("只按国家的规定")), *((each, region_name(each)) for each in REGIONS)],
        )
        self.fields["on"] = forms.DateField(label=_("哪一天的规则"), widget=DayInput())
        for name in self.fields:
            self.dress(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The law that was chosen (选定的规则): its pack, and how the address names it."""

    form: WhereForm
    body: str
    region: str
    on: datetime.date
    pack: RulePack | None
    """None where that day had none, or where the address is wrong"""

    @property
    def query(self) -> str:
        """The end of an address that keeps the choice."""
        named = {"body": self.body, "region": self.region, "on": self.on.isoformat()}
        return urlencode({key: value for key, value in named.items() if value})

    @property
    def region_is_missing(self) -> bool:
        """Whether the province has no rules of its own on the shelf."""
        return bool(self.region and self.pack and self.pack.region is None)


def read_where(stated: Mapping[str, str], calculator: Calculator, today: datetime.date) -> Where:
    """The law that an address asks for; what it leaves out is the body that has such a rule, the
    national law, and today.
    """
    known = bodies(today)
    first = next((b for b in known if getattr(b.pack, calculator.rule or "period", None)), known[0])
    data = {"body": first.body, "region": "", "on": today.isoformat()}
    data |= {key: stated[key] for key in data if stated.get(key)}
    form = WhereForm(known, data)
    good = form.is_valid()
    body, region = (data["body"], data["region"]) if good else (first.body, "")
    on = form.cleaned_data["on"] if good else today
    pack = attempt(form, lambda: pack_on(body, on, region or None)) if good else None
    return Where(form=form, body=body, region=region, on=on, pack=pack)


class FactsForm(SiteForm):
    """The facts that a calculator asks for (要填的事实)."""

    def __init__(self, facts: Sequence[Fact], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._facts = facts
        for fact in facts:
            self.fields[fact.key] = _FIELDS[fact.kind](fact)
            self.dress(fact.key)

    def groups(self) -> list[tuple[bool, list[forms.BoundField]]]:
        """The fields in their order, small neighbours together (几项一行)."""
        together = groupby(self._facts, key=lambda fact: fact.is_small)
        return [(small, [self[fact.key] for fact in facts]) for small, facts in together]

    @property
    def is_filled(self) -> bool:
        """Whether anything was typed; a choice that always stands says nothing."""
        asked = (fact.key for fact in self._facts if not (fact.needed and fact.kind == "choice"))
        return any(self.data.get(key) for key in asked)

    def values(self) -> Values:
        """What was typed, by its key; None where nothing was."""
        return {key: None if value == "" else value for key, value in self.cleaned_data.items()}


def _whole(fact: Fact) -> forms.Field:
    return forms.IntegerField(
        label=fact.label,
        required=fact.needed,
        help_text=fact.hint,
        min_value=fact.at_least,
        max_value=LARGEST if fact.at_most is None else fact.at_most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


def _day(fact: Fact) -> forms.Field:
    return forms.DateField(
        label=fact.label, required=fact.needed, help_text=fact.hint, widget=DayInput()
    )


def _choice(fact: Fact) -> forms.Field:
    return forms.ChoiceField(
        label=fact.label,
        required=fact.needed,
        help_text=fact.hint,
        choices=list(fact.choices),
        widget=NamesSelect if fact.in_chinese else forms.Select,
    )


def _yes_no(fact: Fact) -> forms.Field:
    return forms.TypedChoiceField(
        label=fact.label,
        required=fact.needed,
        help_text=fact.hint,
        choices=[("", _("没有说明")), ("yes", _("是")), ("no", _("否"))],
        coerce=_YES_NO.__getitem__,
        empty_value=None,
    )


def _text(fact: Fact) -> forms.Field:
    return forms.CharField(
        label=fact.label, required=fact.needed, help_text=fact.hint, max_length=_LONGEST_TEXT
    )


_FIELDS: Final[Mapping[Kind, Callable[[Fact], forms.Field]]] = {
    "whole": _whole,
    "day": _day,
    "choice": _choice,
    "yes-no": _yes_no,
    "text": _text,
}
