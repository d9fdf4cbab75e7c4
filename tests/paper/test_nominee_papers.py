"""Papers of nomination and review (提名和资格审查的文书): every rule with its article,
whose decision it is where there is none, and lines enough to sign on.
"""

from __future__ import annotations

import datetime

import pytest
from tests.paper.polls import cells, said

from huanjie.domain.eligibility import facts_asked_of
from huanjie.law.citation import DECIDERS
from huanjie.law.shelf import load
from huanjie.paper.nominee_papers import (
    Barred,
    Occasion,
    Reviewed,
    RouteSaid,
    Whom,
    bar_notice,
    declaration_form,
    nomination_form,
    review_table,
)

TODAY = datetime.date(2026, 6, 1)
COMMUNITY = load("residents-committee", today=TODAY)
OCCASION = Occasion(place="新北社区", pack=COMMUNITY, polling_day=datetime.date(2026, 6, 28))
JOINTLY = RouteSaid(
    name="选民联名提名",
    at_least=10,
    citation=COMMUNITY.nomination["voters-jointly"].citation,
)


def test_the_form_names_the_route_its_number_and_its_article() -> None:
    text = said(nomination_form(OCCASION, JOINTLY, ("主任", "委员")))
    for word in ("新北社区居民委员会选举", "选民联名提名", "至少 10 人提名", "主任", "委员"):
        assert word in text
    assert JOINTLY.citation
    assert JOINTLY.citation.article in text


@pytest.mark.parametrize(("least", "lines"), [(1, 12), (10, 12), (20, 20), (1000, 30)])
def test_as_many_lines_as_the_route_asks_for_and_no_more_than_a_page(
    least: int, lines: int
) -> None:
    route = RouteSaid(name="选民联名提名", at_least=least, citation=JOINTLY.citation)
    signed = cells(nomination_form(OCCASION, route, ("主任",)))[-1]
    numbers = [text for row in signed for text in row if text.isdecimal()]
    assert sorted(map(int, numbers)) == list(range(1, lines + 1))


def test_an_organisation_seals_where_people_would_sign() -> None:
    route = RouteSaid(name="党组织提名推荐", at_least=1, citation=JOINTLY.citation)
    assert "提名的党组织（盖章）" in said(nomination_form(OCCASION, route, ("主任",)))


def test_where_no_law_says_the_form_says_whose_decision_it_is() -> None:
    route = RouteSaid(name="自荐", at_least=1, citation=None, decided_by=DECIDERS["unit"])
    text = said(nomination_form(OCCASION, route, ("主任",)))
    assert "由本单位决定" in text
    assert "至少 1 人" not in text


def test_the_declaration_holds_each_fact_once_and_the_conditions_with_their_articles() -> None:
    facts = [each.name for each in facts_asked_of(COMMUNITY) if each.kind == "yes-no"]
    citations = [each.citation for each in COMMUNITY.eligibility]
    text = said(declaration_form(OCCASION, facts, citations))
    for name in facts:
        assert text.count(f"\n{name}\n") == 1
    for each in citations:
        assert each.article in text


def test_a_review_without_rules_says_whose_decision_it_is() -> None:
    whom = Whom(name="张三", sex="男", posts="主任", finding="符合条件")
    text = said(review_table(OCCASION, whom, (), decided_by="章程"))
    assert "规定没有写任职条件，由章程决定" in text


def test_a_review_holds_each_condition_with_finding_and_article() -> None:
    condition = COMMUNITY.eligibility[0]
    line = Reviewed(
        condition=condition.name,
        facts="出生日期：1980-02-03（名册）",
        finding="符合条件",
        citation=condition.citation,
    )
    whom = Whom(name="张三", sex="男", posts="主任", finding="符合条件")
    text = said(review_table(OCCASION, whom, (line,)))
    for word in (condition.name, "1980-02-03", condition.citation.article, "复核人（签字）"):
        assert word in text


def test_the_letter_gives_every_ground_and_the_last_day() -> None:
    barred = Barred(
        name="张三",
        posts="主任",
        found_on=TODAY,
        appeal_until=datetime.date(2026, 6, 4),
        grounds=(
            ("理由甲", "规定甲。", "《某法》第一条"),
            ("理由乙", "规定乙。", "《某法》第二条"),
        ),
    )
    text = said(bar_notice(OCCASION, barred))
    for word in ("张三：", "理由甲", "第二条", "2026年6月4日", "居民选举委员会", "书面申诉"):
        assert word in text
