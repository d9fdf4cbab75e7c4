"""Objections to a posted roll (对名单的异议), as whoever keeps the roll and whoever decides do them
on the pages.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import expect
from tests.browser.deeds import Affair
from tests.browser.looks import assert_looks_well
from tests.browser.steps import Visitor

HERE: Final = "户籍在本村并且在本村居住"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What somebody objects to (异议)."""

    kind: str
    about: str
    """the name of whoever was left out, or a number on the roll"""
    raised_by: str
    note: str


def raise_one(village: Affair, said: Objection, *, received_on: datetime.date) -> Visitor:
    """The clerk enters it on the day that it came."""
    clerk = _entered(village, said, received_on)
    clerk.sees("已登记", said.note)
    return clerk


def raise_too_late(village: Affair, said: Objection) -> None:
    """After the last day it is refused with the article, and what was typed is still there."""
    clerk = _entered(village, said, village.user("clerk").today())
    clerk.sees("有几处要改", "第十七条第二款")
    expect(clerk.main.get_by_label("提出人姓名")).to_have_value(said.raised_by)
    assert_looks_well(clerk.page)


def _entered(village: Affair, said: Objection, received_on: datetime.date) -> Visitor:
    clerk = village.at("clerk", "名册")
    clerk.presses("异议")
    clerk.presses("登记一件异议")
    clerk.main.get_by_role("radio", name=said.kind).check()
    needed = (
        "漏登的人的姓名 （漏登的必填）"
        if said.kind == "漏登"
        else "名册上的编号 （错登、登记内容有误的必填）"
    )
    clerk.types(
        {
            needed: said.about,
            "事实 （可不填）": said.note,
            "提出人姓名": said.raised_by,
            "收到的日期": received_on,
        }
    )
    clerk.presses("登记")
    return clerk


def decider_at(village: Affair, number: int) -> Visitor:
    """The chair at an objection that waits."""
    chair = village.at("chair", "名册")
    chair.presses("异议")
    cell = chair.page.get_by_role("cell", name=str(number), exact=True)
    with chair.page.expect_navigation():
        chair.main.locator("tr").filter(has=cell).get_by_role("link").click()
    chair.sees(f"第 {number} 号异议")
    assert_looks_well(chair.page)
    return chair


def register_left_out(chair: Visitor, identity_number: str) -> None:
    """Upheld: the facts by which the law registers, looked at once more, then decided."""
    chair.presses("成立，改名册")
    chair.types({"身份证号": identity_number})
    for fact in ("户籍在本村", "在本村居住"):
        chair.types({f"{fact} （可不填）": "是"})
    chair.presses("核对")
    assert_looks_well(chair.page)
    chair.presses("作出决定")


def dismiss(chair: Visitor) -> None:
    """Not well founded, by a condition of registration that is met."""
    chair.presses("不成立")
    chair.main.get_by_role("checkbox", name=HERE).check()
    chair.presses("核对")
    chair.presses("作出决定")
