"""Sealing (封存卷宗): once, by who presides, when no vote is left to hold."""

from __future__ import annotations

import secrets

from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.dossier.build import Chance, seal_dossier
from huanjie.dossier.outlook import held, is_valid
from huanjie.office import clock
from huanjie.office.closing.case import case_of
from huanjie.office.closing.models import Dossier
from huanjie.office.closing.recordfiles import records_of
from huanjie.office.closing.remaining import check_may_seal
from huanjie.office.closing.seats import seat_winners
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.keys import key_ring
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election


@command(Action.SEAL)
def seal(*, acting_user: ActingUser, election: Election) -> Done[str]:
    """Seal the dossier of an election; the answer is its SHA-256.

    BadInput where nothing was declared yet, where a vote is still open, or where it is sealed.
    """
    after(Stage(election.stage), Action.SEAL)
    case = case_of(election)
    if case is None:
        raise BadInput("还没有宣布结果，不能封存卷宗", remedy="先宣布结果")
    check_may_seal(case)
    chance = Chance(now=clock.stamp(), random=secrets.token_bytes)
    records = records_of(election, case.count)
    sealed = seal_dossier(case.count, law_of(election), key_ring(), chance, records=records)
    Dossier.objects.create(
        election=election,
        region=election.region,
        content=sealed.public,
        sealed=sealed.sealed,
        sha256=sealed.sha256,
        sealed_at=clock.now(),
    )
    election.advance(Action.SEAL)
    seat_winners(election, case)
    vacant = {each.post: each.vacancies for each in held(case) if each.vacancies}
    says = {
        "sha256": sealed.sha256,
        "fingerprint": case.fingerprint,
        "valid": is_valid(case),
        "vacant": vacant if is_valid(case) else {},
    }
    return Done(answer=sealed.sha256, says=says)
