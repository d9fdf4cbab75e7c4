"""The demo's accounts (演示账号): one for each role, and a team that made the county's past."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.contrib.auth.hashers import make_password

from huanjie.domain.permission import ADMINISTRATORS, Role
from huanjie.office.people.models import User
from huanjie.office.units.models import Assignment, Unit

PASSWORD: Final = "demo"
HOME, HALL = "330329100257", "330329100258"
"""the village whose election is yours to run, and the one that counts today"""
_TEAM: Final = "past-"
_DEPARTMENT: Final = (Role.REVIEWER, Role.REVIEW_SIGNER)

VILLAGES: Final = "村里的账号在三联村（从头办一次）和碑排村（今天计票） · in 三联村 and 碑排村"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account to try (演示账号): what to type, and who it is."""

    username: str
    name: str
    role: Role


ACCOUNTS: Final = (
    Account(username="county", name="县换届办 林晓", role=Role.COUNTY_OFFICE),
    Account(username="town", name="罗阳镇换届办 包宁", role=Role.TOWN_OFFICE),
    Account(username="chair", name="选举委员会主任 蓝大山", role=Role.CHAIR),
    Account(username="clerk", name="村文书 钟小青", role=Role.CLERK),
    Account(username="teller1", name="计票人 雷一鸣", role=Role.TELLER),
    Account(username="teller2", name="计票人 夏二妹", role=Role.TELLER),
    Account(username="scrutineer", name="监票人 吴公正", role=Role.SCRUTINEER),
    Account(username="observer", name="村务监督 赖长明", role=Role.OBSERVER),
    Account(username="reviewer", name="法院联审经办人 毛细心", role=Role.REVIEWER),
    Account(username="signer", name="法院联审签字人 陶公允", role=Role.REVIEW_SIGNER),
    Account(username="police1", name="公安联审经办人 翁明", role=Role.REVIEWER),
    Account(username="police2", name="公安联审签字人 温正", role=Role.REVIEW_SIGNER),
    Account(username="system", name="系统管理员 陶一鸣", role=Role.SYSTEM_ADMIN),
    Account(username="security", name="安全管理员 季安", role=Role.SECURITY_ADMIN),
    Account(username="audit", name="审计管理员 董明察", role=Role.AUDIT_ADMIN),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Who acts in an election (经办人): the demo's own people, or the team of the county's past."""

    town: User
    chair: User
    clerk: User
    tellers: tuple[User, User]
    scrutineer: User


def make_accounts(county: Unit, town: Unit, villages: list[Unit]) -> Team:
    """Make the accounts; the answer is the team whose roles reach the whole county, and with
    whose accounts nobody can sign in.
    """
    # One password for all, known to everybody: its slow digest is made once.
    digest = make_password(PASSWORD)
    for account in ACCOUNTS:
        user = User.objects.create(username=account.username, name=account.name, password=digest)
        for unit in _places(account.role, county, town, villages):
            Assignment.objects.create(user=user, role=account.role, unit=unit)
    past = {
        name: _past(name, role, county)
        for name, role in (
            ("town", Role.TOWN_OFFICE),
            ("chair", Role.CHAIR),
            ("clerk", Role.CLERK),
            ("teller1", Role.TELLER),
            ("teller2", Role.TELLER),
            ("scrutineer", Role.SCRUTINEER),
        )
    }
    return Team(
        town=past["town"],
        chair=past["chair"],
        clerk=past["clerk"],
        tellers=(past["teller1"], past["teller2"]),
        scrutineer=past["scrutineer"],
    )


def _places(role: Role, county: Unit, town: Unit, villages: list[Unit]) -> list[Unit]:
    if role in ADMINISTRATORS or role in _DEPARTMENT:
        return [county]
    return {Role.COUNTY_OFFICE: [county], Role.TOWN_OFFICE: [town]}.get(role, villages)


def remove_team() -> None:
    """The past is made: nobody of the team holds a role any more."""
    Assignment.objects.filter(user__username__startswith=_TEAM).delete()


def _past(username: str, role: Role, county: Unit) -> User:
    user = User.objects.create_user(f"{_TEAM}{username}", name="（演示的过去）", password=None)
    user.is_active = False
    user.save(update_fields=("is_active",))
    Assignment.objects.create(user=user, role=role, unit=county)
    return user
