"""Thirty conditions (三十个条件) for W3, in the words of a pack, all of them invented."""

from __future__ import annotations

from datetime import date
from typing import Final

from huanjie.law.citation import Citation
from huanjie.law.condition import Condition
from huanjie.law.expression import Fact, Kind
from huanjie.law.understanding import understand

POLLING_DAY: Final = date(2026, 6, 28)


def _fact(word: str, kind: Kind, *choices: str) -> Fact:
    return Fact(fact=word, name=word, kind=kind, choices=choices)


_YES_NO: Final = (
    "political_rights",
    "registered",
    "hukou_here",
    "lives_here",
    "applied",
    "meeting_agreed",
    "expelled_from_party",
    "criminal_punishment",
    "barred_by_organ",
    "party_member",
    "on_leave",
    "holds_other_post",
    "audited",
    "recommended",
)
SCHOOL: Final = _fact("education", "grade", "小学", "初中", "高中", "大专", "本科", "研究生")
FACTS: Final = (
    *(_fact(word, "yes-no") for word in _YES_NO),
    _fact("months_living_here", "whole"),
    _fact("months_village_work", "whole"),
    _fact("months_experience", "whole"),
    _fact("birth_date", "date"),
    _fact("joined_on", "date"),
    _fact("polling_day", "date"),
    SCHOOL,
    _fact("method", "choice", "voters", "households", "representatives"),
)
WORDS: Final = {fact.fact: fact for fact in FACTS}

_WHEN: Final = (
    "age_on(birth_date, polling_day) >= 18",
    "political_rights",
    "registered",
    "not expelled_from_party",
    "not criminal_punishment",
    "not barred_by_organ",
    "hukou_here or months_living_here >= 12",
    "not hukou_here and (months_living_here >= 12 or months_village_work >= 12) and applied "
    "and meeting_agreed or hukou_here",
    "hukou_here and lives_here or applied",
    'education >= "初中"',
    'education >= "大专" or months_experience >= 36',
    'education in ["高中", "大专", "本科", "研究生"] or party_member',
    "age_on(birth_date, polling_day) < 60 or recommended",
    "age_on(birth_date, polling_day) <= 65",
    "months_experience >= 12",
    "months_experience >= 24 or audited",
    "not on_leave",
    "not holds_other_post or meeting_agreed",
    "years_between(joined_on, polling_day) >= 1 or not party_member",
    "months_between(joined_on, polling_day) >= 24 or recommended",
    'method == "voters" or registered',
    'not (method == "representatives" and on_leave)',
    "months_village_work < 48 or lives_here",
    "audited or not holds_other_post",
    "recommended or months_living_here > 6 and months_village_work > 6",
    "birth_date < joined_on or not party_member",
    "political_rights and registered and not barred_by_organ",
    "not (expelled_from_party or criminal_punishment)",
    'joined_on <= "2026-01-01" and education != "小学" or applied',
    "lives_here or months_living_here in [3, 6, 9, 12] or meeting_agreed",
)


def _condition(number: int, when: str) -> Condition:
    article = f"第{number}条"
    citation = Citation(
        law="虚构的法律", article=article, says=when, rank="convention", confidence="C"
    )
    return Condition(
        citation=citation,
        key=f"rule-{number}",
        name=article,
        when=when,
        expression=understand(when, WORDS),
        unsaid="unknown",
        posts=(),
        effect="barred",
    )


CONDITIONS: Final = tuple(_condition(at, when) for at, when in enumerate(_WHEN, 1))
