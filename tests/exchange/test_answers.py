"""Answers (答复): the keys and their order are those of the published shape."""

from __future__ import annotations

import pytest

from huanjie.domain.contest import (
    ContestResult,
    Declaration,
    PersonId,
    Post,
    Withdrawal,
)
from huanjie.domain.officers import Officers
from huanjie.domain.rounds import Answer
from huanjie.domain.runoff import Runoff
from huanjie.exchange.answers import (
    answer_as_json,
    declaration_as_json,
    grounds_as_json,
    officers_as_json,
    runoff_as_json,
)
from huanjie.law.citation import Citation

A, B, C, D = (PersonId(each) for each in "ABCD")
MAJORITY = Citation(
    law="中华人民共和国村民委员会组织法",
    article="第十八条第二款",
    says="得票超过参加投票人数的一半才当选。",
    rank="statute",
    confidence="V",
)

RESULT = ContestResult(
    post=Post("member"),
    minimum_votes=351,
    elected=(B,),
    not_elected=(D,),
    tied=(),
    vacancies=1,
    reserved_seats=1,
    withdrawn=(Withdrawal(id=A, because="near-relative"),),
    next=("runoff-for-woman",),
    conditions=("留一个名额另行选举妇女。",),
)
DECLARED = Declaration(valid=True, reason=None, contests=(RESULT,), grounds=(MAJORITY,))
VOID = Declaration(valid=False, reason="收回选票多于发出的选票", contests=(), grounds=(MAJORITY,))
RUN_OFF = Runoff(minimum_votes=211, elected=(), tied=(C, D), vacancies=1, grounds=(MAJORITY,))
OFFICERS = Officers(
    quorum_met=True,
    minimum_votes=2,
    elected={Post("secretary"): A, Post("deputy-secretary"): None},
    grounds=(MAJORITY,),
)


def test_a_contest_is_declared_with_everybody_in_his_place() -> None:
    assert declaration_as_json(DECLARED)["contests"] == [
        {
            "post": "member",
            "minimum_votes": 351,
            "elected": ["B"],
            "not_elected": ["D"],
            "tied": [],
            "vacancies": 1,
            "reserved_seats": 1,
            "withdrawn": [{"id": "A", "because": "near-relative"}],
            "next": ["runoff-for-woman"],
            "conditions": ["留一个名额另行选举妇女。"],
        }
    ]


def test_a_valid_election_gives_no_reason() -> None:
    assert list(declaration_as_json(DECLARED)) == ["valid", "contests"]


def test_a_void_election_gives_its_reason_and_no_contests() -> None:
    assert declaration_as_json(VOID) == {
        "valid": False,
        "reason": "收回选票多于发出的选票",
        "contests": [],
    }


def test_a_runoff_says_who_is_elected_and_what_stays_open() -> None:
    assert runoff_as_json(RUN_OFF) == {
        "minimum_votes": 211,
        "elected": [],
        "tied": ["C", "D"],
        "vacancies": 1,
    }


def test_a_post_that_nobody_won_is_null() -> None:
    assert officers_as_json(OFFICERS) == {
        "quorum_met": True,
        "minimum_votes": 2,
        "elected": {"secretary": "A", "deputy-secretary": None},
    }


@pytest.mark.parametrize(
    ("answer", "first"),
    [(DECLARED, "valid"), (RUN_OFF, "minimum_votes"), (OFFICERS, "quorum_met")],
)
def test_each_round_answers_its_own_question(answer: Answer, first: str) -> None:
    assert next(iter(answer_as_json(answer))) == first


def test_every_ground_names_law_article_sentence_rank_and_confidence() -> None:
    assert grounds_as_json([MAJORITY]) == [
        {
            "law": "中华人民共和国村民委员会组织法",
            "article": "第十八条第二款",
            "says": "得票超过参加投票人数的一半才当选。",
            "rank": "statute",
            "confidence": "V",
        }
    ]
