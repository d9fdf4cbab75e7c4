"""`huanjie schedule` for one body and for several: formats, order, proposals, what moved."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import icalendar
import jsonschema
import openpyxl
import pytest
from tests.cli.conftest import Run

from huanjie.exchange.schema import schema

VILLAGE = ("--pack", "villagers-committee", "--polling-day", "2026-06-28")
PARTY = ("--pack", "party-branch", "--polling-day", "2026-06-12")


def test_one_body_keeps_its_shape_and_several_have_their_own(huanjie: Run) -> None:
    one = json.loads(huanjie("schedule", *VILLAGE, "--json").out)
    jsonschema.validate(one, schema("schedule"))
    two = json.loads(huanjie("schedule", *PARTY, *VILLAGE, "--json").out)
    jsonschema.validate(two, schema("unit-schedule"))
    assert two["bodies"][1] == one
    assert {step["body"] for step in two["steps"]} == {"party-branch", "villagers-committee"}


def test_the_text_of_several_bodies_names_the_body_of_each_step(huanjie: Run) -> None:
    ran = huanjie("schedule", *PARTY, *VILLAGE)
    assert ran.status == 0
    assert "〔村民委员会〕公布参加选举的村民名单" in ran.out
    assert "党支部委员会：选举日 2026年6月12日（周五）" in ran.out


@pytest.mark.parametrize(("day", "status"), [("2026-06-27", 0), ("2026-06-28", 1)])
def test_the_village_is_elected_after_its_branch(huanjie: Run, day: str, status: int) -> None:
    ran = huanjie("schedule", "--pack", "party-branch", "--polling-day", day, *VILLAGE)
    assert ran.status == status
    assert ("应当在党支部委员会" in ran.out) is bool(status)


@pytest.mark.parametrize("day", [("--polling-day", "2026-06-12"), ()])
def test_each_body_without_rules_of_the_region_is_named_once(
    huanjie: Run, day: tuple[str, ...]
) -> None:
    bodies = ("--pack", "youth-league", *day, "--pack", "party-branch", *day, *VILLAGE)
    told = huanjie("schedule", *bodies, "--region", "sichuan").err
    assert told.count("没有收录四川省关于党支部委员会的规定") == 1
    assert told.count("没有收录四川省关于团支部委员会的规定") == 1
    assert "关于村民委员会的规定" not in told
    assert "没有收录" not in huanjie("schedule", *bodies).err


def test_a_polling_day_said_before_its_pack_is_that_packs(huanjie: Run) -> None:
    turned = ("--polling-day", "2026-06-28", "--pack", "villagers-committee")
    assert huanjie("schedule", *turned).out == huanjie("schedule", *VILLAGE).out


def test_a_day_that_is_not_said_is_proposed(huanjie: Run) -> None:
    words = ("schedule", "--pack", "villagers-committee", "--from", "2026-06-08", "--json")
    ran = huanjie(*words)
    assert json.loads(ran.out)["polling_day"] == "2026-06-28"
    assert "最早可以定在 2026年6月28日" in ran.err
    both = huanjie(*words, "--pack", "party-branch")
    days = {each["pack"]: each["polling_day"] for each in json.loads(both.out)["bodies"]}
    assert days["party-branch@2020-07-13"] < days["villagers-committee@2026-01-01"]
    assert both.status == 0


def test_a_body_after_one_whose_day_is_set_is_proposed_after_it(huanjie: Run) -> None:
    ran = huanjie(
        *("schedule", "--from", "2026-05-01", "--json"),
        *("--pack", "party-branch", "--polling-day", "2026-08-30"),
        *("--pack", "villagers-committee"),
    )
    assert json.loads(ran.out)["bodies"][1]["polling_day"] == "2026-08-31"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((*VILLAGE, "--polling-day", "2026-07-01"), "两个选举日"),
        ((*VILLAGE, *VILLAGE), "写了两次"),
        (("--polling-day", "2026-07-01", "--polling-day", "2026-07-02"), "两个选举日"),
    ],
)
def test_bodies_and_days_that_do_not_pair_are_refused(
    huanjie: Run, words: tuple[str, ...], says: str
) -> None:
    ran = huanjie("schedule", *words, *([] if "--pack" in words else VILLAGE))
    assert ran.status == 2
    assert says in ran.err


def test_the_calendar_file_of_several_bodies_names_them(huanjie: Run) -> None:
    ran = huanjie("schedule", *PARTY, *VILLAGE, "--format", "ics")
    events = icalendar.Calendar.from_ical(ran.out).walk("VEVENT")
    names = {str(event["SUMMARY"]) for event in events}
    assert {"〔党支部委员会〕党员大会选举", "〔村民委员会〕选举日"} <= names
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_a_calendar_that_takes_a_moved_day_moves_its_events(huanjie: Run) -> None:
    def days(polling_day: str) -> dict[str, str]:
        words = ("--pack", "villagers-committee", "--polling-day", polling_day)
        ran = huanjie("schedule", *words, "--format", "ics")
        events = icalendar.Calendar.from_ical(ran.out).walk("VEVENT")
        return {str(event["UID"]): event.decoded("DTSTART").isoformat() for event in events}

    was, now = days("2026-06-28"), days("2026-07-05")
    assert was.keys() == now.keys()
    assert all(was[uid] < now[uid] for uid in was)


@pytest.mark.parametrize("shape", ["xlsx", "docx"])
def test_what_no_screen_can_show_needs_a_file(huanjie: Run, shape: str) -> None:
    ran = huanjie("schedule", *VILLAGE, "--format", shape)
    assert (ran.status, ran.out) == (2, "")
    assert f"-o huanjie.{shape}" in ran.err


def test_a_workbook_a_word_file_and_pictures_are_written(huanjie: Run, tmp_path: Path) -> None:
    def made(shape: str) -> bytes:
        file = tmp_path / shape
        ran = huanjie("schedule", *PARTY, *VILLAGE, "--format", shape, "-o", file)
        assert (ran.status, ran.out) == (0, "")
        return file.read_bytes()

    book = openpyxl.load_workbook(io.BytesIO(made("xlsx")))
    assert book["日程"]["A1"].value == "组织"
    assert docx.Document(io.BytesIO(made("docx"))).tables
    assert "时间轴" in made("svg").decode()
    assert "流程图" in made("flow").decode()


def test_a_picture_can_be_printed(huanjie: Run) -> None:
    assert huanjie("schedule", *VILLAGE, "--format", "svg").out.startswith("<svg")


# What moved


@pytest.fixture
def old(huanjie: Run, tmp_path: Path) -> Path:
    file = tmp_path / "old.json"
    huanjie("schedule", *VILLAGE, "--json", "-o", file)
    return file


def test_nothing_moved_is_a_plain_yes(huanjie: Run, old: Path) -> None:
    ran = huanjie("schedule", *VILLAGE, "--was", old)
    assert (ran.status, ran.out) == (0, "没有变动。\n")


def test_a_later_day_says_what_moved_and_why(huanjie: Run, old: Path) -> None:
    words = ("schedule", "--pack", "villagers-committee", "--polling-day", "2026-07-05")
    ran = huanjie(*words, "--was", old)
    assert ran.status == 1
    assert "〔村民委员会〕公布参加选举的村民名单" in ran.out
    assert "原因：选举日改了" in ran.out
    document = json.loads(huanjie(*words, "--was", old, "--json").out)
    jsonschema.validate(document, schema("moved"))
    (roll,) = (each for each in document["moved"] if each["event"] == "roll-published")
    assert (roll["from"], roll["to"]) == ([None, "2026-06-08"], [None, "2026-06-15"])


def test_a_body_that_joined_is_told(huanjie: Run, old: Path) -> None:
    document = json.loads(huanjie("schedule", *PARTY, *VILLAGE, "--was", old, "--json").out)
    assert {each["body"] for each in document["moved"]} == {"party-branch"}


def test_an_old_file_that_has_a_body_twice_is_refused_with_the_place(
    huanjie: Run, tmp_path: Path
) -> None:
    file = tmp_path / "old.json"
    huanjie("schedule", *PARTY, *VILLAGE, "--json", "-o", file)
    document = json.loads(file.read_text())
    document["bodies"].append(document["bodies"][0])
    file.write_text(json.dumps(document))
    ran = huanjie("schedule", *VILLAGE, "--was", file)
    assert ran.status == 2
    assert "/bodies/2/pack" in ran.err
    assert "“party-branch”的日程写了两次" in ran.err


def test_an_old_file_that_is_no_schedule_is_refused_with_the_place(
    huanjie: Run, tmp_path: Path
) -> None:
    file = tmp_path / "old.json"
    file.write_text('{"pack": "villagers-committee@2026-01-01"}')
    ran = huanjie("schedule", *VILLAGE, "--was", file)
    assert ran.status == 2
    assert "polling_day" in ran.err
