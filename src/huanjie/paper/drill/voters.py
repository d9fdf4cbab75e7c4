"""Invented voters (演练的选民): what each wants, how he marks it, what now and then goes wrong."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from huanjie.domain.ballotform import BallotForm, MarkBox
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import Contest
from huanjie.domain.tally import Mark, Paper
from huanjie.paper.drill.strokes import MARKS

Spoil = Literal[
    "over-vote", "two-marks", "write-in", "corrected", "signed", "name-crossed", "torn", "blotted"
]
SPOILS: Final[tuple[Spoil, ...]] = get_args(Spoil)
"""What may go wrong with a paper (票面的问题), of which an over-vote alone is no doubt: it is the
law that voids it.
"""
_NAMES: Final = ("孙小满", "何秋生", "林春华", "韦冬至", "罗立夏")
"""Whom the invented voters write in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One mark to be drawn (要画的记号)."""

    box: MarkBox
    hand: str
    """one of `strokes.HANDS`"""


@dataclass(slots=True, kw_only=True)
class Vote:
    """What a voter does to a paper, and what two people who see it will agree that it says."""

    drawn: list[Drawn] = field(default_factory=list)
    written: list[tuple[Post, int, str]] = field(default_factory=list)
    """post, line, name"""
    spoil: Spoil | None = None
    """what is wrong with the paper; None: nothing, or nothing that could go wrong on it"""
    marks: dict[Post, dict[PersonId, Mark]] = field(default_factory=dict)

    def truth(self, posts: Sequence[Post]) -> dict[Post, Paper]:
        """The paper's truth (票面的真实内容)."""
        return {
            post: Paper(
                marks=self.marks.get(post, {}),
                write_ins=tuple(name for own, _, name in self.written if own == post),
            )
            for post in posts
        }


def vote(
    form: BallotForm,
    contests: Sequence[Contest],
    chance: random.Random,
    *,
    spoil: Spoil | None = None,
) -> Vote:
    """A voter's paper; who spoils it does so in one place."""
    made = Vote(spoil=spoil)
    hand = chance.choice((*MARKS, "circle", "tick", "circle", "tick"))
    for contest in contests:
        _choose(made, form, contest, hand, chance)
    _spoil(made, form, contests, chance)
    return made


def _choose(
    made: Vote, form: BallotForm, contest: Contest, hand: str, chance: random.Random
) -> None:
    """Approvals up to the seats; of the rest some are opposed, some abstained from, some left."""
    people = list(contest.candidates)
    chance.shuffle(people)
    approved = {person.id for person in people[: chance.randint(0, contest.seats)]}
    kinds = {box.mark for box in form.boxes() if box.contest == contest.post}
    others: tuple[Mark | None, ...] = (None,)
    if form.symbols:
        others = ("oppose", None)
    elif "oppose" in kinds:
        others = ("oppose", "abstain", None)
    for person in contest.candidates:
        mark = "approve" if person.id in approved else chance.choice(others)
        if mark:
            _mark(made, form, contest.post, person.id, mark, hand)


def _mark(
    made: Vote, form: BallotForm, post: Post, person: PersonId, mark: Mark, hand: str
) -> None:
    if form.symbols:
        hand = "circle" if mark == "approve" else "cross"
    made.drawn.append(Drawn(box=_box(form, post, person, mark), hand=hand))
    made.marks.setdefault(post, {})[person] = mark


def _box(form: BallotForm, post: Post, person: PersonId, mark: Mark) -> MarkBox:
    wanted = (post, person, None if form.symbols else mark)
    return next(box for box in form.boxes() if (box.contest, box.candidate, box.mark) == wanted)


# What goes wrong ---------------------------------------------------------------------------------


def _spoil(
    made: Vote, form: BallotForm, contests: Sequence[Contest], chance: random.Random
) -> None:
    """One post's part is spoiled; of a post without candidates no mark can be."""
    if made.spoil == "write-in":
        _write_in(made, contests, chance)
        return
    contest = chance.choice([each for each in contests if each.candidates] or list(contests))
    spoil_marks = _MARKS_SPOILED.get(made.spoil)
    if spoil_marks and contest.candidates:
        spoil_marks(made, form, contest, chance)
    elif spoil_marks:
        made.spoil = None


def _write_in(made: Vote, contests: Sequence[Contest], chance: random.Random) -> None:
    contest = chance.choice(list(contests))
    lines = contest.lines
    if lines:
        name = chance.choice(_strangers(contests))
        made.written.append((contest.post, chance.randrange(lines), name))
    else:
        made.spoil = None


def _strangers(contests: Sequence[Contest]) -> Sequence[str]:
    """Whom nobody printed: a candidate who is written in is a vote for the candidate."""
    printed = {person.name for contest in contests for person in contest.candidates}
    return [name for name in _NAMES if name not in printed] or _NAMES


def _over_vote(made: Vote, form: BallotForm, contest: Contest, _chance: random.Random) -> None:
    """Everybody is approved: more than the seats, where more stand."""
    made.drawn = [each for each in made.drawn if each.box.contest != contest.post]
    made.marks[contest.post] = {}
    for person in contest.candidates:
        _mark(made, form, contest.post, person.id, "approve", "circle")


def _two_marks(made: Vote, form: BallotForm, contest: Contest, chance: random.Random) -> None:
    """Two marks for one candidate: nobody can say which was meant, so there is none."""
    person = chance.choice(contest.candidates).id
    own = _cleared(made, form, contest.post, person)
    made.drawn += [Drawn(box=box, hand="tick") for box in own[:2]]
    if len(own) == 1 and not form.symbols:
        made.marks[contest.post][person] = "approve"


def _corrected(made: Vote, form: BallotForm, contest: Contest, chance: random.Random) -> None:
    """A mark scribbled out, and where the form has another box, the one that was meant."""
    marked = made.marks.get(contest.post, {})
    free = [person.id for person in contest.candidates if person.id not in marked]
    person = chance.choice(free) if free else contest.candidates[0].id
    own = _cleared(made, form, contest.post, person)
    made.drawn.append(Drawn(box=own[0], hand="scribbled-out"))
    if len(own) > 1:
        made.drawn.append(Drawn(box=own[1], hand="circle"))
        made.marks[contest.post][person] = own[1].mark or "oppose"


def _cleared(made: Vote, form: BallotForm, post: Post, person: PersonId) -> list[MarkBox]:
    """A candidate's boxes, with nothing drawn in them any more and nothing said by them."""
    own = [box for box in form.boxes() if (box.contest, box.candidate) == (post, person)]
    made.drawn = [each for each in made.drawn if each.box not in own]
    made.marks.setdefault(post, {}).pop(person, None)
    return own


_MARKS_SPOILED: Final[
    Mapping[Spoil | None, Callable[[Vote, BallotForm, Contest, random.Random], None]]
] = {"over-vote": _over_vote, "two-marks": _two_marks, "corrected": _corrected}
"""What goes wrong with the marks of one post, and how; the rest is the paper's (`deck`)."""
