"""Addresses of accounts (账号): of all that allauth has, those that make sense here. Where it looks
up an address by a name of its own, that name stays.
"""

from __future__ import annotations

from django.urls import path

from huanjie.office.people import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("account/", views.own_account, name="own-account"),
    path("account/password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("account/prove/", views.Prove.as_view(), name="account_reauthenticate"),
    path("account/end-sessions/", views.end_sessions, name="end-sessions"),
]
