"""What an account may be called (账号的写法), and one made from a person's name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

from django.db.models.functions import Lower
from pypinyin import lazy_pinyin

from huanjie.door.fault import BadInput
from huanjie.office.people.models import CARD_PREFIX, NAME_LENGTH, User

_FORM: Final = re.compile(rf"[A-Za-z0-9\u4e00-\u9fff][\w.-]{{1,{NAME_LENGTH - 1}}}")
_LONGEST_MADE: Final = 20
"""letters of a name's pinyin: nobody types more"""
_SHORTEST: Final = 2
_NO_NAME: Final = "user"


def fault_of_username(username: str) -> BadInput | None:
    """What is wrong with how it is written; None where nothing is."""
    if _FORM.fullmatch(username) and not username.lower().startswith(CARD_PREFIX):
        return None
    return BadInput(
        "账号只能用汉字、字母、数字、点和短横，至少两个字，不能以 card- 开头",
        at="username",
        remedy="换一个账号",
    )


def check_username(username: str) -> None:
    """Refuse one that cannot be, or that somebody has; small and large letters are the same."""
    if fault := fault_of_username(username):
        raise fault
    if taken([username]):
        raise BadInput("已经有人用这个账号", at="username", remedy="换一个账号")


def taken(usernames: Iterable[str]) -> set[str]:
    """Those of these that somebody has, in small letters."""
    small = User.objects.annotate(small=Lower("username"))
    asked = {each.lower() for each in usernames}
    return set(small.filter(small__in=asked).values_list("small", flat=True))


def made_from(name: str, gone: Collection[str]) -> str:
    """An account from a name's pinyin, that is not among those that are `gone`.

    >>> made_from("蓝文书", {"lanwenshu", "lanwenshu2"})
    'lanwenshu3'
    """
    sounds = "".join(lazy_pinyin(name)).lower()
    plain = "".join(sign for sign in sounds if sign.isascii() and sign.isalnum())[:_LONGEST_MADE]
    stem = plain if len(plain) >= _SHORTEST else _NO_NAME
    found, number = stem, 1
    while found in gone:
        number += 1
        found = f"{stem}{number}"
    return found


def beginning_with(stems: Iterable[str]) -> set[str]:
    """Every account there is, in small letters, that begins like one of these."""
    begins = tuple(stems)
    rows = User.objects.annotate(small=Lower("username")).values_list("small", flat=True)
    return {each for each in rows.iterator() if each.startswith(begins)} if begins else set()
