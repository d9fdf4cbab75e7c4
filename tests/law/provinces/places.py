"""The same rule in another province (各省同一规定): a place of the law, and the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

import pytest
from _pytest.mark import ParameterSet
from tests.law.lookup import law_of

from huanjie.law.pack import RulePack

VILLAGERS: Final = "villagers-committee"
RESIDENTS: Final = "residents-committee"


class Place(NamedTuple):
    """Where a province says it (条款): the region, the article, and the body that it is about."""

    region: str
    article: str
    body: str = VILLAGERS

    @property
    def law(self) -> RulePack:
        """The law of that province on the polling day."""
        return _law(self.region, self.body)

    @property
    def id(self) -> str:
        """The province and the article in figures: `hebei-17.2`, `residents-sichuan-20.1`."""
        body = "residents-" if self.body == RESIDENTS else ""
        return f"{body}{self.region}-{in_figures(self.article)}"


@cache
def _law(region: str, body: str) -> RulePack:
    return law_of(region, body)


def in_figures(article: str) -> str:
    """`第二十一条第三款` is 21.3."""
    places = article.replace("条", " ").replace("款", " ").replace("项", " ").split()
    return ".".join(str(_number(each.removeprefix("第"))) for each in places)


def _number(hanzi: str) -> int:
    tens, ten, ones = hanzi.rpartition("十")
    digits = "零一二三四五六七八九"
    whole = (digits.index(tens) if tens else 1) * 10 if ten else 0
    return whole + (digits.index(ones) if ones else 0)


def rows(table: Mapping[Place, Any] | Iterable[tuple[Place, Any]]) -> list[ParameterSet]:
    """Each place with its figures as one case; words among the figures stand in its name."""
    pairs = table.items() if isinstance(table, Mapping) else table
    return [_row(place, *(said if isinstance(said, tuple) else (said,))) for place, said in pairs]


def at(*places: Place) -> list[ParameterSet]:
    """Each place as one case, where all of them say exactly the same."""
    return [_row(place) for place in places]


def _row(place: Place, *figures: Any) -> ParameterSet:
    words = [each for each in figures if isinstance(each, str) and each.isascii()]
    return pytest.param(place, *figures, id="-".join((place.id, *words)))
