"""Addresses and forms of joint review (联审的网址和表单), for its tests."""

from __future__ import annotations

from django.test import Client
from tests.office.review.conftest import Review


def desk(review: Review, department: str, below: str = "") -> str:
    return f"/questions/{review.batch.pk}/{department}/{below}"


def office(review: Review, below: str = "") -> str:
    return f"/units/{review.town.pk}/reviews/{below}"


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def form(**fields: object) -> dict[str, object]:
    return {"key": f"k{len(str(fields))}{hash(str(fields))}"[:60], **fields}
