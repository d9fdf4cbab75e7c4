"""Scanned papers by the interface (扫描计票接口): files in, numbers out, no picture."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.office.api.conftest import Program, program
from tests.office.scanning.conftest import A_SHEET, Scanning
from tests.office.scanning.papers import doubtful, pile, scan, sure


@pytest.fixture
def made(scanning: Scanning) -> Program:
    """A teller's program."""
    return program(scanning.cast.teller, scanning.election.unit)


def at(scanning: Scanning) -> str:
    return f"/elections/{scanning.election.pk}/rounds/1/scans"


def send(made: Program, scanning: Scanning, raw: bytes, *, name: str = "a.pdf") -> Any:
    headers = made.headers | {"Idempotency-Key": uuid.uuid4().hex}
    form = {"file": SimpleUploadedFile(name, raw), "batch": "中心票箱"}
    return Client().post(f"/api/v1{at(scanning)}", form, headers=headers)


def test_a_file_is_read_and_the_numbers_follow(scanning: Scanning, made: Program) -> None:
    answer = send(made, scanning, scan(sure("c1"), doubtful("c2", "write-in"), doubtful()))
    assert answer.status_code == 201
    assert answer.json()["pages"] == 3
    found = made.get(at(scanning)).json()
    assert (found["sure"], found["left"], found["agree"]) == (1, 2, False)
    assert [(each["kind"], each["papers"]) for each in found["kinds"]] == [
        ("unsure-mark", 1),
        ("write-in", 1),
    ]


def test_a_file_sent_again_says_where_it_is(scanning: Scanning, made: Program) -> None:
    send(made, scanning, pile(1, 2))
    again = send(made, scanning, pile(1, 2), name="b.pdf").json()
    assert again["again"] == ["中心票箱/a.pdf"]
    assert made.get(at(scanning)).json()["files"] == 1


def test_what_cannot_be_read_is_refused_in_its_sentence(scanning: Scanning, made: Program) -> None:
    answer = send(made, scanning, b"?", name="坏.jpg")
    assert answer.status_code == 422
    assert "“坏.jpg”读不出图像" in answer.json()["says"]


def test_before_anything_is_scanned_there_are_no_numbers(scanning: Scanning, made: Program) -> None:
    assert made.get(at(scanning)).status_code == 409


def test_a_vote_with_a_sheet_takes_no_file(scanning: Scanning, made: Program) -> None:
    scanning.evening.enter(A_SHEET)
    answer = send(made, scanning, pile(1, 2))
    assert answer.status_code == 422
    assert "不能两种方式混用" in answer.json()["says"]


def test_the_vote_says_how_it_is_counted(scanning: Scanning, made: Program) -> None:
    vote = at(scanning).removesuffix("/scans")
    assert made.get(vote).json()["counted_by"] == "sheets"
    send(made, scanning, pile(1, 2))
    assert made.get(vote).json()["counted_by"] == "scan"
