"""Forms of joint review (联审的表单)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from huanjie.domain.ladder import COLUMN_NAMES, Column
from huanjie.door.fault import BadInput
from huanjie.exchange.ladder import model_ladders, parse_ladder
from huanjie.office.forms import Needed, SiteForm
from huanjie.office.review.models import KeptLadder
from huanjie.office.review.particulars import Key, Person
from huanjie.office.units.models import Unit

LARGEST: Final = 200_000
"""bytes of a ladder or of an answer file"""
_BETWEEN: Final = ":"


def raw_of(file: UploadedFile[Any]) -> bytes:
    """The bytes of an uploaded file; BadInput where there are too many."""
    if (file.size or 0) > LARGEST:
        raise BadInput("文件过大", at="file", remedy=f"不超过 {LARGEST // 1000} KB")
    return bytes(file.read())


class LadderForm(SiteForm):
    """选阶梯: a model, one that was used before, or a file."""

    ladder = forms.ChoiceField(
        label=_("联审安排"),
        help_text=_("审几级，每一级问哪些部门，各在几个半天以内答复。"),
        required=False,
        widget=forms.Select(),
    )
    file = forms.FileField(
        label=_("或者上传联审安排的文件（TOML、JSON）"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".toml,.json"}),
    )

    needs = (
        Needed(
            fields=("ladder", "file", "written"),
            mark=_("（两项里填一项）"),
            says=_("请选一份联审安排，或者上传文件。"),
        ),
    )

    def __init__(self, place: Unit, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._documents: dict[str, Mapping[str, Any]] = {
            kept.sha256: kept.document for kept in KeptLadder.objects.filter(region__in=place.codes)
        }
        kept = [(word, document["name"]) for word, document in self._documents.items()]
        self._documents |= model_ladders()
        models = [(word, document["name"]) for word, document in model_ladders().items()]
        field = self.fields["ladder"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*kept, *models]
        field.widget.attrs["lang"] = "zh-CN"

    def clean(self) -> dict[str, Any]:
        """The document of the ladder, whichever way it came."""
        data = super().clean() or {}
        file = data.get("file")
        try:
            if file:
                data["document"] = parse_ladder(raw_of(file), str(file.name))
            elif written := data.get("written"):
                data["document"] = parse_ladder(written.encode(), "ladder.json")
            else:
                data["document"] = self._documents.get(data.get("ladder", ""))
        except BadInput as fault:
            self.add_error("file", str(fault))
        return data


class SendForm(LadderForm):
    """送审: who, by which ladder. A ladder that came as a file comes from the check page as it was
    read (`written`).
    """

    written = forms.CharField(required=False, widget=forms.HiddenInput())
    people = forms.MultipleChoiceField(label=_("送审的人"), widget=forms.CheckboxSelectMultiple())

    def __init__(self, place: Unit, nominees: Sequence[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(place, *args, **kwargs)
        people = self.fields["people"]
        assert isinstance(people, forms.MultipleChoiceField)
        people.choices = [(word_of(each), each.name) for each in nominees]
        people.initial = [word for word, _name in people.choices]

    def keep_file(self) -> None:
        """Carry the ladder of an uploaded file on to the check page, which holds no file."""
        if self.cleaned_data.get("file"):
            written = json.dumps(self.cleaned_data["document"], ensure_ascii=False)
            data = cast(QueryDict, self.data).copy()
            data["written"] = written
            self.data = data

    @property
    def keys(self) -> list[Key]:
        """The people, once the form is valid."""
        pairs = (word.split(_BETWEEN, 1) for word in self.cleaned_data["people"])
        return [(election, person) for election, person in pairs]


def word_of(person: Person) -> str:
    """How a form names a person."""
    return f"{person.election.pk}{_BETWEEN}{person.person}"


class SeatForm(SiteForm):
    """安排联审人员: an account."""

    username = forms.CharField(label=_("账号"), max_length=150)


class ReturnForm(SiteForm):
    """退回: whom, and which columns are missing or wrong."""

    lines = forms.MultipleChoiceField(label=_("退回哪些人"), widget=forms.CheckboxSelectMultiple())
    columns = forms.MultipleChoiceField(
        label=_("哪一项缺少或者有误"), widget=forms.CheckboxSelectMultiple()
    )

    def __init__(
        self, people: Sequence[tuple[int, str]], columns: Sequence[Column], *args: Any, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        lines, wrong = self.fields["lines"], self.fields["columns"]
        assert isinstance(lines, forms.MultipleChoiceField)
        assert isinstance(wrong, forms.MultipleChoiceField)
        lines.choices = [(str(line), name) for line, name in people]
        wrong.choices = [(each.value, COLUMN_NAMES[each]) for each in columns]


class AnswersForm(SiteForm):
    """比对的结果: the file that `huanjie review match` wrote."""

    file = forms.FileField(
        label=_("比对结果文件（.json）"),
        widget=forms.ClearableFileInput(attrs={"accept": ".json"}),
    )
