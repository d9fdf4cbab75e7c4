"""Forms of cover and waves (安排包联和批次)."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from huanjie.domain.cover import COVER_NAMES, CoverKind
from huanjie.office import clock
from huanjie.office.cover.models import NAME_LENGTH, Wave
from huanjie.office.cover.services import Sent, WaveFacts
from huanjie.office.forms import DayInput, NamesSelect, SiteForm

_MOST_PLACES: Final = 99
OUT_OF_ALL: Final = "none"
"""what takes a unit out of its wave: never what a form begins with"""


class SendForm(SiteForm):
    """派谁: which kind, who, from when."""

    kind = forms.ChoiceField(label=_("包联种类"))
    name = forms.CharField(
        label=_("姓名或者组名"),
        max_length=NAME_LENGTH,
        help_text=_("同名的人在姓名后面写明单位，如：王伟（水利局）。"),
    )
    members = forms.CharField(
        label=_("组的成员，一行一人"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("一个人包联就不填；组有几个人，选举日就能去几个单位。"),
    )
    username = forms.CharField(label=_("账号"), required=False, max_length=NAME_LENGTH)
    from_on = forms.DateField(label=_("开始日期"), widget=DayInput())
    replaces = forms.BooleanField(
        label=_("替换这些单位原来的人，原来的到前一天为止"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(each.value, _t(name)) for each, name in COVER_NAMES.items()]
        self.fields["from_on"].initial = clock.today()

    @property
    def sent(self) -> Sent:
        """Who is sent."""
        data = self.cleaned_data
        lines = (line.strip() for line in data["members"].splitlines())
        return Sent(
            kind=CoverKind(data["kind"]),
            name=data["name"],
            members=tuple(line for line in lines if line),
            username=data["username"],
            from_on=data["from_on"],
            replaces=data["replaces"],
        )


class EndForm(SiteForm):
    """结束包联: the last day."""

    on = forms.DateField(label=_("结束日期"), widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()


class WaveForm(SiteForm):
    """批次: its name, its order, its window."""

    name = forms.CharField(
        label=_("批次名称"), max_length=NAME_LENGTH, help_text=_("如：试点、第一批、第二批。")
    )
    place = forms.IntegerField(label=_("次序"), min_value=1, max_value=_MOST_PLACES)
    is_pilot = forms.BooleanField(label=_("是试点"), required=False)
    first_day = forms.DateField(label=_("最早选举日"), required=False, widget=DayInput())
    last_day = forms.DateField(label=_("最晚选举日"), required=False, widget=DayInput())

    @property
    def facts(self) -> WaveFacts:
        """What is said."""
        return WaveFacts(**self.cleaned_data)


class IntoWaveForm(SiteForm):
    """放进哪一批."""

    wave = forms.ChoiceField(label=_("批次"), widget=NamesSelect(words=[OUT_OF_ALL]))

    def __init__(self, waves: list[Wave], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wave = self.fields["wave"]
        assert isinstance(wave, forms.ChoiceField)
        named = ((each.pk, each.name) for each in waves)
        wave.choices = [("", _t("请选择")), *named, (OUT_OF_ALL, _t("不在任何一批"))]
