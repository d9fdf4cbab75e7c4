"""`huanjie packs`, `schedule` and `schema`: the law can be listed, read, checked and dated."""

from __future__ import annotations

import json
import re
from pathlib import Path

import icalendar
import jsonschema
import pytest
from tests.cli.conftest import Run

from huanjie.exchange.schema import names, schema
from huanjie.law.shelf import PACKS, versions

VILLAGERS = ("--pack", "villagers-committee")


def test_every_version_is_listed_with_its_hash(huanjie: Run) -> None:
    ran = huanjie("packs", "list", "--json")
    rows = json.loads(ran.out)["packs"]
    assert {row["pack"] for row in rows} >= {
        "villagers-committee@2026-01-01",
        "villagers-committee+sichuan@2026-01-01",
        "party-branch@2020-07-13",
    }
    assert all(len(row["hash"]) == 64 and row["revision"] >= 1 for row in rows)


def test_a_pack_is_shown_with_every_article(huanjie: Run) -> None:
    ran = huanjie("packs", "show", "villagers-committee", "--region", "zhejiang")
    assert "《中华人民共和国村民委员会组织法》第十八条第二款" in ran.out
    assert "《浙江省村民委员会选举办法》第三十一条" in ran.out
    assert "参加投票的人数：全体有选举权的人  登记参加选举的人数的过半数\n" in ran.out
    assert "法定步骤：公布参加选举的村民名单  “选举日”的 20 日以前\n" in ran.out
    assert "职数  3 至 7 人\n" in ran.out


@pytest.mark.parametrize("body", sorted({version.body for version in versions()}))
def test_no_rule_of_the_shelf_is_shown_by_the_keys_of_its_file(huanjie: Run, body: str) -> None:
    ran = huanjie("packs", "show", body)
    assert ran.status == 0
    assert " = " not in ran.out


def test_a_pack_file_is_checked_and_a_fault_names_line_table_and_remedy(
    huanjie: Run, tmp_path: Path
) -> None:
    good = PACKS / "villagers-committee" / "2026-01-01.toml"
    assert huanjie("packs", "check", good).status == 0
    bad = tmp_path / "bad.toml"
    text = good.read_text().replace('of = "registered"', 'of = "everybody"')
    bad.write_text(text)
    line = text.splitlines().index('of = "everybody"') + 1
    ran = huanjie("packs", "check", bad)
    assert ran.status == 2
    assert f"第{line}行" in ran.err
    assert "[turnout.voters] of" in ran.err
    assert "改法" in ran.err


def test_of_several_files_each_is_told_and_the_worst_is_the_end(
    huanjie: Run, tmp_path: Path
) -> None:
    villagers = PACKS / "villagers-committee"
    sound = [villagers / "2026-01-01.toml", villagers / "sichuan" / "2026-01-01.toml"]
    ran = huanjie("packs", "check", *sound)
    assert (ran.status, ran.out.count("：可用"), ran.err) == (0, 2, "")
    bad, missing = tmp_path / "bad.toml", tmp_path / "missing.toml"
    bad.write_text(sound[0].read_text("utf-8").replace('of = "registered"', 'of = "all"'), "utf-8")
    ran = huanjie("packs", "check", bad, sound[0], missing, sound[1])
    assert ran.status == 2
    assert [line.partition("：")[0] for line in ran.out.splitlines()] == [str(f) for f in sound]
    told = ran.err.splitlines()
    assert len(told) == 2
    assert str(bad) in told[0]
    assert str(missing) in told[1]


def test_a_province_is_refused_for_the_packs_among_the_files_alone(
    huanjie: Run, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(PLAN.format(most=5, odd="true"), "utf-8")
    pack = PACKS / "villagers-committee" / "2026-01-01.toml"
    ran = huanjie("packs", "check", pack, plan, "--region", "tianjin")
    assert ran.status == 2
    assert f"{plan}：可用" in ran.out
    assert "--region" in ran.err
    assert str(pack) not in ran.out


def test_without_a_file_there_is_nothing_to_check(huanjie: Run) -> None:
    assert huanjie("packs", "check").status == 2


def test_a_pack_file_outside_the_shelf_can_be_asked(huanjie: Run, tmp_path: Path) -> None:
    text = (PACKS / "villagers-committee" / "2026-01-01.toml").read_text()
    mine = tmp_path / "mine.toml"
    mine.write_text(
        text.replace('more_than = "1/2"\nof = "registered"', 'more_than = "2/3"\nof = "registered"')
    )
    ran = huanjie("ask", "turnout", "--pack", mine, stdin='{"registered": 900, "voted": 600}')
    assert json.loads(ran.out)["answer"] == {"minimum": 601, "valid": False}


def test_a_schedule_is_dated_by_article(huanjie: Run) -> None:
    ran = huanjie("schedule", *VILLAGERS, "--polling-day", "2026-06-28", "--format", "json")
    document = json.loads(ran.out)
    jsonschema.validate(document, schema("schedule"))
    steps = {step["event"]: step for step in document["steps"]}
    assert steps["roll-published"]["window"] == [None, "2026-06-08"]
    assert steps["polling-day"]["window"] == ["2026-06-28", "2026-06-28"]
    assert steps["handover-end"]["window"] == ["2026-06-28", "2026-07-08"]
    assert steps["roll-published"]["grounds"][0]["article"] == "第十七条第一款"
    assert all(step["grounds"] for step in document["steps"])


def test_the_steps_that_every_schedule_names_are_there(huanjie: Run) -> None:
    ran = huanjie("schedule", *VILLAGERS, "--polling-day", "2026-06-28", "--json")
    events = {step["event"] for step in json.loads(ran.out)["steps"]}
    assert events >= {
        "roll-published",
        "objections-end",
        "objection-decided",
        "candidates-published",
        "polling-day",
        "result-published",
        "handover-end",
        "notice-start",
        "notice-end",
    }


def test_a_schedule_that_cannot_fit_says_why_and_which_day_would(huanjie: Run) -> None:
    words = ("schedule", *VILLAGERS, "--polling-day", "2026-06-28", "--from", "2026-06-10")
    ran = huanjie(*words, "--json")
    document = json.loads(ran.out)
    late = [step["event"] for step in document["steps"] if step["conflict"]]
    assert ran.status == 1
    assert late == ["roll-published"]
    assert "2026年6月30日（周二）" in "".join(document["warnings"])
    assert "排不下" in huanjie(*words).out


def test_the_calendar_file_holds_every_step_on_its_last_day(huanjie: Run, tmp_path: Path) -> None:
    file = tmp_path / "schedule.ics"
    assert (
        huanjie(
            "schedule", *VILLAGERS, "--polling-day", "2026-06-28", "--format", "ics", "-o", file
        ).status
        == 0
    )
    raw = file.read_bytes()
    events = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    days = {str(event["SUMMARY"]): event.decoded("DTSTART").isoformat() for event in events}
    assert days["公布参加选举的村民名单"] == "2026-06-08"
    assert len({str(event["UID"]) for event in events}) == len(events) == 27
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))


def test_a_file_that_cannot_be_written_is_bad_input_and_leaves_nothing(
    huanjie: Run, tmp_path: Path
) -> None:
    target = tmp_path / "missing" / "schedule.ics"
    ran = huanjie("schedule", *VILLAGERS, "--polling-day", "2026-06-28", "-o", target)
    assert ran.status == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", names())
def test_every_schema_is_a_valid_one(huanjie: Run, name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(huanjie("schema", name).out))


def test_an_unknown_schema_is_refused_with_those_there_are(huanjie: Run) -> None:
    ran = huanjie("schema", "weather")
    assert ran.status == 2
    assert "election" in ran.err


def test_whatever_is_printed_can_be_written_to_a_file(huanjie: Run, tmp_path: Path) -> None:
    for number, words in enumerate(
        (("packs", "list"), ("packs", "show", "party-branch"), ("schema", "cvr"))
    ):
        file = tmp_path / f"{number}.txt"
        assert huanjie(*words, "-o", file).out == ""
        assert file.read_text() == huanjie(*words).out


def test_a_pack_whose_steps_hang_on_too_many_others_is_refused_with_its_file(
    huanjie: Run, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    told = 'source = "law"\narticle = "一"\nsays = "一"\nconfidence = "C"\n'
    steps = "".join(
        f'[[step]]\nevent = "s{number}"\nname = "s{number}"\nanchor = "s{number - 1}"\n'
        f'direction = "after"\ndays = 0\n{told}'
        for number in range(1, 1500)
    )
    own.write_text(
        'body = "own"\nname = "自己的组织"\neffective_from = 2026-01-01\nrevision = 1\n'
        'decided_by = "unit"\n[sources.law]\ntitle = "换届约定"\nrank = "convention"\n'
        '[[post]]\npost = "member"\nname = "委员"\n'
        f'[[step]]\nevent = "s0"\nname = "选举日"\nanchor = "polling-day"\ndirection = "on"\n{told}'
        f'[[step]]\nevent = "polling-day"\nname = "选举日"\nanchor = "polling-day"\n'
        f'direction = "on"\n{told}{steps}'
    )
    ran = huanjie("packs", "check", own)
    assert ran.status == 2
    assert "own.toml" in ran.err
    assert "一步接一步起算" in ran.err


def test_a_file_has_the_same_hash_on_the_shelf_and_when_it_is_checked(huanjie: Run) -> None:
    overlay = PACKS / "villagers-committee" / "sichuan" / "2026-01-01.toml"
    rows = json.loads(huanjie("packs", "list", "--json").out)["packs"]
    own = next(r for r in rows if r["pack"] == "villagers-committee+sichuan@2026-01-01")
    assert own["hash"][:16] in huanjie("packs", "check", overlay).out


PLAN = """
body = "villagers-committee"
plan = "示例县换届方案"
effective_from = 2026-03-01
revision = 1

[sources.plan]
title = "示例县换届方案"
rank = "local-plan"

[size]
at_least = 3
at_most = {most}
odd = {odd}
source = "plan"
article = "二"
says = "示例。"
confidence = "V"
"""


@pytest.mark.parametrize(
    ("odd", "region", "status", "says"),
    [
        ("false", None, 0, "按 2026-03-01 国家的规定检查；省里另有规定的，写明 --region"),
        ("false", "zhejiang", 0, "国家和浙江省的规定检查。"),
        ("false", "tianjin", 2, "《天津市村民委员会选举办法》第二条第一款"),
        ("true", "tianjin", 0, "国家和天津市的规定检查。"),
        ("true", "atlantis", 2, "没有“atlantis”这个地区"),
    ],
)
def test_a_plan_is_checked_over_the_law_of_its_province_and_the_answer_says_which(
    huanjie: Run, tmp_path: Path, odd: str, region: str | None, status: int, says: str
) -> None:
    file = tmp_path / "plan.toml"
    file.write_text(PLAN.format(most=5, odd=odd), "utf-8")
    where = ("--region", region) if region else ()
    ran = huanjie("packs", "check", file, *where)
    assert ran.status == status
    assert says in ran.out + ran.err
    asked = huanjie("schedule", "--pack", file, "--polling-day", "2026-06-28", *where)
    assert (asked.status == 2) is (status == 2)


def test_where_no_rules_of_the_province_are_here_the_check_says_so(
    huanjie: Run, tmp_path: Path
) -> None:
    file = tmp_path / "plan.toml"
    text = PLAN.format(most=5, odd="false").replace("villagers-committee", "party-branch")
    file.write_text(text, "utf-8")
    ran = huanjie("packs", "check", file, "--region", "sichuan")
    assert (ran.status, ran.err.count("没有收录四川省关于党支部委员会的规定")) == (0, 1)
    assert "国家的规定检查。" in ran.out


def test_a_pack_says_its_region_itself(huanjie: Run) -> None:
    overlay = PACKS / "villagers-committee" / "sichuan" / "2026-01-01.toml"
    ran = huanjie("packs", "check", overlay, "--region", "sichuan")
    assert ran.status == 2
    assert "--region" in ran.err
    assert "按 " not in huanjie("packs", "check", overlay).out


def test_the_hash_of_a_file_and_of_the_whole_law_are_each_called_what_they_are(
    huanjie: Run,
) -> None:
    overlay = PACKS / "villagers-committee" / "sichuan" / "2026-01-01.toml"
    (listed,) = re.findall(
        r"^villagers-committee\+sichuan@2026-01-01 .*(文件 \w{16})$",
        huanjie("packs", "list").out,
        re.MULTILINE,
    )
    assert listed in huanjie("packs", "check", overlay).out
    (whole,) = re.findall(
        r"合并后 \w{16}",
        huanjie("packs", "show", "villagers-committee", "--region", "sichuan").out,
    )
    village = "villagers-committee"
    compared = huanjie("packs", "compare", village, village, "--region", "sichuan").out
    assert compared.count(whole) == 2
    assert whole.split()[1] != listed.split()[1]


def test_a_condition_that_nobody_understands_is_told_by_its_place(
    huanjie: Run, tmp_path: Path
) -> None:
    text = (PACKS / "villagers-committee" / "2026-01-01.toml").read_text("utf-8")
    bad = tmp_path / "bad.toml"
    bad.write_text(text.replace("held_before < 3", "held_before < three"), "utf-8")
    ran = huanjie("packs", "check", bad)
    assert ran.status == 2
    assert "[[proxy]] 第5个 when：表达式第 15 个字：“three”不是写明的事实" in ran.err
