"""The form that makes a token (制作令牌)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.forms import DayInput, NamesSelect, SiteForm
from huanjie.office.tokens.models import NAME_LENGTH
from huanjie.office.tokens.scopes import ALWAYS, name_of
from huanjie.office.tokens.services import Grant
from huanjie.office.units.models import Unit

_USUAL_LIFE: Final = datetime.timedelta(days=90)


class TokenForm(SiteForm):
    """令牌: what for, where, what it may, until when."""

    name = forms.CharField(
        label=_("给哪个程序用"), max_length=NAME_LENGTH, help_text=_("例如“县里的统计程序”。")
    )
    place = forms.ChoiceField(
        label=_("在哪里"), widget=NamesSelect(), help_text=_("这个单位和它下面的单位。")
    )
    scopes = forms.MultipleChoiceField(
        label=_("可以办什么"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("只选这个程序用得着的。看单位和选举总是可以的。"),
        required=False,
    )
    expires_on = forms.DateField(
        label=_("用到哪一天"), widget=DayInput(), help_text=_("最长一年，到期自动失效。")
    )

    def __init__(
        self, places: Sequence[Unit], actions: Sequence[Action], *args: Any, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"expires_on": clock.today() + _USUAL_LIFE})
        super().__init__(*args, **kwargs)
        self._places = {place.pk: place for place in places}
        self._choices("place").choices = [(code, each.name) for code, each in self._places.items()]
        self._choices("scopes").choices = [
            (each.value, name_of(each)) for each in actions if each not in ALWAYS
        ]

    def _choices(self, name: str) -> Any:
        return self.fields[name]

    @property
    def unit(self) -> Unit:
        """The place, once the form is valid."""
        return self._places[self.cleaned_data["place"]]

    @property
    def grant(self) -> Grant:
        """What was asked for, once the form is valid."""
        data = self.cleaned_data
        return Grant(
            name=data["name"],
            actions=frozenset(map(Action, data["scopes"])),
            expires_on=data["expires_on"],
        )
