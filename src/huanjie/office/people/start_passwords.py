"""Start passwords (初始密码): set by somebody else, and to be changed for one's own at once."""

from __future__ import annotations

import secrets
from typing import Final

from huanjie.office.people.lockout import forget_failures
from huanjie.office.people.models import User

_BYTES: Final = 9
"""of chance: twelve signs to type"""


def new_password() -> str:
    """A password that nobody can guess."""
    return secrets.token_urlsafe(_BYTES)


def give_start_password(user: User, password: str) -> None:
    """Set it: whoever is signed in is out, and wrong attempts count no more."""
    user.set_password(password)
    user.has_start_password = True
    user.save(update_fields=("password", "has_start_password"))
    forget_failures(user)


def shown_once(password: str) -> str:
    """A new password as a command says it, to whoever operates the site."""
    return f"密码 password: {password}（只显示这一次 shown this once）"
