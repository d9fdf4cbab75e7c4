"""A page for each body: every rule with its article, and what differs side by side."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.office.conftest import OPENED_ON, Cast
from tests.office.law.conftest import Open, inside, text_of

from huanjie.law.citation import Citation
from huanjie.law.phrase import in_chinese
from huanjie.law.rules import Rule, Share
from huanjie.law.sharewords import share_alone
from huanjie.law.shelf import versions
from huanjie.law.titles import NOT_SHOWN, OF_PROVISIONS, TITLES, TOPICS
from huanjie.law.topics import PROVISION_TOPICS
from huanjie.law.vocabulary import GROUPS, LISTS, SINGLE
from huanjie.law.wording import figure_of
from huanjie.office.law.shelves import bodies
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.tags import law_address

VILLAGE = "/law/villagers-committee/"
BODIES = sorted({version.body for version in versions() if version.region is None})
SOMEWHERE = Citation(law="某法", article="第一条", says="如此。", rank="statute", confidence="V")


def row(page: str, anchor: str) -> str:
    """One row of the table, as text."""
    return text_of(inside(page, anchor))


def test_the_first_page_lists_every_body_and_how_sure_its_rules_are(opened: Open) -> None:
    page = text_of(opened("/law/"))
    for body in bodies(OPENED_ON):
        assert body.name in page
    assert "已核对全文" in page
    assert "有自己规定的省：四川省、浙江省" in page


@pytest.mark.parametrize("body", BODIES)
def test_every_rule_of_a_pack_has_a_row_with_its_article(opened: Open, body: str) -> None:
    page = opened(f"/law/{body}/")
    pack = next(each.pack for each in bodies(OPENED_ON) if each.body == body)
    for table in SINGLE:
        rule = getattr(pack, table)
        shown = row(page, table)
        assert (rule.citation.article in shown) if rule else ("没有规定：由" in shown)
    for step in pack.steps:
        assert step.citation.says in row(page, f"step.{step.event}")


@pytest.mark.parametrize("body", BODIES)
def test_a_link_to_a_rule_leads_to_one_row(opened: Open, body: str) -> None:
    anchors = re.findall(r' id="([^"]+)"', opened(f"/law/{body}/?with=zhejiang&with=sichuan"))
    assert [anchor for anchor, n in Counter(anchors).items() if n > 1] == []


def test_a_figure_stands_in_words(opened: Open) -> None:
    page = opened(VILLAGE)
    assert "收回的选票数的过半数" in row(page, "majority")
    assert "收回的选票数的三分之一以上；另行选举" in row(page, "runoff")
    assert "3 至 7 人" in row(page, "size")
    assert "“选举日”的 20 日以前" in row(page, "step.roll-published")
    assert "每 5 至 15 户推选一人" in row(page, "representatives")
    assert "应到人数的三分之二以上" in row(page, "assembly_quorum.representatives")


def test_rules_and_articles_that_differ_are_told_apart_in_words(opened: Open) -> None:
    page = opened(f"{VILLAGE}?with=zhejiang")
    assert "规定不同" in row(page, "women_seat")
    assert "只有依据不同" in row(page, "over_vote")
    assert "不同" not in row(page, "majority")
    assert "与全国相同" in row(page, "majority")
    assert "没有规定：由省、自治区、直辖市的规定决定" in row(page, "extension")
    assert "最多 6 个月" in row(page, "extension")


def test_every_topic_is_open_where_no_script_closes_it(opened: Open) -> None:
    page = opened(f"{VILLAGE}?with=zhejiang")
    topics = re.findall(r"<details [^>]*data-topic[^>]*>", page)
    assert len(topics) > 1
    assert all(" open" in topic for topic in topics)
    assert "条规定不同" in page


def test_a_cell_that_repeats_the_first_column_names_it(opened: Open) -> None:
    shown = row(opened(f"{VILLAGE}?with=sichuan&with=2018-12-29"), "over_vote")
    assert "与2026年1月1日的版本相同" in shown
    assert "与全国相同" in row(opened(f"{VILLAGE}?with=zhejiang"), "majority")


def test_only_what_differs_is_shown_where_it_is_asked_for(opened: Open) -> None:
    page = opened(f"{VILLAGE}?with=zhejiang&only=differs")
    assert 'id="women_seat"' in page
    assert 'id="majority"' not in page


def test_what_a_reader_should_know_of_a_text_stands_above_it(opened: Open) -> None:
    assert "自这一天起按国家法律" not in opened(VILLAGE)
    page = opened(f"{VILLAGE}?with=zhejiang")
    assert page.index("自这一天起按国家法律") < page.index("topic-composition")


def test_a_province_stands_beside_the_national_law_of_its_time(opened: Open) -> None:
    page = opened(f"{VILLAGE}?with=2018-12-29%2Bzhejiang")
    assert "配偶、父母、子女、兄弟姐妹" in inside(page, "near_relatives")
    assert "配偶、父母、子女、兄弟姐妹" not in inside(
        opened(f"{VILLAGE}?with=zhejiang"), "near_relatives"
    )


def test_every_earlier_column_can_be_chosen_and_taken_away_again(opened: Open) -> None:
    chosen = 'value="2018-12-29+zhejiang" checked'
    assert chosen in opened(f"{VILLAGE}?with=2018-12-29%2Bzhejiang")
    page = opened(VILLAGE)
    assert 'value="2018-12-29+zhejiang"' in page
    assert chosen not in page


def test_a_province_whose_text_is_younger_has_no_earlier_column(opened: Open) -> None:
    """浙江省的文本是2020年的，北京市的是2012年的。"""
    page = opened(VILLAGE)
    assert 'value="2010-10-28+beijing"' in page
    assert 'value="2010-10-28+zhejiang"' not in page


@pytest.mark.parametrize(
    "word", ["atlantis", "1999-01-01", "1999-01-01+zhejiang", "2010-10-28+zhejiang", "+", "guangxi"]
)
def test_a_column_that_nobody_knows_is_left_out(opened: Open, word: str) -> None:
    assert "相同" not in inside(opened(VILLAGE, **{"with": word}), "majority")


def test_a_body_that_is_not_there_is_not_found(opened: Open) -> None:
    opened("/law/city-council/", status=404)
    opened("/law/city-council.xlsx", status=404)


def test_the_spreadsheet_is_the_page(opened: Open, db: None) -> None:
    answer = Client().get("/law/villagers-committee.xlsx?with=zhejiang")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = [[str(cell.value or "") for cell in line] for line in sheet.iter_rows()]
    page = opened(f"{VILLAGE}?with=zhejiang")
    assert len(rows) - 1 == page.count('<tr id="')
    seats = next(each for each in rows if each[1] == "妇女名额")
    assert seats[-1] == "规定不同"
    assert "《浙江省村民委员会选举办法》第二十一条第三款" in seats
    shown = text_of(page)
    assert [cell for each in rows[1:] for cell in each[2:] if cell and cell not in shown] == []


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        ("委托 三人", "proxy.number"),
        ("第十八条第四款 候选人", "proxy.candidate"),
        ("任期", "term"),
        ("浙江 次日", "step.result-published"),
    ],
)
def test_a_rule_is_found_by_its_words(opened: Open, words: str, anchor: str) -> None:
    assert f"#{anchor}" in opened("/law/", q=words)


def test_a_rule_of_a_province_is_found_beside_the_national_one(opened: Open) -> None:
    assert "/law/villagers-committee/?with=zhejiang#women_seat" in opened("/law/", q="单列妇女委员")


@pytest.mark.parametrize("words", ["没有这个词", "<script>", "%", "x" * 3000])
def test_what_is_not_found_says_what_to_do(opened: Open, words: str) -> None:
    page = opened("/law/", q=words)
    assert "没有这样的规则" in page
    assert "<script>" not in page.split("</head>")[1]


def test_every_word_of_the_vocabulary_has_its_topic_and_its_name() -> None:
    assert {*SINGLE, *GROUPS, *LISTS} - NOT_SHOWN <= set(TITLES)
    of_tables = {topic for topic, _name in TITLES.values()}
    assert of_tables | set(OF_PROVISIONS.values()) == set(TOPICS)


def test_a_provision_stands_under_the_topic_that_its_pack_gives_it(opened: Open) -> None:
    assert list(OF_PROVISIONS) == list(PROVISION_TOPICS)
    page = opened(f"{VILLAGE}?with=tianjin")
    committee, after = (page.index(f'id="topic-{key}"') for key in ("committee", "registration"))
    assert committee < page.index('id="provision.committee-term"') < after
    assert page.count('id="provision.no-chair"') == 1  # the nation's and Tianjin's in one row


def test_a_kind_of_rule_without_a_sentence_shows_its_own_words() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class New(Rule):
        at_least: int
        kind: str | None = None

    pack = bodies(OPENED_ON)[0].pack
    assert figure_of(New(citation=SOMEWHERE, at_least=3), pack) == "at_least = 3"


@pytest.mark.parametrize(
    ("bound", "fraction", "words"),
    [
        ("more_than", "1/2", "过半数"),
        ("at_least", "1/2", "半数以上"),
        ("at_least", "4/5", "五分之四以上"),
        ("more_than", "2/3", "超过三分之二"),
        ("at_least", "1/1", "全部"),
    ],
)
def test_more_than_is_no_at_least(bound: str, fraction: str, words: str) -> None:
    share = Share(citation=SOMEWHERE, bound=bound, fraction=Fraction(fraction), of="entitled")  # type: ignore[arg-type]
    assert in_chinese(share_alone(share)) == words


@pytest.mark.parametrize(
    ("pack", "address"),
    [
        ("villagers-committee@2026-01-01", "/law/villagers-committee/?with=2026-01-01"),
        (
            "villagers-committee@2026-01-01+zhejiang@2020-07-31",
            "/law/villagers-committee/?with=2026-01-01%2Bzhejiang",
        ),
    ],
)
def test_an_election_leads_to_its_own_law(pack: str, address: str) -> None:
    assert law_address(pack) == address


def test_a_clerks_page_leads_to_the_law_of_the_village(
    cast: Cast, browse: Callable[[User], Client], election: Election
) -> None:
    page = browse(cast.clerk).get(f"/elections/{election.pk}/").content.decode()
    assert law_address(election.pack) in page
    beside = browse(cast.clerk).get(law_address(election.pack)).content.decode()
    assert "浙江省村民委员会选举办法" in beside


def test_the_pages_before_sign_in_lead_to_the_law(opened: Open) -> None:
    for address in ("/sign-in/", "/verify/", "/dossiers/"):
        page = opened(address)
        assert 'href="/law/"' in page
        assert 'href="/law/ask/"' in page
