"""Correcting what is wrong about a person (更正本人信息): while the law leaves it open, by the
check of a row; what is fixed says by which article, and how to go on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Action
from huanjie.domain.rollcolumns import Column
from huanjie.door.fault import BadInput
from huanjie.law.citation import cited
from huanjie.law.retention import kind_of
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.events import OBJECTIONS_END
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.reading import reason_of
from huanjie.office.roll.rewriting import changed_columns, rewrite

_NOT_POSTED: Final = frozenset({"phone"})
"""what no list fixes: it may be corrected until the election is over"""


@command(Action.CORRECT_PERSON)
def correct_person(
    *,
    acting_user: ActingUser,
    election: Election,
    number: int,
    cells: Mapping[Column, str],
    because: str,
) -> Done[int]:
    """Correct what a roll says of one person (更正); the answer is the number on the roll.

    BadInput, with its article, where the election is over, or where the list was published and
    more than the phone would change; at its column where the check of a row refuses it.
    """
    reason_of(because)
    entry = election.roll.filter(number=number).first()
    if entry is None:
        raise BadInput(f"名册上没有编号 {number}", remedy="重新查找")
    changed = changed_columns(entry, cells)
    if not changed:
        raise BadInput("和名册上的一样，没有要更正的", remedy="改动以后再提交")
    check_open(election, changed)
    rewrite(election, entry, cells)
    says = {"corrected": number, "columns": sorted(changed), "because": reason_of(because)}
    return Done(answer=number, says=says)


def check_open(election: Election, changed: frozenset[Column]) -> None:
    """Refuse what is fixed: an archive is true to what was, and a published list is objected to."""
    if election.is_over:
        for_good = kind_of("roll-list").for_good
        assert for_good
        raise BadInput(
            f"选举已经结束，名册是档案，不能改（{cited([for_good])}）",
            remedy="写一份说明，和档案放在一起",
        )
    if election.stage != Stage.OPENED and changed - _NOT_POSTED:
        rule = next((s for s in law_of(election).pack.steps if s.event == OBJECTIONS_END), None)
        grounds = f"（{cited([rule.citation])}）" if rule else ""
        raise BadInput(
            f"名单已经公布，不能在这里改{grounds}",
            remedy="请本人向主持选举的机构提出异议，由它作出处理；名册确有变动的，在“名册变动”办理",
        )
