"""Invented people (编造的人) for the demo and the tests: whole households, and nobody real.

The identity numbers pass the check digit but begin with an area that was never assigned, and the
phone numbers with 154, a segment (号段) that was never issued. The same seed gives the same people.

    >>> inventor = Inventor(random.Random(1), on=datetime.date(2026, 6, 28))
    >>> person = inventor.people(1)[0]
    >>> person.identity_number[:6], person.phone, person.household
    ('999001', '15400000001', '0001')
"""

from __future__ import annotations

import datetime
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Generic, Literal, TypeVar

from huanjie.domain.contest import Sex
from huanjie.domain.identity import check_digit
from huanjie.office.demo.invented_names import GIVEN, RARE, SURNAMES

YOUNGEST, OLDEST = 18, 92

Thing = TypeVar("Thing")
Role = Literal["husband", "wife", "son", "son's wife", "daughter", "father", "mother"]

_HOUSEHOLDS: Final[dict[tuple[Role, ...], int]] = {
    ("husband",): 14,
    ("wife",): 12,
    ("husband", "wife"): 28,
    ("husband", "wife", "son"): 12,
    ("husband", "wife", "daughter"): 10,
    ("husband", "wife", "mother"): 5,
    ("husband", "wife", "son", "son's wife"): 9,
    ("husband", "wife", "son", "daughter"): 5,
    ("husband", "wife", "father", "mother", "son"): 3,
    ("husband", "wife", "father", "mother", "son", "son's wife"): 2,
}
"""Who lives together, in hundredths; those who would be too young or too old are left out."""

_AGES: Final = {
    **dict.fromkeys(range(18, 30), 5),
    **dict.fromkeys(range(30, 45), 9),
    **dict.fromkeys(range(45, 55), 14),
    **dict.fromkeys(range(55, 65), 18),
    **dict.fromkeys(range(65, 75), 15),
    **dict.fromkeys(range(75, 85), 7),
    **dict.fromkeys(range(85, 93), 2),
}
"""How many householders are of an age, in proportion: the young have left the village."""

_WOMEN: Final = ("wife", "son's wife", "daughter", "mother")
_MARRIED_IN: Final = ("wife", "son's wife", "mother")
_APART: Final[dict[Role, range]] = {
    "husband": range(1),
    "wife": range(-5, 3),
    "son": range(-30, -20),
    "son's wife": range(-33, -21),
    "daughter": range(-32, -21),
    "father": range(22, 31),
    "mother": range(20, 29),
}
"""Years by which each is older than the householder; a wife alone is the householder."""

AREA: Final = 999_001
"""No code of GB/T 2260 begins with 99."""

_PHONE: Final = 154_0000_0000
_A_DAY: Final = 499
"""People of one sex and birthday whom the three digits of sequence can tell apart."""

_SHORT_NAMES, _RARE_NAMES = 0.16, 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedPerson:
    """Somebody who does not exist (编造的人), of age on the inventor's day."""

    name: str
    sex: Sex
    birth_date: datetime.date
    identity_number: str
    """18 characters that agree with sex and birth date, and belong to nobody"""
    phone: str
    household: str
    """户号, four digits or more"""
    group: str
    """村民小组: 第N村民小组"""


@dataclass(frozen=True, slots=True)
class _Lot(Generic[Thing]):
    """Things to draw from, each by its weight (抽签)."""

    things: Sequence[Thing]
    weights: Sequence[int]

    def draw(self, chance: random.Random) -> Thing:
        return chance.choices(self.things, cum_weights=self.weights)[0]


def _lot(weights: Mapping[Thing, int]) -> _Lot[Thing]:
    return _Lot(tuple(weights), tuple(accumulate(weights.values())))


_ROLES: Final = _lot(_HOUSEHOLDS)
_AGE: Final = _lot(_AGES)
_SURNAME: Final = _lot(SURNAMES)


class Inventor:
    """Invents people, household by household (编造者); no two have the same identity number.

    `on` is the day on which they are 18 to 92 years old; nobody has a birthday that day, so that
    no count hangs on how it is counted. `groups` is the number of villagers' groups. `chance` is
    drawn from and nothing else is. Two inventors of different `area`s never give one number twice.
    """

    def __init__(
        self, chance: random.Random, *, on: datetime.date, groups: int = 8, area: int = AREA
    ) -> None:
        self._chance = chance
        self._area = area
        self._on = on
        self._groups = groups
        self._born: Counter[tuple[datetime.date, Sex]] = Counter()
        self._people = 0
        self._households = 0

    def people(self, number: int) -> tuple[InventedPerson, ...]:
        """So many people more; the last household may be cut short."""
        found: list[InventedPerson] = []
        while len(found) < number:
            found += self._members(most=number - len(found))
        return tuple(found)

    def household(self) -> tuple[InventedPerson, ...]:
        """One household more (一户), of one to six adults."""
        return tuple(self._members(most=max(map(len, _HOUSEHOLDS))))

    def _members(self, *, most: int) -> Iterator[InventedPerson]:
        roles = _ROLES.draw(self._chance)
        age = _AGE.draw(self._chance)
        surname = _SURNAME.draw(self._chance)
        self._households += 1
        group = f"第{self._chance.randint(1, self._groups)}村民小组"
        for role, years in list(self._aged(roles, age))[:most]:
            sex: Sex = "f" if role in _WOMEN else "m"
            own = _SURNAME.draw(self._chance) if role in _MARRIED_IN else surname
            birth_date = self._birth_date(years)
            self._people += 1
            yield InventedPerson(
                name=own + self._given(sex),
                sex=sex,
                birth_date=birth_date,
                identity_number=self._identity_number(birth_date, sex),
                phone=str(_PHONE + self._people),
                household=f"{self._households:04}",
                group=group,
            )

    def _aged(self, roles: tuple[Role, ...], age: int) -> Iterator[tuple[Role, int]]:
        """The householder, and everybody else who is of a possible age."""
        householder, *others = roles
        yield householder, age
        for role in others:
            years = age + self._chance.choice(_APART[role])
            if YOUNGEST <= years <= OLDEST:
                yield role, years

    def _birth_date(self, years: int) -> datetime.date:
        """A day by which somebody is that old, and not on their birthday."""
        return _years_before(self._on, years) - datetime.timedelta(
            days=self._chance.randint(1, 364)
        )

    def _given(self, sex: Sex) -> str:
        chance = self._chance
        first, second = chance.choice(GIVEN[sex]), chance.choice(GIVEN[sex])
        if chance.random() < _RARE_NAMES:
            second = chance.choice(RARE)
        return second if chance.random() < _SHORT_NAMES else first + second

    def _identity_number(self, birth_date: datetime.date, sex: Sex) -> str:
        before = self._born[birth_date, sex]
        self._born[birth_date, sex] += 1
        areas, turn = divmod(before, _A_DAY)
        sequence = 2 * turn + (1 if sex == "m" else 2)
        digits = f"{self._area + areas}{birth_date:%Y%m%d}{sequence:03}"
        return digits + check_digit(digits)


def _years_before(day: datetime.date, years: int) -> datetime.date:
    """The same day so many years before; the 28th for a 29 February that is missing."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
