"""The pages of a scan in English (英文页面): every sentence, and names marked as Chinese."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client
from tests.office.conftest import Cast
from tests.office.readaloud import english, faults
from tests.office.scanning.browsing import address
from tests.office.scanning.conftest import Scanning, marked
from tests.office.scanning.papers import FULL, doubtful, scan, sure

from huanjie.domain.adjudication import Illegible
from huanjie.office.people.models import User

Browse = Callable[[User], Client]


def test_every_page_of_a_scan_is_english(scanning: Scanning, cast: Cast, browse: Browse) -> None:
    papers = [sure(f"c{n}", **FULL) for n in range(8)]
    scanning.upload(scan(*papers, doubtful("d1", "write-in"), doubtful(), doubtful()))
    scanning.upload(scan(doubtful(kind="stray-ink"), sure("c1", **FULL)), name="b.pdf")
    first, second, third, last = scanning.words
    scanning.both_rule(Illegible(), item=first)
    scanning.both_rule(marked("", names=("雷春生",)), item=second)
    scanning.rule(cast.teller, marked("p1"), item=third)
    scanning.rule(cast.other_teller, marked("p2"), item=third)
    doubted = [f"doubtful/?item={word}" for word in (third, last)]
    asked = {
        "teller": ["", *doubted, "../"],
        "scrutineer": ["", "names/", *doubted, "ballots/?post=chair&what=votes&whom=p1"],
        "chair": ["", "../declare/"],
    }
    wrong: list[str] = []
    for who, ends in asked.items():
        client = english(browse(getattr(cast, who)))
        for end in ends:
            html = client.get(address(scanning, end), follow=True).content.decode()
            wrong += faults(f"{who} {end}", html)
    assert "\n".join(wrong) == ""
    assert "Box or stack" in english(browse(cast.teller)).get(address(scanning)).content.decode()
    scanning.decide(marked("p1"), item=third)
    scanning.both_rule(marked("p1"), item=last)
    client = english(browse(cast.chair))
    look = {"post": "chair", "what": "votes", "whom": "p1", "key": "k", "because": "check"}
    pages: list[Any] = [client.post(address(scanning, "ballots/"), look)]
    pages += [client.get(f"/elections/{scanning.election.pk}/rounds/1/declare/")]
    scanning.evening.declare()
    pages += [client.get(f"/elections/{scanning.election.pk}/rounds/1/")]
    pages += [client.get(f"/elections/{scanning.election.pk}/history/")]
    for each in pages:
        assert each.status_code == 200
        wrong += faults(each.request["PATH_INFO"], each.content.decode())
    assert "\n".join(wrong) == ""
