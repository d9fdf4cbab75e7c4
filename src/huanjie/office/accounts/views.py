"""Pages of accounts (账号): the list, one account with what may be done to it, a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huanjie.domain.cycle import DEED_NAMES
from huanjie.domain.permission import ROLE_NAMES, Action, Role
from huanjie.office import clock
from huanjie.office.accounts import services
from huanjie.office.accounts.asked_views import asked_of
from huanjie.office.accounts.checks import check_page, nobody_else
from huanjie.office.accounts.codes import start_password
from huanjie.office.accounts.forms import AccountForm, RoleForm
from huanjie.office.accounts.listing import HEADS, Row, rows_of
from huanjie.office.accounts.reach import Kept, find_account, kept_by
from huanjie.office.accounts.services import NewAccount
from huanjie.office.people.identity import identity_of
from huanjie.office.people.models import User
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import in_force, need_somewhere, places_of, visible
from huanjie.office.web import acting_user, attempt, find_unit, is_sent, signed_in
from huanjie.office.xlsx import spreadsheet

_KEPT_BY: Final = "账号由管理员管理"
_SAYS: Final = {
    Action.CLOSE_ACCOUNT: gettext_lazy("账号已经停用，正在用它的人也已退出。"),
    Action.REOPEN_ACCOUNT: gettext_lazy("账号已经恢复，密码还是原来的。"),
    Action.UNLOCK_ACCOUNT: gettext_lazy("账号已经解锁。"),
    Action.RESET_SECOND_FACTOR: gettext_lazy("第二重验证已经重置，下次登录时重新设置。"),
    Action.UNLINK_IDENTITY: gettext_lazy("已经解除关联，下次用统一身份认证登录时重新关联。"),
}


@require_safe
def accounts_page(request: HttpRequest) -> HttpResponse:
    """The accounts below one's own place."""
    user = _keeper(request)
    page = {
        "section": "accounts",
        "rows": _rows(user),
        "heads": [str(head) for head in HEADS],
        "may_create": bool(places_of(user, Action.CREATE_ACCOUNT)),
        "may_import": bool(places_of(user, Action.IMPORT_UNITS)),
        "waiting": asked_of(user),
    }
    return render(request, "accounts/accounts.html", page)


@require_safe
def accounts_file(request: HttpRequest) -> HttpResponse:
    """The same as a spreadsheet."""
    rows = [list(row.cells) for row in _rows(_keeper(request))]
    heads = [str(head) for head in HEADS]
    return spreadsheet(name=f"accounts-{clock.today()}", heads=heads, rows=rows)


@require_http_methods(["GET", "POST"])
def new_page(request: HttpRequest) -> HttpResponse:
    """Make an account; its start password is shown on the page that answers, once."""
    places = _places(request, Action.CREATE_ACCOUNT)
    form = AccountForm(places, request.POST or None)
    if is_sent(request) and form.is_valid():
        acting, data = acting_user(request), form.cleaned_data
        role = Role(data["role"]) if data["role"] else None
        account = NewAccount(username=data["username"], name=data["name"], role=role)
        made = attempt(
            form,
            lambda: services.create_account(
                acting_user=acting,
                unit=data["place"],
                account=account,
                password=start_password(acting),
            ),
        )
        if made is not None:
            user = User.objects.get(pk=made)
            return _password_page(request, user, start_password(acting))
    page = {"form": form, "places": places, "section": "accounts"}
    return render(request, "accounts/new.html", page, status=422 if form.errors else 200)


@require_safe
def account_page(request: HttpRequest, number: str) -> HttpResponse:
    """One account: what it holds, how it stands, what may be done to it."""
    kept = find_account(request, number)
    return render(request, "accounts/account.html", _page(request, kept, None))


@require_http_methods(["GET", "POST"])
def renew_password(request: HttpRequest, number: str) -> HttpResponse:
    """Ask, then give another start password, shown on the page that answers, once."""
    kept = find_account(request, number, Action.RENEW_PASSWORD)
    if request.method == "GET":
        return _check(request, Action.RENEW_PASSWORD, kept)
    acting = acting_user(request)
    password = start_password(acting)
    services.renew_password(
        acting_user=acting, unit=kept.seat, account=kept.user.pk, password=password
    )
    return _password_page(request, kept.user, password)


@require_POST
def assign_role(request: HttpRequest, number: str) -> HttpResponse:
    """Give the account a role."""
    kept = find_account(request, number, Action.ASSIGN_ROLE)
    form = RoleForm(_places(request, Action.ASSIGN_ROLE), request.POST)
    if form.is_valid():
        role, place = Role(form.cleaned_data["role"]), form.cleaned_data["place"]
        given = attempt(
            form,
            lambda: (
                services.assign_role(
                    acting_user=acting_user(request),
                    unit=place,
                    account=kept.user.pk,
                    role=role,
                ),
            ),
        )
        if given is not None:
            messages.success(request, _("角色已经指定。"))
            return redirect("account", kept.user.pk)
    return render(request, "accounts/account.html", _page(request, kept, form), status=422)


@require_http_methods(["GET", "POST"])
def withdraw_role(request: HttpRequest, number: str, code: str, role: str) -> HttpResponse:
    """Ask, then take a role away."""
    kept = find_account(request, number, Action.WITHDRAW_ROLE)
    unit = find_unit(request, code, Action.WITHDRAW_ROLE)
    if role not in set(Role):
        raise Http404
    if request.method == "GET":
        about = f"{kept.user.name}（{unit.short_name} {_(ROLE_NAMES[Role(role)])}）"
        alone = nobody_else(unit, Role(role), kept.user.pk)
        return _check(request, Action.WITHDRAW_ROLE, kept, about=about, more=alone)
    services.withdraw_role(
        acting_user=acting_user(request), unit=unit, account=kept.user.pk, role=Role(role)
    )
    messages.success(request, _("角色已经收回。"))
    return redirect("account", kept.user.pk)


def plain_deed(action: Action, service: Callable[..., None]) -> Callable[..., HttpResponse]:
    """A view of a deed that needs to know the account alone."""

    @require_POST
    def view(request: HttpRequest, number: str) -> HttpResponse:
        kept = find_account(request, number, action)
        service(acting_user=acting_user(request), unit=kept.seat, account=kept.user.pk)
        messages.success(request, str(_SAYS[action]))
        return redirect("account", kept.user.pk)

    return view


def checked_deed(action: Action, service: Callable[..., None]) -> Callable[..., HttpResponse]:
    """The same, of a deed that puts somebody out: asked before it is done."""
    do = plain_deed(action, service)

    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest, number: str) -> HttpResponse:
        if request.method == "GET":
            return _check(request, action, find_account(request, number, action))
        return do(request, number)

    return view


def _check(
    request: HttpRequest, action: Action, kept: Kept, *, about: str = "", more: Sequence[str] = ()
) -> HttpResponse:
    return check_page(
        request,
        action,
        about=about or f"{kept.user.name}（{kept.user.username}）",
        heading=_(DEED_NAMES[action]),
        back=reverse("account", args=[kept.user.pk]),
        more=more,
    )


def _keeper(request: HttpRequest) -> User:
    user = signed_in(request)
    need_somewhere(user, Action.SEE_ACCOUNTS, _KEPT_BY)
    return user


def _places(request: HttpRequest, action: Action) -> list[Unit]:
    """Where this administrator may do it; refused where nowhere."""
    need_somewhere(signed_in(request), action, _KEPT_BY)
    return list(visible(signed_in(request), action))


def _rows(user: User) -> list[Row]:
    return rows_of(kept_by(user))


def _page(request: HttpRequest, kept: Kept, form: RoleForm | None) -> dict[str, Any]:
    places = list(visible(signed_in(request), Action.ASSIGN_ROLE))
    return {
        "section": "accounts",
        "row": rows_of([kept])[0],
        "account": kept.user,
        "seat": kept.seat,
        "held": kept.held,
        "identity": identity_of(kept.user),
        "asked": kept.user.asked_roles.select_related("unit"),
        "is_own": kept.user.pk == signed_in(request).pk,
        "form": form or RoleForm(places, initial=_asked(kept.user)),
        "places": places,
        "roles": ROLE_NAMES,
    }


def _asked(user: User) -> dict[str, str]:
    """The role that was asked for, to begin with."""
    first = user.asked_roles.select_related("unit").first()
    return (
        {"role": first.role, "place": f"{first.unit_id} {first.unit.short_name}"} if first else {}
    )


def _password_page(request: HttpRequest, user: User, password: str) -> HttpResponse:
    page = {"account": user, "password": password, "section": "accounts"}
    page |= {"address": request.build_absolute_uri("/sign-in/")}
    page |= {"held": user.assignments.filter(in_force()).exists()}
    page |= {"asked": user.asked_roles.exists()}
    return render(request, "accounts/password.html", page)
