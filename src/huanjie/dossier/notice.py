"""The notice (选举结果公告) in plain text: to be printed, stamped and posted."""

from __future__ import annotations

from collections.abc import Iterator

from huanjie.domain.contest import ContestCount, Count, Declaration
from huanjie.domain.rounds import ROUND_NAMES, OfficersFacts, RunoffFacts
from huanjie.dossier.case import Case
from huanjie.dossier.outlook import held, is_valid, to_do
from huanjie.dossier.people import People
from huanjie.dossier.sentences import sentences
from huanjie.exchange.schedule import in_words
from huanjie.law.citation import Citation, distinct


def result_notice(case: Case) -> str:
    """The whole notice."""
    people = People(case)
    lines = [
        *_top(case),
        *_result(case, people),
        *(line for index in range(len(case.count.rounds)) for line in _round(case, people, index)),
        *_left(case, people),
        *_grounds(case),
        *_bottom(case),
    ]
    return "\n".join(lines) + "\n"


def _top(case: Case) -> Iterator[str]:
    election = case.count.election
    yield f"{election.unit.name}{case.pack.name}选举结果公告"
    yield ""
    yield f"单位：{election.unit.name}（{election.unit.code}）"
    yield f"选举日：{in_words(election.polling_day)}"
    yield f"规则包：{case.pack.id}"
    if case.correction:
        yield ""
        yield f"本公告是一份更正。原因：{case.correction.reason}"
        yield f"批准：{case.correction.approved_by}"
        yield f"被更正的卷宗（SHA-256）：{case.correction.replaces}"


def _result(case: Case, people: People) -> Iterator[str]:
    yield ""
    if not is_valid(case):
        reason = getattr(case.declared.answers[0], "reason", None) or ""
        yield f"一、选举无效：{reason}。"
        return
    yield "一、选举有效，当选名单如下"
    for each in held(case):
        names = people.names(each.people) or "（空缺）"
        vacant = f"（尚缺 {each.vacancies} 名）" if each.people and each.vacancies else ""
        yield f"    {people.post(each.post)}：{names}{vacant}"


def _round(case: Case, people: People, index: int) -> Iterator[str]:
    round_ = case.count.rounds[index]
    yield ""
    whose = people.runoff_post(case, index)
    yield f"第 {index + 1} 轮　{ROUND_NAMES[round_.kind]}{whose}"
    for each in sentences(case, index):
        yield f"    {each.says}（{_article(each.citation)}）"
    yield from _votes(case, people, index)


def _votes(case: Case, people: People, index: int) -> Iterator[str]:
    match case.count.rounds[index].facts:
        case Count() as count:
            for contest in count.contests:
                yield from _contest(case, people, contest)
        case RunoffFacts() as runoff:
            votes = "，".join(f"{people.name(p)} {n} 票" for p, n in runoff.votes.items())
            yield f"    得票：{votes}"
        case OfficersFacts() as officers:
            for post, own in officers.votes.items():
                votes = "，".join(f"{people.name(p)} {n} 票" for p, n in own.items())
                yield f"    {people.post(post)}得票：{votes}"


def _contest(case: Case, people: People, contest: ContestCount) -> Iterator[str]:
    votes = "，".join(f"{people.name(person.id)} {person.votes} 票" for person in contest.people)
    yield f"    {people.post(contest.post)}（应选 {contest.seats} 名）得票：{votes}"
    if contest.revote:
        again = "，".join(f"{people.name(p)} {n} 票" for p, n in contest.revote.votes.items())
        yield f"    再次投票，收回选票 {contest.revote.collected} 张：{again}"
    first = case.declared.answers[0]
    results = first.contests if isinstance(first, Declaration) else ()
    for result in results:
        for each in result.withdrawn if result.post == contest.post else ():
            why = (
                "与当选的人有近亲属关系" if each.because == "near-relative" else "已当选更高的职务"
            )
            yield f"    {people.name(each.id)}得票够数而不任职：{why}"


def _left(case: Case, people: People) -> Iterator[str]:
    left = to_do(case)
    yield ""
    yield "二、还要做的事" if left else "二、没有遗留的选举事项"
    for each in left:
        yield f"    {f'{people.post(each.post)}：' if each.post else ''}{each.says}"


def _grounds(case: Case) -> Iterator[str]:
    yield ""
    yield "三、依据"
    for each in distinct(c for answer in case.declared.answers for c in answer.grounds):
        yield f"    {_article(each)}：{each.says}"


def _bottom(case: Case) -> Iterator[str]:
    yield ""
    yield "四、复核"
    yield "    任何人都可以用卷宗和复核程序 verify.pyz 重新计算这个结果。签署卷宗的公钥指纹："
    yield f"    {case.fingerprint}"
    yield ""
    yield "                                        主持选举的机构（盖章）"
    yield "                                              年    月    日"


def _article(citation: Citation) -> str:
    return f"《{citation.law}》{citation.article}"
