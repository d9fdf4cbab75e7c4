"""Kinship from a graph of parents and spouses (亲属图): who is barred, by which path, told from the
side that is listed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.domain.contest import PersonId
from huanjie.domain.family import Family, ParentLink
from huanjie.domain.familysaid import Said, family_of
from huanjie.domain.kinconflicts import Conflict, back, barred_walks, conflicts
from huanjie.domain.kinship import judge
from huanjie.domain.kinterms import in_chinese, in_english, read_term
from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import KinBar
from huanjie.law.kinship import FOUR_CLASSES, load_kinship

LAW = load_kinship()
NEAR = KinBar(citation=LAW.divorce.citation, classes=("near-relative",))
FOUR = KinBar(citation=LAW.divorce.citation, classes=FOUR_CLASSES)


def family(parents: Iterable[str] = (), couples: Iterable[str] = ()) -> Family:
    """A graph of people of one letter: "ab" is a the parent of b, or a married to b."""
    made = Family()
    for parent, child in map(tuple, parents):
        made.add_parent(ParentLink(PersonId(parent), PersonId(child)))
    for one, other in map(tuple, couples):
        made.marry(PersonId(one), PersonId(other))
    made.check_descent()
    return made


def told(*said: str) -> Family:
    """A graph of what was said: "甲 岳父 乙"."""
    rows = [each.split() for each in said]
    return family_of(
        [
            Said(
                person=PersonId(a), relation=read_term(term), other=PersonId(b), placed=lambda f: f
            )
            for a, term, b in rows
        ],
        {},
    )


def between(graph: Family, a: str, b: str, bar: KinBar = FOUR) -> Conflict | None:
    """The conflict of two people in one body."""
    found = conflicts(graph, {"body": (PersonId(a), PersonId(b))}, bar, LAW).bodies["body"]
    return found[0] if found else None


def class_of(graph: Family, a: str, b: str) -> str:
    found = between(graph, a, b)
    return found.verdict.word if found else "none"


# a and b have the child c; c and d are married; d's parents are e and f; d's sister is g, her
# husband h, their child i; c's brother is j, j's child k, k's child l
PARENTS = ["ac", "bc", "ed", "fd", "eg", "fg", "gi", "hi", "aj", "bj", "jk", "kl"]
COUPLES = ["ab", "cd", "ef", "gh"]
TWO_HOUSES = family(PARENTS, COUPLES)


@pytest.mark.parametrize(
    ("pair", "word", "path"),
    [
        ("ab", "spouse", "配偶"),
        ("ca", "lineal", "父母"),
        ("ak", "lineal", "子女的子女"),
        ("cj", "collateral", "兄弟姐妹"),
        ("ck", "collateral", "兄弟姐妹的子女"),
        ("ce", "in-law", "配偶的父母"),
        ("cg", "in-law", "配偶的兄弟姐妹"),
        ("ch", "in-law", "配偶的兄弟姐妹的配偶"),
        ("ae", "in-law", "子女的配偶的父母"),
        ("ad", "in-law", "子女的配偶"),
        ("jd", "in-law", "兄弟姐妹的配偶"),
        ("kd", "in-law", "父母的兄弟姐妹的配偶"),
    ],
)
def test_the_class_and_the_shortest_path_follow_from_the_edges(
    pair: str, word: str, path: str
) -> None:
    found = between(TWO_HOUSES, *pair)
    assert found
    assert (found.verdict.word, in_chinese(found.relation)) == (word, path)
    assert judge(read_term(path), LAW).words == found.verdict.words


@pytest.mark.parametrize(
    "pair",
    [
        "al",  # great-grandchild
        "cl",  # a brother's grandchild
        "ag",  # the child's spouse's sibling
        "ah",
        "ke",  # the uncle's wife's father
        "jg",  # the brother's wife's sister
    ],
)
def test_further_kin_is_outside(pair: str) -> None:
    assert between(TWO_HOUSES, *pair) is None


def test_cousins_are_collateral_and_their_children_are_not() -> None:
    graph = family(["pa", "pb", "ac", "bd", "ce"])
    assert class_of(graph, "c", "d") == "collateral"
    assert class_of(graph, "e", "d") == "none"


def test_half_siblings_share_one_parent_and_are_siblings() -> None:
    graph = family(["fa", "ma", "fb", "nb"])
    found = between(graph, "a", "b", NEAR)
    assert found
    assert found.verdict.near


def test_a_half_siblings_other_parent_is_nobodys_kin() -> None:
    assert class_of(family(["fa", "ma", "fb", "nb"]), "a", "n") == "none"


def test_a_stepfather_is_kin_only_where_he_raised_the_child() -> None:
    graph = family(["ma"], ["ms"])
    assert class_of(graph, "a", "s") == "none"
    graph.add_parent(ParentLink(PersonId("s"), PersonId("a"), "raised"))
    found = between(graph, "a", "s", NEAR)
    assert found
    assert LAW.upbringing.citation in found.verdict.grounds


def test_adoption_adds_parents_and_leaves_those_who_were_stated() -> None:
    graph = family(["fa", "ma"])
    for adopter in ("x", "y"):
        graph.add_parent(ParentLink(PersonId(adopter), PersonId("a"), "adoptive"))
    found = between(graph, "a", "x", NEAR)
    assert found
    assert LAW.adoption.citation in found.verdict.grounds


def test_whoever_married_a_cousin_is_barred_from_either_side() -> None:
    """The list has the cousin's spouse and not the spouse's cousin: the pair is told from there."""
    graph = family(["pa", "pb", "ac", "bd"], ["dx"])
    for one, other in ("cx", "xc"):
        found = between(graph, one, other)
        assert found
        assert (found.a, found.b) == ("c", "x")
        assert in_english(found.relation) == "parent's sibling's child's spouse"


def test_a_bar_of_near_relatives_leaves_aunts_and_in_laws_alone() -> None:
    assert between(TWO_HOUSES, "c", "k", NEAR) is None
    assert between(TWO_HOUSES, "c", "e", NEAR) is None
    assert between(TWO_HOUSES, "a", "k", NEAR)


def test_each_body_is_judged_alone() -> None:
    bodies = {"one": (PersonId("a"), PersonId("e")), "other": (PersonId("c"), PersonId("k"))}
    found = conflicts(TWO_HOUSES, bodies, NEAR, LAW)
    assert found.bodies == {"one": (), "other": ()}


@pytest.mark.parametrize(
    ("parents", "couples", "says"),
    [
        (["aa"], [], "自己的父母"),
        (["ab", "ba"], [], "一圈"),
        (["ab", "bc", "ca"], [], "一圈"),
        (["ax", "bx", "cx"], [], "多于两人"),
        ([], ["aa"], "自己结婚"),
        ([], ["ab", "ac"], "两个配偶"),
        ([], ["ab", "cb"], "两个配偶"),
    ],
)
def test_what_cannot_be_is_refused(parents: list[str], couples: list[str], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        family(parents, couples)


def test_the_same_edge_may_be_stated_twice() -> None:
    assert class_of(family(["ab", "ab"], ["ac", "ca"]), "a", "c") == "spouse"


# ---- from what people say ----


@pytest.mark.parametrize(
    ("said", "pair", "word", "path"),
    [
        (["甲 岳父 乙"], "甲乙", "in-law", "妻子的父亲"),
        (["甲 岳父 乙", "甲 妻子 丙"], "乙丙", "lineal", "女儿"),
        (["甲 爷爷 乙", "甲 父亲 丙"], "丙乙", "lineal", "父亲"),
        (["甲 父亲 丙", "甲 爷爷 乙"], "丙乙", "lineal", "父亲"),
        (["甲 哥哥 乙", "乙 妹妹 丙", "丙 父亲 丁"], "甲丁", "lineal", "父亲"),
        (["甲 表哥 乙", "乙 妻子 丙"], "甲丙", "in-law", "父母的兄弟姐妹的儿子的妻子"),
        (["甲 妻子 乙", "乙 哥哥 丙", "丙 妻子 丁"], "甲丁", "in-law", "妻子的哥哥的妻子"),
        (["甲 连襟 乙", "甲 妻子 丙", "乙 妻子 丁"], "丙丁", "collateral", "姐妹"),
        (["甲 亲家公 乙"], "甲乙", "in-law", "子女的配偶的父亲"),
        (["甲 同父异母的弟弟 乙", "乙 父亲 丙"], "甲丙", "lineal", "父亲"),
        (["甲 养子 乙", "甲 女儿 丙"], "乙丙", "collateral", "养姐妹"),
    ],
)
def test_people_are_put_together_from_what_was_said(
    said: list[str], pair: str, word: str, path: str
) -> None:
    found = between(told(*said), *pair)
    assert found
    assert (found.verdict.word, in_chinese(found.relation)) == (word, path)


@pytest.mark.parametrize(
    ("said", "pair"),
    [
        (["甲 前妻 乙", "乙 弟弟 丙"], "甲丙"),
        (["甲 前妻 乙"], "甲乙"),
        (["甲 同父异母的弟弟 乙", "乙 母亲 丙"], "甲丙"),
        (["甲 母亲的丈夫 乙"], "甲乙"),
    ],
)
def test_what_does_not_follow_is_not_put_together(said: list[str], pair: str) -> None:
    assert between(told(*said), *pair) is None


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (["甲 父亲 乙", "甲 父亲 丙"], "成了同一个人的"),
        (["甲 妻子 乙", "甲 妻子 丙"], "成了同一个人的"),
        (["甲 父亲 乙", "乙 父亲 甲"], "一圈"),
        (["甲 妻子 乙", "丙 妻子 甲"], "在别处是"),
        (["甲 子女 甲"], "自己的亲属"),
        (["甲 父母 乙", "甲 父母 丙", "甲 父母 丁"], "多于两人"),
    ],
)
def test_what_contradicts_itself_is_refused(said: list[str], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        told(*said)


# ---- properties ----

LETTERS = "abcdefghijkl"


@st.composite
def families(draw: st.DrawFn) -> Family:
    """A dozen people: everybody's parents are among those before, and some are married."""
    made = Family()
    for at, person in enumerate(LETTERS):
        before = LETTERS[:at] or person
        parents = st.lists(st.sampled_from(before), max_size=2 if at else 0, unique=True)
        for parent in draw(parents):
            made.add_parent(ParentLink(PersonId(parent), PersonId(person)))
    free = draw(st.permutations(LETTERS))[: draw(st.integers(0, 6)) * 2]
    for one, other in zip(free[::2], free[1::2], strict=True):
        made.marry(PersonId(one), PersonId(other))
    return made


@given(families())
def test_the_class_of_a_pair_is_the_same_from_both_ends(graph: Family) -> None:
    for a, b in itertools.combinations(LETTERS, 2):
        one, other = between(graph, a, b), between(graph, b, a)
        assert bool(one) == bool(other)
        if one and other:
            assert one.verdict.words == other.verdict.words


@given(families())
def test_the_path_in_words_has_the_class_of_the_pair(graph: Family) -> None:
    for a, b in itertools.combinations(LETTERS, 2):
        found = between(graph, a, b)
        if found:
            for words in (in_chinese(found.relation), in_english(found.relation)):
                assert judge(read_term(words), LAW).words == found.verdict.words


def test_near_relatives_are_listed_from_both_ends() -> None:
    walks = barred_walks(NEAR, LAW)
    assert {back(walk) for walk in walks} == set(walks)
