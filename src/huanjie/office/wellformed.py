"""Well-formed requests (请求的写法): a program that errs is told so on its first day. Whatever two
readers could understand differently, or nobody asked for, is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Final
from unicodedata import category

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja.operation import Operation
from ninja.parser import Parser

from huanjie.door import jsontext
from huanjie.door.fault import BadInput, one_line
from huanjie.office.problems import WrongKind

_UNSEEN: Final = frozenset({"Cc", "Cs"})
_SHOWN: Final = 40


class StrictParser(Parser):
    """Reads bodies as strictly as any file of ours."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The JSON of a body; refused where two readers could understand it differently, or where
        a text holds what nobody sees and no database keeps.
        """
        value = jsontext.loads(jsontext.decode(request.body))
        for text in _texts(value):
            _check_seen(text)
        return value


def _texts(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield text
            case list() as items:
                waiting += items
            case dict() as table:
                waiting += [*table, *table.values()]


def _check_seen(text: str) -> None:
    if any(category(sign) in _UNSEEN for sign in text):
        raise BadInput(_("文字里有控制符"), remedy=_("去掉换行和看不见的字符"))


def only_what_is_asked(run: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse what an operation did not ask for: another kind of body, an unknown parameter, and a
    sign that no address has.
    """
    operation: Operation = run.__self__  # type: ignore[attr-defined]
    sources = {str(each.__ninja_param_source__) for each in operation.models}
    may_be_empty = "body" in sources and not any(map(_is_needed, operation.models))
    known = {
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    }

    @wraps(run)
    def checked(request: HttpRequest, **named: Any) -> Any:
        try:
            _check_address(request, named, known)
            if not (may_be_empty and not request.body):  # nothing at all is of no kind
                _check_kind(request, sources)
        except (BadInput, Http404) as fault:
            return operation.api.on_exception(request, fault)
        return run(request, **named)

    return checked


def _is_needed(model: Any) -> bool:
    """Whether a request has to have a body."""
    is_body = model.__ninja_param_source__ == "body"
    return is_body and any(field.is_required() for field in model.model_fields.values())


def _check_address(request: HttpRequest, named: dict[str, Any], known: set[str]) -> None:
    if any("\0" in value for value in named.values() if isinstance(value, str)):
        raise Http404
    if unknown := sorted(set(request.GET) - known):
        shown = one_line(unknown[0], _SHOWN)
        remedy = _("可用的：%(names)s") % {"names": "、".join(sorted(known)) or _("没有")}
        raise BadInput(_("没有这个参数"), at=shown, remedy=remedy)
    for name, values in request.GET.lists():
        if len(values) > 1 or "\0" in values[0]:
            raise BadInput(_("参数只能写一次，不能有控制符"), at=name)


def _check_kind(request: HttpRequest, sources: set[str]) -> None:
    wanted = {"body": "application/json", "file": "multipart/form-data"}
    for source in sources & set(wanted):
        if request.content_type != wanted[source]:
            raise WrongKind(_("这里只收 %(kind)s") % {"kind": wanted[source]}, at="Content-Type")
