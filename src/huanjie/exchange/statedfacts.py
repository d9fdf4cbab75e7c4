"""Stated facts (写明的事实) of a person or a case as JSON, by the pack's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from huanjie.domain.evaluation import Stated
from huanjie.door.cursor import Cursor
from huanjie.law.expression import Fact, Kind, Value

Elsewhere = Kind | Literal["text", "texts"]
"""What a fact is where no pack at hand says its kind: a text or several are checked to be such."""

ASKED_ELSEWHERE: Final[Mapping[str, Mapping[str, Elsewhere]]] = {
    "registration": {
        "birth_date": "date",
        "political_rights": "yes-no",
        "hukou_here": "yes-no",
        "lives_here": "yes-no",
        "said_takes_part": "yes-no",
        "permanent_resident_here": "yes-no",
        "months_living_here": "whole",
        "months_village_work": "whole",
        "community_worker_months": "whole",
        "applied": "yes-no",
        "meeting_agreed": "yes-no",
        "election_committee_confirmed": "yes-no",
        "registered_elsewhere": "yes-no",
    },
    "proxy": {
        "principal_absent": "yes-no",
        "written": "yes-no",
        "proxy_is_near_relative": "yes-no",
        "proxy_is_voter": "yes-no",
        "proxy_is_candidate": "yes-no",
        "held_before": "whole",
    },
    "eligibility": {
        "birth_date": "date",
        "political_rights": "yes-no",
        "registered": "yes-no",
        "expelled_from_party": "yes-no",
        "criminal_punishment": "yes-no",
        "education": "text",
        "certificates": "texts",
        "months_experience": "whole",
    },
}
"""The facts that one or another body asks for, by question: a pack that does not ask for one leaves
it out (用不着的事实)."""


def read_stated(
    table: Cursor, facts: Iterable[Fact], *, question: str, given: Stated | None = None
) -> Stated:
    """What is stated of one person or case; `given` are the facts that the question itself fills.

    An unknown word, a value of another kind and a fact that the question fills are refused.
    """
    filled = given or {}
    asked = {fact.fact: fact for fact in facts if fact.fact not in filled}
    elsewhere = ASKED_ELSEWHERE[question]
    table.only(*asked, *(word for word in elsewhere if word not in asked))
    stated: dict[str, Value] = dict(filled)
    for word, _ in table.entries():
        value = table.find(word)
        if value is None:
            continue
        if word in asked:
            stated[word] = read_value(value, asked[word].kind, asked[word].choices)
        else:
            _check_elsewhere(value, elsewhere[word])
    return stated


def _check_elsewhere(value: Cursor, kind: Elsewhere) -> None:
    """Refuse a value of another kind; what it says is left out."""
    match kind:
        case "text":
            value.text()
        case "texts":
            for each in value.items():
                each.text()
        case _:
            read_value(value, kind)


def read_value(value: Cursor, kind: Kind, choices: tuple[str, ...] = ()) -> Value:
    """One value of a kind."""
    match kind:
        case "yes-no":
            return value.yes_no()
        case "whole":
            return value.whole()
        case "date":
            return value.date()
        case "grade" | "choice":
            return value.one_of(*choices)


def given_of(facts: Iterable[Fact], **values: Value | None) -> Stated:
    """The values that a question itself states, where the pack declares such facts."""
    declared = {fact.fact for fact in facts}
    return {word: value for word, value in values.items() if value is not None and word in declared}
