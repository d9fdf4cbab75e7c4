"""The form of a notice (登记通知的表单): who of one group was told, how, when, and by whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.domain.meetingnotice import TELLER_NAMES, WAY_NAMES, Teller, Way
from huanjie.office import clock
from huanjie.office.electors.meetingnoticelist import ToldGroup
from huanjie.office.electors.meetingnotices import MeetingNotice
from huanjie.office.forms import DayInput, SiteForm


class MeetingNoticeForm(SiteForm):
    """登记通知: the electors of one group."""

    numbers = forms.TypedMultipleChoiceField(
        label=_("通知到的人"),
        coerce=int,
        error_messages={"required": _("还没有选人，请勾选通知到的人。")},
    )
    way = forms.ChoiceField(label=_("通知方式"))
    told_by = forms.ChoiceField(label=_("由谁通知"), help_text=_("只记身份，不记姓名。"))
    told_on = forms.DateField(label=_("通知日期"), widget=DayInput(), initial=clock.today)

    def __init__(self, group: ToldGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("numbers", [(line.entry.number, line.entry.name) for line in group.lines])
        self._choices("way", [(way.value, _(name)) for way, name in WAY_NAMES.items()])
        self._choices("told_by", [(by.value, _(name)) for by, name in TELLER_NAMES.items()])

    def _choices(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField | forms.TypedMultipleChoiceField)
        field.choices = choices

    @property
    def ticked(self) -> set[str]:
        """The numbers that are ticked (勾选的编号)."""
        return {str(each) for each in self["numbers"].value() or ()}

    @property
    def notice(self) -> MeetingNotice:
        """Who was told, once the form is valid."""
        said = self.cleaned_data
        return MeetingNotice(
            numbers=tuple(said["numbers"]),
            way=Way(said["way"]),
            told_by=Teller(said["told_by"]),
            told_on=said["told_on"],
        )
