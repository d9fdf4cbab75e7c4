"""Answers (答复) as JSON: what a round of the election decided, and on what grounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from huanjie.domain.contest import ContestResult, Declaration
from huanjie.domain.officers import Officers
from huanjie.domain.rounds import Answer
from huanjie.domain.runoff import Runoff
from huanjie.law.citation import Citation


def answer_as_json(answer: Answer) -> dict[str, Any]:
    """The answer part of any round, by its own question."""
    match answer:
        case Declaration():
            return declaration_as_json(answer)
        case Runoff():
            return runoff_as_json(answer)
        case Officers():
            return officers_as_json(answer)


def declaration_as_json(declaration: Declaration) -> dict[str, Any]:
    """宣布结果; a void election has a reason, and no contests."""
    answer: dict[str, Any] = {"valid": declaration.valid}
    if not declaration.valid:
        answer["reason"] = declaration.reason
    answer["contests"] = [_result_as_json(result) for result in declaration.contests]
    return answer


def _result_as_json(result: ContestResult) -> dict[str, Any]:
    return {
        "post": result.post,
        "minimum_votes": result.minimum_votes,
        "elected": list(result.elected),
        "not_elected": list(result.not_elected),
        "tied": list(result.tied),
        "vacancies": result.vacancies,
        "reserved_seats": result.reserved_seats,
        "withdrawn": [{"id": each.id, "because": each.because} for each in result.withdrawn],
        "next": list(result.next),
        "conditions": list(result.conditions),
    }


def runoff_as_json(runoff: Runoff) -> dict[str, Any]:
    """另行选举的结果."""
    return {
        "minimum_votes": runoff.minimum_votes,
        "elected": list(runoff.elected),
        "tied": list(runoff.tied),
        "vacancies": runoff.vacancies,
    }


def officers_as_json(officers: Officers) -> dict[str, Any]:
    """书记、副书记的选举结果; null where nobody has enough votes."""
    return {
        "quorum_met": officers.quorum_met,
        "minimum_votes": officers.minimum_votes,
        "elected": dict(officers.elected),
    }


def grounds_as_json(citations: Iterable[Citation]) -> list[dict[str, str]]:
    """依据, as every answer prints them."""
    return [citation.as_json() for citation in citations]
