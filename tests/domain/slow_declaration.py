"""The slow declaration (笨办法宣布结果), written from the statutes alone.

Where votes are equal the law does not yet know who goes first. So it tries every order that the
votes allow, lets the articles run their course in each, and compares the outcomes: who is elected
in all of them is elected; whose own place among his equals matters, whatever comes of the posts
above, is tied; whoever hangs on another revote waits for it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from tests.domain.people import CHAIR, MEMBER, VICE, WOMEN

from huanjie.domain.contest import ContestCount, Count, Person, PersonId, Post

COLLECTED, LINE = 10, 6
"""Of ten who voted six are more than half."""

Place = tuple[Post, PersonId]
Orders = Mapping[Post, tuple[Person, ...]]
Key = tuple[tuple[PersonId, ...], ...]
Places = tuple[PersonId, ...]


def in_rank(count: Count) -> list[ContestCount]:
    """Chair, vice-chair, members (主任、副主任、委员)."""
    return sorted(count.contests, key=lambda each: (CHAIR, VICE, MEMBER).index(each.post))


def orders_of(contest_: ContestCount) -> list[tuple[Person, ...]]:
    """Every order of those over half in which nobody stands before somebody with more votes."""
    over = [person for person in contest_.people if 2 * person.votes > COLLECTED]
    return [
        order
        for order in itertools.permutations(over)
        if all(one.votes >= other.votes for one, other in itertools.pairwise(order))
    ]


@dataclass
class Course:
    """What the articles make of one order: who sits, who stepped back, which seats stay open."""

    elected: dict[Post, list[Person]] = field(default_factory=dict)
    stepped_back: set[Place] = field(default_factory=set)
    reserved: int = 0

    def sitting(self) -> list[PersonId]:
        return [person.id for people in self.elected.values() for person in people]

    def is_kin(self, person: Person, pairs: set[frozenset[PersonId]]) -> bool:
        return any(frozenset((person.id, other)) in pairs for other in self.sitting())

    def fate(self, place: Place) -> str:
        """What becomes of one person in one contest."""
        post, person = place
        if place in self.stepped_back:
            return "stepped back"
        return "sits" if person in [each.id for each in self.elected[post]] else "does not sit"

    def has_woman(self) -> bool:
        return any(person in WOMEN for person in self.sitting())


def seated(order: list[Person], seats: int, *, woman_first: bool) -> tuple[list[Person], int]:
    """第三十四条 of Sichuan: the first so many; the first woman before them; or a seat kept."""
    if not woman_first:
        return order[:seats], 0
    women = [person for person in order if person.id in WOMEN]
    if not women:
        return order[: seats - 1], 1
    others = [person for person in order if person is not women[0]]
    first = [women[0], *others[: seats - 1]]
    return sorted(first, key=order.index), 0


def course_in_sichuan(count: Count, orders: Orders, *, womens_seat: bool) -> Course:
    """第三十三至三十五条：按票数，妇女在先，近亲属只留一人，空出的名额另行选举."""
    pairs = {frozenset(pair) for pair in count.near_relatives}
    course, elected_above = Course(), set[PersonId]()
    for each in in_rank(count):
        order = [person for person in orders[each.post] if person.id not in elected_above]
        woman_first = womens_seat and each.post == MEMBER and not course.has_woman()
        first, reserved = seated(order, each.seats, woman_first=woman_first)
        course.reserved += reserved
        elected_above |= {person.id for person in first}
        course.elected[each.post] = []
        for person in sorted(first, key=order.index):
            if course.is_kin(person, pairs):
                course.stepped_back.add((each.post, person.id))
            else:
                course.elected[each.post].append(person)
    members = next((each for each in count.contests if each.post == MEMBER), None)
    if members and womens_seat and not course.has_woman() and not course.reserved:
        course.reserved = int(len(course.elected[MEMBER]) < members.seats)
    return course


def courses_in_hebei(
    count: Count, orders: dict[Post, tuple[Person, ...]] | None = None
) -> Iterator[tuple[Key, Course]]:
    """第二十九条第二款：从高到低，没有当选高职务的，高职务的得票计入低职务，再按得票多少排列."""
    orders = orders or {}
    done = [each for each in in_rank(count) if each.post in orders]
    course = course_in_sichuan(replace(count, contests=tuple(done)), orders, womens_seat=False)
    rest = in_rank(count)[len(done) :]
    if not rest:
        yield tuple(tuple(person.id for person in orders[each.post]) for each in done), course
        return
    for order in orders_of(with_votes_from_above(rest[0], done, course)):
        yield from courses_in_hebei(count, {**orders, rest[0].post: order})


def with_votes_from_above(
    contest_: ContestCount, above: list[ContestCount], course: Course
) -> ContestCount:
    """Each loser's votes for the higher posts, and his own."""

    def lost(person: Person) -> int:
        if person.id in course.sitting():
            return 0
        return sum(other.votes for each in above for other in each.people if other.id == person.id)

    people = (replace(person, votes=person.votes + lost(person)) for person in contest_.people)
    return replace(contest_, people=tuple(people))


def course_in_zhejiang(count: Count, orders: Orders) -> Course:
    """第三十一条：从高到低，与已留任的人有近亲属关系的越过，由其余过半数的人依次递补."""
    pairs = {frozenset(pair) for pair in count.near_relatives}
    course = Course()
    for each in in_rank(count):
        course.elected[each.post] = []
        for person in orders[each.post]:
            full = len(course.elected[each.post]) == each.seats
            if full or person.id in course.sitting():
                continue
            if course.is_kin(person, pairs):
                course.stepped_back.add((each.post, person.id))
            else:
                course.elected[each.post].append(person)
    return course


@dataclass
class Slow:
    """All courses taken together."""

    elected: set[Place]
    tied: set[Place]
    hanging: set[Place]
    """neither elected nor tied: seated in some courses only, and a higher revote decides first"""
    stepped_back: set[Place]
    open_seats: dict[Post, int]
    """seats that stay open whatever a revote says"""
    reserved: set[int]


def slow_declaration(count: Count, *, zhejiang: bool = False, womens_seat: bool = True) -> Slow:
    """Try every order, and see on what it depends who sits."""
    contests = in_rank(count)
    courses: dict[Key, Course] = {}
    for orders in itertools.product(*(orders_of(each) for each in contests)):
        named = {each.post: order for each, order in zip(contests, orders, strict=True)}
        key = tuple(tuple(person.id for person in order) for order in orders)
        courses[key] = (
            course_in_zhejiang(count, named)
            if zhejiang
            else course_in_sichuan(count, named, womens_seat=womens_seat)
        )
    return together(contests, courses)


def slow_declaration_in_hebei(count: Count) -> Slow:
    """The same where votes for a higher post count for a lower one; no woman's seat, no kin."""
    return together(in_rank(count), dict(courses_in_hebei(count)))


def together(contests: list[ContestCount], courses: Mapping[Key, Course]) -> Slow:
    """What all courses agree on, and on what it depends who sits."""
    places = [(each.post, person.id) for each in contests for person in each.people]
    fates = {place: {course.fate(place) for course in courses.values()} for place in places}
    tied = {place for at in range(len(contests)) for place in tied_for_sure(contests, courses, at)}
    return Slow(
        elected={place for place in places if fates[place] == {"sits"}},
        tied=tied,
        hanging={place for place in places if len(fates[place]) > 1} - tied,
        stepped_back={place for place in places if fates[place] == {"stepped back"}},
        open_seats={each.post: min_open(each, courses.values()) for each in contests},
        reserved={course.reserved for course in courses.values()},
    )


def min_open(contest_: ContestCount, courses: Iterable[Course]) -> int:
    """The seats open in every course, the one kept for a woman not among them."""
    return min(
        contest_.seats
        - len(course.elected[contest_.post])
        - (course.reserved if contest_.post == MEMBER else 0)
        for course in courses
    )


def tied_for_sure(
    contests: list[ContestCount], courses: Mapping[Key, Course], at: int
) -> set[Place]:
    """Who is voted on again for one post (票数相等): the same people, for as many seats, whatever
    comes of the posts above it; else nobody yet.
    """
    post = contests[at].post
    people = [person.id for person in contests[at].people]
    down_to_it = {key[: at + 1]: course for key, course in courses.items()}
    revotes = set()
    for above in {key[:at] for key in courses}:
        own = {key[at]: course for key, course in down_to_it.items() if key[:at] == above}
        tied = frozenset(person for person in people if decides(own, (post, person)))
        revotes.add((tied, seats_between(tied, post, next(iter(own.values())))))
    ((tied, _), *others) = revotes
    return set() if others else {(post, person) for person in tied}


def seats_between(tied: Iterable[PersonId], post: Post, course: Course) -> int:
    """How many of the tied get a seat, though they may leave it to a relative."""
    return sum(course.fate((post, person)) != "does not sit" for person in tied)


def decides(own: Mapping[tuple[PersonId, ...], Course], place: Place) -> bool:
    """Whether changing places with an equal ever changes this person's fate."""
    _, person = place
    return any(
        course.fate(place) != own[order].fate(place)
        for key, course in own.items()
        if person in key
        for other in key
        if (order := swapped(key, person, other)) in own
    )


def swapped(order: tuple[PersonId, ...], one: PersonId, other: PersonId) -> tuple[PersonId, ...]:
    places = {one: other, other: one}
    return tuple(places.get(person, person) for person in order)
