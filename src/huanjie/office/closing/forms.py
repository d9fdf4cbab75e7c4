"""The forms of closing (收尾的表单): a dossier to check, and the published ones to search."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huanjie.office.forms import SiteForm
from huanjie.protect.signature import names_a_key

_LONGEST_KEY: Final = 200
_LONGEST_QUERY: Final = 60
_MEGABYTE: Final = 2**20


class SealForm(SiteForm):
    """封存: nothing to fill in; what is refused stands above it."""


class VerifyForm(SiteForm):
    """复核: a dossier, and the fingerprint that the posted notice prints."""

    dossier = forms.FileField(
        label=gettext_lazy("卷宗文件"),
        help_text=gettext_lazy("选择 dossier.zip。文件只用来复核，不保存。"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("请选择卷宗文件 dossier.zip。")},
    )
    fingerprint = forms.CharField(
        label=gettext_lazy("公告上的公钥指纹"),
        required=False,
        max_length=_LONGEST_KEY,
        help_text=gettext_lazy("写了就一并核对是谁签署的。"),
    )

    def clean_dossier(self) -> UploadedFile[Any]:
        """Neither empty nor larger than any dossier."""
        file: UploadedFile[Any] = self.cleaned_data["dossier"]
        if not file.size:
            raise forms.ValidationError(_("这个文件是空的。请重新取得 dossier.zip。"))
        if file.size > settings.LARGEST_UPLOAD:
            most = settings.LARGEST_UPLOAD // _MEGABYTE
            says = _("文件超过 %(most)s MB，不是本站的卷宗。") % {"most": most}
            raise forms.ValidationError(says)
        return file

    def clean_fingerprint(self) -> str:
        """Empty, or a whole fingerprint or key: a slip is not taken for another signer."""
        text: str = self.cleaned_data["fingerprint"]
        if text and not names_a_key(text):
            raise forms.ValidationError(
                _("这不是完整的指纹：应为八组，每组四位。请照公告写全，或者不填。")
            )
        return text


class SearchForm(SiteForm):
    """查找: a unit by its characters, its pinyin initials or its code."""

    q = forms.CharField(
        label=gettext_lazy("单位名称、拼音首字母或代码"), required=False, max_length=_LONGEST_QUERY
    )
