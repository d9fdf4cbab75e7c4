"""Forms of the polling day (选举日的表单): papers, a sheet, its settlement, the next vote."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from huanjie.domain.sheets import Difference, Place
from huanjie.office.forms import SiteForm
from huanjie.office.polling.papers import Taken

_DIGITS: Final = re.compile(r"[0-9]{1,7}")
_OF_EVERY_FORM: Final = frozenset({"csrfmiddlewaretoken", "key", "seen", "confirm", "edit"})


class CountField(forms.IntegerField):
    """A whole number as it is typed on a phone (张数、人数): digits, full-width ones too, and no
    sign, point or comma that could be misread.
    """

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"} | kwargs.pop("attrs", {})
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> int | None:
        """The number, or a refusal that says how to write it."""
        text = unicodedata.normalize("NFKC", str(value if value is not None else "")).strip()
        if not text:
            return None
        if not _DIGITS.fullmatch(text):
            raise ValidationError(_("只写数字，例如 128；没有的写 0。"))
        return int(text)


class OwnFields(SiteForm):
    """A form that refuses what it did not ask: nothing of a forged or an old form is dropped
    silently.
    """

    besides: frozenset[str] = frozenset()
    """other names that the page itself sends"""

    def clean(self) -> dict[str, Any]:
        """Refuse unknown names."""
        asked = {self.add_prefix(name) for name in self.fields} | _OF_EVERY_FORM | self.besides
        if unknown := sorted(set(self.data) - asked):
            shown = "、".join(name[:40] for name in unknown[:3])
            raise ValidationError(
                _("表单里有这次投票没有的栏目：%(names)s。请重新打开这一页再填。"),
                params={"names": shown},
            )
        return self.cleaned_data


class IssueForm(OwnFields):
    """发出选票: how many in all, and why a number that is already entered changes."""

    issued = CountField(label=_("一共发出多少张选票"), min_value=1)

    def __init__(self, before: int | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if before is not None:
            self.fields["because"] = forms.ChoiceField(
                label=_("为什么改动"),
                choices=[("more", _("补发了选票")), ("correction", _("原来登记的数错了，更正"))],
                widget=forms.RadioSelect,
                required=False,
            )


class CollectForm(OwnFields):
    """收回选票: out of the boxes, and who voted or came, as the law counts them."""

    besides = frozenset({"sheets_in"})
    collected = CountField(label=_("从票箱收回多少张选票"), min_value=0)

    def __init__(self, *args: Any, attended: bool, voters: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if attended:
            self.fields["attended"] = CountField(
                label=_("实到人数"), help_text=_("有选举权、到会的人数。"), min_value=0
            )
            self.dress("attended")
        if voters:
            self.fields["voters"] = CountField(
                label=_("投票人数"),
                help_text=_("领票投票的人数，包括委托投票的。"),
                min_value=0,
            )
            self.dress("voters")

    @property
    def taken(self) -> Taken:
        """The numbers, once the form is valid."""
        data = self.cleaned_data
        return Taken(
            collected=data["collected"],
            voters=data.get("voters"),
            attended=data.get("attended"),
        )


class SettleForm(OwnFields):
    """认定差异: for each difference one teller's number, the other's, or that of a recount."""

    def __init__(self, differences: tuple[Difference, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._differences = differences
        for index, each in enumerate(differences):
            self.fields[f"choice-{index}"] = forms.ChoiceField(
                label=_("第 %(n)d 处不同") % {"n": index + 1},
                choices=[
                    ("first", _("第一份：%(n)d") % {"n": each.first}),
                    ("second", _("第二份：%(n)d") % {"n": each.second}),
                    ("own", _("重新清点，另写一个数")),
                ],
                widget=forms.RadioSelect,
            )
            self.fields[f"own-{index}"] = CountField(
                label=_("第 %(n)d 处重新清点的数") % {"n": index + 1}, required=False
            )
            self.dress(f"own-{index}")

    def clean(self) -> dict[str, Any]:
        """A recount needs its number; beside another choice a number left over is ignored."""
        data = super().clean()
        for index in range(len(self._differences)):
            choice, own = data.get(f"choice-{index}"), data.get(f"own-{index}")
            if choice == "own" and own is None and f"own-{index}" not in self.errors:
                self.add_error(f"own-{index}", _("写上重新清点的数。"))
        return data

    @property
    def decided(self) -> dict[Place, int]:
        """A number for every difference, once the form is valid."""
        data = self.cleaned_data
        return {
            each.place: {
                "first": each.first,
                "second": each.second,
                "own": data[f"own-{index}"],
            }[data[f"choice-{index}"]]
            for index, each in enumerate(self._differences)
        }

    def fields_of(self, difference: Difference) -> tuple[forms.BoundField, forms.BoundField]:
        """The two fields of one difference."""
        index = self._differences.index(difference)
        return self[f"choice-{index}"], self[f"own-{index}"]
