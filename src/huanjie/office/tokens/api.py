"""The token itself, for machines (令牌接口): whose it is, what it may, until when."""

from __future__ import annotations

import datetime

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.endpoint import Out
from huanjie.office.tokens.bearer import Bearer
from huanjie.office.tokens.models import ApiToken
from huanjie.office.tokens.scopes import BY_TOKEN, open_to
from huanjie.office.web import signed_in

router = Router(tags=["令牌"], auth=Bearer(Action.SEE_UNIT))


class TokenOut(Out):
    """What the token of this request is good for (这个令牌)."""

    name: str = Field(title="名称", examples=["县里的统计程序"])
    account: str = Field(title="账号")
    place: str = Field(title="在哪里：单位的代码", examples=["330329100000"])
    scopes: list[str] = Field(title="范围", examples=[["see-unit", "see-roll"]])
    usable: list[str] = Field(title="账号现在还有权限的范围")
    expires_on: datetime.date = Field(title="到期日")


@router.get("/me", response=TokenOut, summary="这个令牌的范围")
def token(request: HttpRequest) -> TokenOut:
    """Whose token it is, and what of its range the account may still do."""
    own: ApiToken = request.auth  # type: ignore[attr-defined]
    return TokenOut(
        name=own.name,
        account=own.user.username,
        place=own.place_id,
        scopes=[each for each in BY_TOKEN if each in own.actions],
        usable=list(open_to(signed_in(request), own.place)),
        expires_on=own.expires_on,
    )
