"""The content of the notice (公告的内容), in the order in which it is read out."""

from __future__ import annotations

from collections.abc import Iterator

from huanjie.domain.daywords import in_words
from huanjie.domain.rounds import ROUND_NAMES
from huanjie.dossier.case import Case
from huanjie.dossier.hand_counts import hand_counts
from huanjie.dossier.notice_parts import Elected, Fact, Fingerprint, Ground, Line, Notice, Section
from huanjie.dossier.notice_votes import votes_blocks
from huanjie.dossier.outlook import held, is_valid, to_do, votes_of
from huanjie.dossier.people import People
from huanjie.dossier.sentences import sentences
from huanjie.law.citation import distinct


def notice_of(case: Case) -> Notice:
    """What the notice of a case says."""
    election, people = case.count.election, People(case)
    return Notice(
        title=f"{election.unit.name}{case.pack.name}选举结果公告",
        facts=(
            Fact(label="单位", value=f"{election.unit.name}（{election.unit.code}）"),
            Fact(label="选举日", value=in_words(election.polling_day)),
            Fact(label="规则包", value=case.pack.id),
        ),
        correction=tuple(_correction(case)),
        sections=(
            _result(case, people),
            *(_round(case, people, index) for index in range(len(case.count.rounds))),
            _left(case, people),
            _grounds(case),
            _recheck(case),
        ),
    )


def _correction(case: Case) -> Iterator[Fact]:
    if case.correction:
        yield Fact(label="本公告是一份更正。原因", value=case.correction.reason)
        yield Fact(label="批准", value=case.correction.approved_by)
        yield Fact(label="被更正的卷宗（SHA-256）", value=case.correction.replaces)


def _result(case: Case, people: People) -> Section:
    if not is_valid(case):
        reason = getattr(case.declared.answers[0], "reason", None) or ""
        return Section(heading=f"一、选举无效：{reason}。", blocks=())
    votes = votes_of(case)
    elected = (
        Elected(
            post=people.post(each.post),
            people=tuple((people.name(id_), votes.get((each.post, id_))) for id_ in each.people),
            vacancies=each.vacancies,
        )
        for each in held(case)
    )
    return Section(heading="一、选举有效，当选名单如下", blocks=tuple(elected))


def _round(case: Case, people: People, index: int) -> Section:
    round_ = case.count.rounds[index]
    name = ROUND_NAMES[round_.kind]
    by_hand = (Line(says=each.says) for each in hand_counts(round_))
    steps = (Line(says=each.says, citation=each.citation) for each in sentences(case, index))
    return Section(
        heading=f"第 {index + 1} 轮　{name}{people.runoff_post(case, index)}",
        blocks=(*by_hand, *steps, *votes_blocks(case, people, index)),
        is_round=True,
    )


def _left(case: Case, people: People) -> Section:
    left = to_do(case)
    return Section(
        heading="二、还要做的事" if left else "二、没有遗留的选举事项",
        blocks=tuple(
            Line(says=f"{f'{people.post(each.post)}：' if each.post else ''}{each.says}")
            for each in left
        ),
    )


def _grounds(case: Case) -> Section:
    used = distinct(c for answer in case.declared.answers for c in answer.grounds)
    return Section(heading="三、依据", blocks=tuple(Ground(citation=each) for each in used))


def _recheck(case: Case) -> Section:
    says = "任何人都可以用卷宗和复核程序 verify.pyz 重新计算这个结果。签署卷宗的公钥指纹："
    return Section(heading="四、复核", blocks=(Line(says=says), Fingerprint(says=case.fingerprint)))
