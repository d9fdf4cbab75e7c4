"""Every address and every role (网址与权限): who may open it and who may send to it, in one table.

An address that is not in the table fails the test. The election is sealed and full, so that whoever
may go somewhere is answered, and whoever may not is told that there is nothing, or that it is not
theirs.
"""

from __future__ import annotations

import uuid
from http.cookies import SimpleCookie
from typing import Any, Final

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from tests.office.polling.addresses import addresses
from tests.office.walked import Place, place, routes

from huanjie.office.planning.models import Election

__all__ = ["place"]  # a fixture of the walks

ELSEWHERE: Final = frozenset({"stranger", "other_town", "other_system", "other_security"})
"""the clerk of the village next door, and an officer and two administrators of another town"""
SYSTEM: Final = frozenset({"system"})
SECURITY: Final = frozenset({"security"})
AUDIT: Final = frozenset({"audit"})
ADMINISTRATORS: Final = SYSTEM | SECURITY | AUDIT
KEEPERS: Final = ADMINISTRATORS | {"other_system", "other_security"}
HERE: Final = frozenset(
    {"county", "town", "chair", "clerk", "teller", "other_teller", "scrutineer", "observer"}
)
NOBODY: Final[frozenset[str]] = frozenset()
REVIEWER: Final = frozenset({"reviewer"})
SIGNER: Final = frozenset({"signer"})
DEPARTMENT: Final = REVIEWER | SIGNER
SIGNED_IN: Final = HERE | ELSEWHERE | ADMINISTRATORS | DEPARTMENT
EVERYBODY: Final = SIGNED_IN | {"anonymous"}
OFFICERS: Final = frozenset({"county", "town"})
BOARD: Final = OFFICERS | {"other_town"}
CHAIR: Final = frozenset({"chair"})
TOWN: Final = frozenset({"town"})
CLERKS: Final = CHAIR | {"clerk"}
ROLL: Final = OFFICERS | CLERKS
PLANS: Final = OFFICERS | CHAIR
TOKENS: Final = OFFICERS | {"clerk"}
"""whose token it is, and who answers for the village"""
IMPORTERS: Final = SYSTEM | {"county", "other_system"}
CREATORS: Final = SYSTEM | {"other_system"}
GIVERS: Final = SECURITY | {"other_security"}
INCUMBENTS: Final = ROLL | {"stranger", "other_town"}
TELLERS: Final = frozenset({"teller", "other_teller"})
ADJUDICATORS: Final = TELLERS | {"scrutineer"}
WATCHERS: Final = frozenset({"scrutineer", "observer"})
TABLE: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "home": (SIGNED_IN, NOBODY),
    "health": (EVERYBODY, NOBODY),
    "ready": (EVERYBODY, NOBODY),
    "language": (EVERYBODY, EVERYBODY),
    "demo-day": (NOBODY, NOBODY),
    "demo-roll": (NOBODY, NOBODY),
    "sign-in": (EVERYBODY, EVERYBODY),
    "account_login": (EVERYBODY, EVERYBODY),
    "mfa_authenticate": (EVERYBODY, EVERYBODY),
    "openid_connect_login": (NOBODY, NOBODY),
    "openid_connect_callback": (NOBODY, NOBODY),
    "sign-out": (NOBODY, EVERYBODY),
    "own-account": (SIGNED_IN, NOBODY),
    "account_change_password": (SIGNED_IN, SIGNED_IN),
    "account_reauthenticate": (SIGNED_IN, SIGNED_IN),
    "prove-again": (SIGNED_IN, NOBODY),
    "end-sessions": (NOBODY, SIGNED_IN),
    "devices": (SIGNED_IN, NOBODY),
    "device-end": (NOBODY, NOBODY),
    "identity-unlink": (SIGNED_IN, SIGNED_IN),
    "mfa_reauthenticate": (SIGNED_IN, SIGNED_IN),
    "mfa_reauthenticate_webauthn": (SIGNED_IN, SIGNED_IN),
    "mfa_index": (SIGNED_IN, NOBODY),
    "mfa_activate_totp": (SIGNED_IN, SIGNED_IN),
    "mfa_deactivate_totp": (NOBODY, NOBODY),
    "mfa_add_webauthn": (SIGNED_IN, SIGNED_IN),
    "key-remove": (SIGNED_IN, SIGNED_IN),
    "mfa_view_recovery_codes": (SIGNED_IN, NOBODY),
    "mfa_generate_recovery_codes": (SIGNED_IN, SIGNED_IN),
    "accounts": (KEEPERS, NOBODY),
    "accounts-file": (KEEPERS, NOBODY),
    "account-new": (CREATORS, CREATORS),
    "accounts-import": (CREATORS, CREATORS),
    "accounts-template": (CREATORS, NOBODY),
    "accounts-faults": (NOBODY, CREATORS),
    "asked-roles": (GIVERS, GIVERS),
    "account": (ADMINISTRATORS, NOBODY),
    "account-password": (SYSTEM, SYSTEM),
    "account-close": (SYSTEM, SYSTEM),
    "account-reopen": (NOBODY, SYSTEM),
    "account-role": (NOBODY, SECURITY),
    "account-role-withdraw": (SECURITY, SECURITY),
    "account-unlock": (NOBODY, SECURITY),
    "account-second-factor": (SECURITY, SECURITY),
    "account-identity": (SECURITY, SECURITY),
    "cards": (CLERKS, CLERKS),
    "card-replace": (CLERKS, CLERKS),
    "card-revoke": (CLERKS, CLERKS),
    "card-sign-in": (EVERYBODY, EVERYBODY),
    "board": (BOARD, NOBODY),
    "board-file": (BOARD, NOBODY),
    "units": (SIGNED_IN, NOBODY),
    "units-file": (SIGNED_IN, NOBODY),
    "tokens": (SIGNED_IN, NOBODY),
    "make-token": (SIGNED_IN, SIGNED_IN),
    "revoke-token": (TOKENS, TOKENS),
    "api-docs": (EVERYBODY, NOBODY),
    "import-units": (IMPORTERS, IMPORTERS),
    "import-units-template": (IMPORTERS, NOBODY),
    "import-units-faults": (NOBODY, IMPORTERS),
    "unit-lineage": (HERE, NOBODY),
    "cover": (BOARD, NOBODY),
    "cover-file": (BOARD, NOBODY),
    "cover-send": (BOARD, BOARD),
    "cover-end": (OFFICERS, OFFICERS),
    "waves": (BOARD, NOBODY),
    "waves-file": (BOARD, NOBODY),
    "wave-add": (frozenset({"county"}), frozenset({"county"})),
    "wave-into": (frozenset({"county"}), frozenset({"county"})),
    "wave-change": (frozenset({"county"}), frozenset({"county"})),
    "wave-drop": (NOBODY, frozenset({"county"})),
    "terms": (SIGNED_IN, NOBODY),
    "terms-file": (SIGNED_IN, NOBODY),
    "incumbents-import": (INCUMBENTS, INCUMBENTS),
    "incumbents-template": (INCUMBENTS, NOBODY),
    "incumbents-upload": (ROLL, NOBODY),
    "incumbents-load": (NOBODY, ROLL),
    "incumbents-rejected": (NOBODY, ROLL),
    "incumbents": (HERE, NOBODY),
    "body-add": (ROLL, ROLL),
    "body-change": (ROLL, ROLL),
    "seat": (ROLL, ROLL),
    "leave-post": (ROLL, ROLL),
    "post-correct": (ROLL, ROLL),
    "same-person": (NOBODY, ROLL),
    "change-unit": (frozenset({"county"}), frozenset({"county"})),
    "unit": (HERE, NOBODY),
    "open-election": (OFFICERS | CLERKS, OFFICERS | CLERKS),
    "election": (HERE, NOBODY),
    "history": (HERE, NOBODY),
    "unit-history": (HERE, NOBODY),
    "keeping": (HERE, frozenset({"county"})),
    "keeping-lift": (NOBODY, frozenset({"county"})),
    "person": (OFFICERS, OFFICERS),
    "person-correct": (OFFICERS, OFFICERS),
    "election-law": (HERE, OFFICERS),
    "security": (AUDIT, NOBODY),
    "security-file": (AUDIT, NOBODY),
    "logs": (EVERYBODY, NOBODY),
    "log": (EVERYBODY, NOBODY),
    "log-checkpoint": (EVERYBODY, NOBODY),
    "log-inclusion": (EVERYBODY, NOBODY),
    "log-consistency": (EVERYBODY, NOBODY),
    "log-root": (EVERYBODY, NOBODY),
    "log-epoch": (EVERYBODY, NOBODY),
    "log-cosign": (NOBODY, EVERYBODY),
    "law": (EVERYBODY, NOBODY),
    "law-body": (EVERYBODY, NOBODY),
    "law-body-file": (EVERYBODY, NOBODY),
    "law-questions": (EVERYBODY, NOBODY),
    "law-question": (EVERYBODY, NOBODY),
    "postpone": (PLANS, PLANS),
    "cancel-election": (PLANS, PLANS),
    "schedule": (HERE, NOBODY),
    "schedule-file": (HERE, NOBODY),
    "schedule-workbook": (HERE, NOBODY),
    "schedule-word": (HERE, NOBODY),
    "timeline-picture": (HERE, NOBODY),
    "flow-picture": (HERE, NOBODY),
    "handbook": (HERE, NOBODY),
    "unit-timeline": (HERE, NOBODY),
    "roll": (ROLL, NOBODY),
    "roll-template": (CLERKS, NOBODY),
    "roll-file": (CLERKS, CLERKS),
    "roll-add": (CLERKS, CLERKS),
    "roll-remove": (CLERKS, CLERKS),
    "roll-number": (NOBODY, ROLL),
    "roll-uploads": (CLERKS, CLERKS),
    "roll-upload": (CLERKS, NOBODY),
    "roll-load": (CLERKS, CLERKS),
    "roll-withdraw": (NOBODY, CLERKS),
    "roll-rejected": (NOBODY, CLERKS),
    "roll-columns": (CLERKS, CLERKS),
    "roll-columns-forget": (NOBODY, CLERKS),
    "roll-twice": (ROLL, NOBODY),
    "roll-twice-one": (NOBODY, NOBODY),
    "rolls-import": (BOARD, BOARD),
    "rolls-import-one": (NOBODY, NOBODY),
    "rolls-import-rejected": (NOBODY, NOBODY),
    "rolls-twice": (BOARD, NOBODY),
    "roll-publish": (CHAIR, CHAIR),
    "roll-list": (ROLL, NOBODY),
    "roll-list-file": (ROLL, NOBODY),
    "roll-objections": (ROLL, NOBODY),
    "roll-objection": (ROLL, NOBODY),
    "objection-raise": (CLERKS, CLERKS),
    "objection-withdraw": (CLERKS, CLERKS),
    "objection-uphold": (CHAIR, CHAIR),
    "objection-dismiss": (CHAIR, CHAIR),
    "objection-answer": (ROLL, NOBODY),
    "objection-appeal": (ROLL, ROLL),
    "objection-appeal-keep": (TOWN, TOWN),
    "objection-appeal-change": (TOWN, TOWN),
    "objection-appeal-answer": (ROLL, NOBODY),
    "objection-decisions": (ROLL, NOBODY),
    "objections-file": (CLERKS, CLERKS),
    "roll-changes": (ROLL, NOBODY),
    "roll-change": (CHAIR, CHAIR),
    "roll-supplement": (ROLL, NOBODY),
    "roll-changes-file": (CLERKS, CLERKS),
    "on-roll": (EVERYBODY, EVERYBODY),
    "on-roll-by-name": (NOBODY, NOBODY),
    "registration": (ROLL, NOBODY),
    "registration-add": (CLERKS, CLERKS),
    "roll-of-chosen": (CLERKS, CLERKS),
    "proxies": (ROLL, NOBODY),
    "proxy-add": (CLERKS, CLERKS),
    "proxy-back": (CLERKS, CLERKS),
    "proxies-post": (CLERKS, CLERKS),
    "proxies-file": (ROLL, NOBODY),
    "chosen": (ROLL, NOBODY),
    "chosen-add": (CLERKS, CLERKS),
    "chosen-out": (CLERKS, CLERKS),
    "chosen-post": (CLERKS, CLERKS),
    "chosen-file": (ROLL, NOBODY),
    "notices": (ROLL, NOBODY),
    "notice-group": (CLERKS, CLERKS),
    "notice-back": (NOBODY, CLERKS),
    "notices-file": (ROLL, NOBODY),
    "candidates": (HERE, NOBODY),
    "candidates-find": (CLERKS, NOBODY),
    "candidates-nominate": (CLERKS, CLERKS),
    "candidates-remove": (CLERKS, CLERKS),
    "candidates-decline": (CLERKS, CLERKS),
    "candidates-leave": (CHAIR, CHAIR),
    "candidates-fill-up": (CHAIR, CHAIR),
    "declaration-form": (CLERKS, NOBODY),
    "nomination-form": (CLERKS, NOBODY),
    "public-notice": (HERE, NOBODY),
    "public-notice-post": (CHAIR, CHAIR),
    "public-notice-sheet": (HERE, NOBODY),
    "public-notice-file": (HERE, NOBODY),
    "nominee-objection-raise": (CLERKS, CLERKS),
    "nominee-objection": (ROLL, NOBODY),
    "nominee-objection-answer": (ROLL, NOBODY),
    "nominee-objection-uphold": (CHAIR, CHAIR),
    "nominee-objection-dismiss": (CHAIR, CHAIR),
    "nominee-objection-withdraw": (CLERKS, CLERKS),
    "statements": (HERE, NOBODY),
    "statement-keep": (CLERKS, CLERKS),
    "statement-take-back": (CLERKS, CLERKS),
    "statements-file": (HERE, NOBODY),
    "appraisals": (ROLL, CLERKS),
    "pledges": (ROLL, CLERKS),
    "pledge-strike": (CLERKS, CLERKS),
    "pledge-file": (ROLL, NOBODY),
    "findings": (ROLL, NOBODY),
    "findings-declare": (CLERKS, CLERKS),
    "finding": (ROLL, NOBODY),
    "finding-review": (ROLL, NOBODY),
    "finding-notice": (ROLL, NOBODY),
    "finding-facts": (CLERKS, CLERKS),
    "finding-exemption": (OFFICERS, OFFICERS),
    "finding-bar": (CLERKS, CLERKS),
    "finding-appeal": (ROLL, ROLL),
    "finding-decision": (OFFICERS | CHAIR, OFFICERS | CHAIR),
    "candidates-relatives": (CLERKS, CLERKS),
    "relatives-outside": (CLERKS, CLERKS),
    "relatives-outside-unmark": (CLERKS, CLERKS),
    "candidates-unmark": (CLERKS, CLERKS),
    "candidates-preselection": (CLERKS, CLERKS),
    "candidates-publish": (CHAIR, CHAIR),
    "candidates-notice": (HERE, NOBODY),
    "candidates-notice-file": (HERE, NOBODY),
    "filings-waiting": (BOARD, NOBODY),
    "filings": (HERE, NOBODY),
    "filing-send": (CLERKS, CLERKS),
    "filing-withdraw": (CLERKS, CLERKS),
    "filing-answer": (OFFICERS, OFFICERS),
    "filing-letter": (HERE, NOBODY),
    "filing-reply": (HERE, NOBODY),
    "reviews": (OFFICERS, NOBODY),
    "review-send": (OFFICERS, OFFICERS),
    "review-times": (OFFICERS, NOBODY),
    "review-departments": (OFFICERS, OFFICERS),
    "review-seat": (OFFICERS, OFFICERS),
    "review-unseat": (NOBODY, OFFICERS),
    "review-batch": (OFFICERS, NOBODY),
    "review-remind": (NOBODY, OFFICERS),
    "review-change": (NOBODY, OFFICERS),
    "election-review": (ROLL, NOBODY),
    "questions": (DEPARTMENT, NOBODY),
    "question-batch": (DEPARTMENT, REVIEWER),
    "question-sign": (DEPARTMENT, SIGNER),
    "question-return": (DEPARTMENT, DEPARTMENT),
    "question-back": (NOBODY, DEPARTMENT),
    "question-match": (DEPARTMENT, DEPARTMENT),
    "question-list": (NOBODY, DEPARTMENT),
    "rounds": (HERE, NOBODY),
    "open-round": (CLERKS, CLERKS),
    "round": (HERE, NOBODY),
    "issue-papers": (CLERKS, CLERKS),
    "collect-papers": (CLERKS, CLERKS),
    "print-ballots": (HERE, CLERKS),
    "print-file": (NOBODY, CLERKS),
    "print-sample": (HERE, CLERKS),
    "print-second": (HERE, NOBODY),
    "papers": (HERE, NOBODY),
    "paper-file": (HERE, NOBODY),
    "voter-cards": (CLERKS, CLERKS),
    "stock": (HERE, NOBODY),
    "stock-enter": (CLERKS, CLERKS),
    "stock-correct": (CLERKS, CLERKS),
    "stock-witness": (WATCHERS, WATCHERS),
    "sheet": (TELLERS, TELLERS),
    "compare-sheets": (HERE, frozenset({"scrutineer"})),
    "declare": (CHAIR, CHAIR),
    "scans": (HERE, TELLERS),
    "scan-withdraw": (NOBODY, TELLERS),
    "adjudicate": (ADJUDICATORS, ADJUDICATORS),
    "ruling-back": (NOBODY, ADJUDICATORS),
    "written-names": (frozenset({"scrutineer"}), frozenset({"scrutineer"})),
    "ballots": (CHAIR | {"scrutineer"}, CHAIR | {"scrutineer"}),
    "result": (HERE, NOBODY),
    "seal": (HERE, CHAIR),
    "notice-file": (HERE, NOBODY),
    "dossier-file": (HERE, NOBODY),
    "sealed-file": (CHAIR, NOBODY),
    "verify": (EVERYBODY, EVERYBODY),
    "verify-program": (EVERYBODY, NOBODY),
    "dossiers": (EVERYBODY, NOBODY),
    "public-dossier": (EVERYBODY, NOBODY),
}
"""By the name of the address: who may open it (GET), and who may send to it (POST)."""
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


def test_every_address_of_the_site_is_in_the_table() -> None:
    from tests.office.api.table import ADDRESSES  # whose own walk stands on this one

    assert {name for name, _ in routes(get_resolver())} == set(TABLE) | ADDRESSES


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


@pytest.mark.parametrize("name", ["roll-upload", "roll-load", "roll-withdraw", "roll-rejected"])
def test_a_file_of_another_election_is_not_there(
    place: Place, party_election: Election, name: str
) -> None:
    client = Client()
    client.force_login(place.cast.chair)
    address = place.address(name).replace(place.election.pk, party_election.pk)
    form = {"key": "k", "way": "add", "confirm": "1"}
    assert client.post(address, form).status_code in (404, 405, 422)
    assert client.get(address, {"way": "add"}).status_code in (404, 405)


def test_a_nominee_of_another_election_is_not_there(place: Place, party_election: Election) -> None:
    client = Client()
    client.force_login(place.cast.chair)
    address = place.address("candidates-remove").replace(place.election.pk, party_election.pk)
    assert client.get(address).status_code == 404
    assert client.post(address, {"key": "k", "confirm": "1"}).status_code == 404


@pytest.mark.parametrize("number", ["9" * 19, "9" * 30, "9" * 5000])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_number_in_an_address_is_too_large_for_an_answer(
    place: Place, number: str, method: str
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(place.cast.chair)
    values = {
        "pk": (place.election.pk,),
        "code": (place.election.unit_id,),
        "body": ("party-branch",),
        "kind": ("villagers", "renamed"),
        "sha256": ("0" * 64,),
        "role": ("clerk",),
        "provider_id": ("sso",),
        "person": ("p1",),
        "route": ("voters-jointly",),
        "signer": ("staff",),
        "number": (number,),
        "line": (number,),
        "batch": (number,),
        "what": ("printed",),
        "change": ("died",),
        "event": ("result-filed",),
        "question": ("turnout",),
        "wave": ("w1",),
        "sent": ("b1",),
        "asked": ("court",),
        "deed": ("withdraw",),
        "paper": ("notice",),
    }
    for address in addresses(values):
        if number in address:
            response = getattr(client, method)(address, {"key": "k", "way": "add", "confirm": "1"})
            assert response.status_code < 500, address


def test_a_sign_that_no_text_has_is_refused_everywhere(place: Place) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(place.cast.chair)
    texts: tuple[str, ...] = (
        "pk",
        "code",
        "body",
        "kind",
        "sha256",
        "question",
        "role",
        "wave",
        "provider_id",
    )
    texts += ("sent", "asked", "deed")
    values = dict.fromkeys(
        (*texts, "paper", "what", "change", "event", "person", "route", "signer"), ("%00",)
    )
    for address in addresses(values | {"number": ("1",), "line": ("1",), "batch": ("1",)}):
        wanted = {404} if "%00" in address else {400, 405}
        assert client.get(address, {"q": "\0"}).status_code in wanted, address
        if address == "/language/":
            continue  # keeps nothing of what it is told but one of two languages
        assert client.post(address, {"key": "\0"}).status_code in wanted | {401, 415}, address


def test_the_demos_addresses_are_shut_where_there_is_no_demo() -> None:
    assert not settings.HUANJIE_DEMO
    assert Client().post("/demo/day/", {"day": "2027-01-01"}).status_code == 404
