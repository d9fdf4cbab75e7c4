"""The form that brings in a file of places (导入单位表)."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.office.forms import NamesSelect, SiteForm
from huanjie.office.units.models import Unit

LARGEST: Final = 2**20
"""bytes of a file: far above every county's, and below what the check page may post again"""


class UnitsForm(SiteForm):
    """单位表: a CSV file; on the check page, its text."""

    place = forms.ChoiceField(label=_("导入到哪里"), widget=NamesSelect())
    file = forms.FileField(
        label=_("单位表（CSV）"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput())
    """what was checked, so that what is confirmed is what was seen"""

    def __init__(self, places: list[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {place.pk: place for place in places}
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [(code, each.name) for code, each in self._places.items()]

    def clean(self) -> dict[str, Any]:
        """One of the two: the file that was chosen, or the text that was checked."""
        data = super().clean() or {}
        file = data.get("file")
        if file and file.size > LARGEST:
            self.add_error("file", _("文件超过 1 MB，请按县分开导入。"))
        if not file and not data.get("text"):
            self.add_error("file", _("请选择单位表文件。"))
        return data

    @property
    def unit(self) -> Unit:
        """The place below which the file is brought in."""
        return self._places[self.cleaned_data["place"]]

    @property
    def name(self) -> str:
        """The name of the file."""
        file = self.cleaned_data["file"]
        return file.name if file else "单位表"

    @property
    def raw(self) -> bytes:
        """The bytes to read."""
        file = self.cleaned_data["file"]
        content: bytes = file.read() if file else self.cleaned_data["text"].encode()
        return content
