"""Forms of what is printed (要打印的表单): when and where, as it is to stand on the paper. Nothing
of it is kept.
"""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.domain.ballotform import PAPER_SIZES, paper_size
from huanjie.domain.secondlanguage import SecondLanguage
from huanjie.door.fault import BadInput
from huanjie.office.forms import SiteForm
from huanjie.office.polling.ballots import MOST, Order
from huanjie.office.polling.forms import CountField
from huanjie.office.polling.printed import Where
from huanjie.office.polling.secondwords import second_in
from huanjie.office.reading import LONGEST_REASON
from huanjie.office.web import in_sentences

_LONGEST: Final = 40
"""signs of a place or of hours: one line of a card"""
_LONGEST_BOXES: Final = 400
"""signs of the names of all boxes"""
_LARGEST_SECOND: Final = 256 * 2**10
"""bytes of a second language: the words of one paper, however many stand on it"""
_BETWEEN: Final = re.compile(r"[、，,；;\n]")


class WhereForm(SiteForm):
    """时间、地点和票箱; what is not known is left for a pen."""

    place = forms.CharField(
        label=_("投票地点"),
        max_length=_LONGEST,
        required=False,
        help_text=_("印在须知和票袋上；不填，留空手写。"),
    )
    hours = forms.CharField(
        label=_("投票时间"),
        max_length=_LONGEST,
        required=False,
        help_text=_("例如“8 时至 15 时”。"),
    )
    boxes = forms.CharField(
        label=_("票箱"),
        max_length=_LONGEST_BOXES,
        required=False,
        help_text=_("几个票箱用顿号隔开，例如“中心会场、流动票箱”；每个一张封面。"),
    )

    @property
    def where(self) -> Where:
        """The answers, once the form is valid."""
        said = self.cleaned_data
        boxes = map(_plain, _BETWEEN.split(said.get("boxes", "")))
        return Where(
            place=_plain(said["place"]),
            hours=_plain(said["hours"]),
            boxes=tuple(dict.fromkeys(filter(None, boxes))),
        )


class CardsForm(WhereForm):
    """下载参选证: what for, and when and where."""

    because = forms.CharField(
        label=_("用途"),
        max_length=LONGEST_REASON,
        help_text=_("写进记录，例如“分组发证”。"),
        error_messages={"required": _("没有写用途。写明做什么用。")},
    )
    field_order = ("because", "place", "hours")
    place = forms.CharField(
        label=_("投票地点"),
        max_length=_LONGEST,
        required=False,
        help_text=_("印在证上；不填，留空手写。"),
    )
    boxes = None  # type: ignore[assignment]


class OrderForm(SiteForm):
    """印一批选票: how many, on which paper, and how voters mark them."""

    papers = CountField(
        label=_("印多少张"),
        min_value=1,
        max_value=MOST,
        help_text=_("可以投票的人数，加上备用的。印出以后登记在选票台账里。"),
    )
    size = forms.ChoiceField(
        label=_("纸张"), choices=[(size, size) for size in PAPER_SIZES], widget=forms.RadioSelect
    )
    marking = forms.ChoiceField(
        label=_("怎样画票"),
        choices=[
            ("boxes", _("赞成、反对、弃权各一个方框，在其中一个里画记号")),
            ("symbols", _("每人一个方框，赞成画 ○，反对画 ×，弃权不画")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    language = forms.ChoiceField(
        label=_("文字"),
        choices=[("chinese", _("只印汉字")), ("both", _("汉字和第二种文字"))],
        widget=forms.RadioSelect,
        required=False,
    )
    second = forms.FileField(
        label=_("第二种文字的文件"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".json"}),
        help_text=_(
            "先下载模板，在每个汉字的位置写上译文。"
            "这次投票已经有用过的文件的，不选就用原来的；"
            "换了文件，先前印的两种文字的选票扫描时可能要人认定。"
        ),
    )

    def __init__(
        self,
        *args: Any,
        choice: bool,
        sample: bool = False,
        bilingual: bool = False,
        **kwargs: Any,
    ) -> None:
        language = "both" if bilingual else "chinese"
        kwargs.setdefault("initial", {"size": "A4", "marking": "boxes", "language": language})
        super().__init__(*args, **kwargs)
        if choice:
            del self.fields["marking"]
        if sample:
            self.fields["papers"].required = False

    def clean_second(self) -> SecondLanguage | None:
        """The translation, once it has the shape of one."""
        file = self.cleaned_data["second"]
        if file is None:
            return None
        if file.size > _LARGEST_SECOND:
            raise forms.ValidationError(
                _("文件太大，最多 %(most)d KB：这里只要选票上的词句。"),
                params={"most": _LARGEST_SECOND // 2**10},
            )
        try:
            return second_in(file.read())
        except BadInput as fault:
            raise forms.ValidationError(in_sentences(fault)) from None

    def clean(self) -> dict[str, Any]:
        """A file that would not be printed is never let go by."""
        said = super().clean() or {}
        if said.get("second") and said.get("language") != "both":
            self.add_error(
                "second", _("选了文件，文字却是“只印汉字”。改选两种文字，或者不选文件。")
            )
        return said

    @property
    def order(self) -> Order:
        """The answers, once the form is valid."""
        said = self.cleaned_data
        return Order(
            papers=said.get("papers") or 1,
            size=paper_size(said["size"]),
            symbols=said.get("marking") == "symbols",
            bilingual=said.get("language") == "both",
            second=said.get("second"),
        )


class TakeForm(SiteForm):
    """下载一批: the second time with a reason."""

    because = forms.CharField(label=_("为什么再下载"), max_length=LONGEST_REASON, required=False)


def _plain(text: str) -> str:
    return " ".join(text.split())
