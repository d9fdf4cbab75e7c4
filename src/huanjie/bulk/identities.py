"""Identity numbers as integers (证件号码的整数), for columns of millions.

The seventeen digits and the check character, X as ten, make one number below 2^63: two texts have
the same one where `domain.identity` reads the same person from both. As there, a wrong check digit
is no number; whether the birth date exists is not looked at, for no roll holds one that does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from huanjie.domain.identity import IdentityFault, read_identity

Codes = NDArray[np.int64]

UNREAD: Final = -1
"""what stands where no number could be read"""
_LENGTH: Final = 18
_CHECKS: Final = 11
_TEN: Final = 10
_POWERS: Final = 10 ** np.arange(_LENGTH - 2, -1, -1, dtype=np.int64)
_WEIGHTS: Final = 2 ** np.arange(_LENGTH - 1, 0, -1, dtype=np.int64) % _CHECKS
_WANTED: Final = (_CHECKS + 1 - np.arange(_CHECKS, dtype=np.int64)) % _CHECKS
_X, _ZERO, _NINE = ord("X"), ord("0"), ord("9")


def codes_of(texts: Sequence[str]) -> Codes:
    """The code of each text; UNREAD where it is no identity number. What is written plainly is
    read as columns, the rest (spaces, fifteen digits) one by one, repaired as a roll's.

    >>> codes_of(["99990119900307101X", " 99990119900307101x", "王"]).tolist()
    [1099891318903378121, 1099891318903378121, -1]
    """
    codes = np.full(len(texts), UNREAD, dtype=np.int64)
    plain = np.array([len(t) == _LENGTH and t.isascii() for t in texts], dtype=bool)
    if plain.any():
        raw = "".join(t for t in texts if len(t) == _LENGTH and t.isascii()).encode()
        codes[plain] = _plain_codes(np.frombuffer(raw, np.uint8).reshape(-1, _LENGTH))
    for at in np.flatnonzero(codes == UNREAD).tolist():
        codes[at] = _code(texts[at])
    return codes


def _plain_codes(signs: NDArray[np.uint8]) -> Codes:
    digits, last = signs[:, :-1], signs[:, -1]
    are_digits = ((digits >= _ZERO) & (digits <= _NINE)).all(axis=1)
    ends_well = ((last >= _ZERO) & (last <= _NINE)) | (last == _X)
    values = (digits - np.uint8(_ZERO)).astype(np.int64)
    body = values @ _POWERS
    check = np.where(last == _X, _TEN, last.astype(np.int64) - _ZERO)
    is_right = _WANTED[values @ _WEIGHTS % _CHECKS] == check
    return np.where(are_digits & ends_well & is_right, body * _CHECKS + check, UNREAD)


def _code(text: str) -> int:
    identity = read_identity(text)
    if isinstance(identity, IdentityFault):
        return UNREAD
    body, last = identity.whole[:-1], identity.whole[-1]
    return int(body) * _CHECKS + (_TEN if last == "X" else int(last))
