"""An election run by programs (用接口办选举): the pages' deeds, done once, on what was read."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.office.api.conftest import Program, program
from tests.office.conftest import POLLING_DAY, Cast, act, on, plan
from tests.office.polling.conftest import publish
from tests.office.roll.conftest import invented, roll_csv

from huanjie.domain.permission import Role
from huanjie.office.candidacy.routes import routes_of
from huanjie.office.deeds.models import Entry
from huanjie.office.planning.changes import postpone
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.polling.models import Sheet
from huanjie.office.roll.models import RollEntry
from huanjie.office.security.models import Kind, SecurityEvent
from huanjie.office.units.models import Unit

PLAN: dict[str, Any] = {
    "body": "villagers-committee",
    "polling_day": "2026-06-28",
    "start_day": "2026-05-18",
    "seats": {"chair": 1, "vice-chair": 0, "member": 2, "妇女委员": 1},
    "method": "voters",
    "style": "choice",
    "adopted_by": "村民代表会议",
    "adopted_on": "2026-05-18",
}
POSTPONED = {"polling_day": "2026-07-05", "because": "名单未能按期公布"}
PEOPLE = {
    "chair": {"p1": 400, "p2": 200},
    "member": {"p3": 450, "p4": 400, "p5": 200, "p6": 100},
    "妇女委员": {"p7": 400, "p8": 200},
}


PERSONS = invented(3)


def sheet(chair: int = 400) -> dict[str, Any]:
    """A teller's sheet of 600 valid papers and 10 that are not."""
    posts = PEOPLE | {"chair": {"p1": chair, "p2": 600 - chair}}
    parts = {post: {"valid": 600, "invalid": 10, "votes": votes} for post, votes in posts.items()}
    return {"collected": 610, "contests": parts}


def roll_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("名册.csv", roll_csv(PERSONS, ("没有号码的人",)))


def upload(made: Program, election: Election, *, key: str = "file-1") -> Any:
    return Client().post(
        f"/api/v1/elections/{election.pk}/roll/uploads",
        {"file": roll_file()},
        headers=made.headers | {"Idempotency-Key": key},
    )


def test_an_election_is_opened_and_read_again(chair: Program, village: Unit) -> None:
    dated = chair.post(f"/units/{village.pk}/elections/check", PLAN)
    assert dated.status_code == 200, dated.content
    assert not Election.objects.exists()
    opened = chair.post(f"/units/{village.pk}/elections", PLAN)
    assert opened.status_code == 201, opened.content
    pk = opened.json()["id"]
    assert chair.get(f"/elections/{pk}").json() == opened.json()
    assert chair.get(f"/elections/{pk}/schedule").json() == dated.json()
    assert chair.get(f"/elections/{pk}/next-step").json()["now"]["key"] == "load-roll"


def test_what_the_law_forbids_is_refused_at_its_field(chair: Program, village: Unit) -> None:
    refused = chair.post(f"/units/{village.pk}/elections", PLAN | {"polling_day": "2026-05-25"})
    assert refused.status_code == 422
    told = refused.json()
    assert told["where"] == "polling_day"
    assert "排不下" in told["says"]
    assert told["remedy"]
    assert not Election.objects.exists()


def test_a_roll_is_checked_loaded_and_published(chair: Program, election: Election) -> None:
    found = upload(chair, election)
    assert found.status_code == 201, found.content
    checked = found.json()
    assert checked["rows"] == checked["good"] + checked["bad"] == 4
    assert [each["name"] for each in checked["rejected"]] == ["没有号码的人"]
    assert not RollEntry.objects.exists()
    address = f"/elections/{election.pk}/roll"
    loaded = chair.post(f"{address}/uploads/{checked['upload']}/load", {"way": "replace"})
    assert loaded.status_code == 200, loaded.content
    assert loaded.json()["loaded"] == checked["good"]
    people = chair.get(f"{address}/people").json()
    assert people["total"] == checked["good"]
    assert chair.get(f"{address}/posted").status_code == 409
    done = chair.post(f"{address}/publish")
    assert done.json()["registered"] == checked["good"]
    assert [p["name"] for p in chair.get(f"{address}/posted").json()[0]["people"]]


def test_no_identity_number_leaves_whole(chair: Program, election: Election) -> None:
    number = upload(chair, election).json()["upload"]
    address = f"/elections/{election.pk}/roll"
    chair.post(f"{address}/uploads/{number}/load", {"way": "replace"})
    told = "".join(
        chair.get(f"{address}{end}").content.decode()
        for end in ("", "/people", f"/uploads/{number}")
    )
    for person in PERSONS:
        assert person.name in told
        assert person.identity_number[6:14] not in told
        assert person.phone[3:9] not in told


def test_whoever_reads_many_people_is_noted(clerk: Program, election: Election) -> None:
    upload(clerk, election)
    number = election.uploads.get().pk
    address = f"/elections/{election.pk}/roll"
    clerk.post(f"{address}/uploads/{number}/load", {"way": "replace"})
    clerk.get(f"{address}/people", limit="2")
    noted = SecurityEvent.objects.filter(kind=Kind.READ).latest("pk")
    assert (noted.people, noted.user, noted.region) == (2, clerk.token.user, election.unit_id)
    assert noted.address == "api-roll-people"


def test_what_a_token_may_not_do_is_noted(clerk: Program, election: Election) -> None:
    clerk.post(f"/elections/{election.pk}/roll/publish")
    noted = SecurityEvent.objects.get(kind=Kind.REFUSED)
    assert (noted.user, noted.address) == (clerk.token.user, "api-roll-publish")


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
    paper = {"document": "退出声明"}
    gone = clerk.post(f"{address}/nominations/{found['nomination']}/decline", paper)
    assert gone.json()["person"] == "p1"
    assert clerk.get(f"{address}/findings").json()["findings"] == []


def test_a_polling_day_up_to_both_sheets(
    cast: Cast, village: Unit, clerk: Program, election: Election
) -> None:
    publish(election, {post: names(people) for post, people in PEOPLE.items()})
    one, other = program(cast.teller, village), program(cast.other_teller, village)
    address = f"/elections/{election.pk}/rounds/1"
    with on(POLLING_DAY):
        assert clerk.post(f"{address}/issue", {"issued": 620}).status_code == 200
        done = clerk.post(f"{address}/collect", {"collected": 610, "voters": 610})
        assert done.status_code == 200, done.content
        assert one.get(f"{address}/sheet").status_code == 409
        entered = one.send("PUT", f"{address}/sheet", sheet())
        assert entered.status_code == 200, entered.content
        assert one.get(f"{address}/sheet").json()["contests"]["chair"]["votes"]["p1"] == 400
        assert other.get(f"{address}/sheet").status_code == 409
        assert clerk.get(f"{address}/sheet").status_code == 403
        for made in (clerk, one, other):
            told = made.get(f"{address}/compare")
            assert (told.status_code, "400" in told.content.decode()) == (409, False)
        assert other.send("PUT", f"{address}/sheet", sheet(399)).status_code == 200
        compared = clerk.get(f"{address}/compare").json()
    assert not compared["decided"]
    assert [(each["whom"], each["first"], each["second"]) for each in compared["differences"]] == [
        ("p1", 400, 399),
        ("p2", 200, 201),
    ]
    assert Sheet.objects.count() == 2


def names(people: dict[str, int]) -> tuple[tuple[str, str], ...]:
    known = {"p1": "蓝志强", "p2": "雷建国", "p3": "钟文斌", "p4": "吴海涛", "p5": "林守义"}
    known |= {"p6": "包明远", "p7": "蓝桂兰", "p8": "雷秀英"}
    return tuple((known[each], "f" if each in ("p7", "p8") else "m") for each in people)


def test_a_sheet_that_contradicts_itself_is_refused(
    cast: Cast, village: Unit, clerk: Program, election: Election
) -> None:
    publish(election, {post: names(people) for post, people in PEOPLE.items()})
    one = program(cast.teller, village)
    address = f"/elections/{election.pk}/rounds/1"
    with on(POLLING_DAY):
        clerk.post(f"{address}/issue", {"issued": 620})
        clerk.post(f"{address}/collect", {"collected": 610, "voters": 610})
        wrong = sheet()
        wrong["contests"]["chair"]["valid"] = 601
        refused = one.send("PUT", f"{address}/sheet", wrong)
    assert refused.status_code == 422
    assert refused.json()["remedy"]
    assert not Sheet.objects.exists()


# Once, and on what was read -----------------------------------------------------------------------


def test_the_same_request_again_gets_the_first_answer_and_does_nothing(
    chair: Program, village: Unit
) -> None:
    first = chair.post(f"/units/{village.pk}/elections", PLAN, key="open-2026")
    entries = Entry.objects.count()
    again = chair.post(f"/units/{village.pk}/elections", PLAN, key="open-2026")
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert (Election.objects.count(), Entry.objects.count()) == (1, entries)


def test_the_same_number_for_something_else_is_refused(chair: Program, village: Unit) -> None:
    chair.post(f"/units/{village.pk}/elections", PLAN, key="open-2026")
    other = PLAN | {"adopted_by": "村民会议"}
    refused = chair.post(f"/units/{village.pk}/elections", other, key="open-2026")
    assert refused.status_code == 422
    assert "没有办理" in refused.json()["says"]
    assert Election.objects.count() == 1


def test_a_file_that_comes_again_is_kept_once(clerk: Program, election: Election) -> None:
    first, again = upload(clerk, election), upload(clerk, election)
    assert first.json() == again.json()
    assert election.uploads.count() == 1


@pytest.mark.parametrize("key", [None, "", "含中文", "a" * 65, "two words"])
def test_without_a_number_nothing_is_done(
    chair: Program, election: Election, key: str | None
) -> None:
    headers = chair.headers | ({} if key is None else {"Idempotency-Key": key})
    refused = Client().post(
        f"/api/v1/elections/{election.pk}/cancel",
        {"because": "试"},
        content_type="application/json",
        headers=headers,
    )
    assert (refused.status_code, refused.json()["where"]) == (422, "Idempotency-Key")


def test_on_an_older_version_nothing_is_done_and_what_changed_is_told(
    cast: Cast, chair: Program, election: Election
) -> None:
    seen = chair.get(f"/elections/{election.pk}").json()["version"]
    day = POLLING_DAY.replace(month=7, day=12)
    postpone(acting_user=act(cast.town), election=election, polling_day=day, because="台风")
    refused = chair.post(f"/elections/{election.pk}/cancel", {"because": "合并"}, seen=seen)
    assert refused.status_code == 409
    told = refused.json()
    assert told["version"] == seen + 1
    assert told["since"][0]["deed"] == "改选举日"
    election.refresh_from_db()
    assert election.stage == "opened"


def test_on_the_version_that_was_read_it_is_done(chair: Program, election: Election) -> None:
    seen = chair.get(f"/elections/{election.pk}").json()["version"]
    done = chair.post(f"/elections/{election.pk}/postpone", POSTPONED, seen=seen)
    assert (done.status_code, done.json()["version"]) == (200, seen + 1)
    assert done.json()["polling_day"] == "2026-07-05"


def test_what_a_day_would_move_is_told_before_it_is_moved(
    chair: Program, election: Election
) -> None:
    told = chair.post(f"/elections/{election.pk}/postpone/check", POSTPONED)
    assert {"roll-published"} <= {each["event"] for each in told.json()}
    election.refresh_from_db()
    assert election.polling_day == POLLING_DAY


def test_a_page_and_a_program_do_not_share_a_number_with_different_deeds(
    cast: Cast, chair: Program, election: Election
) -> None:
    day = POLLING_DAY.replace(month=7, day=12)
    acting = act(cast.chair, key="same")
    postpone(acting_user=acting, election=election, polling_day=day, because="台风")
    refused = chair.post(f"/elections/{election.pk}/cancel", {"because": "合并"}, key="same")
    assert refused.status_code == 422


def test_a_role_that_only_looks_does_nothing(cast: Cast, village: Unit, election: Election) -> None:
    assert Role(cast.observer.assignments.get().role) is Role.OBSERVER
    watcher = program(cast.observer, village)
    assert watcher.get(f"/elections/{election.pk}").status_code == 200
    refused = watcher.post(f"/elections/{election.pk}/cancel", {"because": "试"})
    assert refused.status_code == 403
    election.refresh_from_db()
    assert election.stage == "opened"


def test_an_oversize_file_is_refused_before_it_is_read(clerk: Program, election: Election) -> None:
    client = Client()
    refused = client.generic(
        "POST",
        f"/api/v1/elections/{election.pk}/roll/uploads",
        b"",
        content_type="multipart/form-data; boundary=x",
        headers=clerk.headers | {"Idempotency-Key": "k"},
        CONTENT_LENGTH=str(64 * 2**20),
    )
    assert (refused.status_code, refused["Content-Type"]) == (413, "application/problem+json")
    assert not election.uploads.exists()
