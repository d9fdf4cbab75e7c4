"""Forms of the ballot stock (选票台账的表单): a line, its correction, and whoever watched."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huanjie.domain.stock import MISTAKES, REASONS, Kind
from huanjie.office.polling.forms import CountField, OwnFields
from huanjie.office.polling.ledger import LAST_SPOT, MOST, Said, Spot

_SPOT_CHOICES: Final = {
    "": gettext_lazy("不分批次和票箱"),
    "batch": gettext_lazy("一个批次"),
    "box": gettext_lazy("一个票箱"),
    "mobile": gettext_lazy("一个流动票箱"),
}
_SPOTS_OF: Final = {
    Kind.PRINTED: ("", "batch"),
    Kind.ISSUED: ("", "box", "mobile"),
    Kind.RETURNED: ("", "box", "mobile"),
    Kind.SPOILED: ("", "batch", "box", "mobile"),
    Kind.DESTROYED: ("",),
}
"""Which batches or boxes each kind may name: what was printed comes in batches, what goes out goes
by boxes, and what is destroyed is all that is left.
"""
_HOW_MANY: Final = {
    Kind.PRINTED: gettext_lazy("印了多少张"),
    Kind.ISSUED: gettext_lazy("这次领出多少张"),
    Kind.RETURNED: gettext_lazy("交回多少张"),
    Kind.SPOILED: gettext_lazy("废损多少张"),
    Kind.DESTROYED: gettext_lazy("销毁多少张"),
}


class StockForm(OwnFields):
    """登记一笔: how many papers, why, and of which batch or box."""

    papers = CountField(min_value=1, max_value=MOST)
    reason = forms.ChoiceField(label=gettext_lazy("原因"), widget=forms.RadioSelect)
    spot = forms.ChoiceField(
        label=gettext_lazy("哪个批次、票箱"), widget=forms.RadioSelect, required=False
    )
    spot_number = CountField(
        label=gettext_lazy("批次或者票箱的号码"), required=False, min_value=1, max_value=LAST_SPOT
    )
    first_code = forms.CharField(
        label=gettext_lazy("第一张选票上的编码"), required=False, max_length=32
    )

    def __init__(self, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["papers"].label = _HOW_MANY[kind]
        reasons = [(key, _(words)) for key, words in REASONS[kind].items()]
        self._choose("reason", reasons)
        spots = [(key, _SPOT_CHOICES[key]) for key in _SPOTS_OF[kind]]
        self._choose("spot", spots)
        self.fields["spot"].initial = ""
        if kind == Kind.PRINTED:
            self.fields["spot"].label = _("哪个批次")
            self.fields["spot_number"].label = _("批次的号码")
        if len(spots) == 1:
            del self.fields["spot"], self.fields["spot_number"]
        if len(reasons) == 1:
            del self.fields["reason"]
        if kind != Kind.PRINTED:
            del self.fields["first_code"]

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """A batch or a box needs its number, and nothing else has one."""
        data = super().clean()
        if "spot_number" in self.fields and "spot_number" not in self.errors:
            if data.get("spot") and not data.get("spot_number"):
                self.add_error("spot_number", _("写上批次或者票箱的号码。"))
            elif not data.get("spot") and data.get("spot_number"):
                self.add_error("spot_number", _("不分批次和票箱的，不写号码。"))
        return data

    @property
    def said(self) -> Said:
        """The line, once the form is valid."""
        data = self.cleaned_data
        (only, *_more) = REASONS[self.kind]
        return Said(
            what=self.kind,
            papers=data["papers"],
            reason=data.get("reason") or only,
            spot=Spot(kind=data.get("spot") or "", number=data.get("spot_number") or 0),
            first_code=data.get("first_code") or "",
        )


class TakeBackForm(OwnFields):
    """更正一笔: why it was wrong, and the right number of papers, where there is one."""

    because = forms.ChoiceField(label=gettext_lazy("为什么更正"), widget=forms.RadioSelect)
    right = CountField(
        label=gettext_lazy("正确的张数"),
        help_text=gettext_lazy(
            "这一笔不该有的，写 0；批次、票箱或者事项错了的，写 0，再重新登记。"
        ),
        min_value=0,
        max_value=MOST,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["because"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, _(words)) for key, words in MISTAKES.items()]


class WitnessForm(OwnFields):
    """确认销毁: that one was there."""

    watched = forms.BooleanField(label=gettext_lazy("我在场，看着这些选票当众销毁"))
