"""One person under several spellings (写法合并): of those who were written in."""

from __future__ import annotations

import hashlib
from collections import Counter

from huanjie.domain.adjudication import Marked
from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.domain.personname import fault_of_name, repaired_name
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import canonical, pretty
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import election_file, the_round
from huanjie.office.scanning.models import Spellings
from huanjie.office.scanning.work import Work, spellings_of, work_of


def written_names(work: Work) -> Counter[str]:
    """Every name on papers that are decided, and on how many; what one person alone ruled is not
    told.
    """
    return Counter(
        name
        for ruling in work.decided.values()
        if isinstance(ruling, Marked)
        for paper in ruling.contests.values()
        for name in paper.write_ins
    )


@command(Action.DECIDE_BALLOTS)
def merge_names(
    *, acting_user: ActingUser, election: Election, number: int, spelling: str, name: str
) -> Done[int]:
    """Say that two spellings are one person (合并写法); the answer is how many spellings are merged
    now. The log keeps that it was done, and a hash of the whole; no name.
    """
    round_ = _round(election, number)
    names = spellings_of(round_)
    spelling, name = repaired_name(spelling), repaired_name(name)
    name = names.get(name, name)
    _check_names(election, round_, spelling, name)
    known = set(written_names(work_of(election, round_))) | set(names)
    if spelling not in known:
        raise BadInput(f"认定过的选票上没有“{spelling}”", at="spelling", remedy="从列出的名字里选")
    merged = {each: name if whom == spelling else whom for each, whom in names.items()}
    return _keep(round_, merged | {spelling: name})


@command(Action.DECIDE_BALLOTS)
def part_names(
    *, acting_user: ActingUser, election: Election, number: int, spelling: str
) -> Done[int]:
    """Take a merging back (分开写法)."""
    round_ = _round(election, number)
    names = spellings_of(round_)
    if names.pop(spelling, None) is None:
        raise BadInput(f"“{spelling}”没有合并过", remedy="重新打开这一页")
    return _keep(round_, names)


def _round(election: Election, number: int) -> Round:
    after(Stage(election.stage), Action.DECIDE_BALLOTS)
    return the_round(election, number)


def _check_names(election: Election, round_: Round, spelling: str, name: str) -> None:
    if spelling == name:
        raise BadInput("两个写法相同", at="name", remedy="写这个人的另一个写法")
    if fault := fault_of_name(name) if name else "没有写姓名":
        raise BadInput(fault, at="name", remedy="写这个人的姓名")
    contests = election_file(election, round_).contests
    if name in {each.name for contest in contests for each in contest.candidates}:
        raise BadInput(
            f"“{name}”是选票上的候选人，不能这样合并",
            at="name",
            remedy="收回这些选票的认定，改记在候选人的标记上",
        )


def _keep(round_: Round, names: dict[str, str]) -> Done[int]:
    Spellings.objects.update_or_create(
        round=round_, defaults={"region": round_.region, "content": pretty(names)}
    )
    digest = hashlib.sha256(canonical(names)).hexdigest()
    says = {"round": round_.number, "spellings": len(names), "sha256": digest}
    return Done(answer=len(names), says=says)
