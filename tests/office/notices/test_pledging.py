"""Pledges (承诺书): who is to sign, who has, who is missing."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.candidacy.conftest import take_back
from tests.office.conftest import Cast, act, on
from tests.office.notices.conftest import POSTED

from huanjie.domain.pledge import PROMISES, SIGNER_NAMES, Signer
from huanjie.door.fault import BadInput
from huanjie.office.notices.models import Pledge
from huanjie.office.notices.pledging import (
    Signers,
    Whose,
    keep_pledge,
    signers_of,
    strike_pledge,
)
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry


def sign(
    user: User,
    election: Election,
    kind: str,
    who: int | str | None,
    day: datetime.date | None = POSTED,
) -> int:
    """By number, or by name."""
    whose = Whose(kind=kind, name=who) if isinstance(who, str) else Whose(kind=kind, number=who)
    with on(POSTED):
        return keep_pledge(acting_user=act(user), election=election, whose=whose, signed_on=day)


def of(election: Election, kind: Signer) -> Signers:
    return next(each for each in signers_of(election) if each.kind == kind)


def test_every_kind_has_a_name_and_promises() -> None:
    assert set(SIGNER_NAMES) == set(PROMISES) == set(Signer)
    assert all(len(set(lines)) == len(lines) >= 5 for lines in PROMISES.values())


def test_a_committee_member_promises_to_leave_for_a_relative_too() -> None:
    """2026年起，近亲属被提名的也应当退出（《村民委员会组织法》《城市居民委员会组织法》第十五条第三款）。"""
    (leaving,) = (line for line in PROMISES[Signer.COMMITTEE] if "退出" in line)
    assert "自己或者近亲属被提名" in leaving
    assert not any("退出" in line for line in PROMISES[Signer.CANDIDATE])


def test_every_candidate_is_to_sign_without_being_named(cast: Cast, slate: Election) -> None:
    own = of(slate, Signer.CANDIDATE)
    assert len(own.missing) == 7
    assert not own.signed
    sign(cast.clerk, slate, "candidate", 1)
    own = of(slate, Signer.CANDIDATE)
    assert [each.name for each in own.signed] == ["钟一鸣"]
    assert len(own.missing) == 6


def test_whoever_stands_no_more_is_missed_no_more(cast: Cast, slate: Election) -> None:
    sign(cast.clerk, slate, "candidate", 1)
    take_back(cast, slate, "钟一鸣")
    own = of(slate, Signer.CANDIDATE)
    assert (len(own.signed), len(own.missing)) == (0, 6)


def test_staff_is_named_then_signs_then_is_missing_no_more(cast: Cast, slate: Election) -> None:
    sign(cast.clerk, slate, "staff", 8, None)
    assert [each.name for each in of(slate, Signer.STAFF).missing] == ["雷无性"]
    sign(cast.clerk, slate, "staff", 8)
    assert not of(slate, Signer.STAFF).missing
    assert Pledge.objects.count() == 1


def test_one_person_may_sign_as_two_kinds_and_be_taken_off_one(cast: Cast, slate: Election) -> None:
    sign(cast.clerk, slate, "staff", 8)
    sign(cast.clerk, slate, "committee", 8)
    strike_pledge(acting_user=act(cast.clerk), election=slate, kind="staff", number=8)
    assert not of(slate, Signer.STAFF).people
    assert len(of(slate, Signer.COMMITTEE).people) == 1


@pytest.mark.parametrize(
    ("kind", "who", "day", "at"),
    [
        ("priest", 1, POSTED, "kind"),
        ("staff", 99, POSTED, "number"),
        ("candidate", 8, POSTED, "number"),
        ("candidate", 1, None, "signed_on"),
        ("staff", 8, POSTED + datetime.timedelta(days=1), "signed_on"),
        ("staff", None, POSTED, "number"),
        ("staff", "", POSTED, "number"),
        ("staff", "王6", POSTED, "name"),
        ("candidate", "钟一鸣", POSTED, "name"),
    ],
)
def test_what_is_no_pledge_is_refused_at_its_field(
    cast: Cast,
    slate: Election,
    kind: str,
    who: int | str | None,
    day: datetime.date | None,
    at: str,
) -> None:
    with pytest.raises(BadInput) as refused:
        sign(cast.clerk, slate, kind, who, day)
    assert refused.value.at == at
    assert not Pledge.objects.exists()


def test_whoever_was_never_entered_is_not_taken_off(cast: Cast, slate: Election) -> None:
    with pytest.raises(BadInput, match="没有登记雷无性"):
        strike_pledge(acting_user=act(cast.clerk), election=slate, kind="staff", number=8)


def test_a_stranger_enters_none(cast: Cast, slate: Election) -> None:
    for user in (cast.stranger, cast.observer, cast.county):
        with pytest.raises(PermissionDenied):
            sign(user, slate, "candidate", 1)


def test_who_has_signed_is_not_made_to_have_signed_nothing(cast: Cast, slate: Election) -> None:
    sign(cast.clerk, slate, "staff", 8)
    with pytest.raises(BadInput, match="雷无性已经签过") as refused:
        sign(cast.clerk, slate, "staff", 8, None)
    assert refused.value.at == "signed_on"
    assert Pledge.objects.get().signed_on == POSTED


def test_whoever_left_the_roll_is_taken_off_and_not_named_anew(cast: Cast, slate: Election) -> None:
    sign(cast.clerk, slate, "staff", 8, None)
    RollEntry.ever.filter(number=8).update(struck_on=POSTED)
    with pytest.raises(BadInput, match="名册上没有编号 8"):
        sign(cast.clerk, slate, "staff", 8)
    strike_pledge(acting_user=act(cast.clerk), election=slate, kind="staff", number=8)
    assert not Pledge.objects.exists()


@pytest.mark.parametrize("kind", ["committee", "staff"])
def test_whoever_is_not_on_the_roll_signs_by_name(cast: Cast, slate: Election, kind: str) -> None:
    sign(cast.clerk, slate, kind, "吴 镇办", None)
    own = of(slate, Signer(kind))
    assert [(each.name, each.number) for each in own.missing] == [("吴镇办", None)]
    sign(cast.clerk, slate, kind, "吴镇办")
    (signed,) = of(slate, Signer(kind)).signed
    with pytest.raises(BadInput, match="吴镇办已经签过"):
        sign(cast.clerk, slate, kind, "吴镇办", None)
    strike_pledge(acting_user=act(cast.clerk), election=slate, kind=kind, row=signed.row)
    assert not Pledge.objects.exists()


def test_a_number_and_a_name_together_are_refused(cast: Cast, slate: Election) -> None:
    whose = Whose(kind="staff", number=8, name="雷无性")
    with on(POSTED), pytest.raises(BadInput, match="只写一项") as refused:
        keep_pledge(acting_user=act(cast.clerk), election=slate, whose=whose, signed_on=None)
    assert refused.value.at == "name"


def test_whoever_registers_the_voters_signs_before_there_is_a_roll(
    cast: Cast, election: Election
) -> None:
    """Its numbers change while it is loaded anew: before it is published only a name is taken."""
    sign(cast.clerk, election, "staff", "雷登记")
    assert [each.name for each in of(election, Signer.STAFF).signed] == ["雷登记"]
    for who, at in ((1, "number"), (None, "number")):
        with pytest.raises(BadInput) as refused:
            sign(cast.clerk, election, "staff", who)
        assert refused.value.at == at


def test_nobody_signs_once_ballots_are_out(cast: Cast, slate: Election) -> None:
    Election.objects.update(stage="polling")
    slate.refresh_from_db()
    with pytest.raises(BadInput):
        sign(cast.clerk, slate, "staff", "吴镇办")


def test_somebody_on_the_roll_is_not_taken_off_as_if_by_name(cast: Cast, slate: Election) -> None:
    sign(cast.clerk, slate, "staff", 8)
    row = Pledge.objects.get().pk
    for own in ({"row": row}, {}):
        with pytest.raises(BadInput, match="没有登记这个人"):
            strike_pledge(acting_user=act(cast.clerk), election=slate, kind="staff", **own)
    assert Pledge.objects.exists()
