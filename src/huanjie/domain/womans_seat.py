"""The woman's seat at the end (妇女名额): an open seat is kept for a woman where none is in.

Somebody elected first may have stepped back since, and a line of its own may have elected nobody.
"""

from __future__ import annotations

from huanjie.domain.avoidance import Pairs, related
from huanjie.domain.contest import Count, Person, Post
from huanjie.domain.seated import Seated, Seating, may_sit, will_seat_a_woman
from huanjie.domain.seating import members_contests
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack


def keep_womans_seat(
    count: Count, pack: RulePack, seating: Seating, grounds: list[Citation]
) -> Post | None:
    """Keep an open seat for a woman where none is in, or leave it open where a revote will tell.

    The contest is returned that should have had a seat for a woman and has none left.
    """
    members = members_contests(count.contests, pack)
    own = [seating.contests[contest.post] for contest in members]
    pairs = frozenset(frozenset(pair) for pair in count.near_relatives)
    if pack.women_seat is None or not _asks_for_one(own, seating, pairs):
        return None
    with_room = [seated for seated in own if seated.open() > 0]
    # The line that lists women alone is theirs; else the last contest keeps a seat.
    place = max(reversed(with_room), key=_lists_women_alone, default=None)
    if any(person.sex != "m" for person in _who_may_sit(seating, pairs)):
        if place and not place.filling.unsure:
            place.hanging = 1
        return None
    if place:
        place.keep_one_for_a_woman()
        grounds.append(pack.women_seat.citation)
        return None
    if pack.women_seat.method == "separate-line" and seating.elected():
        grounds.append(pack.women_seat.citation)
        return members[-1].post
    return None


def _asks_for_one(own: list[Seated], seating: Seating, pairs: Pairs) -> bool:
    """Whether no seat is kept yet, and no woman surely sits."""
    if not own or any(seated.contest.women_seat_met for seated in own):
        return False
    if any(seated.filling.reserved or seated.void for seated in own):
        return False
    if any(person.sex == "f" for person in seating.elected()):
        return False
    return not will_seat_a_woman(seating.contests, pairs)


def _who_may_sit(seating: Seating, pairs: Pairs) -> list[Person]:
    """Everyone who is seated, or will be if a revote says so and no seated relative stands
    above.
    """
    seated = seating.elected()
    pending_people = [person for each in seating.contests.values() for person in may_sit(each)]
    free = (
        person
        for person in pending_people
        if not any(related(person.id, other.id, pairs) for other in seated)
    )
    return [*seated, *free]


def _lists_women_alone(seated: Seated) -> bool:
    people = seated.contest.people
    return bool(people) and all(person.sex == "f" for person in people)
