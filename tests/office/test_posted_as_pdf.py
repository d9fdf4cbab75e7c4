"""What is posted, as Word and as PDF (张贴的文书): both say the same and stand side by side."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.office.walked import Place, place
from tests.paper.alike import assert_alike, pdf_says

from huanjie.office.roll.models import RollEntry

__all__ = ["place"]  # a fixture of the walks

PAIRS = {
    "roll-list-file": "roll-list-pdf",
    "objection-decisions-file": "objection-decisions-pdf",
    "candidates-notice-file": "candidates-notice-pdf",
    "public-notice-file": "public-notice-pdf",
    "statements-file": "statements-pdf",
    "pledges-file": "pledges-pdf",
    "notice-file": "notice-pdf",
}
BESIDE = {
    "roll-list": ("roll-list-file", "roll-list-pdf"),
    "objection-decisions": ("objection-decisions-file", "objection-decisions-pdf"),
    "candidates-notice": ("candidates-notice-file", "candidates-notice-pdf"),
    "public-notice": ("public-notice-file", "public-notice-pdf"),
    "public-notice-sheet": ("public-notice-file", "public-notice-pdf"),
    "pledges": ("pledges-file", "pledges-pdf"),
    "result": ("notice-file", "notice-pdf"),
    "seal": ("notice-file", "notice-pdf"),
}
"""By the page, its two files."""


@pytest.fixture
def client(place: Place) -> Client:
    client = Client()
    client.force_login(place.cast.chair)
    return client


@pytest.mark.parametrize("word", PAIRS)
def test_a_pdf_says_what_its_word_says(place: Place, client: Client, word: str) -> None:
    assert_alike(*(client.get(place.address(name)) for name in (word, PAIRS[word])))


@pytest.mark.parametrize("page", BESIDE)
def test_a_page_leads_to_both(place: Place, client: Client, page: str) -> None:
    shown = client.get(place.address(page)).content.decode()
    for name in BESIDE[page]:
        assert f'href="{place.address(name)}"' in shown


def test_a_name_is_printed_as_it_is_written(place: Place, client: Client) -> None:
    name = r"#钟*一_鸣*$x$@a<b>\n`c`"
    RollEntry.objects.filter(election=place.election).update(name=name)
    assert name in pdf_says(client.get(place.address("roll-list-pdf")).content)


def test_a_name_that_cannot_be_drawn_is_said_and_the_word_file_remains(
    place: Place, client: Client
) -> None:
    RollEntry.objects.filter(election=place.election).update(name="王\ue000")
    refused = client.get(place.address("roll-list-pdf"))
    assert refused.status_code == 422
    assert "U+E000" in refused.content.decode()
    assert "下载 Word 文件" in refused.content.decode()
    assert client.get(place.address("roll-list-file")).status_code == 200
