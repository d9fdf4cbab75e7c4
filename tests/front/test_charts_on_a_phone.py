"""A chart on a narrow screen (手机上的图): what its colours mean stands above it, not on it."""

from __future__ import annotations

import pytest
from tests.front.test_behaviours import Show, browser, posts, show  # noqa: F401

NAMES = (
    "还没开启",
    "准备名册",
    "提名候选人",
    "等待投票",
    "正在投票",
    "正在计票",
    "已宣布结果",
    "已封存",
)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_words_of_a_legend_stand_above_the_first_bar(show: Show, width: int) -> None:  # noqa: F811
    heads = "".join(f'<th data-series="ok">{name}</th>' for name in NAMES)
    cells = "<td>1</td>" * len(NAMES)
    page = show(
        '<figure data-chart="stacked"><figcaption>各镇进度</figcaption></figure>'
        f"<table><thead><tr><th>镇</th>{heads}</tr></thead>"
        f"<tbody><tr><th>罗阳镇</th>{cells}</tr></tbody></table>"
    )
    page.set_viewport_size({"width": width, "height": 800})
    first = page.locator("svg text", has_text="罗阳镇")
    first.wait_for()
    page.wait_for_timeout(300)
    top = first.bounding_box()
    legend = [page.locator("svg text", has_text=name).bounding_box() for name in NAMES]
    assert top
    assert all(each and each["y"] + each["height"] <= top["y"] for each in legend)
