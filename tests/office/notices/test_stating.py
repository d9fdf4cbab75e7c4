"""Statements and photographs (竞职陈述、照片): given, replaced, taken down, and sealed at rest."""

from __future__ import annotations

import io

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from tests.office.candidacy.conftest import take_back
from tests.office.conftest import Cast, act
from tests.office.notices.test_pages import at, words
from tests.paper.test_portrait import picture
from tests.paper.test_word_reading import word

from huanjie.door.fault import BadInput
from huanjie.office.keeping.wiping import WIPERS
from huanjie.office.notices.models import Statement
from huanjie.office.notices.stating import (
    LONGEST,
    Given,
    Posted,
    keep_statement,
    posted_of,
    take_back_statement,
)
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election


def keep(
    user: User, election: Election, person: str = "p1", text: str = "", photo: bytes = b""
) -> str:
    given = Given(person=person, text=text, photo=photo)
    return keep_statement(acting_user=act(user), election=election, given=given)


def gave(election: Election) -> list[Posted]:
    return [each for each in posted_of(election) if each.gave]


def test_what_was_given_is_posted_in_stroke_order(cast: Cast, slate: Election) -> None:
    keep(cast.clerk, slate, "p1", text="我愿意修路。")
    keep(cast.clerk, slate, "p2", photo=picture(300, 400))
    assert [each.nominee.name for each in gave(slate)] == ["丁大山", "钟一鸣"]
    assert gave(slate)[0].address.startswith("data:image/jpeg;base64,")
    assert gave(slate)[1].address == ""


def test_the_database_holds_neither_words_nor_picture_in_the_clear(
    cast: Cast, slate: Election
) -> None:
    keep(cast.clerk, slate, text="我愿意修路。", photo=picture(300, 400))
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, photo, photo_key FROM notices_statement")
        raw = b"".join(bytes(each) for each in cursor.fetchone())
    assert "修路".encode() not in raw
    assert b"JFIF" not in raw
    assert gave(slate)[0].photo.startswith(b"\xff\xd8")


def test_a_part_is_replaced_and_the_other_stays(cast: Cast, slate: Election) -> None:
    keep(cast.clerk, slate, text="甲", photo=picture(300, 400))
    before = gave(slate)[0].photo
    keep(cast.clerk, slate, text="乙")
    assert (gave(slate)[0].text, gave(slate)[0].photo) == ("乙", before)
    assert Statement.objects.count() == 1


def test_what_is_taken_back_is_deleted(cast: Cast, slate: Election) -> None:
    keep(cast.clerk, slate, text="甲")
    take_back_statement(acting_user=act(cast.clerk), election=slate, person="p1")
    assert not Statement.objects.exists()
    with pytest.raises(BadInput, match="没有交过"):
        take_back_statement(acting_user=act(cast.clerk), election=slate, person="p1")


def test_whoever_stands_no_more_is_not_posted(cast: Cast, slate: Election) -> None:
    keep(cast.clerk, slate, text="甲")
    take_back(cast, slate, "钟一鸣")
    assert not gave(slate)


def test_a_statement_has_1000_characters_and_no_more(cast: Cast, slate: Election) -> None:
    keep(cast.clerk, slate, text="字" * LONGEST)
    with pytest.raises(BadInput, match="最多 1000 个字，现在有 1001 个") as refused:
        keep(cast.clerk, slate, text="字" * (LONGEST + 1))
    assert refused.value.at == "text"


@pytest.mark.parametrize(
    ("person", "text", "photo", "at_field"),
    [("p99", "甲", b"", "person"), ("p1", " \n ", b"", "text"), ("p1", "", b"GIF89a", "photo")],
)
def test_what_cannot_be_posted_is_refused_and_nothing_is_kept(
    cast: Cast, slate: Election, person: str, text: str, photo: bytes, at_field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        keep(cast.clerk, slate, person, text, photo)
    assert refused.value.at == at_field
    assert not Statement.objects.exists()


def test_a_stranger_enters_none(cast: Cast, slate: Election) -> None:
    for user in (cast.stranger, cast.observer, cast.county):
        with pytest.raises(PermissionDenied):
            keep(user, slate, text="甲")


def test_it_goes_with_the_facts_when_its_time_comes(cast: Cast, slate: Election) -> None:
    keep(cast.clerk, slate, text="甲", photo=picture(300, 400))
    WIPERS["eligibility-facts"](slate)
    assert not Statement.objects.exists()


def test_a_file_and_a_photograph_go_from_the_form_to_the_page_and_the_paper(
    cast: Cast, slate: Election
) -> None:
    clerk = at(cast.clerk)
    told = {
        "person": "p1",
        "text": "",
        "file": SimpleUploadedFile("陈述.docx", word("我愿意修路。", "我愿意通水。")),
        "photo": SimpleUploadedFile("照片.jpg", picture(600, 800)),
        "key": "k",
    }
    answer = clerk.post(reverse("statement-keep", args=[slate.pk]), told)
    assert answer.status_code == 302
    page = at(cast.observer).get(reverse("statements", args=[slate.pk])).text
    assert "我愿意通水。" in page
    assert page.count("data:image/jpeg;base64,") == 1
    raw = at(cast.observer).get(reverse("statements-file", args=[slate.pk])).content
    assert "我愿意通水。" in words(raw)
    assert len(docx.Document(io.BytesIO(raw)).inline_shapes) == 1


def test_a_file_that_cannot_be_read_is_told_beside_its_field(cast: Cast, slate: Election) -> None:
    told = {"person": "p1", "file": SimpleUploadedFile("x.docx", b"PK\x03\x04"), "key": "k"}
    answer = at(cast.clerk).post(reverse("statement-keep", args=[slate.pk]), told)
    assert answer.status_code == 422
    assert "读不出这个 .docx 文件" in answer.text
