"""The three administrators (三员分立), and where a role belongs."""

from __future__ import annotations

import pytest

from huanjie.domain.permission import ADMINISTRATORS, MAY, Action, Role, clash, fits

_ELECTION_DEEDS = set(Action) - {
    *MAY[Role.SYSTEM_ADMIN],
    *MAY[Role.SECURITY_ADMIN],
    *MAY[Role.AUDIT_ADMIN],
}


def test_the_three_administrators_share_no_deed_and_hold_none_of_an_election() -> None:
    parts = [{deed for deed in MAY[role] if not deed.startswith("see-")} for role in ADMINISTRATORS]
    assert sum(map(len, parts)) == len(set().union(*parts))
    assert not [deed for deed in MAY[Role.AUDIT_ADMIN] if not deed.startswith("see-")]
    assert Action.ENTER_SHEET in _ELECTION_DEEDS
    assert Action.SEE_UNIT in _ELECTION_DEEDS


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_an_administrators_role_goes_with_no_other(role: Role) -> None:
    assert clash(role, []) is None
    assert clash(role, [role]) is None
    for other in set(Role) - {role}:
        assert clash(role, [other]) == other
        assert clash(other, [role]) == role


def test_roles_of_the_hall_go_together_and_belong_at_a_village() -> None:
    assert clash(Role.CHAIR, [Role.CLERK, Role.OBSERVER]) is None
    assert fits(Role.CHAIR, at_a_unit=True)
    assert not fits(Role.CHAIR, at_a_unit=False)
    assert fits(Role.COUNTY_OFFICE, at_a_unit=False)
    assert not fits(Role.SECURITY_ADMIN, at_a_unit=True)
    assert fits(Role.OBSERVER, at_a_unit=True)
    assert fits(Role.OBSERVER, at_a_unit=False)
