"""Near relatives in other bodies of the same place (其他组织的近亲属): whoever sits in a body
beside which a relative may not serve, by which path and by which article.
"""

from __future__ import annotations

from dataclasses import dataclass

from huanjie.domain.crossbars import bar_between
from huanjie.domain.kinship import judge
from huanjie.domain.kinterms import in_chinese, read_term
from huanjie.domain.permission import Action
from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import KinBar
from huanjie.law.citation import Citation, cited
from huanjie.law.kinship import load_kinship
from huanjie.office.candidacy.models import RELATION_LENGTH, Nominee, OutsideRelative
from huanjie.office.candidacy.slate import standing_of
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.incumbents.models import Holding
from huanjie.office.incumbents.terms import post_name
from huanjie.office.planning.laws import law_of, pack_for
from huanjie.office.planning.models import Election


@dataclass(frozen=True, slots=True, kw_only=True)
class Outsider:
    """Somebody who sits in another body of the place (其他组织的成员), and the bar between."""

    holding: Holding
    bar: KinBar

    @property
    def title(self) -> str:
        """The body and the post: 村务监督委员会委员."""
        return f"{self.holding.body.name}{post_name(self.holding.body.kind, self.holding.post)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideKin:
    """A nominee and somebody of another body who may not serve beside one another."""

    nominee: Nominee
    outsider: Outsider
    path: str
    """张三—妻子—李四"""

    @property
    def citation(self) -> Citation:
        """The rule that bars them."""
        return self.outsider.bar.citation


def outsiders_of(election: Election) -> dict[str, Outsider]:
    """Everybody in the bodies of the place beside whom a near relative may not serve, by the
    person of the holding; nobody where no pack has such a rule.
    """
    rows = Holding.objects.filter(body__unit=election.unit, to_on=None).select_related("body")
    bars: dict[str, KinBar | None] = {}
    found: dict[str, Outsider] = {}
    for row in rows.exclude(body__kind=election.body):
        kind = row.body.kind
        if kind not in bars:
            bars[kind] = _bar(election, kind)
        bar = bars[kind]
        if bar:
            found.setdefault(row.person, Outsider(holding=row, bar=bar))
    return found


def _bar(election: Election, kind: str) -> KinBar | None:
    """The bar between the elected body and another kind; none where that has no pack here."""
    try:
        other = pack_for(kind, on=election.polling_day, unit=election.unit)
    except BadInput:
        return None
    return bar_between(law_of(election).pack, other)


def outside_kin(election: Election) -> tuple[OutsideKin, ...]:
    """Every relation that was noted between who stands here and who still sits there."""
    outsiders, standing = outsiders_of(election), standing_of(election)
    return tuple(
        OutsideKin(
            nominee=standing[row.person],
            outsider=outsiders[row.holder],
            path=(
                f"{standing[row.person].name}—{in_chinese(read_term(row.relation))}—"
                f"{outsiders[row.holder].holding.name}"
            ),
        )
        for row in OutsideRelative.objects.filter(election=election).order_by("pk")
        if row.person in standing and row.holder in outsiders
    )


@command(Action.NOMINATE)
def mark_outside(
    *, acting_user: ActingUser, election: Election, person: str, holder: str, relation: str
) -> Done[str]:
    """Note by a kin term what a member of another body is to a nominee; the answer is the
    nominee's id. Refused, at `holder`, where no rule bars relatives there; at `relation`, where the
    term is none, or names kin whom the law does not bar.
    """
    election.advance(Action.NOMINATE)
    if person not in standing_of(election):
        raise BadInput("所选的人不在这次选举的人选里", at="person", remedy="从列出的人里选")
    if holder not in outsiders_of(election):
        raise BadInput("所选的人不在须回避的组织里", at="holder", remedy="从列出的人里选")
    term = relation.strip()
    if not term or len(term) > RELATION_LENGTH:
        raise BadInput("没有写称谓", at="relation", remedy="例如“妻子”“哥哥”“儿子”")
    _check_near(term)
    _, is_new = OutsideRelative.objects.get_or_create(
        election=election,
        person=person,
        holder=holder,
        defaults={"region": election.region, "relation": term},
    )
    if not is_new:
        raise BadInput("这两个人的关系已经登记", at="holder", remedy="不用再登记")
    return Done(answer=person, says={"outside_relatives": [person]})


@command(Action.NOMINATE)
def unmark_outside(
    *, acting_user: ActingUser, election: Election, person: str, holder: str
) -> Done[str]:
    """Take the note away again; the answer is the nominee's id."""
    election.advance(Action.NOMINATE)
    rows = OutsideRelative.objects.filter(election=election, person=person, holder=holder)
    if not rows.delete()[0]:
        raise BadInput("这两个人的关系没有登记")
    return Done(answer=person, says={"not_outside_relatives": [person]})


def _check_near(term: str) -> None:
    law = load_kinship()
    try:
        verdict = judge(read_term(term), law)
    except BadInput as fault:
        raise BadInput(fault.says, at="relation", remedy=fault.remedy) from fault
    if not verdict.near:
        raise BadInput(
            f"“{shown(term)}”不是近亲属，不登记（{cited([law.near_relatives.citation])}）",
            at="relation",
            remedy="只登记依法须回避的亲属",
        )
