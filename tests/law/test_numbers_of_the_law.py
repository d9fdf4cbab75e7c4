"""The law's numbers stand in packs alone (design.md section 5): no other module may hold one.

Every number that is written into a module of these rooms is refused, but 0 and 1, unless it is
allowed by name and with its reason in `allowednumbers.py`: it must plainly be no law.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.law.allowednumbers import ALLOWED, ALLOWED_INSIDE, INVENTED, is_allowed
from tests.law.numberfinder import Found, found_in

import huanjie

PACKAGE: Final = Path(huanjie.__file__).parent
ROOMS: Final = ("domain", "law", "exchange", "dossier", "cli")


def modules() -> dict[str, Path]:
    """Every module of the rooms, by its path in the package."""
    files = [file for room in ROOMS for file in sorted((PACKAGE / room).rglob("*.py"))]
    return {file.relative_to(PACKAGE).as_posix(): file for file in files}


MODULES: Final = modules()


@pytest.mark.parametrize("path", MODULES)
def test_no_number_of_the_law_stands_in_a_module(path: str) -> None:
    every = found_in(MODULES[path].read_text("utf-8"))
    stray = [found for found in every if not is_allowed(path, found)]
    assert [f"{path}:{each.line} {each.place}: {each.number}" for each in stray] == []


def test_every_room_was_read() -> None:
    assert {path.split("/")[0] for path in MODULES} == set(ROOMS)


def test_no_allowance_outlives_its_number() -> None:
    constants, inside = set(), set()
    for path, file in MODULES.items():
        for found in found_in(file.read_text("utf-8")):
            constants.add((path, found.place))
            inside.add((path, found.place, found.number))
    assert set(ALLOWED) - constants == set()
    assert set(ALLOWED_INSIDE) - inside == set()
    assert set(INVENTED) - set(MODULES) == set()


def test_every_allowance_gives_its_reason() -> None:
    assert all((*ALLOWED.values(), *ALLOWED_INSIDE.values(), *INVENTED.values()))


@pytest.mark.parametrize(
    "written",
    [
        "def posted(day): return day - timedelta(days=20)",
        "def line(papers): return papers * Fraction(1, 2)",
        "def line(papers): return papers * fractions.Fraction('1/2')",
        "def line(papers): return papers * Decimal('0.5')",
        "def line(papers): return papers * Fraction(1)",
        "def enough(votes, papers): return votes * 3 >= papers",
        "def enough(votes, papers): return votes * 3 > papers",
        "def enough(votes, papers): return 2 * votes > papers",
        "def enough(votes, papers): return votes > papers / 2",
        "def enough(votes, papers): return votes > papers * 0.5",
        "def enough(votes, papers): return votes > papers * 1.0",
        "def enough(came): return came >= len('ab')",
        "def enough(came): return came >= int('20')",
        "def posted(day, days=20): return day",
        "def posted(day, *, days=-20): return day",
        "def posted(days): return f'{days * 5}'",
        "def posted(days): return table[days + 20]",
        "def posted(days):\n    match days:\n        case 20: return True",
        "class Roll:\n    days: int = 20",
        "DAYS = 20",
        "DAYS: Final = 20",
        "_DAYS: Final[int] = 4 * 5",
        "DAYS, HOURS = 20, 1",
        "days = 20",
        "SHARES = {'majority': Fraction(1, 2)}",
        "def page(): return heading('当选名单', 20)",
        "half = lambda papers: papers // 2",
        "for days in range(5): pass",
    ],
)
def test_a_number_of_the_law_is_found_however_it_is_written(written: str) -> None:
    every = list(found_in(written))
    assert every
    assert not any(is_allowed("domain/roll.py", found) for found in every)


@pytest.mark.parametrize(
    "written",
    [
        "def next_one(day): return day + 1",
        "def none(votes): return votes - 1 < 0",
        "def page(): return heading(2, '当选名单', 'Elected')",
        "def short(text): return text[:40] + text[-2:] + text.split()[3]",
        "def sure(): return True",
        "def says(): return '选举日的二十日前，20日'",
        "def empty(): return len('') + len('a')",
        "def line(share, papers): return Fraction(share) * papers",
    ],
)
def test_what_is_no_quantity_is_let_pass(written: str) -> None:
    assert list(found_in(written)) == []


def test_an_allowance_is_for_its_own_module_and_its_own_name() -> None:
    (found,) = found_in("SMALLEST_BATCH: Final = 10")
    assert is_allowed("domain/batching.py", found)
    assert not is_allowed("domain/tally.py", found)
    assert not is_allowed("domain/batching.py", Found(1, "LARGEST_BATCH", "10"))
    assert not is_allowed("domain/batching.py", Found(1, "merge_small", "10"))


def test_a_months_number_is_no_leave_for_another_in_the_same_function() -> None:
    assert is_allowed("domain/calendar.py", Found(1, "corresponding_day", "12"))
    assert not is_allowed("domain/calendar.py", Found(1, "corresponding_day", "5"))


WORDS = re.compile(
    r"(?<!过)半数|[一二三四五六七八九十]分之|[一二三四五六七八九十]+日(?:前|内|以前|以内)"
)


WORDED: Final = {
    ("law/sharewords.py", "半数以上"): "how a pack's own share of one half is said",
}


def sentences(source: str) -> Iterator[str]:
    """Every text in a module that is no docstring."""
    tree = ast.parse(source)
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in bare:
            yield text


@pytest.mark.parametrize("path", modules())
def test_no_share_or_period_of_the_law_stands_in_the_words_of_a_module(path: str) -> None:
    """A sentence that states a figure is the pack's own `says`."""
    stated = [text for text in sentences(modules()[path].read_text()) if WORDS.search(text)]
    assert [text for text in stated if (path, text) not in WORDED] == []


@pytest.mark.parametrize("text", ["须经半数以上同意", "不少于三分之一", "应当在二十日前公布"])
def test_a_figure_in_words_is_seen(text: str) -> None:
    assert WORDS.search(text)
