"""A collective whose representatives elect (成员代表大会选举): no page, paper or dossier of it
quotes what its law says of the members' meeting alone.
"""

from __future__ import annotations

import datetime
import io
import random
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from django.test import Client
from django.urls import get_resolver
from tests.office.conftest import on
from tests.office.test_demo import course, team
from tests.office.walked import routes

from huanjie.domain.assembly import ELECTING_MEETINGS
from huanjie.domain.cycle import Stage
from huanjie.dossier.verify import verify
from huanjie.office.closing.models import Dossier
from huanjie.office.demo.accounts import Team
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit

__all__ = ["team"]

Browse = Callable[[User], Client]
BODY = "collective-organisation"
OF_THE_MEMBERS = ("第二十七条", "第二十六条第一款第四项")
_GAP = re.compile(r"<(?:\w+:)?(\w+)>")


@pytest.fixture(autouse=True)
def representatives_elect(monkeypatch: pytest.MonkeyPatch) -> None:
    """The charter lets the representatives elect."""
    monkeypatch.setitem(ELECTING_MEETINGS, BODY, {"representatives": "成员代表大会"})


def reached(unit: Unit, team: Team, until: Stage) -> Election:
    return course(unit, BODY, until).run(team, random.Random(5))


def text_of(raw: bytes) -> str:
    """The text of a page or of a Word file; nothing of any other file."""
    if raw[:2] != b"PK":
        return raw.decode("utf-8", "ignore")
    if "word/document.xml" not in zipfile.ZipFile(io.BytesIO(raw)).namelist():
        return ""
    document = docx.Document(io.BytesIO(raw))
    cells = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


@pytest.mark.parametrize("until", [Stage.OPENED, Stage.READY, Stage.DECLARED])
def test_no_page_and_no_paper_quotes_the_members_meeting(
    village: Unit, team: Team, browse: Browse, until: Stage
) -> None:
    election = reached(village, team, until)
    assert election.method == "representatives"
    day = election.polling_day - datetime.timedelta(days=0 if until == Stage.DECLARED else 12)
    own = {"pk": election.pk, "number": "1", "person": "p1", "change": "died", "paper": "notice"}
    asked = [
        route
        for _name, route in routes(get_resolver())
        if route.startswith("elections/") and set(_GAP.findall(route)) <= set(own)
        if "handbook" not in route  # it prints the whole law, of both meetings
    ]
    assert len(asked) > 50
    quoting = []
    with on(day):
        client = browse(team.chair)
        for route in asked:
            address = "/" + _GAP.sub(lambda gap: own[gap[1]], route)
            answer = client.get(address)
            raw = b"".join(answer) if answer.streaming else answer.content
            said = text_of(raw)
            quoting += [(address, each) for each in OF_THE_MEMBERS if each in said]
    assert quoting == []


def test_its_dossier_neither_and_it_verifies(village: Unit, team: Team) -> None:
    reached(village, team, Stage.SEALED)
    content = bytes(Dossier.objects.get().content)
    assert verify(content).whole
    with zipfile.ZipFile(io.BytesIO(content)) as dossier:
        index = dossier.read("index.html").decode()
    assert not [each for each in OF_THE_MEMBERS if each in index]
    assert "第二十八条第五款" in index
