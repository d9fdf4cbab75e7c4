"""One-time cards (一次性卡): tellers and scrutineers chosen in the hall sign in with one, once.

A card is bound to its holder, a role and an election: it reaches no other election of the village,
and is over at noon after the polling day, or with the election. A card that replaces another is for
the same account: whoever has handed in a sheet hands in no second one with a second card.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest

from huanjie.domain.permission import Action, Role
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.accounts.codes import code_index
from huanjie.office.accounts.models import CARD_ROLES, Card
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.people.models import CARD_PREFIX, NAME_LENGTH, User
from huanjie.office.people.sessions import keep_until, sign_out_everywhere
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Assignment

MOST_AT_ONCE: Final = 20
_BACKEND: Final = "huanjie.office.people.signin.PasswordBackend"
_OVER_AT: Final = datetime.time(12)
"""the margin: noon of the next day, when the longest count is over"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody who gets a card (持卡人)."""

    name: str
    code: str


@command(Action.HAND_OUT_CARD)
def hand_out_cards(
    *, acting_user: ActingUser, election: Election, role: Role, holders: Sequence[Holder]
) -> Done[list[int]]:
    """Make a card for each of them; the answer is the cards' numbers."""
    _check_open(election)
    if role not in CARD_ROLES:
        raise BadInput("一次性卡只发给计票人和监票人", at="role")
    if not holders or len(holders) > MOST_AT_ONCE:
        raise BadInput(f"一次发 1 到 {MOST_AT_ONCE} 张", at="names", remedy="一行写一个姓名")
    if long := next((each.name for each in holders if len(each.name) > NAME_LENGTH), None):
        raise BadInput(f"“{long[:10]}…”太长", at="names", remedy="一行只写一个姓名")
    cards = [_card(election, role, _account(each.name), each.code) for each in holders]
    says = {"cards": [card.pk for card in cards], "role": role.value}
    return Done(answer=[card.pk for card in cards], says=says, moves=False)


@command(Action.HAND_OUT_CARD)
def replace_card(*, acting_user: ActingUser, election: Election, card: int, code: str) -> Done[int]:
    """Another card for the same holder (补发): the old one is void, and whoever signed in with it
    is out.
    """
    _check_open(election)
    old = _revoked(election, card)
    new = _card(election, Role(old.role), old.user, code)
    return Done(answer=new.pk, says={"card": new.pk, "instead_of": old.pk}, moves=False)


@command(Action.REVOKE_CARD)
def revoke_card(*, acting_user: ActingUser, election: Election, card: int) -> Done[None]:
    """Take a card back (收回): its holder takes no part any more."""
    old = _revoked(election, card)
    User.objects.filter(pk=old.user_id).update(is_active=False)
    return Done(answer=None, says={"card": old.pk}, moves=False)


def sign_in_by_card(request: HttpRequest, typed: str) -> Card:
    """Sign in with a card's code (凭卡登录), which is used up by it; BadInput where it is not."""
    with transaction.atomic():
        found = Card.objects.select_for_update().filter(code=code_index(typed)).first()
        if found is None:
            raise BadInput("没有这个卡号", at="code", remedy="对照卡片再输一次")
        _check_good(found)
        found.used_at = clock.now()
        found.save(update_fields=("used_at",))
        login(request, found.user, backend=_BACKEND)
        keep_until(request, found.expires_at)
    return found


def _check_good(card: Card) -> None:
    again = "请选举主持人或者工作人员补发一张"
    if card.revoked_at:
        raise BadInput("这张卡已经收回", at="code", remedy=again)
    if card.used_at:
        raise BadInput("这张卡已经用过，一张卡只在一台设备上登录一次", at="code", remedy=again)
    if card.expires_at <= clock.now():
        raise BadInput("这张卡已经过期", at="code", remedy=again)


def _check_open(election: Election) -> None:
    if election.is_over:
        raise BadInput("这次选举已经结束，不再发卡")


def _account(name: str) -> User:
    """An account that exists for a card alone."""
    return User.objects.create_user(
        f"{CARD_PREFIX}{secrets.token_hex(6)}", name=name, password=None
    )


def _card(election: Election, role: Role, user: User, code: str) -> Card:
    last_day = max(election.polling_day, clock.today()) + datetime.timedelta(days=1)
    end = datetime.datetime.combine(last_day, _OVER_AT, tzinfo=clock.CHINA)
    Assignment.objects.update_or_create(
        user=user, role=role, unit=election.unit, election=election.pk, defaults={"until": end}
    )
    return Card.objects.create(
        election=election,
        region=election.region,
        user=user,
        role=role,
        code=code_index(code),
        made_at=clock.now(),
        expires_at=end,
    )


def _revoked(election: Election, number: int) -> Card:
    """A card of this election, void from now on."""
    card = Card.objects.select_for_update().filter(pk=number, election=election).first()
    if card is None:
        raise BadInput("这次选举没有这张卡", remedy="重新打开这一页再办")
    if card.revoked_at:
        raise BadInput("这张卡已经收回", remedy="重新打开这一页，用最后补发的那一张")
    card.revoked_at = clock.now()
    card.save(update_fields=("revoked_at",))
    sign_out_everywhere(card.user)
    Assignment.objects.filter(user=card.user_id, until__gt=clock.now()).update(until=clock.now())
    return card
