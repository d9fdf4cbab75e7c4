"""The lists that are posted (张贴的名单): which articles stand on them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pytest

from huanjie.law.citation import Citation, Confidence, Rank
from huanjie.law.shelf import load
from huanjie.paper.blocks import Names
from huanjie.paper.nominee_papers import Occasion
from huanjie.paper.posted_lists import (
    PostedCandidates,
    PostedRoll,
    candidates_notice,
    roll_notice,
)
from huanjie.paper.word import Document

DAY = date(2026, 6, 28)
LAW = Citation(law="某办法", article="第一条", says="有。", rank="statute", confidence="V")
HERE = Occasion(place="罗阳镇三联村", pack=load("villagers-committee", today=DAY), polling_day=DAY)


def words(document: Document) -> str:
    found = docx.Document(
        io.BytesIO(document.as_bytes(made_at=datetime(2026, 6, 28, 12, tzinfo=UTC)))
    )
    return "\n".join(each.text for each in found.paragraphs)


@pytest.mark.parametrize(
    ("rank", "confidence", "is_named"),
    [("statute", "V", True), ("local-plan", "D", False), ("convention", "C", False)],
)
def test_a_list_names_the_articles_that_bind_its_own_place(
    rank: Rank, confidence: Confidence, is_named: bool
) -> None:
    own = (replace(LAW, rank=rank, confidence=confidence),)
    slate = PostedCandidates(
        list_name="正式候选人名单",
        published_on=DAY,
        posted_on=DAY,
        ordered_by="以姓氏笔画为序",
        posts=(("主任", 1, (("钟一鸣", "男", "一组"),)),),
        grounds=own,
    )
    roll = PostedRoll(
        list_name="选民名单",
        published_on=DAY,
        registered=1,
        counted="登记参加选举的",
        members=None,
        parts=(("一组", Names(names=("钟一鸣",), beside=(" 男",))),),
        grounds=own,
        object_until=DAY,
        objections=own,
    )
    assert ("《某办法》第一条" in words(candidates_notice(HERE, slate))) is is_named
    assert words(roll_notice(HERE, roll)).count("《某办法》第一条") == 2 * is_named


def test_an_article_that_orders_the_candidates_and_is_their_ground_is_named_once() -> None:
    other = replace(LAW, article="第二条")
    slate = PostedCandidates(
        list_name="正式候选人名单",
        published_on=DAY,
        posted_on=DAY,
        ordered_by="以姓氏笔画为序（《某办法》第一条）",
        posts=(("主任", 1, (("钟一鸣", "男", "一组"),)),),
        grounds=(LAW, other),
    )
    said = words(candidates_notice(HERE, slate))
    assert said.count("《某办法》第一条") == 1
    assert "（《某办法》第二条）" in said
    assert words(candidates_notice(HERE, replace(slate, grounds=(LAW,)))).count("（《某") == 1
    finer = replace(slate, ordered_by="以姓氏笔画为序（《某办法》第一条第二款）", grounds=(LAW,))
    assert "（《某办法》第一条）" in words(candidates_notice(HERE, finer))


def test_a_post_for_which_nobody_stands_says_so_and_has_no_empty_table() -> None:
    slate = PostedCandidates(
        list_name="候选人名单",
        published_on=DAY,
        posted_on=DAY,
        ordered_by="以姓氏笔画为序",
        posts=(("主任", 1, ()),),
        departed=(("钟一鸣", "主任"),),
    )
    said = words(candidates_notice(HERE, slate))
    assert "候选人 0 人）" in said
    assert "现在没有候选人。" in said
    assert "姓名" not in said
    assert "钟一鸣不再是主任的候选人。" in said
    assert "名单原于" in said
    anew = words(
        candidates_notice(HERE, replace(slate, departed=(), departed_before=slate.departed))
    )
    assert "钟一鸣不再是主任的候选人。" in anew
    assert "名单原于" not in anew
