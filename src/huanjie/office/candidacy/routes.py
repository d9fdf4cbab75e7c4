"""Routes of nomination (提名途径): who may nominate, how many of them it takes, and whose decision
it is where the pack has no such rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop

from huanjie.domain.assembly import ELECTING_MEETINGS
from huanjie.domain.nomination import nominated, open_routes
from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import NOMINATION_ROUTES
from huanjie.law.citation import DECIDERS, Citation, cited
from huanjie.law.pack import RulePack

MOST_NOMINATORS = 1_000_000
"""No village has more people than this: a longer number is a slip of the keyboard."""
_OF_A_MEETING: Final = {"voters-jointly": gettext_noop("联名提名")}
"""what is called otherwise where members or representatives meet: no voters (选民) do"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NominatedBy:
    """How people were nominated (提名的途径和人数); who nominated stays on the paper form."""

    route: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way that is open here (可用的途径), how many people it takes, and the rule that opens it;
    no rule where the unit decides.
    """

    word: str
    name: str
    at_least: int
    citation: Citation | None

    @property
    def is_unnumbered(self) -> bool:
        """Whether people nominate jointly, and no number is asked for (没有规定联名人数)."""
        return self.at_least == 1 and self.word.endswith("-jointly")


def route_names(pack: RulePack) -> Mapping[str, str]:
    """What each way to nominate is called in an election of this body (提名途径的名称)."""
    return (
        {**NOMINATION_ROUTES, **_OF_A_MEETING}
        if pack.body in ELECTING_MEETINGS
        else NOMINATION_ROUTES
    )


def routes_of(pack: RulePack) -> tuple[Route, ...]:
    """The ways to nominate that are open: the pack's, else every one that the unit may choose."""
    names = route_names(pack)
    if not pack.nomination:
        words = names.items()
        return tuple(Route(word=w, name=name, at_least=1, citation=None) for w, name in words)
    return tuple(
        Route(
            word=word,
            name=names[word],
            at_least=pack.nomination[word].at_least,
            citation=pack.nomination[word].citation,
        )
        for word in open_routes(pack)
    )


def who_decides_routes(pack: RulePack) -> str:
    """Whose decision the routes are, where the pack has no rule of them (由谁决定); else empty."""
    return "" if pack.nomination else DECIDERS[pack.decided_by]


def check_route(pack: RulePack, by: NominatedBy) -> None:
    """Refuse a route that is not open, at `route`, or too few nominators, at `nominators`, each
    with its article.
    """
    if by.route not in NOMINATION_ROUTES:
        raise BadInput("没有选提名途径", at="route", remedy="按提名表上的途径选")
    if not 1 <= by.count <= MOST_NOMINATORS:
        raise BadInput("提名人数写得不对", at="nominators", remedy="写提名表上签名的人数")
    if not pack.nomination:
        return
    found = nominated(pack, route=by.route, count=by.count)
    if found.fault:
        at = "nominators" if by.route in pack.nomination else "route"
        remedy = "补足联名人数再登记" if at == "nominators" else "按可用的途径重新提名"
        raise BadInput(f"{found.fault}（{cited(found.grounds)}）", at=at, remedy=remedy)
