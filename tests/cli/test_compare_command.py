"""`huanjie packs compare`: a corrected pack shows every date and result that it would move."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run
from tests.domain.people import CHAIR, QIAN, ZHAO, contest, poll, stands

from huanjie.domain.contest import Count
from huanjie.domain.election import Candidate, Contest, Election, Unit
from huanjie.domain.lawchange import RuleChange, results_changed, rules_changed
from huanjie.domain.rounds import CountFile, Round
from huanjie.door.jsontext import pretty
from huanjie.law.pack import RulePack
from huanjie.law.packreader import read_pack

VILLAGE = "villagers-committee"
DAY = "2026-06-28"


@pytest.fixture
def before(huanjie: Run, tmp_path: Path) -> Path:
    """The pack before it was corrected: two thirds elected, the roll was posted 21 days before."""
    document: dict[str, Any] = json.loads(huanjie("packs", "show", VILLAGE, "--json").out)
    document["revision"] = 1
    document["majority"]["more_than"] = "2/3"
    for step in document["step"]:
        if step["event"] == "roll-published":
            step["days"] = 21
    file = tmp_path / "before.json"
    file.write_text(pretty(document), "utf-8")
    return file


def test_rules_and_dates_that_move_are_listed_and_make_it_a_no(huanjie: Run, before: Path) -> None:
    ran = huanjie("packs", "compare", before, VILLAGE, "--polling-day", DAY, "--json")
    told = json.loads(ran.out)
    assert ran.status == 1
    assert {each["place"] for each in told["rules"]} == {"majority", "step roll-published"}
    (day,) = told["dates"]
    assert day["polling_day"] == DAY
    assert {"roll-published", "objections-end"} <= {each["event"] for each in day["moved"]}


def test_the_text_names_both_editions_and_each_articles_sentence(
    huanjie: Run, before: Path
) -> None:
    ran = huanjie("packs", "compare", before, VILLAGE)
    assert ran.status == 0
    assert "第1版" in ran.out
    assert "当选票数\n    - 超过收回的选票数的三分之二  《" in ran.out
    assert "    + 收回的选票数的过半数  《" in ran.out
    assert "“选举日”的 21 日以前" in ran.out
    assert "more_than" not in ran.out
    assert "第十八条第二款" in ran.out


def test_what_no_sentence_says_is_told_by_the_words_of_the_file(
    huanjie: Run, tmp_path: Path
) -> None:
    document: dict[str, Any] = json.loads(huanjie("packs", "show", VILLAGE, "--json").out)
    document["term"]["confidence"] = "M"
    step = next(each for each in document["step"] if each["event"] == "roll-published")
    step["opens"] = "polling-day"
    file = tmp_path / "other.json"
    file.write_text(pretty(document), "utf-8")
    ran = huanjie("packs", "compare", VILLAGE, file)
    assert "    + 法律，凭记忆，待核（M）" in ran.out
    assert "      opens：— → polling-day" in ran.out


def test_where_only_the_articles_number_changed_it_stands_apart_on_one_line(
    huanjie: Run, tmp_path: Path
) -> None:
    document: dict[str, Any] = json.loads(huanjie("packs", "show", VILLAGE, "--json").out)
    document["term"]["article"] = "第九十条"
    document["size"] |= {"article": "第九十一条", "at_most": 9}
    file = tmp_path / "other.json"
    file.write_text(pretty(document), "utf-8")
    ran = huanjie("packs", "compare", VILLAGE, file)
    figures, _, numbers = ran.out.partition("\n条文序号变动：1 处")
    assert "变动的规定：1 处\n  职数\n" in figures
    assert "第九十一条" in figures
    assert "任期" not in figures
    assert "  任期  《中华人民共和国村民委员会组织法》第十四条第二款 → 第九十条\n" in numbers
    told = json.loads(huanjie("packs", "compare", VILLAGE, file, "--json").out)
    assert [each["place"] for each in told["rules"]] == ["term", "size"]


def test_what_carries_no_article_is_told_too(huanjie: Run, tmp_path: Path) -> None:
    document: dict[str, Any] = json.loads(huanjie("packs", "show", VILLAGE, "--json").out)
    document |= {"decided_by": "unit", "note": "示例。"}
    document["post"][1] |= {"name": "副手", "counted": False}
    document["form"][0]["name"] = "另一种公告"
    grade = {"fact": "schooling", "name": "学历", "kind": "grade", "choices": ["小学", "初中"]}
    document["fact"].append(grade)
    file = tmp_path / "other.json"
    file.write_text(pretty(document), "utf-8")
    ran = huanjie("packs", "compare", VILLAGE, file)
    assert "变动的规定：5 处\n" in ran.out
    decided = "  没有规定的，由谁决定\n    - 省、自治区、直辖市的规定\n    + 本单位\n"
    posts = "    - 主任、副主任、委员\n    + 主任、副手（不计入组成人数）、委员\n"
    assert decided in ran.out
    assert "  这份规定的说明\n    + 示例。\n" in ran.out
    assert f"  职务和高低次序\n{posts}" in ran.out
    assert "  条件所问的事实\n    + 学历：小学、初中\n" in ran.out
    assert "    + 另一种公告，用在“" in ran.out
    told = json.loads(huanjie("packs", "compare", VILLAGE, file, "--json").out)["rules"]
    assert [each["place"].split()[0] for each in told] == [
        *("decided_by", "note", "post", "fact", "form")
    ]
    assert told[0]["before"] == {"decided_by": "province"}
    assert (told[3]["before"], told[3]["after"]) == (None, grade)


def test_a_word_that_no_name_shows_is_told_as_the_file_writes_it(
    huanjie: Run, tmp_path: Path
) -> None:
    document: dict[str, Any] = json.loads(huanjie("packs", "show", VILLAGE, "--json").out)
    document["post"][1]["post"] = "deputy"
    file = tmp_path / "other.json"
    file.write_text(pretty(document), "utf-8")
    ran = huanjie("packs", "compare", VILLAGE, file)
    assert "    - 主任、副主任、委员\n    + 主任、副主任、委员\n" in ran.out
    assert "post=vice-chair，name=副主任" in ran.out
    assert "post=deputy，name=副主任" in ran.out


def test_a_rule_that_only_one_pack_has_is_not_renumbered() -> None:
    rule = {"article": "第一条", "says": "示例。"}
    assert not RuleChange(place="term", before=None, after=rule).is_renumbered
    assert not RuleChange(place="term", before=rule, after=None).is_renumbered
    assert RuleChange(place="term", before=rule, after={**rule, "article": "二"}).is_renumbered
    assert not RuleChange(place="term", before=rule, after={**rule, "says": "二"}).is_renumbered


def test_a_pack_against_itself_moves_nothing(huanjie: Run) -> None:
    ran = huanjie("packs", "compare", VILLAGE, VILLAGE, "--polling-day", DAY, "--json")
    told = json.loads(ran.out)
    assert (ran.status, told["rules"], told["dates"][0]["moved"]) == (0, [], [])


def test_two_bodies_are_not_compared(huanjie: Run) -> None:
    ran = huanjie("packs", "compare", VILLAGE, "party-branch")
    assert ran.status == 2
    assert "不是同一个组织" in ran.err


# The domain's own answer


@pytest.fixture
def packs(huanjie: Run, before: Path) -> tuple[RulePack, RulePack]:
    """The earlier edition and the corrected one."""
    now = json.loads(huanjie("packs", "show", VILLAGE, "--json").out)
    return read_pack(json.loads(before.read_text())), read_pack(now)


def count_of(facts: Count) -> CountFile:
    candidates = tuple(Candidate(id=person, name=person) for person in (ZHAO, QIAN))
    election = Election(
        pack=VILLAGE,
        region=None,
        unit=Unit(code="330329100257", name="示例村"),
        polling_day=date.fromisoformat(DAY),
        contests=(Contest(post=CHAIR, seats=1, candidates=candidates),),
    )
    return CountFile(election=election, rounds=(Round(kind="first", facts=facts),))


@pytest.mark.parametrize(
    ("votes", "fields"),
    [
        (466, {"minimum_votes", "elected", "vacancies", "next", "holds"}),
        (467, {"minimum_votes"}),
    ],
)
def test_only_what_the_other_line_decides_moves(
    packs: tuple[RulePack, RulePack], votes: int, fields: set[str]
) -> None:
    facts = poll(contest(CHAIR, stands(ZHAO, votes), stands(QIAN, 100)))
    moved = results_changed(count_of(facts), *packs)
    assert {each.field for each in moved} == fields


def test_rules_are_told_in_the_newer_packs_order(packs: tuple[RulePack, RulePack]) -> None:
    assert [each.place for each in rules_changed(*packs)] == ["majority", "step roll-published"]


def test_a_pack_that_decides_otherwise_in_anything_tells_a_change(huanjie: Run) -> None:
    """Every key of the document but those that name its edition."""
    document: dict[str, Any] = json.loads(huanjie("packs", "show", VILLAGE, "--json").out)
    document["note"] = "示例。"
    pack = read_pack(document)
    edition = {"id", "body", "region", "effective_from", "revision", "overlay_revision", "local"}
    for key in document.keys() - edition:
        without = {name: value for name, value in document.items() if name != key}
        other = replace(pack, document=without)
        assert {each.place.split()[0].split(".")[0] for each in rules_changed(pack, other)} == {key}
