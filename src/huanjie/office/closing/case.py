"""The case of an election (一次选举的卷宗根据): what its declared votes are recomputed from."""

from __future__ import annotations

from huanjie.dossier.case import Case, years_touched
from huanjie.office.keys import key_ring
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import stored_count


def last_declared(election: Election) -> Round | None:
    """The last vote whose result was declared; None before any declaration."""
    declared = Round.objects.filter(election=election, declared_at__isnull=False)
    return declared.exclude(count=None).order_by("-number").first()


def case_of(election: Election) -> Case | None:
    """The case after the last declared vote, under the election's own law and the site's key.

    None before any declaration; BadInput where the pack has changed since the election was opened.
    """
    last = last_declared(election)
    if last is None:
        return None
    count, law = stored_count(last), law_of(election)
    return Case(
        count=count,
        pack=law.pack,
        calendar=years_touched(count, law.pack, law.calendar),
        key=key_ring().verifier_key(),
    )
