"""The form of a statement (竞职陈述的表单): typed or from a file, and a photograph."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.door.fault import BadInput
from huanjie.office.candidacy.slate import by_strokes, standing_of
from huanjie.office.forms import NamesSelect, SiteForm
from huanjie.office.notices.stating import Given
from huanjie.office.planning.models import Election
from huanjie.office.web import in_sentences
from huanjie.paper.portrait import LARGEST as LARGEST_PHOTO
from huanjie.paper.word_reading import LARGEST as LARGEST_FILE
from huanjie.paper.word_reading import words_of


class StatementForm(SiteForm):
    """登记竞职陈述: whose, the words, and the picture."""

    person = forms.ChoiceField(label=_("谁的"), widget=NamesSelect())
    text = forms.CharField(
        label=_("竞职陈述"),
        help_text=_("最多 1000 个字，由本人提供，原样公布。"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    file = forms.FileField(
        label=_("或者陈述的文件"),
        help_text=_(".docx 或者 .txt；上面写了文字的，不看文件。"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx,.txt"}),
    )
    photo = forms.FileField(
        label=_("照片"),
        help_text=_(
            "JPEG 或者 PNG，竖的证件照；不是宽三高四的，四边裁去一些。"
            "照片里的拍摄地点、时间不保存。"
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png"}),
    )

    def __init__(self, election: Election, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        people = by_strokes(standing_of(election).values())
        field.choices = [("", _("请选择")), *((each.person, each.name) for each in people)]

    def clean_file(self) -> str:
        """The words of the file; what is wrong with it stands beside it."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        try:
            return words_of(file.read(LARGEST_FILE + 1))
        except BadInput as fault:
            raise forms.ValidationError(in_sentences(fault)) from fault

    @property
    def given(self) -> Given:
        """What was given, once the form is valid."""
        data = self.cleaned_data
        photo = data["photo"].read(LARGEST_PHOTO + 1) if data["photo"] else b""
        return Given(person=data["person"], text=data["text"] or data["file"], photo=photo)
