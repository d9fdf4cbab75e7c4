"""Polling's gate (投票的关口): neither the plan, the roll nor the list of candidates is changed
once ballots were out."""

from __future__ import annotations

from collections.abc import Iterator

from huanjie.domain.cycle import DEED_NAMES
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round

_PLAN = (Action.POSTPONE, Action.CANCEL_ELECTION)
_ROLL = (
    Action.RAISE_OBJECTION,
    Action.DECIDE_OBJECTION,
    Action.FILE_ROLL_APPEAL,
    Action.DECIDE_ROLL_APPEAL,
    Action.CHANGE_ROLL,
)
_LIST = (
    Action.POST_NOTICE,
    Action.RAISE_NOMINEE_OBJECTION,
    Action.DECIDE_NOMINEE_OBJECTION,
    Action.KEEP_STATEMENT,
    Action.LEAVE_LIST,
    Action.FILL_UP,
    Action.FILE_APPEAL,
    Action.DECIDE_APPEAL,
)


def issues_before(deed: Action, election: Election) -> Iterator[BadInput]:
    """Why a deed of the plan, about the roll or the candidates is not open: papers of the
    first vote are out.
    """
    if deed in (*_PLAN, *_ROLL, *_LIST) and Round.objects.filter(election=election).exists():
        yield BadInput(f"已经发出过选票，不能{DEED_NAMES[deed]}")
