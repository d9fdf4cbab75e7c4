"""The rules of the whole shelf (全部规则): how many and how sure, and found by words."""

from __future__ import annotations

import datetime
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from huanjie.law.citation import CONFIDENCE, Citation
from huanjie.law.pack import RulePack
from huanjie.law.regions import REGIONS
from huanjie.law.shelf import Version
from huanjie.law.standing import standing
from huanjie.law.titles import rules_of, title_of
from huanjie.law.vocabulary import written
from huanjie.office.law.shelves import bodies, pack_by_name, shelf

_LONGEST: Final = 60
"""characters of what is looked for"""
MOST_FOUND: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One rule of one version (一条规则)."""

    body: str
    body_name: str
    region: str | None
    version: str
    """the national version's date where it is not the one in force"""
    anchor: str
    title: str
    name: str
    citation: Citation

    @property
    def query(self) -> str:
        """The address of its row: the law in force, or with its version or province beside it."""
        word = "+".join(filter(None, (self.version, self.region)))
        return f"?{urlencode({'with': word})}" if word else ""


def confidence_of(pack: RulePack) -> dict[str, int]:
    """How many rules of a pack there are of each confidence, the surest first."""
    counted = Counter[str](each.citation.confidence for each in rules_of(pack))
    return {each: counted[each] for each in CONFIDENCE if each in counted}


def find(words: str, today: datetime.date) -> tuple[Held, ...]:
    """The rules whose title, sentence, law or article hold every word that is looked for."""
    asked = plain(words[:_LONGEST]).split()
    if not asked:
        return ()
    return tuple(held for text, held in _index(today) if all(word in text for word in asked))


def plain(text: str) -> str:
    """Text as it is compared: one width, small letters."""
    return unicodedata.normalize("NFKC", text).lower()


@lru_cache(maxsize=2)
def _index(today: datetime.date) -> tuple[tuple[str, Held], ...]:
    return tuple(
        (_text(held), held) for version in _read_first(today) for held in _held(version, today)
    )


def _read_first(today: datetime.date) -> list[Version]:
    """Every version in the order of the bodies, the law in force before provinces and the past."""
    order = {body.body: (place, body.dates) for place, body in enumerate(bodies(today))}
    places = list(REGIONS)

    def rank(version: Version) -> tuple[int, int, int, int]:
        place, _dates = order[version.body]
        region = places.index(version.region) + 1 if version.region in places else 0
        return place, version.effective_from > today, region, -version.effective_from.toordinal()

    return sorted((version for version in shelf() if version.body in order), key=rank)


def _held(version: Version, today: datetime.date) -> Iterator[Held]:
    body = next(each for each in bodies(today) if each.body == version.body)
    if version.region is None:
        pack = pack_by_name(f"{version.body}@{version.effective_from}", today)
        own: Mapping[str, Any] | None = None
    else:
        pack = pack_by_name(f"{version.body}@{body.pack.effective_from}", today, version.region)
        own = standing(version.document(), body.pack.effective_from)
    is_base = version.region or version.effective_from == body.pack.effective_from
    for each in rules_of(pack):
        if own is None or each.word in written(own, each.table):
            yield Held(
                body=version.body,
                body_name=pack.name,
                region=version.region,
                version="" if is_base else str(version.effective_from),
                anchor=each.anchor,
                title=title_of(each.table),
                name=str(getattr(each.rule, "name", "")),
                citation=each.citation,
            )


def _text(held: Held) -> str:
    cited = held.citation
    region = REGIONS[held.region] if held.region else ""
    parts = (held.body_name, region, held.title, held.name, cited.says, cited.law, cited.article)
    return plain(" ".join((*parts, held.anchor)))
