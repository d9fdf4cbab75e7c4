"""Voter cards (参选证、选举人证) of a published roll: a reading, entered in the log, and what for.

A card needs a name, a group and the number on the roll; identity numbers are not even read. Where
the roll is public it also says the code by which its holder asks about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from huanjie.domain.election import Election as ElectionFile
from huanjie.domain.election import Unit
from huanjie.domain.permission import Action
from huanjie.domain.rollorder import RollPart
from huanjie.door.fault import BadInput
from huanjie.office.command import ActingUser
from huanjie.office.electors.codes import codes_of
from huanjie.office.electors.entitled import entitled_entries
from huanjie.office.electors.lookup import is_public
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.printed import Where
from huanjie.office.polling.rounds import FIRST, current_round
from huanjie.office.reading import Seen, read
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.posted import posted_order
from huanjie.paper.poll_day import PollDay
from huanjie.paper.voter_cards import Voter, card_name

PAPER: Final = "voter-cards"
"""what the log says was taken"""

Parts = tuple[RollPart[Voter], ...]


@read(Action.EXPORT_ROLL)
def take_cards(*, acting_user: ActingUser, election: Election, because: str) -> Seen[Parts]:
    """Everybody who may vote, by group, in the order of the posted roll. BadInput before the roll
    is published, for it may still change, and once the election is over.
    """
    check_has_cards(election)
    entries = entitled_entries(election)
    codes = codes_of(election, entries) if is_public(election) else {}
    parts = tuple(_voters(part, codes) for part in posted_order(election, entries))
    people = sum(len(part.people) for part in parts)
    return Seen(answer=parts, people=people, says={"paper": PAPER})


def cards_day(election: Election, where: Where) -> PollDay:
    """What the cards say alike: those of a vote whose candidates nobody knows yet, too."""
    pack, latest = law_of(election).pack, current_round(election)
    is_later = latest is not None and latest.kind != FIRST
    return PollDay(
        election=ElectionFile(
            pack=pack.id,
            region=pack.region,
            unit=Unit(code=election.unit_id, name=election.unit.full_name),
            polling_day=(latest and is_later and latest.held_on) or election.polling_day,
            contests=(),
        ),
        pack=pack,
        place=where.place,
        hours=where.hours,
    )


def check_has_cards(election: Election) -> None:
    """Refuse where no card can be handed out any more, or yet."""
    if election.is_over:
        raise BadInput(f"这次选举已经结束，不再发{card_name(law_of(election).pack)}")
    if election.roll_published_on is None:
        card = card_name(law_of(election).pack)
        roll = election.member_roll
        raise BadInput(
            f"{roll.name if roll else '名单'}还没有{'确认' if roll else '公布'}，{card}发不出去",
            remedy=f"先{roll.confirming if roll else '公布名单'}",
        )


def _voters(part: RollPart[RollEntry], codes: Mapping[int, str]) -> RollPart[Voter]:
    people = tuple(
        Voter(
            number=row.number,
            name=row.name,
            born_in=row.birth_date.year if row.birth_date else None,
            code=codes.get(row.number, ""),
        )
        for row in part.people
    )
    return RollPart(name=part.name, people=people, namesakes=part.namesakes)
