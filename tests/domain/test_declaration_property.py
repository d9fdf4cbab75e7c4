"""The declaration (宣布选举结果) against a slow, obvious one that tries every order of votes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.domain.people import (
    CHAIR,
    EVERYBODY,
    MEMBER,
    MEN,
    VICE,
    contest,
    is_written_in,
    poll,
    stands,
)
from tests.domain.slow_declaration import (
    COLLECTED,
    LINE,
    Place,
    Places,
    Slow,
    slow_declaration,
    slow_declaration_in_hebei,
)

from huanjie.domain.contest import (
    ContestCount,
    ContestResult,
    Count,
    PersonId,
    Post,
    Revote,
)
from huanjie.domain.declaration import declare
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
SICHUAN = load("villagers-committee", on=DAY, today=DAY, region="sichuan")
ZHEJIANG = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")
HEBEI = load("villagers-committee", on=DAY, today=DAY, region="hebei")

# ---- Small elections ---------------------------------------------------------------------------


@st.composite
def contests_of(
    draw: st.DrawFn, post: Post, pool: Sequence[PersonId], most_people: int, most_seats: int
) -> ContestCount:
    """One post: few people and fewer kinds of votes, so that many are equal."""
    ids = draw(st.lists(st.sampled_from(pool), unique=True, min_size=1, max_size=most_people))
    make = st.sampled_from((stands, stands, is_written_in))
    votes = st.integers(LINE - 1, LINE + 2)
    people = [draw(make)(person, draw(votes)) for person in ids]
    return contest(post, *people, seats=draw(st.integers(1, most_seats)))


@st.composite
def elections(draw: st.DrawFn, *, kin: bool = False, twice: bool = False) -> Count:
    """Chair, vice-chair and members, some of one family, or some standing for several posts."""
    order = draw(st.permutations(EVERYBODY))
    pools = [EVERYBODY] * 3 if twice else [order[:2], order[2:4], order[4:]]
    posts = [draw(contests_of(CHAIR, pools[0], 2, 1)), draw(contests_of(MEMBER, pools[2], 5, 4))]
    if draw(st.booleans()):
        posts.append(draw(contests_of(VICE, pools[1], 3, 2)))
    person = st.sampled_from(EVERYBODY)
    pair = st.tuples(person, person).filter(lambda two: two[0] != two[1])
    pairs = draw(st.lists(pair, max_size=5)) if kin else []
    contests = draw(st.permutations(posts))
    return poll(*contests, registered=12, issued=10, collected=COLLECTED, relatives=pairs)


def without_womens_seat(count: Count) -> Count:
    """The same where a woman already sits (妇女名额已满足)."""
    return replace(
        count, contests=tuple(replace(each, women_seat_met=True) for each in count.contests)
    )


def places_of(
    results: Iterable[ContestResult], part: Callable[[ContestResult], Places]
) -> set[Place]:
    """One list of every post together."""
    return {(each.post, person) for each in results for person in part(each)}


def agree(count: Count, slow: Slow) -> None:
    """What `declare` says in Sichuan is what the slow one says."""
    results = declare(count, SICHUAN).contests
    assert places_of(results, lambda each: each.elected) == slow.elected
    assert places_of(results, lambda each: each.tied) == slow.tied
    assert places_of(results, of_kin) == slow.stepped_back
    steps_agree(results, slow)
    if len(slow.reserved) == 1:
        assert {sum(each.reserved_seats for each in results)} == slow.reserved


def waits(count: Count, slow: Slow) -> bool:
    """Whether a revote for one post may matter to another: then a person decides after it."""
    post_of = {person.id: each.post for each in count.contests for person in each.people}
    tied = {person for _, person in slow.tied} | equals(count)
    return bool(slow.hanging) or any(
        tied & {one, other} and post_of.get(one) != post_of.get(other)
        for one, other in count.near_relatives
    )


def equals(count: Count) -> set[PersonId]:
    """Those over half who are equal across the last seat of their post."""
    found: set[PersonId] = set()
    for each in count.contests:
        over = sorted((p.votes for p in each.people if p.votes >= LINE), reverse=True)
        edge = over[each.seats - 1 : each.seats + 1]
        if len(set(edge)) < len(edge):
            found |= {person.id for person in each.people if person.votes == edge[0]}
    return found


def of_kin(result: ContestResult) -> Places:
    """Who stepped back for a relative."""
    return tuple(each.id for each in result.withdrawn if each.because == "near-relative")


def steps_agree(results: Iterable[ContestResult], slow: Slow) -> None:
    """A revote where somebody is tied; a runoff where a seat stays open whatever it says."""
    for each in results:
        assert ("revote" in each.next) == bool(each.tied)
        if "runoff" in each.next or not each.tied:
            assert ("runoff" in each.next) == (slow.open_seats[each.post] > 0)


# ---- They agree --------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(elections())
def test_seats_go_by_votes_as_the_slow_declaration_says(count: Count) -> None:
    """四川省村民委员会选举条例第三十三条。"""
    count = without_womens_seat(count)
    agree(count, slow_declaration(count, womens_seat=False))


@settings(max_examples=200, deadline=None)
@given(elections(twice=True))
def test_nobody_keeps_two_posts_as_the_slow_declaration_says(count: Count) -> None:
    """换届约定：一人当选两职的，保留较高的职务。"""
    count = without_womens_seat(count)
    slow = slow_declaration(count, womens_seat=False)
    assume(not waits(count, slow))
    agree(count, slow)


@settings(max_examples=200, deadline=None)
@given(elections())
def test_the_womans_seat_goes_as_the_slow_declaration_says(count: Count) -> None:
    """四川省村民委员会选举条例第三十四条。"""
    slow = slow_declaration(count)
    assume(not waits(count, slow))
    agree(count, slow)


@settings(max_examples=200, deadline=None)
@given(elections(kin=True))
def test_relatives_sit_or_step_back_as_the_slow_declaration_says(count: Count) -> None:
    """四川省村民委员会选举条例第三十五条。"""
    count = without_womens_seat(count)
    slow = slow_declaration(count, womens_seat=False)
    assume(not waits(count, slow))
    agree(count, slow)


@settings(max_examples=200, deadline=None)
@given(elections(kin=True))
def test_relatives_and_the_womans_seat_together_go_as_the_slow_declaration_says(
    count: Count,
) -> None:
    """四川省村民委员会选举条例第三十四条、第三十五条。"""
    slow = slow_declaration(count)
    assume(not waits(count, slow))
    agree(count, slow)


@settings(max_examples=200, deadline=None)
@given(elections(kin=True))
def test_the_next_over_half_fills_in_zhejiang_as_the_slow_declaration_says(count: Count) -> None:
    """浙江省村民委员会选举办法第三十一条；有人票数相等的，先按第二十八条再次投票。"""
    count = replace(without_womens_seat(count), voters=COLLECTED)
    slow = slow_declaration(count, zhejiang=True)
    assume(not waits(count, slow))
    results = declare(count, ZHEJIANG).contests
    assert places_of(results, lambda each: each.elected) <= slow.elected
    for each in results:
        if not each.tied:
            assert {(each.post, person) for person in each.elected} == on(each.post, slow.elected)
    steps_agree(results, slow)


@st.composite
def on_one_paper(draw: st.DrawFn) -> Count:
    """一张选票: the same people stand for several posts, and below the line votes matter too."""
    posts = []
    for post, most_people, most_seats in ((CHAIR, 3, 1), (VICE, 3, 2), (MEMBER, 4, 3)):
        ids = draw(st.lists(st.sampled_from(MEN), unique=True, min_size=1, max_size=most_people))
        people = [stands(person, draw(st.integers(1, LINE + 1))) for person in ids]
        posts.append(contest(post, *people, seats=draw(st.integers(1, most_seats))))
    count = poll(*draw(st.permutations(posts)), registered=12, collected=COLLECTED)
    return replace(without_womens_seat(count), voters=COLLECTED, single_ballot=True)


@settings(max_examples=400, deadline=None)
@given(on_one_paper())
def test_votes_for_a_higher_post_count_for_a_lower_one_as_the_slow_declaration_says(
    count: Count,
) -> None:
    """河北省村民委员会选举办法第二十九条第二款。"""
    slow = slow_declaration_in_hebei(count)
    assume(not slow.hanging)
    results = declare(count, HEBEI).contests
    assert places_of(results, lambda each: each.elected) == slow.elected
    assert places_of(results, lambda each: each.tied) == slow.tied
    steps_agree(results, slow)


@settings(max_examples=400, deadline=None)
@given(on_one_paper())
def test_where_a_higher_revote_moves_votes_whoever_hangs_on_it_waits(count: Count) -> None:
    """河北省村民委员会选举办法第二十九条第二款、第三十条第三款。"""
    slow = slow_declaration_in_hebei(count)
    for each in declare(count, HEBEI).contests:
        assert on(each.post, places_of([each], lambda r: r.elected)) <= slow.elected
        waiting = {person for _, person in on(each.post, slow.hanging)}
        assert waiting <= set(each.not_elected)
        assert "decide" in each.next or not waiting


@settings(max_examples=300, deadline=None)
@given(on_one_paper(), st.data())
def test_a_revote_that_moves_votes_unseats_nobody(count: Count, data: st.DataObject) -> None:
    declared = declare(count, HEBEI)
    highest = next((each for each in by_rank(declared.contests) if each.tied), None)
    if highest is None:
        return
    votes = {person: data.draw(st.integers(0, 9)) for person in highest.tied}
    settled = declare(with_revote(count, highest.post, votes), HEBEI)
    for before, after in zip(declared.contests, settled.contests, strict=True):
        assert set(before.elected) <= set(after.elected)


def on(post: Post, places: set[Place]) -> set[Place]:
    """The places of one post."""
    return {place for place in places if place[0] == post}


@settings(max_examples=300, deadline=None)
@given(st.one_of(elections(kin=True), elections(twice=True)))
def test_whoever_hangs_on_a_revote_for_another_post_waits_for_it(count: Count) -> None:
    """One revote may make a wife step back, free a lower post, or put a woman first."""
    slow = slow_declaration(count)
    for each in declare(count, SICHUAN).contests:
        waiting = {person for _, person in on(each.post, slow.hanging)}
        assert waiting <= set(each.not_elected)
        assert "decide" in each.next or not waiting


# ---- What always holds -------------------------------------------------------------------------


@settings(deadline=None)
@given(elections(kin=True))
def test_everyone_stands_in_one_list_and_no_other(count: Count) -> None:
    for each, stated in zip(declare(count, SICHUAN).contests, count.contests, strict=True):
        gone = tuple(withdrawal.id for withdrawal in each.withdrawn)
        everyone = (*each.elected, *each.not_elected, *each.tied, *gone)
        assert sorted(everyone) == sorted(person.id for person in stated.people)


@settings(deadline=None)
@given(elections(kin=True))
def test_vacancies_are_the_seats_less_the_elected_reserved_seats_included(count: Count) -> None:
    for each, stated in zip(declare(count, SICHUAN).contests, count.contests, strict=True):
        assert each.vacancies == stated.seats - len(each.elected)
        assert 0 <= each.reserved_seats <= each.vacancies
        assert bool(each.next) == bool(each.vacancies)


@settings(deadline=None)
@given(elections(kin=True))
def test_lists_are_in_order_of_votes_and_the_elected_over_half(count: Count) -> None:
    for each, stated in zip(declare(count, SICHUAN).contests, count.contests, strict=True):
        votes = {person.id: person.votes for person in stated.people}
        for people in (each.elected, each.not_elected, each.tied):
            numbers = [votes[person] for person in people]
            assert numbers == sorted(numbers, reverse=True)
        assert all(2 * votes[person] > COLLECTED for person in (*each.elected, *each.tied))


@settings(deadline=None)
@given(elections(kin=True))
def test_nobody_sits_twice_or_beside_a_relative(count: Count) -> None:
    sitting = [person for each in declare(count, SICHUAN).contests for person in each.elected]
    assert len(sitting) == len(set(sitting))
    assert not any({one, other} <= set(sitting) for one, other in count.near_relatives)


@settings(deadline=None)
@given(elections(kin=True))
def test_new_names_change_nothing_but_the_names(count: Count) -> None:
    declared = declare(count, SICHUAN)
    named = {person: PersonId(f"{index}号") for index, person in enumerate(reversed(EVERYBODY))}
    renamed = declare(under(named, count), SICHUAN)
    assert [each.next for each in renamed.contests] == [each.next for each in declared.contests]
    assert renamed.grounds == declared.grounds
    for new, old in zip(renamed.contests, declared.contests, strict=True):
        for those, these in ((new.elected, old.elected), (new.tied, old.tied)):
            assert those == tuple(named[person] for person in these)
        assert new.not_elected == tuple(named[person] for person in old.not_elected)


def under(named: Mapping[PersonId, PersonId], count: Count) -> Count:
    """The same election under other ids."""
    return replace(
        count,
        contests=tuple(
            replace(
                each,
                people=tuple(replace(person, id=named[person.id]) for person in each.people),
            )
            for each in count.contests
        ),
        near_relatives=tuple((named[one], named[other]) for one, other in count.near_relatives),
    )


@settings(deadline=None)
@given(elections(), st.data())
def test_more_votes_never_unseat_somebody_elected(count: Count, data: st.DataObject) -> None:
    """Without a woman's seat and relatives: both may put somebody before a person with more."""
    count = without_womens_seat(count)
    places = [(r.post, person) for r in declare(count, SICHUAN).contests for person in r.elected]
    assume(places)
    post, person = data.draw(st.sampled_from(places))
    more = declare(with_one_vote_more(count, post, person), SICHUAN)
    assert person in next(each for each in more.contests if each.post == post).elected


def with_one_vote_more(count: Count, post: Post, lucky: PersonId) -> Count:
    """The same with one vote more for one person in one contest."""
    return replace(
        count,
        contests=tuple(
            replace(
                each,
                people=tuple(
                    replace(person, votes=person.votes + 1) if person.id == lucky else person
                    for person in each.people
                ),
            )
            if each.post == post
            else each
            for each in count.contests
        ),
    )


# ---- Revotes -----------------------------------------------------------------------------------


@settings(max_examples=300, deadline=None)
@given(st.one_of(elections(kin=True), elections(twice=True)), st.data())
def test_a_revote_unseats_nobody_who_was_declared_elected(
    count: Count, data: st.DataObject
) -> None:
    """What hangs on a revote is not declared before it: 当场公布 is said once."""
    declared = declare(count, SICHUAN)
    highest = next((each for each in by_rank(declared.contests) if each.tied), None)
    if highest is None:
        return
    votes = {person: data.draw(st.integers(0, 9)) for person in highest.tied}
    settled = declare(with_revote(count, highest.post, votes), SICHUAN)
    for before, after in zip(declared.contests, settled.contests, strict=True):
        assert set(before.elected) <= set(after.elected)
        if before.post == highest.post and len(set(votes.values())) == len(votes):
            assert after.tied == ()


def by_rank(results: tuple[ContestResult, ...]) -> list[ContestResult]:
    """Chair, vice-chair, members."""
    return sorted(results, key=lambda each: (CHAIR, VICE, MEMBER).index(each.post))


def with_revote(count: Count, post: Post, votes: Mapping[PersonId, int]) -> Count:
    """The same with the revote of one post (再次投票)."""
    again = Revote(collected=COLLECTED, votes=votes)
    return replace(
        count,
        contests=tuple(
            replace(each, revote=again) if each.post == post else each for each in count.contests
        ),
    )
