"""The table of calculators (计算器一览), in the order in which people need them."""

from __future__ import annotations

from typing import Final

from huanjie.exchange.questions import QUESTIONS
from huanjie.office.law.calculators.calculator import Calculator
from huanjie.office.law.calculators.kin import KIN, SUCCESSION
from huanjie.office.law.calculators.meeting import (
    ASSEMBLY,
    QUORUM,
    RECALL,
    REPRESENTATIVES,
    TURNOUT,
)
from huanjie.office.law.calculators.people import (
    COMPOSITION,
    ELIGIBILITY,
    NOMINATION,
    PROXY,
    REGISTRATION,
)
from huanjie.office.law.calculators.time import DEADLINE, TERM, WORKING_DAYS
from huanjie.office.law.calculators.votes import BALLOT_TOTAL, CANDIDATES, DECLARE, RUNOFF

CALCULATORS: Final[dict[str, Calculator]] = {
    each.question: each
    for each in (
        TURNOUT,
        DECLARE,
        RUNOFF,
        BALLOT_TOTAL,
        CANDIDATES,
        NOMINATION,
        REGISTRATION,
        ELIGIBILITY,
        PROXY,
        COMPOSITION,
        KIN,
        SUCCESSION,
        QUORUM,
        ASSEMBLY,
        REPRESENTATIVES,
        RECALL,
        DEADLINE,
        WORKING_DAYS,
        TERM,
    )
}
"""Each calculator by its question."""


def offered() -> tuple[Calculator, ...]:
    """The calculators whose question can be asked."""
    return tuple(each for question, each in CALCULATORS.items() if question in QUESTIONS)
