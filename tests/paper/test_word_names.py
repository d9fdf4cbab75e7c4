"""Names in columns (分栏的名单): no name is broken, none is lost, whatever their length."""

from __future__ import annotations

import datetime
import io

import docx
import pytest

from huanjie.paper.blocks import Names
from huanjie.paper.dress import OFFICIAL
from huanjie.paper.word import Document
from huanjie.paper.word_names import columns_of

MANY = tuple(f"王小{number}" for number in range(3000))


def lines(names: tuple[str, ...]) -> list[str]:
    at = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
    raw = Document(title=("名单",), blocks=(Names(names=names),)).as_bytes(made_at=at)
    return [each.text for each in docx.Document(io.BytesIO(raw)).paragraphs[1:]]


@pytest.mark.parametrize(
    ("longest", "columns"),
    [("丁一 女", 5), ("欧阳秀英 女", 4), ("阿卜杜热西提·麦麦提敏 男", 2), ("字" * 40, 1)],
)
def test_as_many_columns_as_the_longest_name_leaves_room_for(longest: str, columns: int) -> None:
    assert columns_of(Names(names=("丁一", longest)), OFFICIAL) == columns


@pytest.mark.parametrize("names", [(), ("丁一",), MANY[:5], MANY])
def test_every_name_stands_on_the_list_once_in_its_order(names: tuple[str, ...]) -> None:
    assert [name for line in lines(names) for name in line.split("\t")] == list(names)
