"""The Merkle tree, held against the published vectors and against the obvious slow tree."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.door.fault import BadInput
from huanjie.record.merkle import (
    EMPTY_ROOT,
    Frontier,
    Tree,
    consistency_proof,
    inclusion_proof,
    leaf_hashes,
    root,
    verify_consistency,
    verify_inclusion,
)

LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
"""The eight leaves of the reference tests of certificate-transparency."""

ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
BESIDE_0 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
NODES_2_3 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
NODES_4_7 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
LEAF_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
NODES_6_7 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
NODES_4_5 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"

events = st.lists(st.binary(max_size=3), max_size=40)
hashes = st.binary(min_size=31, max_size=33)


def slow_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962, 2.1, as it is written there."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    at = split(len(leaves))
    return sha256(b"\1" + slow_root(leaves[:at]) + slow_root(leaves[at:])).digest()


def slow_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962, 2.1.1."""
    if len(leaves) == 1:
        return []
    at = split(len(leaves))
    if index < at:
        return [*slow_path(index, leaves[:at]), slow_root(leaves[at:])]
    return [*slow_path(index - at, leaves[at:]), slow_root(leaves[:at])]


def slow_subproof(old: int, leaves: list[bytes], known: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962, 2.1.2."""
    if old == len(leaves):
        return [] if known else [slow_root(leaves)]
    at = split(len(leaves))
    if old <= at:
        return [*slow_subproof(old, leaves[:at], known), slow_root(leaves[at:])]
    return [*slow_subproof(old - at, leaves[at:], False), slow_root(leaves[:at])]


def split(size: int) -> int:
    """The largest power of two that is smaller than the size."""
    return int(1 << (size - 1).bit_length() - 1)


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size - 1]
    assert slow_root(LEAVES[:size]).hex() == ROOTS[size - 1]
    assert Tree.of(LEAVES).root(size).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(
    ("index", "size", "proof"),
    [
        (0, 1, []),
        (0, 8, [BESIDE_0, NODES_2_3, NODES_4_7]),
        (5, 8, [LEAF_4, NODES_6_7, ROOTS[3]]),
        (2, 3, [ROOTS[1]]),
        (1, 5, [ROOTS[0], NODES_2_3, LEAF_4]),
    ],
)
def test_the_published_inclusion_proofs(index: int, size: int, proof: list[str]) -> None:
    assert [one.hex() for one in inclusion_proof(LEAVES, index, size)] == proof


@pytest.mark.parametrize(
    ("old", "new", "proof"),
    [
        (1, 1, []),
        (1, 8, [BESIDE_0, NODES_2_3, NODES_4_7]),
        (6, 8, [NODES_4_5, NODES_6_7, ROOTS[3]]),
        (2, 5, [NODES_2_3, LEAF_4]),
    ],
)
def test_the_published_consistency_proofs(old: int, new: int, proof: list[str]) -> None:
    assert [one.hex() for one in consistency_proof(LEAVES, old, new)] == proof


def test_the_root_of_an_empty_log_is_the_hash_of_nothing() -> None:
    assert root([]) == EMPTY_ROOT == Tree().root() == Frontier().root() == sha256().digest()


def test_nothing_is_included_in_an_empty_log() -> None:
    assert not verify_inclusion(b"", 0, 0, (), EMPTY_ROOT)


def test_any_log_continues_the_empty_one() -> None:
    later = root(LEAVES)
    assert consistency_proof(LEAVES, 0, 8) == ()
    assert verify_consistency(0, 8, (), EMPTY_ROOT, later)
    assert verify_consistency(0, 0, (), EMPTY_ROOT, EMPTY_ROOT)


def test_the_empty_log_has_no_other_root_and_no_other_proof() -> None:
    later = root(LEAVES)
    assert not verify_consistency(0, 8, (), later, later)
    assert not verify_consistency(0, 8, (later,), EMPTY_ROOT, later)
    assert not verify_consistency(0, 0, (), EMPTY_ROOT, later)
    assert not verify_consistency(0, 0, (), later, later)


def test_a_log_is_consistent_with_itself_by_an_empty_proof_alone() -> None:
    same = root(LEAVES)
    assert verify_consistency(8, 8, (), same, same)
    assert not verify_consistency(8, 8, (same,), same, same)
    assert not verify_consistency(8, 8, (), same, root(LEAVES[:7]))


def test_a_shrunken_log_continues_nothing() -> None:
    assert not verify_consistency(8, 7, (), root(LEAVES), root(LEAVES[:7]))


@pytest.mark.parametrize(("index", "size"), [(8, 8), (-1, 8), (0, 9), (0, -1)])
def test_no_proof_of_what_is_not_there(index: int, size: int) -> None:
    with pytest.raises(BadInput):
        inclusion_proof(LEAVES, index, size)


@pytest.mark.parametrize(("old", "new"), [(-1, 8), (8, 7), (0, 9)])
def test_no_proof_between_logs_that_are_not_there(old: int, new: int) -> None:
    with pytest.raises(BadInput):
        consistency_proof(LEAVES, old, new)


@given(events, st.lists(st.integers(0, 40)))
def test_the_tree_and_the_frontier_agree_with_the_slow_root_however_they_grow(
    leaves: list[bytes], cuts: list[int]
) -> None:
    tree, frontier, before = Tree(), Frontier(), 0
    for cut in [*sorted(min(cut, len(leaves)) for cut in cuts), len(leaves)]:
        part = leaf_hashes(leaves[before:cut])
        tree.extend(part)
        frontier, before = frontier.plus(part), cut
        assert frontier.root() == tree.root() == slow_root(leaves[:cut])
        assert Frontier.stored(cut, b"".join(frontier.peaks)) == frontier
    assert root(leaves) == slow_root(leaves)


@given(events.filter(bool), st.data())
def test_every_inclusion_proof_is_the_slow_one_and_holds(
    leaves: list[bytes], data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, len(leaves)))
    index = data.draw(st.integers(0, size - 1))
    proof = Tree.of(leaves).inclusion_proof(index, size)
    assert list(proof) == slow_path(index, leaves[:size])
    assert verify_inclusion(leaves[index], index, size, proof, slow_root(leaves[:size]))


@given(events.filter(bool), st.data())
def test_every_consistency_proof_is_the_slow_one_and_holds(
    leaves: list[bytes], data: st.DataObject
) -> None:
    new = data.draw(st.integers(1, len(leaves)))
    old = data.draw(st.integers(1, new))
    proof = Tree.of(leaves).consistency_proof(old, new)
    assert list(proof) == slow_subproof(old, leaves[:new], True)
    assert verify_consistency(old, new, proof, slow_root(leaves[:old]), slow_root(leaves[:new]))


@given(st.lists(st.binary(max_size=3), min_size=2, max_size=40, unique=True), st.data())
def test_no_inclusion_proof_serves_another_entry_or_survives_a_change(
    leaves: list[bytes], data: st.DataObject
) -> None:
    size = len(leaves)
    index, other = data.draw(
        st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True)
    )
    proof, top = inclusion_proof(leaves, index, size), root(leaves)
    assert not verify_inclusion(leaves[other], index, size, proof, top)
    assert not verify_inclusion(leaves[index], other, size, proof, top)
    assert not verify_inclusion(leaves[index], index, size, proof[:-1], top)
    assert not verify_inclusion(leaves[index], index, size, (*proof, top), top)
    at = data.draw(st.integers(0, len(proof) - 1))
    changed = (*proof[:at], bytes(32), *proof[at + 1 :])
    assert not verify_inclusion(leaves[index], index, size, changed, top)


@given(st.lists(st.binary(max_size=3), min_size=3, max_size=40, unique=True), st.data())
def test_no_consistency_proof_hides_a_changed_entry(
    leaves: list[bytes], data: st.DataObject
) -> None:
    new = len(leaves)
    old = data.draw(st.integers(1, new - 1))
    at = data.draw(st.integers(0, old - 1))
    rewritten = [*leaves[:at], b"rewritten", *leaves[at + 1 :]]
    proof = consistency_proof(rewritten, old, new)
    assert not verify_consistency(old, new, proof, root(leaves[:old]), root(rewritten))
    honest = consistency_proof(leaves, old, new)
    assert not verify_consistency(old, new, honest, root(leaves[:old]), root(rewritten))
    assert not verify_consistency(old, new, honest[:-1], root(leaves[:old]), root(leaves))
    assert not verify_consistency(old, new, (*honest, bytes(32)), root(leaves[:old]), root(leaves))


@given(st.integers(), st.integers(), st.lists(hashes), hashes, hashes)
def test_a_malformed_proof_is_a_plain_no(
    first: int, second: int, proof: list[bytes], one: bytes, other: bytes
) -> None:
    assert verify_inclusion(b"leaf", first, second, proof, one) is False
    holds = verify_consistency(first, second, proof, one, other)
    assert holds is (not proof and 0 < first == second and one == other and len(one) == 32)


def test_a_node_cannot_pose_as_a_leaf() -> None:
    left, right = leaf_hashes(LEAVES[:2])
    assert not verify_inclusion(left + right, 0, 1, (), root(LEAVES[:2]))


@pytest.mark.parametrize(("size", "raw"), [(-1, b""), (3, bytes(32)), (2, bytes(31)), (0, b"x")])
def test_a_frontier_that_does_not_fit_its_size_is_refused(size: int, raw: bytes) -> None:
    with pytest.raises(BadInput, match="不符"):
        Frontier.stored(size, raw)
