"""Addresses of accounts (账号): of all that allauth has, those that make sense here. Where it looks
up an address by a name of its own, that name stays.
"""

from __future__ import annotations

from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path

from huanjie.office.people import factor_views, own_views, views

_FACTORS = "account/second-factor/"

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-in/second/", factor_views.SecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/with/<slug:provider_id>/", openid.login, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", openid.callback, name="openid_connect_callback"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("account/", own_views.own_account, name="own-account"),
    path("account/password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("account/prove/", views.Prove.as_view(), name="account_reauthenticate"),
    path("account/prove/again/", own_views.prove_again, name="prove-again"),
    path("account/prove/code/", factor_views.ProveByCode.as_view(), name="mfa_reauthenticate"),
    path(
        "account/prove/key/", factor_views.ProveByKey.as_view(), name="mfa_reauthenticate_webauthn"
    ),
    path("account/end-sessions/", own_views.end_sessions, name="end-sessions"),
    path("account/devices/", own_views.devices_page, name="devices"),
    path("account/devices/<str:number>/end/", own_views.end_one, name="device-end"),
    path("account/identity/unlink/", own_views.UnlinkIdentity.as_view(), name="identity-unlink"),
    path(_FACTORS, factor_views.Factors.as_view(), name="mfa_index"),
    path(f"{_FACTORS}app/", factor_views.SetUpApp.as_view(), name="mfa_activate_totp"),
    path(f"{_FACTORS}app/remove/", factor_views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path(f"{_FACTORS}keys/add/", factor_views.AddKey.as_view(), name="mfa_add_webauthn"),
    path(f"{_FACTORS}keys/<str:number>/", factor_views.RemoveKey.as_view(), name="key-remove"),
    path(f"{_FACTORS}codes/", factor_views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path(
        f"{_FACTORS}codes/new/",
        factor_views.NewRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
]
