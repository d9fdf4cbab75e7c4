"""Requests and filings by programs (用接口报送和答复), as on the pages."""

from __future__ import annotations

from typing import Any

import pytest
from tests.office.api.conftest import Program
from tests.office.conftest import OPENED_ON
from tests.office.filings.test_sending import EVENT

from huanjie.office.filings.models import Turn
from huanjie.office.planning.models import Election

COMMITTEE = "committee-published"
DAY = OPENED_ON.isoformat()
SENT = {"organ": "罗阳镇党委", "number": "三联〔2026〕1号", "on": DAY}
APPROVED: dict[str, Any] = {"deed": "approve", "organ": "罗阳镇党委", "number": "9号", "on": DAY}


@pytest.fixture
def here(party_election: Election) -> str:
    return f"/elections/{party_election.pk}/filings"


def test_a_clerks_program_sends_and_the_towns_answers(
    clerk: Program, town: Program, here: str
) -> None:
    first, again = (clerk.post(f"{here}/{EVENT}/send", SENT, key="s") for _ in range(2))
    assert (first.status_code, first.json()["state"]) == (200, "sent")
    assert again.json() == first.json()
    told = {each["event"]: each for each in town.get(here).json()["filings"]}[EVENT]
    assert (told["kind"], told["state"], told["settled"]) == ("request", "sent", False)
    assert told["open"] == ["withdraw", "return", "approve", "refuse"]
    assert told["grounds"]
    done = town.post(f"{here}/{EVENT}/answer", APPROVED)
    assert (done.status_code, done.json()["state"]) == (200, "approved")
    told = {each["event"]: each for each in clerk.get(here).json()["filings"]}[EVENT]
    assert [(each["deed"], each["number"]) for each in told["turns"]] == [
        ("send", "三联〔2026〕1号"),
        ("approve", "9号"),
    ]
    assert (told["settled"], told["open"]) == (True, [])


def test_a_document_is_taken_back_before_it_is_answered(clerk: Program, here: str) -> None:
    clerk.post(f"{here}/{EVENT}/send", SENT)
    assert clerk.post(f"{here}/{EVENT}/withdraw").json()["state"] == "withdrawn"
    assert clerk.post(f"{here}/{EVENT}/withdraw").status_code == 422


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"deed": "return"}, "missing"),
        ({"missing": "缺选举办法"}, "missing"),
        ({"on": "2026-05-17"}, "on"),
        ({"organ": " "}, "organ"),
    ],
)
def test_an_answer_that_the_page_refuses_is_refused_at_its_field(
    clerk: Program, town: Program, here: str, wrong: dict[str, str], where: str
) -> None:
    clerk.post(f"{here}/{EVENT}/send", SENT)
    refused = town.post(f"{here}/{EVENT}/answer", APPROVED | wrong)
    assert (refused.status_code, refused.json()["where"]) == (422, where)
    assert Turn.objects.count() == 1


def test_a_request_is_not_received_as_a_filing_is(clerk: Program, town: Program, here: str) -> None:
    clerk.post(f"{here}/{EVENT}/send", SENT)
    assert town.post(f"{here}/{EVENT}/answer", APPROVED | {"deed": "receive"}).status_code == 422


def test_a_matter_that_the_election_has_not_is_not_found(
    clerk: Program, town: Program, here: str
) -> None:
    assert clerk.post(f"{here}/no-such-matter/send", SENT).status_code == 404
    assert clerk.post(f"{here}/no-such-matter/withdraw").status_code == 404
    assert town.post(f"{here}/no-such-matter/answer", APPROVED).status_code == 404


def test_nobody_answers_their_own_and_no_office_sends(
    clerk: Program, town: Program, here: str
) -> None:
    clerk.post(f"{here}/{EVENT}/send", SENT)
    assert clerk.post(f"{here}/{EVENT}/answer", APPROVED).status_code == 403
    assert town.post(f"{here}/{EVENT}/send", SENT).status_code == 403


def test_a_program_files_the_members_and_reads_them(clerk: Program, election: Election) -> None:
    here = f"/elections/{election.pk}/filings"
    body: dict[str, Any] = {
        "organ": "罗阳镇人民政府",
        "on": DAY,
        "members": [{"post": "主任", "name": "钟一鸣"}, {"post": "委员", "name": "丁大山"}],
    }
    assert clerk.post(f"{here}/{COMMITTEE}/send", body | {"members": []}).status_code == 422
    assert clerk.post(f"{here}/{COMMITTEE}/send", body).json()["state"] == "sent"
    told = {each["event"]: each for each in clerk.get(here).json()["filings"]}
    assert told[COMMITTEE]["turns"][0]["members"] == body["members"]
    wrong = clerk.post(f"{here}/result-filed/send", body)
    assert wrong.status_code == 422


def test_a_program_files_other_members_anew_and_the_same_not(
    clerk: Program, town: Program, election: Election
) -> None:
    here = f"/elections/{election.pk}/filings"
    chair, other = {"post": "主任", "name": "钟一鸣"}, {"post": "委员", "name": "王 伟"}
    body: dict[str, Any] = {"organ": "罗阳镇人民政府", "on": DAY, "members": [chair, other]}
    clerk.post(f"{here}/{COMMITTEE}/send", body)
    town.post(f"{here}/{COMMITTEE}/answer", APPROVED | {"deed": "receive"})
    told = {each["event"]: each for each in clerk.get(here).json()["filings"]}[COMMITTEE]
    assert (told["settled"], told["open"]) == (True, ["send"])
    same = clerk.post(f"{here}/{COMMITTEE}/send", body | {"members": [other, chair]})
    assert (same.status_code, same.json()["where"]) == (422, "members")
    changed = clerk.post(f"{here}/{COMMITTEE}/send", body | {"members": [chair]})
    assert changed.json()["state"] == "sent"
