"""The votes of a pre-selection for machines (预选得票接口)."""

from __future__ import annotations

from typing import Annotated

from ninja import Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.candidacy.preselecting import enter_preselection
from huanjie.office.candidacy.routes import MOST_NOMINATORS
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import In, Out
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election

router = Router(tags=["候选人"])
_MOST_PEOPLE = 1000
Place = Annotated[int, Field(strict=True, ge=0, le=2**31 - 1)]


class PreselectedIn(In):
    """What somebody received (一名人选的预选得票)."""

    nomination: Place = Field(title="提名的编号")
    votes: Annotated[int, Field(strict=True, ge=0, le=MOST_NOMINATORS)] = Field(title="得票数")


class PreselectionIn(In):
    """The votes of the pre-selection (预选得票), of every post that had one."""

    votes: list[PreselectedIn] = Field(
        max_length=_MOST_PEOPLE, title="每个人的得票；没有预选的职务都不写"
    )


class PreselectionOut(Out):
    """How many have votes (登记的预选得票)."""

    entered: int = Field(title="登记了几个人的得票")
    version: int = Field(title="版本")


@on_election(
    router.post,
    "/candidates/preselection",
    Action.NOMINATE,
    response=PreselectionOut,
    summary="登记预选得票",
)
def preselection_enter(own: Election, who: ActingUser, said: PreselectionIn) -> PreselectionOut:
    """Enter what each nominee received in the pre-selection; it replaces what was entered."""
    votes = {each.nomination: each.votes for each in said.votes}
    entered = enter_preselection(acting_user=who, election=own, votes=votes)
    return PreselectionOut(entered=entered, version=own.version)
