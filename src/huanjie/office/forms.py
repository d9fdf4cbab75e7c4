"""Forms of the site (表单): Django's own, wearing the classes of the look, and saying what is wrong
in our words: Django's Chinese is a machine's, and tells nobody how to mend it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise
else:
    Words = str


_PLAIN: Final[Mapping[str, Words]] = {
    "required": _("请填写这一项。"),
    "max_length": _("最多 %(limit_value)d 个字，现在有 %(show_value)d 个。"),
    "min_length": _("至少 %(limit_value)d 个字，现在有 %(show_value)d 个。"),
    "min_value": _("请填大于或等于 %(limit_value)s 的数。"),
    "max_value": _("请填小于或等于 %(limit_value)s 的数。"),
}
_BY_KIND: Final[Mapping[type[forms.Field], Mapping[str, Words]]] = {
    forms.IntegerField: {"invalid": _("请填写整数，如 3。")},
    forms.DateField: {"invalid": _("日期不对，请写成 2026-06-28 的样子。")},
    forms.FileField: {
        "required": _("请选择文件。"),
        "missing": _("请选择文件。"),
        "empty": _("这个文件是空的，请选另一个。"),
    },
    forms.BooleanField: {"required": _("请在这里打勾。")},
    forms.MultipleChoiceField: {
        "required": _("请至少选一项。"),
        "invalid_choice": _("没有“%(value)s”这一项，请重新选择。"),
        "invalid_list": _("请至少选一项。"),
    },
    forms.ChoiceField: {
        "required": _("请选一项。"),
        "invalid_choice": _("没有“%(value)s”这一项，请重新选择。"),
    },
}
"""What is wrong with an answer, by the kind of field; the first kind that fits speaks."""
_EMPTY: Final[tuple[object, ...]] = (None, "", [])


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """Fields of which at least one is filled in where another was answered so (有条件的必填项), and
    only there, where `otherwise` says so.
    """

    fields: tuple[str, ...]
    mark: Words
    """stands beside each in the place of “optional”, and says when; with `together`, which says it
    once, each alone is optional"""
    says: Words
    """what is said where none is filled in"""
    by: str = ""
    """the field whose answer decides; empty: always"""
    answers: frozenset[str] = field(default_factory=frozenset)
    together: Words = ""
    """said once above them all, so that no field repeats it"""
    otherwise: Words = ""
    """what is said of a field that was filled in where it is not asked; empty: it may be"""


class SiteForm(forms.Form):
    """A form whose fields look like the site's, and whose fields in error say so to a reader."""

    needs: tuple[Needed, ...] = ()
    """which fields an answer makes necessary"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.dress(name)

    def need(self, needed: Needed) -> None:
        """Ask for fields that are known only when the form is made."""
        self.needs = (*self.needs, needed)

    def mark_of(self, name: str) -> Words:
        """When a field is needed, in words; empty where it is always, or never."""
        return next((each.mark for each in self.needs if name in each.fields), "")

    def lead_of(self, name: str) -> Words:
        """What is said above a field of it and those that follow; empty but for the first."""
        return next((each.together for each in self.needs if each.fields[:1] == (name,)), "")

    def clean(self) -> dict[str, Any]:
        """What an answer makes necessary is there, and what it rules out is not."""
        data = super().clean() or self.cleaned_data
        for each in self.needs:
            self._check(each, data)
        return data

    def _check(self, needed: Needed, data: Mapping[str, Any]) -> None:
        if needed.by and data.get(needed.by) in (None, ""):
            return  # the question that decides is itself open, and says so
        filled = [name for name in needed.fields if data.get(name) not in _EMPTY]
        is_asked = not needed.by or data[needed.by] in needed.answers
        if is_asked and not filled and not any(name in self.errors for name in needed.fields):
            self.add_error(needed.fields[0], str(needed.says))
        if not is_asked and needed.otherwise:
            for name in filled:
                self.add_error(name, str(needed.otherwise))

    def dress(self, name: str) -> None:
        """Give one field its class and our words; fields added later are dressed by whoever adds
        them.
        """
        _speak(self.fields[name])
        widget = self.fields[name].widget
        kind = {
            "select": "form-select",
            "checkbox": "form-check-input",
            "radio": "form-check-input",
        }
        widget.attrs.setdefault(
            "class", kind.get(getattr(widget, "input_type", ""), "form-control")
        )


def _speak(field: forms.Field) -> None:
    """Say what is wrong in our words, where the field has no sentence of its own."""
    own = next((says for kind, says in _BY_KIND.items() if isinstance(field, kind)), {})
    for code, says in {**_PLAIN, **own}.items():
        if field.error_messages.get(code) == _django_says(field, code):
            field.error_messages[code] = says


def _django_says(field: forms.Field, code: str) -> Any:
    """Django's own sentence for this kind of field, the nearest class first; none for what its
    validators say.
    """
    kinds = (vars(kind).get("default_error_messages", {}) for kind in type(field).__mro__)
    return next((says[code] for says in kinds if code in says), None)


class NamesSelect(forms.Select):
    """A choice among names (选人、选单位): each is Chinese, whatever the language of the page; the
    empty choice, and those of `words`, are in the page's own.
    """

    def __init__(self, *, words: Iterable[str] = ()) -> None:
        super().__init__()
        self._words = {"", *words}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Mark a name as Chinese."""
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) not in self._words:
            option["attrs"]["lang"] = "zh-CN"
        return option


class DayInput(forms.DateInput):
    """A day, by the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
