"""The form of a proxy (登记委托的表单): two numbers of the roll, the day, and what the law asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.electors.proxyfacts import Asked, questions
from huanjie.office.forms import DayInput
from huanjie.office.law.askforms import FactsForm
from huanjie.paper.voter_cards import card_name

_LARGEST = 10**9 - 1


class ProxyForm(FactsForm):
    """登记一份委托: who is away, who votes for them, and the conditions of the pack."""

    def __init__(self, pack: RulePack, *args: Any, **kwargs: Any) -> None:
        facts = questions(pack)
        super().__init__(facts, *args, **kwargs)
        own: dict[str, forms.Field] = {
            "principal": _number(
                _("委托人的编号"),
                _("名册上的编号，%(card)s上也有。") % {"card": _(card_name(pack))},
            ),
            "holder": _number(_("受委托人的编号"), ""),
            "asked_on": forms.DateField(
                label=_("提出的日期"),
                widget=DayInput(),
                help_text=_("委托书交来的那一天。"),
                initial=clock.today,
            ),
        }
        asked = dict(self.fields)
        self.fields.clear()
        self.fields.update(own | asked)
        for name in own:
            self.dress(name)
        self._asked = tuple(asked)

    @property
    def asked(self) -> Asked:
        """The proxy, once the form is valid."""
        said, values = self.cleaned_data, self.values()
        return Asked(
            principal=said["principal"],
            holder=said["holder"],
            asked_on=said["asked_on"],
            stated={key: values[key] for key in self._asked},
        )


def _number(label: Any, hint: Any) -> forms.Field:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=1,
        max_value=_LARGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
