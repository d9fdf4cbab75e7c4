"""The README's pictures (文档图片): they are there, of their size, and the demo gives them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from scripts.take_pictures import HEAVIEST, PICTURES, SIZES, take_all

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def size_of(picture: Path) -> tuple[int, int]:
    """Width and height in pixels, from the head of a PNG file."""
    head = picture.read_bytes()[:24]
    assert head.startswith(SIGNATURE)
    width, height = struct.unpack(">II", head[16:])
    return width, height


def assert_all_fit(folder: Path) -> None:
    for name, size in SIZES.items():
        assert size_of(folder / name) == (size["width"], size["height"]), name
        assert (folder / name).stat().st_size < HEAVIEST, name


def test_the_pictures_of_the_readme_are_there_and_no_larger_than_needed() -> None:
    assert_all_fit(PICTURES)
    assert {path.name for path in PICTURES.iterdir()} == set(SIZES)


@pytest.mark.full
@pytest.mark.usefixtures("can_look")
def test_the_pictures_are_taken_from_the_running_demo(tmp_path: Path) -> None:
    take_all(tmp_path)
    assert_all_fit(tmp_path)
