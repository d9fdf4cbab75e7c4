"""Reading pages and spreadsheets as a person would (看页面和表格)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import unescape

import openpyxl
from django.test import Client

from huanjie.office.people.models import User

Browse = Callable[[User], Client]


def page(client: Client, address: str = "/board/") -> str:
    """What the page says."""
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def primary(html: str) -> str:
    """Where the one primary button leads; empty where there is none."""
    buttons = html.split('class="btn btn-primary wide" href="')[1:]
    assert len(buttons) <= 1
    return buttons[0].split('"')[0] if buttons else ""


def rows(client: Client, address: str) -> list[list[str]]:
    """A spreadsheet's rows, its heads first."""
    answer = client.get(address)
    assert answer.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


def shown(html: str, table: str) -> list[list[str]]:
    """A table's rows on a page: icons, articles and what is only heard left out."""
    if f'id="{table}"' not in html:
        return []
    body = html.split(f'id="{table}"')[1].split("<tbody>")[1].split("</tbody>")[0]
    body = re.sub(r'<span lang="zh-CN">(.*?)</span>', r"\1", body, flags=re.S)
    hidden = r"<details.*?</details>|<span (aria-hidden|class=\"visually-hidden\").*?</span>"
    found = re.findall(r"<tr>(.*?)</tr>", re.sub(hidden, "", body, flags=re.S), flags=re.S)
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.S) for row in found)
    return [[" ".join(re.sub(r"<[^>]+>", "", c).split()) for c in row] for row in cells]
