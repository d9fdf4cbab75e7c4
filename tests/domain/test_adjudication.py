"""Adjudication (疑票认定): two decide, a third where they differ, and what becomes a record."""

from __future__ import annotations

from typing import Any

import pytest

from huanjie.domain.adjudication import (
    Adjudicated,
    Given,
    Illegible,
    Item,
    Marked,
    NotAPaper,
    Ruling,
    SamePaper,
    adjudicated,
    check_may_rule,
    check_papers,
    decision,
    items_of,
    one_name,
    standing,
)
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.scanned import Doubt, DoubtKind, Joined, PageRead, PaperRead
from huanjie.domain.tally import Paper
from huanjie.door.fault import BadInput

CHAIR = Post("chair")
ZHAO, QIAN = PersonId("p1"), PersonId("p2")


def marked(person: PersonId = ZHAO, *names: str) -> Marked:
    return Marked(contests={CHAIR: Paper(marks={person: "approve"}, write_ins=names)})


def doubtful(
    number: int, kind: DoubtKind = "unsure-mark", *, code: str | None = None, part: int = 1
) -> PageRead:
    form = "f" if code else None
    doubts = (Doubt(kind=kind),)
    return PageRead(
        file="a.pdf", page=number, form=form, code=code, part=part, marks={}, doubts=doubts
    )


def sure(number: int) -> PaperRead:
    return PaperRead(source=(("a.pdf", number),), contests={CHAIR: Paper(marks={})})


def pile(*pages: PageRead, read: int = 0, **rulings: Any) -> Adjudicated:
    """A pile whose picture of number n is decided by `pn`."""
    papers = tuple(sure(100 + n) for n in range(read))
    joined = Joined(papers=papers, doubtful=pages)
    items = items_of(joined)
    decided = {
        item.key: rulings[name]
        for item in items
        if (name := f"p{item.pictures[0].page}") in rulings
    }
    return adjudicated(joined, items, decided)


def at(number: int) -> SamePaper:
    return SamePaper(picture=("a.pdf", number))


def test_the_pages_of_one_paper_are_decided_together() -> None:
    joined = Joined(papers=(), doubtful=(doubtful(2, code="c", part=2), doubtful(1, code="c")))
    assert [item.key for item in items_of(joined)] == [(("a.pdf", 1), ("a.pdf", 2))]


def test_two_papers_with_one_code_are_decided_each_alone() -> None:
    pages = (doubtful(1, "code-twice", code="c"), doubtful(2, "code-twice", code="c"))
    assert len(items_of(Joined(papers=(), doubtful=pages))) == 2


def test_pictures_without_a_code_are_decided_each_alone() -> None:
    assert len(items_of(Joined(papers=(), doubtful=(doubtful(1), doubtful(2))))) == 2


def test_an_item_is_of_the_first_of_its_kinds_as_they_are_listed() -> None:
    item = Item(pictures=(doubtful(1, "stray-ink"), doubtful(2, "write-in")))
    assert item.kind == "write-in"


def test_an_item_says_each_reason_once() -> None:
    item = Item(pictures=(doubtful(1), doubtful(2), doubtful(3, "write-in")))
    assert [doubt.kind for doubt in item.doubts] == ["unsure-mark", "write-in"]


@pytest.mark.parametrize(
    ("rulings", "how_far", "holds"),
    [
        ((), "open", None),
        ((marked(),), "half", None),
        ((marked(), marked()), "decided", marked()),
        ((marked(), marked(QIAN)), "disputed", None),
        ((marked(), NotAPaper()), "disputed", None),
        ((marked(), marked(QIAN), Illegible()), "decided", Illegible()),
    ],
)
def test_two_equal_rulings_decide_and_a_third_person_where_they_differ(
    rulings: tuple[Ruling, ...], how_far: str, holds: Ruling | None
) -> None:
    given = [Given(by=number, ruling=ruling) for number, ruling in enumerate(rulings)]
    assert (standing(given), decision(given)) == (how_far, holds)


def refusal(*rulings: Ruling, who: int, as_third: bool = False) -> str:
    given = [Given(by=number, ruling=ruling) for number, ruling in enumerate(rulings)]
    try:
        check_may_rule(given, who, as_third=as_third)
    except BadInput as fault:
        return fault.says
    return ""


def test_nobody_rules_twice() -> None:
    assert "已经认定过" in refusal(marked(), who=0)
    assert refusal(marked(), who=1) == ""


def test_nobody_rules_on_what_is_decided() -> None:
    assert "已经认定" in refusal(marked(), marked(), who=2)
    assert "已经认定" in refusal(marked(), marked(), who=2, as_third=True)


def test_the_third_person_waits_until_two_differ_and_is_another_one() -> None:
    assert "不用裁定" in refusal(marked(), who=2, as_third=True)
    assert refusal(marked(), NotAPaper(), who=2, as_third=True) == ""
    assert "第三个人" in refusal(marked(), NotAPaper(), who=2)
    assert "已经认定过" in refusal(marked(), NotAPaper(), who=1, as_third=True)


def test_spellings_of_one_person_are_one_name_in_any_order() -> None:
    names = {"张叁": "张三"}
    assert one_name(marked(ZHAO, "张叁", "李四"), names) == one_name(
        marked(ZHAO, "李四", "张三"), names
    )
    assert one_name(marked(ZHAO, "张叁"), {}) != one_name(marked(ZHAO, "张三"), {})
    assert one_name(Illegible(), names) == Illegible()


def test_every_picture_ends_in_one_place() -> None:
    found = pile(
        *map(doubtful, range(1, 6)), read=2, p1=marked(), p2=NotAPaper(), p3=Illegible(), p4=at(1)
    )
    assert [paper.source for paper in found.ruled] == [(("a.pdf", 1), ("a.pdf", 4))]
    assert [paper.source for paper in found.void] == [(("a.pdf", 3),)]
    assert found.no_papers == (("a.pdf", 2),)
    assert [item.key for item in found.left] == [(("a.pdf", 5),)]
    assert found.papers == 4


def test_the_same_paper_as_one_that_was_read_for_sure_counts_once() -> None:
    found = pile(doubtful(1), read=1, p1=at(100))
    assert found.papers == 1
    assert found.sure[0].source == (("a.pdf", 1), ("a.pdf", 100))
    assert not found.left


def test_the_same_paper_by_way_of_a_third_picture_counts_once() -> None:
    found = pile(doubtful(1), doubtful(2), doubtful(3), p1=at(2), p2=at(3), p3=marked())
    assert found.papers == 1
    assert len(found.ruled[0].source) == 3


@pytest.mark.parametrize(
    "rulings",
    [
        {"p1": at(1)},
        {"p1": at(2), "p2": at(1)},
        {"p1": at(2), "p2": NotAPaper()},
        {"p1": at(77)},
    ],
)
def test_the_same_as_no_paper_is_left_to_be_decided(rulings: dict[str, Any]) -> None:
    found = pile(doubtful(1), doubtful(2), **rulings)
    assert (("a.pdf", 1),) in [item.key for item in found.left]
    assert found.papers == 0


def test_the_same_as_an_undecided_picture_waits_with_it() -> None:
    found = pile(doubtful(1), doubtful(2), p1=at(2))
    assert [item.key for item in found.left] == [(("a.pdf", 2),)]


def test_nothing_is_counted_while_a_paper_is_left() -> None:
    with pytest.raises(BadInput, match="还有 1 张疑票没有认定"):
        check_papers(pile(doubtful(1), read=2), 3)


@pytest.mark.parametrize(
    ("collected", "says"),
    [
        (4, "读清 2 张，认定 1 张，一共 3 张，比收回的 4 张少 1 张"),
        (2, "读清 2 张，认定 1 张，一共 3 张，比收回的 2 张多 1 张"),
    ],
)
def test_other_than_as_many_papers_as_collected_are_refused(collected: int, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        check_papers(pile(doubtful(1), read=2, p1=Illegible()), collected)


def test_as_many_papers_as_collected_pass() -> None:
    check_papers(pile(doubtful(1), read=2, p1=marked()), 3)
