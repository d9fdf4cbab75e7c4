"""Deeds of tokens (令牌的办理): make one, revoke one."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Final

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.tokens.models import NAME_LENGTH, TAIL_LENGTH, ApiToken
from huanjie.office.tokens.scopes import ALWAYS, BY_TOKEN, name_of
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import need, role_for

LONGEST_LIFE: Final = datetime.timedelta(days=366)
"""a year; a token that nobody renews dies"""
PREFIX: Final = "hj_"
"""how a token begins, so that a leaked one is known for what it is"""
_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A new token's secret (令牌原文): shown once, to whoever makes it, and kept nowhere.

    It says nothing of itself, so that a form that arrives twice asks for the same.
    """

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a token is to be (令牌的内容)."""

    name: str
    actions: frozenset[Action]
    expires_on: datetime.date

    def __repr__(self) -> str:
        """The same for the same content: a set has no order of its own."""
        return repr((self.name, sorted(self.actions), self.expires_on))


def new_secret() -> Secret:
    """A secret that nobody can guess."""
    return Secret(text=PREFIX + secrets.token_urlsafe(_BYTES))


def digest_of(text: str) -> bytes:
    """What a token is found by."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


@command(Action.MAKE_TOKEN)
def make_token(*, acting_user: ActingUser, unit: Unit, grant: Grant, secret: Secret) -> Done[int]:
    """Make a token for the own account at a place and below it (制作令牌); the answer is its
    number. Refused with `at` naming the form's field.
    """
    actions = grant.actions | ALWAYS
    _check(acting_user, unit, grant)
    token = ApiToken.objects.create(
        user=acting_user.user,
        name=grant.name,
        digest=digest_of(secret.text),
        tail=secret.text[-TAIL_LENGTH:],
        scopes=sorted(actions),
        place=unit,
        made_at=clock.now(),
        expires_on=grant.expires_on,
    )
    says = {
        "token": token.pk,
        "scopes": sorted(actions),
        "expires_on": grant.expires_on.isoformat(),
    }
    return Done(answer=token.pk, says=says, moves=False)


def _check(acting_user: ActingUser, unit: Unit, grant: Grant) -> None:
    if not grant.name or len(grant.name) > NAME_LENGTH:
        raise BadInput("令牌要有名称", at="name", remedy=f"写明给哪个程序用，最多 {NAME_LENGTH} 字")
    for action in sorted(grant.actions):
        if action not in BY_TOKEN:
            raise BadInput(f"“{action}”要由人来办，不能交给令牌", at="scopes")
        if role_for(acting_user.user, action, unit) is None:
            says = f"您在{unit.name}没有“{name_of(action)}”的权限"
            raise BadInput(says, at="scopes", remedy="只选自己能办的事")
    today = clock.today()
    if not today <= grant.expires_on <= today + LONGEST_LIFE:
        raise BadInput("到期日要在今天到一年以内", at="expires_on", remedy="到期以后可以重新做一个")


@command(Action.REVOKE_TOKEN)
def revoke_token(*, acting_user: ActingUser, unit: Unit, token: int) -> Done[int]:
    """Revoke a token of this place (撤销令牌): one's own, or as an officer anybody's; the answer
    is its number. What is revoked stays so.
    """
    found = ApiToken.objects.filter(pk=token, place=unit).first()
    if found is None:
        raise BadInput("这里没有这个令牌", remedy="回到令牌页看现在有哪些")
    if found.user_id != acting_user.user.pk:
        need(acting_user.user, Action.SEE_TOKENS, unit)
    if found.revoked_at:
        raise BadInput("这个令牌已经撤销了")
    found.revoked_at = clock.now()
    found.save(update_fields=("revoked_at",))
    return Done(answer=token, says={"token": token}, moves=False)
