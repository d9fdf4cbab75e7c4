"""海南省村民委员会选举办法第三十条：所选人数不多于应选人数的有效。"""

from __future__ import annotations

import pytest
from tests.domain.people import CHAIR, MEMBER, VICE, articles
from tests.law.lookup import law_of

from huanjie.domain.ballot import Ballot, Marks, judge
from huanjie.domain.contest import Post

LAW = law_of("hainan")
SEATS = {CHAIR: 1, VICE: 1, MEMBER: 3}


@pytest.mark.parametrize(
    ("post", "chosen", "valid"),
    [(CHAIR, 1, True), (CHAIR, 2, False), (MEMBER, 2, True), (MEMBER, 3, True), (MEMBER, 4, False)],
)
def test_one_name_too_many_for_any_post_voids_the_paper(
    post: Post, chosen: int, valid: bool
) -> None:
    marks = {each: Marks(approve=chosen if each == post else 1) for each in SEATS}
    verdict = judge(LAW, Ballot(marks=marks), SEATS)
    assert verdict.valid is valid
    assert articles(verdict.grounds) == ["第三十条"]
