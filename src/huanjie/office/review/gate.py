"""Joint review's gate (联审的关口): whoever is still in review, or was found barred by it, is not
published as a candidate.

No law makes a review compulsory: whether somebody is sent is the office's decision. So nothing is
asked about whoever was never sent, or was withdrawn; where others were sent, it is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from huanjie.domain.appeal import AppealState
from huanjie.domain.nominee import STANDING
from huanjie.domain.permission import Action
from huanjie.domain.reviewstates import CASE_NAMES, CaseState
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.filling import in_line
from huanjie.office.candidacy.models import Barring
from huanjie.office.gates import FindingFault, Reminder
from huanjie.office.planning.models import Election
from huanjie.office.review.models import Case
from huanjie.office.review.storing import ladder_of
from huanjie.office.units.models import Unit

_ASKED = (CaseState.IN_REVIEW, CaseState.BARRED)


def issues_before(deed: Action, election: Election) -> Iterator[BadInput]:
    """Why candidates are not published yet, as far as joint review goes: for each batch and level
    who is still in review, or barred.
    """
    if deed != Action.PUBLISH_CANDIDATES:
        return
    names = _standing(election)
    alike: dict[tuple[str, str, str], list[Case]] = {}
    for case in _cases(election, names):
        alike.setdefault((case.state, case.batch_id, level_of(case)), []).append(case)
    for (state, _batch, level), cases in alike.items():
        say = _barred if state == CaseState.BARRED else _open
        yield say(_places(cases), level, "、".join(names[each.person] for each in cases))


def reminders_before(deed: Action, election: Election) -> Iterator[Reminder]:
    """Whoever would come on the list and went through no joint review where others of the election
    did (没有经过联审的递补人选): no law makes a review compulsory, so it is told and not refused.
    """
    if deed not in _SEND:
        return
    cases = Case.objects.filter(election=election.pk).exclude(state=CaseState.WITHDRAWN)
    reviewed = set(cases.values_list("person", flat=True))
    if not reviewed:
        return
    if deed == Action.FILL_UP:
        coming = {each.nominee.person: each.nominee.name for each in in_line(election).next}
    else:
        coming = _standing(election)
    if names := "、".join(name for person, name in coming.items() if person not in reviewed):
        says = _("%(names)s没有经过联审，别的人选经过了联审") % {"names": names}
        yield Reminder(says=says, remedy=_(_SEND[deed]), of_findings=True)


_SEND: Final[Mapping[Action, str]] = {
    Action.FILL_UP: noop(
        "递补的，登记提名以后，请乡镇或者县换届工作办公室送审，办结以后再公布新的名单"
    ),
    Action.PUBLISH_CANDIDATES: noop(
        "请乡镇或者县换届工作办公室送审，办结以后再公布；是不是送审，由换届工作办公室决定"
    ),
}
"""What to do about it, before each deed."""


def level_of(case: Case) -> str:
    """The level that a case has reached, as its ladder calls it."""
    place: int = case.rungs[case.level][0]
    return ladder_of(case.batch).levels[place].name


def _standing(election: Election) -> dict[str, str]:
    """Whoever is on the slate, by the id on the paper."""
    rows = election.nominees.filter(state__in=STANDING).order_by("pk")
    return dict(rows.values_list("person", "name"))


def _cases(election: Election, people: Iterable[str]) -> list[Case]:
    """Their cases that stand in the way. An appeal that was upheld after a case barred somebody
    decides; where the case is asked again, its answer is a fact of its own.
    """
    rows = Case.objects.filter(election=election.pk, person__in=list(people), state__in=_ASKED)
    upheld = set(
        Barring.objects.filter(election=election, appeal_state=AppealState.UPHELD).values_list(
            "person", flat=True
        )
    )
    found = rows.select_related("batch__ladder").order_by("batch__number", "line")
    return [x for x in found if x.state == CaseState.IN_REVIEW or x.person not in upheld]


def _places(cases: list[Case]) -> tuple[str, int]:
    """Who sent the batch, and its number."""
    batch = cases[0].batch
    return Unit.objects.get(pk=batch.region).name, batch.number


def _open(sent: tuple[str, int], level: str, who: str) -> FindingFault:
    place, number = sent
    return FindingFault(
        f"{who}的联审（{place}第 {number} 批）还没有办结，现在在“{level}”这一级",
        remedy=f"等部门答复；有退回的，由{place}改正以后重新提请；不再审查的，由{place}撤回",
    )


def _barred(sent: tuple[str, int], level: str, who: str) -> FindingFault:
    place, number = sent
    return FindingFault(
        f"{who}的联审（{place}第 {number} 批）在“{level}”这一级的结论是“"
        f"{CASE_NAMES[CaseState.BARRED]}”",
        remedy=f"认定不符合条件并告知本人，或者由本人书面退出；情况有变的，由{place}重新提请",
    )
