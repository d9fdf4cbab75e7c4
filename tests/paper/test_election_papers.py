"""The papers of a poll (计票单、唱票记录、票袋封面、投票须知): every name whole, every rule with
its article, every table with its head on each page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from docx.oxml.ns import qn
from tests.paper.polls import AT, NAMES, cells, opened, poll, said

from huanjie.domain.contest import Box
from huanjie.domain.election import Turnout
from huanjie.domain.nextvotes import VoteKind
from huanjie.law.shelf import load
from huanjie.paper.blocks import ems
from huanjie.paper.election_papers import PAPERS
from huanjie.paper.poll_day import PollDay
from huanjie.paper.read_out import BUNDLE, STROKES

SIZES = [1, 8, 14, 20]
OF_NAMES = ["tally-sheet", "read-out"]


def made(kind: str, poll_day: PollDay) -> Any:
    return PAPERS[kind].make(poll_day)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", OF_NAMES)
def test_every_candidate_stands_there_by_the_whole_name(kind: str, size: int) -> None:
    rows = [row for table in cells(made(kind, poll(("member", 5, size)))) for row in table]
    named = (text.partition(". ")[2] or text for row in rows for text in row)
    shown = [name for name in named if name in NAMES]
    assert list(dict.fromkeys(shown)) == list(NAMES[:size])


@pytest.mark.parametrize("kind", OF_NAMES)
def test_two_candidates_of_one_name_stand_there_twice(kind: str) -> None:
    own = poll(("member", 2, 3))
    (contest,) = own.election.contests
    same = tuple(replace(each, name="李四") for each in contest.candidates)
    election = replace(own.election, contests=(replace(contest, candidates=same),))
    rows = [row for table in cells(made(kind, replace(own, election=election))) for row in table]
    assert len({row[0] for row in rows if any("李四" in text for text in row)}) == 3


@pytest.mark.parametrize("kind", OF_NAMES)
def test_the_column_of_names_is_as_wide_as_the_longest_of_them(kind: str) -> None:
    longest = max(NAMES[:8], key=len)
    tables = opened(made(kind, poll(("member", 5, 8)))).tables
    named = (cell for table in tables for row in table.rows for cell in row.cells)
    cell = next(cell for cell in named if cell.text.endswith(longest))
    style = cell.paragraphs[0].style
    assert style is not None
    assert style.font.size is not None
    assert cell.width is not None
    assert cell.width > ems(cell.text) * style.font.size


@pytest.mark.parametrize("kind", PAPERS)
def test_no_row_is_broken_across_two_pages(kind: str) -> None:
    for table in opened(made(kind, poll(("chair", 1, 2), ("member", 5, 20)))).tables:
        for row in table.rows:
            properties: Any = row._tr.trPr
            assert properties.find(qn("w:cantSplit")) is not None


@pytest.mark.parametrize("kind", OF_NAMES)
def test_the_head_of_the_candidates_stands_again_on_every_page(kind: str) -> None:
    for table in opened(made(kind, poll(("member", 5, 20)))).tables:
        heads = [row for row in table.rows if row._tr.trPr.find(qn("w:tblHeader")) is not None]
        texts = {cell.text.removeprefix("1. ") for row in table.rows for cell in row.cells}
        grown = NAMES[0] in texts
        assert len(heads) >= grown
        assert all(row._tr is table.rows[0]._tr for row in heads)


@pytest.mark.parametrize("kind", PAPERS)
def test_the_same_paper_made_at_the_same_time_is_the_same_file(kind: str) -> None:
    own = poll(("chair", 1, 2), ("member", 5, 8))
    raws = {made(kind, own).as_bytes(made_at=AT) for _ in range(2)}
    assert len(raws) == 1


@pytest.mark.parametrize("kind", PAPERS)
def test_a_later_vote_says_which_it_is(kind: str) -> None:
    own = replace(poll(), vote="runoff")
    assert "清水村村民委员会选举（另行选举）" in opened(made(kind, own)).paragraphs[0].text


# 计票单


def test_a_tally_sheet_asks_for_what_the_paper_has_marks_for() -> None:
    marked = cells(made("tally-sheet", poll()))[1]
    assert marked[0] == ["序号", "候选人", "赞成", "反对", "弃权", "合计"]
    assert marked[1] == ["1", NAMES[0], "", "", "", ""]
    chosen = cells(made("tally-sheet", poll(style="choice")))[1]
    assert chosen[:2] == [["序号", "候选人", "得票"], ["1", NAMES[0], ""]]


def test_each_post_has_a_tally_sheet_of_its_own() -> None:
    document = opened(made("tally-sheet", poll(("chair", 1, 2), ("member", 5, 8))))
    titles = [p for p in document.paragraphs if p.text.endswith("选举计票单")]
    assert [bool(p.paragraph_format.page_break_before) for p in titles] == [False, True]
    facts = [table.rows[0].cells[1].text for table in document.tables]
    assert [text for text in facts if text in ("主任", "委员")] == ["主任", "委员"]


def test_people_written_in_have_lines_unless_the_paper_has_none() -> None:
    assert "另选他人" in said(made("tally-sheet", poll()))
    assert "另选他人" in said(made("tally-sheet", poll(write_ins=1)))
    assert "另选他人" not in said(made("tally-sheet", poll(write_ins=0)))


def test_without_candidates_there_are_only_lines_to_write_on() -> None:
    tables = cells(made("tally-sheet", poll(("chair", 1, 0))))
    assert tables[1][0] == ["序号", "姓名", "得票"]
    assert {row[1] for row in tables[1][1:]} == {""}


def test_a_tally_sheet_says_which_sums_must_agree_and_what_is_void_by_which_article() -> None:
    own = poll()
    rule = own.pack.over_vote
    assert rule
    words = said(made("tally-sheet", own))
    assert "赞成、反对、弃权相加（合计）等于有效票；有效票加无效票等于收回的选票" in words
    assert rule.citation.says in words
    assert rule.citation.article in words


def test_tellers_and_scrutineers_sign_the_tally_sheet() -> None:
    last = cells(made("tally-sheet", poll()))[-1]
    assert [row[0] for row in last] == ["计票人（签字）", "监票人（签字）"]


# 唱票记录


def test_a_read_out_sheet_has_a_square_of_five_strokes_for_every_five_papers_of_a_bundle() -> None:
    head = cells(made("read-out", poll()))[1][0]
    assert head[:2] == ["姓名", "票"]
    assert head[-1] == "小计"
    assert [int(each) for each in head[2:-1]] == list(range(STROKES, BUNDLE + 1, STROKES))


def test_a_read_out_sheet_has_a_line_for_every_mark_of_everybody() -> None:
    rows = cells(made("read-out", poll(write_ins=0)))[1][1:]
    assert [row[1] for row in rows] == ["赞成", "反对", "弃权"] * 3
    chosen = cells(made("read-out", poll(style="choice", write_ins=0)))[1][1:]
    assert [row[0] for row in chosen] == [f"{n}. {name}" for n, name in enumerate(NAMES[:3], 1)]


@pytest.mark.parametrize(
    ("region", "column"), [("sichuan", ["作废"]), ("zhejiang", []), (None, [])]
)
def test_where_a_part_may_be_void_alone_the_sheets_have_a_place_for_it(
    region: str | None, column: list[str]
) -> None:
    rows = cells(made("read-out", poll(region=region, write_ins=0)))[1][1:]
    assert [row[1] for row in rows] == ["赞成", "反对", "弃权", *column] * 3
    sheet = made("tally-sheet", poll(region=region))
    assert cells(sheet)[1][0] == ["序号", "候选人", "赞成", "反对", "弃权", *column, "合计"]
    assert ("第三十二条第二款" in said(sheet)) == bool(column)
    assert ("弃权、作废相加" in said(sheet)) == bool(column)
    plain = made("tally-sheet", poll(region=region, style="choice"))
    assert "作废" not in cells(plain)[1][0]


def test_the_three_lines_of_one_person_stay_on_one_page() -> None:
    table = opened(made("read-out", poll(write_ins=0))).tables[1]
    kept = [bool(row.cells[1].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
    assert kept[1:] == [True, True, False] * 2 + [True, True, False]


# 票袋封面


def test_every_box_has_an_envelope_and_all_papers_a_bag() -> None:
    own = replace(poll(), boxes=("中心会场", "流动票箱"))
    document = opened(made("envelope", own))
    titles = [p.text for p in document.paragraphs if "清水村村民委员会选举" in p.text]
    assert [title.removeprefix("清水村村民委员会选举") for title in titles] == [
        "票袋封面",
        "票袋封面",
        "选票封存袋",
    ]
    boxes = [table.rows[0].cells[1].text for table in document.tables]
    assert [box for box in boxes if box in own.boxes] == list(own.boxes)


def test_the_boxes_that_an_election_states_come_before_names_that_are_typed() -> None:
    turnout = Turnout(collected=400, boxes=(Box(id="一号箱", listed=500, collected=400),))
    own = poll()
    own = replace(own, election=replace(own.election, turnout=turnout), boxes=("别的",))
    words = said(made("envelope", own))
    assert "一号箱" in words
    assert "500 人" in words
    assert "别的" not in words


def test_a_bag_is_signed_and_sealed_over_its_flap() -> None:
    words = said(made("envelope", poll()))
    for each in ("监票人（签字）", "计票人（签字）", "选举委员会主任（签字）", "一半盖在封口上"):
        assert each in words
    branch = said(made("envelope", poll(body="party-branch")))
    assert "会议主持人（签字）" in branch
    assert "主持选举的机构\n（盖章" in branch


def test_the_bag_says_what_the_province_says_of_sealed_papers_with_its_article() -> None:
    own = poll(region="sichuan")
    rule = next(each for each in own.pack.provisions if each.key == "ballots-sealed")
    assert rule.citation.says in said(made("envelope", own))
    assert rule.citation.says not in said(made("envelope", poll()))


def test_where_the_law_destroys_what_was_not_issued_none_of_it_is_sealed() -> None:
    own = poll(region="sichuan")
    rule = own.pack.unissued_destroyed
    assert rule
    destroys, keeps = said(made("envelope", own)), said(made("envelope", poll()))
    assert rule.citation.says in destroys
    assert rule.citation.article in destroys
    assert "已经销毁的选票" in destroys
    assert "单独捆好" not in destroys
    assert "没有发出、也没有销毁的选票单独捆好，一起封存" in keeps
    assert "没有发出的选票" in keeps


# 投票须知


@pytest.mark.parametrize("region", [None, "sichuan", "zhejiang", "hebei", "tianjin"])
def test_the_notice_says_which_papers_are_void_with_the_article(region: str | None) -> None:
    own = poll(region=region)
    rule = own.pack.over_vote
    assert rule
    lines = [p.text for p in opened(made("notice", own)).paragraphs]
    line = next(text for text in lines if rule.citation.says in text)
    assert f"》{rule.citation.article}）" in line


def test_the_notice_cites_every_rule_that_it_says() -> None:
    own = poll(body="party-branch")
    pack = own.pack
    words = said(made("notice", own))
    rules = (
        pack.over_vote,
        pack.write_in_needs_opposition,
        pack.quorum,
        pack.majority,
        *pack.proxy,
    )
    for rule in filter(None, rules):
        assert rule.citation.says in words
        assert rule.citation.article in words


@pytest.mark.parametrize(
    ("body", "vote", "elects"),
    [
        ("villagers-committee", None, ("turnout", "majority")),
        ("villagers-committee", "revote", ("tie",)),
        ("villagers-committee", "runoff", ("runoff", "tie")),
        ("party-branch", None, ("quorum", "majority")),
        ("party-branch", "runoff", ("quorum", "runoff", "tie")),
        ("party-branch", "revote", ("quorum", "tie")),
        ("party-branch", "officers", ("officers_quorum", "officers_majority")),
    ],
)
def test_the_notice_says_by_which_rule_this_vote_elects(
    body: str, vote: VoteKind | None, elects: tuple[str, ...]
) -> None:
    own = replace(poll(body=body), vote=vote)
    rules: dict[str, Any] = {
        name: getattr(own.pack, name)
        for name in ("quorum", "majority", "tie", "runoff", "officers_quorum", "officers_majority")
    } | {"turnout": own.pack.turnout.get("voters")}
    words = said(made("notice", own)).partition("怎样当选")[2]
    assert words
    told = tuple(name for name, rule in rules.items() if rule and rule.citation.says in words)
    assert sorted(told) == sorted(elects)


def test_only_a_runoff_s_notice_says_that_the_proxies_go_on() -> None:
    own = poll()
    rule = next(each for each in own.pack.provisions if each.key == "proxies-in-runoff")
    assert rule.citation.says in said(made("notice", replace(own, vote="runoff")))
    others: tuple[VoteKind | None, ...] = (None, "revote")
    for vote in others:
        assert rule.citation.says not in said(made("notice", replace(own, vote=vote)))


def test_sentences_of_one_article_share_its_name() -> None:
    lines = [p.text for p in opened(made("notice", poll(region="zhejiang"))).paragraphs]
    shared = [line for line in lines if line.endswith("第二十五条第一款）")]
    assert len(shared) == 1
    assert shared[0].count("。") > 1


def test_where_the_pack_has_no_rule_the_notice_says_whose_decision_it_is() -> None:
    own = replace(poll(), pack=load("womens-federation", today=AT.date()))
    assert own.pack.over_vote is None
    assert "怎样认定，由本单位决定：＿" in said(made("notice", own))


def test_the_notice_says_how_many_may_be_chosen_for_each_post() -> None:
    words = said(made("notice", poll(("chair", 1, 2), ("member", 5, 8))))
    assert "主任不多于 1 人，委员不多于 5 人" in words


def test_the_notice_says_how_this_paper_is_marked() -> None:
    assert "赞成、反对、弃权中只选一项" in said(made("notice", poll()))
    assert "赞成、反对" not in said(
        made("notice", poll(style="choice", body="residents-committee"))
    )
    assert "在“另选他人”处" in said(made("notice", poll(write_ins=1)))
    assert "在“另选他人”处" not in said(made("notice", poll(write_ins=0)))


def test_the_notice_says_when_and_where_or_leaves_room_for_it() -> None:
    known = replace(poll(), place="清水村文化礼堂", hours="8 时至 15 时")
    words = said(made("notice", known))
    assert "投票时间：2026年6月28日（周日） 8 时至 15 时。" in words
    assert "投票地点：清水村文化礼堂。" in words
    assert "投票地点：＿＿" in said(made("notice", poll()))


def test_the_notice_is_sealed_by_whoever_holds_the_election() -> None:
    assert "清水村村民选举委员会（盖章）" in said(made("notice", poll()))
    assert "党支部委员会（盖章）" in said(made("notice", poll(body="party-branch")))


def test_a_convention_of_ours_is_posted_as_such_and_not_as_a_law() -> None:
    words = said(made("notice", poll(body="party-branch")))
    assert "（换届约定）" in words
    assert "《换届约定》" not in words
