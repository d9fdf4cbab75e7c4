"""Who was elected takes the post (当选任职): entered by the deed that seals the election."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from huanjie.domain.contest import Post
from huanjie.domain.incumbency import How
from huanjie.dossier.case import Case
from huanjie.dossier.outlook import held, is_valid
from huanjie.office.candidacy.bodiesbeside import person_of_winner
from huanjie.office.candidacy.models import Nominee
from huanjie.office.incumbents.elected import Winner, seat_elected
from huanjie.office.incumbents.services import Seat
from huanjie.office.planning.models import Election

MEMBER: Final = Post("member")


def seat_winners(election: Election, case: Case) -> None:
    """Enter everybody who holds a post in the end; nobody after a void election."""
    if not is_valid(case):
        return
    nominees = Nominee.objects.filter(election=election).select_related("entry")
    seat_elected(
        unit=election.unit,
        kind=election.body,
        name=election.body_name,
        seats=sum(contest.seats for contest in election.contests.all()),
        elected_on=election.polling_day,
        who=_winners(election, case, {each.person: each for each in nominees}),
    )


def _winners(election: Election, case: Case, known: Mapping[str, Nominee]) -> Iterator[Winner]:
    """Each post with its holder; who was written in is known by the name alone. Whoever leads the
    body is not entered as its member besides.
    """
    posts = held(case)
    lead = {person for each in posts if each.post != MEMBER for person in each.people}
    for each in posts:
        for person in each.people:
            if each.post == MEMBER and person in lead:
                continue
            nominee = known.get(person)
            seat = Seat(
                post=each.post,
                name=nominee.name if nominee else person,
                sex=nominee.sex if nominee else "",
                id_number=(nominee.entry.id_number or "") if nominee else "",
                from_on=election.polling_day,
                how=How.ELECTED,
            )
            yield Winner(seat=seat, person=person_of_winner(election, nominee, person))
