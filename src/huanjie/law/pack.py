"""A rule pack (规则包): the law of one body on one day, resolved, as values.

`RulePack` is what the domain decides by. `packreader.py` reads it from the resolved document
(national version, the region's overlay and local files laid over it), the same document that a
dossier encloses; `shelf.py` and `ownfile.py` make that from the files.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from huanjie.door.fault import BadInput, NoSuchRule
from huanjie.door.jsontext import canonical
from huanjie.law.bodyrules import (
    Appeal,
    AssemblyDefault,
    AssemblyMakeup,
    BodyOrder,
    Cancellation,
    CarryDown,
    ElectionCommittee,
    FillUp,
    Form,
    KinBar,
    Method,
    Nomination,
    Provision,
    Representatives,
    Seats,
    Size,
    Succession,
    WomanCandidate,
    Women,
)
from huanjie.law.citation import Citation, DecidedBy
from huanjie.law.condition import Condition
from huanjie.law.expression import Fact
from huanjie.law.rules import (
    METHOD_NAMES,
    METHODS,
    BallotTotal,
    Electorate,
    Extension,
    ListOrder,
    Margin,
    OverVote,
    PostName,
    RelativeStays,
    Roll,
    Rule,
    Share,
    Shortfall,
    StillShort,
    Term,
    TimedStep,
    WomenSeat,
)

R = TypeVar("R", bound=Rule)
_MEMBER: Final = "member"
"""the post whose rules hold for one that the law does not name (委员)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """规则包: every rule that one body's election is decided by; None where the pack holds no such
    rule.
    """

    id: str
    """the resolved version, like villagers-committee@2026-01-01+sichuan@2026-01-01"""
    body: str
    name: str
    """the body's Chinese name (组织名称)"""
    effective_from: datetime.date
    region: str | None
    local: tuple[str, ...]
    """the local plan and the unit's decisions that are laid over the law"""
    decided_by: DecidedBy
    """whose decision it is where the pack holds no rule"""
    posts: tuple[PostName, ...]
    steps: tuple[TimedStep, ...]
    turnout: Mapping[str, Share]
    candidates: Mapping[str, Margin]
    seats: Mapping[str, Seats]
    """the seats of each post, where the unit has decided them"""
    nomination: Mapping[str, Nomination]
    recall_signatures: Mapping[str, Share]
    recall_turnout: Mapping[str, Share]
    assembly_quorum: Mapping[str, Share]
    assembly_majority: Mapping[str, Share]
    stated_facts: tuple[Fact, ...]
    """the facts that the conditions name"""
    registration: tuple[Condition, ...]
    """all of these must hold of a voter (登记的条件)"""
    registration_grounds: tuple[Condition, ...]
    """and one of these (登记的情形)"""
    proxy: tuple[Condition, ...]
    eligibility: tuple[Condition, ...]
    forms: tuple[Form, ...]
    provisions: tuple[Provision, ...]
    electorate: Electorate | None = None
    rights_suspended: Rule | None = None
    quorum: Share | None = None
    majority: Share | None = None
    runoff: Shortfall | None = None
    runoff_candidates: Rule | None = None
    still_short: StillShort | None = None
    invalid_counts: Rule | None = None
    tie: Rule | None = None
    ballot_total: BallotTotal | None = None
    box_total: Rule | None = None
    unissued_destroyed: Rule | None = None
    """what was not issued is destroyed before the boxes are opened (销毁没有发出的选票)"""
    list_order: ListOrder | None = None
    """the order in which candidates are posted (张榜公布的次序); None: by strokes"""
    ballot_order: ListOrder | None = None
    """and that on the ballot (选票上的次序)"""
    cancellation: Cancellation | None = None
    """what a candidate may not do while standing (取消候选人资格); None: no law takes the candidacy
    away for it
    """
    fill_up: FillUp | None = None
    """how a place on the published list that falls free is filled (候选人缺额的递补)"""
    fixed_list: Rule | None = None
    """nobody changes the list once it is determined (确定的名单不得变更), but as the text says"""
    one_post_a_candidate: Rule | None = None
    """nobody is a candidate for two posts: they confirm one in writing (书面确认其中一项职务)"""
    woman_candidate: WomanCandidate | None = None
    """the list has a woman on it (妇女候选人)"""
    finding_appeal: Appeal | None = None
    """until when the result of the review may be objected to (对资格审查结果的异议); None: no law
    says, and whoever holds the election sets the day
    """
    objection_appeal: Appeal | None = None
    """until when a decision on an objection to the roll may be appealed against above
    (不服异议处理决定的申诉); None: the committee's decision stands
    """
    over_vote: OverVote | None = None
    illegible_part: Rule | None = None
    """what nobody can read, or is marked by other signs, voids its own part of the paper alone
    (部分无法辨认的，只是这一部分无效)
    """
    same_person_twice: Rule | None = None
    write_in_needs_opposition: Rule | None = None
    write_in_review: Rule | None = None
    women_seat: WomenSeat | None = None
    votes_carry_down: CarryDown | None = None
    near_relatives: KinBar | None = None
    near_relatives_across: Rule | None = None
    """what keeps the holders of the posts in `near_relatives.not_among` apart from the relatives in
    the other posts (理事会成员的近亲属不得担任监事); None: `near_relatives` itself says it
    """
    relative_stays: RelativeStays | None = None
    two_posts: Rule | None = None
    officers_quorum: Share | None = None
    officers_majority: Share | None = None
    method: Method | None = None
    size: Size | None = None
    women: Women | None = None
    election_committee: ElectionCommittee | None = None
    succession: Succession | None = None
    succession_order: Rule | None = None
    presiding: Rule | None = None
    recall_majority: Share | None = None
    representatives: Representatives | None = None
    assembly_makeup: AssemblyMakeup | None = None
    assembly: AssemblyDefault | None = None
    body_order: BodyOrder | None = None
    term: Term | None = None
    extension: Extension | None = None
    roll: Roll | None = None
    period: Rule | None = None
    corresponding_day: Rule | None = None
    working_days: Rule | None = None
    document: Mapping[str, Any]
    """the resolved document that this pack was read from; a dossier encloses it"""

    def need(self, rule: R | None, name: str) -> R:
        """The rule, or the fault that says whose decision it is."""
        if rule is None:
            raise NoSuchRule(name, pack=self.id, decided_by=self.decided_by)
        return rule

    def turnout_for(self, method: str) -> Share:
        """The turnout that this way to elect asks for (参加投票人数要求)."""
        return self.need(self.turnout.get(method), f"turnout.{method}")

    @property
    def usual_method(self) -> str:
        """The way to elect where nobody says another (选举方式): as the unit decided, else by all
        voters.
        """
        return self.method.chosen if self.method else METHODS[0]

    def choice_name(self, fact: str, word: str) -> str:
        """What the body calls a word of a fact (正式党员, 正式团员), or the word itself."""
        found = next((each for each in self.stated_facts if each.fact == fact), None)
        return found.name_of(word) if found else word

    def method_name(self, method: str) -> str:
        """What the body calls a way to elect (选举方式), or the usual words for it."""
        called = self.choice_name("method", method)
        return METHOD_NAMES[method] if called == method else called

    def has_margin_for(self, post: str) -> bool:
        """Whether the law says how many candidates a post needs (有没有差额的规定)."""
        return self._margin(post) is not None

    def margin_for(self, post: str) -> Margin:
        """How many candidates a post needs (差额); a post that the pack does not name follows the
        one that it is judged as, or the members.
        """
        return self.need(self._margin(post), "candidates")

    def _margin(self, post: str) -> Margin | None:
        asked = (post, self.judged_as(post), _MEMBER)
        return next((found for each in asked if (found := self.candidates.get(each))), None)

    def judged_as(self, post: str) -> str:
        """By which post's rules one is judged (比照的职务): its own, where the law has it; else as
        the unit's own decision says, else the members'. Where the law keeps its posts in
        bodies of their own, a guess could free a supervisor of a bar: it is refused.
        """
        if any(each.post == post for each in self.posts):
            return post
        if (own := self.seats.get(post)) and own.judged_as:
            return own.judged_as
        if self.near_relatives and self.near_relatives.not_among:
            known = "、".join(each.name for each in self.posts)
            raise BadInput(
                f"没有写明职务“{post}”比照哪一项职务，不知道适用哪些限制",
                at=f"seats.{post}.judged_as",
                remedy=f"用规则包里的职务（{known}）；或者在本单位的决定里写明 judged_as",
            )
        return _MEMBER

    def is_free_among(self, one: str, other: str) -> bool:
        """Whether near relatives may hold these two posts (这两项职务之间不回避)."""
        free = self.near_relatives.not_among if self.near_relatives else ()
        return bool(free) and {self.judged_as(one), self.judged_as(other)} <= set(free)

    def rank_of(self, post: str) -> int:
        """The post's rank, 0 the highest; a post that the pack does not name has that of the post
        that it is judged as.
        """
        names = [each.post for each in self.posts]
        judged = self.judged_as(post)
        return names.index(judged) if judged in names else len(names) - 1

    def place_of(self, post: str) -> tuple[int, bool]:
        """Which of two posts somebody keeps who won both (保留哪一项), the least first: by rank,
        and of one rank the unit's own (监事会主席) before the law's that it is judged as.
        """
        own = self.seats.get(post)
        return self.rank_of(post), not (own and own.judged_as)

    def provided(self, *keys: str) -> tuple[Citation, ...]:
        """What other provisions (其他规定) say, in the order of these keys; nothing of one that the
        pack does not hold.
        """
        known = {each.key: each.citation for each in self.provisions}
        return tuple(known[key] for key in keys if key in known)

    def kin_bar(self, post: str) -> Rule | None:
        """By which rule somebody steps back from a post for a relative in another (亲属回避的依据):
        whoever holds a post that is free of it among its own kind does so for one of another kind.
        """
        bar = self.near_relatives
        if self.near_relatives_across and self.is_free_among(post, post):
            return self.near_relatives_across
        return bar

    def post_name(self, post: str) -> str:
        """The post's Chinese name, or the word that the unit itself uses."""
        return next((each.name for each in self.posts if each.post == post), post)

    def body_size(self, seats: Iterable[tuple[str, int]]) -> int:
        """How many people the seats of these posts make (组成人数)."""
        apart = {each.post for each in self.posts if not each.counted}
        return sum(number for post, number in seats if self.judged_as(post) not in apart)

    @property
    def sha256(self) -> str:
        """The hash of the resolved document: two packs that decide alike have one hash."""
        return hashlib.sha256(canonical(self.document)).hexdigest()
