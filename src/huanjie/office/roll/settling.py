"""Settling who is on two rolls (定下在哪里登记): a unit's word, and the decision of an office above
both. Where no office is, neither word wins, and one of the two takes the person off.
"""

from __future__ import annotations

from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import ROLE_NAMES, Action
from huanjie.domain.registration import rule_of_one_place
from huanjie.door.fault import BadInput
from huanjie.law.citation import cited
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, Stale, command, enter
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import Claim, RollEntry
from huanjie.office.roll.sealedthere import Word, write
from huanjie.office.roll.twice import Twice, twice_at
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import need, places_of


@command(Action.LOAD_ROLL)
def claim_here(
    *, acting_user: ActingUser, election: Election, number: int, because: str
) -> Done[int]:
    """Say that somebody who is on another roll too votes here, and why (主张在本单位登记); the
    answer is the number. Refused where the other list is posted: there they are registered, until
    that election is sealed; from then on the word settles it.
    """
    after(Stage(election.stage), Action.LOAD_ROLL)
    found = need_twice(election, number)
    rule = rule_of_one_place(law_of(election).pack)
    if (there := found.registered_at) and rule:
        raise BadInput(
            f"{there.unit_name}的名单已经公布，这个人已在那里登记，不能再在这里登记"
            f"（{cited([rule])}）",
            remedy="从本名册移出；认为那里登记错了，向那里的选举委员会申诉",
        )
    beside = len(found.there) if found.is_over_there else 0
    word = Word(by=acting_user.user, because=because)
    write(election, found.here.entry, word, beside=beside)
    return Done(answer=number, says={"claimed": number, "because": because}, moves=False)


@command(Action.SETTLE_TWICE)
def settle_twice(
    *, acting_user: ActingUser, unit: Unit, stays: Election, number: int, because: str
) -> Done[list[str]]:
    """Decide where somebody votes whom two units claim (裁定重复登记): they stay on this roll under
    this number, and are taken off the others. The answer: the elections they were taken off.

    Every election concerned has its own entry; a sealed one is not concerned any more. Refused
    where the sides do not disagree, where one of them lies beyond the office, and where another
    list is posted: that one is changed by its own rules.
    """
    found = need_twice(stays, number)
    if not found.is_disputed:
        raise BadInput(
            "两边没有都主张登记，不用裁定", remedy="由一边移出，或者两边都写明理由以后再裁定"
        )
    sides = (found.here, *found.can_change)
    for election in sorted((side.election for side in sides), key=lambda each: each.pk):
        election.lock()
        role = need(acting_user.user, Action.SETTLE_TWICE, election)
        after(Stage(election.stage), Action.SETTLE_TWICE)
    if [side.entry.pk for side in need_twice(stays, number).there] != [
        side.entry.pk for side in found.there
    ]:
        raise Stale("刚才有一边改了名册")
    index, sealed = found.here.entry.index, sum(side.is_sealed for side in found.there)
    for side in sides:
        goes = side is not found.here
        own = {"removed" if goes else "stays": side.entry.number, "because": because}
        if goes:
            _take_off(side.entry)
        claims = Claim.objects.filter(election=side.election, id_index=index)
        if goes or not sealed:
            claims.delete()
        else:  # beside a sealed roll the word is what settles who stays
            claims.update(beside=sealed)
        side.election.move()
        enter(side.election, Action.SETTLE_TWICE.value, ROLE_NAMES[role], own)
    left = [side.election.pk for side in found.can_change]
    return Done(answer=left, says={"elections": [stays.pk, *left], "because": because})


def _take_off(entry: RollEntry) -> None:
    """Take somebody off a roll that is not published; on whom a change rests stays to be read."""
    if entry.changes.exists():
        RollEntry.ever.filter(pk=entry.pk).update(struck_on=clock.today())
    else:
        RollEntry.objects.filter(pk=entry.pk).delete()


def office_over(user: User, found: Twice) -> Unit | None:
    """The lowest place of somebody's from which all the sides that can change are decided; None
    where none is.
    """
    units = [side.election.unit for side in (found.here, *found.can_change)]
    places = places_of(user, Action.SETTLE_TWICE)
    reaching = [place for place in places if all(unit.is_within(place) for unit in units)]
    return reaching[-1] if reaching else None


def need_twice(election: Election, number: int) -> Twice:
    """Somebody on a roll who is on another one too, or a refusal."""
    found = twice_at(election, number)
    if found is None:
        raise BadInput(
            f"编号 {number} 没有重复登记，或者已经定下", remedy="回到“重复登记”看现在的名单"
        )
    return found
