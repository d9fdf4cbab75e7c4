"""Shares and numbers of people in words (比例和人数的说法): 过半数, 五分之四以上, 3 至 7 人."""

from __future__ import annotations

from huanjie.law import rules
from huanjie.law.amounts import HALF
from huanjie.law.phrase import Exact, Part, say

# Shares


def share_alone(share: rules.Share) -> Part:
    """A share without its base: 过半数, 五分之四以上."""
    if share.bound == "at_least" and share.fraction == 1:
        return say("全部")
    if share.fraction == HALF:
        return say("过半数") if share.bound == "more_than" else say("半数以上")
    if share.bound == "more_than":
        return say("超过%(fraction)s", fraction=share.fraction)
    return say("%(fraction)s以上", fraction=share.fraction)


def whole_share(share: rules.Share) -> Part:
    """A share of its base: 登记参加选举的人数的过半数."""
    base = rules.BASES[share.of]
    if share.bound == "more_than" and share.fraction != HALF:
        return say("超过%(base)s的%(fraction)s", base=base, fraction=share.fraction)
    return say("%(base)s的%(share)s", base=base, share=share_alone(share))


def line(share: rules.Share, base: int) -> Part:
    """The line that a share draws on a base: what must be reached, and the whole number.

    700 的一半是 350，须超过，即至少 351
    """
    worked: dict[str, Part] = {
        "base": base,
        "fraction": share.fraction,
        "exact": Exact(number=share.fraction * base),
        "least": share.minimum(base),
    }
    if share.bound == "more_than":
        return say("%(base)s 的%(fraction)s是 %(exact)s，须超过，即至少 %(least)s", **worked)
    return say("%(base)s 的%(fraction)s是 %(exact)s，不得少于，即至少 %(least)s", **worked)


def base_and_line(share: rules.Share, base: int) -> Part:
    """The same, with what the number is the number of."""
    what = rules.BASES[share.of]
    return say("%(what)s %(base)s；%(line)s", what=what, base=base, line=line(share, base))


# Numbers of people


def people(least: int, most: int | None, *, odd: bool = False) -> Part:
    """How many people (人数): 3 至 7 人，并且为单数."""
    if most is None:
        said = say("%(n)s 人以上", n=least)
    elif most == least:
        said = say("%(n)s 人", n=least)
    else:
        said = say("%(least)s 至 %(most)s 人", least=least, most=most)
    return say("%(people)s，并且为单数", people=said) if odd else said


def number(least: int, most: int | None, *, odd: bool = False) -> Part:
    """The same without saying of what, for a table whose row says it: 501 以上."""
    if most is None:
        said: Part = say("%(n)s 以上", n=least)
    elif most == least:
        said = least
    else:
        said = say("%(least)s 至 %(most)s", least=least, most=most)
    return say("%(people)s，并且为单数", people=said) if odd else said
