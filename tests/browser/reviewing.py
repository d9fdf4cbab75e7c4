"""A joint review (联审) on the pages: the town's office sends and watches at a desk, two people of
each department answer on a phone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.browser.departments import account_of
from tests.browser.looks import assert_looks_well
from tests.browser.steps import Visitor

User = Callable[[str], Visitor]


def send_all(town: Visitor, *, ladder: str, people: int) -> None:
    """Everybody who waits in the villages of the town, in one batch."""
    _to_reviews(town)
    town.sees(f"有 {people} 名人选还没有送审")
    town.presses("送审")
    town.types({"联审安排 （两项里填一项）": ladder})
    assert town.main.get_by_role("checkbox", checked=True).count() == people
    assert_looks_well(town.page)
    town.presses("核对")
    town.sees("核对：送审", ladder)
    assert_looks_well(town.page)
    town.presses("送审")
    town.sees("已经送审", "第 1 批")


def outcome(town: Visitor) -> tuple[int, int, int]:
    """Of the one batch: how many are still asked about, how many are cleared, how many barred."""
    _to_reviews(town)
    row = town.main.locator("tbody tr")
    return tuple(int(cell) for cell in row.locator("td.num").all_inner_texts()[1:])  # type: ignore[return-value]


def _to_reviews(town: Visitor) -> None:
    town.opens("/")
    with town.page.expect_navigation():
        row = town.page.get_by_role("navigation", name="导航")
        row.get_by_role("link", name="联审", exact=True).click()


def answer(user: User, department: str, *, people: int, barred: Mapping[str, str]) -> None:
    """One person drafts for everybody with one button, ticking the article of whoever is barred;
    another sees those first, and signs for all.
    """
    drafter = _at_desk(user(account_of(department, "drafts")))
    drafter.sees(f"{people} 人待初核")
    _look(drafter, barred)
    for name, condition in barred.items():
        card = drafter.main.locator(".card").filter(has_text=name)
        card.locator("summary", has_text="依法不宜").click()
        card.get_by_role("checkbox", name=condition).check()
    drafter.presses(f"一次答完这 {people} 人：没有勾选的都答“无不宜情形”")
    drafter.sees(f"已初核 {people} 人")
    leave(drafter)
    signer = _at_desk(user(account_of(department, "signs")))
    signer.presses("去签字")
    _look(signer, barred)
    names = signer.main.locator("form .person").all_inner_texts()
    assert len(names) == people
    assert names[: len(barred)] == list(barred)
    signer.presses(f"给这一页勾选的人签字（这一页 {people} 人）")
    signer.sees(f"已签 {people} 人")
    leave(signer)


def _at_desk(visitor: Visitor) -> Visitor:
    """Whoever answers for a department finds its one batch on the first page."""
    visitor.sees("等您的部门答复")
    with visitor.page.expect_navigation():
        visitor.main.get_by_role("link", name="第 1 批").click()
    return visitor


def _look(visitor: Visitor, barred: Mapping[str, str]) -> None:
    """The page of the one department that has something to say holds all that the others' do."""
    if barred:
        assert_looks_well(visitor.page)


def leave(visitor: Visitor) -> None:
    """Close the window: thirty phones are too many for one machine."""
    visitor.page.context.close()
