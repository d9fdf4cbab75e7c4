"""Forty nominees of a town, from nomination to the posted lists, all through the pages: fifteen
departments answer, an appeal is won, an objection is upheld.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Final

import pytest
from tests.browser import deeds, reviewing, rolls
from tests.browser.conftest import Visit
from tests.browser.deeds import Affair
from tests.browser.departments import DEPARTMENTS, LADDER
from tests.browser.looks import assert_looks_well
from tests.browser.steps import Visitor

from huanjie.domain.calendar import working_days
from huanjie.domain.daywords import in_words
from huanjie.law.calendar import load_calendar

pytestmark = pytest.mark.any_database

PLACES: Final = ("苏北村", "恩岱垟村", "马联村", "瑞岭村")
SEATS: Final = {"主任": 1, "副主任": 0, "委员": 3, "妇女委员": 1}
SURNAMES: Final = {
    "主任": ("丁", "雷"),
    "委员": ("马", "王", "吴", "周", "夏", "蓝"),
    "妇女委员": ("叶", "钟"),
}
"""of those who stand, by the strokes of each: 2 and 13, 3 4 7 8 10 13, 5 and 9"""
GIVEN: Final = ("春山", "秋水", "冬青", "夏禾")
"""one for each village"""
ROUTES: Final = {"主任": "党组织提名推荐", "委员": "选民联名提名", "妇女委员": "选民联名提名"}
PEOPLE: Final = 40
PUNISHED: Final = "因犯罪受过刑事处罚"
UNPUNISHED: Final = "没有因犯罪受过刑事处罚"
"""the bar, and the condition that it breaks"""
APPEALS, OBJECTED_TO = "吴秋水", "周冬青"
"""whom the court bars by mistake, and whom an objection strikes"""
NOTICE_DAYS, ANSWER_DAYS = 5, 3
"""working days, as each village decided"""


def test_forty_nominees_of_a_town_come_to_the_posted_lists(user: Visit, tmp_path: Path) -> None:
    villages = [
        Affair(user=user, place=f"泰顺县罗阳镇{place}", body="村民委员会", folder=tmp_path)
        for place in PLACES
    ]
    for at, village in enumerate(villages):
        nominate_all(village, at)
    fifteen_departments_answer(user, villages[1])
    an_appeal_is_won(villages[1])
    until = max(post_notice(village) for village in villages)
    nobody_publishes_while_it_hangs(villages[0])
    an_objection_is_upheld(villages[2])
    deeds.jump(villages[0], until + datetime.timedelta(days=1))
    posted = [publish(village) for village in villages]
    assert posted == [standing_in(at, without=OBJECTED_TO) for at in range(len(villages))]
    assert sum(len(names) for posts in posted for names in posts.values()) == PEOPLE - 1


def standing_in(at: int, *, without: str = "") -> dict[str, list[str]]:
    """Who stands in a village for each post, by the strokes of the surname."""
    everybody = {
        post: [f"{surname}{GIVEN[at]}" for surname in surnames]
        for post, surnames in SURNAMES.items()
    }
    return {post: [name for name in names if name != without] for post, names in everybody.items()}


def nominate_all(village: Affair, at: int) -> None:
    """Its election is opened and its roll published; then ten are nominated by two routes."""
    answers = {**SEATS, "由哪个会议决定": "村民代表会议"}
    deeds.open_election(village, in_days=60, answers=answers, says="不能再改")
    standing = standing_in(at)
    people = [
        (name, "女" if post == "妇女委员" else "男")
        for post, names in standing.items()
        for name in names
    ]
    deeds.upload_roll(
        village, rolls.small_roll(village.folder, people, others=10, area=999_400 + 10 * at)
    )
    deeds.load_roll(village)
    deeds.publish(village, "名册", "核对后公布", "公布名单")
    for post, names in standing.items():
        deeds.nominate(village, post, names[::-1], route=ROUTES[post])
    deeds.sign_declarations(village)
    found = village.user("clerk").main.locator("tbody tr")
    assert found.filter(has_text="候选人预备人选").filter(has_text="符合条件").count() == len(
        people
    )


def fifteen_departments_answer(user: Visit, village: Affair) -> None:
    """Each answers for all forty; the court says of one that the law bars him."""
    town = user("town")
    reviewing.send_all(town, ladder=str(LADDER["name"]), people=PEOPLE)
    assert reviewing.outcome(town) == (PEOPLE, 0, 0)
    for key in DEPARTMENTS:
        barred = {APPEALS: PUNISHED} if key == "court" else {}
        reviewing.answer(user, key, people=PEOPLE, barred=barred)
    assert reviewing.outcome(town) == (0, PEOPLE - 1, 1)
    town.presses("第 1 批")
    assert_looks_well(town.page)
    clerk = village.at("clerk", "候选人")
    clerk.presses("联审")
    clerk.sees("依法不宜", "无不宜情形")
    assert "人民法院" not in clerk.reads()


def an_appeal_is_won(village: Affair) -> None:
    """He is barred by the article, told so, and appeals; the town finds by the court's own paper
    that another of the same name was meant.
    """
    clerk = finding_of(village, "clerk", APPEALS)
    clerk.sees(PUNISHED, "第十八条第一款", "1 批 县直部门联审")
    assert_looks_well(clerk.page)
    clerk.presses("认定不符合条件")
    clerk.types({"申诉的最后一天": clerk.today() + datetime.timedelta(days=3)})
    clerk.presses("核对")
    assert_looks_well(clerk.page)
    clerk.presses("认定不符合条件")
    clerk.presses("登记资格申诉")
    clerk.presses("登记资格申诉")
    clerk.sees("申诉待决定")
    town = village.user("town")
    town.opens("/units/")
    town.presses(PLACES[1])
    town.presses(village.body)
    village.addresses["town"] = town.page.url
    finding_of(village, "town", APPEALS)
    town.presses("决定资格申诉")
    town.types(
        {
            "决定": "申诉成立，恢复人选资格",
            "决定书的名称和文号": "罗阳镇换届办申诉决定书〔2026〕1号",
            "因犯罪受过刑事处罚 （申诉成立的必填，不成立的不填）": "否",
            "证明新事实的材料 （申诉成立的必填，不成立的不填）": "人民法院证明〔2026〕12号",
        }
    )
    assert_looks_well(town.page)
    town.presses("核对")
    town.sees("恢复人选资格", "人民法院证明〔2026〕12号")
    assert_looks_well(town.page)
    town.presses("决定资格申诉")
    town.sees("申诉成立", "符合条件")


def finding_of(village: Affair, name: str, person: str) -> Visitor:
    """A user at the findings of one nominee."""
    visitor = village.at(name, "候选人")
    visitor.presses("资格审查")
    visitor.presses(person)
    return visitor


def post_notice(village: Affair) -> datetime.date:
    """The chair posts everybody for the working days that the village decided; the last one is
    the answer.
    """
    chair = village.at("chair", "候选人")
    chair.presses("公示")
    chair.presses("张贴公示")
    chair.types(
        {
            "公示几个工作日": NOTICE_DAYS,
            "收到异议以后几个工作日内答复": ANSWER_DAYS,
            "作出决定的文件名称和文号": "选举办法",
        }
    )
    chair.presses("核对")
    chair.sees("不能撤销，不能改")
    chair.presses("登记并生成公示")
    until = working_days(chair.today(), NOTICE_DAYS, load_calendar()).last_day
    chair.sees("公示中", in_words(until))
    return until


def an_objection_is_upheld(village: Affair) -> None:
    """Somebody who signs nothing names a judgment; the chair finds it, and bars the nominee."""
    clerk = village.at("clerk", "候选人")
    clerk.presses("公示")
    clerk.presses("登记一件异议")
    clerk.types({"对谁": OBJECTED_TO, "涉及哪个任职条件": UNPUNISHED})
    clerk.types({"事实 （可不填）": "2019年被判处刑罚"})
    clerk.presses("登记")
    clerk.sees("已登记", OBJECTED_TO)
    chair = village.at("chair", "候选人")
    chair.presses("公示")
    with chair.page.expect_navigation():
        chair.main.get_by_role("link", name="看看，办理").click()
    chair.presses("成立")
    chair.types(
        {
            "因犯罪受过刑事处罚 （必填）": "是",
            "查明事实的材料名称和文号": "刑事判决书〔2019〕浙0329刑初8号",
        }
    )
    assert_looks_well(chair.page)
    chair.presses("核对")
    assert_looks_well(chair.page)
    chair.presses("决定异议成立")
    chair.sees("已决定成立")
    chair.presses("看资格审查")
    chair.presses("认定不符合条件")
    chair.types({"申诉的最后一天": chair.today() + datetime.timedelta(days=3)})
    chair.presses("核对")
    chair.presses("认定不符合条件")
    chair.sees("已认定不符合条件")


def nobody_publishes_while_it_hangs(village: Affair) -> None:
    """Before the notice is over the chair reads what is missing, and finds no button."""
    chair = village.at("chair", "候选人")
    chair.presses("核对后公布")
    chair.sees("现在不能公布", "24 时才满")
    assert chair.control("公布候选人").count() == 0


def publish(village: Affair) -> dict[str, list[str]]:
    """The chair publishes; the answer is whom the posted notice names for each post, in order."""
    deeds.publish(village, "候选人", "核对后公布", "公布候选人")
    chair = village.at("chair", "候选人")
    chair.presses("打印公告")
    assert_looks_well(chair.page)
    posts = (each.split("（")[0] for each in chair.main.locator("article h2").all_inner_texts())
    lists = chair.main.locator("article table").all()
    named = (each.locator("tbody td:first-child").all_inner_texts() for each in lists)
    return dict(zip(posts, named, strict=True))
