"""The form of a post (登记任职): it begins with the first open post; another is named."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.office.conftest import Cast
from tests.office.incumbents.test_keeping import body, sit

from huanjie.office.incumbents.models import Holding
from huanjie.office.people.models import User
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]


def chosen(page: str) -> str:
    """The post that the form begins with."""
    found = re.search(r'<option value="([^"]*)" selected', page.partition('name="post"')[2])
    assert found
    return found[1]


def test_the_form_begins_with_the_first_open_post_and_never_with_another(
    browse: Browse, cast: Cast, village: Unit
) -> None:
    client, at = browse(cast.clerk), body(cast, village)
    address = f"/units/{village.pk}/incumbents/body/{at.pk}/seat/"
    assert chosen(client.get(address).content.decode()) == "chair"
    sit(cast, at, "蓝大山", "chair")
    assert chosen(client.get(address).content.decode()) not in ("chair", "-")


@pytest.mark.parametrize(
    ("typed", "status", "says"),
    [
        ({"post": "member"}, 302, ""),
        ({"post": "-", "other_post": "文书"}, 302, ""),
        ({"post": "-"}, 422, "写这项职务的名称"),
        ({"post": "member", "other_post": "文书"}, 422, "这里就选“别的职务”"),
        ({"post": ""}, 422, "请选一项"),
    ],
)
def test_a_post_is_one_of_the_list_or_another_by_its_name(
    browse: Browse, cast: Cast, village: Unit, typed: dict[str, Any], status: int, says: str
) -> None:
    at = body(cast, village)
    form = {"key": "k", "name": "钟小青", "from_on": "2021-05-20", "how": "elected", **typed}
    page = browse(cast.clerk).post(f"/units/{village.pk}/incumbents/body/{at.pk}/seat/", form)
    assert page.status_code == status
    assert says in page.content.decode()
    held = Holding.objects.filter(body=at).values_list("post", flat=True)
    assert list(held) == ([typed.get("other_post", "member")] if status == 302 else [])
