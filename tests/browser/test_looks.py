"""How the main pages look (页面外观): on a phone and on a desk, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import pytest
from playwright.sync_api import StorageState, expect
from tests.browser.conftest import Window
from tests.browser.looks import faults_of
from tests.browser.steps import Screen, Visitor

HEAVIEST: Final = 100_000
"""bytes that the first page may take on its way, with everything it needs"""
MOST_TABS: Final = 25
TYPED: Final = (
    "method=voters&registered=1000&issued=800&collected=700&post=chair&seats=1&votes_0=400"
)
PAGES: Final[Mapping[str, tuple[str, str]]] = {
    "sign-in": ("", "/sign-in/"),
    "verify": ("", "/verify/"),
    "dossiers": ("", "/dossiers/"),
    "places": ("", "/places/?q=三"),
    "no place": ("", "/places/?q=nowhere"),
    "place": ("", "/places/330329100255/"),
    "place without a roll": ("", "/places/{village}/"),
    "law": ("", "/law/"),
    "law found": ("", "/law/?q=委托"),
    "law of a body": ("", "/law/party-branch/"),
    "law side by side": ("", "/law/villagers-committee/?with=zhejiang&with=sichuan"),
    "law pointed into": ("", "/law/villagers-committee/?with=zhejiang#majority"),
    "calculators": ("", "/law/ask/"),
    "about a person": ("", "/law/ask/eligibility/?body=party-branch"),
    "of a ballot": ("", "/law/ask/ballot/?body=party-branch&post=member&seats=3&approve=4"),
    "calculator": ("", "/law/ask/turnout/"),
    "yes": ("", "/law/ask/turnout/?method=voters&registered=1000&voted=501"),
    "no": ("", "/law/ask/deadline/?anchor=2026-06-28&days=20&direction=before&given=2026-06-09"),
    "no rule": ("", "/law/ask/quorum/?body=villagers-committee&entitled=50"),
    "votes needed": ("", f"/law/ask/declare/?{TYPED}"),
    "card": ("", "/card/"),
    "own account": ("clerk", "/account/"),
    "password": ("clerk", "/account/password/"),
    "second factor": ("clerk", "/account/second-factor/"),
    "set up an app": ("clerk", "/account/second-factor/app/"),
    "add a key": ("clerk", "/account/second-factor/keys/add/"),
    "accounts": ("system", "/accounts/"),
    "new account": ("system", "/accounts/new/"),
    "account to keep": ("security", "/accounts/{account}/"),
    "cards": ("chair", "/elections/{counting}/cards/"),
    "devices": ("clerk", "/account/devices/"),
    "tokens": ("clerk", "/tokens/"),
    "make a token": ("clerk", "/tokens/make/"),
    "many accounts": ("system", "/accounts/import/"),
    "new start password": ("system", "/accounts/{account}/password/"),
    "asked roles": ("security", "/accounts/asked/"),
    "security log": ("audit", "/security/"),
    "public logs": ("", "/log/"),
    "own data": ("county", "/units/{village}/person/"),
    "split": ("county", "/units/{village}/change/split/"),
    "into a wave": ("county", "/waves/into/?code={village}"),
    "keeping": ("county", "/elections/{sealed}/keeping/"),
    "board": ("county", "/board/"),
    "units": ("county", "/units/"),
    "town": ("county", "/units/330329100000/"),
    "import units": ("county", "/units/import/"),
    "lineage": ("county", "/units/{village}/lineage/?on=2026-01-01"),
    "merge": ("county", "/units/{village}/change/merged/"),
    "terms": ("county", "/terms/"),
    "bodies": ("county", "/units/{village}/incumbents/"),
    "body": ("county", "/units/{village}/incumbents/body/"),
    "import incumbents": ("county", "/terms/import/"),
    "cover": ("county", "/cover/"),
    "send": ("county", "/cover/send/?code={village}"),
    "waves": ("county", "/waves/"),
    "wave": ("county", "/waves/new/"),
    "places of a user": ("clerk", "/"),
    "village": ("clerk", "/units/{village}/"),
    "open": ("clerk", "/units/{village}/open/villagers-committee/"),
    "next step": ("chair", "/elections/{opened}/"),
    "schedule": ("clerk", "/elections/{opened}/schedule/"),
    "postpone": ("chair", "/elections/{opened}/postpone/"),
    "cancel": ("chair", "/elections/{opened}/cancel/"),
    "roll": ("clerk", "/elections/{opened}/roll/"),
    "upload": ("clerk", "/elections/{opened}/roll/uploads/"),
    "checked upload": ("clerk", "/elections/{opened}/roll/uploads/{upload}/"),
    "publish roll": ("chair", "/elections/{opened}/roll/publish/"),
    "posted roll": ("clerk", "/elections/{ready}/roll/list/"),
    "candidates": ("clerk", "/elections/{roll-published}/candidates/"),
    "nominate": ("clerk", "/elections/{roll-published}/candidates/find/?q=1"),
    "relatives": ("clerk", "/elections/{roll-published}/candidates/relatives/"),
    "findings": ("clerk", "/elections/{roll-published}/candidates/findings/"),
    "findings to take": ("clerk", "/elections/{roll-published}/candidates/findings/table/"),
    "declarations": ("clerk", "/elections/{roll-published}/candidates/findings/declare/"),
    "publish candidates": ("chair", "/elections/{roll-published}/candidates/publish/"),
    "posted candidates": ("clerk", "/elections/{ready}/candidates/notice/"),
    "relatives outside": ("clerk", "/elections/{roll-published}/candidates/relatives/outside/"),
    "a finding": ("clerk", "/elections/{roll-published}/candidates/findings/p1/"),
    "facts of a nominee": ("clerk", "/elections/{roll-published}/candidates/findings/p1/facts/"),
    "filings that wait": ("county", "/filings/"),
    "a step on paper": ("clerk", "/elections/{opened}/steps/poll-announced/"),
    "filings": ("clerk", "/elections/{sealed}/filings/"),
    "filings too early": ("clerk", "/elections/{opened}/filings/"),
    "send a filing": ("clerk", "/elections/{sealed}/filings/result-filed/send/"),
    "rolls of many": ("county", "/rolls/import/"),
    "on two rolls": ("county", "/rolls/twice/"),
    "on two rolls here": ("clerk", "/elections/{opened}/roll/twice/"),
    "on the roll": ("", "/on-roll/"),
    "registration": ("clerk", "/elections/{opened}/registration/"),
    "register": ("clerk", "/elections/{opened}/registration/add/"),
    "proxies": ("clerk", "/elections/{roll-published}/proxies/"),
    "a proxy": ("clerk", "/elections/{roll-published}/proxies/add/"),
    "many proxies": ("clerk", "/elections/{roll-published}/proxies/many/"),
    "post no proxies": ("clerk", "/elections/{roll-published}/proxies/post/"),
    "proxies to take": ("clerk", "/elections/{roll-published}/proxies/table/"),
    "chosen": ("clerk", "/elections/{roll-published}/chosen/"),
    "many chosen": ("clerk", "/elections/{roll-published}/chosen/many/"),
    "post nobody chosen": ("clerk", "/elections/{roll-published}/chosen/post/"),
    "no list for a roll": ("clerk", "/elections/{opened}/roll/chosen/"),
    "somebody chosen": ("clerk", "/elections/{roll-published}/chosen/add/"),
    "meeting notices": ("clerk", "/elections/{roll-published}/notices/"),
    "notices of a group": ("clerk", "/elections/{roll-published}/notices/1/"),
    "objections": ("clerk", "/elections/{roll-published}/roll/objections/"),
    "object": ("clerk", "/elections/{roll-published}/roll/objections/raise/"),
    "an objection": ("chair", "/elections/{roll-published}/roll/objections/1/"),
    "uphold": ("chair", "/elections/{roll-published}/roll/objections/1/uphold/"),
    "dismiss": ("chair", "/elections/{roll-published}/roll/objections/1/dismiss/"),
    "appeal a decision": ("clerk", "/elections/{roll-published}/roll/objections/1/appeal/"),
    "no decisions": ("clerk", "/elections/{roll-published}/roll/objections/decisions/"),
    "objections to take": ("clerk", "/elections/{roll-published}/roll/objections/file/"),
    "changes": ("chair", "/elections/{roll-published}/roll/changes/"),
    "somebody moved in": ("chair", "/elections/{roll-published}/roll/changes/moved-in/"),
    "somebody died": ("chair", "/elections/{roll-published}/roll/changes/died/"),
    "no supplement": ("chair", "/elections/{roll-published}/roll/changes/notice/"),
    "reviews": ("county", "/units/{county}/reviews/"),
    "review send": ("county", "/units/{county}/reviews/send/"),
    "review batch": ("county", "/units/{county}/reviews/{batch}/"),
    "review times": ("county", "/units/{county}/reviews/times/"),
    "departments": ("county", "/units/{county}/reviews/departments/"),
    "review of an election": ("clerk", "/elections/{roll-published}/review/"),
    "desks": ("reviewer", "/questions/"),
    "desk": ("reviewer", "/questions/{batch}/public-security/"),
    "give back": ("reviewer", "/questions/{batch}/public-security/return/"),
    "match a list": ("reviewer", "/questions/{batch}/public-security/match/"),
    "public notice": ("clerk", "/elections/{roll-published}/public-notice/"),
    "post a notice": ("chair", "/elections/{roll-published}/public-notice/post/"),
    "appraisals": ("clerk", "/elections/{roll-published}/appraisals/"),
    "pledges": ("clerk", "/elections/{roll-published}/pledges/"),
    "statements": ("clerk", "/elections/{roll-published}/statements/"),
    "a statement": ("clerk", "/elections/{roll-published}/statements/keep/"),
    "issue papers": ("clerk", "/elections/{ready}/rounds/1/issue/"),
    "empty ledger": ("clerk", "/elections/{ready}/rounds/1/stock/"),
    "ballot ledger": ("clerk", "/elections/{counting}/rounds/1/stock/"),
    "a line": ("clerk", "/elections/{polling}/rounds/1/stock/enter/spoiled/"),
    "correct a line": ("clerk", "/elections/{polling}/rounds/1/stock/1/correct/"),
    "collect papers": ("clerk", "/elections/{polling}/rounds/1/collect/"),
    "votes": ("clerk", "/elections/{polling}/rounds/"),
    "print ballots": ("clerk", "/elections/{ready}/rounds/1/print/"),
    "scan": ("teller1", "/elections/{counting}/rounds/1/scans/"),
    "to print": ("clerk", "/elections/{ready}/rounds/1/papers/"),
    "to print too early": ("clerk", "/elections/{opened}/rounds/1/papers/"),
    "voter cards": ("clerk", "/elections/{ready}/voter-cards/"),
    "sheet": ("teller1", "/elections/{counting}/rounds/1/sheet/"),
    "vote": ("scrutineer", "/elections/{counting}/rounds/1/"),
    "compare": ("scrutineer", "/elections/{declared}/rounds/1/compare/"),
    "result": ("observer", "/elections/{declared}/result/"),
    "next vote": ("chair", "/elections/{declared}/rounds/next/"),
    "history": ("observer", "/elections/{sealed}/history/"),
    "seal": ("chair", "/elections/{sealed}/seal/"),
}
"""each with who opens it"""


Look = Callable[[str], Visitor]


@pytest.fixture(scope="module")
def sessions() -> dict[str, StorageState]:
    """Who has signed in, so that nobody needs to twice."""
    return {}


@pytest.fixture
def look(
    staged_site: str, staged: dict[str, str], window: Window, sessions: dict[str, StorageState]
) -> Look:
    """Opens a page by its name, on a phone, signed in where it is not public."""

    def opened(name: str) -> Visitor:
        who, path = PAGES[name]
        visitor = Visitor(window(Screen.PHONE, sessions.get(who)), staged_site)
        if who and who not in sessions:
            visitor.signs_in(who)
            sessions[who] = visitor.page.context.storage_state()
        visitor.opens(path.format_map(staged))
        return visitor

    return opened


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_and_fits_on_a_phone_and_a_desk_in_both_languages(
    look: Look, name: str
) -> None:
    visitor = look(name)
    page, faults = visitor.page, list[str]()
    for language in ("zh-hans", "en"):
        site = {"name": "django_language", "value": language, "url": visitor.site}
        page.context.add_cookies([site])  # type: ignore[list-item]
        page.reload()
        for screen in Screen:
            page.set_viewport_size(screen.value)
            faults += [f"{language} {screen.name} {each}" for each in faults_of(page)]
    assert faults == []


def weight_of(look: Look, name: str) -> int:
    """The bytes that came over the wire for a page in a fresh window, with all that it needs."""
    visitor = look(name)
    wire = visitor.page.context.new_cdp_session(visitor.page)
    came: list[float] = []
    wire.on("Network.loadingFinished", lambda done: came.append(done["encodedDataLength"]))
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    visitor.page.reload(wait_until="networkidle")
    assert len(came) >= len(("page", "style", "script"))
    return int(sum(came))


@pytest.mark.parametrize(
    "name", ["sign-in", "next step", "village", "law", "law of a body", "calculator"]
)
def test_a_first_page_is_light(look: Look, name: str) -> None:
    assert 0 < weight_of(look, name) < HEAVIEST


@pytest.mark.parametrize("name", ["next step", "verify"])
def test_the_first_tab_skips_to_the_text(look: Look, name: str) -> None:
    page = look(name).page
    page.keyboard.press("Tab")
    skip = page.locator(".skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize(
    "name", ["sign-in", "next step", "candidates", "issue papers", "verify", "calculator"]
)
def test_the_main_deed_is_reached_and_seen_without_a_mouse(look: Look, name: str) -> None:
    page = look(name).page
    page.locator(".skip-link").press("Enter")
    deed = page.locator("#main .btn-primary").first
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if deed.evaluate("each => each === document.activeElement"):
            break
    expect(deed).to_be_focused()
    expect(deed).to_be_in_viewport()
    assert deed.evaluate("each => getComputedStyle(each).outlineStyle") != "none"
