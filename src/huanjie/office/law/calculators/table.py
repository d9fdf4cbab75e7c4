"""The table of calculators (计算器一览), in the order in which people need them."""

from __future__ import annotations

from typing import Final

from huanjie.office.law.calculators.calculator import Calculator
from huanjie.office.law.calculators.kin import KIN, SUCCESSION
from huanjie.office.law.calculators.meeting import (
    ASSEMBLY,
    QUORUM,
    RECALL,
    REPRESENTATIVES,
    TURNOUT,
)
from huanjie.office.law.calculators.papers import BALLOT, BALLOT_TOTAL, RUNOFF_CANDIDATES
from huanjie.office.law.calculators.party import ELECTORATE, OFFICERS
from huanjie.office.law.calculators.people import (
    COMPOSITION,
    ELIGIBILITY,
    NOMINATION,
    PROXY,
    REGISTRATION,
)
from huanjie.office.law.calculators.time import DEADLINE, TERM, WORKING_DAYS
from huanjie.office.law.calculators.votes import CANDIDATES, DECLARE, RUNOFF

CALCULATORS: Final[dict[str, Calculator]] = {
    each.question: each
    for each in (
        TURNOUT,
        DECLARE,
        RUNOFF,
        RUNOFF_CANDIDATES,
        BALLOT_TOTAL,
        BALLOT,
        CANDIDATES,
        NOMINATION,
        REGISTRATION,
        ELIGIBILITY,
        PROXY,
        COMPOSITION,
        KIN,
        SUCCESSION,
        QUORUM,
        ELECTORATE,
        OFFICERS,
        ASSEMBLY,
        REPRESENTATIVES,
        RECALL,
        DEADLINE,
        WORKING_DAYS,
        TERM,
    )
}
"""Each calculator by its question: every question has one."""
