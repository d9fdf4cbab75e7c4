"""The columns of a roll (名册的列): our words, and the usual Chinese headings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal, get_args

from huanjie.domain.celltext import clean, half_width
from huanjie.domain.contest import Sex
from huanjie.domain.memberroll import LEAGUE, PARTY, MemberRoll

Column = Literal[
    "name",
    "id_number",
    "sex",
    "birth_date",
    "education",
    "household",
    "group",
    "phone",
    "standing",
    "post",
    "unit",
]

COLUMNS: Final[tuple[Column, ...]] = get_args(Column)

HEADINGS: Final[Mapping[Column, tuple[str, ...]]] = {
    "name": ("姓名", "名字", "选民姓名", "党员姓名", "村民姓名", "居民姓名", "人员姓名", "name"),
    "id_number": (
        "身份证号",
        "公民身份号码",
        "公民身份证号",
        "公民身份证号码",
        "居民身份证号",
        "居民身份证号码",
        "身份证号码",
        "身份证",
        "身份证件号",
        "身份证件号码",
        "证件号",
        "证件号码",
        "id_number",
        "id number",
        "idnumber",
    ),
    "sex": ("性别", "sex", "gender"),
    "birth_date": (
        "出生日期",
        "出生年月日",
        "出生年月",
        "出生时间",
        "生日",
        "birth_date",
        "birth date",
        "birthdate",
    ),
    "education": ("学历", "文化程度", "文化水平", "教育程度", "education"),
    "household": (
        "户号",
        "户编号",
        "家庭编号",
        "户口号",
        "户口簿号",
        "户口本号",
        "家庭户号",
        "household",
    ),
    "group": (
        "小组",
        "村民小组",
        "居民小组",
        "所在小组",
        "所属小组",
        "党小组",
        "所在党小组",
        "组别",
        "组",
        "group",
    ),
    "phone": (
        "手机号",
        "手机",
        "手机号码",
        "联系电话",
        "联系方式",
        "电话",
        "电话号码",
        "移动电话",
        "phone",
        "mobile",
    ),
    "standing": (
        "党员类别",
        "团员类别",
        "人员类别",
        "党员状态",
        "团员状态",
        "党员类型",
        "团员类型",
        "党籍状态",
        "standing",
    ),
    "post": ("职务", "现任职务", "党内职务", "担任职务", "post"),
    "unit": (
        "单位",
        "所在单位",
        "村(社区)",
        "村社区",
        "村/社区",
        "所在村",
        "所在社区",
        "所在村(社区)",
        "unit",
    ),
}
"""The first heading of each is the one that we print."""

UNCOUNTED: Final = frozenset({"序号", "编号", "序列", "no", "no.", "#", "工作表", "行号", "原因"})
"""Headings that nobody misses: numbers of lines, and what we ourselves write beside a row."""

_SEXES: Final[Mapping[str, Sex]] = {
    "男": "m",
    "男性": "m",
    "m": "m",
    "male": "m",
    "1": "m",
    "女": "f",
    "女性": "f",
    "f": "f",
    "female": "f",
    "2": "f",
}
"""1 and 2 are the codes of GB/T 2261.1."""

STANDING_WORDS: Final[Mapping[str, str]] = {**PARTY.words, **LEAGUE.words}
"""党员状态、团员状态, by the words of the packs (`huanjie.law.reader.STANDINGS`): those of every
roll, for a reader who does not know which one it is.
"""

_ASIDE: Final = re.compile(r"\([^()]*\)|[*:]|\s+")
_SPACES: Final = re.compile(r"\s+")


def heading_of(column: Column) -> str:
    """The Chinese heading that we print over a column."""
    return HEADINGS[column][0]


def column_of(heading: str) -> Column | None:
    """Which column a heading names, whatever its spaces, stars and brackets.

    >>> column_of("身 份 证 号 码（必填）*")
    'id_number'
    """
    plain = _SPACES.sub("", half_width(clean(heading))).lower()
    return _COLUMN_OF.get(plain) or _COLUMN_OF.get(_ASIDE.sub("", plain))


def sex_of(text: str) -> Sex | None:
    """男 or 女, in the usual words."""
    return _SEXES.get(half_width(text).lower())


def standing_words(members: MemberRoll | None) -> Mapping[str, str]:
    """The words by which a roll of members is read; every roll's where it is not known which."""
    return members.words if members else STANDING_WORDS


def standing_of(text: str, members: MemberRoll | None = None) -> str | None:
    """A member's standing (党员状态、团员状态), in the usual words of their roll: None where that
    roll does not know the word.

    >>> standing_of("团员"), standing_of("团员", PARTY)
    ('full', None)
    """
    return standing_words(members).get(standing_word(text))


def standing_word(text: str) -> str:
    """A cell of standings without its spaces, as the words are kept."""
    return _SPACES.sub("", text).lower()


_COLUMN_OF: Final[Mapping[str, Column]] = {
    _SPACES.sub("", word): column for column, words in HEADINGS.items() for word in words
}
