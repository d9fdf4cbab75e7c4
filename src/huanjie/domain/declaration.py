"""Declaration (宣布选举结果): who is elected, and by which article.

Takes a finished count and the pack in force on polling day. Does not know how the votes were
counted (tally.py) nor where they are kept. A procedure in four steps: is the election valid, who
fills the seats (seating.py), which near relatives may stay (avoidance.py), and what is left to do
(outcome.py).
"""

from __future__ import annotations

from huanjie.domain.contest import Count, Declaration
from huanjie.domain.outcome import results
from huanjie.domain.quorum import falls_short, under_meeting
from huanjie.domain.reconciliation import Papers, reconcile
from huanjie.domain.seating import seat
from huanjie.door.fault import BadInput
from huanjie.law.citation import Citation, cited, distinct
from huanjie.law.pack import RulePack
from huanjie.law.rules import Share

_Asked = tuple[Share, int, int, str]
"""A share with the number and the base that it is asked of, and what the number is."""


def declare(count: Count, pack: RulePack) -> Declaration:
    """Declare every contest of one election; a void election leaves every seat open."""
    pack = under_meeting(pack, count.method)
    papers = reconcile(
        pack,
        collected=count.collected,
        known=count.compared_with(),
        boxes=count.boxes,
    )
    asked = _enough(count, pack, voted=papers.collected)
    short = [each for each in asked if not each[0].met_by(each[1], each[2])]
    if papers.valid and count.registered is not None and papers.collected > count.registered:
        raise BadInput(
            f"收回选票 {papers.collected} 张，多于登记的 {count.registered} 人",
            at="/collected",
            remedy="核对；各项职务分别用选票的，收回数按投票的人数写",
        )
    if short or not papers.valid:
        return _declare_void(short, papers)
    return _declare_valid(count, pack, papers, [share.citation for share, *_ in asked])


def _declare_void(short: list[_Asked], papers: Papers) -> Declaration:
    """A void election: what falls short or is too many, and only the rules that void it."""
    faults = [falls_short(share, number, base, what=what) for share, number, base, what in short]
    grounds = [share.citation for share, *_ in short]
    if not papers.valid:
        faults.append(papers.reason or "")
        grounds += papers.grounds if papers.void_boxes else papers.grounds[:1]
    return Declaration(
        valid=False, reason="；".join(faults), contests=(), grounds=distinct(grounds)
    )


def _declare_valid(
    count: Count, pack: RulePack, papers: Papers, enough: list[Citation]
) -> Declaration:
    seating = seat(count, pack, collected=papers.collected)
    contests, grounds = results(count, pack, seating)
    boxes = papers.grounds[1:] if papers.void_boxes else ()
    return Declaration(
        valid=True,
        reason=None,
        contests=contests,
        grounds=distinct([*enough, *boxes, *grounds]),
    )


def _enough(count: Count, pack: RulePack, *, voted: int) -> list[_Asked]:
    """The shares that are asked: quorum (到会人数) and turnout (参加投票人数)."""
    asked: list[_Asked] = []
    if pack.quorum:
        attended = _stated(count.attended, "attended", pack.quorum)
        entitled = _stated(count.entitled, "entitled", pack.quorum)
        asked.append((pack.quorum, attended, entitled, "实到人数"))
    if pack.turnout:
        share = pack.turnout_for(count.method)
        registered = _stated(count.registered, "registered", share)
        asked.append((share, voted, registered, "收回选票"))
    return asked


def _stated(number: int | None, name: str, share: Share) -> int:
    if number is None:
        article = cited([share.citation])
        raise BadInput(f"缺少“{name}”，{article}要用它计算", remedy=f"补上“{name}”")
    return number
