"""Who is nominated in the demo (演示的提名): as many for each post as the law asks for, and what
they declare.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from huanjie.domain.contest import Post
from huanjie.domain.nomination import candidate_number
from huanjie.office.candidacy.declaring import declare_facts
from huanjie.office.candidacy.eligibility import Nomination
from huanjie.office.candidacy.evidence import facts_to_state
from huanjie.office.candidacy.routes import NominatedBy, routes_of
from huanjie.office.candidacy.services import nominate
from huanjie.office.command import ActingUser
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Contest, Election

_DECLARED_YES: Final = frozenset(
    {"political_rights", "villager", "hukou_here", "organisation_member", "full_capacity"}
)
"""what a nominee without any bar declares to be so; of everything else, that it is not"""


def nominate_all(
    election: Election, *, by: Callable[[], ActingUser], chance: random.Random
) -> None:
    """Nominate for every post, nobody twice, and let everybody declare that nothing bars them; each
    deed by a form of its own.
    """
    taken: set[int] = set()
    for contest in election.contests.all():
        chosen = _nominees(contest, taken, chance)
        taken |= {each.entry for each in chosen}
        nominate(
            acting_user=by(),
            election=election,
            post=contest.post,
            people=chosen,
            by=_nominated_by(election, chance),
        )
    _declare(election, by)


def _nominees(contest: Contest, taken: set[int], chance: random.Random) -> tuple[Nomination, ...]:
    """As many people as the law asks for, none of them twice."""
    election = contest.election
    pack = law_of(election).pack
    needed = contest.seats + 1
    if pack.has_margin_for(contest.post):
        needed = candidate_number(pack, seats=contest.seats, post=Post(contest.post)).minimum
    rows = election.roll.exclude(pk__in=taken)
    if election.member_roll:
        rows = rows.filter(standing="full")
    women = list(rows.filter(sex="f").values_list("pk", flat=True))
    if contest.women_only:
        chosen = chance.sample(women, needed)
    elif contest.post == "member" and pack.women_seat:
        # One man at most, so that a woman is elected and no seat is kept open for her.
        men = list(rows.filter(sex="m").values_list("pk", flat=True))
        chosen = [*chance.sample(men, 1), *chance.sample(women, needed - 1)]
    else:
        chosen = chance.sample(list(rows.values_list("pk", flat=True)), needed)
    return tuple(Nomination(entry=pk) for pk in chosen)


def _nominated_by(election: Election, chance: random.Random) -> NominatedBy:
    """By the first route of the pack, by as many as it asks for, or a few more."""
    route = routes_of(law_of(election).pack)[0]
    return NominatedBy(route=route.word, count=route.at_least + chance.randint(0, 5))


def _declare(election: Election, by: Callable[[], ActingUser]) -> None:
    """Everybody signs that nothing bars them."""
    pack, nominees = law_of(election).pack, list(election.nominees.all())
    facts = {
        fact.fact: fact.fact in _DECLARED_YES
        for row in nominees[:1]
        for fact in facts_to_state(pack, election, row.entry)
        if fact.kind == "yes-no"
    }
    if facts:
        declare_facts(
            acting_user=by(),
            election=election,
            people=tuple(row.person for row in nominees),
            facts=facts,
            reference="参选人本人声明",
        )
