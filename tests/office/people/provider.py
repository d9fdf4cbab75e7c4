"""A small identity provider (身份认证服务) that really answers, for tests: OpenID Connect with one
key, one client, and whoever the test says is signed in there.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "huanjie", "a-secret-of-the-test"


class Provider(ThreadingHTTPServer):
    """Who is signed in there, and the codes that were given out."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.person: dict[str, Any] = {}
        self.codes: dict[str, dict[str, Any]] = {}

    @property
    def issuer(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = {name: value[0] for name, value in parse_qs(address.query).items()}
        answers: dict[str, Callable[[], None]] = {
            "/.well-known/openid-configuration": self._discovery,
            "/authorize": lambda: self._authorize(asked),
            "/jwks": self._keys,
            "/userinfo": lambda: self._say(self.server.person),
        }
        answers[address.path]()

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        form = {name: v[0] for name, v in parse_qs(self.rfile.read(length).decode()).items()}
        grant = self.server.codes.pop(form["code"], None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        good = grant and grant["code_challenge"] == challenge
        if not good or (form["client_id"], form["client_secret"]) != (CLIENT, SECRET):
            self._say({"error": "invalid_grant"}, status=400)
            return
        now = int(time.time())
        about = {"iss": self.server.issuer, "aud": CLIENT, "iat": now, "exp": now + 60}
        token = jwt.encode(about | self.server.person, self.server.key, "RS256", {"kid": "1"})
        self._say({"access_token": "t", "token_type": "Bearer", "id_token": token})

    def _discovery(self) -> None:
        issuer = self.server.issuer
        self._say(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "userinfo_endpoint": f"{issuer}/userinfo",
                "jwks_uri": f"{issuer}/jwks",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    def _authorize(self, asked: dict[str, str]) -> None:
        code = secrets.token_urlsafe(8)
        self.server.codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"]})
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{back}")
        self.end_headers()

    def _keys(self) -> None:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.server.key.public_key(), as_dict=True)
        self._say({"keys": [public | {"kid": "1", "alg": "RS256"}]})

    def _say(self, answer: object, status: int = 200) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def running_provider() -> Iterator[Provider]:
    """A provider that answers until the block ends."""
    provider = Provider()
    thread = threading.Thread(target=provider.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.shutdown()
        provider.server_close()
        thread.join()
