"""The form of a file that is checked before it is used (核对以后再用的文件): first the file, and on
the page that shows what was found its text instead, so that what is confirmed is what was seen.
"""

from __future__ import annotations

from typing import Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from huanjie.office.forms import SiteForm

LARGEST: Final = 2**20
"""bytes of such a file: below what the check page may post again"""


class FileForm(SiteForm):
    """A file; on the check page, its text instead."""

    file = forms.FileField(
        label=_("表格文件（.xlsx、.xls 或者 CSV）"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xls"}),
    )
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput())
    """what was checked"""

    called = "表格"
    """what the text is called in a refusal"""

    def full_clean(self) -> None:
        """One of the two: the file that was chosen, or the text that was checked.

        Whoever sees the field has checked nothing yet, and needs a file: it is never called
        optional.
        """
        file = self.fields["file"]
        file.required = not self.data.get("text")
        super().full_clean()
        file.required = True

    def clean_file(self) -> UploadedFile[bytes] | None:
        """A file that is not too large."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("文件超过 1 MB，请分成几份导入。"))
        return file

    @property
    def name(self) -> str:
        """The name of the file."""
        file = self.cleaned_data["file"]
        return file.name if file else self.called

    @property
    def raw(self) -> bytes:
        """The bytes to read."""
        file = self.cleaned_data["file"]
        content: bytes = file.read() if file else self.cleaned_data["text"].encode()
        return content
