"""The form of an upload (上传选票图像): several files at once, and the batch they belong to."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from huanjie.office.forms import SiteForm
from huanjie.office.scanning.intake import KINDS, MOST_PAGES_A_FILE
from huanjie.office.scanning.models import BATCH_LENGTH

FILES: Final = "pictures"


class _Several(forms.FileInput):
    """A choice of several files."""

    allow_multiple_selected = True


class _Files(forms.FileField):
    """Several files, each of which the service judges."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file that was chosen, at least one."""
        one = super().clean
        return [one(each, initial) for each in data or [None]]


class ScanForm(SiteForm):
    """上传选票图像."""

    batch = forms.CharField(
        label=_("哪个票箱或者哪一沓"),
        max_length=BATCH_LENGTH,
        help_text=_("例如“中心票箱”。分箱清点的，一箱一个名字；同一箱可以分几次上传。"),
    )
    pictures = _Files(
        label=_("扫描的图像"),
        allow_empty_file=True,
        widget=_Several(attrs={"accept": ",".join(KINDS), "multiple": True}),
        error_messages={"required": _("还没有选文件。")},
    )

    megabytes: Final = settings.LARGEST_UPLOAD // 2**20
    most_pages: Final = MOST_PAGES_A_FILE
