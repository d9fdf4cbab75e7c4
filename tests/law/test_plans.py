"""Local plans and a unit's decisions (地方方案、本单位决定): stricter than the law, never laxer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.domain.asking import CALENDAR
from tests.exchange.agreement import validator
from tests.exchange.test_pack_schema import pack_document

import huanjie.law
from huanjie.domain.quorum import turnout
from huanjie.domain.schedule import schedule
from huanjie.door.fault import BadInput
from huanjie.exchange.questions import ask
from huanjie.law.applied import Law
from huanjie.law.ownfile import lay_local, load_file
from huanjie.law.pack import RulePack
from huanjie.law.packfile import check_document, read_document
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
PLANS = sorted((Path(huanjie.law.__file__).parent / "plans").rglob("*.toml"))
VILLAGE = load("villagers-committee", on=DAY, today=DAY)
COMMUNITY = load("residents-committee", on=DAY, today=DAY)

HEAD = """
body = "{body}"
{kind}
effective_from = 2026-06-01
revision = 1

[sources.own]
title = "示例县换届方案"
rank = "{rank}"
"""
PLAN = ('plan = "示例县换届方案"', "local-plan")
DECISION = (
    'unit = "示例村"\nadopted_by = "村民代表会议"\nadopted_on = 2026-06-01',
    "unit-decision",
)
CITED = '\nsource = "own"\narticle = "第三条"\nsays = "示例。"\nconfidence = "D"\n'


def laid(
    rule: str, folder: Path, pack: RulePack = VILLAGE, kind: tuple[str, str] = PLAN
) -> RulePack:
    """The pack with a plan of one rule laid over it."""
    file = folder / "plan.toml"
    head = HEAD.format(body=pack.body, kind=kind[0], rank=kind[1])
    file.write_text(head + rule + CITED, "utf-8")
    check_document(read_document(file), file=file)
    return lay_local(pack, file)


def refusal(rule: str, folder: Path, pack: RulePack = VILLAGE) -> BadInput:
    with pytest.raises(BadInput) as refused:
        laid(rule, folder, pack)
    assert refused.value.file == str(folder / "plan.toml")
    return refused.value


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


def test_a_plan_bars_nobody(tmp_path: Path) -> None:
    home = '[[eligibility]]\nkey = "home"\nname = "在村居住"\nwhen = "lives_here"'
    with pytest.raises(BadInput, match="情形由法律规定"):
        laid(home, tmp_path)


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
        "甲": ["不具备“不是居民代表选举”：选举方式：居民代表"]
    }
    stated, _ = ask("proxy", Law(pack=chosen, calendar=CALENDAR), {**asked, "method": "voters"})
    assert stated["answer"]["accepted"] == ["甲"]


# The plan of 2021 that is shipped as a model


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_shipped_plan_is_a_valid_file_for_reader_and_schema(path: Path) -> None:
    check_document(read_document(path), file=path)
    validator("pack").validate(pack_document(path))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_shipped_file_can_be_laid_over_the_law_of_its_day(path: Path) -> None:
    document = read_document(path)
    pack = load_file(path, today=document["effective_from"])
    assert pack.local == (document.get("plan") or document["unit"],)


def test_what_the_federations_charter_leaves_open_is_recorded_as_the_units_decision() -> None:
    facts = {"entitled": 30, "attended": 20}
    federation = load("womens-federation", on=DAY, today=DAY)
    law = Law(pack=federation, calendar=CALENDAR)
    asked, status = ask("quorum", law, facts)
    assert (asked["answer"], asked["decided_by"], status) == (None, "unit", 3)
    path = next(path for path in PLANS if path.stem == "womens-federation")
    decided = lay_local(federation, path)
    asked, status = ask("quorum", Law(pack=decided, calendar=CALENDAR), facts)
    assert (asked["answer"], status) == ({"minimum": 20, "met": True}, 0)
    assert [ground["rank"] for ground in asked["grounds"]] == ["unit-decision"]
    assert decided.seats["member"].part_time == 2


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


@pytest.mark.parametrize(("members", "lawful"), [(5, True), (6, False)])
def test_the_seats_that_a_unit_decides_make_a_body_of_a_lawful_size(
    members: int, lawful: bool, tmp_path: Path
) -> None:
    chair = "[seats.chair]\nseats = 2" + CITED
    rule = f"{chair}\n[seats.member]\nseats = {members}"
    if lawful:
        assert laid(rule, tmp_path, kind=DECISION).seats["member"].seats == members
        return
    with pytest.raises(BadInput, match="第八条第一款"):
        laid(rule, tmp_path, kind=DECISION)


def test_seats_outside_a_size_that_is_only_usual_are_the_units_own_decision(
    tmp_path: Path,
) -> None:
    pack = load("collective-organisation", on=DAY, today=DAY)
    assert pack.size
    seats = f"[seats.member]\nseats = {pack.size.at_most or 0}" + CITED
    rule = f"{seats}\n[seats.head]\nseats = 1"
    assert laid(rule, tmp_path, pack, DECISION).seats["head"].seats == 1


@pytest.mark.parametrize(
    ("members", "lawful"),
    [(7, True), (8, False)],
)
def test_officers_from_among_the_members_are_not_counted_beside_them(
    members: int, lawful: bool, tmp_path: Path
) -> None:
    pack = load("party-branch", on=DAY, today=DAY)
    secretary = "[seats.secretary]\nseats = 1" + CITED
    rule = f"{secretary}\n[seats.member]\nseats = {members}"
    if lawful:
        assert laid(rule, tmp_path, pack, DECISION).seats["member"].seats == members
        return
    with pytest.raises(BadInput, match=f"合计 {members} 人"):
        laid(rule, tmp_path, pack, DECISION)


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


def test_from_2026_half_of_the_representatives_are_too_few_for_the_law() -> None:
    path = next(path for path in PLANS if path.stem == "residents-committee")
    with pytest.raises(BadInput) as refused:
        lay_local(COMMUNITY, path)
    assert refused.value.at == "turnout.representatives"
    assert "第十九条第一款" in refused.value.says
    assert turnout(COMMUNITY, method="representatives", registered=60, voted=40).met is False
