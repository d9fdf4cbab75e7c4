"""Systematic mutations (逐项改坏) of a valid document: each one breaks a shape, and says where."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """A spoiled copy of a document: what was done to it, and where."""

    deed: str
    path: Path
    document: Any
    original: Any
    """what was spoiled: valid, and sharing all that was not touched"""

    def __str__(self) -> str:
        return f"{self.deed} {pointer(self.path)}"


def pointer(path: Path) -> str:
    """A path as a JSON pointer."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def every_node(value: Any) -> Iterator[Any]:
    """Every value of a document."""
    yield value
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for inner in inside:
        yield from every_node(inner)


def nodes(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value of a document with its place; of a long list the first two items."""
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from nodes(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value[:2]):
            yield from nodes(inner, (*path, index))


def put(document: Any, path: Path, value: Any) -> Any:
    """The document with another value in one place; all beside the path is shared, not copied."""
    if not path:
        return value
    changed = copy.copy(document)
    changed[path[0]] = put(document[path[0]], path[1:], value)
    return changed


def drop(document: Any, path: Path) -> Any:
    """The document without one key; all beside the path is shared, not copied."""
    *above, last = path
    inside = document
    for step in above:
        inside = inside[step]
    changed = copy.copy(inside)
    del changed[last]
    return put(document, tuple(above), changed)


def spoiled(document: Any) -> Iterator[Mutation]:
    """What no shape allows: an unknown key, another type, a negative, a fraction, no text."""
    for path, value in nodes(document):
        if isinstance(value, dict):
            bad = put(document, path, {**value, "不认识": None})
            yield Mutation(deed="unknown key in", path=path, document=bad, original=document)
        for other in _others(value):
            bad = put(document, path, other)
            yield Mutation(deed=f"{other!r} at", path=path, document=bad, original=document)


def bent(document: Any) -> Iterator[Mutation]:
    """What some places allow: a key dropped, another word or number, an empty list."""
    for path, value in nodes(document):
        if path and isinstance(path[-1], str):
            yield Mutation(
                deed="dropped", path=path, document=drop(document, path), original=document
            )
        for other in _neighbours(value):
            bad = put(document, path, other)
            yield Mutation(deed=f"{other!r} at", path=path, document=bad, original=document)


def _others(value: Any) -> list[Any]:
    match value:
        case bool():
            return ["是", 1, 0.5, [], {}]
        case int():
            return ["七", True, -1, 1.5, "", [], {}]
        case float():
            return ["七", True, -1, "", [], {}]
        case str():
            return ["", "  ", "换\n行", True, -1, 1.5, [], {}]
        case list():
            return ["七", 3, True, {"甲": 1}]
        case dict():
            return ["七", 3, True, [1]]
    return [True, [1], {"甲": None}]


def _neighbours(value: Any) -> list[Any]:
    match value:
        case bool():
            return [not value]
        case int():
            return [0, 1, value + 1, 10**12, 10**12 + 1]
        case str():
            return ["不是这个", "2026-02-30", "1/2", "0/5", "A", value.upper(), value + "x"]
        case list():
            return [[], value * 2, [*value, None]]
        case dict():
            return [{}]
    return [None]


json_scalars = (
    st.none()
    | st.booleans()
    | st.integers(min_value=-3, max_value=10**13)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
    | st.sampled_from(["m", "first", "runoff", "approve", "voters", "2026-06-28", "1/2", "A"])
)


def json_values(keys: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Any JSON value whatever; its objects like to use these keys."""
    key = st.sampled_from(keys) | st.text(max_size=3)
    return st.recursive(
        json_scalars,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(key, inner, max_size=6),
        max_leaves=12,
    )
