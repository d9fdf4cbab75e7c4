"""Markup (标记): HTML built piece by piece; what is not markup is escaped, always."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import Final

_NO_CLASSES: Final[Mapping[str, str]] = MappingProxyType({})
_VOID: Final = ("meta", "br", "col")


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def safe(piece: str) -> Html:
    """A piece as markup: escaped, unless it is markup already."""
    return piece if isinstance(piece, Html) else Html(escape(piece))


def join(*pieces: str, between: str = "") -> Html:
    """Pieces one after another."""
    return Html(safe(between).join(safe(piece) for piece in pieces))


def tag(element: str, /, *inside: str, **attributes: str) -> Html:
    """An element; `class_` is its class, and `_` in an attribute's name is a hyphen.

    >>> tag("td", "a < b", class_="num", data_head="得票")
    '<td class="num" data-head="得票">a &lt; b</td>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value
    )
    if element in _VOID:
        return Html(f"<{element}{said}>")
    return Html(f"<{element}{said}>{join(*inside)}</{element}>")


def name_tag(name: str) -> Html:
    """A person's name, kept apart so that no sign in it turns its neighbours round."""
    return tag("bdi", name)


def heading(level: int, chinese: str, english: str) -> Html:
    """A heading with its English key term beside it."""
    return tag(f"h{level}", chinese, " ", tag("span", english, class_="en", lang="en"))


def table(
    head: tuple[str, ...],
    rows: list[Html],
    *,
    classes: Mapping[str, str] = _NO_CLASSES,
    **attributes: str,
) -> Html:
    """A table with its head; the rows bring their own cells."""
    titles = [tag("th", title, scope="col", class_=classes.get(title, "")) for title in head]
    top = tag("thead", tag("tr", *titles))
    return tag("table", top, tag("tbody", *rows), **attributes)


def cells(head: tuple[str, ...], *contents: str, classes: Mapping[str, str] = _NO_CLASSES) -> Html:
    """A row whose cells name their column, for a phone that shows them one below another."""
    named = zip(head, contents, strict=True)
    return tag(
        "tr",
        *(
            tag("td", inside, class_=classes.get(title, ""), data_head=title)
            for title, inside in named
        ),
    )
