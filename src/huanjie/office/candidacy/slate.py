"""The slate (人选名单): who is nominated for which post, in the order that the law says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from huanjie.domain.contest import Post
from huanjie.domain.cycle import Stage
from huanjie.domain.departure import Free
from huanjie.domain.listorder import ORDER_WORDS, Basis, basis_of, in_list_order, uncounted
from huanjie.domain.nomination import CandidateNumber, candidate_number
from huanjie.domain.nominee import STANDING, NomineeState
from huanjie.domain.schedule import ScheduledStep
from huanjie.domain.strokes import in_stroke_order
from huanjie.law.citation import DECIDERS, Citation, cited
from huanjie.law.kinship import who_is_barred
from huanjie.law.pack import RulePack
from huanjie.law.rules import ListOrder
from huanjie.office.candidacy.backing import backing_of
from huanjie.office.candidacy.kin import Kin, kin_of
from huanjie.office.candidacy.listday import list_step
from huanjie.office.candidacy.models import Departure, Nominee, ToldBy
from huanjie.office.candidacy.women import NoWoman, no_woman
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Contest, Election
from huanjie.office.roll.frozen import Unsettled, undecided


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One post with those who stand for it (一项职务的人选), in the order of the paper."""

    contest: Contest
    people: tuple[Nominee, ...]
    needed: CandidateNumber
    """without grounds where the law does not say it: one at least, the rest is decided elsewhere"""
    decided_by: str
    """who decides it there (由谁决定); empty where the law does"""
    order: ListOrder | None
    """the rule by which they are listed; None: no law says, so by strokes"""

    @property
    def basis(self) -> Basis:
        """By what they are listed."""
        return basis_of(self.order, map(backing_of, self.people))

    @property
    def ordered_by(self) -> str:
        """What the list says of its order, with the article where there is one."""
        says = ORDER_WORDS[self.basis]
        return f"{says}（{cited((self.order.citation,))}）" if self.order else says

    @property
    def counted(self) -> tuple[tuple[Nominee, int | None], ...]:
        """Each with the number that decides the order (次序的根据); None where by strokes."""
        basis = self.basis
        by_strokes = basis == "strokes"
        return tuple(
            (each, None if by_strokes else backing_of(each).count(basis)) for each in self.people
        )

    @property
    def uncounted(self) -> tuple[Nominee, ...]:
        """Whose place on the list nobody can tell, because the number is not entered."""
        return uncounted(self.order, self.people, backing=backing_of)

    @property
    def is_lawful(self) -> bool:
        """Whether there are neither too few nor too many."""
        return self.needed.excess(len(self.people)) == 0

    @property
    def is_short_of_seats(self) -> bool:
        """Whether fewer stand than there are seats (少于应选人数)."""
        return len(self.people) < self.contest.seats

    @property
    def missing(self) -> int:
        """How many more the law asks for."""
        return max(0, -self.needed.excess(len(self.people)))

    @property
    def surplus(self) -> int:
        """How many more there are than the law allows."""
        return max(0, self.needed.excess(len(self.people)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Slate:
    """人选名单: every post that has seats, near relatives, and the step that publishes it."""

    election: Election
    pack: RulePack
    lines: tuple[Line, ...]
    kin: tuple[Kin, ...]
    """who of them may not serve together, each with the path"""
    step: ScheduledStep | None
    """when the law wants the list published; None where the pack does not date it"""
    undecided: Unsettled | None
    """the objections to the roll that nobody has decided yet"""

    @property
    def people(self) -> tuple[Nominee, ...]:
        """Everybody who stands for anything, each once, in surname-stroke order."""
        standing = {each.person: each for line in self.lines for each in line.people}
        return by_strokes(standing.values())

    @property
    def ordered_by(self) -> str:
        """What the whole list says of its order: once, or post by post where they differ."""
        own = {line.contest.name: line.ordered_by for line in self.lines if line.people}
        if len(set(own.values())) == 1:
            return next(iter(own.values()))
        return "；".join(f"{post}{says}" for post, says in own.items())

    @property
    def relatives(self) -> tuple[tuple[Nominee, Nominee], ...]:
        """Pairs who may not serve together (互为近亲属的两人)."""
        return tuple((each.one, each.other) for each in self.kin)

    @property
    def barred(self) -> Citation:
        """What lists the kin who may not serve together (回避的亲属)."""
        return who_is_barred(self.pack.near_relatives)

    @property
    def list_name(self) -> str:
        """What the law calls the list that is posted (正式候选人名单、候选人预备人选)."""
        return self.step.name.removeprefix("公布") if self.step else "候选人名单"

    @property
    def no_woman(self) -> NoWoman | None:
        """What the law says to a list without a woman (没有妇女候选人)."""
        return no_woman(self.election, self.pack, self.people)

    @property
    def twice(self) -> tuple[Nominee, ...]:
        """Who stands for more than one post (列入两项职务的人)."""
        posts = Counter(each.person for line in self.lines for each in line.people)
        return tuple(each for each in self.people if posts[each.person] > 1)

    @property
    def namesakes(self) -> tuple[str, ...]:
        """Names that two of those who stand have in common (同名)."""
        names = Counter(each.name for each in self.people)
        return tuple(name for name, times in names.items() if times > 1)


def by_strokes(people: Iterable[Nominee]) -> tuple[Nominee, ...]:
    """People in surname-stroke order (按姓氏笔画为序)."""
    return in_stroke_order(
        people, name=lambda each: each.name, manual=lambda each: each.strokes or None
    )


def slate_of(election: Election) -> Slate:
    """The slate as it stands now; those who withdrew or are barred are not on it."""
    pack = law_of(election).pack
    contests = list(election.contests.all())
    rows = election.nominees.filter(state__in=STANDING).order_by("pk")
    standing = list(rows.select_related("entry"))
    people = {each.person: each for each in standing}
    return Slate(
        election=election,
        pack=pack,
        lines=tuple(_lines(election, pack, contests, standing)),
        kin=kin_of(pack, people, election.near_relatives.order_by("pk")),
        step=list_step(election),
        undecided=undecided(election) if election.stage == Stage.ROLL_PUBLISHED else None,
    )


def free_places(election: Election, contest: Contest) -> Free:
    """How many may come on a list that is filled up (缺额): as many as the post is short of or as
    left it since it was published last, whichever is more.
    """
    slate = slate_of(election)
    line = next(each for each in slate.lines if each.contest.pk == contest.pk)
    gone = left_since_published(election, contest)
    came = sum(each.state != NomineeState.CANDIDATE for each in line.people)
    lacks_woman = slate.no_woman is not None and slate.no_woman.refuses
    return Free(places=max(line.missing, gone.count() - came, 0), lacks_woman=lacks_woman)


def left_since_published(election: Election, contest: Contest) -> QuerySet[Departure]:
    """Who left the list of a post since it was published last, and did not come back."""
    gone = election.departures.filter(nominee__contest=contest, told_by__in=("", ToldBy.SAME))
    return gone.exclude(nominee__state=NomineeState.CANDIDATE)


def standing_of(election: Election) -> dict[str, Nominee]:
    """Who stands for anything, by the id on the paper."""
    rows = election.nominees.filter(state__in=STANDING).order_by("pk")
    return {each.person: each for each in rows}


def _lines(
    election: Election, pack: RulePack, contests: list[Contest], standing: list[Nominee]
) -> Iterator[Line]:
    is_posted = election.candidates_published_on is not None
    own = {c.pk: [each for each in standing if each.contest_id == c.pk] for c in contests}
    for contest in contests:
        people, order = _listed(pack.list_order, by_strokes(own[contest.pk]), is_posted=is_posted)
        yield Line(
            contest=contest,
            people=people,
            order=order,
            needed=_needed(pack, contest),
            decided_by="" if pack.has_margin_for(contest.post) else DECIDERS[pack.decided_by],
        )


def _needed(pack: RulePack, contest: Contest) -> CandidateNumber:
    if not pack.has_margin_for(contest.post):
        return CandidateNumber(minimum=1, maximum=None, grounds=())
    return candidate_number(pack, seats=contest.seats, post=Post(contest.post))


def _listed(
    rule: ListOrder | None, people: tuple[Nominee, ...], *, is_posted: bool
) -> tuple[tuple[Nominee, ...], ListOrder | None]:
    """People as the law lists them, or, once the list is posted, as it was posted."""
    if is_posted and any(each.state == NomineeState.CANDIDATE for each in people):
        if any(each.place is None for each in people):
            return people, None
        return tuple(sorted(people, key=lambda each: each.place or 0)), rule
    return in_list_order(rule, people, backing=backing_of), rule
