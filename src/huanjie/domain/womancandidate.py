"""A woman among the candidates (妇女候选人): whether the list has one, and who stands where none
came out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from huanjie.law.bodyrules import WomanCandidate

T = TypeVar("T")


def lacks_women(rule: WomanCandidate | None, sexes: Iterable[str]) -> bool:
    """Whether a list of people of these sexes has fewer women than the rule asks for; where it
    names no number (适当的名额) one is the least that fits, and without a rule any list will do.
    """
    if rule is None:
        return False
    return sum(each == "f" for each in sexes) < (rule.at_least or 1)


def refuses(rule: WomanCandidate) -> bool:
    """Whether such a list may not be published: only where the text writes a number. A fitting
    number is for people to judge, and told them.
    """
    return rule.at_least is not None


def most_voted(women: Iterable[T], *, votes: Callable[[T], int | None]) -> tuple[T, ...]:
    """Who of the women has the most votes (得票最多的妇女): several where they are equal; nobody
    where no number is entered.
    """
    counted = [(each, number) for each in women if (number := votes(each)) is not None]
    most = max((number for _, number in counted), default=None)
    return tuple(each for each, number in counted if number == most)
