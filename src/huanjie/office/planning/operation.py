"""An operation on one election (选举的一项操作): the election is found, and the one action that the
operation asks of the token is asked for at its place, too, before anything of it is run.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, Final, TypeVar, get_type_hints

from django.http import HttpRequest
from ninja import Header

from huanjie.domain.permission import Action
from huanjie.office.endpoint import Asked, acting
from huanjie.office.planning.lookup import election_to
from huanjie.office.tokens.bearer import Bearer

F = TypeVar("F", bound=Callable[..., Any])
Register = Callable[..., Callable[[Callable[..., Any]], Any]]

_ELECTION: Final = "/elections/{pk}"
_OWN, _WHO, _REQUEST = "own", "who", "request"


def on_election(
    register: Register, path: str, action: Action, **described: Any
) -> Callable[[F], F]:
    """Register an operation below the address of an election, by a router's `get` or `post`.

    The function takes the election as `own`; a deed takes `who` acts, and so carries the headers
    of a deed; whoever needs the request itself takes `request`. Everything else it takes is asked
    of the program, as anywhere.
    """

    def decorate(run: F) -> F:
        described.setdefault("auth", Bearer(action))
        register(_ELECTION + path, **described)(_served(run, action))
        return run

    return decorate


def _served(run: Callable[..., Any], action: Action) -> Callable[..., Any]:
    """The function as a program calls it: by the number of the election."""
    stated = signature(run).parameters
    kinds = get_type_hints(run, include_extras=True)

    @wraps(run)
    def served(request: HttpRequest, pk: str, **named: Any) -> Any:
        own = election_to(request, pk, action)
        if _WHO in stated:
            named[_WHO] = acting(request, named.pop("asked"))
        if _REQUEST in stated:
            named[_REQUEST] = request
        return run(own, **named)

    taken = [_taken(_REQUEST, HttpRequest), _taken("pk", str)]
    taken += [_taken("asked", Header[Asked])] if _WHO in stated else []
    others = [name for name in stated if name not in (_OWN, _WHO, _REQUEST)]
    taken += [_taken(name, kinds[name], stated[name].default) for name in others]
    served.__signature__ = Signature(taken)  # type: ignore[attr-defined]
    return served


def _taken(name: str, kind: Any, default: Any = Parameter.empty) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=kind)
