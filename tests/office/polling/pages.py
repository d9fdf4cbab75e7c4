"""Pages of the polling day as a browser has them (投票计票页): addresses, forms, what is said."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Protocol

from django.test import Client
from tests.office.polling.conftest import Evening

from huanjie.domain.sheets import Sheet as SheetOf
from huanjie.office.people.models import User
from huanjie.office.polling.sheetform import as_typed

Browse = Callable[[User], Client]


def at(evening: Evening, page: str, number: int | None = 1) -> str:
    root = f"/elections/{evening.election.pk}/rounds/"
    return f"{root}{number}/{page}" if number else f"{root}{page}"


def typed(sheet: SheetOf, *, collected: int = 700, **more: str) -> dict[str, str]:
    own = {"key": uuid.uuid4().hex, "collected": str(collected)}
    return own | as_typed(sheet) | more


class Page(Protocol):
    """Whatever a browser was answered."""

    @property
    def content(self) -> bytes: ...


def text(page: Page) -> str:
    return page.content.decode()
