"""Notices, appraisals, pledges and statements by programs (用接口办公示、考察、承诺和陈述), as on
the pages; whoever objected never leaves by it.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.office.api.conftest import Program
from tests.office.candidacy.conftest import publish, put_up_enough, village_election
from tests.office.conftest import Cast, on
from tests.office.notices.conftest import AFTER, DECIDED, LAST, POSTED
from tests.office.notices.test_shortness import FITS_FIVE, FITS_FOUR

from huanjie.office.candidacy.models import Nominee
from huanjie.office.notices.models import NomineeObjection, Pledge, Statement
from huanjie.office.planning.models import Election

__all__ = ["village_election"]

NOTICE: dict[str, Any] = {
    "posted_on": "2026-06-01",
    "days": 5,
    "answer_days": 3,
    "decision": "选举办法",
}
OBJECTION = {
    "person": "p1",
    "ground": "punished",
    "received_on": "2026-06-05",
    "note": "2024年被判处刑罚",
    "raised_by": "蓝小田",
    "phone": "13800001234",
}
FOUND = {"evidence": "判决书8号", "facts": {"criminal_punishment": True}}
APPRAISAL = {
    "person": "p1",
    "from_on": "2026-06-01",
    "to_on": "2026-06-02",
    "present": 20,
    "organ": "罗阳镇党委",
    "fails": "",
}


@pytest.fixture
def slate(cast: Cast, village_election: Election) -> str:
    put_up_enough(cast, village_election)
    return f"/elections/{village_election.pk}"


@pytest.fixture
def posted(chair: Program, slate: str) -> str:
    with on(POSTED):
        assert chair.post(f"{slate}/public-notices", NOTICE).status_code == 201
    return slate


def test_a_notice_is_posted_once_and_read_as_it_was_posted(chair: Program, slate: str) -> None:
    with on(POSTED):
        first, again = (chair.post(f"{slate}/public-notices", NOTICE, key="n") for _ in range(2))
        assert first.json() == again.json()
        (told,) = chair.get(f"{slate}/public-notices").json()["notices"]
    assert (told["number"], told["last_day"], told["running"]) == (1, LAST.isoformat(), True)
    assert told["posts"][0]["people"][0] == {
        "person": "p2",
        "name": "丁大山",
        "sex": "m",
        "born": "1980-02",
    }


@pytest.mark.parametrize(("day", "days", "is_short"), [(FITS_FIVE, 5, False), (FITS_FOUR, 4, True)])
def test_a_notice_shorter_than_agreed_is_entered_with_a_reminder(
    chair: Program, slate: str, day: datetime.date, days: int, is_short: bool
) -> None:
    said = NOTICE | {"posted_on": day.isoformat(), "days": days}
    with on(day):
        posted, again = (chair.post(f"{slate}/public-notices", said, key="n") for _ in range(2))
    assert (posted.status_code, again.json()) == (201, posted.json())
    reminders = posted.json()["reminders"]
    assert len(reminders) == is_short
    for each in reminders:
        assert "只放得下 4 个工作日，不满 5 个（《换届约定》公示的天数）" in each
        assert "要满 5 个，推迟选举日" in each


def test_a_notice_of_published_candidates_is_told_to_be_short_by_its_own_end(
    cast: Cast, chair: Program, slate: str, village_election: Election
) -> None:
    day = datetime.date(2026, 6, 23)
    said = {name: value for name, value in NOTICE.items() if name != "days"}
    with on(day):
        publish(cast, village_election)
        posted = chair.post(f"{slate}/public-notices", said | {"posted_on": day.isoformat()})
    assert posted.status_code == 201, posted.content
    (reminder,) = posted.json()["reminders"]
    assert "候选人已经公布" in reminder


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"posted_on": "2026-06-02"}, "posted_on"),
        ({"days": 0}, "days"),
        ({"answer_days": 61}, "answer_days"),
        ({"decision": " "}, "decision"),
    ],
)
def test_a_notice_that_the_page_refuses_is_refused(
    chair: Program, slate: str, wrong: dict[str, Any], where: str
) -> None:
    with on(POSTED):
        refused = chair.post(f"{slate}/public-notices", NOTICE | wrong)
    assert (refused.status_code, refused.json()["where"]) == (422, where)


def test_an_objection_is_entered_upheld_and_read_without_whoever_raised_it(
    chair: Program, posted: str
) -> None:
    with on(DECIDED):
        entered = chair.post(f"{posted}/nominee-objections", OBJECTION)
        assert (entered.status_code, entered.json()["number"]) == (201, 1)
        answer = chair.get(f"{posted}/nominee-objections")
        (told,) = answer.json()["items"]
        assert (told["about"], told["state"], told["answer_by"]) == (
            "钟一鸣",
            "raised",
            "2026-06-10",
        )
        assert "第十八条第一款" in {each["article"] for each in told["grounds"]}
        for secret in ("蓝小田", "13800001234", "2024年"):
            assert secret not in answer.content.decode()
        done = chair.post(f"{posted}/nominee-objections/1/uphold", FOUND)
        assert done.status_code == 200, done.content
        (told,) = chair.get(f"{posted}/nominee-objections").json()["items"]
    assert (told["state"], told["decided_on"]) == ("upheld", DECIDED.isoformat())
    assert Nominee.objects.get(person="p1").state == "nominee"


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({}, "criminal_punishment"),
        ({"criminal_punishment": False}, "criminal_punishment"),
        ({"criminal_punishment": "是"}, "criminal_punishment"),
        ({"belief": True}, "belief"),
    ],
)
def test_what_does_not_bar_upholds_nothing(
    chair: Program, posted: str, facts: dict[str, Any], where: str
) -> None:
    with on(DECIDED):
        chair.post(f"{posted}/nominee-objections", OBJECTION)
        refused = chair.post(f"{posted}/nominee-objections/1/uphold", FOUND | {"facts": facts})
    assert (refused.status_code, refused.json()["where"]) == (422, where)
    assert NomineeObjection.objects.get().state == "raised"


def test_nobody_may_appeal_against_what_takes_nobody_off_a_list(
    chair: Program, posted: str
) -> None:
    with on(DECIDED):
        chair.post(f"{posted}/nominee-objections", OBJECTION)
        said = FOUND | {"appeal_until": "2026-06-09"}
        refused = chair.post(f"{posted}/nominee-objections/1/uphold", said)
    assert (refused.status_code, refused.json()["where"]) == (422, "appeal_until")


def test_an_objection_is_dismissed_or_taken_back(chair: Program, posted: str) -> None:
    with on(DECIDED):
        for deed in ("dismiss", "withdraw"):
            number = chair.post(f"{posted}/nominee-objections", OBJECTION).json()["number"]
            address = f"{posted}/nominee-objections/{number}/{deed}"
            assert chair.post(address).status_code == 200
            assert chair.post(address).status_code == 422
    states = NomineeObjection.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == ["dismissed", "withdrawn"]


def test_an_objection_after_the_last_day_is_refused_at_its_field(
    chair: Program, posted: str
) -> None:
    late = OBJECTION | {"received_on": AFTER.isoformat()}
    with on(AFTER):
        refused = chair.post(f"{posted}/nominee-objections", late)
    assert (refused.status_code, refused.json()["where"]) == (422, "received_on")


def test_an_objection_that_is_not_there_is_not_found(chair: Program, posted: str) -> None:
    for deed, said in (("uphold", FOUND), ("dismiss", None), ("withdraw", None)):
        assert chair.post(f"{posted}/nominee-objections/9/{deed}", said).status_code == 404


def test_an_appraisal_is_entered_corrected_and_read(clerk: Program, slate: str) -> None:
    with on(DECIDED):
        assert clerk.post(f"{slate}/appraisals", APPRAISAL).status_code == 201
        assert clerk.post(f"{slate}/appraisals", APPRAISAL | {"present": 21}).status_code == 201
        wrong = clerk.post(f"{slate}/appraisals", APPRAISAL | {"to_on": "2026-05-31"})
        assert (wrong.status_code, wrong.json()["where"]) == (422, "to_on")
        people = {
            x["person"]: x["present"] for x in clerk.get(f"{slate}/appraisals").json()["people"]
        }
    assert (people["p1"], people["p2"]) == (21, None)


def test_a_pledge_is_entered_and_taken_off(clerk: Program, slate: str) -> None:
    own = {"kind": "staff", "number": 8}
    with on(DECIDED):
        assert clerk.post(f"{slate}/pledges", own).status_code == 201
        signed = own | {"signed_on": DECIDED.isoformat()}
        assert clerk.post(f"{slate}/pledges", signed).json()["number"] == 8
        told = clerk.get(f"{slate}/pledges").json()["people"]
        shown = {"kind": "staff", "number": 8, "name": "雷无性", "signed_on": "2026-06-05"}
        assert shown | {"row": Pledge.objects.get().pk} in told
        gone = clerk.send("DELETE", f"{slate}/pledges?kind=staff&number=8")
        assert gone.status_code == 204
        assert clerk.send("DELETE", f"{slate}/pledges?kind=staff&number=8").status_code == 422
        nobody = clerk.post(f"{slate}/pledges", own | {"number": 99})
    assert (nobody.status_code, nobody.json()["where"]) == (422, "number")
    assert not Pledge.objects.exists()


def test_whoever_is_not_on_the_roll_is_entered_by_name_and_taken_off_by_the_row(
    clerk: Program, slate: str
) -> None:
    own = {"kind": "staff", "name": "吴镇办"}
    with on(DECIDED):
        done = clerk.post(f"{slate}/pledges", own)
        assert (done.status_code, done.json()["number"]) == (201, None)
        both = clerk.post(f"{slate}/pledges", own | {"number": 8})
        assert (both.status_code, both.json()["where"]) == (422, "name")
        told = clerk.get(f"{slate}/pledges").json()["people"]
        (row,) = (each["row"] for each in told if each["name"] == "吴镇办")
        assert row == done.json()["row"]
        gone = clerk.send("DELETE", f"{slate}/pledges?kind=staff&row={row}")
    assert gone.status_code == 204
    assert not Pledge.objects.exists()


def test_a_statement_is_entered_by_paragraphs_and_deleted(clerk: Program, slate: str) -> None:
    said = {"person": "p1", "paragraphs": ["修好进村的路。", "账目每月公开。"]}
    with on(POSTED):
        assert clerk.post(f"{slate}/statements", said).status_code == 201
        told = {x["person"]: x for x in clerk.get(f"{slate}/statements").json()["people"]}
        assert told["p1"]["paragraphs"] == said["paragraphs"]
        assert (told["p1"]["has_photo"], told["p2"]["paragraphs"]) == (False, [])
        long = clerk.post(f"{slate}/statements", said | {"paragraphs": ["长" * 600] * 2})
        assert (long.status_code, long.json()["where"]) == (422, "text")
        gone = clerk.send("DELETE", f"{slate}/statements?person=p1")
    assert gone.status_code == 204
    assert not Statement.objects.exists()


def test_a_clerks_program_neither_posts_nor_decides(clerk: Program, posted: str) -> None:
    with on(DECIDED):
        clerk.post(f"{posted}/nominee-objections", OBJECTION)
        assert clerk.post(f"{posted}/public-notices", NOTICE).status_code == 403
        decided = clerk.post(f"{posted}/nominee-objections/1/dismiss")
    assert decided.status_code == 403
