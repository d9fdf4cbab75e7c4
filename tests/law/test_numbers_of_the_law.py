"""The law's numbers stand in packs alone (design.md section 5): no other module may hold one.

Every number that is written into a module of these rooms is refused, but 0 and 1, unless it is
allowed below by name and with its reason: it must plainly be no law.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

import huanjie

PACKAGE: Final = Path(huanjie.__file__).parent
ROOMS: Final = ("domain", "law", "exchange", "dossier", "cli")

ALLOWED: Final = {
    # module and constant: why it is no law
    ("domain/calendar.py", "LONGEST_PERIOD"): "a hundred years: a longer period is a slip",
    ("domain/adjudication.py", "TWO"): "people who rule on a doubtful paper, each alone",
    ("domain/age.py", "_YEAR"): "months of a year",
    ("domain/schedule.py", "_LONGEST_SEARCH"): "how many polling days are tried before giving up",
    ("domain/edges.py", "LONGEST_CHAIN"): "steps of a chain, far above any law",
    ("domain/birthdate.py", "_TENTH"): "how 1990.1 ends when it is typed as a number",
    ("domain/birthdate.py", "_NO_DAY_ZERO"): "the day from which spreadsheets count",
    (
        "domain/incumbency.py",
        "SOON",
    ): "from how many days on a page warns of a term's end",
    ("domain/unitcode.py", "NATIONAL_DIGITS"): "digits of a code in the statistical register",
    ("domain/identity.py", "EARLIEST_YEAR"): "nobody alive was born before",
    ("domain/identity.py", "_LENGTH"): "characters of an identity number (GB 11643)",
    ("domain/identity.py", "_OLD_LENGTH"): "digits of the first generation's number",
    ("domain/identity.py", "WEIGHTS"): "the weights of a check digit (ISO 7064)",
    ("exchange/csvparts.py", "PART_BYTES"): "bytes of a large file that are read at a time",
    ("exchange/csvparts.py", "PART_RECORDS"): "records of a large file that are read at a time",
    ("exchange/csvparts.py", "_HEAD"): "lines in which the header of a large file is looked for",
    ("exchange/peoplefile.py", "_MOST_TOLD"): "faults that one refusal names",
    ("exchange/rollgroups.py", "_PLACES_SAID"): "rows that a sentence names",
    ("exchange/rollparts.py", "_LOOKED_AT_BYTES"): "bytes by which a kind of file is known",
    ("domain/identity.py", "_KEPT"): "characters that a mask leaves",
    ("domain/family.py", "BOTH"): "nobody is born of more than two people",
    ("domain/kinconflicts.py", "MOST_MEMBERS"): "people of one body, far above any",
    ("domain/kinterms.py", "LONGEST_TERM"): "characters of a kin term",
    ("domain/kinterms.py", "_OFFERED"): "how many words a fault offers",
    ("domain/personname.py", "LONGEST_NAME"): "characters of a name",
    ("domain/rollchange.py", "LONGEST_DOCUMENT"): "characters of a paper's name and number",
    ("domain/rollfit.py", "LONGEST"): "characters of a cell of a roll",
    ("domain/rollcheck.py", "_EXACT"): "where a spreadsheet's numbers lose digits",
    ("domain/halfdays.py", "HALVES"): "halves of a day",
    ("domain/halfdays.py", "NOON"): "where a day is halved",
    ("domain/halfdays.py", "LONGEST"): "a bound on slips of the keyboard",
    ("domain/halfdays.py", "_FARTHEST"): "days that are counted one by one",
    ("domain/ladder.py", "FEWEST_SIGNATURES"): "two signatures by two people: our own rule",
    ("domain/ladder.py", "MOST_SIGNATURES"): "a bound on slips of the keyboard",
    ("domain/ladder.py", "MOST_LEVELS"): "a bound on slips of the keyboard",
    ("domain/ladder.py", "MOST_DEPARTMENTS"): "a bound on slips of the keyboard",
    ("exchange/departmentlist.py", "_LOOKED_AT"): "rows in which the column is sought",
    ("exchange/departmentlist.py", "_PROBE"): "bytes by which the encoding is told",
    ("exchange/matchfile.py", "MOST_LINES"): "a bound on slips of the keyboard",
    ("cli/review_command.py", "_AT_ONCE"): "rows in hand at once",
    ("cli/review_command.py", "_TOLD"): "rows that a report names",
    ("exchange/ladder.py", "LONGEST_NAME"): "characters of a name",
    ("exchange/ladder.py", "_MOST_FACTS"): "a bound on slips of the keyboard",
    ("domain/batching.py", "SMALLEST_BATCH"): "our promise of secrecy (design.md 6), no statute",
    ("law/amounts.py", "HALF"): "the word 一半: it words a share and decides nothing",
    ("law/bodyreader.py", "_MOST"): "bounds on slips of the keyboard, far above any law",
    ("law/reader.py", "_LONGEST_PART"): "digits of a share, far above any law",
    ("law/reader.py", "_LONGEST"): "bounds on slips of the keyboard, far above any law",
    ("law/syntax.py", "LONGEST"): "characters of an expression",
    ("law/syntax.py", "DEEPEST"): "levels of brackets",
    ("law/syntax.py", "MOST_PARTS"): "parts of an expression",
    ("exchange/jsonlines.py", "LONGEST_LINE"): "bytes of a line",
    ("exchange/election.py", "MOST_LINES"): "lines that fit on a sheet",
    ("exchange/pageread.py", "_HEXADECIMAL"): "the base in which rows of ink are written",
    ("exchange/questions/ask.py", "NO_RULE"): "an exit status",
    ("exchange/schedule.py", "_ICS_OCTETS"): "octets of a line (RFC 5545)",
    ("exchange/filekind.py", "LARGEST_FILE"): "bytes of a file",
    ("exchange/incumbentfile.py", "MOST_SEATS"): "a bound on slips of the keyboard",
    ("cli/arguments.py", "_ID_BYTES"): "bytes of chance",
    ("cli/backup_commands.py", "_KILOBYTE"): "bytes",
    ("cli/backup_commands.py", "_MEGABYTE"): "bytes",
    ("exchange/rawsheet.py", "MOST_ROWS"): "rows of a file",
    ("exchange/rawsheet.py", "MOST_CELLS"): "cells that fit in memory",
    ("exchange/rawsheet.py", "LOOKED_AT"): "rows in which a header is sought",
    ("exchange/rawsheet.py", "MEGABYTE"): "bytes",
    ("exchange/rollfile.py", "LONGEST_TEXT"): "characters of a text in JSON",
    ("exchange/rollheader.py", "_DEEPEST"): "rows of a header",
    ("exchange/rollheader.py", "_LONGEST"): "characters of a heading that a fault repeats",
    ("exchange/rolltable.py", "LONGEST_SAID"): "characters of a cell that a report repeats",
    ("exchange/rolltemplate.py", "_WIDTHS"): "widths of columns",
    ("exchange/rolltemplate.py", "_WIDTH"): "the width of a column",
    ("exchange/rolltemplate.py", "_REASON_WIDTH"): "the width of a column",
    ("exchange/rolltemplate.py", "_PREPARED"): "empty rows of a template",
    ("exchange/plainsheet.py", "_KINDS"): "of what a cell of a workbook holds",
    ("exchange/plainsheet.py", "_NUMBERS"): "the number formats of a workbook (ECMA-376)",
    ("exchange/xlsxparts.py", "LARGEST_UNPACKED"): "bytes of a file",
    ("exchange/xlsxparts.py", "MOST_PARTS"): "files in a ZIP",
    ("dossier/container.py", "LARGEST_TOTAL"): "bytes of a file",
    ("dossier/container.py", "MOST_FILES"): "files in a ZIP",
    ("dossier/container.py", "LONGEST_NAME"): "characters of a file name",
    ("dossier/container.py", "_LENGTHS_AT"): "where the ZIP format keeps its lengths",
    ("dossier/container.py", "_VERSION"): "the ZIP format's own number",
    ("dossier/container.py", "_MADE_BY_UNIX"): "the ZIP format's own number",
    ("dossier/container.py", "_UTF8_NAMES"): "the ZIP format's own flag",
    ("dossier/container.py", "_FIRST_OF_1980"): "the ZIP format's first day",
    ("dossier/container.py", "_ORDINARY_FILE"): "a file's mode",
    ("dossier/difference.py", "DEEPEST"): "levels of nested JSON",
    ("dossier/sealedpart.py", "_KEY_BYTES"): "bytes of a key",
    ("dossier/standalone.py", "BAD_INPUT"): "an exit status",
    ("cli/arguments.py", "BEIJING"): "hours between Beijing and UTC",
    ("cli/packs_text.py", "_SHOWN"): "characters of a hash",
    ("cli/ending.py", "BAD_INPUT"): "an exit status",
    ("cli/ending.py", "NO_RULE"): "an exit status",
    ("cli/ending.py", "INTERRUPTED"): "an exit status",
    ("cli/site_commands.py", "PORT"): "a port",
    ("cli/eligibility_command.py", "_EVERY"): "people between two notes of progress",
    ("cli/eligibility_command.py", "LONG"): "rows from which columns are quicker",
    ("cli/cvr_command.py", "_OWNERS_ALONE"): "a file's mode",
    ("domain/ballotform.py", "CODE_SIGNS"): "characters of a code",
    ("domain/scanned.py", "MOST_UNLIKE"): "how far two pictures of one paper differ",
    ("exchange/codes.py", "MOST_CODES"): "codes of one file",
    ("cli/ballots_command.py", "MOST_SHEETS"): "sheets of one print",
    ("cli/printing.py", "_SEED_BITS"): "bits of chance",
    ("cli/progress.py", "_EVERY"): "items between two tellings",
    ("cli/scanning.py", "_FEW"): "files that one processor reads alone",
    ("cli/scanning.py", "_AT_ONCE"): "files that a processor takes at once",
    ("cli/demo.py", "_EVERY"): "how often a bar speaks where it cannot move",
}

ALLOWED_INSIDE: Final = {
    # module, function and number: why it is no law
    ("domain/ballotform.py", "grown", "2"): "two sides of a rectangle",
    ("domain/registration.py", "_last_birth", "2"): "days are halved to find one",
    ("domain/scanned.py", "_one_paper", "2"): "two pictures are compared",
    ("cli/printing.py", "_glyphs", "int(named[1], 16)"): "a character's number is hexadecimal",
    ("domain/calendar.py", "corresponding_day", "12"): "months of a year",
    ("domain/kinconflicts.py", "conflicts", "2"): "two people are a pair",
    ("domain/organisation.py", "issues_before_merge", "2"): "one unit alone is not merged",
    ("domain/organisation.py", "issues_before_split", "2"): "into one unit nothing is split",
    ("law/bodyrules.py", "allows", "2"): "an odd number",
    ("dossier/container.py", "read", "2"): "a margin on bytes",
    ("dossier/journal.py", "_hex", "2"): "hexadecimal digits of a byte",
    ("dossier/pyz.py", "main", "2"): "an exit status",
    ("dossier/words.py", "percent_alone", "2"): "rounding half up",
    ("dossier/words.py", "percent_alone", "10"): "tenths of a percent",
    ("dossier/words.py", "percent_alone", "1000"): "tenths of a percent",
    ("cli/walkthrough.py", "walk_through", "16"): "bytes of chance",
}

INVENTED: Final = {
    "cli/walkthrough_elections.py": "the votes of invented elections: facts, and no rule",
    "exchange/xlsrecords.py": "the numbers of two file formats ([MS-CFB], [MS-XLS]), and no rule",
}
"""Modules of sample data or of a foreign file format, which are facts throughout."""

_CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")
_MAKERS = {"Fraction", "Decimal", "int", "float", "complex"}


@dataclass(frozen=True)
class Found:
    """A number where it stands: in a module's constant, or inside a function or class."""

    line: int
    place: str
    number: str


def found_in(source: str) -> Iterator[Found]:
    """Every number of a module but 0, 1 and the places of a sequence."""
    for statement in ast.parse(source).body:
        for name, part in parts_of(statement):
            yield from numbers(part, name)


def parts_of(statement: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    """A statement's values by the names that they are given; `A, B = 1, 2` names each its own."""
    match statement:
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)) if len(
            names
        ) == len(values):
            yield from zip(map(ast.unparse, names), values, strict=True)
        case ast.Assign(targets=targets, value=value):
            yield ", ".join(map(ast.unparse, targets)), value
        case ast.AnnAssign(target=target, value=value) if value:
            yield ast.unparse(target), value
        case _:
            yield "", statement


def numbers(node: ast.AST, place: str) -> Iterator[Found]:
    """The numbers at and under a node, each with the innermost name around it."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        place = node.name
    number = number_of(node)
    if number:
        yield Found(getattr(node, "lineno", 0), place, number)
        return
    for child in ast.iter_child_nodes(node):
        if not is_no_quantity(node, child):
            yield from numbers(child, place)


def is_no_quantity(node: ast.AST, child: ast.AST) -> bool:
    """Whether a child is a place in a sequence, or the level of a heading."""
    match node:
        case ast.Subscript(slice=index):
            return child is index and is_place(child)
        case ast.Call(func=ast.Name(id="heading"), args=[level, *_]):
            return child is level and is_literal(child)
    return False


def is_place(index: ast.AST) -> bool:
    """`text[:40]`, `row[2]`, `parts[-2:]`: a place in a sequence is no quantity of the law."""
    bounds = (index.lower, index.upper, index.step) if isinstance(index, ast.Slice) else (index,)
    return all(bound is None or is_literal(bound) for bound in bounds)


def number_of(node: ast.AST) -> str:
    """The number that a node writes, plainly or in disguise; nothing for 0, 1 and all else."""
    match node:
        case ast.Constant(value=bool()):
            return ""
        case ast.Constant(value=int() as value) if value in (0, 1):
            return ""
        case ast.Constant(value=int() | float() | complex() as value):
            return str(value)
        case ast.Call(func=func, args=args) if args and any(map(is_literal, args)):
            return disguised(ast.unparse(func).split(".")[-1], args)
    return ""


def disguised(maker: str, args: list[ast.expr]) -> str:
    """`Fraction(1, 2)`, `Decimal("0.5")`, `int("20")`, and the length of a written text."""
    if maker in _MAKERS:
        return f"{maker}({', '.join(map(ast.unparse, args))})"
    if maker == "len":
        written = ast.literal_eval(args[0])
        return f"len({len(written)})" if len(written) > 1 else ""
    return ""


def is_literal(node: ast.AST) -> bool:
    """Whether a value is written out, and not computed."""
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError):
        return False
    return True


def is_allowed(path: str, found: Found) -> bool:
    if path in INVENTED or (path, found.place, found.number) in ALLOWED_INSIDE:
        return True
    return bool(_CONSTANT.fullmatch(found.place)) and (path, found.place) in ALLOWED


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
