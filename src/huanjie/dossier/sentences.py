"""The arithmetic in sentences (计算过程): each step of a declaration, to be checked by hand.

Page and notice print the same sentences, each with the rule that it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huanjie.domain.avoidance import kin_rules
from huanjie.domain.contest import BECAUSE, Because, Count, Declaration, Post
from huanjie.domain.officers import Officers
from huanjie.domain.quorum import under_meeting
from huanjie.domain.reconciliation import Papers, reconcile
from huanjie.domain.rounds import OfficersFacts, RunoffFacts
from huanjie.domain.runoff import Runoff
from huanjie.domain.seating import base_of
from huanjie.dossier.case import Case
from huanjie.dossier.people import People
from huanjie.dossier.words import UNITS, base_in_words, line_in_words
from huanjie.law.amounts import grouped
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack
from huanjie.law.rules import PAPERS, Share


@dataclass(frozen=True, slots=True)
class Sentence:
    """One step of the arithmetic; `ok` is None where it only says what a line is."""

    says: str
    citation: Citation
    ok: bool | None = None


def sentences(case: Case, index: int) -> tuple[Sentence, ...]:
    """The arithmetic of one round."""
    facts, answer = case.count.rounds[index].facts, case.declared.answers[index]
    people = People(case)
    match facts, answer:
        case Count(), Declaration():
            pack = under_meeting(case.pack, facts.method)
            return tuple(_of_first(facts, answer, pack, people))
        case RunoffFacts(), Runoff():
            return tuple(_of_runoff(facts, case.pack))
        case OfficersFacts(), Officers():
            return tuple(_of_officers(facts, case.pack))
    return ()


def papers_of(count: Count, pack: RulePack) -> Papers:
    """The papers that count, as the declaration reconciled them."""
    known = count.compared_with()
    return reconcile(pack, collected=count.collected, known=known, boxes=count.boxes)


def _of_first(
    count: Count, declaration: Declaration, pack: RulePack, people: People
) -> Iterator[Sentence]:
    papers = papers_of(count, pack)
    yield from _of_papers(papers, pack)
    yield from _of_boxes(count, papers, pack)
    yield from _of_attendance(count, papers, pack)
    if declaration.valid:
        yield from _of_majority(count, papers, pack, people)


def _of_papers(papers: Papers, pack: RulePack) -> Iterator[Sentence]:
    rule = pack.ballot_total
    if not rule:
        return
    against = papers.against
    verb = "不多于" if papers.valid else "多于"
    result = "票数相符" if papers.valid else "选举无效"
    unit = "张" if against == "issued" else "人"
    collected = f"收回选票 {grouped(papers.collected)} 张"
    said = f"{PAPERS[against]} {grouped(papers.limit)} {unit}，{collected}，"
    yield Sentence(f"{said}{verb}{PAPERS[against]}，{result}。", rule.citation, papers.valid)


def _of_boxes(count: Count, papers: Papers, pack: RulePack) -> Iterator[Sentence]:
    for box in count.boxes:
        if pack.box_total and box.id in papers.void_boxes:
            said = (
                f"票箱“{box.id}”列入 {grouped(box.listed)} 人，收回 {grouped(box.collected)} 张，"
            )
            yield Sentence(f"{said}该票箱的选票无效，不计入。", pack.box_total.citation, False)


def _of_attendance(count: Count, papers: Papers, pack: RulePack) -> Iterator[Sentence]:
    """Quorum (到会人数) and turnout (参加投票人数), where the pack asks for them."""
    if pack.quorum and count.attended is not None and count.entitled is not None:
        yield _enough(pack.quorum, "实到", count.attended, count.entitled, "会议有效")
    share = pack.turnout.get(count.method)
    if share and count.registered is not None:
        yield _enough(share, "收回选票", papers.collected, count.registered, "选举有效")


def _enough(share: Share, what: str, number: int, base: int, result: str) -> Sentence:
    """登记参加选举的人数 900 人，收回选票 700 张；900 的一半是 450…；700 ≥ 451，选举有效。"""
    met = share.met_by(number, base)
    minimum = grouped(share.minimum(base))
    unit = UNITS["collected" if what == "收回选票" else share.of]
    compared = f"{grouped(number)}\u00a0{'≥' if met else '<'}\u00a0{minimum}"
    said = f"{base_in_words(share, base)}，{what} {grouped(number)} {unit}；"
    verdict = result if met else f"没有达到，{result.replace('有效', '无效')}"
    return Sentence(
        f"{said}{line_in_words(share, base)}；{compared}，{verdict}。", share.citation, met
    )


def _of_majority(
    count: Count, papers: Papers, pack: RulePack, people: People
) -> Iterator[Sentence]:
    """当选票数线: one sentence where all contests share their base, else one a contest."""
    share = pack.need(pack.majority, "majority")
    bases = {c.post: base_of(share, c, count, collected=papers.collected) for c in count.contests}
    posts: dict[int, list[Post]] = {}
    for post, base in bases.items():
        posts.setdefault(base, []).append(post)
    for base, own in posts.items():
        whose = "" if len(posts) == 1 else f"{'、'.join(people.post(post) for post in own)}："
        said = f"{whose}{base_in_words(share, base)}；{line_in_words(share, base)} 票才当选。"
        yield Sentence(said, share.citation)
    invalid = sum(contest.invalid or 0 for contest in count.contests)
    if invalid and share.of == "collected" and pack.invalid_counts:
        yield Sentence("无效票也计入收回的选票数。", pack.invalid_counts.citation)


def _of_runoff(facts: RunoffFacts, pack: RulePack) -> Iterator[Sentence]:
    share = pack.need(pack.runoff, "runoff")
    base = facts.collected if share.of == "collected" else facts.attended
    if base is not None:
        said = f"{base_in_words(share, base)}；{line_in_words(share, base)} 票，得票多的当选。"
        yield Sentence(said, share.citation)


def _of_officers(facts: OfficersFacts, pack: RulePack) -> Iterator[Sentence]:
    quorum = pack.need(pack.officers_quorum, "officers")
    yield _enough(quorum, "到会", facts.attended, len(facts.committee), "会议有效")
    share = pack.need(pack.officers_majority, "officers")
    said = (
        f"{base_in_words(share, facts.attended)}；{line_in_words(share, facts.attended)} 票才当选。"
    )
    yield Sentence(said, share.citation)


def reasons_to_withdraw(
    pack: RulePack, because: Because, post: Post
) -> tuple[str, tuple[Citation, ...]]:
    """Why somebody elected to a post does not take the seat, and the rules that say so."""
    rules = kin_rules(pack, [post]) if because == "near-relative" else (pack.two_posts,)
    return BECAUSE[because], tuple(rule.citation for rule in rules if rule)
