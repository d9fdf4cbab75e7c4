"""Papers out (发出选票): as a total, or as they are handed out; the ledger keeps each line, and the
first one begins the vote.
"""

from __future__ import annotations

from collections.abc import Iterator

from huanjie.domain.cycle import Stage, after
from huanjie.domain.daywords import in_words
from huanjie.domain.permission import Action
from huanjie.domain.stock import BY_TOTAL, REASONS, Kind, check_open
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.gates import pass_gates
from huanjie.office.planning.models import Election
from huanjie.office.polling.ledger import (
    MOST,
    WHOLE,
    Said,
    Spot,
    entries_of,
    says_of,
    sums_of,
    write,
)
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import FIRST, current_round, first_paper, the_round
from huanjie.office.roll.frozen import check_decided


@command(Action.ISSUE_PAPERS)
def issue_papers(
    *, acting_user: ActingUser, election: Election, number: int, issued: int, because: str = ""
) -> Done[int]:
    """Enter how many papers went out (发出选票); more, or a corrected number, while the poll is on.

    `because` says why a number that was entered before changes: `more` or `correction`.
    """
    after(Stage(election.stage), Action.ISSUE_PAPERS)
    check_decided(election)
    pass_gates(Action.ISSUE_PAPERS, election)
    round_ = _round_to_issue(election, number)
    before = round_.issued
    _check_day(election, round_)
    if not 1 <= issued <= MOST:
        raise BadInput("发出的选票至少是一张", at="issued", remedy="填写实际发出的张数")
    if before is None:
        round_.held_on = clock.today()
    else:
        _check_change(before, issued, because)
    lines = tuple(_lines_for_total(election, number, issued, correct=because == "correction"))
    write(election, number, lines, user=acting_user.user, begun=round_)
    election.advance(Action.ISSUE_PAPERS)
    says = {"round": number, "issued": issued, "before": before, "because": because or None}
    return Done(answer=number, says=says | says_of(election, round_, number))


def _lines_for_total(
    election: Election, number: int, issued: int, *, correct: bool
) -> Iterator[Said]:
    """The lines that bring the ledger to a stated total: one more line; or, where the total was
    wrong, what was entered as a total is taken back and entered anew. Lines of a box stand: who
    states a total does not say which box is wrong.
    """
    entries = entries_of(election, number)
    if not correct:
        more = issued - sums_of(entries).issued
        yield Said(what=Kind.ISSUED, papers=more, reason=BY_TOTAL)
        return
    whole = [
        entry
        for entry in entries
        if entry.what in (Kind.ISSUED, Kind.RETURNED)
        and not entry.spot
        and not entry.as_line.taken_back
    ]
    by_spot = sums_of(each for each in entries if each not in whole).issued
    if issued < by_spot:
        raise BadInput(
            f"按票箱和批次登记的发出选票已经有 {by_spot} 张，比 {issued} 张多",
            at="issued",
            remedy="在“选票台账”更正登记错了的那一笔",
        )
    for entry in whole:
        kind = Kind(entry.what)
        yield Said(what=kind, papers=entry.papers, reason="count", takes_back=entry)
    if issued > by_spot:
        yield Said(what=Kind.ISSUED, papers=issued - by_spot, reason=BY_TOTAL)


@command(Action.ISSUE_PAPERS)
def hand_out(
    *,
    acting_user: ActingUser,
    election: Election,
    number: int,
    papers: int,
    reason: str,
    spot: Spot = WHOLE,
) -> Done[int]:
    """Enter papers that go out now (领出选票), to voters or with a box; the first vote begins with
    it. The answer is how many are out in all.
    """
    after(Stage(election.stage), Action.ISSUE_PAPERS)
    check_decided(election)
    check_open(Kind.ISSUED, Stage(election.stage))
    round_ = _round_to_issue(election, number)
    _check_day(election, round_)
    if reason not in REASONS[Kind.ISSUED]:
        raise BadInput("要说明为什么领出", at="reason", remedy="从所列的原因里选一项")
    before = round_.issued
    if before is None:
        round_.held_on = clock.today()
    said = Said(what=Kind.ISSUED, papers=papers, reason=reason, spot=spot)
    (line,) = write(election, number, (said,), user=acting_user.user, begun=round_)
    election.advance(Action.ISSUE_PAPERS)
    says = {
        "round": number,
        "issued": round_.issued,
        "before": before,
        "line": line,
        "papers": papers,
        "spot": spot.kind or None,
        "spot_number": spot.number or None,
    }
    return Done(answer=round_.issued or 0, says=says | says_of(election, round_, number))


def _round_to_issue(election: Election, number: int) -> Round:
    if current_round(election) is not None:
        return the_round(election, number)
    if number != 1:
        raise BadInput(f"还没有第 {number} 次投票", remedy="从“投票计票”重新打开这一页")
    return Round(
        election=election,
        region=election.region,
        number=1,
        kind=FIRST,
        paper=first_paper(election),
    )


def _check_day(election: Election, round_: Round) -> None:
    day = round_.held_on or election.polling_day
    if clock.today() < day:
        raise BadInput(f"投票日是{in_words(day)}，还没有到", remedy="到了那一天再登记发出的选票")


def _check_change(before: int, issued: int, because: str) -> None:
    if issued == before:
        raise BadInput(f"已经登记的就是 {before} 张", at="issued")
    if because not in ("more", "correction"):
        raise BadInput("要说明为什么改动", at="because", remedy="选“补发”或者“更正”")
    if because == "more" and issued < before:
        raise BadInput(
            f"补发以后的总数是 {issued}，比原来的 {before} 少",
            at="issued",
            remedy="填写发出的总数；原来登记错了的，选“更正”",
        )
