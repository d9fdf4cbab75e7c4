"""Words out of a file: a .docx or a text in either encoding; anything else is refused."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from huanjie.door.fault import BadInput
from huanjie.paper.word_reading import LARGEST, words_of


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def bomb() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b"\0" * (21 * 2**20))
    return raw.getvalue()


def test_the_paragraphs_of_a_word_file_are_read() -> None:
    assert (
        words_of(word("我愿意做三件事。", "第一件是修路。")) == "我愿意做三件事。\n第一件是修路。"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_is_read_in_either_encoding(encoding: str) -> None:
    assert words_of("我愿意修路。".encode(encoding)) == "我愿意修路。"


@pytest.mark.parametrize(
    "raw",
    [b"PK\x03\x04", word("x")[:-200], bomb(), b"\xff\xd8\xff\xe0", b"a\0b", b"a" * (LARGEST + 1)],
    ids=["start", "torn", "bomb", "jpeg", "binary", "large"],
)
def test_what_holds_no_words_is_refused(raw: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        words_of(raw)
    assert refused.value.at == "file"
    assert refused.value.remedy


def test_a_text_of_the_largest_size_is_read() -> None:
    assert len(words_of(b"a" * LARGEST)) == LARGEST
