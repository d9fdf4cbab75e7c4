"""What somebody may have meant (相近的词): words alike enough, and none where none is."""

from __future__ import annotations

import pytest

from huanjie.door.nearest import nearest

KNOWN = ("岳父", "岳母", "小姑子", "小舅子", "登记参加选举")


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("岳夫", ("岳父", "岳母")),
        ("邻居", ()),
        ("小姑子他爹", ("小姑子",)),
        ("登记参加选", ("登记参加选举",)),
        ("", ()),
    ],
)
def test_half_of_a_short_word_and_most_of_a_long_one_are_near(
    word: str, near: tuple[str, ...]
) -> None:
    assert set(nearest(word, KNOWN, most=3)) == set(near)


def test_no_more_are_offered_than_asked_for() -> None:
    assert len(nearest("岳夫", KNOWN, most=1)) == 1
