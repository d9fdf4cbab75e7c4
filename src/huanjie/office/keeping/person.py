"""A person's own data (本人的信息): found by the identity number, told in full, to the person.

Nobody is listed and nothing is searched by name: an officer types the number that the person shows,
and the blind index finds it. The reading is entered in the log of the place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop as noop

from huanjie.domain.eligibility import facts_asked_of
from huanjie.domain.evaluation import shown
from huanjie.domain.identity import Identity, masked, read_identity
from huanjie.domain.permission import Action
from huanjie.domain.retention import Retention
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.evidence import value_of
from huanjie.office.candidacy.models import Barring, Departure, Nominee, StatedFact
from huanjie.office.command import ActingUser
from huanjie.office.incumbents.own import OwnPost, posts_of_person
from huanjie.office.keeping.ended import is_held, periods_of
from huanjie.office.notices.held import held_of
from huanjie.office.planning.laws import law_of
from huanjie.office.reading import Seen, read
from huanjie.office.roll.entries import SEX_WORDS, index_of, standing_name
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Unit, within

_MANY: Final = ("提名", "对名单的异议", "名册变动", "资格事实", "资格认定", "公示")
"""names under which a person may have several lines"""
NUMBERS = "roll-numbers"
"""the kind of data by which a person is found; after it is deleted nobody is found any more"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A nomination (一项提名): for which post, and how far it has come."""

    post: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one roll holds on the person (一份名册上的信息)."""

    entry: RollEntry
    stands: tuple[Stand, ...]
    period: Retention | None
    """until when number and phone are kept; None while the election runs"""
    is_held: bool
    claimed: str = ""
    """why the unit says that the person votes here, who is on another roll, too (登记的理由)"""
    objections: tuple[str, ...] = ()
    """what was objected about the person, and what was decided"""
    changes: tuple[str, ...] = ()
    """what changed about the person after the roll was published"""

    stated: tuple[str, ...] = ()
    """what was stated of a nominee (资格事实), each with its source and day"""
    found: tuple[str, ...] = ()
    """findings that barred the person, and what became of the appeal"""
    posted: tuple[str, ...] = ()
    """notices that named the person, and what goes with them"""

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Everything that is held, each with its name."""
        entry = self.entry
        said = (
            (noop("选举"), f"{entry.election.unit.full_name}{entry.election.body_name}选举"),
            (noop("选举日"), entry.election.polling_day.isoformat()),
            (noop("名册编号"), str(entry.number)),
            (noop("姓名"), entry.name),
            (noop("性别"), SEX_WORDS.get(entry.sex, "")),
            (noop("出生日期"), entry.birth_date.isoformat() if entry.birth_date else ""),
            (noop("证件号码"), entry.id_number or ""),
            (noop("手机号"), entry.phone or ""),
            (noop("户号"), entry.household),
            (noop("小组"), entry.group),
            (noop("类别"), standing_name(entry)),
            (noop("来源"), entry.source),
            (noop("移出日期"), entry.struck_on.isoformat() if entry.struck_on else ""),
            (noop("在这里登记的理由"), self.claimed),
            *((noop("对名单的异议"), each) for each in self.objections),
            *((noop("名册变动"), each) for each in self.changes),
            *((noop("提名"), f"{each.post}（{each.state}）") for each in self.stands),
            *((noop("资格事实"), each) for each in self.stated),
            *((noop("资格认定"), each) for each in self.found),
            *((noop("公示"), each) for each in self.posted),
        )
        return tuple((name, value) for name, value in said if value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Everything that is held on one person below a place (本人的全部信息)."""

    masked_number: str
    held: tuple[Held, ...]
    posts: tuple[OwnPost, ...] = ()
    """the posts that the person holds or held (任职)"""

    def as_json(self) -> dict[str, object]:
        """As a file that a program reads."""
        return {
            "证件号码": self.masked_number,
            "名册": [
                {
                    **{name: value for name, value in each.facts if name not in _MANY},
                    "对名单的异议": list(each.objections),
                    "名册变动": list(each.changes),
                    "提名": [{"职务": one.post, "状态": one.state} for one in each.stands],
                    "资格事实": list(each.stated),
                    "资格认定": list(each.found),
                    "公示": list(each.posted),
                    "保存期限": _until(each),
                }
                for each in self.held
            ],
            "任职": [dict(each.facts) for each in self.posts],
        }


@read(Action.FIND_PERSON)
def find_person(
    *, acting_user: ActingUser, unit: Unit, identity_number: str, because: str
) -> Seen[Person]:
    """What the site holds on the person of this number, in the places below `unit` (查本人信息).

    A number that is none is BadInput at `identity_number`. Nobody found is an answer, too, and
    entered like any other: somebody looked.
    """
    number = identity_number.strip()
    identity = read_identity(number)
    if not isinstance(identity, Identity):
        raise BadInput("证件号码不对", at="identity_number", remedy="对照身份证重新输入")
    rows = RollEntry.ever.filter(
        id_index=index_of(number), election__unit__in=Unit.objects.filter(within(unit))
    ).select_related("election__unit")
    found = tuple(_held(row) for row in rows.order_by("-election__polling_day", "pk"))
    posts = posts_of_person(number, unit)
    says = {"rolls": len(found), **({"posts": len(posts)} if posts else {})}
    person = Person(masked_number=masked(identity.whole), held=found, posts=posts)
    return Seen(answer=person, people=1 if found or posts else 0, says=says)


def _held(entry: RollEntry) -> Held:
    return Held(
        entry=entry,
        stands=tuple(_stands(entry)),
        stated=tuple(_stated(entry)),
        found=tuple(_found(entry)),
        posted=tuple(held_of(entry)),
        period=periods_of(entry.election).get(NUMBERS),
        is_held=is_held(entry.election),
        claimed=_claimed(entry),
        objections=tuple(
            f"{each.get_kind_display()}，{each.get_state_display()}（{each.received_on}收到）"
            for each in entry.objections.order_by("number")
        ),
        changes=tuple(
            f"{each.get_kind_display()}（{each.made_on}）"
            for each in entry.changes.order_by("number")
        ),
    )


def _claimed(entry: RollEntry) -> str:
    claim = entry.election.claims.filter(id_index=entry.index).first()
    return claim.because if claim else ""


def _stands(entry: RollEntry) -> Iterator[Stand]:
    for each in Nominee.objects.filter(entry=entry).select_related("contest"):
        yield Stand(post=each.contest.name, state=each.state_name)


def _persons(entry: RollEntry) -> set[str]:
    return set(Nominee.objects.filter(entry=entry).values_list("person", flat=True))


def _stated(entry: RollEntry) -> Iterator[str]:
    known = {each.fact: each for each in facts_asked_of(law_of(entry.election).pack)}
    rows = StatedFact.objects.filter(election=entry.election, person__in=_persons(entry))
    for row in rows:
        fact = known.get(row.fact)
        told = shown(value_of(row, fact), fact) if fact else row.value
        name = fact.name if fact else row.fact
        where = f"{row.get_source_display()}，{row.reference}，{row.stated_on.isoformat()}"
        yield f"{name}：{told}（{where}）"


def _found(entry: RollEntry) -> Iterator[str]:
    rows = Barring.objects.filter(election=entry.election, person__in=_persons(entry))
    for row in rows:
        yield f"{row.found_on.isoformat()}认定不符合条件，{row.get_appeal_state_display()}"
    for left in Departure.objects.filter(nominee__entry=entry).select_related("nominee__contest"):
        post, reason = left.nominee.contest.name, left.get_reason_display()
        yield f"{left.left_on.isoformat()}离开{post}候选人名单，{reason}"


def _until(each: Held) -> str:
    if each.is_held:
        return "正在保全，不删"
    if each.period is None or each.period.deleted_after is None:
        return "选举还在进行"
    return f"证件号码和手机号保存到 {each.period.deleted_after.isoformat()}"
