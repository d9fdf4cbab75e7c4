"""Findings of nominees (资格审查的结论): rule by rule, with the facts that each rests on; and what
follows from them: whoever is found eligible becomes provisional, whoever is not any more goes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop as noop

from huanjie.domain.contest import Post
from huanjie.domain.eligibility import FINDINGS, Finding
from huanjie.domain.findings import RuleFinding, findings_of, together
from huanjie.domain.nominee import STANDING, NomineeDeed, NomineeState, nominee_after
from huanjie.law.citation import DECIDERS, Citation, distinct
from huanjie.law.pack import RulePack
from huanjie.office.candidacy.evidence import (
    Evidence,
    evidence_of,
    last_statements,
    stated_of,
)
from huanjie.office.candidacy.exempters import who_exempts
from huanjie.office.candidacy.models import Exemption, Nominee, StatedFact
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.prepared import Prepared

EXEMPTED: Final = noop("已批准放宽")


_ROWS: Final = Prepared(
    Nominee._meta.get_field("election"),
    ask=lambda election: (
        Nominee.objects.filter(election=election)
        .exclude(state=NomineeState.WITHDRAWN)
        .select_related("entry", "contest")
        .order_by("pk")
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One condition of one nominee (一条条件): the finding, its evidence, and its exemption."""

    rule: RuleFinding
    evidence: tuple[Evidence, ...]
    exemption: Exemption | None

    @property
    def finding(self) -> Finding:
        """What was found."""
        return self.rule.finding

    @property
    def words(self) -> str:
        """What was found, as a page and a paper say it."""
        return EXEMPTED if self.rule.is_exempted else FINDINGS[self.finding]

    @property
    def exempted_by(self) -> str:
        """Who decides on an exemption (由哪一级决定放宽); empty where no text says."""
        return who_exempts(self.rule.condition)

    @property
    def citation(self) -> Citation:
        """The article of the condition."""
        return self.rule.condition.citation


@dataclass(frozen=True, slots=True, kw_only=True)
class NomineeFinding:
    """One nomination judged (一名人选的审查结论)."""

    nominee: Nominee
    lines: tuple[RuleLine, ...]
    """none where the pack does not say who may stand"""

    @property
    def finding(self) -> Finding:
        """What all conditions come to; eligible where no rule asks anything."""
        return together(line.rule for line in self.lines)

    @property
    def words(self) -> str:
        """The finding as a page and a paper say it."""
        return FINDINGS[self.finding]

    def of(self, finding: Finding) -> tuple[RuleLine, ...]:
        """The conditions that were found so."""
        return tuple(line for line in self.lines if line.finding == finding)

    @property
    def deciding(self) -> tuple[RuleLine, ...]:
        """The conditions that made the finding; all where everything is met."""
        return self.of(self.finding)

    @property
    def grounds(self) -> tuple[Citation, ...]:
        """Their articles."""
        return distinct(line.citation for line in self.deciding)


def who_decides(pack: RulePack) -> str:
    """Whose decision it is who may stand, where the pack has no rule (由谁决定); else empty."""
    return "" if pack.eligibility else DECIDERS[pack.decided_by]


def find_all(election: Election, rows: Iterable[Nominee]) -> tuple[NomineeFinding, ...]:
    """The findings of these nominations, in their order."""
    pack, rows = law_of(election).pack, tuple(rows)
    statements = last_statements(election, *{row.person for row in rows})
    exemptions = _exemptions(election)
    return tuple(
        NomineeFinding(
            nominee=row,
            lines=_lines(pack, row, statements.get(row.person, {}), exemptions),
        )
        for row in rows
    )


def rows_of(election: Election, *people: str) -> list[Nominee]:
    """Nominations that were not taken back, of everybody or of these people, those who are barred
    among them.
    """
    rows = list(_ROWS.all(election.pk))
    for row in rows:
        row.election = election
    return [row for row in rows if row.person in people] if people else rows


def nominations_of(election: Election, person: str) -> list[Nominee]:
    """Every nomination of one person, those who stepped back or left the list among them."""
    rows = list(
        Nominee.objects.filter(election=election, person=person)
        .select_related("entry", "contest")
        .order_by("pk")
    )
    for row in rows:
        row.election = election
    return rows


def settle(election: Election, *people: str) -> dict[str, list[str]]:
    """Put everybody, or these people, where the findings lead (随结论改变状态); the answer is for
    the log: the ids of those confirmed and of those to be looked at again.
    """
    moved: dict[str, list[str]] = {"confirmed": [], "reopened": []}
    for each in find_all(election, rows_of(election, *people)):
        row, is_eligible = each.nominee, each.finding == "eligible"
        if row.state == NomineeState.NOMINEE and is_eligible:
            move(row, NomineeDeed.CONFIRM)
            moved["confirmed"].append(row.person)
        elif row.state == NomineeState.PROVISIONAL and not is_eligible:
            move(row, NomineeDeed.REOPEN)
            moved["reopened"].append(row.person)
    return {word: ids for word, ids in moved.items() if ids}


def move(row: Nominee, deed: NomineeDeed) -> None:
    """Bring a nomination to the state that a deed leads to; refused where it is not open."""
    row.state = nominee_after(NomineeState(row.state), deed, name=row.name)
    row.save(update_fields=("state",))


def is_standing(row: Nominee) -> bool:
    """Whether somebody is on the slate: neither barred nor withdrawn."""
    return NomineeState(row.state) in STANDING


def is_in_review(row: Nominee) -> bool:
    """Whether the review of a nomination goes on (还在审查): it was not taken back, and the person
    neither stepped back nor left the published list.
    """
    return row.state != NomineeState.WITHDRAWN


def _exemptions(election: Election) -> Mapping[tuple[str, str], Exemption]:
    rows = Exemption.objects.filter(election=election)
    return {(each.person, each.condition): each for each in rows}


def _lines(
    pack: RulePack,
    row: Nominee,
    stated: Mapping[str, StatedFact],
    exemptions: Mapping[tuple[str, str], Exemption],
) -> tuple[RuleLine, ...]:
    if not pack.eligibility:
        return ()
    known = stated_of(pack, row.election, row.entry, stated)
    exempted = {key for person, key in exemptions if person == row.person}
    post = Post(row.contest.post)
    return tuple(
        RuleLine(
            rule=rule,
            evidence=evidence_of(
                rule.facts,
                stated,
                known,
                row.entry,
                row.election,
            ),
            exemption=exemptions.get((row.person, rule.condition.key)),
        )
        for rule in findings_of(
            pack, known, post=post, exempted=exempted, on_roll=row.entry.is_on_a_roll
        )
    )
