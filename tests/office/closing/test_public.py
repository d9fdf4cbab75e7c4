"""The public pages (公开的页面): anyone checks a dossier, and nobody sees an unsealed election."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from tests.dossier.tamper import changed, packed, unpacked, with_manifest

from huanjie.dossier import pyz
from huanjie.dossier.verify import CHECKS
from huanjie.office.closing.models import Dossier
from huanjie.office.keys import key_ring
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]


def uploaded(
    raw: bytes, *, fingerprint: str = "", name: str = "dossier.zip", client: Client | None = None
) -> tuple[int, str]:
    """What the page answers to a file, as a reader reads it."""
    file = SimpleUploadedFile(name, raw)
    data = {"dossier": file, "fingerprint": fingerprint}
    answer = (client or Client()).post("/verify/", data)
    return answer.status_code, unescape(answer.content.decode())


@pytest.mark.django_db
def test_the_page_explains_the_check_without_an_account() -> None:
    answer = Client().get("/verify/")
    assert answer.status_code == 200
    assert "python3 verify.pyz dossier.zip --key" in unescape(answer.content.decode())


def test_a_whole_dossier_shows_every_step_and_the_result(dossier: Dossier) -> None:
    status, page = uploaded(bytes(dossier.content))
    assert status == 200
    for name, _file, _check in CHECKS:
        assert name in page
    assert "卷宗完整，结果重算相符" in page
    assert "委员：王五、赵六" in page
    assert "没有核对签署人" in page
    assert page.count("不符") == 1  # in the page's own explanation


def test_the_fingerprint_of_the_notice_checks_who_signed(dossier: Dossier) -> None:
    _, page = uploaded(bytes(dossier.content), fingerprint=f" {key_ring().fingerprint.upper()} ")
    assert "签署人已核对" in page


def test_another_fingerprint_is_told_apart_from_damage(dossier: Dossier) -> None:
    status, page = uploaded(bytes(dossier.content), fingerprint="-".join(["0000"] * 8))
    assert status == 200
    assert "签署人不是所给的公钥" in page
    assert "卷宗不完整" not in page


@pytest.mark.parametrize("slip", ["1234", "-".join(["0000"] * 7), "公告上的指纹"])
def test_a_slip_in_the_fingerprint_is_asked_again(dossier: Dossier, slip: str) -> None:
    status, page = uploaded(bytes(dossier.content), fingerprint=slip)
    assert status == 422
    assert "这不是完整的指纹" in page


@pytest.mark.parametrize("name", ["count.json", "index.html", "law/pack.json"])
def test_a_flipped_byte_names_the_file_that_it_is_in(dossier: Dossier, name: str) -> None:
    files = unpacked(bytes(dossier.content))
    raw = bytes(dossier.content)
    at = raw.index(files[name]) + len(files[name]) // 2
    flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
    status, page = uploaded(flipped)
    assert status == 200
    assert "卷宗不完整" in page
    assert f"<code>{name}" in page
    assert "未做" in page


def test_a_changed_vote_is_named_by_file_and_pointer(dossier: Dossier) -> None:
    files = unpacked(bytes(dossier.content))
    pointer = "/rounds/0/facts/contests/0/candidates/0/votes"
    forged = with_manifest(changed(files, "count.json", pointer, 421))
    _, page = uploaded(packed(forged))
    assert f"<code>count.json {pointer}</code>" in page


def test_a_truncated_dossier_is_not_whole(dossier: Dossier) -> None:
    raw = bytes(dossier.content)
    status, page = uploaded(raw[: len(raw) // 2])
    assert "不是完好的 ZIP 文件" in page
    assert (status, "卷宗完整，结果重算相符" in page) in ((200, False), (422, False))


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as container:
        for name, raw in files.items():
            container.writestr(name, raw)
    return target.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "这个文件是空的"),
        (b"%PDF-1.7 nothing", "不是完好的 ZIP 文件"),
        (zipped(document=b"a letter"), "这不是卷宗"),
        (zipped(manifest=bytes(21 * 2**20)), "解开后过大"),
    ],
    ids=["empty", "pdf", "zip", "bomb"],
)
def test_what_is_no_dossier_is_said_in_one_sentence_at_its_field(raw: bytes, says: str) -> None:
    status, page = uploaded(raw)
    assert status == 422
    assert says in page
    assert 'href="#id_dossier"' in page
    assert 'id="verdict"' not in page


@pytest.mark.django_db
def test_no_file_at_all_is_asked_for() -> None:
    answer = Client().post("/verify/", {})
    assert answer.status_code == 422
    assert "请选择卷宗文件" in answer.content.decode()


def test_a_file_at_the_limit_is_read_and_one_byte_more_is_not(
    dossier: Dossier, settings: Settings
) -> None:
    size = len(bytes(dossier.content))
    settings.LARGEST_UPLOAD = size
    assert uploaded(bytes(dossier.content))[0] == 200
    settings.LARGEST_UPLOAD = size - 1
    assert uploaded(bytes(dossier.content))[0] == 422


def test_another_name_changes_nothing(dossier: Dossier) -> None:
    assert "结果重算相符" in uploaded(bytes(dossier.content), name="卷宗(1).doc")[1]


def test_checking_writes_nothing(dossier: Dossier) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        uploaded(bytes(dossier.content))
    assert not [q for q in queries if not q["sql"].startswith("SELECT")]


def test_the_check_needs_the_page_s_own_form(dossier: Dossier) -> None:
    client = Client(enforce_csrf_checks=True)
    assert uploaded(bytes(dossier.content), client=client)[0] == 403


def test_a_published_dossier_is_checked_by_one_click(dossier: Dossier) -> None:
    page = Client().get(f"/verify/?dossier={dossier.sha256}").content.decode()
    assert "结果重算相符" in page
    assert "泰顺县罗阳镇三联村" in page


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "0" * 64, "../../etc/passwd"])
def test_a_dossier_that_is_not_published_here_is_not_found(name: str) -> None:
    assert Client().get("/verify/", {"dossier": name}).status_code == 404
    assert Client().get(f"/dossiers/{name}.zip").status_code == 404


def test_the_program_to_download_is_the_one_that_is_built() -> None:
    answer = Client().get("/verify.pyz")
    assert answer.content == pyz.build()


def test_a_sealed_election_is_listed_and_downloaded_without_an_account(dossier: Dossier) -> None:
    page = Client().get("/dossiers/").content.decode()
    assert "三联村" in page
    assert "泰顺县罗阳镇" in page
    answer = Client().get(f"/dossiers/{dossier.sha256}.zip")
    assert answer.content == bytes(dossier.content)
    assert "immutable" in answer["Cache-Control"]


def test_nothing_of_an_unsealed_election_is_public(finished: Election) -> None:
    for address in ("/dossiers/", "/dossiers/?q=三联", "/verify/"):
        page = Client().get(address).content.decode()
        assert "三联村" not in page
        assert finished.pk not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("三联", True),
        ("slc", True),
        ("330329100257", True),
        ("村民委员会 三联", True),
        ("溪坪", False),
        ("三联 党支部", False),
        ("%", False),
    ],
)
def test_the_list_is_searched_by_characters_initials_and_code(
    dossier: Dossier, query: str, found: bool
) -> None:
    page = Client().get("/dossiers/", {"q": query}).content.decode()
    assert (dossier.sha256 in page) is found
    assert ("没有符合的卷宗" in page) is not found


@pytest.mark.django_db
def test_an_empty_list_says_why() -> None:
    assert "还没有封存的选举" in Client().get("/dossiers/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["0", "2", "x", ""])
def test_a_page_beyond_the_list_is_the_nearest_one(page: str) -> None:
    assert Client().get("/dossiers/", {"page": page}).status_code == 200


def test_the_page_of_the_place_leads_to_its_published_result(dossier: Dossier) -> None:
    address = f"/places/{dossier.election.unit_id}/"
    assert f"/verify/?dossier={dossier.sha256}" in Client().get(address).content.decode()
    Election.objects.update(roll_published_on=dossier.election.start_day)
    page = Client().get(address).content.decode()
    assert f"/dossiers/{dossier.sha256}.zip" in page
