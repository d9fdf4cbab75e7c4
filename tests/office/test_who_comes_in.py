"""Who comes in (谁进得来): everybody at every address, as the table says and nowhere else.

The election is sealed and full, so that whoever may go somewhere is answered, and whoever may not
is told that there is nothing, or that it is not theirs.
"""

from __future__ import annotations

import uuid
from http.cookies import SimpleCookie
from typing import Any, Final

import pytest
from django.db import transaction
from django.test import Client
from tests.office.test_attacks import TABLE
from tests.office.walked import Place, place
from tests.office.whose import EVERYBODY

pytestmark = pytest.mark.any_database

__all__ = ["place"]  # a fixture of the walks

WAYS: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("get", {}),
    ("get", {"HX-Request": "true"}),
    ("post", {}),
)
"""a page, a fragment of it, and a form"""


def answered(response: Any) -> bool:
    """Whether somebody came in: neither refused, nor told that nothing is there, nor sent to sign
    in.
    """
    sent_to_sign_in = response.status_code == 302 and response["Location"].startswith("/sign-in/?")
    return response.status_code not in (403, 404, 405) and not sent_to_sign_in


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_everybody_comes_in_where_the_table_says_so_and_nowhere_else(
    place: Place, who: str
) -> None:
    client, user = Client(raise_request_exception=False), place.user(who)
    if user:
        client.force_login(user)
    session = client.cookies["sessionid"].value if user else ""
    wrong = {}
    for name, (may_get, may_post) in TABLE.items():
        address = place.address(name)
        for method, headers in WAYS:
            allowed = may_post if method == "post" else may_get
            before = transaction.savepoint()
            client.cookies = SimpleCookie({"sessionid": session})
            form = {"key": uuid.uuid4().hex, "way": "add", "confirm": "1"}
            response = getattr(client, method)(address, form, headers=headers)
            transaction.savepoint_rollback(before)
            assert response.status_code < 500, (method, address)
            if answered(response) != (who in allowed):
                wrong[method, name] = response.status_code
    assert not wrong
