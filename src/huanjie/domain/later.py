"""A later vote (以后各轮) held against the votes before it: the same election, and what was
left open.
"""

from __future__ import annotations

from huanjie.domain.contest import ContestResult, Declaration, PersonId, Post
from huanjie.domain.daywords import in_words
from huanjie.domain.election import Contest, Election
from huanjie.domain.rounds import CountFile, Declared, declare_rounds, post_of_round
from huanjie.domain.runoff import Runoff
from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack


def check_later(before: CountFile, election: Election) -> None:
    """Refuse a later vote of another election, or one held before the first."""
    first = before.election
    named = (
        ("规则包", first.pack, election.pack, "/pack"),
        ("地区", first.region, election.region, "/region"),
        ("单位代码", first.unit.code, election.unit.code, "/unit/code"),
        ("单位名称", first.unit.name, election.unit.name, "/unit/name"),
    )
    for what, old, new, at in named:
        if old != new:
            raise BadInput(f"前几轮的{what}是“{old}”，这一轮是“{new}”", at=at, remedy="核对文件")
    if election.polling_day < first.polling_day:
        raise BadInput(
            f"这一轮的日期{in_words(election.polling_day)}早于第一次投票的{in_words(first.polling_day)}",
            at="/polling_day",
            remedy="核对日期",
        )


def check_runoff(before: CountFile, election: Election, pack: RulePack) -> None:
    """Refuse a runoff while its post is tied, or with candidates who neither lost the first vote
    nor were equal in a runoff since.
    """
    declared = declare_rounds(before, pack)
    results = {result.post: result for result in _first(declared)}
    for index, contest in enumerate(election.contests):
        at = f"/contests/{index}"
        if contest.post not in results:
            raise BadInput(f"第一次投票没有 {contest.post} 这项职务", at=f"{at}/post")
        equal = _equal_in_a_runoff(before, declared, contest.post)
        stood = {*results[contest.post].not_elected, *results[contest.post].tied, *equal}
        stood -= set(declared.final.get(contest.post, ()))
        _check_contest(contest, results[contest.post], stood, at)


def _check_contest(contest: Contest, result: ContestResult, stood: set[PersonId], at: str) -> None:
    if "revote" in result.next:
        raise BadInput(
            f"{contest.post} 票数相等，应先再次投票", at=at, remedy="先 count --kind revote"
        )
    for place, candidate in enumerate(contest.candidates):
        if candidate.id not in stood:
            raise BadInput(
                f"“{candidate.name}”不是第一次投票中没有当选的人，不能作另行选举的候选人",
                at=f"{at}/candidates/{place}",
                remedy="另行选举的候选人从第一次投票未当选的人中产生",
            )


def _first(declared: Declared) -> tuple[ContestResult, ...]:
    first = declared.answers[0]
    return first.contests if isinstance(first, Declaration) else ()


def _equal_in_a_runoff(before: CountFile, declared: Declared, post: Post) -> set[PersonId]:
    """Who was tied in a runoff of this post, written in there for the first time or not."""
    answers = declared.answers
    return {
        person
        for index, (round_, answer) in enumerate(zip(before.rounds, answers, strict=True))
        if isinstance(answer, Runoff) and post_of_round(round_, answers, index) == post
        for person in answer.tied
    }
