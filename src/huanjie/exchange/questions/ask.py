"""The table of questions (问题表), and one way to ask any of them."""

from __future__ import annotations

from typing import Any, Final

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput, NoSuchRule
from huanjie.exchange.questions.bodies import (
    ask_assembly,
    ask_composition,
    ask_nomination,
    ask_recall,
    ask_representatives,
)
from huanjie.exchange.questions.contests import (
    ask_candidates,
    ask_declare,
    ask_runoff,
    ask_runoff_candidates,
)
from huanjie.exchange.questions.kin import ask_kin, ask_succession
from huanjie.exchange.questions.meeting import (
    ask_electorate,
    ask_officers,
    ask_quorum,
    ask_turnout,
)
from huanjie.exchange.questions.papers import ask_ballot, ask_ballot_total
from huanjie.exchange.questions.people import ask_eligibility, ask_proxy, ask_registration
from huanjie.exchange.questions.reply import Question
from huanjie.exchange.questions.time import ask_deadline, ask_term, ask_working_days
from huanjie.law.applied import Law

QUESTIONS: Final[dict[str, Question]] = {
    "quorum": ask_quorum,
    "electorate": ask_electorate,
    "turnout": ask_turnout,
    "ballot-total": ask_ballot_total,
    "ballot": ask_ballot,
    "candidates": ask_candidates,
    "declare": ask_declare,
    "runoff": ask_runoff,
    "runoff-candidates": ask_runoff_candidates,
    "officers": ask_officers,
    "nomination": ask_nomination,
    "composition": ask_composition,
    "recall": ask_recall,
    "representatives": ask_representatives,
    "assembly": ask_assembly,
    "succession": ask_succession,
    "kin": ask_kin,
    "registration": ask_registration,
    "proxy": ask_proxy,
    "eligibility": ask_eligibility,
    "working-days": ask_working_days,
    "deadline": ask_deadline,
    "term": ask_term,
}

DONE, PLAIN_NO, NO_RULE = 0, 1, 3
"""How a question ends: answered, answered with a plain no, not for this pack to answer."""


def ask(question: str, law: Law, facts: Any) -> tuple[dict[str, Any], int]:
    """Ask one question of one pack: the answer with its grounds, and the exit status."""
    if question not in QUESTIONS:
        names = "、".join(QUESTIONS)
        raise BadInput(f"没有“{question}”这个问题", remedy=f"可问的：{names}")
    head = {"question": question, "pack": law.pack.id}
    try:
        reply = QUESTIONS[question](law, Cursor(facts))
    except NoSuchRule as missing:
        return {**head, "answer": None, "decided_by": missing.decided_by, "grounds": []}, NO_RULE
    grounds = [citation.as_json() for citation in reply.grounds]
    return {**head, "answer": reply.answer, "grounds": grounds}, PLAIN_NO if reply.is_no else DONE
