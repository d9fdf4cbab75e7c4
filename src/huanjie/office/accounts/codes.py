"""What is typed from paper (手工输入的码): start passwords and cards' codes, in letters and digits
that nobody takes for one another.

They are made from the number of the form that asks for them, under the site's own key: a second
arrival of the form shows the same again, and nothing of them is kept anywhere.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from huanjie.office.command import ActingUser
from huanjie.office.keys import field_keys

ALPHABET: Final = "23456789ACDEFGHJKMNPQRTUVWXY"
"""of every pair that looks alike, one sign at most: no 0 O, no 1 I L, no S, no Z, no B"""
CARD_LENGTH: Final = 8
_PASSWORD_LENGTH: Final = 12
_GROUP: Final = 4


def start_password(acting: ActingUser) -> str:
    """The start password (初始密码) that this form gives: XXXX-XXXX-XXXX."""
    return _grouped(_letters(acting, "password", _PASSWORD_LENGTH))


def card_code(acting: ActingUser, place: int) -> str:
    """The code (卡号) of one of the cards that this form hands out: XXXX-XXXX."""
    return _grouped(_letters(acting, f"card {place}", CARD_LENGTH))


def code_index(typed: str) -> str:
    """What a card is found by, however its code was typed: small or wide letters, with or without
    the stroke.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    kept = "".join(sign for sign in plain if sign in ALPHABET)
    return field_keys().blind_index(kept, bound_to="accounts_card.code").hex()


def _letters(acting: ActingUser, use: str, length: int) -> str:
    seed = field_keys().blind_index(
        f"{acting.user.pk}|{acting.key}|{use}", bound_to="accounts.codes"
    )
    number = int.from_bytes(seed, "big")
    signs = []
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "".join(signs)


def _grouped(signs: str) -> str:
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))
