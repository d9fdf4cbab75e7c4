"""What views share (视图共用): who acts by a form, and a deed whose refusal goes back into it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar, cast

from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.command import ActingUser, Place
from huanjie.office.people.models import User
from huanjie.office.prepared import Prepared
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import allowed

T = TypeVar("T")
_NUMBER: Final = re.compile(r"[0-9]{1,18}")
"""as large as a database counts; a longer one is nobody's"""
_NO_VERSION: Final = -1
_HOLDS_SECONDS: Final = 10
_UNIT: Final = Prepared(Unit._meta.get_field("code"), ask=lambda code: Unit.objects.filter(pk=code))
View = Callable[..., HttpResponse]


def signed_in(request: HttpRequest) -> User:
    """Who sent the request; the middleware lets nobody else come this far."""
    user = request.user
    assert isinstance(user, User)
    return user


def whole_number(text: str) -> int | None:
    """A number that a page itself wrote (页面自带的数); None for anything else, however long."""
    return int(text) if _NUMBER.fullmatch(text) else None


def acting_user(request: HttpRequest) -> ActingUser:
    """Who acts, by the form that was posted: its `key`, and the version that it `seen`. A version
    that is no number was never anybody's: such a form is stale.
    """
    seen: int | None = None
    if stated := request.POST.get("seen", ""):
        number = whole_number(stated)
        seen = _NO_VERSION if number is None else number
    return ActingUser(user=signed_in(request), key=request.POST.get("key", ""), seen=seen)


def is_sent(request: HttpRequest) -> bool:
    """Whether a form came to be done (提交); one that the page of a stale form brings back (`edit`)
    comes to be filled in again, with what was typed.
    """
    return request.method == "POST" and "edit" not in request.POST


def shown_version(request: HttpRequest, place: Place) -> int:
    """The version that a form shows (页面的版本): where it comes back with its faults, still the
    one that it was made from, so that what others did meanwhile is told before it is done.
    """
    stated = whole_number(request.POST.get("seen", "")) if is_sent(request) else None
    return place.version if stated is None else stated


def for_everybody(view: View) -> View:
    """A page that everybody sees alike who has not signed in (公开的页面): whoever stands between
    may keep it for a moment. Whoever has signed in gets their own, which nobody keeps; and so does
    whoever typed something into it.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "GET" and not request.GET and not request.user.is_authenticated:
            patch_cache_control(response, public=True, max_age=_HOLDS_SECONDS)
        return response

    return cast(View, login_not_required(answer))


def find_unit(request: HttpRequest, code: str, action: Action = Action.SEE_UNIT) -> Unit:
    """A place that this user may see; any other is answered as if it were not there."""
    unit = _UNIT.first(code)
    if unit is None or not allowed(signed_in(request), action, unit):
        raise Http404(_("没有这个单位，或者您的账号不能查看它。"))
    return unit


def attempt(form: BaseForm, deed: Callable[[], T]) -> T | None:
    """Do a deed; what it refuses is put into the form, and nothing was done."""
    try:
        return deed()
    except BadInput as fault:
        field = fault.at if fault.at in form.fields else None
        form.add_error(field, in_sentences(fault))
        return None


def in_sentences(fault: BadInput) -> str:
    """What is wrong and how to mend it, as a page says it: a sentence each."""
    return f"{fault.says}。{fault.remedy}。" if fault.remedy else f"{fault.says}。"
