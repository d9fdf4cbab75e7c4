"""Forms of the site (表单): Django's own, wearing the classes of the look."""

from __future__ import annotations

from typing import Any

from django import forms


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


class DayInput(forms.DateInput):
    """A day, by the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
