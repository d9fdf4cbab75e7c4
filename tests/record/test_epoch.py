"""Epochs: another origin, and a beginning that says what is lost and cannot be put elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.record.checkpoint import Checkpoint
from huanjie.record.entry import Draft, Opening, commit
from huanjie.record.epoch import (
    BEGINS,
    Beginning,
    origin_of,
    proven_beginning,
    read_beginning,
    read_origin,
)
from huanjie.record.merkle import Tree, verify_consistency

LOG = "huanjie.local/330329000000"
SALT = bytes(32)


def leaf(at: int, deed: str = "x", payload: object = None) -> bytes:
    draft = Draft(
        deed=deed, role="x", time="2026-06-28T09:30:00Z", commitment=commit(SALT, payload)
    )
    return draft.leaf_at(at)


OLD = [leaf(at) for at in range(5)]
PUBLISHED = Checkpoint(LOG, 5, Tree.of(OLD).root())
BEGINNING = Beginning(epoch=2, published=PUBLISHED, size=3, root=Tree.of(OLD[:3]).root())
NEW = [*OLD[:3], leaf(3, BEGINS, BEGINNING.payload), leaf(4), leaf(5)]
"""Three entries were restored of five that had been published; two were entered since."""


def state(size: int, origin: str = f"{LOG}/epoch-2") -> Checkpoint:
    return Checkpoint(origin, size, Tree.of(NEW[:size]).root())


def proven(checkpoint: Checkpoint, *, payload: object = None, at: int = 3) -> Beginning:
    tree = Tree.of(NEW[: checkpoint.size])
    opening = Opening(SALT, BEGINNING.payload if payload is None else payload)
    return proven_beginning(NEW[at], opening, tree.inclusion_proof(at), checkpoint)


@pytest.mark.parametrize(
    ("epoch", "origin"), [(1, LOG), (2, f"{LOG}/epoch-2"), (12, f"{LOG}/epoch-12")]
)
def test_every_epoch_but_the_first_has_an_origin_of_its_own(epoch: int, origin: str) -> None:
    assert origin_of(LOG, epoch) == origin
    assert read_origin(origin) == (LOG, epoch)


@pytest.mark.parametrize("end", ["epoch-0", "epoch-02", "epoch-x", "epoch-2/", "Epoch-2"])
def test_another_spelling_is_another_log(end: str) -> None:
    assert read_origin(f"{LOG}/{end}") == (f"{LOG}/{end}", 1)


def test_the_first_epoch_has_one_spelling() -> None:
    with pytest.raises(BadInput, match="第一个纪元"):
        read_origin(f"{LOG}/epoch-1")


def test_checkpoints_of_one_size_in_two_epochs_are_no_fork() -> None:
    lost, new = PUBLISHED, state(5)
    assert (lost.size, lost.root == new.root, lost.origin == new.origin) == (5, False, False)


def test_a_beginning_is_read_back_as_it_was_written() -> None:
    assert (
        read_beginning(jsontext.loads(jsontext.canonical(BEGINNING.payload).decode())) == BEGINNING
    )


@pytest.mark.parametrize("size", [4, 6])
def test_a_new_checkpoint_proves_what_was_lost(size: int) -> None:
    assert proven(state(size)).published == PUBLISHED


@pytest.mark.parametrize("old", [1, 2, 3])
def test_a_checkpoint_no_longer_than_what_was_restored_still_is_a_beginning(old: int) -> None:
    before, tree = Tree.of(OLD).root(old), Tree.of(NEW)
    assert verify_consistency(old, 6, tree.consistency_proof(old, 6), before, tree.root())


def test_a_checkpoint_longer_than_what_was_restored_is_lost() -> None:
    tree = Tree.of(NEW)
    assert Tree.of(OLD).root(4) != tree.root(4)
    proof = tree.consistency_proof(4, 6)
    assert not verify_consistency(4, 6, proof, Tree.of(OLD).root(4), tree.root())


@pytest.mark.parametrize(
    "checkpoint",
    [
        state(6, LOG),
        state(6, f"{LOG}/epoch-3"),
        state(6, "huanjie.local/330328000000/epoch-2"),
        replace(state(6), root=bytes(32)),
    ],
)
def test_a_beginning_belongs_to_its_own_log_epoch_and_tree(checkpoint: Checkpoint) -> None:
    with pytest.raises(BadInput):
        proven(checkpoint)


def test_another_story_does_not_open_the_entry() -> None:
    told = replace(BEGINNING, published=replace(PUBLISHED, size=4)).payload
    with pytest.raises(BadInput, match="承诺"):
        proven(state(6), payload=told)


def test_an_entry_that_begins_nothing_is_refused() -> None:
    with pytest.raises(BadInput, match="不是新纪元的开头"):
        proven(state(6), at=4)


@pytest.mark.parametrize(
    "payload",
    [
        None,
        {},
        {**BEGINNING.payload, "epoch": 1},
        {**BEGINNING.payload, "more": 1},
        {**BEGINNING.payload, "restored": {"size": 3}},
        {**BEGINNING.payload, "restored": {"size": -1, "root": ""}},
    ],
)
def test_what_is_no_beginning_is_refused(payload: object) -> None:
    with pytest.raises(BadInput):
        read_beginning(payload)
