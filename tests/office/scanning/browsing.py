"""What the pages of a scan are asked with (扫描页面的表单): an address, files, a ruling."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.office.scanning.conftest import Scanning

from huanjie.office.people.models import User


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(scanning: Scanning, *ends: str) -> str:
    return f"/elections/{scanning.election.pk}/rounds/1/scans/" + "".join(ends)


def files(**contents: bytes) -> dict[str, Any]:
    """A form with these files; `_` in a name stands for its point."""
    several = [SimpleUploadedFile(name.replace("_", "."), raw) for name, raw in contents.items()]
    return {"key": uuid.uuid4().hex, "batch": "中心票箱", "pictures": several}


def ruled(chair: str = "p1", **more: str) -> dict[str, str]:
    """The form of a ruling that marks one person for the chair and nobody else."""
    marks = {f"chair-mark-{p}": "approve" if p == chair else "none" for p in ("p1", "p2")}
    marks |= {f"member-mark-p{n}": "none" for n in range(3, 7)}
    marks |= {f"妇女委员-mark-p{n}": "none" for n in (7, 8)}
    return {"key": uuid.uuid4().hex, "verdict": "marked"} | marks | more
