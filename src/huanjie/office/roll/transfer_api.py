"""Many members who leave by their letters, for machines (成批转出接口)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import In
from huanjie.office.gates import Reminder, follows_striking, whole
from huanjie.office.manyapi import ManyChecked, ManyDone, check_many
from huanjie.office.manydone import MOST_ROWS
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.roll.change_api import Number, PaperIn
from huanjie.office.roll.changes import Going, transfer_many

router = Router(tags=["名册"])
_OUT = "/roll/changes/transfer-out"


class GoingIn(In):
    """Somebody whose membership moves elsewhere (转出的人)."""

    number: Number
    paper: PaperIn = Field(title="介绍信")


class AllGoingIn(In):
    """Several of them (成批转出)."""

    rows: Annotated[list[GoingIn], Field(min_length=1, max_length=MOST_ROWS, title="转出的人")]


@on_election(
    router.post,
    f"{_OUT}/check",
    Action.CHANGE_ROLL,
    response=ManyChecked,
    summary="试登记一批转出的人",
)
def transfers_check(own: Election, request: HttpRequest, said: AllGoingIn) -> ManyChecked:
    """Which of these may not be struck off; nobody is."""
    return check_many(
        own, request, said.rows, partial(_transfer, own), follows=partial(_follows, own)
    )


@on_election(
    router.post,
    _OUT,
    Action.CHANGE_ROLL,
    response={201: ManyDone},
    summary="登记一批转出的人",
)
def transfers_out(own: Election, who: ActingUser, said: AllGoingIn) -> ManyDone:
    """Strike all of these off, each by their letter, or nobody."""
    follows = whole(_follows(own, said.rows))
    return ManyDone(rows=_transfer(own, who, said.rows), follows=follows, version=own.version)


def _follows(own: Election, rows: Iterable[GoingIn]) -> tuple[Reminder, ...]:
    return follows_striking(own, {each.number for each in rows})


def _transfer(own: Election, who: ActingUser, rows: Sequence[GoingIn]) -> int:
    going = [Going(number=each.number, paper=each.paper.as_paper) for each in rows]
    return transfer_many(acting_user=who, election=own, going=going)
