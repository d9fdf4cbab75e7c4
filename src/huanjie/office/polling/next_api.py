"""The next vote for machines (下一次投票接口): which votes are open, the paper of one, arranging
it.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from ninja import Router
from pydantic import Field

from huanjie.domain.nextvotes import NextVote
from huanjie.domain.permission import Action
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import Day, In, Out
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open
from huanjie.office.planning.operation import on_election
from huanjie.office.polling.api import DoneOut
from huanjie.office.polling.models import Round
from huanjie.office.polling.nextround import NextRound, open_now, paper_for, runoff_end
from huanjie.office.polling.services import open_round
from huanjie.office.problems import NotNow

router = Router(tags=["投票计票"])
_NEXT = "/next-round"
_MOST = 60
Person = Annotated[str, Field(min_length=1, max_length=60)]


class SeatsOut(Out):
    """A post that is voted on (投票的一项职务)."""

    post: str = Field(title="职务")
    name: str = Field(title="名称")
    seats: int = Field(title="还选几名")
    candidates: list[str] = Field(title="候选人，选票上的编号；由委员选的还没有")


class NextVoteOut(Out):
    """A vote that may be held now (可以安排的一项投票)."""

    vote: str = Field(title="编号，安排时写进 votes")
    kind: str = Field(title="种类：revote 再次投票，runoff 另行选举，officers 委员会选主任、副主任")
    contests: list[SeatsOut] = Field(title="各项职务")
    women_only: bool = Field(title="是不是只在妇女中选")
    optional: bool = Field(title="是不是也可以决定减少名额，不投票")
    ask_candidates: list[str] = Field(title="可以作候选人的；要在 candidates 里写明谁参加")
    ask_sexes: list[str] = Field(title="没有写明性别的；要在 sexes 里写明")


class NextVotesOut(Out):
    """What may be arranged now (现在可以安排的投票)."""

    votes: list[NextVoteOut] = Field(title="可以进行的投票；没有的是空的")
    latest_day: datetime.date | None = Field(title="另行选举最迟的日子；没有规定的是 null")
    version: int = Field(title="版本，写进 If-Match")


class NextVoteIn(In):
    """What is arranged (下一次投票的安排)."""

    votes: list[Annotated[str, Field(max_length=400)]] = Field(
        min_length=1, max_length=_MOST, title="投票的编号；只有几项另行选举可以在一张选票上"
    )
    day: Day = Field(title="哪一天投票", examples=["2026-07-05"])
    candidates: dict[str, list[Person]] = Field({}, title="职务和候选人，ask_candidates 的才写")
    sexes: dict[str, Literal["f", "m"]] = Field({}, title="谁的性别，ask_sexes 的才写")

    @property
    def chosen(self) -> NextRound:
        """The same as the service takes it."""
        return NextRound(
            votes=tuple(self.votes),
            day=self.day,
            candidates={post: tuple(people) for post, people in self.candidates.items()},
            sexes=self.sexes,
        )


class NextPaperOut(Out):
    """The paper that the vote would have (选票)."""

    kind: str = Field(title="种类")
    contests: list[dict[str, Any]] = Field(title="各项职务，写法同 ELECTION.json")
    is_late: bool = Field(title="是不是过了另行选举最迟的日子")


@on_election(
    router.get,
    _NEXT,
    Action.OPEN_ROUND,
    response=NextVotesOut,
    summary="可以安排的下一次投票",
)
def next_votes(own: Election) -> NextVotesOut:
    """Every vote that is open now that a result was declared, with what only people can say."""
    latest = _declared(own) if is_open(own, Action.OPEN_ROUND) else None
    votes = open_now(own, latest) if latest else {}
    return NextVotesOut(
        votes=[_vote(own, key, vote) for key, vote in votes.items()],
        latest_day=_latest_day(own),
        version=own.version,
    )


@on_election(
    router.post,
    f"{_NEXT}/check",
    Action.OPEN_ROUND,
    response=NextPaperOut,
    summary="试排下一次投票的选票",
)
def next_check(own: Election, said: NextVoteIn) -> NextPaperOut:
    """The paper that this vote would have; nothing is arranged."""
    latest = _declared(own)
    if latest is None or not is_open(own, Action.OPEN_ROUND):
        raise NotNow("现在没有可以安排的投票", remedy="要在宣布结果以后、还有职务没有选出时办理")
    paper = paper_for(own, latest, said.chosen)
    end = _latest_day(own) if paper.kind == "runoff" else None
    is_late = bool(end and said.day > end)
    return NextPaperOut(kind=paper.kind, contests=paper.contests, is_late=is_late)


@on_election(
    router.post,
    _NEXT,
    Action.OPEN_ROUND,
    response={201: DoneOut},
    summary="安排下一次投票",
)
def next_open(own: Election, who: ActingUser, said: NextVoteIn) -> DoneOut:
    """Arrange the next vote; papers may go out on its day."""
    number = open_round(acting_user=who, election=own, chosen=said.chosen)
    return DoneOut(round=number, version=own.version)


def _declared(own: Election) -> Round | None:
    return own.rounds.filter(declared_at__isnull=False).order_by("number").last()


def _latest_day(own: Election) -> datetime.date | None:
    end = runoff_end(own)
    return end.window.latest if end else None


def _vote(own: Election, key: str, vote: NextVote) -> NextVoteOut:
    pack, people = law_of(own).pack, [str(person) for person in vote.may_stand]
    return NextVoteOut(
        vote=key,
        kind=vote.kind,
        contests=[
            SeatsOut(
                post=each.post,
                name=pack.post_name(each.post),
                seats=each.seats,
                candidates=[candidate.id for candidate in each.candidates],
            )
            for each in vote.contests
        ],
        women_only=vote.women_only,
        optional=vote.optional,
        ask_candidates=people if vote.kind == "officers" else [],
        ask_sexes=people if vote.women_only else [],
    )
