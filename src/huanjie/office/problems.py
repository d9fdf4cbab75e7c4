"""Problems (接口的拒绝): what a machine is told where a person would see a page, as
`application/problem+json` (RFC 9457): the same sentence, the same remedy, the same place.
"""

from __future__ import annotations

import json
from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from pydantic import BaseModel, Field

from huanjie.door.fault import BadInput

CONTENT_TYPE: Final = "application/problem+json"
BAD_REQUEST: Final = 400
NO_TOKEN: Final = 401
FORBIDDEN: Final = 403
NOT_THERE: Final = 404
BAD_METHOD: Final = 405
CONFLICT: Final = 409
TOO_LARGE: Final = 413
BAD_KIND: Final = 415
REFUSED: Final = 422
TOO_OFTEN: Final = 429
BROKEN: Final = 500

TITLES: Final = {
    BAD_REQUEST: gettext_noop("请求读不懂"),
    NO_TOKEN: gettext_noop("没有有效的令牌"),
    FORBIDDEN: gettext_noop("没有办理这件事的权限"),
    NOT_THERE: gettext_noop("没有这一项"),
    BAD_METHOD: gettext_noop("这个地址不能这样用"),
    CONFLICT: gettext_noop("现在不能这样办"),
    TOO_LARGE: gettext_noop("内容太大"),
    BAD_KIND: gettext_noop("内容的格式不对"),
    REFUSED: gettext_noop("没有办理"),
    TOO_OFTEN: gettext_noop("请求太频繁"),
    BROKEN: gettext_noop("本站出了差错"),
}
REMEDIES: Final = {
    BAD_REQUEST: gettext_noop("检查请求的写法"),
    NO_TOKEN: gettext_noop("请求头写 Authorization: Bearer 令牌；令牌在“接口令牌”页制作"),
    FORBIDDEN: gettext_noop("用范围里有这一项的令牌"),
    NOT_THERE: gettext_noop("核对地址；不在令牌范围里的，也这样答复"),
    BAD_METHOD: gettext_noop("看答复头 Allow 里可用的方法"),
    CONFLICT: gettext_noop("先看现在的情况，再办"),
    TOO_LARGE: gettext_noop("拆成几份再传"),
    BAD_KIND: gettext_noop("按接口说明写明 Content-Type"),
    TOO_OFTEN: gettext_noop("过答复头 Retry-After 写的秒数再试"),
    BROKEN: gettext_noop("这件事没有办理；请联系管理员"),
}


class NotNow(BadInput):
    """What is asked for is not there yet, or not any more (现在没有)."""


class WrongKind(BadInput):
    """A body of another kind than the operation takes (内容的格式不对)."""


class Mend(BaseModel):
    """One place of a request that has to be mended (要改的一处)."""

    says: str = Field(title="哪里不对")
    where: str = Field(title="在哪里")
    remedy: str = Field("", title="怎样改；没有另外写明的是空的")


class Since(BaseModel):
    """A deed that was done meanwhile (此间办过的一件事)."""

    deed: str = Field(title="事项")
    role: str = Field(title="经办角色")
    time: str = Field(title="时间（UTC）")


class Problem(BaseModel):
    """A refusal (拒绝): nothing was done."""

    type: str = Field(title="种类", examples=["about:blank"])
    title: str = Field(title="标题", examples=["没有办理"])
    status: int = Field(title="HTTP 状态", examples=[422])
    detail: str = Field(title="一句话说明")
    says: str = Field(title="哪里不对", examples=["至少有一项职务要选一人"])
    remedy: str = Field(title="怎样改", examples=["填写职数"])
    where: str = Field(title="在哪里：字段，或者文件的行列", examples=["polling_day"])
    errors: list[Mend] = Field([], title="几处都要改的，逐处列出")
    version: int | None = Field(None, title="现在的版本（内容已过时）")
    since: list[Since] | None = Field(None, title="最近办过的事（内容已过时）")
    question: str | None = Field(None, title="问题（适用的规定里没有这一条）")
    pack: str | None = Field(None, title="规则包（适用的规定里没有这一条）")
    answer: None = Field(None, title="没有答案（适用的规定里没有这一条）")
    decided_by: str | None = Field(None, title="由谁决定（适用的规定里没有这一条）")
    grounds: list[Any] | None = Field(None, title="依据（适用的规定里没有这一条）")


def problem(
    status: int, says: str = "", *, remedy: str = "", where: str = "", **more: Any
) -> HttpResponse:
    """A refusal as an answer; without words of its own it has those of its status."""
    title = _(TITLES[status])
    says = says or title
    remedy = remedy or _(REMEDIES.get(status, ""))
    content = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": f"{says}。{remedy.rstrip('。')}。" if remedy else f"{says}。",
        "says": says,
        "remedy": remedy,
        "where": where,
        **more,
    }
    # A lone surrogate that came in is nothing that goes out.
    raw = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
    answer = HttpResponse(raw, status=status, content_type=CONTENT_TYPE)
    if status == NO_TOKEN:
        answer["WWW-Authenticate"] = 'Bearer realm="huanjie"'
    return answer
