"""Bad input of every kind (恶意和错误的输入): refused in words, and nothing is lost or half."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, Final

import openpyxl
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast
from tests.office.polling.conftest import VILLAGERS, publish
from tests.office.roll.conftest import HEADINGS, invented, roll_csv
from tests.office.test_attacks import TABLE
from tests.office.walked import routes
from tests.office.whose import HERE

from huanjie.exchange.filekind import LARGEST_FILE
from huanjie.exchange.xlsxparts import LARGEST_UNPACKED
from huanjie.office.deeds.models import Deed
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry, Upload
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]
FORMULA: Final = "=HYPERLINK(1)"
STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def uploads(election: Election) -> str:
    return f"/elections/{election.pk}/roll/uploads/"


def sent(client: Client, election: Election, raw: bytes, name: str = "名册.xlsx") -> HttpResponse:
    file = io.BytesIO(raw)
    file.name = name
    return client.post(uploads(election), {"file": file, "key": "k"})  # type: ignore[return-value]


def bomb(parts: dict[str, int], *, stated: int | None = None) -> bytes:
    """A workbook whose parts are all zeros; `stated` lies about how long each is."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("_rels/.rels", "<Relationships/>")
        for name, size in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                for _ in range(size // 2**20):
                    part.write(bytes(2**20))
        for info in archive.infolist():
            info.file_size = info.file_size if stated is None else stated
    return target.getvalue()


@pytest.mark.parametrize(
    ("parts", "stated"),
    [
        ({"xl/worksheets/sheet1.xml": LARGEST_UNPACKED + 2**20}, None),
        ({f"xl/media/{n}.png": 2**20 for n in range(LARGEST_UNPACKED // 2**20 + 1)}, None),
        ({"xl/worksheets/sheet1.xml": 64 * 2**20}, 100),
    ],
    ids=["one part", "many parts", "a lie"],
)
def test_a_zip_bomb_is_refused_before_anybody_opens_it(
    election: Election, cast: Cast, browse: Browse, parts: dict[str, int], stated: int | None
) -> None:
    raw = bomb(parts, stated=stated)
    assert len(raw) < 2 * 2**20
    page = sent(browse(cast.clerk), election, raw)
    assert page.status_code == 422
    assert not Upload.objects.exists()
    assert not Deed.objects.exclude(action="open-election").exists()


def test_a_file_that_is_too_large_says_how_large_one_may_be(
    election: Election, cast: Cast, browse: Browse, settings: Any
) -> None:
    settings.LARGEST_UPLOAD = 1000
    page = sent(browse(cast.clerk), election, b"x" * 1001, "名册.csv")
    assert page.status_code == 422
    assert "文件太大" in page.content.decode()
    assert settings.LARGEST_UPLOAD < LARGEST_FILE
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 100,
        b"PK\x03\x04garbage",
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"<html>",
    ],
)
def test_another_kind_of_file_is_refused_in_words(
    election: Election, cast: Cast, browse: Browse, raw: bytes
) -> None:
    page = sent(browse(cast.clerk), election, raw)
    assert page.status_code == 422
    assert not Upload.objects.exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\r\nSet-Cookie: x=1", "名" * 300, "\x00"])
def test_a_name_of_a_file_leads_nowhere(
    election: Election, cast: Cast, browse: Browse, name: str
) -> None:
    page = sent(browse(cast.clerk), election, roll_csv(invented(2)), name)
    assert page.status_code in (302, 422)
    assert "x" not in page.cookies
    for upload in Upload.objects.all():
        assert "/" not in upload.file_name
        assert "\n" not in upload.file_name


@pytest.fixture
def formulas(election: Election, cast: Cast, browse: Browse) -> Election:
    """An election in which everything that somebody may name starts a formula."""
    rows = [(f"{sign}1+1", "330329199001010000", "男", "", "", "") for sign in STARTS]
    sent(browse(cast.clerk), election, csv_file(HEADINGS, *rows), "名册.csv")
    Unit.objects.update(name=FORMULA)
    Election.objects.update(adopted_by=FORMULA)
    publish(election, VILLAGERS)
    RollEntry.objects.update(name=FORMULA, group="@SUM(1)", household="-1+1")
    election.nominees.update(name=FORMULA)
    return election


def cells_of(answer: Any) -> list[tuple[str, bool]]:
    """Every text of a file, and whether a spreadsheet would compute it."""
    if "csv" in answer["Content-Type"]:
        rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
        return [(cell, cell.startswith(STARTS)) for row in rows for cell in row]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return [
        (str(cell.value), cell.data_type == "f" or _is_bare(cell))
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def _is_bare(cell: Any) -> bool:
    """A text that starts a formula and is not marked as a text: it computes once it is edited."""
    starts = isinstance(cell.value, str) and cell.value.startswith(STARTS)
    return starts and not cell.quotePrefix


def exports(election: Election) -> Iterator[tuple[str, str]]:
    """Every address that may give a table to download, with an account that may have it."""
    own = {"pk": election.pk, "code": election.unit_id, "body": election.body, "kind": "villagers"}
    for name, route in routes(get_resolver()):
        may_get = TABLE[name][0] & HERE if name in TABLE else frozenset()
        if route.endswith((".xlsx", ".csv")) and may_get:
            filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda gap: own[gap[1]], route)
            yield min(may_get), f"/{filled}"


def test_no_export_holds_a_cell_that_computes(
    formulas: Election, cast: Cast, browse: Browse
) -> None:
    asked = 0
    for who, address in exports(formulas):
        answer = browse(getattr(cast, who)).get(address)
        if answer.status_code == 404:
            continue  # at this stage there is nothing to download
        asked += 1
        assert [text for text, computes in cells_of(answer) if computes] == [], address
    assert asked >= 5


@pytest.mark.parametrize(
    "header",
    [
        {"X-HTTP-Method-Override": "POST"},
        {"X-Original-URL": "/board/"},
        {"X-Rewrite-URL": "/board/"},
        {"X-Forwarded-User": "county"},
        {"Remote-User": "county"},
        {"X-Forwarded-Host": "evil.example"},
        {"Forwarded": "host=evil.example;proto=https"},
        {"X-Forwarded-Proto": "https"},
        {"X-Forwarded-Prefix": "/evil"},
    ],
    ids=lambda header: "".join(header),
)
def test_no_header_makes_somebody_else_of_a_request(
    cast: Cast, browse: Browse, header: dict[str, str]
) -> None:
    clerk = browse(cast.clerk)
    tricked = clerk.get("/board/", headers=header)
    assert tricked.status_code == clerk.get("/board/").status_code
    sent_away = Client().get("/board/", headers=header)
    assert sent_away["Location"] == "/sign-in/?next=/board/"
    assert not sent_away.cookies


@pytest.mark.parametrize(
    "away", ["/verify/\r\nSet-Cookie: x=1", "/%0d%0aSet-Cookie:x=1", "javascript:1"]
)
def test_no_address_to_go_on_to_makes_a_header(db: None, away: str) -> None:
    page = Client().post("/language/", {"language": "en", "next": away})
    assert "\n" not in page.headers.get("Location", "")
    assert "x" not in page.cookies
    assert not page.headers.get("Location", "").startswith("javascript")


@pytest.mark.parametrize("length", ["-1", "abc", "1e9", "99999999999999999999"])
def test_a_length_that_is_none_is_refused_or_taken_for_nothing(
    cast: Cast, browse: Browse, length: str
) -> None:
    client = browse(cast.clerk)
    client.raise_request_exception = False
    page = client.generic("POST", "/verify/", b"", CONTENT_LENGTH=length)
    assert page.status_code in (400, 413, 422)
