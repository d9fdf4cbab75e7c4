"""The numbers that modules may hold (代码里可以写的数), each with its reason: it must plainly be no
law.
"""

from __future__ import annotations

import re
from typing import Final

from tests.law.numberfinder import Found

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
    ("domain/appeal.py", "LEFT_BY_CONVENTION"): "our convention where no law says how long",
    ("domain/publicnotice.py", "_BY_CONVENTION"): "our convention where no law says how long",
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


def is_allowed(path: str, found: Found) -> bool:
    """Whether a number is allowed where it was found."""
    if path in INVENTED or (path, found.place, found.number) in ALLOWED_INSIDE:
        return True
    return bool(_CONSTANT.fullmatch(found.place)) and (path, found.place) in ALLOWED
