"""What a form says of a wrong answer (表单的话): a sentence of ours, in the page's own language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from huanjie.office.forms import SiteForm
from huanjie.office.people.models import User


class _Asked(SiteForm):
    """One field of every kind that the site has."""

    text = forms.CharField(max_length=3, min_length=2)
    number = forms.IntegerField(min_value=1, max_value=3)
    day = forms.DateField()
    one = forms.ChoiceField(choices=[("a", "A")])
    many = forms.MultipleChoiceField(choices=[("a", "A")])
    file = forms.FileField()
    tick = forms.BooleanField()
    own = forms.CharField(error_messages={"required": "没有写原因。"})


def said(answers: Mapping[str, Any], file: bytes | None = None) -> dict[str, str]:
    """What is said of each field."""
    files = {} if file is None else {"file": SimpleUploadedFile("a.csv", file)}
    return {name: str(each[0]) for name, each in _Asked(dict(answers), files).errors.items()}


def test_what_is_left_out_is_asked_for_in_the_words_of_its_kind() -> None:
    assert said({}) == {
        "text": "请填写这一项。",
        "number": "请填写这一项。",
        "day": "请填写这一项。",
        "one": "请选一项。",
        "many": "请至少选一项。",
        "file": "请选择文件。",
        "tick": "请在这里打勾。",
        "own": "没有写原因。",
    }


@pytest.mark.parametrize(
    ("field", "answer", "says"),
    [
        ("text", "四个字了", "最多 3 个字，现在有 4 个。"),
        ("text", "一", "至少 2 个字，现在有 1 个。"),
        ("number", "0", "请填大于或等于 1 的数。"),
        ("number", "4", "请填小于或等于 3 的数。"),
        ("number", "三", "请填写整数，如 3。"),
        ("day", "6月28日", "日期不对，请写成 2026-06-28 的样子。"),
        ("one", "b", "没有“b”这一项，请重新选择。"),
        ("many", ["b"], "没有“b”这一项，请重新选择。"),
    ],
)
def test_what_is_wrong_is_said_with_how_to_mend_it(field: str, answer: Any, says: str) -> None:
    assert said({field: answer})[field] == says


@pytest.mark.parametrize("edge", [{"text": "两字"}, {"text": "三个字"}, {"number": "1"}])
def test_an_answer_at_the_edge_is_taken(edge: dict[str, str]) -> None:
    assert not edge.keys() & said(edge).keys()


def test_an_empty_file_is_called_empty() -> None:
    assert said({}, file=b"")["file"] == "这个文件是空的，请选另一个。"
    assert "file" not in said({}, file=b"a")


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("九个字符一二三四五", "密码太短，至少要 10 个字符。"),
        ("1593572846", "密码不能全是数字，加上几个汉字或者字母。"),
        ("lan-wenshu-1", "密码和账号或者姓名太像，换一个。"),
        ("1q2w3e4r5t", "很多人用这个密码，别人猜得到，换一个。"),
    ],
)
def test_a_refused_password_is_told_why_in_both_languages(password: str, says: str) -> None:
    assert says in reasons(password)
    with translation.override("en"):
        assert all(each.isascii() or "“" in each for each in reasons(password))


def test_ten_characters_are_enough() -> None:
    assert reasons("十个字符一二三四五六") == []


def reasons(password: str) -> list[str]:
    """Why a password is refused; nothing where it is taken."""
    try:
        validate_password(password, User(username="lan-wenshu", name="蓝文书"))
    except ValidationError as refused:
        return [str(each) for each in refused.messages]
    return []
