"""海南省村民委员会选举办法第二十九条：票箱里多于公布人数的，这个票箱无效。"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.domain.people import CHAIR, QIAN, ZHAO, articles, contest, poll, result_of, stands
from tests.law.lookup import law_of

from huanjie.domain.contest import Box
from huanjie.domain.declaration import declare
from huanjie.domain.reconciliation import reconcile

LAW = law_of("hainan")
CHAIRS = contest(CHAIR, stands(ZHAO, 400), stands(QIAN, 200))


@pytest.mark.parametrize(("held", "void"), [(30, ()), (31, ("东",))])
def test_a_box_with_more_papers_than_listed_users_is_void(held: int, void: tuple[str, ...]) -> None:
    boxes = (Box(id="东", listed=30, collected=held), Box(id="西", listed=700, collected=600))
    papers = reconcile(LAW, collected=600 + held, known={"issued": 710}, boxes=boxes)
    assert papers.valid
    assert papers.void_boxes == void
    assert papers.collected == (600 if void else 630)
    assert "第二十九条第一款" in articles(papers.grounds)


@pytest.mark.parametrize(("held", "minimum"), [(30, 316), (31, 301)])
def test_the_papers_of_a_void_box_are_not_in_the_base(held: int, minimum: int) -> None:
    boxes = (Box(id="东", listed=30, collected=held), Box(id="西", listed=700, collected=600))
    declared = declare(replace(poll(CHAIRS, collected=600 + held), boxes=boxes), LAW)
    assert result_of(declared, CHAIR).minimum_votes == minimum
    assert ("第二十九条第一款" in articles(declared.grounds)) is (held == 31)


@pytest.mark.parametrize(("held", "valid"), [(30, True), (31, False)])
def test_a_void_box_may_leave_too_few_ballots(held: int, valid: bool) -> None:
    """Of 1220 registered 630 are more than half; without the box there are 600."""
    boxes = (Box(id="东", listed=30, collected=held), Box(id="西", listed=700, collected=600))
    count = poll(CHAIRS, registered=1220, collected=600 + held)
    assert declare(replace(count, boxes=boxes), LAW).valid is valid
