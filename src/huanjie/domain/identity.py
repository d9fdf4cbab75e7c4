"""Identity numbers (公民身份号码、居民居住证号码): read, checked and masked.

GB 11643: six digits of area, eight of the birth date, three of sequence whose last is odd for a
man, and a check digit by ISO 7064 MOD 11-2. Residence permits of residents of Hong Kong, Macao and
Taiwan (港澳台居民居住证, 81, 82 and 83) are built the same way. An area that today's table does not
hold is no fault: counties are merged and renamed, and a person keeps the number.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final, Literal

from huanjie.domain.area_codes import is_current
from huanjie.domain.celltext import clean, half_width, is_nothing, without_apostrophe
from huanjie.domain.contest import Sex

IdentityKind = Literal[
    "id-missing", "id-length", "id-characters", "id-checksum", "id-date", "id-as-number"
]

EARLIEST_YEAR: Final = 1900
"""Nobody alive was born before; an earlier year is a slip of the keyboard."""

_LENGTH, _OLD_LENGTH = 18, 15
WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS: Final = "10X98765432"
PERMITS: Final = ("810000", "820000", "830000")
_SCIENTIFIC: Final = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]{2}|[0-9]{15,18}\.0*", re.IGNORECASE)
_DIGITS: Final = re.compile(r"[0-9]+X?")
_SPACES: Final = re.compile(r"[\s\-–—]+")
_KEPT: Final = 4
"""Characters that a mask leaves at each end: the prefecture, and what a clerk compares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A number that can be one (公民身份号码), with what it says of its holder."""

    number: str
    """18 characters, or the 15 digits that were written"""
    birth_date: datetime.date
    sex: Sex
    area_known: bool
    """the first six digits are a county of today's table, or those of a residence permit"""
    is_permit: bool
    """港澳台居民居住证"""

    @property
    def is_old(self) -> bool:
        """一代身份证的十五位号码, which are out of use."""
        return len(self.number) == _OLD_LENGTH

    @property
    def whole(self) -> str:
        """The number in 18 characters, by which two cards of one person are the same."""
        return _in_eighteen(self.number) if self.is_old else self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityFault:
    """Why a text is no identity number; `says` never repeats the number."""

    kind: IdentityKind
    says: str


def repaired(text: str) -> str:
    """The number without apostrophes, spaces and hyphens, half-width, with a capital X."""
    plain = without_apostrophe(half_width(clean(text)))
    return _SPACES.sub("", plain).upper()


def read_identity(text: str) -> Identity | IdentityFault:
    """Read and check one number (GB 11643), repairing what typing does to it.

    >>> read_identity(" 99990119900307101x").number
    '99990119900307101X'
    """
    number = repaired(text)
    if is_nothing(clean(text)) or not number:
        return IdentityFault(kind="id-missing", says="没有身份证号")
    return _unlike(number) or _read(number)


def _unlike(number: str) -> IdentityFault | None:
    """What is wrong with the shape alone."""
    if _SCIENTIFIC.fullmatch(number):
        return as_number()
    if not _DIGITS.fullmatch(number):
        return IdentityFault(
            kind="id-characters", says="身份证号只能有数字，最后一位可以是 X；这一格里有别的字符"
        )
    if len(number) == _OLD_LENGTH and number.endswith("X"):
        return IdentityFault(kind="id-characters", says="15 位的身份证号里不能有 X")
    if len(number) not in (_LENGTH, _OLD_LENGTH):
        return IdentityFault(
            kind="id-length", says=f"身份证号应为 {_LENGTH} 位，这一格是 {len(number)} 位"
        )
    return None


def _read(number: str) -> Identity | IdentityFault:
    whole = number if len(number) == _LENGTH else _in_eighteen(number)
    born = _date(whole[6:14])
    if born is None or born.year < EARLIEST_YEAR:
        written = f"{whole[6:10]}-{whole[10:12]}-{whole[12:14]}"
        why = f"出生年份 {whole[6:10]} 太早，请核对" if born else f"出生日期 {written} 不存在"
        says = f"身份证号里的{why}"
        if number != whole:
            says = (
                f"身份证号只有 {_OLD_LENGTH} 位：是以前的旧号码，或者 {_LENGTH} 位的号码缺了几位；"
                f"按旧号码读，{why}"
            )
        return IdentityFault(kind="id-date", says=says)
    if check_digit(whole[:17]) != whole[17]:
        if whole.endswith("000"):
            return as_number()
        return IdentityFault(
            kind="id-checksum", says="身份证号的校验码不对，至少有一位写错，请对照身份证"
        )
    area = whole[:6]
    return Identity(
        number=number,
        birth_date=born,
        sex="m" if whole[16] in "13579" else "f",
        area_known=is_current(area) or area in PERMITS,
        is_permit=area in PERMITS,
    )


def as_number() -> IdentityFault:
    """The spreadsheet kept fifteen digits and threw the rest away (单元格存成了数字)."""
    return IdentityFault(
        kind="id-as-number",
        says="身份证号存成了数字，末尾几位已经丢失；请把这一列设为“文本”，再重新填写",
    )


def check_digit(digits: str) -> str:
    """The last character that seventeen digits call for (ISO 7064 MOD 11-2).

    >>> check_digit("99990119900307101")
    'X'
    """
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return CHECK_DIGITS[total % len(CHECK_DIGITS)]


def _in_eighteen(old: str) -> str:
    """Fifteen digits in eighteen: the century that they left out, and a check digit."""
    digits = f"{old[:6]}19{old[6:]}"
    return digits + check_digit(digits)


def _date(digits: str) -> datetime.date | None:
    try:
        return datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def masked(number: str) -> str:
    """A number as a screen shows it: four characters at each end, whatever its length.

    >>> masked("99990119900307101X")
    '9999**********101X'
    """
    if len(number) < _OLD_LENGTH:
        return "*" * len(number)
    return number[:_KEPT] + "*" * (len(number) - _KEPT - _KEPT) + number[-_KEPT:]


def masked_phone(number: str) -> str:
    """A phone number (手机号) as a screen shows it: its two ends.

    >>> masked_phone("13800001234")
    '138****1234'
    """
    stars = "*" * max(len(number) - _KEPT, 0)
    if len(stars) < _KEPT:
        return "*" * len(number)
    return (number[:3] + stars[3:] if number.isdigit() else stars) + number[-_KEPT:]
