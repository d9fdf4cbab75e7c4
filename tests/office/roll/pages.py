"""What the tests of the roll's pages share (名册页测试共用): addresses, and a form filled in."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.test import Client

from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]
IN_TIME = datetime.date(2026, 6, 4)
LATE = datetime.date(2026, 6, 20)
FACTS = {"fact-hukou_here": "yes", "fact-lives_here": "yes"}


def at(election: Election, path: str) -> str:
    return f"/elections/{election.pk}/roll/{path}"


def text(answer: Any) -> str:
    shown: str = answer.content.decode()
    return shown


def said(**more: str) -> dict[str, str]:
    return {
        "key": "k",
        "kind": "wrongly-listed",
        "number": "2",
        "ground": "once",
        "note": "已在邻村登记",
        "raised_by": "蓝小田",
        "phone": "13800001234",
        "received_on": "2026-06-03",
    } | more
