"""Components that the base install lacks (另装的组件): a missing one is said in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from huanjie.door.fault import BadInput


@contextmanager
def component(name: str, *, extra: str) -> Iterator[None]:
    """Import what needs this component inside; without it, say how to install it."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if missing.name != name:
            raise
        raise BadInput(
            f"这台机器没有装组件 {name}", remedy=f"安装：pip install 'huanjie[{extra}]'"
        ) from None
