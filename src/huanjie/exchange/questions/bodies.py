"""Questions about bodies (组织): nomination, composition, recall, representatives, meetings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from huanjie.domain.assembly import assembly
from huanjie.domain.composition import (
    Composition,
    Makeup,
    committee_composition,
    composition,
)
from huanjie.domain.nomination import nominated
from huanjie.domain.recall import RecallVote, recall_signatures, recall_vote
from huanjie.domain.representatives import representative_number
from huanjie.door.cursor import Cursor
from huanjie.exchange.questions.reply import Reply, known, method_of
from huanjie.law.applied import Law
from huanjie.law.bodyrules import ASSEMBLIES, NOMINATION_ROUTES
from huanjie.law.citation import Citation, distinct
from huanjie.law.rules import METHODS


def ask_nomination(law: Law, facts: Cursor) -> Reply:
    """提名是否成立."""
    facts.only("cases")
    reasons: dict[str, list[str]] = {}
    grounds: list[Citation] = []
    accepted = []
    for name, case in facts.get("cases").entries():
        case.only("by", "count")
        count = case.find("count")
        verdict = nominated(
            law.pack,
            route=case.get("by").one_of(*NOMINATION_ROUTES),
            count=count.whole(at_least=1) if count else 1,
        )
        grounds += verdict.grounds
        if verdict.fault:
            reasons[name] = [verdict.fault]
        else:
            accepted.append(name)
    answer = {"accepted": accepted, "refused": list(reasons), "reasons": reasons}
    return Reply(answer=answer, grounds=distinct(grounds))


def ask_composition(law: Law, facts: Cursor) -> Reply:
    """班子和选举委员会的组成是否合法."""
    facts.only("bodies", "election_committees")
    bodies = _composed(facts.find("bodies"), partial(composition, law.pack))
    committees = _composed(
        facts.find("election_committees"), partial(committee_composition, law.pack)
    )
    for name in bodies.keys() & committees.keys():
        facts.get("election_committees").get(name).refuse("和一个班子同名", "改一个名称")
    verdicts = bodies | committees
    if not verdicts:
        facts.refuse("没有写要问的组织", "写 bodies，或者 election_committees")
    unlawful = [name for name, each in verdicts.items() if each.faults]
    unknown = [name for name, each in verdicts.items() if each.unknown and not each.faults]
    answer: dict[str, object] = {
        "lawful": [name for name in verdicts if name not in (*unlawful, *unknown)],
        "unlawful": unlawful,
    }
    answer |= {"unknown": unknown} if committees else {}
    answer["reasons"] = {
        name: [*(verdicts[name].faults or verdicts[name].unknown)] for name in (*unlawful, *unknown)
    }
    grounds = [citation for verdict in verdicts.values() for citation in verdict.grounds]
    return Reply(answer=answer, grounds=distinct(grounds))


def _composed(
    stated: Cursor | None, judge: Callable[[Makeup], Composition]
) -> dict[str, Composition]:
    return {name: judge(_makeup(item)) for name, item in stated.entries()} if stated else {}


def _makeup(item: Cursor) -> Makeup:
    item.only("size", "women", "near_relative_pairs")
    numbers = known(item, ("size", "women"))
    size, women = numbers["size"], numbers["women"]
    if size is not None and women is not None and women > size:
        item.get("women").refuse(f"妇女 {women} 人，多于成员 {size} 人")
    pairs = item.find("near_relative_pairs")
    makeup = Makeup(size=size, women=women, near_relative_pairs=_pairs(pairs) if pairs else None)
    if makeup == Makeup():
        item.refuse("没有写成员的情况", "写 size、women、near_relative_pairs 中的一项或者几项")
    return makeup


def _pairs(item: Cursor) -> int:
    """How many pairs: a number, or the pairs themselves."""
    if not isinstance(item.value, list):
        return item.whole()
    return len({_pair(pair) for pair in item.items()})


def _pair(item: Cursor) -> frozenset[str]:
    named = [each.text() for each in item.items()]
    match named:
        case [one, other] if one != other:
            return frozenset(named)
    item.refuse("一对亲属应是两个不同的人")


def ask_recall(law: Law, facts: Cursor) -> Reply:
    """罢免：联名人数，表决是否有效，是否通过."""
    numbers = ("registered", "voted", "in_favour")
    facts.only("elected_by", *METHODS, *numbers)
    groups = {name: number for name, number in known(facts, METHODS).items() if number is not None}
    signatures = recall_signatures(law.pack, groups)
    answer: dict[str, object] = {}
    if groups:
        answer["minimum_signatures"] = dict(signatures.minimum)
    vote = _recall_vote(law, facts)
    if vote:
        answer |= {"valid": vote.valid}
        answer |= {} if vote.passed is None else {"passed": vote.passed}
    if not answer:
        facts.refuse("没有写要问的数字", "写 voters、representatives，或者 registered 和 voted")
    grounds = distinct([*signatures.grounds, *(vote.grounds if vote else ())])
    return Reply(answer=answer, grounds=grounds, is_no=answer.get("passed") is False)


def _recall_vote(law: Law, facts: Cursor) -> RecallVote | None:
    stated = known(facts, ("registered", "voted", "in_favour"))
    if all(number is None for number in stated.values()):
        return None
    return recall_vote(
        law.pack,
        method=method_of(law, facts, "elected_by"),
        registered=facts.get("registered").whole(),
        voted=facts.get("voted").whole(),
        in_favour=stated["in_favour"],
    )


def ask_representatives(law: Law, facts: Cursor) -> Reply:
    """推选几名代表."""
    facts.only("households")
    number = representative_number(law.pack, households=facts.get("households").whole(at_least=1))
    answer = {"minimum": number.minimum, "maximum": number.maximum}
    return Reply(answer=answer, grounds=number.grounds)


def ask_assembly(law: Law, facts: Cursor) -> Reply:
    """会议能不能开，决定有没有通过."""
    facts.only("kind", "entitled", "attended", "in_favour")
    kind = facts.find("kind")
    stated = known(facts, ("attended", "in_favour"))
    result = assembly(
        law.pack,
        kind=kind.one_of(*ASSEMBLIES) if kind else None,
        entitled=facts.get("entitled").whole(at_least=1),
        attended=stated["attended"],
        in_favour=stated["in_favour"],
    )
    answer: dict[str, object] = {"quorum_minimum": result.quorum_minimum}
    answer |= {} if result.quorum_met is None else {"quorum_met": result.quorum_met}
    answer |= {} if result.passed is None else {"passed": result.passed}
    return Reply(answer=answer, grounds=result.grounds, is_no=result.passed is False)
