"""Near relatives among those who stand, for machines (近亲属接口): noting a pair, and taking the
mark away.
"""

from __future__ import annotations

from ninja import Query, Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.candidacy.models import RELATION_LENGTH
from huanjie.office.candidacy.services import mark_relatives, unmark_relatives
from huanjie.office.candidacy.shapes import PaperId
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import In, Out
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election

router = Router(tags=["候选人"])
_RELATIVES = "/candidates/near-relatives"


class RelativesIn(In):
    """Two who are near relatives (互为近亲属的两人)."""

    one: PaperId = Field(title="一个人，选票上的编号")
    other: PaperId = Field(title="另一个人，选票上的编号")


class RelationIn(RelativesIn):
    """What two people are to one another (两人的亲属关系)."""

    relation: str = Field(
        min_length=1,
        max_length=RELATION_LENGTH,
        title="另一个人是这个人的什么亲属",
        examples=["妻子"],
    )


class RelativesOut(Out):
    """The pair that was noted (标出的两人)."""

    near_relatives: tuple[str, str] = Field(title="互为近亲属的两人，选票上的编号")
    version: int = Field(title="版本")


@on_election(
    router.post,
    _RELATIVES,
    Action.NOMINATE,
    response={201: RelativesOut},
    summary="标出近亲属",
)
def relatives_mark(own: Election, who: ActingUser, said: RelationIn) -> RelativesOut:
    """Note by a kin term that two who stand are near relatives."""
    one, other = mark_relatives(
        acting_user=who, election=own, one=said.one, other=said.other, relation=said.relation
    )
    return RelativesOut(near_relatives=(one, other), version=own.version)


@on_election(
    router.delete,
    _RELATIVES,
    Action.NOMINATE,
    response={204: None},
    summary="去掉近亲属的标记",
)
def relatives_unmark(own: Election, who: ActingUser, said: Query[RelativesIn]) -> None:
    """Take the mark away again."""
    unmark_relatives(acting_user=who, election=own, one=said.one, other=said.other)
