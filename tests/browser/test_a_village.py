"""A villagers' committee from the plan to the verified dossier, entirely through the pages."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Final

from openpyxl import load_workbook
from playwright.sync_api import expect
from tests.browser import ballots, deeds, rolls
from tests.browser.conftest import Visit
from tests.browser.deeds import Affair
from tests.browser.looks import assert_looks_well
from tests.browser.proof import anyone_verifies, elected_in, program

PEOPLE: Final = 57
PAPERS: Final = {
    f"{post}-{kind}": number
    for post in ("chair", "member", "妇女委员")
    for kind, number in (("valid", 50), ("invalid", 1))
}
VOTES: Final = {
    "主任 王志强 赞成票": 18,
    "主任 雷春生 赞成票": 31,
    "主任 另选他人第 1 行 姓名": "周文武",
    "主任 另选他人第 1 行 得票": 1,
    "委员 丁国平 赞成票": 40,
    "委员 吴大明 赞成票": 35,
    "委员 钟晓东 赞成票": 30,
    "委员 蓝秀英 赞成票": 30,
    "妇女委员 包小红 赞成票": 22,
    "妇女委员 夏荷花 赞成票": 24,
}
"""of 51 papers: a chair, two members, two equal at the third seat, and no woman over half"""
ELECTED: Final = (
    "主任 雷春生",
    "委员 丁国平",
    "委员 吴大明",
    "委员 钟晓东",
    "妇女委员 夏荷花",
)


def test_a_village_elects_its_committee_and_anyone_verifies_it(
    user: Visit, someone: Visit, tmp_path: Path
) -> None:
    village = Affair(user=user, place="泰顺县罗阳镇三联村", body="村民委员会", folder=tmp_path)
    day = plan(village)
    make_the_roll(village)
    make_the_list(village)
    deeds.jump(village, day)
    first_vote_ends_in_a_tie(village)
    revote_breaks_the_tie(village)
    runoff_elects_the_woman(village)
    the_result_shows_its_arithmetic(village)
    sealed = deeds.seal(village)
    stranger = someone()
    anyone_verifies(stranger, sealed, verifier=program(stranger, tmp_path))


def plan(village: Affair) -> datetime.date:
    """Open it, and take the dates home."""
    seats = {"主任": 1, "副主任": 0, "委员": 3, "妇女委员": 1}
    answers = {**seats, "由哪个会议决定": "村民代表会议"}
    day = deeds.open_election(village, in_days=40, answers=answers, says="早于2026年1月1日施行")
    clerk = village.at("clerk", "日程")
    clerk.sees("公布参加选举的村民名单", "第十七条第一款")
    calendar = clerk.downloads("放进手机日历（.ics）", village.folder).read_text("utf-8")
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in calendar
    return day


def make_the_roll(village: Affair) -> None:
    """Load it without its bad rows, which come back with the reasons, and publish it."""
    clerk = deeds.upload_roll(village, rolls.village_roll(village.folder, people=PEOPLE))
    clerk.sees(f"可导入 {PEOPLE} + 退回 3 = 合计 {PEOPLE + 3} 行", "周错码", "周错日")
    assert_looks_well(clerk.page)
    rejected = load_workbook(clerk.downloads("下载退回的行（.xlsx），改好再上传", village.folder))
    assert rejected.active
    assert rejected.active.max_row == 1 + 3
    deeds.load_roll(village)
    clerk.sees(f"导入 {PEOPLE} + 退回 3 = 合计 {PEOPLE + 3} 行")
    village.at("clerk", "名册").sees(f"名册上 {PEOPLE} 人")
    chair = deeds.publish(village, "名册", "核对后公布", "公布名单")
    chair.sees(f"登记参加选举的共 {PEOPLE} 人")


def make_the_list(village: Affair) -> None:
    """A week later: nominate by searching, mark two relatives, publish in the order of strokes."""
    deeds.jump(village, village.user("clerk").today() + datetime.timedelta(days=7))
    deeds.nominate(village, "主任", ["雷春生", "王志强"])
    deeds.nominate(village, "委员", ["蓝秀英", "钟晓东", "吴大明", "丁国平"])
    deeds.nominate(village, "妇女委员", ["夏荷花", "包小红"])
    deeds.sign_declarations(village)
    clerk = village.at("clerk", "候选人")
    clerk.presses("标出近亲属")
    clerk.types({"一个人": "王志强 第一村民小组", "另一个人": "包小红 第一村民小组"})
    clerk.types({"另一个人是这个人的什么亲属": "妻子"})
    clerk.presses("标为近亲属")
    deeds.publish(village, "候选人", "核对后公布", "公布候选人")
    clerk = village.at("clerk", "候选人")
    assert clerk.names_under("主任") == ["王志强", "雷春生"]
    assert clerk.names_under("委员") == ["丁国平", "吴大明", "钟晓东", "蓝秀英"]
    assert clerk.names_under("妇女委员") == ["包小红", "夏荷花"]
    assert clerk.names_under("近亲属") == ["王志强", "包小红"]


def first_vote_ends_in_a_tie(village: Affair) -> None:
    """A sheet that contradicts itself is not taken; a difference is settled by a third person."""
    deeds.issue(village, 55)
    deeds.collect(village, collected=51, voters=53)
    wrong = {**PAPERS, "chair-valid": 51}
    teller = deeds.fill_sheet(village, "teller1", wrong, VOTES)
    expect(teller.page.get_by_role("alert")).to_be_visible()
    teller.sees("有几处要改", "52")
    assert_looks_well(teller.page)
    expect(teller.main.locator('[name="chair-valid"]')).to_have_value("51")
    expect(teller.main.get_by_label("委员 丁国平 赞成票")).to_have_value("40")
    teller.fills({"chair-valid": 50})
    teller.presses("核对")
    deeds.hand_in(teller)
    other = {**VOTES, "委员 丁国平 赞成票": 39}
    deeds.hand_in(deeds.fill_sheet(village, "teller2", PAPERS, other))
    scrutineer = village.at("scrutineer", "投票计票")
    scrutineer.presses("认定差异")
    scrutineer.sees("40", "39")
    scrutineer.presses("认定")
    scrutineer.sees("有几处要改")
    assert_looks_well(scrutineer.page)
    scrutineer.main.get_by_role("radio", name="第一份：40").check()
    scrutineer.presses("认定")
    scrutineer.presses("看差异和认定")
    scrutineer.sees("认定为 40")
    deeds.declare(village)


def revote_breaks_the_tie(village: Affair) -> None:
    """The two who are equal stand once more, on the same day."""
    chair = village.at("chair", "结果")
    chair.sees("钟晓东", "票数相等", "还有名额空缺")
    deeds.arrange(village, "再次投票", on_paper=["钟晓东", "蓝秀英"])
    papers = {"member-valid": 48, "member-invalid": 2}
    votes = {"委员 钟晓东 赞成票": 27, "委员 蓝秀英 赞成票": 21}
    deeds.issue(village, 50)
    deeds.collect(village, collected=50, voters=50)
    deeds.count_alike(village, papers, votes)
    deeds.declare(village)


def runoff_elects_the_woman(village: Affair) -> None:
    """Nobody on the women's line was over half; now the most votes elect, from a third up. The
    papers are printed here and counted by scan: one that is signed, two people must see.
    """
    deeds.arrange(village, "另行选举", on_paper=["夏荷花", "包小红"])
    printed = deeds.print_ballots(village, 14)
    deeds.issue(village, 14)
    deeds.collect(village, collected=14, voters=14)
    choices = [*[1] * 9, *[0] * 4, None]
    files = ballots.scanned(printed, choices, signed=[10], into=village.folder / "scans")
    deeds.upload_scans(village, files)
    scans = village.at("teller1", "投票计票")
    scans.sees("13 张读清了或者认定了", "还有 1 张疑票要认定")
    for who in ("teller1", "scrutineer"):
        deeds.rule(village, who, {"包小红": "选"})
    deeds.declare(village)


def the_result_shows_its_arithmetic(village: Affair) -> None:
    """Each sentence with its article; and the notice names everybody who is elected."""
    chair = village.at("chair", "结果")
    chair.sees("当选 5 人，应选名额已全部选出", "第十八条第二款", "51 的一半是 25.5")
    assert_looks_well(chair.page)
    assert elected_in(chair.downloads("结果公告（Word）", village.folder)) == list(ELECTED)
