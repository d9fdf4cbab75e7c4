"""Near relatives in other bodies of the same place (其他组织的近亲属): whoever sits in a body
beside which a relative may not serve, was elected to it or stands for it, by which path and by
which article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from huanjie.domain.crossbars import bar_between
from huanjie.domain.cycle import Stage
from huanjie.domain.kinship import judge
from huanjie.domain.kinterms import in_chinese, read_term
from huanjie.domain.permission import Action
from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import KinBar
from huanjie.law.citation import Citation, cited
from huanjie.law.kinship import load_kinship
from huanjie.office.candidacy.bodiesbeside import (
    STANDINGS,
    Member,
    members_beside,
    person_now,
    person_of_entry,
)
from huanjie.office.candidacy.models import RELATION_LENGTH, Nominee, OutsideRelative
from huanjie.office.candidacy.slate import standing_of
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.incumbents.models import Body
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of, pack_for
from huanjie.office.planning.models import Election


@dataclass(frozen=True, slots=True, kw_only=True)
class Outsider:
    """Somebody of another body of the place (其他组织的人), and the bar between."""

    member: Member
    bar: KinBar

    @property
    def title(self) -> str:
        """The body, the post, and how they belong to it: 村务监督委员会委员，现任."""
        own = self.member
        return f"{own.body}{own.post}，{STANDINGS[own.standing]}"

    @property
    def only_stands(self) -> bool:
        """Whether they neither serve nor were elected (人选): nobody has to step back yet."""
        return self.member.standing == "stands"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideKin:
    """A nominee and somebody of another body who may not serve beside one another."""

    nominee: Nominee
    outsider: Outsider
    path: str
    """张三—妻子—李四"""
    row: OutsideRelative
    """the note that says so: of this election, or of the other body's"""

    @property
    def citation(self) -> Citation:
        """The rule that bars them."""
        return self.outsider.bar.citation

    @property
    def is_noted_here(self) -> bool:
        """Whether it was noted in this election, so that it can be taken away here."""
        return self.row.election_id == self.nominee.election_id


def outsiders_of(election: Election, user: User) -> dict[str, Outsider]:
    """Everybody of the bodies of the place beside whom a near relative may not serve, by the word
    that the place knows them by; nobody where no pack has such a rule. Whoever stands for one of
    them is among these where this user may see it.
    """
    bars = _bars(election)
    found: dict[str, Outsider] = {}
    for each in members_beside(election, bars, user):
        found.setdefault(each.person, Outsider(member=each, bar=bars[each.kind]))
    return found


def _bars(election: Election) -> dict[str, KinBar]:
    """The bars between the elected body and the others of its place, by their kinds."""
    kinds = {*Body.objects.filter(unit=election.unit).values_list("kind", flat=True)}
    kinds |= {*Election.objects.filter(unit=election.unit).values_list("body", flat=True)}
    kinds.discard(election.body)
    return {kind: bar for kind in sorted(kinds) if (bar := _bar(election, kind))}


def _bar(election: Election, kind: str) -> KinBar | None:
    """The bar between the elected body and another kind; none where that has no pack here."""
    try:
        other = pack_for(kind, on=election.polling_day, unit=election.unit)
    except BadInput:
        return None
    return bar_between(law_of(election).pack, other)


def outside_kin(election: Election, user: User) -> tuple[OutsideKin, ...]:
    """Every relation between who stands here and who belongs to the other body, as it was noted
    here or in that body's own election beside this one; each pair once.
    """
    outsiders, standing = outsiders_of(election, user), standing_of(election)
    if not outsiders:
        return ()
    pairs: dict[tuple[str, str], OutsideKin] = {}
    for each in (*_noted_here(election, standing, outsiders), *_noted_there(election, outsiders)):
        pairs.setdefault((each.nominee.person, each.outsider.member.person), each)
    return tuple(pairs.values())


def _noted_here(
    election: Election, standing: Mapping[str, Nominee], outsiders: Mapping[str, Outsider]
) -> Iterator[OutsideKin]:
    for row in OutsideRelative.objects.filter(election=election).order_by("pk"):
        nominee, other = standing.get(row.person), outsiders.get(person_now(row.holder))
        if nominee and other:
            path = _path(nominee.name, row.relation, other.member.name)
            yield OutsideKin(nominee=nominee, outsider=other, path=path, row=row)


def _noted_there(election: Election, outsiders: Mapping[str, Outsider]) -> Iterator[OutsideKin]:
    """What the other body's election noted of its own people and of those who stand here: one that
    was not over yet when this one began.
    """
    rows = OutsideRelative.objects.filter(
        election__unit=election.unit_id, election__polling_day__gte=election.start_day
    )
    rows = rows.exclude(election=election).exclude(election__stage=Stage.CANCELLED)
    found = list(rows.order_by("pk"))
    if not found:
        return
    own = election.nominees.filter(pk__in=[each.pk for each in standing_of(election).values()])
    here = {person_of_entry(each.entry): each for each in own.select_related("entry")}
    for row in found:
        nominee, other = here.get(person_now(row.holder)), outsiders.get(_noted_person(row))
        if nominee and other:
            path = _path(other.member.name, row.relation, nominee.name)
            yield OutsideKin(nominee=nominee, outsider=other, path=path, row=row)


def _noted_person(row: OutsideRelative) -> str:
    """Whose relative a note is about, by the word that the place knows them by."""
    rows = Nominee.objects.filter(election=row.election_id, person=row.person)
    found = rows.select_related("entry").first()
    return person_of_entry(found.entry) if found else ""


def _path(whose: str, relation: str, other: str) -> str:
    """Somebody, the kin term, and the other, who is called by it (亲属关系的路径)."""
    return f"{whose}—{in_chinese(read_term(relation))}—{other}"


@command(Action.NOMINATE)
def mark_outside(
    *, acting_user: ActingUser, election: Election, person: str, holder: str, relation: str
) -> Done[str]:
    """Note by a kin term what somebody of another body is to a nominee; the answer is the
    nominee's id. Refused, at `holder`, where no rule bars relatives there; at `relation`, where the
    term is none, or names kin whom the law does not bar.
    """
    election.advance(Action.NOMINATE)
    if person not in standing_of(election):
        raise BadInput("所选的人不在这次选举的人选里", at="person", remedy="从列出的人里选")
    if holder not in outsiders_of(election, acting_user.user):
        raise BadInput("所选的人不在须回避的组织里", at="holder", remedy="从列出的人里选")
    term = relation.strip()
    if not term or len(term) > RELATION_LENGTH:
        raise BadInput("没有写称谓", at="relation", remedy="例如“妻子”“哥哥”“儿子”")
    _check_near(term)
    pairs = {
        (each.nominee.person, each.outsider.member.person)
        for each in outside_kin(election, acting_user.user)
    }
    _, is_new = OutsideRelative.objects.get_or_create(
        election=election,
        person=person,
        holder=holder,
        defaults={"region": election.region, "relation": term},
    )
    if not is_new or (person, holder) in pairs:
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
