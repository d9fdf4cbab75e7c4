"""Pictures of ballots brought together (扫描的选票): what makes a paper, what a person must see."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from typing import Any, Final, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.people import CHAIR, LI, MEMBER, QIAN, SUN, ZHAO

from huanjie.domain.ballotform import BallotForm, FormPage
from huanjie.domain.contest import PersonId
from huanjie.domain.scanned import (
    DOUBTS,
    Doubt,
    DoubtKind,
    Joined,
    PageRead,
    join_pages,
    same_ink,
)
from huanjie.domain.tally import Mark
from huanjie.exchange.cvr import record_as_json

EMPTY: Final = FormPage(boxes=(), write_in=())
ONE: Final = BallotForm(
    key="0123456789", paper="A4", bilingual=False, symbols=False, posts=(CHAIR,), pages=(EMPTY,)
)
TWO: Final = BallotForm(
    key="ABCDEF0123",
    paper="A4",
    bilingual=False,
    symbols=False,
    posts=(CHAIR, MEMBER),
    pages=(EMPTY, EMPTY),
)
FORMS: Final = (ONE, TWO)
CODE, OTHER_CODE = "K7M2PX4C9QW3D8FA", "2222333344445555"

TICK: Final = (0b0000001, 0b0000010, 0b1000100, 0b0101000, 0b0010000, 0, 0)
MOVED: Final = (0, *(row << 1 for row in TICK[:-1]))
"""The same stroke a point to the side and a point further down."""
CROSS: Final = tuple(1 << n * 2 + 3 | 1 << 15 - n * 2 for n in range(8))
MARKS: Final[dict[PersonId, Mark]] = {ZHAO: "approve", QIAN: "oppose"}


def page(number: int = 1, **what: Any) -> PageRead:
    """A page that was read for sure, unless a test says else."""
    told: dict[str, Any] = {
        "file": "扫描.pdf",
        "form": ONE.key,
        "code": CODE,
        "marks": {CHAIR: MARKS},
        "ink": TICK,
    }
    return PageRead(page=number, **told | what)


def parts(code: str = CODE, first: int = 1) -> list[PageRead]:
    """Both pages of a ballot of two."""
    return [
        page(first, form=TWO.key, code=code),
        page(first + 1, form=TWO.key, code=code, part=2, marks={MEMBER: {SUN: "approve"}}),
    ]


def kinds(joined: Joined) -> dict[int, list[DoubtKind]]:
    """Of each doubtful page why."""
    return {each.page: [doubt.kind for doubt in each.doubts] for each in joined.doubtful}


# One paper


def test_a_paper_read_once_is_a_record() -> None:
    (paper,) = join_pages([page(3)], FORMS).papers
    assert paper.source == (("扫描.pdf", 3),)
    assert paper.contests[CHAIR].marks == MARKS
    assert paper.contests[CHAIR].write_ins == ()


def test_an_empty_ballot_is_a_record_too() -> None:
    (paper,) = join_pages([page(marks={}, ink=(0,) * 7)], FORMS).papers
    assert paper.contests[CHAIR].marks == {}


def test_a_record_has_the_id_and_the_box_that_it_is_given_and_never_the_code() -> None:
    (paper,) = join_pages([page()], FORMS, codes={CODE}).papers
    record = paper.record(id="7f3a9c", batch="流动箱")
    assert (record.id, record.batch) == ("7f3a9c", "流动箱")
    assert CODE not in repr(record)
    assert CODE not in repr(paper)
    assert CODE not in str(record_as_json(record))


def test_a_paper_fed_twice_counts_once_and_names_both_places() -> None:
    joined = join_pages([page(7), page(2)], FORMS)
    (paper,) = joined.papers
    assert paper.source == (("扫描.pdf", 2), ("扫描.pdf", 7))
    assert joined.doubtful == ()


def test_the_same_ink_a_hairs_breadth_aside_is_the_same_paper() -> None:
    assert len(join_pages([page(1), page(2, ink=MOVED)], FORMS).papers) == 1


def test_a_paper_of_two_pages_is_one_record_with_both_contests() -> None:
    (paper,) = join_pages(parts(), FORMS).papers
    assert paper.source == (("扫描.pdf", 1), ("扫描.pdf", 2))
    assert paper.contests[CHAIR].marks == MARKS
    assert paper.contests[MEMBER].marks == {SUN: "approve"}


def test_the_candidates_of_one_post_may_stand_on_two_pages() -> None:
    first, second = parts()
    going_on = replace(second, marks={CHAIR: {LI: "abstain"}})
    (paper,) = join_pages([first, going_on], FORMS).papers
    assert paper.contests[CHAIR].marks == {**MARKS, LI: "abstain"}
    assert paper.contests[MEMBER].marks == {}


def test_pages_of_several_papers_come_together_however_they_are_mixed() -> None:
    pages = [*parts(), *parts(OTHER_CODE, first=3)]
    joined = join_pages([pages[n] for n in (3, 0, 2, 1)], FORMS)
    assert sorted(paper.source for paper in joined.papers) == [
        (("扫描.pdf", 1), ("扫描.pdf", 2)),
        (("扫描.pdf", 3), ("扫描.pdf", 4)),
    ]


# What a person must see


def test_two_papers_with_one_code_are_both_doubtful() -> None:
    other = page(2, ink=CROSS, marks={CHAIR: {ZHAO: "oppose"}})
    joined = join_pages([page(1), other], FORMS)
    assert joined.papers == ()
    assert kinds(joined) == {1: ["code-twice"], 2: ["code-twice"]}


def test_the_same_vote_in_other_strokes_is_another_paper() -> None:
    assert kinds(join_pages([page(1), page(2, ink=CROSS)], FORMS)) == {
        1: ["code-twice"],
        2: ["code-twice"],
    }


def test_a_third_picture_is_compared_with_both_others_whatever_the_order() -> None:
    further = (0, *(row << 1 for row in MOVED[:-1]))
    pages = [page(1), page(2, ink=MOVED), page(3, ink=further)]
    assert same_ink(TICK, MOVED)
    assert same_ink(MOVED, further)
    assert not same_ink(TICK, further)
    for order in ((0, 1, 2), (1, 0, 2), (2, 1, 0)):
        assert join_pages([pages[n] for n in order], FORMS).papers == ()


def test_a_second_picture_on_which_nothing_was_seen_is_no_second_paper() -> None:
    torn = page(2, marks={}, ink=(), doubts=(Doubt(kind="damaged"),))
    assert kinds(join_pages([page(1), torn], FORMS)) == {1: ["other-picture"], 2: ["damaged"]}


def test_a_doubt_about_one_picture_holds_back_the_other_pictures_of_the_paper() -> None:
    first, second = parts()
    doubted = replace(second, doubts=(Doubt(kind="write-in"),))
    joined = join_pages([first, doubted, page(9, code=OTHER_CODE)], FORMS)
    assert kinds(joined) == {1: ["other-picture"], 2: ["write-in"]}
    assert [paper.source for paper in joined.papers] == [(("扫描.pdf", 9),)]


@pytest.mark.parametrize(("there", "missing"), [(0, "第 2 页"), (1, "第 1 页")])
def test_a_page_that_is_missing_is_named(there: int, missing: str) -> None:
    (doubtful,) = join_pages([parts()[there]], FORMS).doubtful
    assert [str(doubt) for doubt in doubtful.doubts] == [f"缺少这张选票的另一页：{missing}"]


def test_the_same_page_twice_is_not_both_pages() -> None:
    first, _ = parts()
    joined = join_pages([first, replace(first, page=2)], FORMS)
    assert kinds(joined) == {1: ["page-missing"], 2: ["page-missing"]}


def test_a_code_that_was_not_printed_is_doubtful_where_a_list_is_kept() -> None:
    assert kinds(join_pages([page()], FORMS, codes={OTHER_CODE})) == {1: ["not-issued"]}
    assert kinds(join_pages([page()], FORMS, codes=set())) == {1: ["not-issued"]}
    assert join_pages([page()], FORMS, codes={CODE, OTHER_CODE}).doubtful == ()
    assert join_pages([page()], FORMS, codes=None).doubtful == ()


@pytest.mark.parametrize(
    "foreign",
    [
        page(form=None, code=None, doubts=(Doubt(kind="no-code"),)),
        page(form="FFFFFFFFFF", doubts=(Doubt(kind="other-election"),)),
        page(form=None, code=None, doubts=(Doubt(kind="unreadable", says="文件是空的"),)),
    ],
    ids=lambda each: each.doubts[0].kind,
)
def test_a_picture_of_no_ballot_of_ours_stays_with_its_own_doubt(foreign: PageRead) -> None:
    assert join_pages([foreign], FORMS, codes={CODE}).doubtful == (foreign,)


@pytest.mark.parametrize(
    ("what", "kind"), [({"form": "FFFFFFFFFF"}, "other-election"), ({"code": None}, "no-code")]
)
def test_a_page_that_is_no_paper_of_the_vote_by_now_says_why(what: Any, kind: DoubtKind) -> None:
    """As where the papers of the vote are others by now: nobody sees it without a reason."""
    (held,) = join_pages([page(**what)], FORMS).doubtful
    assert [doubt.kind for doubt in held.doubts] == [kind]


def test_one_code_on_two_forms_is_two_papers() -> None:
    joined = join_pages([page(9), *parts()], FORMS)
    assert len(joined.papers) == 2


# Words


@pytest.mark.parametrize("kind", get_args(DoubtKind))
def test_every_doubt_has_its_words(kind: DoubtKind) -> None:
    assert str(Doubt(kind=kind)) == DOUBTS[kind]
    assert str(Doubt(kind=kind, says="第 2 行")) == f"{DOUBTS[kind]}：第 2 行"


# Ink


@pytest.mark.parametrize(("missing", "same"), [(0, True), (5, True), (6, False)])
def test_a_twentieth_of_the_ink_apart_is_one_paper_and_much_more_is_not(
    missing: int, same: bool
) -> None:
    """5 of 95 points, 6 of 94."""
    one = tuple(1 << n * 3 for n in range(7)) * 7 + (1,)
    assert sum(map(int.bit_count, one)) == 50
    apart = one[: 50 - missing] + (0,) * missing
    assert same_ink(one, apart) is same_ink(apart, one) is same


def test_no_ink_at_all_is_the_same_as_no_ink_at_all() -> None:
    assert same_ink((0, 0), (0, 0))
    assert not same_ink(TICK, (0,) * len(TICK))


rows = st.lists(st.integers(min_value=0, max_value=(1 << 22) - 1), max_size=6).map(tuple)


@given(rows, rows)
def test_likeness_has_no_first_and_no_second(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    assert same_ink(one, one)
    assert same_ink(one, other) == same_ink(other, one)


# Any pile at all

piles = st.lists(
    st.builds(
        PageRead,
        file=st.just("扫描.pdf"),
        page=st.just(1),
        form=st.sampled_from([ONE.key, TWO.key, "FFFFFFFFFF", None]),
        code=st.sampled_from([CODE, OTHER_CODE, None]),
        part=st.integers(min_value=1, max_value=3),
        marks=st.sampled_from([{}, {CHAIR: MARKS}, {CHAIR: {ZHAO: "abstain"}}]),
        doubts=st.sampled_from([(), (), (), (Doubt(kind="stray-ink"),)]),
        ink=st.sampled_from([(), TICK, MOVED, CROSS]),
    ),
    max_size=8,
).map(lambda pages: [replace(each, page=n) for n, each in enumerate(pages, start=1)])
code_lists = st.sampled_from([None, {CODE}, {CODE, OTHER_CODE}])


@given(piles, code_lists)
def test_every_page_fed_is_in_exactly_one_list(
    pile: list[PageRead], codes: set[str] | None
) -> None:
    joined = join_pages(pile, FORMS, codes=codes)
    named = [place for paper in joined.papers for place in paper.source]
    named += [each.place for each in joined.doubtful]
    assert Counter(named) == Counter(each.place for each in pile)


@given(piles, code_lists, st.randoms(use_true_random=False))
def test_the_order_of_feeding_changes_nothing(
    pile: list[PageRead], codes: set[str] | None, chance: random.Random
) -> None:
    shuffled = chance.sample(pile, len(pile))
    one, other = (join_pages(each, FORMS, codes=codes) for each in (pile, shuffled))
    assert sorted(paper.source for paper in one.papers) == sorted(
        paper.source for paper in other.papers
    )
    assert kinds(one) == kinds(other)


@given(piles, code_lists)
def test_a_record_rests_on_pictures_that_nothing_speaks_against(
    pile: list[PageRead], codes: set[str] | None
) -> None:
    joined = join_pages(pile, FORMS, codes=codes)
    by_place = {each.place: each for each in pile}
    for paper in joined.papers:
        pictures = [by_place[place] for place in paper.source]
        assert not any(each.doubts for each in pictures)
        assert len({(each.form, each.code) for each in pictures}) == 1
    assert all(
        each.doubts for each in joined.doubtful if each.form in {ONE.key, TWO.key} and each.code
    )
