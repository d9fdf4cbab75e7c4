"""The committee that belongs to the representatives' meeting (代表会议里的委员会成员): where a
meeting elects another body, whoever sits in the committee is entitled too, and is on its roll.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from huanjie.domain.choosing import representatives_vote
from huanjie.domain.cycle import OVER
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import AssemblyMakeup
from huanjie.law.citation import cited
from huanjie.office import clock
from huanjie.office.gates import Reminder
from huanjie.office.incumbents.models import Holding
from huanjie.office.planning.laws import body_name, law_of, meeting_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry


def sitting(election: Election, committee: str) -> tuple[Holding, ...]:
    """Who sits in a committee of the election's place now, each person once; nobody where nobody is
    entered, or while it is itself elected: who comes after is not known before that is sealed.
    """
    if _is_renewed(election, committee):
        return ()
    rows = Holding.objects.filter(body__unit=election.unit, body__kind=committee, body__within=None)
    now = rows.filter(to_on=None, from_on__lte=clock.today()).order_by("pk")
    return tuple({each.person: each for each in now}.values())


def _is_renewed(election: Election, committee: str) -> bool:
    """Whether the committee of the election's place is itself elected now (正在换届)."""
    running = election.unit.elections.filter(body=committee).exclude(stage__in=OVER)
    return running.exists()


def missing_before(deed: Action, election: Election) -> Iterator[BadInput]:
    """Members of the committee who are not on the roll of the meeting that is to be published."""
    rule = _belonging(deed, election)
    if rule is None or rule.committee is None:
        return
    names = [each.name for each in _missing(election, sitting(election, rule.committee))]
    if names:
        yield BadInput(
            f"名册上没有{body_name(rule.committee)}成员{'、'.join(names)}，"
            f"他们也是{meeting_of(election)}的组成人员（{cited((rule.citation,))}）",
            remedy="在名册页登记他们，再公布名单；已经离任的，先在任职页登记离任",
        )


def unknown_before(deed: Action, election: Election) -> Iterator[Reminder]:
    """That nobody knows who sits in the committee, and whether they are on the roll."""
    rule = _belonging(deed, election)
    if rule and rule.committee and not sitting(election, rule.committee):
        told = {
            "body": _(body_name(rule.committee)),
            "meeting": _(meeting_of(election)),
            "law": cited((rule.citation,)),
        }
        if _is_renewed(election, rule.committee):
            says = _("%(body)s正在换届，没有核对它的成员在不在名册上")
        else:
            says = _("没有登记%(body)s的现任成员，没有核对他们在不在名册上")
        says += _("；他们也是%(meeting)s的组成人员（%(law)s）")
        remedy = _("核对名册上有没有%(body)s的每一名成员，再公布名单")
        yield Reminder(says=says % told, remedy=remedy % told)


def _belonging(deed: Action, election: Election) -> AssemblyMakeup | None:
    """What the meeting is made of, before its roll is published; None where no meeting of
    representatives elects, or no law says so.
    """
    if deed != Action.PUBLISH_ROLL or not meeting_of(election):
        return None
    pack = law_of(election).pack
    return pack.assembly_makeup if representatives_vote(pack, method=election.method) else None


def _missing(election: Election, members: tuple[Holding, ...]) -> list[Holding]:
    on_roll = tuple(election.roll.only("name", "id_index"))
    return [each for each in members if not any(_is_one(each, row) for row in on_roll)]


def _is_one(member: Holding, row: RollEntry) -> bool:
    """Whether a member is somebody on the roll: by the number where both have one, else by name."""
    if member.id_index and row.id_index:
        return bytes(member.id_index) == bytes(row.id_index)
    return member.name == row.name
