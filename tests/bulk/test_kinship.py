"""Near relatives on columns: the same pairs as the domain finds, whatever the graph."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.bulk.kinship import KinColumns, People, near_relatives
from huanjie.domain.contest import PersonId
from huanjie.domain.family import Family, ParentLink
from huanjie.domain.kinconflicts import conflicts
from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import KinBar
from huanjie.law.kinship import load_kinship

LAW = load_kinship()
NEAR = KinBar(citation=LAW.near_relatives.citation, classes=("near-relative",))
PEOPLE = 12

Triple = tuple[int, int, int]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[People, People]:
    """A dozen people, each with up to two parents among those before, some of them married."""
    parents = np.full((PEOPLE, 2), -1, np.int32)
    for person in range(1, PEOPLE):
        for slot, parent in enumerate(
            draw(st.lists(st.integers(0, person - 1), max_size=2, unique=True))
        ):
            parents[person, slot] = parent
    spouses = np.full(PEOPLE, -1, np.int32)
    shuffled = draw(st.permutations(range(PEOPLE)))[: draw(st.integers(0, PEOPLE // 2)) * 2]
    for one, other in zip(shuffled[::2], shuffled[1::2], strict=True):
        spouses[one], spouses[other] = other, one
    return parents, spouses


committees = st.lists(
    st.lists(st.integers(0, PEOPLE - 1), max_size=7, unique=True), min_size=1, max_size=6
)


def obvious(parents: People, spouses: People, bodies: list[list[int]]) -> list[Triple]:
    """The pairs as the domain finds them."""
    family = Family()
    for child, row in enumerate(parents.tolist()):
        for parent in row:
            if parent >= 0:
                family.add_parent(ParentLink(PersonId(str(parent)), PersonId(str(child))))
    for one, other in enumerate(spouses.tolist()):
        if other >= 0:
            family.marry(PersonId(str(one)), PersonId(str(other)))
    named = {str(row): [PersonId(str(each)) for each in ids] for row, ids in enumerate(bodies)}
    found = conflicts(family, named, NEAR, LAW).bodies
    return [(int(row), int(c.a), int(c.b)) for row, pairs in found.items() for c in pairs]


def on_columns(parents: People, spouses: People, bodies: list[list[int]]) -> list[Triple]:
    width = max(map(len, bodies)) + 1
    rows = [[*ids, *[-1] * (width - len(ids))] for ids in bodies]
    near = near_relatives(KinColumns.of(parents, spouses), np.array(rows, np.int32))
    columns = (near.committee, near.a, near.b)
    return list(zip(*(column.tolist() for column in columns), strict=True))


@given(graphs(), committees)
def test_columns_find_the_pairs_that_the_domain_finds(
    graph: tuple[People, People], bodies: list[list[int]]
) -> None:
    assert on_columns(*graph, bodies) == obvious(*graph, bodies)


def test_many_parts_are_one_answer() -> None:
    """More committees than are in hand at once, the same two siblings in each."""
    parents = np.array([[-1, -1], [0, -1], [-1, 0]], np.int32)
    kin = KinColumns.of(parents, np.full(3, -1, np.int32))
    near = near_relatives(kin, np.tile(np.array([2, 1], np.int32), (10_000, 1)))
    assert near.committee.tolist() == list(range(10_000))
    assert set(zip(near.a.tolist(), near.b.tolist(), strict=True)) == {(2, 1)}


def test_people_without_known_parents_share_none() -> None:
    kin = KinColumns.of(np.full((4, 2), -1, np.int32), np.full(4, -1, np.int32))
    assert len(near_relatives(kin, np.array([[0, 1, 2, 3, -1, -1]], np.int32)).committee) == 0


def test_no_committee_has_no_pair() -> None:
    kin = KinColumns.of(np.full((1, 2), -1, np.int32), np.full(1, -1, np.int32))
    assert len(near_relatives(kin, np.empty((0, 7), np.int32)).committee) == 0


def test_a_person_takes_sixteen_bytes() -> None:
    kin = KinColumns.of(np.full((1000, 2), -1, np.int32), np.full(1000, -1, np.int32))
    assert 16 <= kin.rows.nbytes / kin.people < 16.1


@pytest.mark.parametrize(
    ("parents", "spouses", "says"),
    [
        ([[5, -1], [-1, -1]], [-1, -1], "不在这些人以内"),
        ([[-2, -1], [-1, -1]], [-1, -1], "不在这些人以内"),
        ([[0, -1], [-1, -1]], [-1, -1], "自己的父母"),
        ([[-1, -1], [-1, -1]], [0, -1], "自己的父母或者配偶"),
        ([[-1, -1], [-1, -1]], [1, -1], "不是相互的"),
        ([[-1, -1]], [-1, -1], "人数不同"),
    ],
)
def test_a_graph_that_cannot_be_is_refused(
    parents: list[list[int]], spouses: list[int], says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        KinColumns.of(np.array(parents, np.int32), np.array(spouses, np.int32))


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (np.array([[2]], np.int32), "不在这些人以内"),
        (np.array([[0, 1]], np.int64), "int32"),
        (np.array([0, 1], np.int32), "每行一个"),
    ],
)
def test_committees_that_cannot_be_are_refused(rows: People, says: str) -> None:
    kin = KinColumns.of(np.full((2, 2), -1, np.int32), np.full(2, -1, np.int32))
    with pytest.raises(BadInput, match=says):
        near_relatives(kin, rows)
