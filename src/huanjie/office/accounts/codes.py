"""What is typed from paper (手工输入的码): start passwords and cards' codes, in letters and digits
that nobody takes for one another.

They are made from the number of the form that asks for them, under the site's own key: a second
arrival of the form shows the same again, and nothing of them is kept anywhere.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher

from huanjie.office.command import ActingUser
from huanjie.office.keys import field_keys

ALPHABET: Final = "23456789ACDEFGHJKMNPQRTUVWXY"
"""of every pair that looks alike, one sign at most: no 0 O, no 1 I L, no S, no Z, no B"""
CARD_LENGTH: Final = 8
_PASSWORD_LENGTH: Final = 12
_GROUP: Final = 4
_SALT_LENGTH: Final = 22
_ROUNDS: Final = 20_000
"""28¹² start passwords by so many rounds are beyond anybody's guessing"""


def start_password(acting: ActingUser) -> str:
    """The start password (初始密码) that this form gives: XXXX-XXXX-XXXX."""
    return _grouped(_letters(acting, "password", _PASSWORD_LENGTH))


def start_passwords(acting: ActingUser, many: int) -> list[str]:
    """The start passwords that a form gives which makes many accounts at once."""
    return [
        _grouped(_letters(acting, f"password {place}", _PASSWORD_LENGTH)) for place in range(many)
    ]


def hashed(acting: ActingUser, passwords: Sequence[str]) -> list[str]:
    """Start passwords as they are kept. They are chance, and no guess of somebody's: a fraction of
    the usual work keeps them safe, and hundreds are made at once. Whoever signs in chooses their
    own, which is hashed like any other.
    """
    hasher = get_hasher()
    less = {"iterations": _ROUNDS} if isinstance(hasher, PBKDF2PasswordHasher) else {}
    return [
        hasher.encode(password, _letters(acting, f"salt {place}", _SALT_LENGTH), **less)
        for place, password in enumerate(passwords)
    ]


def card_code(acting: ActingUser, place: int) -> str:
    """The code (卡号) of one of the cards that this form hands out: XXXX-XXXX."""
    return _grouped(_letters(acting, f"card {place}", CARD_LENGTH))


def code_index(typed: str) -> str:
    """What a card is found by, however its code was typed: small or wide letters, with or without
    the stroke.
    """
    return field_keys().blind_index(plain_code(typed), bound_to="accounts_card.code").hex()


def plain_code(typed: str) -> str:
    """A code as it was printed, without its strokes, however somebody typed it."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(sign for sign in plain if sign in ALPHABET)


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
