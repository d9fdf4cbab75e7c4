"""Why the candidates cannot be published yet, as far as their eligibility goes (资格审查的障碍):
each says of whom, by which article, and what to do.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from huanjie.domain.appeal import AppealState
from huanjie.domain.daywords import in_words
from huanjie.domain.eligibility import Finding
from huanjie.law.citation import Citation, cited, distinct
from huanjie.office.candidacy.barring import barrings_of, is_barred
from huanjie.office.candidacy.exempters import who_exempts
from huanjie.office.candidacy.findings import NomineeFinding, find_all, is_standing, rows_of
from huanjie.office.candidacy.listday import list_or_poll
from huanjie.office.candidacy.models import Barring
from huanjie.office.candidacy.standing import is_published
from huanjie.office.candidacy.terms import Term, term_of, waits_for_answer
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Why the list cannot be published yet (不能公布的原因), and by which articles."""

    says: str
    remedy: str
    grounds: tuple[Citation, ...]

    @property
    def with_articles(self) -> str:
        """What it says, with its articles where it has any."""
        return f"{self.says}（{cited(self.grounds)}）" if self.grounds else self.says


_SAYS: dict[Finding, str] = {
    "barred": "{who}不符合“{what}”",
    "exemption-needed": "{who}不符合“{what}”，还没有批准放宽",
    "unknown": "还不能判断{who}是不是符合“{what}”",
}
_REMEDY: dict[Finding, str] = {
    "barred": "认定不符合条件并告知本人，或者由本人书面退出",
    "exemption-needed": "报有权的机构批准，由乡镇或者县换届工作办公室登记批准文件",
    "unknown": "登记本人声明，或者凭书面材料登记事实",
}


_LEAVES = "由选举主持人在候选人页登记候选人离开名单：丧失资格，或者本人书面退出"
"""What to do about whoever is barred and was published before, while the list is filled up."""


def unsettled_findings(
    election: Election, *, today: datetime.date, named: bool
) -> tuple[Obstacle, ...]:
    """Everybody whose eligibility is not settled: barred and still on the list, unknown, without
    the exemption, or with an appeal open. Without `named` one sentence says how many.
    """
    found = find_all(election, rows_of(election))
    told = (*_findings(found), *waiting_appeals(election, found, today))
    if named or not told:
        return told
    return (
        Obstacle(
            says="有人选的资格还没有审查清楚",
            remedy="由选举工作人员在资格审查页办理",
            grounds=distinct(each.citation for each in law_of(election).pack.eligibility),
        ),
    )


def _findings(found: tuple[NomineeFinding, ...]) -> Iterator[Obstacle]:
    """People of whom the same is to be said together, in the order of the findings."""
    standing = [each for each in found if is_standing(each.nominee)]
    for finding in _SAYS:
        alike: dict[tuple[bool, tuple[str, ...]], list[NomineeFinding]] = {}
        for each in standing:
            if each.finding == finding:
                keys = tuple(line.rule.condition.key for line in each.deciding)
                leaves = finding == "barred" and is_published(each.nominee)
                alike.setdefault((leaves, keys), []).append(each)
        for (is_listed, _), people in alike.items():
            names = dict.fromkeys(each.nominee.name for each in people)
            what = "”“".join(line.rule.condition.name for line in people[0].deciding)
            yield Obstacle(
                says=_SAYS[finding].format(who="、".join(names), what=what),
                remedy=_LEAVES if is_listed else _remedy(finding, people[0]),
                grounds=people[0].grounds,
            )


def _remedy(finding: Finding, found: NomineeFinding) -> str:
    """What to do about a finding; of an exemption that one level decides on, who does."""
    organs = {who_exempts(line.rule.condition) for line in found.of("exemption-needed")}
    if finding != "exemption-needed" or "" in organs:
        return _REMEDY[finding]
    return f"报{'、'.join(sorted(organs))}批准，由那一级的换届工作办公室登记批准文件"


def waiting_appeals(
    election: Election, found: Iterable[NomineeFinding], today: datetime.date
) -> Iterator[Obstacle]:
    """Appeals that wait, and people who may still appeal."""
    barrings = barrings_of(election)
    seen = set()
    for each in found:
        person = each.nominee.person
        barring = barrings.get(person) if is_barred(each.nominee) else None
        if barring is None or person in seen:
            continue
        seen.add(person)
        if waits_for_answer(barring):
            yield _unanswered(each, term_of(election, barring))
        elif may_appeal(election, barring, today):
            due = term_of(election, barring).appeal
            yield Obstacle(
                says=f"{each.nominee.name}可以申诉到{in_words(barring.appeal_until)}",
                remedy="等申诉的期限过去再公布；本人不申诉的，可以书面退出",
                grounds=(*each.grounds, *(due.grounds if due else ())),
            )


def may_appeal(election: Election, barring: Barring, today: datetime.date) -> bool:
    """Whether others wait for an appeal that may still come (还可以申诉). For one of whoever was
    struck off a published list nobody waits on the day itself of the poll, or on the last day to
    publish the list anew.
    """
    if barring.appeal_state != AppealState.NONE or today > barring.appeal_until:
        return False
    return not barring.struck_because or today < list_or_poll(election)[0]


def _unanswered(each: NomineeFinding, term: Term) -> Obstacle:
    """An appeal that waits, with the last day to answer it and whether that is over (逾期)."""
    says, grounds = f"{each.nominee.name}的申诉还没有决定", each.grounds
    if term.answer:
        late = "，已经逾期" if term.is_late else ""
        says = f"{says}，最迟{in_words(term.answer.last_day)}答复{late}"
        grounds = (*grounds, *term.answer.grounds)
    return Obstacle(says=says, remedy="由认定人以外的人决定申诉", grounds=grounds)
