"""English kin terms (英文亲属称谓), composed freely: `wifes_brothers_wife`, `half_sister`.

    term    = phrase { "s" phrase }            mothers_sister, daughter_in_laws_father
    phrase  = { mark } noun [ "_in_law" ]      elder_brother, great_grandfather, ex_wife

Spaces, hyphens and apostrophes are the same as underscores: "his wife's brother's wife".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from huanjie.domain.contest import Sex
from huanjie.domain.kinship import How, Relation, Step

_SEXES: Final[tuple[tuple[Sex | None, str], ...]] = (("m", "m"), ("f", "f"), (None, ""))

_KINDS: Final[Mapping[str, tuple[Step, ...]]] = {
    "father mother parent": (Step("parent"),),
    "son daughter child": (Step("child"),),
    "brother sister sibling": (Step("sibling"),),
    "husband wife spouse": (Step("spouse"),),
    "grandfather grandmother grandparent": (Step("parent"), Step("parent")),
    "grandson granddaughter grandchild": (Step("child"), Step("child")),
    "uncle aunt": (Step("parent"), Step("sibling")),
    "nephew niece": (Step("sibling"), Step("child")),
}
"""For him, for her, and for either."""


def _with_sex(relation: Relation, sex: Sex | None) -> Relation:
    return (*relation[:-1], replace(relation[-1], sex=sex))


_COUSIN: Final = (Step("parent"), Step("sibling"), Step("child"))

NOUNS: Final[Mapping[str, Relation]] = {
    noun: _with_sex(relation, sex)
    for nouns, relation in _KINDS.items()
    for noun, (sex, _) in zip(nouns.split(), _SEXES, strict=False)
} | {
    "cousin": _COUSIN,
    "first_cousin": _COUSIN,
    "second_cousin": (Step("parent"), *_COUSIN, Step("child")),
}

AMBIGUOUS: Final = ("brother_in_law", "sister_in_law", "sibling_in_law")
"""A spouse's sibling or a sibling's spouse: near in-laws both, but not where more is built on it"""

_FIRST_WORDS: Final = frozenset({"his", "her", "their", "my", "your", "the"})
_JOINED: Final = re.compile(r"(step|half|great|grand|ex)(?=\w)")


def parse_english(text: str) -> Relation | str:
    """The steps of a term; where a part of it is not known, that part."""
    words = _words(text)
    steps: list[Step] = []
    phrase: list[str] = []
    for at, word in enumerate(words):
        last = at == len(words) - 1
        noun = word if last else word.removesuffix("s")
        phrase.append(noun)
        found = _phrase(phrase) if last or noun != word else None
        if found and "_".join(phrase[-3:]) in AMBIGUOUS and (steps or not last):
            return "_".join(phrase)
        if found:
            steps += found
            phrase = []
        elif not last:
            phrase[-1] = word
    return "_".join(phrase) if phrase or not steps else tuple(steps)


def _words(text: str) -> list[str]:
    plain = re.sub(r"['’]", "", text.casefold())
    words = [word for word in re.split(r"[\s_-]+", plain) if word]
    if len(words) > 1 and words[0] in _FIRST_WORDS:
        del words[0]
    return [part for word in words for part in _split(word)]


def _split(word: str) -> list[str]:
    """`stepfather` as `step father`, `great-grandfather` and `grandfather` as they are."""
    bare = word.removesuffix("s")
    joined = _JOINED.match(word)
    if bare in NOUNS or joined is None or word[joined.end() :].removesuffix("s") not in NOUNS:
        return [word]
    return [joined[1], word[joined.end() :]]


def _phrase(words: list[str]) -> Relation | None:
    """A noun with its marks and `in law`."""
    marks, rest = _marks(words)
    in_law = rest[-2:] == ["in", "law"]
    relation: Relation | None = NOUNS.get("_".join(rest[:-2] if in_law else rest))
    if relation and in_law:
        relation = _in_law(relation)
    for mark in reversed(marks):
        relation = _MARKS[mark](relation) if relation else None
    return relation


def _marks(words: list[str]) -> tuple[list[str], list[str]]:
    count = 0
    while count < len(words) - 1 and words[count] in _MARKS:
        count += 1
    return words[:count], words[count:]


def _in_law(relation: Relation) -> Relation | None:
    kinds = {step.kind for step in relation}
    if kinds == {"parent"} or relation[0].kind == "sibling":
        return (Step("spouse"), *relation) if len(kinds) == 1 else None
    if kinds == {"child"}:
        return (*_with_sex(relation, None), Step("spouse", sex=relation[-1].sex))
    return None


def _great(relation: Relation) -> Relation | None:
    """One generation further (曾, 再上或者再下一代)."""
    kind = relation[0].kind
    if kind in ("parent", "child"):
        return (Step(kind), *relation)
    if relation[-1].kind == "child":
        return (*relation[:-1], Step("child"), relation[-1])
    return None


def marked(relation: Relation, how: How) -> Relation | None:
    """The relation by adoption, upbringing or half blood; or the one that a divorce ended."""
    if how == "ended":
        steps = tuple(replace(s, how=how) if s.kind == "spouse" else s for s in relation)
        return steps if steps != relation else None
    fits = ("parent", "child", "sibling") if how in ("adoptive", "raised") else ("sibling",)
    if relation[0].kind not in fits:
        return None
    return (replace(relation[0], how=how), *relation[1:])


def _older(elder: bool) -> Callable[[Relation], Relation | None]:
    def mark(relation: Relation) -> Relation | None:
        aged = [replace(s, elder=elder) if s.kind == "sibling" else s for s in relation]
        return tuple(aged) if tuple(aged) != relation else None

    return mark


def _side(sex: Sex) -> Callable[[Relation], Relation | None]:
    def mark(relation: Relation) -> Relation | None:
        further = len(relation) > 1 and relation[0].kind == "parent"
        return (replace(relation[0], sex=sex), *relation[1:]) if further else None

    return mark


def _made(how: How) -> Callable[[Relation], Relation | None]:
    return lambda relation: marked(relation, how)


_MARKS: Final[Mapping[str, Callable[[Relation], Relation | None]]] = {
    **dict.fromkeys(("great", "grand"), _great),
    **dict.fromkeys(("elder", "older", "big"), _older(True)),
    **dict.fromkeys(("younger", "little"), _older(False)),
    **dict.fromkeys(("adoptive", "adopted"), _made("adoptive")),
    **dict.fromkeys(("ex", "former", "divorced"), _made("ended")),
    **dict.fromkeys(("biological", "birth", "own", "full"), _made("plain")),
    "step": _made("raised"),
    "half": _made("half"),
    "paternal": _side("m"),
    "maternal": _side("f"),
}

MARKS: Final = tuple(_MARKS)
