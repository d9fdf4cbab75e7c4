"""Forms that bring in a file of places (导入单位表) and change places (变更单位)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.office import clock
from huanjie.office.fileform import FileForm
from huanjie.office.forms import DayInput, NamesSelect, SiteForm
from huanjie.office.units.changing import Approval, NewUnit
from huanjie.office.units.models import CODE_LENGTH, NAME_LENGTH, REASON_LENGTH, Unit


class ApprovalForm(SiteForm):
    """批准: the day from which a change holds, why, and by whose paper."""

    on = forms.DateField(label=_("生效日期"), widget=DayInput())
    reason = forms.CharField(label=_("原因"), max_length=REASON_LENGTH)
    approved_by = forms.CharField(label=_("批准机关"), max_length=NAME_LENGTH)
    document = forms.CharField(label=_("批准文号"), max_length=NAME_LENGTH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()

    @property
    def approval(self) -> Approval:
        """By what it is done."""
        data = self.cleaned_data
        return Approval(
            on=data["on"],
            reason=data["reason"],
            approved_by=data["approved_by"],
            document=data["document"],
        )


class RenameForm(ApprovalForm):
    """改名."""

    name = forms.CharField(label=_("新的名称"), max_length=NAME_LENGTH)
    field_order = ("name",)


class CodeForm(ApprovalForm):
    """换代码."""

    code = forms.CharField(label=_("统计用区划代码（十二位）"), max_length=CODE_LENGTH)
    field_order = ("code",)


class MoveForm(ApprovalForm):
    """改隶: the new parent."""

    to = forms.ChoiceField(label=_("新的上级"), widget=NamesSelect())
    field_order = ("to",)

    def __init__(self, parents: Iterable[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        to.choices = [(each.pk, f"{each.name}（{each.pk}）") for each in parents]


class MergeForm(ApprovalForm):
    """合并: which places beside it, and what they are called together."""

    sources = forms.MultipleChoiceField(
        label=_("和哪些单位合并"),
        widget=forms.CheckboxSelectMultiple(),
    )
    name = forms.CharField(label=_("合并以后的名称"), max_length=NAME_LENGTH)
    keeps = forms.BooleanField(
        label=_("沿用本单位的代码；不选就是新设单位，原来的代码都指向它"), required=False
    )
    code = forms.CharField(
        label=_("新单位的代码"),
        required=False,
        max_length=CODE_LENGTH,
        help_text=_("还没有统计用区划代码就空着，系统编一个本地代码。"),
    )
    field_order = ("sources", "name", "keeps", "code")

    def __init__(self, beside: Iterable[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.beside = list(beside)
        sources = self.fields["sources"]
        assert isinstance(sources, forms.MultipleChoiceField)
        sources.choices = [(each.pk, f"{each.name}（{each.pk}）") for each in self.beside]

    @property
    def picked(self) -> frozenset[str]:
        """The codes that are ticked."""
        return frozenset(self["sources"].value() or ())

    def into(self, unit: Unit) -> NewUnit:
        """What they become."""
        data = self.cleaned_data
        return NewUnit(name=data["name"], code=unit.pk if data["keeps"] else data["code"])


class SplitForm(ApprovalForm):
    """拆分: the new places, one a line."""

    names = forms.CharField(
        label=_("新单位，一行一个"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写名称；有统计用区划代码的，在名称后面空一格再写代码。"),
    )
    stays = forms.BooleanField(label=_("原单位保留，名称和代码不变"), required=False)
    field_order = ("names", "stays")

    def parts(self) -> list[NewUnit]:
        """The new places; a line is a name, and a code after it where there is one."""
        lines = (line.split() for line in self.cleaned_data["names"].splitlines())
        return [NewUnit(name=line[0], code="".join(line[1:])) for line in lines if line]


class UnitsForm(FileForm):
    """单位表: below which place, and a file; on the check page, its text instead."""

    place = forms.ChoiceField(label=_("导入到哪里"), widget=NamesSelect())
    file = forms.FileField(
        label=_("单位表（.xlsx、.xls 或者 CSV）"),
        error_messages={"required": _("请选择单位表文件。")},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xls"}),
    )
    field_order = ("place", "file", "text")
    called = "单位表"

    def __init__(self, places: list[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {place.pk: place for place in places}
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [(code, each.name) for code, each in self._places.items()]

    @property
    def unit(self) -> Unit:
        """The place below which the file is brought in."""
        return self._places[self.cleaned_data["place"]]
