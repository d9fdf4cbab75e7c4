"""Addresses of accounts and cards (账号管理、一次性卡)."""

from __future__ import annotations

from django.urls import path

from huanjie.domain.permission import Action
from huanjie.office.accounts import asked_views, card_views, many_views, services, views
from huanjie.office.accounts.views import checked_deed, plain_deed

_ONE = "accounts/<str:number>/"
_CARD = "elections/<str:pk>/cards/<str:number>/"

urlpatterns = [
    path("accounts/", views.accounts_page, name="accounts"),
    path("accounts/accounts.xlsx", views.accounts_file, name="accounts-file"),
    path("accounts/new/", views.new_page, name="account-new"),
    path("accounts/import/", many_views.import_page, name="accounts-import"),
    path("accounts/import/accounts.xlsx", many_views.import_template, name="accounts-template"),
    path("accounts/import/corrections.xlsx", many_views.import_faults, name="accounts-faults"),
    path("accounts/asked/", asked_views.asked_page, name="asked-roles"),
    path(_ONE, views.account_page, name="account"),
    path(f"{_ONE}password/", views.renew_password, name="account-password"),
    path(f"{_ONE}roles/", views.assign_role, name="account-role"),
    path(f"{_ONE}roles/<slug:role>/<str:code>/", views.withdraw_role, name="account-role-withdraw"),
    path(
        f"{_ONE}close/",
        checked_deed(Action.CLOSE_ACCOUNT, services.close_account),
        name="account-close",
    ),
    path(
        f"{_ONE}reopen/",
        plain_deed(Action.REOPEN_ACCOUNT, services.reopen_account),
        name="account-reopen",
    ),
    path(
        f"{_ONE}unlock/",
        plain_deed(Action.UNLOCK_ACCOUNT, services.unlock_account),
        name="account-unlock",
    ),
    path(
        f"{_ONE}second-factor/",
        checked_deed(Action.RESET_SECOND_FACTOR, services.reset_second_factor),
        name="account-second-factor",
    ),
    path(
        f"{_ONE}identity/",
        checked_deed(Action.UNLINK_IDENTITY, services.unlink_identity),
        name="account-identity",
    ),
    path("elections/<str:pk>/cards/", card_views.cards_page, name="cards"),
    path(f"{_CARD}replace/", card_views.replace_card, name="card-replace"),
    path(f"{_CARD}revoke/", card_views.revoke_card, name="card-revoke"),
    path("card/", card_views.sign_in_page, name="card-sign-in"),
]
