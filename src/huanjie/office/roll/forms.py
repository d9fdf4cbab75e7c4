"""Forms of the roll (名册的表单): a file, one person, and how to load."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from huanjie.domain.cycle import Stage
from huanjie.domain.memberroll import MEMBER_ROLLS, MemberRoll
from huanjie.domain.rollcolumns import Column, heading_of
from huanjie.domain.rollfit import LONGEST
from huanjie.office.forms import NamesSelect, SiteForm
from huanjie.office.planning.models import Election
from huanjie.office.planning.tablefile import PurposeForm
from huanjie.office.roll.columns import ASKED, Unknown
from huanjie.office.roll.grouppairs import GroupPair
from huanjie.office.roll.listing import LONGEST_QUERY, ORDERS
from huanjie.office.roll.models import BECAUSE_LENGTH
from huanjie.office.units.models import Unit

MOST_NUMBER = 10**9 - 1
"""the largest number on a roll that a form takes"""
_LONGEST_NAME = 60
_LONGEST_NUMBER = 30
"""room for spaces and hyphens between the digits"""


class UploadForm(SiteForm):
    """上传名册: one file, of any kind; what it is its first bytes say."""

    file = forms.FileField(
        label=_("名册文件"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt"}),
        error_messages={"required": _("还没有选文件。")},
    )

    megabytes = settings.LARGEST_UPLOAD // 2**20
    """how large a file may be"""

    def clean_file(self) -> Any:
        """Larger than the site takes is refused before anybody reads it."""
        file = self.cleaned_data["file"]
        if file.size > settings.LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("文件太大，最多 %(megabytes)d MB。只留名册这一张表，或者分成几个文件。"),
                params={"megabytes": self.megabytes},
            )
        return file


class TakeForm(PurposeForm):
    """导出名册: what for, and whether with whole numbers; of whom the page showed, as it did."""

    is_full = forms.BooleanField(
        label=_("要完整的证件号码和手机号"),
        required=False,
        help_text=_("不选，号码遮住中间几位。文件用完请删除，不要外传。"),
    )
    query = forms.CharField(required=False, max_length=LONGEST_QUERY, widget=forms.HiddenInput)
    order = forms.ChoiceField(
        required=False, choices=[(each, each) for each in ORDERS], widget=forms.HiddenInput
    )

    def clean_order(self) -> str:
        """The order of the page; by the numbers where none was said."""
        return self.cleaned_data["order"] or ORDERS[0]


class ColumnsForm(SiteForm):
    """对应各列: for each column of a file what it is; what the heading says by itself is chosen."""

    def __init__(self, unknown: Unknown, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._unknown = unknown
        words = [("", _("不用这一列")), *((each, heading_of(each)) for each in ASKED)]
        guessed = set()
        for at, (label, guess) in enumerate(zip(unknown.labels, unknown.guessed, strict=True)):
            if not label:
                continue
            first = guess if guess in ASKED and guess not in guessed else ""
            guessed.add(first)
            name = f"column_{at}"
            self.fields[name] = forms.ChoiceField(
                label=label, choices=words, required=False, initial=first, widget=NamesSelect()
            )
            self.dress(name)

    @property
    def columns(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Each column's field, with the first cells below its heading."""
        return [
            (self[f"column_{at}"], [row[at] for row in self._unknown.rows])
            for at, label in enumerate(self._unknown.labels)
            if label
        ]

    @property
    def chosen(self) -> list[str]:
        """What was chosen for each column, once the form is valid."""
        given = self.cleaned_data
        return [given.get(f"column_{at}", "") for at in range(len(self._unknown.labels))]


class GroupsForm(SiteForm):
    """作为一个小组: which of the spellings are another group's; none is chosen by itself."""

    def __init__(self, pairs: Sequence[GroupPair], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [each.alike.other.name for each in pairs]
        self.fields["names"] = forms.MultipleChoiceField(
            choices=[(name, name) for name in names], required=False
        )
        self.dress("names")


class ManyForm(UploadForm):
    """成批导入: for which body, below which place, and how."""

    body = forms.ChoiceField(label=_("哪一种选举"))
    place = forms.ChoiceField(label=_("导入到哪里"), widget=NamesSelect())
    way = forms.ChoiceField(
        label=_("怎样导入"),
        choices=(
            ("replace", _("整份替换文件里的单位")),
            ("add", _("追加新人，原来的留下")),
        ),
    )
    field_order = ("body", "place", "way", "file")

    def __init__(self, places: list[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {place.pk: place for place in places}
        place, body = self.fields["place"], self.fields["body"]
        assert isinstance(place, forms.ChoiceField)
        assert isinstance(body, forms.ChoiceField)
        place.choices = [(code, each.name) for code, each in self._places.items()]
        self.kinds = kinds_gathering(places)
        body.choices = [(each.body, _(each.name)) for each in self.kinds]
        if self.kinds:
            body.initial = max(self.kinds, key=lambda each: each.elections).body

    @property
    def unit(self) -> Unit:
        """The place below which the file is brought in."""
        return self._places[self.cleaned_data["place"]]


@dataclass(frozen=True, slots=True)
class Gathering:
    """One kind of election whose rolls are gathered (在准备名册的一种选举)."""

    body: str
    name: str
    elections: int

    @property
    def members(self) -> MemberRoll | None:
        """What its rolls are called, where its members vote by their standing."""
        return MEMBER_ROLLS.get(self.body)

    @property
    def standing(self) -> str:
        """The heading that such a roll has besides (党员类别、团员类别); empty on any other."""
        return self.members.kind if self.members else ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of a template for the rolls of many units."""
        own: Column = "standing" if self.members else "household"
        return ("unit", "name", "id_number", "sex", own, "group", "phone")


def kinds_gathering(places: Sequence[Unit]) -> list[Gathering]:
    """Of which kinds elections below these places gather their rolls, and how many of each."""
    found = Election.objects.filter(reduce(or_, map(units_below, places)), stage=Stage.OPENED)
    counted = found.order_by("body").values("body", "body_name").annotate(elections=Count("pk"))
    return [Gathering(*row) for row in counted.values_list("body", "body_name", "elections")]


def units_below(place: Unit) -> Q:
    """The condition on an election of a place or of one below it."""
    return Q(unit__path__begins=place.path)


class BecauseForm(SiteForm):
    """理由: why somebody who is on two rolls votes here."""

    because = forms.CharField(
        label=_("理由"),
        max_length=BECAUSE_LENGTH,
        help_text=_("写事实，例如“户口在本村，已与对方核实”。会写进记录。"),
        error_messages={"required": _("没有写理由。")},
    )


def ask_standing(form: forms.Form, members: MemberRoll | None, *, empty: bool = False) -> None:
    """Leave a form the field that its roll has: the standing of a member, in the words of their
    organisation, with or without an `empty` choice first; else the household.
    """
    if members is None:
        del form.fields["standing"]
        return
    del form.fields["household"]
    standing = form.fields["standing"]
    assert isinstance(standing, forms.ChoiceField)
    standing.label = _(members.kind)
    words = [(word, _(word)) for word in members.standings.values()]
    standing.choices = [("", _("请选择")), *words] if empty else words


class PersonForm(SiteForm):
    """添加一人: the columns of a roll as fields; the check is the same as a row's."""

    name = forms.CharField(label=_("姓名"), max_length=_LONGEST_NAME)
    id_number = forms.CharField(
        label=_("身份证号"),
        max_length=_LONGEST_NUMBER,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("性别和出生日期从号码里读出来。"),
    )
    standing = forms.ChoiceField(
        label=_("党员类别"),
    )
    household = forms.CharField(label=_("户号"), max_length=LONGEST, required=False)
    group = forms.CharField(label=_("小组"), max_length=LONGEST, required=False)
    phone = forms.CharField(label=_("手机号"), max_length=LONGEST, required=False)

    def __init__(self, *args: Any, members: MemberRoll | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_standing(self, members, empty=True)

    @property
    def cells(self) -> dict[Column, str]:
        """The answers as the cells of a row, once the form is valid."""
        columns: tuple[Column, ...] = (
            "name",
            "id_number",
            "standing",
            "household",
            "group",
            "phone",
        )
        return {each: self.cleaned_data[each] for each in columns if each in self.cleaned_data}
