"""The next vote (下一次投票): which votes are open, what has to be said of one, and its paper."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from huanjie.domain.contest import PersonId, Post, Sex
from huanjie.domain.election import Candidate, Contest
from huanjie.domain.election import Election as ElectionFile
from huanjie.domain.later import check_later, check_runoff
from huanjie.domain.nextvotes import NextVote, paper_of
from huanjie.domain.nomination import candidate_number, candidate_numbers
from huanjie.domain.revoting import check_seats
from huanjie.domain.rounds import CountFile
from huanjie.domain.schedule import ScheduledStep
from huanjie.door.fault import BadInput
from huanjie.exchange.election import election_as_json
from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.planning.events import RUNOFF_END
from huanjie.office.planning.laws import law_of, schedule_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.counted import with_sexes
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import open_votes, stored_count


@dataclass(frozen=True, slots=True, kw_only=True)
class NextRound:
    """What is said of the next vote (下一次投票的安排)."""

    votes: tuple[str, ...]
    """the keys of the votes on its paper: several only of runoffs"""
    day: datetime.date
    candidates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """of the committee's own vote: who stands for which post"""
    sexes: Mapping[str, str] = field(default_factory=dict)
    """of people written in, whose sex nobody stated yet"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPaper:
    """The next vote's paper (下一次投票的选票), its contests as ELECTION.json states them."""

    kind: str
    contests: list[dict[str, Any]]


def key_of(vote: NextVote) -> str:
    """What a form calls a vote: its kind, its posts, and whether women alone stand."""
    posts = ",".join(contest.post for contest in vote.contests)
    return f"{vote.kind}/{posts}/{'women' if vote.women_only else 'all'}"


def open_now(election: Election, latest: Round) -> dict[str, NextVote]:
    """The votes that may be arranged now, by their keys."""
    _, votes = open_votes(stored_count(latest), law_of(election).pack)
    return {key_of(vote): vote for vote in votes}


def runoff_end(election: Election) -> ScheduledStep | None:
    """The law's last day of a runoff (另行选举的期限), where there is one."""
    return schedule_of(election).step(RUNOFF_END)


def paper_for(election: Election, latest: Round, chosen: NextRound) -> NextPaper:
    """The paper of the vote that was chosen; refused where it is not open or not settled enough."""
    _check_day(election, chosen.day)
    pack = law_of(election).pack
    count = stored_count(latest)
    votes = _chosen(election, latest, chosen)
    _check_together(votes)
    if any(vote.women_only and vote.may_stand for vote in votes):
        count = _with_stated_sexes(count, votes, chosen.sexes)
        known = {key_of(vote): vote for vote in open_votes(count, pack)[1]}
        votes = [_still_open(vote, known) for vote in votes]
    contests = tuple(contest for vote in votes for contest in vote.contests)
    if votes[0].kind == "officers":
        contests = _officers(votes[0], chosen.candidates, pack, count)
    for contest in contests:
        _check_has_people(contest, pack)
    whole = replace(votes[0], contests=contests)
    paper = paper_of(whole, pack, polling_day=chosen.day)
    _check_countable(whole, count, paper, pack)
    stated = election_as_json(paper)
    return NextPaper(kind=whole.kind, contests=stated["contests"])


def _check_countable(vote: NextVote, count: CountFile, paper: ElectionFile, pack: RulePack) -> None:
    """Whatever would refuse this vote once its papers are counted refuses it before it is held."""
    check_later(count, paper)
    if vote.kind == "revote":
        check_seats(vote.onto, paper, pack)
    if vote.kind == "runoff":
        check_runoff(count, paper, pack)


def _check_day(election: Election, day: datetime.date) -> None:
    if day < clock.today() or day < election.polling_day:
        raise BadInput("下一次投票的日子已经过去", at="day", remedy="填写今天或者以后的一天")


def _chosen(election: Election, latest: Round, chosen: NextRound) -> list[NextVote]:
    known = open_now(election, latest)
    if not known:
        raise BadInput("没有可以进行的下一次投票")
    if not chosen.votes or len(set(chosen.votes)) != len(chosen.votes):
        raise BadInput("还没有选定下一次投票", at="votes", remedy="选一项")
    if any(key not in known for key in chosen.votes):
        raise BadInput("选的投票现在不能进行", at="votes", remedy="重新打开这一页再选")
    return [known[key] for key in chosen.votes]


def _check_together(votes: list[NextVote]) -> None:
    """One paper holds several runoffs of different posts, and nothing else together."""
    posts = [contest.post for vote in votes for contest in vote.contests]
    if len(votes) > 1 and any(vote.kind != "runoff" for vote in votes):
        raise BadInput("这几项投票不能在一张选票上", at="votes", remedy="一次安排一项")
    if len(set(posts)) != len(posts):
        raise BadInput("同一项职务的两项投票不能在一张选票上", at="votes", remedy="先安排其中一项")


def _still_open(vote: NextVote, known: Mapping[str, NextVote]) -> NextVote:
    """A woman who was written in before may make an earlier runoff one among women alone: then
    the law asks for no other.
    """
    found = known.get(key_of(vote))
    if found is None:
        raise BadInput(
            "写明性别以后，这项投票按规定不再进行",
            at="votes",
            remedy="核对性别；没有写错的，不用安排",
        )
    return found


def _with_stated_sexes(
    count: CountFile, votes: list[NextVote], stated: Mapping[str, str]
) -> CountFile:
    sexes: dict[PersonId, Sex] = {}
    for person in (person for vote in votes if vote.women_only for person in vote.may_stand):
        match stated.get(person):
            case "f":
                sexes[person] = "f"
            case "m":
                sexes[person] = "m"
            case _:
                raise BadInput(f"“{person}”的性别没有写明", at="votes", remedy="选男或者女")
    return with_sexes(count, sexes)


def _officers(
    vote: NextVote, chosen: Mapping[str, tuple[str, ...]], pack: RulePack, count: CountFile
) -> tuple[Contest, ...]:
    """The committee's own posts and who stands for them; one without anybody is not voted on."""
    posts = {str(contest.post): contest for contest in vote.contests}
    people = {each.id: each for contest in count.election.contests for each in contest.candidates}
    if unknown := set(chosen) - set(posts):
        raise BadInput(f"这次不选“{min(unknown)}”", at="votes")
    named = {post: who for post, who in chosen.items() if who}
    if not named:
        raise BadInput("还没有写明候选人", at="votes", remedy="从委员中选定候选人")
    for who in named.values():
        if len(set(who)) != len(who) or not set(who) <= set(vote.may_stand):
            raise BadInput("候选人只能从当选的委员中选，每人一次", at="votes")
    _check_numbers(named, posts, pack)
    return tuple(
        replace(contest, candidates=tuple(_candidate(person, people) for person in named[post]))
        for post, contest in posts.items()
        if post in named
    )


def _check_numbers(
    named: Mapping[str, tuple[str, ...]], posts: Mapping[str, Contest], pack: RulePack
) -> None:
    numbers = {
        Post(post): (posts[post].seats, len(who))
        for post, who in named.items()
        if pack.has_margin_for(post)
    }
    for post in candidate_numbers(pack, numbers).unlawful:
        seats, stand = numbers[post]
        bounds = candidate_number(pack, seats=seats, post=post)
        raise BadInput(
            f"{pack.post_name(post)}选 {seats} 人，候选人写了 {stand} 人",
            at="votes",
            remedy=f"候选人是 {bounds}",
        )


def _candidate(person: str, people: Mapping[PersonId, Candidate]) -> Candidate:
    """As the first paper printed them; who was written in stands under his name."""
    return people.get(PersonId(person)) or Candidate(id=PersonId(person), name=person)


def _check_has_people(contest: Contest, pack: RulePack) -> None:
    if not contest.candidates and contest.write_ins == 0:
        raise BadInput(f"{pack.post_name(contest.post)}没有可以参加的候选人", at="votes")
