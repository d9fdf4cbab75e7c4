"""What a look at a page finds (看一眼页面): what axe finds, and what does not fit."""

from __future__ import annotations

from typing import Any, Final

from playwright.sync_api import Page
from scripts.setup.front_end import MODULES

AXE: Final = MODULES / "axe-core" / "axe.min.js"
_RUN_AXE: Final = """() => axe.run(document, {resultTypes: ["violations"]}).then(found =>
  found.violations.filter(each => ["serious", "critical"].includes(each.impact))
    .map(each => each.id + ": " + each.nodes.map(node => node.html).join(" | ")))"""
_FIND_WIDE: Final = """() => {
  const scrolls = each => each && (getComputedStyle(each).overflowX !== "visible" ||
    scrolls(each.parentElement))
  return document.documentElement.scrollWidth <= innerWidth ? [] :
    ["scrolls sideways", ...[...document.body.querySelectorAll("*")]
      .filter(each => each.getBoundingClientRect().right > innerWidth + 1 &&
        !scrolls(each.parentElement))
      .map(each => "too wide: " + each.outerHTML.slice(0, 200))]
}"""
_FIND_NOWHERE: Final = """() => [...document.querySelectorAll('a[href^="#"]')]
  .filter(each => !document.getElementById(decodeURIComponent(each.hash.slice(1))))
  .map(each => "leads nowhere: " + each.outerHTML)"""


def faults_of(page: Page) -> list[str]:
    """What axe finds serious or critical, whatever makes the page scroll sideways, and links to
    places that the page does not have.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found: list[Any] = [page.evaluate(each) for each in (_RUN_AXE, _FIND_WIDE, _FIND_NOWHERE)]
    return [str(each) for faults in found for each in faults]


def assert_looks_well(page: Page) -> None:
    """Nothing is wrong with the page as it stands."""
    assert faults_of(page) == [], page.url
