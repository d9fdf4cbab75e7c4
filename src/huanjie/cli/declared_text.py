"""A declared result as people read it (结果的文字形式): who is elected, the line, and the article
of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from huanjie.domain.contest import (
    BECAUSE,
    ContestResult,
    Count,
    Declaration,
    PersonId,
    Post,
    Revote,
)
from huanjie.domain.election import Election
from huanjie.domain.officers import Officers
from huanjie.domain.rounds import (
    ROUND_NAMES,
    Answer,
    CountFile,
    Declared,
    RevoteRecords,
    Round,
    RunoffFacts,
    counted_votes,
)
from huanjie.domain.runoff import Runoff
from huanjie.law.pack import RulePack
from huanjie.law.rules import STEPS


def declared_as_text(count: CountFile, declared: Declared, pack: RulePack) -> str:
    """Round by round, then who holds each post."""
    names = names_of(count.election)
    lines = [f"{count.election.unit.name}  {pack.name}  {count.election.polling_day}  {pack.id}"]
    for round_, answer in zip(count.rounds, declared.answers, strict=True):
        lines += ["", f"【{ROUND_NAMES[round_.kind]}】", *_round(round_, answer, pack, names)]
        lines += [f"  依据：{c.quoted}" for c in answer.grounds]
    for post, each in declared.held.withdrawn:
        because = f"{names.get(each.id, each.id)}（{BECAUSE[each.because]}）"
        lines += ["", f"后一轮之后不留任：{pack.post_name(post)} {because}"]
    lines += [f"  依据：{c.quoted}" for c in declared.held.grounds]
    lines += ["", "当选："]
    for post, ids in declared.final.items():
        lines.append(f"  {pack.post_name(post)}：{_named(ids, names) or '（无）'}")
    return "\n".join(lines) + "\n"


def names_of(election: Election) -> dict[str, str]:
    """Each candidate's name by id; a write-in's id is its name."""
    return {c.id: c.name for contest in election.contests for c in contest.candidates}


def _named(ids: tuple[str, ...], names: dict[str, str]) -> str:
    return "、".join(names.get(each, each) for each in ids)


def _round(round_: Round, answer: Answer, pack: RulePack, names: dict[str, str]) -> Iterator[str]:
    match answer:
        case Declaration():
            yield from _declaration(round_, answer, pack, names)
        case Runoff():
            yield from _runoff(round_, answer, pack, names)
        case Officers():
            yield from _officers(round_, answer, pack, names)


def _runoff(round_: Round, answer: Runoff, pack: RulePack, names: dict[str, str]) -> Iterator[str]:
    facts = round_.facts
    assert isinstance(facts, RunoffFacts)
    post = f"{pack.post_name(round_.post)}，" if round_.post else ""
    papers = f"收回选票 {facts.collected} 张，" if facts.collected is not None else ""
    yield f"  {post}{papers}当选至少 {answer.minimum_votes} 票"
    if round_.post:
        yield from _worth(round_, round_.post)
    yield f"    得票：{_with_votes(facts.votes, names)}"
    yield f"    当选：{_named(answer.elected, names) or '（无）'}"
    if answer.tied:
        yield f"    票数相等：{_named(answer.tied, names)}"
    if answer.vacancies:
        yield f"    尚缺 {answer.vacancies} 名"


def _with_votes(votes: Mapping[PersonId, int], names: dict[str, str]) -> str:
    ordered = sorted(votes.items(), key=lambda each: -each[1])
    return "、".join(f"{names.get(person, person)} {n}票" for person, n in ordered)


def _papers(count: Count) -> str:
    """The numbers that the election is valid or void by (核对的数字)."""
    numbers = (
        ("登记", count.registered, "人"),
        ("应到", count.entitled, "人"),
        ("实到", count.attended, "人"),
        ("投票", count.voters, "人"),
        ("发出选票", count.issued, "张"),
        ("收回选票", count.collected, "张"),
    )
    return "，".join(f"{what} {n} {unit}" for what, n, unit in numbers if n is not None)


def _worth(kept: Round | RevoteRecords, post: Post) -> Iterator[str]:
    """How many papers were valid for a post (有效票、无效票), where the round keeps its parts."""
    parts = [batch.contests[post] for batch in kept.batches if post in batch.contests]
    if parts:
        yield _valid_and_invalid(sum(p.valid for p in parts), sum(p.invalid for p in parts))
    elif kept.sheets and (sheet := kept.sheets.decided.contests.get(post)):
        yield _valid_and_invalid(sheet.valid, sheet.invalid)


def _valid_and_invalid(valid: int, invalid: int) -> str:
    return f"    有效票 {valid} 张，无效票 {invalid} 张"


def _void(facts: Count, answer: Declaration, pack: RulePack) -> Iterator[str]:
    """A void election has no results, but its papers were counted."""
    yield f"  选举无效：{answer.reason}。下一步：{STEPS['repeat-election']}"
    for post, worth in _counted(facts).items():
        yield f"  {pack.post_name(post)}"
        yield worth


def _counted(facts: Count) -> dict[Post, str]:
    """Each post's valid and invalid papers in words, where they were counted."""
    return {
        each.post: _valid_and_invalid(each.valid, each.invalid)
        for each in facts.contests
        if each.valid is not None and each.invalid is not None
    }


def _declaration(
    round_: Round, answer: Declaration, pack: RulePack, names: dict[str, str]
) -> Iterator[str]:
    facts = round_.facts
    assert isinstance(facts, Count)
    yield f"  {_papers(facts)}"
    if not answer.valid:
        yield from _void(facts, answer, pack)
    revotes = {c.post: c.revote for c in facts.contests if c.revote}
    votes, worth = counted_votes(facts, answer), _counted(facts)
    for result in answer.contests:
        yield f"  {pack.post_name(result.post)}（当选至少 {result.minimum_votes} 票）"
        if result.post in worth:
            yield worth[result.post]
        for word, ids in _places(result):
            each = [f"{names.get(i, i)} {votes.get((result.post, i), 0)}票" for i in ids]
            yield f"    {word}：{'、'.join(each)}"
        if revote := revotes.get(result.post):
            yield from _revote(round_, revote, result.post, names)
        yield from _what_follows(result, names)


def _revote(round_: Round, revote: Revote, post: Post, names: dict[str, str]) -> Iterator[str]:
    voted = _with_votes(revote.votes, names)
    yield f"    再次投票：收回选票 {revote.collected} 张，{voted}"
    for kept in round_.revotes:
        yield from (f"  {line}" for line in _worth(kept, post))


def _what_follows(result: ContestResult, names: dict[str, str]) -> Iterator[str]:
    """Who steps back, what is still open, and under which conditions."""
    for withdrawal in result.withdrawn:
        name = names.get(withdrawal.id, withdrawal.id)
        yield f"    不留任：{name}（{BECAUSE[withdrawal.because]}）"
    if result.next:
        steps = "、".join(STEPS[step] for step in result.next)
        yield f"    尚缺 {result.vacancies} 名，下一步：{steps}"
    yield from (f"    {condition}" for condition in result.conditions)


def _places(result: ContestResult) -> list[tuple[str, tuple[PersonId, ...]]]:
    places = (("当选", result.elected), ("票数相等", result.tied), ("未当选", result.not_elected))
    return [(word, ids) for word, ids in places if ids]


def _officers(
    round_: Round, answer: Officers, pack: RulePack, names: dict[str, str]
) -> Iterator[str]:
    if not answer.quorum_met:
        yield "  到会委员不足，不能选举"
    yield f"  当选至少 {answer.minimum_votes} 票"
    for post, person in answer.elected.items():
        yield f"  {pack.post_name(post)}：{names.get(person, person) if person else '（未选出）'}"
        yield from _worth(round_, post)
