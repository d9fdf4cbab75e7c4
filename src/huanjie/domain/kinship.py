"""Kinship (亲属关系) as steps from one person to another, and the class of kin that they make.

A relation is a path of steps: parent, child, spouse, sibling. Siblings share a parent at least, so
half-blood counts (半血缘); adoption and upbringing make a parent (养父母, 有抚养关系的继父母);
divorce ends a marriage and everything that was built on it. Which paths are near relatives and
which of the four classes they belong to is the law's (`huanjie.law.kinship`).

    >>> from huanjie.law.kinship import load_kinship
    >>> brother, wife = Step("sibling", sex="m"), Step("spouse", sex="f")
    >>> judge((wife, brother, wife), load_kinship()).word
    'in-law'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from huanjie.domain.contest import Sex
from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import KinStep
from huanjie.law.citation import Citation, distinct
from huanjie.law.kinship import FOUR_CLASSES, NEAR_RELATIVE, KinLaw, Walk
from huanjie.law.rules import Rule

How = Literal[
    "plain", "shared", "half", "same-father", "same-mother", "adoptive", "raised", "ended"
]
"""How a step came about: `shared` is a sibling of whom one common parent alone is known; half,
同父异母, 同母异父; 收养; raised by a step-parent (有抚养关系的继父母); a marriage that ended."""

NO_KIN: Final = "none"
"""outside all four classes (不在四类亲属以内)"""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a relation (一步), and what is known of the person whom it reaches."""

    kind: KinStep
    sex: Sex | None = None
    elder: bool | None = None
    """of a sibling: older (哥、姐) or younger (弟、妹)"""
    how: How = "plain"


Relation = tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KinVerdict:
    """一种亲属的归类: its class, whether it is a near relative, and by which rules."""

    word: str
    """one of the four classes, or `none`"""
    near: bool
    grounds: tuple[Citation, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every class that a pack may bar and that this kin is in."""
        near = (NEAR_RELATIVE,) if self.near else ()
        return (*near, self.word) if self.word in FOUR_CLASSES else near


def judge(relation: Relation, law: KinLaw) -> KinVerdict:
    """The class of a relation, seen from the person at whom it begins (归类)."""
    made = tuple(rule.citation for rule in _made_by(relation, law))
    if any(step.how == "ended" for step in relation):
        return KinVerdict(word=NO_KIN, near=False, grounds=made)
    walk = walk_of(relation)
    listed, near = law.class_of(walk), law.is_near(walk)
    lists = [law.near_relatives, *([listed] if listed else law.classes)]
    return KinVerdict(
        word=listed.word if listed else NO_KIN,
        near=near,
        grounds=distinct([*(each.citation for each in lists), *made]),
    )


def walk_of(relation: Relation) -> Walk:
    """The bare kinds of a relation's steps."""
    return tuple(step.kind for step in relation)


def _made_by(relation: Relation, law: KinLaw) -> Iterator[Rule]:
    """The rules that made or ended a step of the relation."""
    hows = {step.how for step in relation}
    if "ended" in hows:
        yield law.divorce
        return
    if hows & {"half", "same-father", "same-mother"}:
        yield law.half_blood
    if "adoptive" in hows:
        yield law.adoption
    if "raised" in hows:
        yield law.upbringing


def shortened(steps: Iterable[Step]) -> Relation:
    """The relation without detours: a parent's child is a sibling, a sibling's parent a parent.

    A child's other parent is not taken for a spouse, nor a parent's spouse for a parent: nobody
    said so. Whoever comes back to the person itself is refused.
    """
    path: list[Step] = []
    for step in steps:
        while path and (joined := _joined(path[-1], step)):
            path.pop()
            step = joined
        path.append(step)
    return tuple(path)


def _joined(first: Step, then: Step) -> Step | None:
    """Two steps as one, where they surely are one."""
    match first.kind, then.kind:
        case "spouse", "spouse" if first.how == then.how:
            raise BadInput("配偶的配偶就是本人", remedy="从本人写起，只写到对方")
        case "parent", "child":
            how = then.how if then.how in ("adoptive", "raised") else first.how
            return Step("sibling", sex=then.sex, how="shared" if how == "plain" else how)
        case "sibling", "parent" if first.how == "plain":
            return then
        case ("sibling", "sibling") | ("child", "sibling") if then.how == "plain":
            return replace(first, sex=then.sex, elder=None) if first.how == "plain" else None
    return None
