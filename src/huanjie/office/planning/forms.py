"""The form that opens an election (选举方案表)."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huanjie.domain.assembly import ELECTING_MEETINGS
from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.forms import DayInput, SiteForm
from huanjie.office.planning.laws import default_style, earliest_polling_day, first_paper
from huanjie.office.planning.services import Plan
from huanjie.office.tags import day as day_in_words

_MOST_SEATS = 99
_METHODS = {
    "voters": _("全体有选举权的居民、村民投票"),
    "households": _("每户派代表投票"),
    "representatives": _("居民小组、村民小组代表投票"),
}
_STYLES = {
    "choice": _("在所选的人名下画圈"),
    "approve-oppose-abstain": _("对每个人写赞成、不赞成或者弃权"),
}


class PlanForm(SiteForm):
    """选举方案: the day, the seats of each post, the method, and who decided them."""

    polling_day = forms.DateField(label=_("选举日"), widget=DayInput())
    start_day = forms.DateField(
        label=_("可以开始办理的日期"),
        widget=DayInput(),
        help_text=_("日程从这一天排起，一般是今天。"),
    )
    method = forms.ChoiceField(label=_("选举方式"))
    style = forms.ChoiceField(label=_("选票样式"), choices=list(_STYLES.items()))
    adopted_by = forms.CharField(
        label=_("由哪个会议决定"),
        max_length=60,
        help_text=_("职数和选举办法由本单位自己决定，例如“村民代表会议”。"),
    )
    adopted_on = forms.DateField(label=_("决定的日期"), widget=DayInput())

    def __init__(self, pack: RulePack, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _first_values(pack))
        super().__init__(*args, **kwargs)
        self.pack = pack
        self.fields["polling_day"].help_text = _earliest(pack)
        meetings = ELECTING_MEETINGS.get(pack.body, {})
        if meetings:
            self.fields["adopted_by"].help_text = _("例如“%(meeting)s”。") % {
                "meeting": _(next(iter(meetings.values())))
            }
        self._lines = first_paper(pack)
        methods = list(meetings) or [each for each in _METHODS if each in pack.turnout]
        method = self.fields["method"]
        assert isinstance(method, forms.ChoiceField)
        words = {each: _("%(meeting)s投票") % {"meeting": _(meetings[each])} for each in meetings}
        method.choices = [(each, (words or _METHODS)[each]) for each in methods]
        for line in self._lines:
            self.fields[_seats(line.post)] = forms.IntegerField(
                label=_(line.name), min_value=0, max_value=_MOST_SEATS, initial=int(line.women_only)
            )
            self.dress(_seats(line.post))
        self.order_fields(["polling_day", "start_day", *self.seat_names])

    @property
    def seat_names(self) -> list[str]:
        """The names of the fields that ask for seats."""
        return [_seats(line.post) for line in self._lines]

    @property
    def seat_fields(self) -> list[forms.BoundField]:
        """The fields that ask for seats (职数), in the order of the paper."""
        return [self[name] for name in self.seat_names]

    @property
    def shown(self) -> list[tuple[str, Any]]:
        """Every answer with its question, for the check page."""
        words = {**dict(self.fields["method"].choices), **_STYLES}  # type: ignore[attr-defined]
        answers = ((str(field.label), field.name) for field in self)
        said = ((label, self.cleaned_data[name]) for label, name in answers)
        return [(label, words.get(value, value)) for label, value in said]

    @property
    def plan(self) -> Plan:
        """What was decided, once the form is valid."""
        data = self.cleaned_data
        return Plan(
            body=self.pack.body,
            polling_day=data["polling_day"],
            start_day=data["start_day"],
            seats={line.post: data[_seats(line.post)] for line in self._lines},
            method=data["method"],
            style=data["style"],
            adopted_by=data["adopted_by"],
            adopted_on=data["adopted_on"],
        )


def _earliest(pack: RulePack) -> str:
    """The first day that can be kept, where work begins today."""
    day = earliest_polling_day(pack, start=clock.today())
    return (
        gettext("从今天开始办，最早可以定在 %(day)s。") % {"day": day_in_words(day)} if day else ""
    )


def _seats(post: str) -> str:
    return f"seats_{post}"


def _first_values(pack: RulePack) -> dict[str, datetime.date | str]:
    today = clock.today()
    return {"start_day": today, "adopted_on": today, "style": default_style(pack)}


class ReasonForm(SiteForm):
    """Why something is changed (原因): it stands in the log."""

    because = forms.CharField(
        label=_("原因"), max_length=200, help_text=_("写进日志，例如“名单未能按期公布”。")
    )


class PostponeForm(ReasonForm):
    """改选举日: another day, and why."""

    polling_day = forms.DateField(label=_("新的选举日"), widget=DayInput())
    field_order = ("polling_day", "because")
