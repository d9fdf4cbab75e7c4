"""What a plan may ask (方案可以规定什么): as much as the law or more, never less, and nothing of a
person that no law names.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.domain.asking import CALENDAR
from tests.law.plans import DAY, HEAD, PLAN, VILLAGE, laid, refusal

from huanjie.domain.schedule import schedule
from huanjie.door.fault import BadInput
from huanjie.law.ownfile import lay_local
from huanjie.law.shelf import load

STRICT_AND_LAX = {
    # the rule: (as strict or stricter, laxer, the article that refuses)
    "turnout": (
        '[turnout.voters]\nmore_than = "1/2"\nof = "registered"',
        '[turnout.voters]\nat_least = "1/2"\nof = "registered"',
        "第十八条第二款",
    ),
    "majority": (
        '[majority]\nat_least = "2/3"\nof = "collected"',
        '[majority]\nmore_than = "2/5"\nof = "collected"',
        "第十八条第二款",
    ),
    "another base": (
        '[majority]\nmore_than = "1/2"\nof = "collected"',
        '[majority]\nmore_than = "1/2"\nof = "attended"',
        "第十八条第二款",
    ),
    "runoff": (
        '[runoff]\nmore_than = "1/3"\nof = "collected"\nstep = "runoff"',
        '[runoff]\nat_least = "1/4"\nof = "collected"\nstep = "runoff"',
        "第十八条第二款",
    ),
    "size": (
        "[size]\nat_least = 5\nat_most = 7",
        "[size]\nat_least = 3\nat_most = 9",
        "第八条第一款",
    ),
    "size without a bound": (
        "[size]\nat_least = 3\nat_most = 7\nodd = true",
        "[size]\nat_least = 3",
        "第八条第一款",
    ),
    "women": ("[women]\nat_least = 2", None, "第八条第二款"),
    "kin": (
        '[near_relatives]\nclasses = ["spouse", "lineal", "collateral", "in-law"]',
        '[near_relatives]\nclasses = ["spouse", "lineal"]',
        "第八条第二款",
    ),
    "closest kin": (
        '[near_relatives]\nclasses = ["near-relative", "in-law"]',
        '[near_relatives]\nkin = ["spouse", "parent", "child", "sibling"]',
        "第八条第二款",
    ),
    "kin of some posts": (
        '[near_relatives]\nclasses = ["near-relative"]',
        '[near_relatives]\nnot_among = ["member"]',
        "第八条第二款",
    ),
    "margin": (
        "[candidates.member]\nbeyond_at_least = 2",
        "[candidates.member]\nbeyond_at_least = 0",
        "第十八条第一款",
    ),
    "margin of another post": (
        "[candidates.chair]\nbeyond_at_least = 1\nbeyond_at_most = 1",
        "[candidates.chair]\nbeyond_at_least = 0",
        "第十八条第一款",
    ),
    "representatives": (
        "[representatives]\nhouseholds_at_least = 10\nhouseholds_at_most = 15",
        "[representatives]\nhouseholds_at_least = 10\nhouseholds_at_most = 20",
        "第二十九条第二款",
    ),
    "representatives' meeting": (
        '[assembly_makeup]\nrepresentatives = "5/6"\nwomen = "1/2"',
        '[assembly_makeup]\nrepresentatives = "3/4"\nwomen = "1/3"',
        "第二十九条第一款",
    ),
    "women who speak for households": (
        '[assembly_makeup]\nrepresentatives = "4/5"\nwomen = "2/5"',
        '[assembly_makeup]\nrepresentatives = "4/5"',
        "第二十九条第一款",
    ),
    "roll": (
        '[[step]]\nevent = "roll-published"\nname = "公布名单"\nanchor = "polling-day"\n'
        'direction = "before"\ndays = 25',
        '[[step]]\nevent = "roll-published"\nname = "公布名单"\nanchor = "polling-day"\n'
        'direction = "before"\ndays = 19',
        "第十七条第一款",
    ),
    "handover": (
        '[[step]]\nevent = "handover-end"\nname = "移交"\nanchor = "polling-day"\n'
        'direction = "within"\ndays = 10',
        '[[step]]\nevent = "handover-end"\nname = "移交"\nanchor = "polling-day"\n'
        'direction = "within"\ndays = 11',
        "第二十四条",
    ),
    "objections": (
        '[[step]]\nevent = "objections-end"\nname = "异议"\nanchor = "roll-published"\n'
        'direction = "after"\ndays = 5',
        '[[step]]\nevent = "objections-end"\nname = "异议"\nanchor = "roll-published"\n'
        'direction = "after"\ndays = 4',
        "第十七条第二款",
    ),
    "objections that end on a rest day": (
        '[[step]]\nevent = "objections-end"\nname = "异议"\nanchor = "roll-published"\n'
        'direction = "after"\ndays = 5\nrolls = true',
        '[[step]]\nevent = "objections-end"\nname = "异议"\nanchor = "roll-published"\n'
        'direction = "after"\ndays = 5\nrolls = false',
        "第十七条第二款",
    ),
    "a step from another day": (
        '[[step]]\nevent = "pledges-signed"\nname = "签承诺书"\nanchor = "polling-day"\n'
        'direction = "before"\ndays = 3',
        '[[step]]\nevent = "handover-end"\nname = "移交"\nanchor = "polling-day"\n'
        'direction = "after"\ndays = 10',
        "第二十四条",
    ),
    "nomination": (
        None,
        "[nomination.self]\nat_least = 1",
        "第十八条第一款",
    ),
    "more signatures": (None, "[nomination.voters-jointly]\nat_least = 20", "第十八条第一款"),
    "recall": (
        None,
        '[recall_signatures.voters]\nat_least = "1/3"\nof = "voters"',
        "第十九条第一款",
    ),
    "another way to elect": (
        None,
        '[turnout.households]\nmore_than = "1/2"\nof = "registered"',
        "第十八条第二款",
    ),
    "term": ("[term]\nyears = 5", "[term]\nyears = 6", "第十四条第二款"),
    "who votes": (
        None,
        '[[registration]]\nkey = "fee"\nname = "交费"\nwhen = "applied"',
        "第十六条第一款",
    ),
    "a wish of its own": (
        '[[eligibility]]\nkey = "home"\nname = "在村居住"\nwhen = "lives_here"\n'
        'effect = "exemption-needed"',
        None,
        "第十八条第一款",
    ),
    "a bar softened": (
        None,
        '[[eligibility]]\nkey = "expelled"\nname = "党籍"\nwhen = "not expelled_from_party"\n'
        'effect = "exemption-needed"',
        "第十八条第一款",
    ),
}


@pytest.mark.parametrize("name", [name for name, (strict, *_) in STRICT_AND_LAX.items() if strict])
def test_a_plan_that_asks_for_no_less_is_laid_over_the_law(name: str, tmp_path: Path) -> None:
    strict, _, _ = STRICT_AND_LAX[name]
    pack = laid(strict or "", tmp_path)
    assert pack.id.startswith("villagers-committee@2026-01-01+plan#")
    assert pack.local == ("示例县换届方案",)


@pytest.mark.parametrize("name", [name for name, (_, lax, _) in STRICT_AND_LAX.items() if lax])
def test_a_plan_that_asks_for_less_is_refused_with_the_article(name: str, tmp_path: Path) -> None:
    _, lax, article = STRICT_AND_LAX[name]
    fault = refusal(lax or "", tmp_path)
    assert "《中华人民共和国村民委员会组织法》" in fault.says
    assert article in fault.says
    assert fault.at
    assert fault.remedy


def test_a_plan_counts_no_period_from_a_later_vote_than_the_law_does(tmp_path: Path) -> None:
    filed = '[[step]]\nevent = "result-filed"\nname = "备案"\nanchor = "polling-day"\n'
    filed += 'direction = "within"\ndays = 1\nrolls = false'
    assert "比法律宽" in refusal(f"{filed}\nfrom_formation = true", tmp_path).says
    assert laid(filed, tmp_path).local


def test_a_plan_does_not_leave_out_the_runoff(tmp_path: Path) -> None:
    three = "[still_short]\nelected_at_least = 3"
    assert laid(f"{three}\nwith_chair = true", tmp_path).still_short
    assert "第七章" in refusal(f"{three}\nbefore_runoff = true", tmp_path).says


def test_a_plan_puts_no_other_meeting_in_the_place_of_the_laws(tmp_path: Path) -> None:
    hainan = load("villagers-committee", on=DAY, today=DAY, region="hainan")
    rule = "[still_short]\nelected_at_least = 3\nwith_chair = true\nbefore_runoff = true\n"
    assert laid(rule + 'if_agreed = "村民会议或者村民代表会议"', tmp_path, hainan).still_short
    assert "第三十四条" in refusal(rule + 'if_agreed = "村民小组会议"', tmp_path, hainan).says


def test_a_runoff_that_may_be_held_on_a_rest_day_is_not_put_off_for_one(tmp_path: Path) -> None:
    step = '[[step]]\nevent = "runoff-end"\nname = "另行选举"\nanchor = "polling-day"\n'
    step += 'direction = "within"\ndays = 9'
    assert laid(f"{step}\nrolls = false", tmp_path)
    assert "第六章" in refusal(step, tmp_path).says


def test_a_convention_of_ours_yields_to_a_plan(tmp_path: Path) -> None:
    posted = (
        '[[step]]\nevent = "candidates-published"\nname = "公布候选人"\nanchor = "polling-day"\n'
        'direction = "before"\ndays = 3'
    )
    dated = schedule(laid(posted, tmp_path), polling_day=DAY, calendar=CALENDAR)
    step = dated.step("candidates-published")
    assert step is not None
    assert step.window.latest == date(2026, 12, 17)
    assert step.grounds[0].rank == "local-plan"


def test_a_plan_bars_nobody(tmp_path: Path) -> None:
    home = '[[eligibility]]\nkey = "home"\nname = "在村居住"\nwhen = "lives_here"'
    with pytest.raises(BadInput, match="情形由法律规定"):
        laid(home, tmp_path)


@pytest.mark.parametrize(
    "words",
    ['meeting = "representatives"\nstep = "polling-day"', 'change = "left"', 'change = "died"'],
)
def test_a_plan_gives_a_meeting_no_step_and_a_change_no_ground(words: str, tmp_path: Path) -> None:
    own = f'[[provision]]\nkey = "own"\ntopic = "登记"\nname = "另定"\n{words}'
    assert "方案不能另定" in refusal(own, tmp_path).says
    assert laid(own.removesuffix(words), tmp_path).provisions[-1].key == "own"


def test_a_plan_may_fix_a_usual_size_and_may_not_loosen_a_fixed_one(tmp_path: Path) -> None:
    for body, usual in (("village-supervisory", True), ("villagers-committee", False)):
        pack = load(body, on=DAY, today=DAY)
        assert pack.size
        assert pack.size.usual is usual
        own = f"[size]\nat_least = {pack.size.at_least}\nat_most = {pack.size.at_most}"
        fixed = laid(f"{own}\nodd = {str(pack.size.odd).lower()}", tmp_path, pack).size
        assert fixed
        assert not fixed.usual
    loosened = refusal(f"{own}\nusual = true", tmp_path, VILLAGE)
    assert "比法律宽" in loosened.says


@pytest.mark.parametrize(
    ("fact", "name"),
    [("petitions", "信访情况"), ("education", "信仰"), ("months_here", "居住月数")],
)
def test_a_plan_asks_nothing_of_a_person_that_no_law_names(
    fact: str, name: str, tmp_path: Path
) -> None:
    file = tmp_path / "plan.toml"
    head = HEAD.format(body="villagers-committee", kind=PLAN[0], rank=PLAN[1])
    file.write_text(f'{head}\n[[fact]]\nfact = "{fact}"\nname = "{name}"\nkind = "yes-no"\n')
    with pytest.raises(BadInput, match="不能另问"):
        lay_local(VILLAGE, file)


def test_schooling_and_work_may_be_asked(tmp_path: Path) -> None:
    months = "从事街道、社区工作满几个月"
    rule = (
        f'[[fact]]\nfact = "months_experience"\nname = "{months}"\nkind = "whole"\n'
        '[[eligibility]]\nkey = "work"\nname = "工作两年"\nwhen = "months_experience >= 24"\n'
        'effect = "exemption-needed"'
    )
    assert laid(rule, tmp_path).eligibility[-1].key == "work"


@pytest.mark.parametrize(
    ("own", "at_least"),
    [
        ("at_least = 1\nmost_votes = true", 1),
        ("at_least = 2\nmost_votes = true", 2),
    ],
)
def test_a_plan_may_write_a_number_of_women_where_the_law_says_a_fitting_one(
    own: str, at_least: int, tmp_path: Path
) -> None:
    rule = laid(f"[woman_candidate]\n{own}", tmp_path).woman_candidate
    assert rule
    assert rule.at_least == at_least


def test_a_plan_may_not_leave_out_who_stands_where_no_woman_came_out(tmp_path: Path) -> None:
    fault = refusal("[woman_candidate]\nat_least = 1", tmp_path)
    assert "《村民委员会选举规程》第四章" in fault.says


def test_a_plan_may_not_take_the_woman_away_that_a_province_asks_for(tmp_path: Path) -> None:
    hebei = load("villagers-committee", on=DAY, today=DAY, region="hebei")
    fault = refusal("[woman_candidate]\nmost_votes = true", tmp_path, hebei)
    assert "第十七条第二款" in fault.says
