"""A phrase (说法): a Chinese sentence with places, and what stands in them, not yet put together.

Whoever shows it puts it together in a language: the papers and the command line in Chinese, the
site in that of the page, where the sentence is the message of its catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from huanjie.law.amounts import fraction_in_words, grouped, mixed


@dataclass(frozen=True, slots=True, kw_only=True)
class Exact:
    """A number worked out exactly (未取整的数)."""

    number: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A sentence and what stands in its places: `%(n)s 人以上`."""

    text: str
    values: Mapping[str, Part]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Parts one after another, with something between them."""

    parts: tuple[Part, ...]
    between: Phrase


Part = Phrase | Listed | Exact | Fraction | int | str
"""What may stand in a place: a number, a share, a word of the law's tables, another phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A language to say phrases in (语言): its own sentence for a Chinese one, its fractions."""

    word: Callable[[str], str]
    fraction: Callable[[Fraction], str]
    exact: Callable[[Fraction], str]

    def says(self, part: Part) -> str:
        """A part, put together."""
        match part:
            case Phrase():
                values = {key: self.says(value) for key, value in part.values.items()}
                return self.word(part.text) % values
            case Listed():
                return self.says(part.between).join(map(self.says, part.parts))
            case Exact():
                return self.exact(part.number)
            case Fraction():
                return self.fraction(part)
            case int():
                return grouped(part)
        return self.word(part)


CHINESE: Final = Tongue(word=str, fraction=fraction_in_words, exact=mixed)


def say(text: str, **values: Part) -> Phrase:
    """A phrase; the site's catalogue collects the texts that stand in calls of this."""
    return Phrase(text=text, values=values)


AND: Final = say("、")
ALSO: Final = say("；")
OR: Final = say(" 或者 ")
"""What stands between parts that are listed."""


def listed(parts: Iterable[Part], between: Phrase) -> Part:
    """Parts one after another; one alone is itself."""
    several = tuple(parts)
    match several:
        case (one,):
            return one
    return Listed(parts=several, between=between)


def in_chinese(part: Part) -> str:
    """A part as the papers and the command line say it."""
    return CHINESE.says(part)
