"""Candidates by programs (用接口办候选人): nominated by the numbers of the roll or beside it, put
in order, declared for, and taken away.
"""

from __future__ import annotations

from typing import Any

from tests.office.api.conftest import Program
from tests.office.conftest import Cast, act, plan

from huanjie.office.candidacy.routes import routes_of
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Unit


def test_nominations_by_the_numbers_of_the_roll(clerk: Program, election: Election) -> None:
    for number, (name, sex) in enumerate((("张三", "m"), ("李四", "f")), 1):
        RollEntry.objects.create(
            election=election, region=election.region, number=number, name=name, sex=sex
        )
    Election.objects.filter(pk=election.pk).update(
        stage="roll-published", registered=2, roll_published_on=election.start_day
    )
    address = f"/elections/{election.pk}"
    said: dict[str, Any] = {
        "post": "chair",
        "route": "voters-jointly",
        "nominators": 12,
        "people": [{"number": 1}, {"number": 9}],
    }
    refused = clerk.post(f"{address}/nominations", said)
    assert (refused.status_code, refused.json()["where"]) == (422, "people/1/number")
    said["people"] = [{"number": 1}, {"number": 2}]
    done = clerk.post(f"{address}/nominations", said)
    assert done.json()["nominated"] == ["p1", "p2"]
    slate = clerk.get(f"{address}/candidates").json()
    people = slate["lines"][0]["people"]
    assert {each["name"] for each in people} == {"张三", "李四"}
    assert slate["obstacles"]
    assert "route" not in people[0]
    assert "nominators" not in people[0]
    gone = clerk.send("DELETE", f"{address}/nominations/{people[0]['nomination']}")
    assert (gone.status_code, gone.content) == (204, b"")
    assert len(clerk.get(f"{address}/candidates").json()["lines"][0]["people"]) == 1


def test_somebody_who_is_not_on_the_roll_is_noted_corrected_and_taken_away(
    cast: Cast, village: Unit, clerk: Program
) -> None:
    seats = {"head": 1, "supervisor": 2}
    planned = plan(body="village-supervisory", method="representatives", seats=seats)
    pk = open_election(acting_user=act(cast.county), unit=village, plan=planned)
    day = Election.objects.get(pk=pk).start_day
    Election.objects.filter(pk=pk).update(
        stage="roll-published", registered=1, roll_published_on=day
    )
    address = f"/elections/{pk}"
    said = {"name": "冯村民", "sex": "f", "birth_date": "1980-02-03"}
    for number in (1, 2):
        done = clerk.post(f"{address}/off-roll", said | {"name": f"冯村民{'甲乙'[number - 1]}"})
        assert (done.status_code, done.json()["number"]) == (201, number)
    own_number = {"id_number": "33032919800203002X"}
    refused = clerk.post(f"{address}/off-roll/1/correct", own_number | {"sex": "m"})
    assert (refused.status_code, refused.json()["where"]) == (422, "sex")
    assert clerk.post(f"{address}/off-roll/1/correct", own_number).status_code == 200
    shown = clerk.get(f"{address}/off-roll").json()["items"]
    assert [each["id_number"] for each in shown] == ["3303**********002X", ""]
    route = routes_of(law_of(Election.objects.get(pk=pk)).pack)[0]
    nomination: dict[str, Any] = {"post": "supervisor", "route": route.word, "nominators": 12}
    assert clerk.post(f"{address}/nominations", nomination | {"people": [{"number": 1}]}).json()
    (person,) = clerk.get(f"{address}/candidates").json()["lines"][1]["people"]
    assert (person["number"], person["off_roll"]) == (1, True)
    assert clerk.send("DELETE", f"{address}/off-roll/1").status_code == 422
    assert clerk.send("DELETE", f"{address}/off-roll/2").status_code == 204
    assert clerk.send("DELETE", f"{address}/off-roll/2").status_code == 404


def test_a_preselection_by_a_program_orders_the_list(clerk: Program, election: Election) -> None:
    RollEntry.objects.bulk_create(
        RollEntry(election=election, region=election.region, number=n, name=name, sex="m")
        for n, name in enumerate(("丁大山", "钟一鸣"), 1)
    )
    Election.objects.filter(pk=election.pk).update(
        stage="roll-published", registered=2, roll_published_on=election.start_day
    )
    address = f"/elections/{election.pk}"
    said: dict[str, Any] = {"post": "chair", "route": "voters-jointly", "nominators": 12}
    clerk.post(f"{address}/nominations", said | {"people": [{"number": 1}, {"number": 2}]})
    line = clerk.get(f"{address}/candidates").json()["lines"][0]
    assert line["order"]["by"] == "nominations"
    assert line["order"]["grounds"][0]["article"] == "第十八条第三款"
    first, second = line["people"]
    votes = [{"nomination": first["nomination"], "votes": 100}]
    refused = clerk.post(f"{address}/candidates/preselection", {"votes": votes})
    assert refused.status_code == 422
    assert refused.json()["where"] == f"votes_{second['nomination']}"
    votes.append({"nomination": second["nomination"], "votes": 101})
    done = clerk.post(f"{address}/candidates/preselection", {"votes": votes})
    assert done.json()["entered"] == 2
    line = clerk.get(f"{address}/candidates").json()["lines"][0]
    assert line["order"]["by"] == "preselection"
    assert [each["name"] for each in line["people"]] == ["钟一鸣", "丁大山"]


def test_declarations_and_findings_by_a_program(clerk: Program, election: Election) -> None:
    entry = RollEntry.objects.create(
        election=election,
        region=election.region,
        number=1,
        name="张三",
        sex="m",
        birth_date="1980-02-03",
    )
    Election.objects.filter(pk=election.pk).update(
        stage="roll-published", registered=1, roll_published_on=election.start_day
    )
    address = f"/elections/{election.pk}"
    said: dict[str, Any] = {
        "post": "chair",
        "route": "voters-jointly",
        "nominators": 1,
        "people": [{"number": entry.number}],
    }
    assert clerk.post(f"{address}/nominations", said).status_code == 201
    (found,) = clerk.get(f"{address}/findings").json()["findings"]
    assert (found["state"], found["finding"]) == ("nominee", "unknown")
    facts: dict[str, Any] = {
        "political_rights": True,
        "expelled_from_party": False,
        "criminal_punishment": False,
    }
    declared = {"people": ["p1"], "facts": facts | {"religion": "x"}, "reference": "声明"}
    refused = clerk.post(f"{address}/declarations", declared)
    assert (refused.status_code, refused.json()["where"]) == (422, "religion")
    declared["facts"] = facts
    done = clerk.post(f"{address}/declarations", declared)
    assert (done.status_code, done.json()["declared"]) == (201, ["p1"])
    (found,) = clerk.get(f"{address}/findings").json()["findings"]
    assert (found["state"], found["finding"]) == ("provisional", "eligible")
    punished = next(each for each in found["rules"] if each["condition"] == "punished")
    assert punished["evidence"][0]["source"] == "本人声明"
    assert "value" not in punished["evidence"][0]
    assert punished["exempted_by"] is None
    paper = {"document": "退出声明"}
    gone = clerk.post(f"{address}/nominations/{found['nomination']}/decline", paper)
    assert gone.json()["person"] == "p1"
    assert clerk.get(f"{address}/findings").json()["findings"] == []
