"""The identity provider (统一身份认证), as a TOML file names it:

    name = "县统一身份认证"              # what the button says
    issuer = "https://id.example"        # where /.well-known/openid-configuration is
    client_id = "huanjie"
    secret_file = "oidc-secret"          # beside this file; its one line is the secret
    claim = "preferred_username"         # which claim is the account's name here

Whoever the provider vouches for signs in with the account that the claim names, where there is one:
no account is ever made.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from huanjie.door.fault import BadInput
from huanjie.door.jsontext import read_text

PROVIDER_ID: Final = "sso"
_KEYS: Final = ("name", "issuer", "client_id", "secret_file")
_CLAIM: Final = "preferred_username"
_LOCAL: Final = ("http://localhost:", "http://127.0.0.1:")


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityProvider:
    """统一身份认证."""

    name: str
    issuer: str
    client_id: str
    secret: str
    claim: str

    @property
    def for_allauth(self) -> dict[str, Any]:
        """The same as allauth's setting of providers."""
        app = {
            "provider_id": PROVIDER_ID,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {"server_url": self.issuer, "oauth_pkce_enabled": True},
        }
        return {"openid_connect": {"APPS": [app]}}


def read_identity_provider(path: Path) -> IdentityProvider:
    """Read the file and the secret beside it; BadInput where one is not as it must be."""
    try:
        stated = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"不是 TOML 文件（{error}）", file=str(path)) from None
    for key in sorted(set(stated) - {*_KEYS, "claim"}):
        raise BadInput(f"不认识的项“{key}”", file=str(path), remedy="删去它，或者改正拼写")
    for key in dict.fromkeys((*_KEYS, *stated)):
        value = stated.get(key)
        if not isinstance(value, str) or not value.strip():
            raise BadInput(f"缺少“{key}”，或者它不是文字", file=str(path), remedy=f'写 {key} = "…"')
    issuer = stated["issuer"]
    if not issuer.startswith(("https://", *_LOCAL)):
        raise BadInput("issuer 要以 https:// 开头", file=str(path), remedy="身份认证必须走 HTTPS")
    file = path.parent / stated["secret_file"]
    secret = read_text(file).strip()
    if not secret:
        raise BadInput("密钥文件是空的", file=str(file), remedy="写上身份认证给的密钥")
    return IdentityProvider(
        name=stated["name"],
        issuer=issuer.rstrip("/"),
        client_id=stated["client_id"],
        secret=secret,
        claim=stated.get("claim", _CLAIM),
    )
