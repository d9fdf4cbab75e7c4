"""Who comes with a token (凭令牌办事): the account, held to what the token is good for."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.security import HttpBearer

from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.tokens.models import ApiToken
from huanjie.office.tokens.services import digest_of
from huanjie.office.units.permission import Limits, limit

LONGEST: Final = 200


class Bearer(HttpBearer):
    """The token of a request, and the one action that an operation asks of it."""

    def __init__(self, action: Action) -> None:
        super().__init__()
        self.action = action

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The token, where it is good today: from here on the request is its account's, and of
        nobody who signed in.
        """
        found = good_token(token)
        if found is None:
            return None
        limit(found.user, Limits(actions=found.actions, place=found.place))
        request.user = found.user
        if self.action not in found.actions:
            raise PermissionDenied(self.action)
        return found


def good_token(text: str) -> ApiToken | None:
    """The token with this secret; none where it is revoked, over, or its account is closed."""
    if len(text) > LONGEST:
        return None
    rows: Any = ApiToken.objects.select_related("user", "place")
    found: ApiToken | None = rows.filter(digest=digest_of(text)).first()
    today = clock.today()
    if found is None or not found.is_good(today) or not found.user.is_active:
        return None
    if found.last_used_on != today:
        ApiToken.objects.filter(pk=found.pk).update(last_used_on=today)
    return found
