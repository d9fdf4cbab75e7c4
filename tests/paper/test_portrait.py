"""Photographs of candidates: of one size, made anew, and nothing of the phone goes on."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from huanjie.door.fault import BadInput
from huanjie.paper.portrait import HEIGHT, LARGEST, WIDTH, portrait
from huanjie.paper.scan.claimed_size import claimed_points


def picture(width: int, height: int, kind: str = ".jpg") -> bytes:
    """A picture whose left half is dark."""
    points = np.full((height, width, 3), 200, np.uint8)
    points[:, : width // 2] = 20
    return bytes(cv2.imencode(kind, points)[1])


@pytest.mark.parametrize("kind", [".jpg", ".png"])
@pytest.mark.parametrize(("width", "height"), [(800, 800), (300, 400), (600, 1600), (120, 160)])
def test_every_photograph_comes_out_at_one_size(width: int, height: int, kind: str) -> None:
    made = portrait(picture(width, height, kind))
    assert made.startswith(b"\xff\xd8")
    assert claimed_points(made) == WIDTH * HEIGHT
    seen = cv2.imdecode(np.frombuffer(made, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert seen is not None
    assert seen[:, 40].mean() < 60 < 150 < seen[:, -40].mean()  # its middle, not squeezed


@pytest.mark.parametrize(
    ("width", "height"), [(3000, 900), (1200, 800), (801, 800), (600, 1601), (500, 2000)]
)
def test_a_picture_that_is_no_upright_portrait_is_refused_and_not_cut_in_silence(
    width: int, height: int
) -> None:
    with pytest.raises(BadInput, match=f"{width}×{height} 个点，不是竖的证件照") as refused:
        portrait(picture(width, height))
    assert refused.value.at == "photo"


def test_what_a_phone_wrote_into_the_file_is_gone() -> None:
    raw = picture(600, 800)
    note = b"Exif\0\0GPS 27.55 119.71 made by a phone"
    marked = raw[:2] + b"\xff\xe1" + (len(note) + 2).to_bytes(2, "big") + note + raw[2:]
    assert b"GPS" in marked
    made = portrait(marked)
    assert b"GPS" not in made
    assert b"Exif" not in made


def test_a_side_of_120_points_is_enough_and_119_is_not() -> None:
    portrait(picture(120, 160))
    with pytest.raises(BadInput, match="至少 120"):
        portrait(picture(119, 160))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.7",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 30,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (2**31 - 1).to_bytes(4, "big") * 2,
        picture(600, 800)[:200],
        picture(600, 800)[:-300],
        picture(600, 800, ".png")[:-30],
        picture(600, 800) + b"\0" * LARGEST,
    ],
    ids=[
        "empty",
        "gif",
        "pdf",
        "start",
        "zeros",
        "claims",
        "start-only",
        "torn",
        "torn-png",
        "large",
    ],
)
def test_what_is_no_photograph_is_refused(raw: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        portrait(raw)
    assert refused.value.at == "photo"
    assert refused.value.remedy
