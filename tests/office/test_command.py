"""What a form asks (表单的内容), as the door knows it again when it comes a second time."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from tests.office.conftest import Cast, act

from huanjie.office.command import _spelled, fingerprint


@dataclass(frozen=True)
class Asked:
    """Some of it is not to stand in a key."""

    way: str
    people: tuple[str, ...] = field(default=(), repr=False)


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        (frozenset({"punished", "expelled", "age"}), "{'age', 'expelled', 'punished'}"),
        ({2: frozenset({"b", "a"}), 1: frozenset()}, "{2: {'a', 'b'}, 1: {}}"),
        ((1, ["x", frozenset({3, 1})]), "[1, ['x', {1, 3}]]"),
        (Asked(way="add", people=("蓝一",)), "Asked(way='add')"),
        (None, "None"),
    ],
)
def test_a_set_is_spelled_in_one_order_in_every_process(value: object, spelled: str) -> None:
    assert _spelled(value) == spelled


def test_the_same_form_is_known_again_and_another_is_not(cast: Cast) -> None:
    acting = act(cast.clerk)
    asked = {"answers": {1: frozenset({"a", "b"})}}
    again = {"answers": {1: frozenset({"b", "a"})}}
    other = {"answers": {1: frozenset({"a"})}}
    assert fingerprint("draft", acting, asked) == fingerprint("draft", acting, again)
    assert fingerprint("draft", acting, asked) != fingerprint("draft", acting, other)
