"""Addresses of accounts (账号)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path

from huanjie.office.people.views import SignIn

urlpatterns = [
    path("sign-in/", login_not_required(SignIn.as_view()), name="sign-in"),
    path("sign-out/", LogoutView.as_view(next_page="sign-in"), name="sign-out"),
]
