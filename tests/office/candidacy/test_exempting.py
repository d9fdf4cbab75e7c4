"""Exemptions (放宽条件): entered by the office above with the document and the day, where the pack
lets the condition be relaxed and the person needs it.
"""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.candidacy.conftest import named, put_up
from tests.office.conftest import OPENED_ON, Cast, act

from huanjie.domain.nominee import NomineeState
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load
from huanjie.office.candidacy.exempting import Approval, grant_exemption
from huanjie.office.candidacy.findings import find_all, rows_of
from huanjie.office.candidacy.models import Exemption, Nominee
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.candidacy.slatechecks import obstacles
from huanjie.office.people.models import User
from huanjie.office.planning.laws import keep_pack
from huanjie.office.planning.models import Election

APPROVAL = Approval(
    approved_by="中共罗阳镇委员会", document="罗委〔2026〕8号", approved_on=OPENED_ON
)


@pytest.fixture
def branch_1990(cast: Cast, branch_election: Election) -> Election:
    """A Party branch under the rules of 1990, which let rights-suspended members be approved:
    钟一鸣 is one, 丁大山 a full member.
    """
    pack = load("party-branch@1990-06-27", today=OPENED_ON)
    keep_pack(pack)
    Election.objects.filter(pk=branch_election.pk).update(pack=pack.id, pack_sha256=pack.sha256)
    branch_election.refresh_from_db()
    put_up(cast, branch_election, "member", "钟一鸣", "丁大山")
    branch_election.roll.filter(name="钟一鸣").update(standing="rights-suspended")
    return branch_election


def grant(
    user: User,
    election: Election,
    *,
    person: str = "p1",
    condition: str = "suspended",
    approval: Approval = APPROVAL,
) -> str:
    return grant_exemption(
        acting_user=act(user),
        election=election,
        person=person,
        condition=condition,
        approval=approval,
    )


def told(election: Election) -> list[str]:
    found = obstacles(slate_of(election), today=OPENED_ON, named=True)
    return [each.says for each in found if "钟一鸣" in each.says]


def test_without_the_approval_the_list_is_not_published(branch_1990: Election) -> None:
    (found,) = find_all(branch_1990, rows_of(branch_1990, "p1"))
    assert found.finding == "exemption-needed"
    assert told(branch_1990) == ["钟一鸣不符合“没有被停止党员权利”，还没有批准放宽"]


@pytest.mark.parametrize("role", ["town", "county"])
def test_the_office_above_enters_the_approval_and_the_person_is_provisional(
    cast: Cast, branch_1990: Election, role: str
) -> None:
    grant(getattr(cast, role), branch_1990)
    (found,) = find_all(branch_1990, rows_of(branch_1990, "p1"))
    assert found.finding == "eligible"
    line = next(each for each in found.lines if each.rule.is_exempted)
    assert line.words == "已批准放宽"
    assert line.exemption
    assert line.exemption.document == "罗委〔2026〕8号"
    assert Nominee.objects.get(person="p1").state == NomineeState.PROVISIONAL
    assert told(branch_1990) == []


@pytest.mark.parametrize("role", ["chair", "clerk", "observer", "stranger"])
def test_the_village_itself_approves_nothing(cast: Cast, branch_1990: Election, role: str) -> None:
    with pytest.raises(PermissionDenied):
        grant(getattr(cast, role), branch_1990)
    assert not Exemption.objects.exists()


def test_a_condition_that_bars_outright_is_not_relaxed(cast: Cast, branch_1990: Election) -> None:
    branch_1990.roll.filter(name="钟一鸣").update(standing="probationary")
    with pytest.raises(BadInput, match="规定没有说“是正式党员并且享有被选举权”可以放宽") as refused:
        grant(cast.town, branch_1990, condition="standing")
    assert refused.value.at == "condition"


def test_a_word_that_is_no_condition_is_refused(cast: Cast, branch_1990: Election) -> None:
    with pytest.raises(BadInput, match="规定没有说“loyalty”可以放宽"):
        grant(cast.town, branch_1990, condition="loyalty")


def test_whoever_meets_the_condition_needs_no_exemption(cast: Cast, branch_1990: Election) -> None:
    with pytest.raises(BadInput, match="不需要放宽"):
        grant(cast.town, branch_1990, person="p2")


def test_an_approval_is_entered_once(cast: Cast, branch_1990: Election) -> None:
    grant(cast.town, branch_1990)
    with pytest.raises(BadInput, match="已经登记过批准"):
        grant(cast.county, branch_1990)
    assert Exemption.objects.count() == 1


@pytest.mark.parametrize(
    ("approval", "at"),
    [
        (Approval(approved_by=" ", document="d", approved_on=OPENED_ON), "approved_by"),
        (Approval(approved_by="镇" * 61, document="d", approved_on=OPENED_ON), "approved_by"),
        (Approval(approved_by="镇委", document="", approved_on=OPENED_ON), "document"),
        (
            Approval(
                approved_by="镇委",
                document="d",
                approved_on=OPENED_ON + datetime.timedelta(days=1),
            ),
            "approved_on",
        ),
    ],
)
def test_an_approval_without_organ_document_or_day_is_refused(
    cast: Cast, branch_1990: Election, approval: Approval, at: str
) -> None:
    with pytest.raises(BadInput) as refused:
        grant(cast.town, branch_1990, approval=approval)
    assert refused.value.at == at
    assert not Exemption.objects.exists()


def test_under_a_pack_that_relaxes_nothing_there_is_no_exemption(
    cast: Cast, branch_election: Election
) -> None:
    assert named(branch_election, "钟一鸣")
    put_up(cast, branch_election, "member", "钟一鸣")
    with pytest.raises(BadInput, match="可以放宽"):
        grant(cast.town, branch_election)
