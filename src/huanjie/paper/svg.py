"""Drawing (画图): the few shapes of our pictures, as SVG that needs no style sheet and no script.

Black on white: what a shape means is told by its form, so that any printer keeps it. Fonts are the
reader's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

from huanjie.paper.blocks import ems

FONTS: Final = (
    "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',"
    "'WenQuanYi Micro Hei',sans-serif"
)
INK, GREY, PALE, FAINT = "#111111", "#555555", "#dddddd", "#f5f5f5"
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """How a line of text is set (字样): size in pixels, weight, colour, where it is held."""

    size: float
    bold: bool = False
    ink: str = INK
    anchor: Anchor = "start"


def number(value: float) -> str:
    """A length without a tail of zeros.

    >>> number(12.50), number(3)
    ('12.5', '3')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _attributes(pairs: Iterable[tuple[str, str | float]]) -> str:
    return "".join(
        f' {name}="{number(value) if isinstance(value, (int, float)) else escape(value)}"'
        for name, value in pairs
    )


def shape(name: str, **attributes: str | float) -> str:
    """One element without content; `stroke_width` becomes stroke-width."""
    pairs = ((key.replace("_", "-"), value) for key, value in attributes.items())
    return f"<{name}{_attributes(pairs)}/>"


def line(start: tuple[float, float], end: tuple[float, float], **look: str | float) -> str:
    """A straight line."""
    look = {"stroke": INK, "stroke_width": 1, **look}
    return shape("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], **look)


def text(at: tuple[float, float], says: str, look: Type) -> str:
    """A line of text, its baseline at the second number."""
    own: dict[str, str | float] = {"x": at[0], "y": at[1], "font-size": look.size, "fill": look.ink}
    if look.bold:
        own["font-weight"] = "bold"
    if look.anchor != "start":
        own["text-anchor"] = look.anchor
    return f"<text{_attributes(own.items())}>{escape(says, quote=False)}</text>"


def arrow(points: Iterable[tuple[float, float]], *, dashed: bool = False) -> str:
    """A line along the points, with a head at the last."""
    path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    look: dict[str, str | float] = {"stroke_dasharray": "5 4"} if dashed else {}
    return shape(
        "polyline",
        points=path,
        fill="none",
        stroke=INK,
        stroke_width=1.2,
        marker_end="url(#head)",
        **look,
    )


_DEFINED: Final = (
    '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
    'markerHeight="8" orient="auto"><path d="M0 0.8 L10 5 L0 9.2 z" fill="#111111"/></marker>'
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/>'
    '<line x1="0" y1="0" x2="0" y2="6" stroke="#111111" stroke-width="2"/></pattern></defs>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture (图): its size, its shapes, and what it says to whoever cannot see it."""

    title: str
    description: str
    width: float
    height: float
    shapes: tuple[str, ...]

    def as_svg(self) -> str:
        """The whole SVG file."""
        size = f"0 0 {number(self.width)} {number(self.height)}"
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" '
            f'width="{number(self.width)}" height="{number(self.height)}" role="img" '
            f'aria-labelledby="title description" lang="zh-CN" font-family="{FONTS}">'
        )
        told = (
            f'<title id="title">{escape(self.title, quote=False)}</title>'
            f'<desc id="description">{escape(self.description, quote=False)}</desc>'
        )
        paper = shape("rect", width=self.width, height=self.height, fill="#ffffff")
        return "\n".join((head, told, _DEFINED, paper, *self.shapes, "</svg>", ""))


_NO_LINE_STARTS_WITH: Final = "，。；：、）》”？！·"


def wrapped(says: str, *, room: float, size: float) -> list[str]:
    """A text broken into lines that fit the room, none of which starts with a stop (禁则).

    >>> wrapped("公布名单，再公布候选人。", room=60, size=12)
    ['公布名单，', '再公布候选', '人。']
    """
    lines, current = [], ""
    for sign in says:
        full = ems(current + sign) * size > room
        if full and sign not in _NO_LINE_STARTS_WITH and current:
            lines.append(current)
            current = ""
        current += sign
    return [*lines, current] if current else lines or [""]
