"""Reading the words of a file (读出文件里的文字): a .docx or a plain .txt, its paragraphs alone."""

from __future__ import annotations

import io
import zipfile
from typing import Final

import docx

from huanjie.door.fault import BadInput

LARGEST: Final = 5 * 2**20
"""bytes of a file"""
_LARGEST_INSIDE: Final = 20 * 2**20
"""bytes of what a .docx unpacks to: a small file may claim to be larger than any memory"""


def words_of(raw: bytes) -> str:
    """The paragraphs of a .docx, or the lines of a text in UTF-8 or GB 18030; BadInput, at `file`,
    where it is neither, or too large.
    """
    if len(raw) > LARGEST:
        raise _bad(f"文件太大，最多 {LARGEST // 2**20} MB")
    if raw.startswith(b"PK"):
        return _of_word(raw)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _bad("文件不是 .docx，也不是文本")


def _of_word(raw: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            if sum(each.file_size for each in parts.infolist()) > _LARGEST_INSIDE:
                raise _bad("文件解开以后太大")
        document = docx.Document(io.BytesIO(raw))
    except BadInput:
        raise
    except Exception as error:  # whatever a broken package makes the library raise
        raise _bad("读不出这个 .docx 文件") from error
    return "\n".join(each.text for each in document.paragraphs)


def _bad(says: str) -> BadInput:
    return BadInput(says, at="file", remedy="另存为 .docx 或者 .txt 再交，或者把文字粘贴进来")
