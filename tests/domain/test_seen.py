"""What is sure of a doubtful paper (读清的部分), and a ruling completed by it: no mark is lost."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Final

import pytest
from tests.domain.people import CHAIR, LI, MEMBER, QIAN, SUN, ZHAO

from huanjie.domain.ballotform import Area, BallotForm, FormPage, MarkBox, WriteInLine
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import Candidate, Contest, Election, Unit
from huanjie.domain.scanned import Doubt, DoubtKind, InkedBox, PageRead
from huanjie.domain.seen import Said, SeenPage, completed, overruled, seen_on, seen_together
from huanjie.domain.tally import Paper
from huanjie.door.fault import BadInput

AREA: Final = Area(x=0, y=0, w=1, h=1)
PEOPLE: Final[dict[Post, tuple[PersonId, ...]]] = {CHAIR: (ZHAO, QIAN), MEMBER: (SUN, LI)}


def form_page(*posts: Post) -> FormPage:
    """A page with every box and one line of these posts."""
    return FormPage(
        boxes=tuple(
            MarkBox(contest=post, candidate=person, mark=mark, area=AREA, cell=AREA)
            for post in posts
            for person in PEOPLE[post]
            for mark in ("approve", "oppose")
        ),
        write_in=tuple(WriteInLine(contest=post, area=AREA) for post in posts),
    )


FORM: Final = BallotForm(
    key="f",
    paper="A4",
    bilingual=False,
    symbols=False,
    posts=(CHAIR, MEMBER),
    pages=(form_page(CHAIR), form_page(MEMBER)),
)


def page(*kinds: DoubtKind, **what: Any) -> PageRead:
    told: dict[str, Any] = {
        "file": "a.pdf",
        "page": 1,
        "form": "f",
        "code": "c",
        "marks": {CHAIR: {ZHAO: "approve"}},
        "doubts": tuple(Doubt(kind=kind) for kind in kinds),
    }
    return PageRead(**told | what)


def box(post: Post, person: PersonId | None) -> InkedBox:
    return InkedBox(contest=post, candidate=person, mark="approve", fill=0.03)


def election(*, single_ballot: bool = True, write_ins: int | None = 1, **what: Any) -> Election:
    told: dict[str, Any] = {
        "pack": "villagers-committee",
        "region": None,
        "unit": Unit(code="510100000000", name="丙村"),
        "polling_day": datetime.date(2026, 6, 28),
        "contests": tuple(
            Contest(
                post=post,
                seats=1,
                candidates=tuple(Candidate(id=who, name=f"名{who}") for who in own),
                write_ins=write_ins,
            )
            for post, own in PEOPLE.items()
        ),
    }
    return Election(**told | {"single_ballot": single_ballot} | what)


def refused(own: Mapping[Post, Said], seen: Mapping[Post, Said], file: Election) -> BadInput:
    with pytest.raises(BadInput) as caught:
        completed(own, seen, file)
    return caught.value


# What is sure of a page


def test_of_a_page_that_was_read_every_box_is_sure_that_is_not_doubted() -> None:
    seen = seen_on(page("unsure-mark", boxes=(box(CHAIR, QIAN),)), [FORM])
    assert seen.sure == {CHAIR: Said(marks={ZHAO: "approve"}, write_ins=())}
    assert seen.doubted == {(CHAIR, QIAN)}
    whole = seen_on(page("stray-ink"), [FORM])
    assert whole.sure == {CHAIR: Said(marks={ZHAO: "approve", QIAN: "none"}, write_ins=())}


def test_the_lines_are_not_sure_where_something_is_written() -> None:
    assert seen_on(page("write-in"), [FORM]).sure[CHAIR].write_ins is None
    assert seen_on(page("unsure-mark", boxes=(box(CHAIR, None),)), [FORM]).sure[CHAIR] == Said(
        marks={ZHAO: "approve", QIAN: "none"}
    )


def test_a_page_says_nothing_of_another_page() -> None:
    second = seen_on(page("page-missing", part=2, marks={MEMBER: {SUN: "oppose"}}), [FORM])
    assert second.sure == {MEMBER: Said(marks={SUN: "oppose", LI: "none"}, write_ins=())}


@pytest.mark.parametrize(
    "kind", ["unreadable", "no-code", "other-election", "damaged", "two-sheets"]
)
def test_nothing_is_sure_of_a_page_whose_boxes_nobody_looked_at(kind: DoubtKind) -> None:
    assert seen_on(page(kind, marks={}), [FORM]).sure == {}


@pytest.mark.parametrize("what", [{"form": None}, {"form": "g"}, {"part": 3}, {"part": 0}])
def test_nothing_is_sure_of_a_page_that_no_form_has(what: dict[str, Any]) -> None:
    assert seen_on(page("unsure-mark", **what), [FORM]).sure == {}


# Of several pictures


def test_two_pages_come_together() -> None:
    pages = [
        seen_on(page("other-picture"), [FORM]),
        seen_on(page("unsure-mark", part=2, marks={}, boxes=(box(MEMBER, LI),)), [FORM]),
    ]
    assert seen_together(pages) == {
        CHAIR: Said(marks={ZHAO: "approve", QIAN: "none"}, write_ins=()),
        MEMBER: Said(marks={SUN: "none"}, write_ins=()),
    }


def test_what_one_picture_doubts_or_two_show_differently_is_not_sure() -> None:
    both = Said(marks={ZHAO: "approve", QIAN: "none"}, write_ins=())
    one = SeenPage(sure={CHAIR: both}, doubted=frozenset())
    other = SeenPage(sure={CHAIR: Said(marks={ZHAO: "oppose"})}, doubted=frozenset({(CHAIR, QIAN)}))
    assert seen_together([one, one]) == one.sure
    assert seen_together([one, other]) == {CHAIR: Said()}


# A ruling


SEEN: Final = {
    CHAIR: Said(marks={ZHAO: "approve"}, write_ins=()),
    MEMBER: Said(marks={SUN: "none", LI: "oppose"}, write_ins=()),
}


def test_what_was_read_for_sure_completes_what_a_person_says() -> None:
    ruling = completed({CHAIR: Said(marks={QIAN: "none"})}, SEEN, election())
    assert ruling.contests == {
        CHAIR: Paper(marks={ZHAO: "approve"}),
        MEMBER: Paper(marks={LI: "oppose"}),
    }
    assert list(overruled(ruling, SEEN)) == []


def test_what_a_person_says_stands_above_what_was_read_and_is_known() -> None:
    own = {CHAIR: Said(marks={ZHAO: "none", QIAN: "approve"}, write_ins=("陈九",))}
    ruling = completed(own, SEEN, election())
    assert ruling.contests[CHAIR] == Paper(marks={QIAN: "approve"}, write_ins=("陈九",))
    assert list(overruled(ruling, SEEN)) == [(CHAIR, ZHAO)]


def test_whoever_is_neither_named_nor_sure_is_left_out_and_that_is_refused() -> None:
    fault = refused({}, SEEN, election())
    assert fault.at == "/contests/chair"
    assert fault.says.endswith(f"没有写明：名{QIAN}（{QIAN}）")


def test_a_post_without_lines_needs_no_word_about_them() -> None:
    own = {post: Said(marks=dict.fromkeys(people, "none")) for post, people in PEOPLE.items()}
    assert refused(own, {}, election()).says.endswith("没有写明：另选他人")
    ruling = completed(own, {}, election(write_ins=0))
    assert ruling.contests == {post: Paper(marks={}) for post in PEOPLE}


def test_on_papers_of_their_own_only_the_post_of_the_paper_is_said() -> None:
    own = election(single_ballot=False)
    only = {MEMBER: SEEN[MEMBER]}
    assert list(completed({}, only, own).contests) == [MEMBER]
    assert "写了 2 项" in refused({}, SEEN, own).says
    assert "写了 0 项" in refused({}, {}, own).says


def test_posts_people_and_marks_that_the_paper_does_not_have_are_refused() -> None:
    where = refused({Post("mayor"): Said()}, SEEN, election()).at
    assert where == "/contests/mayor"
    stranger = {CHAIR: Said(marks={SUN: "none", QIAN: "none"})}
    assert refused(stranger, SEEN, election()).at == f"/contests/chair/marks/{SUN}"
    plain = election(style="choice")
    opposed = {CHAIR: Said(marks={QIAN: "oppose"})}
    assert "只有选与不选" in refused(opposed, SEEN, plain).says
