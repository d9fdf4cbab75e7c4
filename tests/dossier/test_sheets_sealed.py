"""A dossier of a hand count (手工计票的卷宗): two sheets, and everything that follows from them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from tests.dossier import cast, revotes
from tests.dossier.conftest import Sealing
from tests.dossier.tamper import alone, changed, packed, unpacked, with_log, with_manifest

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.handcount import first_by_hand, revote_by_hand, runoffs_by_hand
from huanjie.domain.rounds import CountFile
from huanjie.domain.sheets import Place, Sheet, SheetContest, Sheets, settle
from huanjie.domain.tally import check_has_turnout
from huanjie.dossier.build import Chance, SealedDossier, seal_dossier
from huanjie.dossier.publishable import publishable
from huanjie.dossier.verify import CHECKS, verify
from huanjie.law.applied import Law
from huanjie.protect.keys import KeyRing

VOTES = "/rounds/0/sheets/settled/contests/member/votes/zhou"


def sheet(valid: int, votes: dict[Post, dict[PersonId, int]]) -> Sheet:
    """A sheet without invalid papers, on which who does not approve opposes."""
    return Sheet(
        contests={
            post: SheetContest(
                valid=valid,
                invalid=0,
                votes=own,
                oppose={person: valid - n for person, n in own.items()},
                abstain=dict.fromkeys(own, 0),
            )
            for post, own in votes.items()
        }
    )


def settled(right: Sheet) -> Sheets:
    """The second teller wrote one vote more for 周, and one name that nobody wrote."""
    member = right.contests[cast.MEMBER]
    votes = {**member.votes, cast.ZHOU: member.votes[cast.ZHOU] + 1}
    slip = replace(member, votes=votes, write_ins={"<b>冯立新</b>": 1})
    wrong = Sheet(contests={**right.contests, cast.MEMBER: slip})
    places = (
        Place(post=cast.MEMBER, what="votes", whom=cast.ZHOU),
        Place(post=cast.MEMBER, what="write-in", whom="<b>冯立新</b>"),
    )
    decided = dict(zip(places, (member.votes[cast.ZHOU], 0), strict=True))
    return Sheets(first=right, second=wrong, settled=settle(right, wrong, decided))


def alike(own: Sheet) -> Sheets:
    return Sheets(first=own, second=own)


def by_hand() -> CountFile:
    """清水村 by hand: a first vote with two slips, and a runoff without any."""
    first, runoff = cast.first_election(), cast.runoff_election()
    collected = check_has_turnout(first).collected
    round_ = first_by_hand(first, settled(sheet(collected, cast.FIRST_VOTES)))
    count = CountFile(election=first, rounds=(round_,))
    more = runoffs_by_hand(count, runoff, alike(sheet(57, cast.RUNOFF_VOTES)))
    return replace(count, rounds=(round_, *more))


def sealed_by(keys: KeyRing, count: CountFile, law: Law) -> SealedDossier:
    return seal_dossier(count, law, keys, Chance(now=cast.NOW, random=cast.chance()))


@pytest.fixture(scope="module")
def dossier(sealing: Sealing, law: Law) -> SealedDossier:
    return sealed_by(sealing.keys, by_hand(), law)


def page_of(dossier: SealedDossier) -> str:
    """What a reader of the page sees."""
    body = unpacked(dossier.public)["index.html"].decode().partition("</style>")[2]
    return unescape(re.sub(r"[ \n]+", " ", re.sub(r"<[^>]*>", " ", body)))


def notice_of(dossier: SealedDossier) -> str:
    return unpacked(dossier.public)["documents/result-notice.txt"].decode()


def test_a_dossier_with_sheets_is_whole_and_has_no_sealed_part(
    sealing: Sealing, dossier: SealedDossier
) -> None:
    assert dossier.sealed is None
    verdict = verify(dossier.public, key=sealing.keys.fingerprint)
    assert verdict.whole
    assert verdict.good
    says = next(step.says for step in verdict.steps if step.name == "计票与日志")
    assert says == "2 轮，与日志相符；手工计票 2 次，都与两人的计票单相符"


def test_a_dossier_without_sheets_says_nothing_of_them(sealing: Sealing) -> None:
    files = unpacked(sealing.public)
    told = [raw for name, raw in files.items() if name != "law/pack.json"]
    assert len(told) == len(files) - 1
    assert not any("计票单".encode() in raw or b"sheets" in raw for raw in told)
    says = next(step.says for step in verify(sealing.public).steps if step.name == "计票与日志")
    assert says == "2 轮，与日志相符"


def test_the_checks_keep_their_names() -> None:
    names = [name for name, _, _ in CHECKS]
    assert names[2:4] == ["计票与日志", "内容与日志"]
    assert len(names) == 11


@pytest.mark.parametrize("remake", [alone, with_manifest])
def test_a_changed_number_on_a_sheet_is_named_to_the_pointer(
    dossier: SealedDossier, remake: object
) -> None:
    files = unpacked(dossier.public)
    for which in ("first", "second", "settled"):
        pointer = VOTES.replace("settled", which)
        stated = 26 if which == "second" else 25
        forged = changed(files, "count.json", pointer, stated + 2)
        verdict = verify(packed(remake(forged)))  # type: ignore[operator]
        assert verdict.fails
        assert (verdict.fails.file, verdict.fails.pointer) == ("count.json", pointer)
        assert verdict.fails.says == f"写的是 {stated + 2}，日志里是 {stated}"


def test_a_log_rewritten_by_another_key_does_not_hide_that_the_facts_do_not_follow(
    dossier: SealedDossier, other_keys: KeyRing
) -> None:
    forged = changed(unpacked(dossier.public), "count.json", VOTES, 26)
    forged = changed(forged, "count.json", VOTES.replace("votes", "oppose"), 34)
    verdict = verify(packed(with_log(forged, signed_by=other_keys)))
    assert verdict.fails
    assert verdict.fails.file == "count.json"
    assert verdict.fails.pointer == VOTES.replace("votes", "oppose")
    assert "两份计票单上都是 35" in verdict.fails.says


def test_the_page_shows_both_sheets_side_by_side_with_what_was_settled(
    dossier: SealedDossier,
) -> None:
    page = page_of(dossier)
    for said in (
        "计票：两份计票单",
        "计票由两人各自录入，互不相见，不同之处 2 处，由监票人认定。",
        "周文斌 赞成票 25 26 25",
        "<b>冯立新</b> 另选他人 0 1 0",
        "赵明远 赞成票 41 41 赵明远 反对票 19 19",
        "计票由两人各自录入，互不相见，两份相同。",
    ):
        assert said in re.sub(r" +", " ", page), said
    assert "<b>冯立新" not in unpacked(dossier.public)["index.html"].decode()


def test_the_notice_says_in_one_line_how_it_was_counted(dossier: SealedDossier) -> None:
    lines = [line.strip() for line in notice_of(dossier).splitlines() if "两人" in line]
    assert lines == [
        "计票由两人各自录入，互不相见，不同之处 2 处，由监票人认定。",
        "计票由两人各自录入，互不相见，两份相同。",
    ]


def test_a_revote_by_hand_has_its_own_sheets(sealing: Sealing, law: Law) -> None:
    first = revotes.tied_election()
    round_ = first_by_hand(first, alike(sheet(60, revotes.FIRST)))
    count = CountFile(election=first, rounds=(round_,))
    again = revotes.again_election()
    again = replace(again, turnout=replace(check_has_turnout(again), collected=55))
    part = SheetContest(
        valid=51,
        invalid=4,
        votes={cast.LI: 30, cast.ZHOU: 21},
        oppose={cast.LI: 0, cast.ZHOU: 0},
        abstain={cast.LI: 21, cast.ZHOU: 30},
    )
    count = revote_by_hand(count, again, alike(Sheet(contests={cast.MEMBER: part})))
    dossier = sealed_by(sealing.keys, count, law)
    assert verify(dossier.public).whole
    assert "再次投票的计票由两人各自录入" in notice_of(dossier)
    assert "再次投票的计票：两份计票单" in page_of(dossier)
    stated = json.loads(unpacked(dossier.public)["count.json"])["rounds"][0]["revotes"][0]
    assert stated["sheets"]["settled"] is None


def test_what_is_published_keeps_the_sheets_as_they_are(law: Law) -> None:
    count = by_hand()
    public = publishable(count, law.pack)
    assert [each.sheets for each in public.rounds] == [each.sheets for each in count.rounds]
