"""The page and the notice (页面和公告): what a village reads on its board."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from tests.dossier import cast
from tests.dossier.conftest import Sealing
from tests.dossier.examples import EXAMPLES, example

from huanjie.domain.rounds import CountFile
from huanjie.dossier.case import Case, years_touched
from huanjie.dossier.correction import Correction
from huanjie.dossier.notice import result_notice
from huanjie.dossier.page import render
from huanjie.law.pack import RulePack
from huanjie.protect.verifierkey import VerifierKey

KEY = VerifierKey("huanjie", bytes(32))


def case_of(count: CountFile, pack: RulePack) -> Case:
    years = years_touched(count, pack, cast.calendar())
    return Case(count=count, pack=pack, calendar=years, key=KEY)


def page_of(name: str) -> str:
    return words(render(case_of(*example(name))))


def words(markup: str) -> str:
    """What a reader sees, without the markup."""
    body = markup.partition("</style>")[2]
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]*>", "", body))


@pytest.fixture
def village(sealing: Sealing) -> Case:
    return case_of(sealing.count, cast.villagers())


def test_it_says_who_is_elected_by_how_many_votes_and_by_which_article(village: Case) -> None:
    page = words(render(village))
    for said in (
        "清水村（510122001201） · 2026年6月28日（周日）",
        "✓ 选举有效 当选 4 人，应选名额已全部选出。",
        "登记参加选举的人数 100 人，收回选票 60 张；",
        "100 的一半是 50，须超过，即至少 51；60\u00a0≥\u00a051，选举有效。",
        "《中华人民共和国村民委员会组织法》第十八条第二款 · 法律 · 已核对全文",
        "41 / 60 = 68.3 %",
        "57 的三分之一是 19，不得少于，即至少 19 票，得票多的当选。",
        "没有遗留的选举事项",
        "villagers-committee@2026-01-01+sichuan@2026-01-01",
        "最迟 2026年6月8日（周一）",
        "python3 verify.pyz dossier.zip --key 6668-7aad-f862-bd77-6c8f-c18b-8e9f-8e20",
    ):
        assert said in page, said


def test_it_needs_nothing_from_elsewhere_and_runs_nothing(village: Case) -> None:
    page = render(village)
    assert "<script" not in page
    assert not re.search(r"(src|href|url)\s*[=(]", page)
    assert "default-src 'none'" in unescape(page)
    assert 'lang="zh-CN"' in page
    assert 'name="viewport"' in page


class Balance(HTMLParser):
    """Whether every element is closed where it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.heads: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", EXAMPLES)
def test_its_markup_is_balanced(name: str) -> None:
    balance = Balance()
    balance.feed(render(case_of(*example(name))))
    assert balance.open == []


def test_a_name_is_never_markup() -> None:
    page = render(case_of(*example("written-in")))
    assert "<b>冯立新" not in page
    assert "&lt;b&gt;冯立新&lt;/b&gt;" in page


def test_a_void_election_says_why_and_lists_nobody_as_elected() -> None:
    page = page_of("turnout-half-is-not-more-than-half")
    assert "✗ 选举无效" in page
    assert "500\u00a0&lt;\u00a0501，没有达到，选举无效。" in page
    assert "重新选举" in page
    assert "✓ 当选" not in page
    assert "当选名单" not in page


def test_a_tie_is_shown_and_a_revote_is_what_remains() -> None:
    page = page_of("tie-across-the-last-seat")
    assert page.count("＝ 票数相等") == 2
    assert "委员：再次投票" in page


def test_a_revote_is_shown_with_its_votes() -> None:
    page = page_of("tie-settled-by-a-revote")
    assert "再次投票 Revote" in page
    assert "340 / 640 = 53.1 %" in page
    assert "票数相等，再次投票当选" in page


def test_a_relative_who_steps_back_is_shown_with_the_article() -> None:
    page = page_of("relatives-both-elected")
    assert "候选人Y：与当选的人有近亲属关系，退出。" in page
    assert "第八条第二款" in page
    assert "委员：另行选举，空缺 1 名" in page


def test_a_woman_seated_first_is_explained() -> None:
    assert "妇女名额，妇女中得票最多" in page_of("the-best-woman-first")


def test_who_was_written_in_is_shown_as_such_with_the_review_that_is_due() -> None:
    page = page_of("written-in")
    assert "另选他人" in page
    assert "资格审查" in page


def test_a_party_meeting_is_counted_from_those_present() -> None:
    page = page_of("party-first-stage")
    assert (
        "应到人数 50 人，实到 44 人；50 的五分之四是 40，不得少于，即至少 40；44\u00a0≥\u00a040"
        in page
    )
    assert "实到人数 44 人；44 的一半是 22，须超过，即至少 23 票才当选。" in page
    assert "仅见于二手材料" in page


def test_two_candidates_of_one_name_are_told_apart(village: Case) -> None:
    first, second = village.count.election.contests
    candidates = tuple(replace(c, name="李建国") for c in second.candidates)
    election = replace(
        village.count.election, contests=(first, replace(second, candidates=candidates))
    )
    page = render(replace(village, count=replace(village.count, election=election)))
    assert "李建国（sun）" in page


def test_a_correction_stands_on_top(village: Case) -> None:
    correction = Correction(replaces="ab" * 32, reason="漏计 <3> 张", approved_by="组长")
    page = render(replace(village, correction=correction))
    assert "漏计 &lt;3&gt; 张" in page
    assert page.index("这是一份更正") < page.index("<h1>")
    notice = result_notice(replace(village, correction=correction))
    assert "本公告是一份更正。原因：漏计 <3> 张" in notice


def test_the_notice_says_it_in_plain_text(village: Case) -> None:
    notice = result_notice(village)
    for said in (
        "清水村村民委员会选举结果公告",
        "    主任：赵明远\n    委员：孙桂兰、李建国、周文斌",
        "孙桂兰 40 票，李建国 36 票",
        "    6668-7aad-f862-bd77-6c8f-c18b-8e9f-8e20",
    ):
        assert said in notice, said


@pytest.mark.parametrize("name", EXAMPLES)
def test_page_and_notice_are_pure(name: str) -> None:
    one, other = (case_of(*example(name)) for _ in range(2))
    assert (render(one), result_notice(one)) == (render(other), result_notice(other))
