"""The law of kinship (亲属的范围) as data: every list with its article, and nothing half said."""

from __future__ import annotations

from pathlib import Path

import pytest

from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import KIN_CLASSES
from huanjie.law.kinship import SHIPPED, load_kinship, read_kinship

TEXT = SHIPPED.read_text("utf-8")


def test_every_class_that_a_pack_may_bar_has_its_list_and_its_article() -> None:
    law = load_kinship()
    for word, name in KIN_CLASSES.items():
        listed = law.list_of(word)
        assert (listed.name, bool(listed.kin)) == (name, True)
        assert listed.citation.article


def test_near_relatives_are_the_six_of_the_civil_code() -> None:
    near = load_kinship().near_relatives
    assert {" ".join(walk) for walk in near.kin} == {
        *("spouse", "parent", "child", "sibling", "parent parent", "child child"),
    }
    assert (near.citation.rank, near.citation.confidence) == ("statute", "V")


def test_no_kin_is_in_two_of_the_four_classes() -> None:
    kin = [walk for each in load_kinship().classes for walk in each.kin]
    assert len(kin) == len(set(kin))


def test_every_near_relative_is_in_one_of_the_four_classes() -> None:
    law = load_kinship()
    assert all(law.class_of(walk) for walk in law.near_relatives.kin)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"spouse parent"', '"spouse uncle"', "不认识的步子"),
        ('class = "lineal"', 'class = "spouse"', "各写一次"),
        ('class = "lineal"', 'class = "cousins"', "不是可用的值"),
        ("[divorce]", "[separation]", "不认识的键"),
        ('article = "第一千零八十条"', "", "缺少“article”"),
        ('confidence = "V"', 'confidence = "sure"', "不是可用的值"),
    ],
)
def test_a_list_that_is_not_whole_is_refused(old: str, new: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "kinship.toml"
    file.write_text(TEXT.replace(old, new), "utf-8")
    with pytest.raises(BadInput, match=says):
        read_kinship(file)
