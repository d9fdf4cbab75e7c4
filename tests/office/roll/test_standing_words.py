"""Each roll of members is read in its own words (类别的写法): a word of the other one is refused,
wherever it is written, and nobody gets a vote by it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, act, party_plan
from tests.office.roll.conftest import invented, keep, load, publish, send
from tests.office.roll.test_many_rolls import take

from huanjie.domain.memberroll import MEMBER_ROLLS
from huanjie.door.fault import BadInput
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.people import add_person
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]
ADOPTED_BY = {"party-branch": "党员大会", "youth-league": "团员大会"}
FOREIGN = {
    "party-branch": ("团员", "共青团员", "正式团员", "从事团的工作的党员", "留团察看"),
    "youth-league": ("正式党员", "中共党员", "预备党员", "留党察看", "停止党员权利"),
}


@pytest.fixture(params=MEMBER_ROLLS)
def branch(request: pytest.FixtureRequest, cast: Cast, village: Unit) -> Election:
    """The election of a branch, of the Party and of the League, just opened."""
    plan = party_plan(body=request.param, adopted_by=ADOPTED_BY[request.param])
    return Election.objects.get(
        pk=open_election(acting_user=act(cast.clerk), unit=village, plan=plan)
    )


def rows_of(branch: Election, *standings: str) -> list[tuple[str, ...]]:
    people = invented(len(standings))
    return [
        (branch.unit.code, person.name, person.identity_number, standing)
        for person, standing in zip(people, standings, strict=True)
    ]


def heads_of(branch: Election) -> tuple[str, ...]:
    return ("单位", "姓名", "身份证号", MEMBER_ROLLS[branch.body].kind)


def roll(branch: Election, *standings: str) -> bytes:
    return csv_file(heads_of(branch), *rows_of(branch, *standings))


def test_every_word_of_a_roll_is_read_in_an_upload(cast: Cast, branch: Election) -> None:
    words = MEMBER_ROLLS[branch.body].words
    load(cast, branch, roll(branch, *words))
    assert [entry.standing for entry in branch.roll.all()] == list(words.values())
    assert publish(cast, branch) == list(words.values()).count("full")


def test_a_word_of_the_other_roll_goes_back_from_an_upload(cast: Cast, branch: Election) -> None:
    members, foreign = MEMBER_ROLLS[branch.body], FOREIGN[branch.body]
    kept = keep(cast, branch, roll(branch, *members.standings.values(), *foreign))
    assert (kept.good, kept.bad) == (len(members.standings), len(foreign))


def test_the_row_goes_back_as_it_was_written(cast: Cast, branch: Election, browse: Browse) -> None:
    client, members = browse(cast.clerk), MEMBER_ROLLS[branch.body]
    word = FOREIGN[branch.body][0]
    sent = send(client, branch, "名册.csv", roll(branch, members.standings["full"], word))
    page = client.get(sent["Location"]).text
    assert "可导入 1 + 退回 1 = 合计 2 行" in page
    assert members.unknown in page
    raw = client.post(f"{sent['Location']}rejected.xlsx", {"key": "r"}).content
    sheet = openpyxl.load_workbook(io.BytesIO(raw)).active
    assert sheet
    assert word in [cell.value for cell in sheet[2]]


def test_of_a_file_for_many_units_every_word_of_the_roll_is_read(
    cast: Cast, branch: Election
) -> None:
    words = MEMBER_ROLLS[branch.body].words
    outcome, told = take(cast, rows_of(branch, *words), body=branch.body, heads=heads_of(branch))
    assert (outcome.loaded, told) == (len(words), [])
    assert [entry.standing for entry in branch.roll.all()] == list(words.values())


def test_of_a_file_for_many_units_a_word_of_the_other_roll_goes_back(
    cast: Cast, branch: Election
) -> None:
    foreign = FOREIGN[branch.body]
    own = MEMBER_ROLLS[branch.body].standings["full"]
    outcome, told = take(
        cast, rows_of(branch, own, *foreign), body=branch.body, heads=heads_of(branch)
    )
    assert outcome.loaded == 1
    reasons = [(kind, says) for row in told for _, kind, says in row.reasons]
    assert reasons == [("no-standing", MEMBER_ROLLS[branch.body].unknown)] * len(foreign)
    assert [row.cells["standing"] for row in told] == list(foreign)


def test_by_hand_the_words_of_the_roll_are_read_and_of_the_other_none(
    cast: Cast, branch: Election
) -> None:
    own, foreign = MEMBER_ROLLS[branch.body].words, FOREIGN[branch.body]
    people = invented(len(own) + len(foreign))
    for person, word in zip(people, (*own, *foreign), strict=True):
        cells: Any = {
            "name": person.name,
            "id_number": person.identity_number,
            "standing": word,
        }
        if word in own:
            add_person(acting_user=act(cast.clerk), election=branch, cells=cells)
            continue
        with pytest.raises(BadInput, match="名册上没有这一类") as refused:
            add_person(acting_user=act(cast.clerk), election=branch, cells=cells)
        assert refused.value.at == "standing"
    assert branch.roll.count() == len(own)
