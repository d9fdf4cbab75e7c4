"""Local plans and a unit's decisions (地方方案、本单位决定): what such a file states, and what a
unit decides by it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.domain.asking import CALENDAR
from tests.law.plans import CITED, COMMUNITY, DAY, DECISION, HEAD, PLAN, VILLAGE, laid

from huanjie.door.fault import BadInput
from huanjie.exchange.questions import ask
from huanjie.law.applied import Law
from huanjie.law.ownfile import lay_local, load_file

HEADS = {
    # what the head states: what the fault names, and what it does not
    'plan = "某方案"': (("effective_from", "revision", "sources"), ("adopted_by", "decided_by")),
    'unit = "某村"': (("adopted_by", "adopted_on", "revision", "sources"), ("decided_by",)),
    "": (("name", "decided_by", "post", "step", "地方方案写 plan"), ("缺少“body”",)),
    'name = "某会"\nrevision = 1': (("decided_by", "effective_from"), ("地方方案", "“revision”")),
}


@pytest.mark.parametrize("stated", HEADS)
def test_everything_that_a_head_lacks_is_named_at_once(stated: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_text(f'body = "villagers-committee"\n{stated}\n', "utf-8")
    with pytest.raises(BadInput) as refused:
        load_file(file, today=DAY)
    named, silent = HEADS[stated]
    assert all(word in str(refused.value) for word in (*named, "huanjie schema pack"))
    assert not any(word in str(refused.value) for word in silent)


@pytest.mark.parametrize(
    ("kind", "more", "named"),
    [
        (PLAN, 'region = "sichuan"', "region"),
        (DECISION, 'region = "sichuan"', "region"),
        (DECISION, 'plan = "示例县换届方案"', "plan"),
    ],
)
def test_of_two_keys_that_say_what_a_file_is_the_one_too_many_is_named_with_its_line(
    kind: tuple[str, str], more: str, named: str, tmp_path: Path
) -> None:
    head = HEAD.format(body=VILLAGE.body, kind=f"{kind[0]}\n{more}", rank=kind[1])
    file = tmp_path / "plan.toml"
    file.write_text(head, "utf-8")
    with pytest.raises(BadInput) as refused:
        load_file(file, today=DAY)
    assert refused.value.at == named
    assert refused.value.line == head.splitlines().index(more) + 1
    assert "不能写在一个文件里" in refused.value.says
    assert "--region" in refused.value.remedy


def test_what_the_law_leaves_open_a_unit_decides(tmp_path: Path) -> None:
    decided = laid("[votes_carry_down]\nmandatory = true", tmp_path, kind=DECISION)
    assert decided.votes_carry_down is not None
    assert decided.votes_carry_down.citation.rank == "unit-decision"
    (head,) = decided.document["local"]
    assert (head["adopted_by"], head["adopted_on"]) == ("村民代表会议", "2026-06-01")


@pytest.mark.parametrize("word", ["source", "article"])
def test_a_post_may_be_called_as_a_key_is(word: str, tmp_path: Path) -> None:
    two = "[seats.member]\nseats = 2" + CITED + f"[seats.{word}]\nseats = 3"
    assert list(laid(two, tmp_path, kind=DECISION).seats) == ["member", word]


def test_a_post_called_article_takes_no_other_posts_rule_away(tmp_path: Path) -> None:
    own = laid("[candidates.article]\nbeyond_at_least = 2", tmp_path)
    assert own.candidates["member"] == VILLAGE.candidates["member"]


def test_a_decision_that_nobody_adopted_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="adopted_by"):
        laid("[women]\nat_least = 2", tmp_path, kind=('unit = "示例村"', "unit-decision"))


def test_a_plan_cannot_call_itself_a_statute(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="rank"):
        laid("[women]\nat_least = 2", tmp_path, kind=(PLAN[0], "statute"))


def test_a_plan_of_another_body_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    head = HEAD.format(body="party-branch", kind=PLAN[0], rank=PLAN[1])
    file.write_text(head + "[women]\nat_least = 2" + CITED, "utf-8")
    with pytest.raises(BadInput, match="party-branch"):
        lay_local(VILLAGE, file)


def test_a_unit_decides_within_its_countys_plan_and_the_law(tmp_path: Path) -> None:
    county = laid("[size]\nat_least = 5\nat_most = 7", tmp_path)
    (tmp_path / "unit").mkdir()
    seven = "[size]\nat_least = 7\nat_most = 7"
    own = laid(seven, tmp_path / "unit", pack=county, kind=DECISION)
    assert own.local == ("示例县换届方案", "示例村")
    assert own.size is not None
    assert own.size.at_least == 7
    with pytest.raises(BadInput, match="《示例县换届方案》第三条"):
        laid("[size]\nat_least = 3\nat_most = 3", tmp_path / "unit", pack=county, kind=DECISION)


def test_the_way_to_elect_that_a_unit_chose_is_asked_by_default(tmp_path: Path) -> None:
    chosen = laid('[method]\nchosen = "representatives"', tmp_path, COMMUNITY, DECISION)
    law = Law(pack=chosen, calendar=CALENDAR)
    answer, status = ask("turnout", law, {"registered": 60, "voted": 40})
    assert (answer["answer"], status) == ({"minimum": 41, "valid": False}, 1)
    answer, status = ask("turnout", law, {"method": "voters", "registered": 60, "voted": 40})
    assert (answer["answer"], status) == ({"minimum": 31, "valid": True}, 0)


def test_a_proxy_is_judged_by_the_way_to_elect_that_the_unit_chose(tmp_path: Path) -> None:
    sound = dict.fromkeys(("principal_absent", "written", "proxy_is_voter"), True)
    asked = {"cases": {"甲": {**sound, "proxy_is_candidate": False, "held_before": 0}}}
    by_law, _ = ask("proxy", Law(pack=COMMUNITY, calendar=CALENDAR), asked)
    assert by_law["answer"]["accepted"] == ["甲"]
    chosen = laid('[method]\nchosen = "representatives"', tmp_path, COMMUNITY, DECISION)
    by_decision, _ = ask("proxy", Law(pack=chosen, calendar=CALENDAR), asked)
    assert by_decision["answer"]["reasons"] == {
        "甲": ["不符合“不是居民代表选举”：选举方式：居民代表"]
    }
    stated, _ = ask("proxy", Law(pack=chosen, calendar=CALENDAR), {**asked, "method": "voters"})
    assert stated["answer"]["accepted"] == ["甲"]
