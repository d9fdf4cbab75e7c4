"""Appeals by programs (用接口办申诉): against decisions on the roll, and against findings, as on
the pages; whoever appealed never leaves by it.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.office.api.conftest import Program, program
from tests.office.candidacy.conftest import CLEAN, put_up, under, village_election
from tests.office.conftest import OPENED_ON, Cast, act, on
from tests.office.roll.appealing import ANSWER, DAY, LAST, LETTER, dismissed, published, upheld

from huanjie.office.candidacy.barring import bar_nominee
from huanjie.office.candidacy.declaring import declare_facts
from huanjie.office.candidacy.models import Barring, Nominee
from huanjie.office.planning.models import Election
from huanjie.office.roll.objections import Remedy

__all__ = ["published", "village_election"]

FILED: dict[str, Any] = {"appealed_by": "蓝小田", "filed_on": LAST.isoformat()}
UPHELD: dict[str, Any] = {
    "upheld": True,
    "document": "决定书1号",
    "facts": {"criminal_punishment": False},
    "evidence": "法院证明，2026年第3号",
}
COPIED = ("region", "found_on", "found_by", "appeal_until", "grounds")


# Against decisions on the roll


def roll(election: Election, rest: str) -> str:
    return f"/elections/{election.pk}/roll/{rest}"


def test_a_decision_is_appealed_against_and_the_town_changes_it(
    cast: Cast, published: Election, clerk: Program, town: Program
) -> None:
    dismissed(cast, published)
    with on(LAST):
        (open_now,) = clerk.get(roll(published, "appeals")).json()["items"]
        assert (open_now["state"], open_now["appeal_until"]) == ("none", LAST.isoformat())
        done = clerk.post(roll(published, "objections/1/appeal"), FILED)
        assert (done.status_code, done.json()["number"]) == (201, 1)
    with on(ANSWER):
        answer = town.get(roll(published, "appeals"))
        (told,) = answer.json()["items"]
        assert (told["state"], told["decide_by"], told["late"]) == (
            "filed",
            ANSWER.isoformat(),
            False,
        )
        assert told["decided_by"] == "乡镇人民政府选举工作指导机构"
        assert told["grounds"][0]["article"] == "第十七条第二款"
        assert "蓝小田" not in answer.content.decode()
        said = {"document": LETTER, "reasons": ["once"]}
        assert town.post(roll(published, "objections/1/appeal/change"), said).status_code == 200
        (told,) = town.get(roll(published, "appeals")).json()["items"]
    assert (told["state"], told["document"]) == ("changed", LETTER)
    assert published.roll.count() == 4


def test_what_was_done_is_undone_or_stands(
    cast: Cast, published: Election, clerk: Program, town: Program
) -> None:
    upheld(cast, published, Remedy(reasons=("once",)))
    assert published.roll.count() == 4
    with on(LAST):
        clerk.post(roll(published, "objections/1/appeal"), FILED)
    with on(ANSWER):
        keep = roll(published, "objections/1/appeal/keep")
        assert town.post(keep, {"document": LETTER}).status_code == 200
        again = town.post(keep, {"document": LETTER})
    assert (again.status_code, published.roll.count()) == (422, 4)


def test_the_next_day_is_too_late_and_says_by_which_article(
    cast: Cast, published: Election, clerk: Program
) -> None:
    dismissed(cast, published)
    late = FILED | {"filed_on": (LAST + DAY).isoformat()}
    with on(LAST + DAY):
        refused = clerk.post(roll(published, "objections/1/appeal"), late)
    assert (refused.status_code, refused.json()["where"]) == (422, "filed_on")
    assert "第十七条第二款" in refused.content.decode()


def test_only_the_town_decides_and_only_on_what_is_there(
    cast: Cast, published: Election, clerk: Program, chair: Program, town: Program
) -> None:
    dismissed(cast, published)
    with on(LAST):
        clerk.post(roll(published, "objections/1/appeal"), FILED)
        for other in (clerk, chair):
            keep = roll(published, "objections/1/appeal/keep")
            assert other.post(keep, {"document": LETTER}).status_code == 403
        keep = roll(published, "objections/9/appeal/keep")
        assert town.post(keep, {"document": LETTER}).status_code == 404
    assert published.objections.get().appeal_state == "filed"


def test_where_the_law_knows_no_such_step_there_is_nothing_to_appeal_against(
    cast: Cast, published: Election, clerk: Program
) -> None:
    dismissed(cast, published)
    under(published, "zhejiang")
    with on(LAST):
        assert clerk.get(roll(published, "appeals")).json()["items"] == []
        refused = clerk.post(roll(published, "objections/1/appeal"), FILED)
    assert refused.status_code == 422


# Against findings


@pytest.fixture
def barred(cast: Cast, village_election: Election) -> Election:
    """钟一鸣 (p1) was found to be barred by the clerk, under the law of Hainan."""
    under(village_election, "hainan")
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    declare_facts(
        acting_user=act(cast.clerk),
        election=village_election,
        people=("p1",),
        facts=CLEAN | {"criminal_punishment": True},
        reference="本人声明",
    )
    bar_nominee(acting_user=act(cast.clerk), election=village_election, person="p1")
    return village_election


def at(election: Election, rest: str) -> str:
    return f"/elections/{election.pk}/findings/{rest}"


def test_a_finding_is_appealed_against_and_somebody_else_decides(
    barred: Election, clerk: Program, town: Program
) -> None:
    (told,) = clerk.get(at(barred, "appeals")).json()["items"]
    last = OPENED_ON + 3 * DAY
    assert (told["person"], told["state"], told["appeal_until"]) == ("p1", "none", str(last))
    assert told["found_by"][0]["article"] == "第十八条第一款"
    filed = clerk.post(at(barred, "p1/appeal"), {"filed_on": OPENED_ON.isoformat()})
    assert (filed.status_code, filed.json()["person"]) == (201, "p1")
    (told,) = town.get(at(barred, "appeals")).json()["items"]
    assert (told["state"], told["answer_by"]) == ("filed", str(OPENED_ON + 3 * DAY))
    assert {each["article"] for each in told["grounds"]} == {"第二十一条第二款"}
    decided = town.post(at(barred, "p1/appeal/decide"), UPHELD)
    assert decided.status_code == 200
    assert Nominee.objects.get(person="p1").state == "provisional"
    (told,) = town.get(at(barred, "appeals")).json()["items"]
    assert (told["state"], told["document"]) == ("upheld", "决定书1号")


def test_findings_are_listed_page_by_page(barred: Election, clerk: Program) -> None:
    bar = Barring.objects.get()
    Barring.objects.create(**{x: getattr(bar, x) for x in COPIED}, election=barred, person="p2")
    first = clerk.get(at(barred, "appeals"), limit="1").json()
    assert ([each["person"] for each in first["items"]], first["total"]) == (["p1"], 2)
    second = clerk.get(at(barred, "appeals"), limit="1", offset=str(first["next"])).json()
    assert ([each["person"] for each in second["items"]], second["next"]) == (["p2"], None)


def test_whoever_found_does_not_decide_on_their_own_finding(
    cast: Cast, barred: Election, chair: Program
) -> None:
    Barring.objects.update(found_by=cast.chair)
    chair.post(at(barred, "p1/appeal"), {"filed_on": OPENED_ON.isoformat()})
    refused = chair.post(at(barred, "p1/appeal/decide"), UPHELD)
    assert refused.status_code == 422
    assert "申诉要由别人决定" in refused.content.decode()
    assert Barring.objects.get().appeal_state == "filed"


@pytest.mark.parametrize(
    ("said", "where"),
    [
        (UPHELD | {"facts": {}}, "facts"),
        (UPHELD | {"facts": {"criminal_punishment": True}}, "criminal_punishment"),
        (UPHELD | {"facts": {"belief": True}}, "belief"),
        (UPHELD | {"facts": {"education": "大" * 61}}, "facts/education"),
        (UPHELD | {"facts": {"months_experience": 10**6 + 1}}, "facts/months_experience"),
        (UPHELD | {"evidence": " "}, "evidence"),
        (UPHELD | {"document": " "}, "document"),
    ],
)
def test_what_the_page_refuses_is_refused_at_its_field(
    barred: Election, clerk: Program, town: Program, said: dict[str, Any], where: str
) -> None:
    clerk.post(at(barred, "p1/appeal"), {"filed_on": OPENED_ON.isoformat()})
    refused = town.post(at(barred, "p1/appeal/decide"), said)
    assert (refused.status_code, refused.json()["where"]) == (422, where)
    assert Barring.objects.get().appeal_state == "filed"


def test_the_last_day_is_in_time_and_the_next_is_not(barred: Election, clerk: Program) -> None:
    last: datetime.date = OPENED_ON + 3 * DAY
    with on(last + DAY):
        late = clerk.post(at(barred, "p1/appeal"), {"filed_on": str(last + DAY)})
        assert (late.status_code, late.json()["where"]) == (422, "filed_on")
        assert clerk.post(at(barred, "p1/appeal"), {"filed_on": str(last)}).status_code == 201


def test_nobody_is_appealed_for_who_does_not_stand_or_is_not_barred(
    cast: Cast, barred: Election, clerk: Program
) -> None:
    filed = {"filed_on": OPENED_ON.isoformat()}
    assert clerk.post(at(barred, "p9/appeal"), filed).status_code == 404
    assert clerk.post(at(barred, "p2/appeal"), filed).status_code == 422
    teller = program(cast.teller, barred.unit)
    assert teller.get(at(barred, "appeals")).status_code == 403
