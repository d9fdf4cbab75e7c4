"""Forms of the site (表单): Django's own, wearing the classes of the look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise
else:
    Words = str


class SiteForm(forms.Form):
    """A form whose fields look like the site's, and whose fields in error say so to a reader."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.dress(name)

    def dress(self, name: str) -> None:
        """Give one field its class; fields added later are dressed by whoever adds them."""
        widget = self.fields[name].widget
        kind = {"select": "form-select", "checkbox": "form-check-input", "radio": ""}
        widget.attrs.setdefault(
            "class", kind.get(getattr(widget, "input_type", ""), "form-control")
        )


class NamesSelect(forms.Select):
    """A choice among names (选人、选单位): each is Chinese, whatever the language of the page."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The empty choice alone is in the page's language."""
        option = super().create_option(name, value, *args, **kwargs)
        if value:
            option["attrs"]["lang"] = "zh-CN"
        return option


class DayInput(forms.DateInput):
    """A day, by the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
