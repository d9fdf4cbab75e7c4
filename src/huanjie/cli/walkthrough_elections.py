"""The demo's invented elections (示例选举): a real village's name and code, invented people,
invented votes.

Every paper is laid out so that the counts are the ones written here, then the papers are shuffled.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import Candidate, Contest, Election, Turnout, Unit
from huanjie.domain.tally import CastVoteRecord, Mark, Paper

VILLAGE: Final = Unit(code="330329100257", name="泰顺县罗阳镇三联村")
POLLING_DAY: Final = datetime.date(2026, 6, 28)
MEETING: Final = datetime.date(2026, 5, 15)
_BOXES: Final = ("中心会场", "第二投票站", "流动票箱")
_SHARES: Final = (70, 29, 1)
"""How the papers fall into the boxes, in hundredths."""

Votes = Mapping[str, Iterable[range]]
"""Whose name is marked on which papers, by the papers' numbers before they are shuffled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One invented vote (一次投票): the paper, and who is marked on which papers."""

    election: Election
    approved: Mapping[Post, Votes]
    opposed: Mapping[Post, Votes] = field(default_factory=dict)
    written_in: Mapping[Post, Votes] = field(default_factory=dict)

    def records(self, chance: random.Random) -> list[CastVoteRecord]:
        """The papers as a reader would record them, shuffled, with ids that say nothing."""
        assert self.election.turnout
        numbers = list(range(self.election.turnout.collected))
        chance.shuffle(numbers)
        return [self._record(number, place, chance) for place, number in enumerate(numbers, 1)]

    def _record(self, number: int, place: int, chance: random.Random) -> CastVoteRecord:
        return CastVoteRecord(
            id=f"{chance.getrandbits(64):016x}",
            batch=chance.choices(_BOXES, _SHARES)[0],
            source=(("demo.pdf", place),),
            contests={c.post: self._paper(c.post, number) for c in self.election.contests},
        )

    def _paper(self, post: Post, number: int) -> Paper:
        marks: dict[PersonId, Mark] = {}
        for person in _marked(self.opposed.get(post, {}), number):
            marks[PersonId(person)] = "oppose"
        for person in _marked(self.approved.get(post, {}), number):
            marks[PersonId(person)] = "approve"
        return Paper(marks=marks, write_ins=_marked(self.written_in.get(post, {}), number))


def _marked(votes: Votes, number: int) -> tuple[str, ...]:
    return tuple(name for name, ranges in votes.items() if any(number in each for each in ranges))


def _people(**names: str) -> tuple[Candidate, ...]:
    """Candidates by id; a name that ends in 嫂 or 姑 is a woman's."""
    return tuple(
        Candidate(id=PersonId(id_), name=name, sex="f" if name[-1] in "嫂姑" else "m")
        for id_, name in names.items()
    )


def _villagers(contests: tuple[Contest, ...], turnout: Turnout, title: str) -> Election:
    return Election(
        pack="villagers-committee",
        region="zhejiang",
        unit=VILLAGE,
        polling_day=POLLING_DAY,
        contests=contests,
        turnout=turnout,
        single_ballot=True,
        title=title,
    )


def _turnout(collected: int) -> Turnout:
    return Turnout(registered=900, voters=collected + 4, issued=collected + 9, collected=collected)


CHAIR, MEMBER, WOMAN = Post("chair"), Post("member"), Post("妇女委员")
SECRETARY, DEPUTY = Post("secretary"), Post("deputy-secretary")


def first_vote() -> Vote:
    """The first vote: a chair, two members with a tie for the second, and no woman over the
    line.
    """
    election = _villagers(
        (
            Contest(post=CHAIR, seats=1, candidates=_people(A="张三", B="李四"), write_ins=1),
            Contest(
                post=MEMBER, seats=2, candidates=_people(C="王五", D="赵六", E="钱七"), write_ins=2
            ),
            Contest(post=WOMAN, seats=1, candidates=_people(F="孙大嫂", G="周小姑"), write_ins=1),
        ),
        _turnout(631),
        "三联村村民委员会选举选票",
    )
    return Vote(
        election=election,
        approved={
            CHAIR: {"A": [range(420)], "B": [range(420, 601)]},
            MEMBER: {
                "C": [range(450), range(625, 631)],
                "D": [range(295, 631)],
                "E": [range(295), range(590, 631)],
            },
            WOMAN: {"F": [range(300)], "G": [range(300, 560)]},
        },
        opposed={CHAIR: {"B": [range(100)]}, WOMAN: {"G": [range(40)]}},
        written_in={CHAIR: {"吴九": [range(601, 612)]}},
    )


def revote() -> Vote:
    """The revote between the two who were tied."""
    contest = Contest(post=MEMBER, seats=1, candidates=_people(D="赵六", E="钱七"))
    election = _villagers((contest,), _turnout(598), "三联村村民委员会再次投票选票")
    return Vote(election=election, approved={MEMBER: {"D": [range(310)], "E": [range(310, 590)]}})


def runoff() -> Vote:
    """The runoff for the woman's seat."""
    contest = Contest(post=WOMAN, seats=1, candidates=_people(F="孙大嫂", G="周小姑"))
    election = _villagers((contest,), _turnout(604), "三联村村民委员会另行选举选票")
    return Vote(election=election, approved={WOMAN: {"F": [range(290)], "G": [range(290, 570)]}})


def party_vote() -> Vote:
    """The branch's members' meeting: three of four are elected to the committee."""
    election = _branch(
        (
            Contest(
                post=MEMBER,
                seats=3,
                candidates=_people(A="郑一", B="冯二", C="陈大嫂", D="褚四"),
                write_ins=1,
            ),
        ),
        Turnout(entitled=50, attended=44, issued=44, collected=44),
        "中共三联村支部委员会选举选票",
    )
    return Vote(
        election=election,
        approved={
            MEMBER: {
                "A": [range(40)],
                "B": [range(35)],
                "C": [range(9), range(23, 44)],
                "D": [range(9, 23), range(35, 43)],
            }
        },
        opposed={MEMBER: {"D": [range(9)]}},
    )


def officers_vote() -> Vote:
    """The new committee's own meeting."""
    election = _branch(
        (
            Contest(post=SECRETARY, seats=1, candidates=_people(A="郑一")),
            Contest(post=DEPUTY, seats=1, candidates=_people(B="冯二")),
        ),
        Turnout(entitled=3, attended=3, issued=3, collected=3),
        "中共三联村支部委员会书记、副书记选举选票",
    )
    return Vote(
        election=election, approved={SECRETARY: {"A": [range(3)]}, DEPUTY: {"B": [range(2)]}}
    )


def _branch(contests: tuple[Contest, ...], turnout: Turnout, title: str) -> Election:
    return Election(
        pack="party-branch",
        region="zhejiang",
        unit=VILLAGE,
        polling_day=MEETING,
        contests=contests,
        turnout=turnout,
        single_ballot=True,
        title=title,
    )
