"""A roll of three thousand, from a village's own spreadsheet to the frozen list, all through the
pages: nobody is lost on the way, and every number is the right one.
"""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path
from typing import Final

from openpyxl import load_workbook
from tests.browser import deeds, messy, objecting
from tests.browser.conftest import Visit
from tests.browser.deeds import Affair
from tests.browser.looks import assert_looks_well
from tests.browser.messy import PEOPLE, Messy
from tests.browser.objecting import Objection
from tests.domain.numbers import number

from huanjie.domain.calendar import days_after
from huanjie.domain.daywords import in_words
from huanjie.law.calendar import load_calendar

LEFT_OUT: Final = ("毛新来", number("19880214", "507", area=str(messy.AREA)))
OBJECTIONS, DECISION = 5, 3
"""days in which the list is objected to, and in which each objection is decided (第十七条第二款)"""
SEATS: Final = {"主任": 1, "副主任": 0, "委员": 3, "妇女委员": 1}


def test_a_messy_spreadsheet_becomes_a_frozen_roll_and_nobody_is_lost(
    user: Visit, tmp_path: Path
) -> None:
    village = Affair(user=user, place="泰顺县罗阳镇福青村", body="村民委员会", folder=tmp_path)
    answers = {**SEATS, "由哪个会议决定": "村民代表会议"}
    deeds.open_election(village, in_days=60, answers=answers, says="不能再改")
    made = messy.messy_roll(tmp_path)
    upload_and_match(village, made)
    load_the_good_rows(village, made)
    send_the_bad_rows_again(village, made)
    assert taken_out(village) == Counter((each.name, each.identity_number) for each in made.people)
    chair = deeds.publish(village, "名册", "核对后公布", "公布名单")
    chair.sees("登记参加选举的共 3,000 人")
    objections_are_answered(village)
    the_list_says_it(village, made)


def upload_and_match(village: Affair, made: Messy) -> None:
    """Its headings are the village's own: the page asks once what each of them means."""
    clerk = deeds.upload_roll(village, made.path)
    clerk.sees("各列是什么")
    assert_looks_well(clerk.page)
    clerk.types(messy.MEANT)
    clerk.presses("照此核对")
    clerk.sees(f"可导入 {made.good:,} + 退回 {made.bad} = 合计 {made.good + made.bad:,} 行")
    kinds = {
        "证件号码校验码不对": 6,
        "证件号码存成了数字": 6,
        "没有姓名": 6,
        "性别不对": 6,
        "出生日期不一致": 6,
        "证件号码里的日期不对": 6,
        "重复的行": 6,
        "同一个号码对着不同的内容": 12,
    }
    clerk.sees(*(f"{kind}：{rows} 行" for kind, rows in kinds.items()))
    clerk.sees(f"略过 {made.titles} 行", "没有读的列：序、备注")
    assert sum(kinds.values()) == made.bad
    assert_looks_well(clerk.page)


def load_the_good_rows(village: Affair, made: Messy) -> None:
    """Good and bad are all there is, on the check page and afterwards."""
    deeds.load_roll(village)
    clerk = village.user("clerk")
    clerk.sees(f"导入 {made.good:,} + 退回 {made.bad} = 合计 {made.good + made.bad:,} 行")
    village.at("clerk", "名册").sees(f"名册上 {made.good:,} 人")


def send_the_bad_rows_again(village: Affair, made: Messy) -> None:
    """Mended, they are added; whoever is on the roll already, and what nobody could mend, comes
    back once more.
    """
    clerk = village.at("clerk", "名册")
    clerk.presses("看结果和退回的行")
    returned = clerk.downloads("下载退回的行（.xlsx），改好再上传", village.folder)
    rows = load_workbook(returned).active
    assert rows
    assert rows.max_row == 1 + made.bad
    clerk = village.at("clerk", "名册")
    clerk.presses("再上传一份名册")
    clerk.main.locator('input[type="file"]').set_input_files(messy.mended_rows(returned, made))
    clerk.presses("上传并核对")
    mended, again, lost = len(made.right), len(made.alike), len(made.nobody)
    whole = mended + again + lost
    clerk.sees(f"可导入 {mended + again} + 退回 {lost} = 合计 {whole} 行")
    clerk.sees(f"名册上现在有 {made.good:,} 人，其中 {again} 人也在这份文件里")
    clerk.main.get_by_role("radio", name="追加新人").check()
    clerk.presses("下一步：核对后导入")
    clerk.sees(f"导入 {mended} + 退回 {again + lost} = 合计 {whole} 行")
    clerk.presses("导入名册")
    village.at("clerk", "名册").sees(f"名册上 {PEOPLE:,} 人")


def taken_out(village: Affair) -> Counter[tuple[str, str]]:
    """Everybody on the roll by name and number, as the file says that the clerk takes out."""
    clerk = village.at("clerk", "名册")
    clerk.presses("导出名册（.xlsx）")
    clerk.types({"用途": "与原来的花名册核对"})
    clerk.main.get_by_role("checkbox").check()
    sheet = load_workbook(clerk.downloads("下载名册（.xlsx）", village.folder)).active
    assert sheet
    heads, *rows = sheet.iter_rows(values_only=True)
    at = [list(heads).index(head) for head in ("姓名", "证件号码")]
    return Counter((str(row[at[0]]), str(row[at[1]])) for row in rows)


def objections_are_answered(village: Affair) -> None:
    """Whoever was left out is registered, on the last of three days; who was objected to on the
    last day of the five stays, and nobody objects any more. Only then is the roll frozen.
    """
    posted_on = village.user("clerk").today()
    left_out = Objection(
        kind="漏登", about=LEFT_OUT[0], raised_by="毛大山", note="户口一直在第2村民小组"
    )
    objecting.raise_one(village, left_out, received_on=posted_on)
    village.at("clerk", "名册").sees("还没有冻结", in_words(last_day(posted_on, OBJECTIONS)))
    deeds.jump(village, last_day(posted_on, DECISION))
    chair = objecting.decider_at(village, 1)
    chair.sees("最迟决定", in_words(chair.today()))
    objecting.register_left_out(chair, LEFT_OUT[1])
    chair.sees("成立", "3,000 → 3,001")
    deeds.jump(village, last_day(posted_on, OBJECTIONS))
    stranger = Objection(kind="错登", about="1500", raised_by="丁小满", note="去年外出打工")
    clerk = objecting.raise_one(village, stranger, received_on=village.user("clerk").today())
    deeds.jump(village, last_day(clerk.today(), DECISION))
    village.at("clerk", "名册").sees("还没有冻结", "还有 1 件没有决定")
    objecting.raise_too_late(village, stranger)
    chair = objecting.decider_at(village, 2)
    chair.sees("最迟决定", in_words(chair.today()))
    objecting.dismiss(chair)
    chair.sees("不成立")
    village.at("clerk", "名册").sees("已经冻结", "登记参加选举的现有 3,001 人")


def the_list_says_it(village: Affair, made: Messy) -> None:
    """The list as it is posted names each once; the decisions name no one who objected."""
    clerk = village.at("clerk", "名册")
    clerk.presses("打印名单")
    clerk.sees("登记参加选举的共 3,001 人", "名单已按")
    posted = Counter(clerk.main.locator(".posted .person").all_inner_texts())
    assert posted == Counter([*(each.name for each in made.people), LEFT_OUT[0]])
    clerk = village.at("clerk", "名册")
    clerk.presses("异议")
    assert "逾期" not in clerk.reads()
    clerk.presses("打印处理结果公告")
    clerk.sees(LEFT_OUT[0], "漏登", "成立", "错登", "不成立")
    assert not [name for name in ("毛大山", "丁小满") if name in clerk.reads()]


def last_day(anchor: datetime.date, days: int) -> datetime.date:
    """The last day of a period after a day, as the Civil Code counts it."""
    return days_after(anchor, days, load_calendar(), roll=True).last_day
