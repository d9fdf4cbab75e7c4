"""Derive the stroke codes (笔顺编号) of src/huanjie/domain/stroke_codes.py from an npm package.

    npm pack cnchar-order@3.2.6 and unpack it in a folder of its own, then
    python scripts/derive_strokes.py FOLDER            rewrite the module
    python scripts/derive_strokes.py FOLDER --check    exit 1 where the module differs

FOLDER is the unpacked `package`. Source: cnchar-order 3.2.6, MIT; it writes each stroke as one of
26 letters, which fall into the five kinds of the standard: 横1 竖2 撇3 点4 折5.

Compared once with another table, the package differed at 24 of its 6,939 characters. They were
settled by the mainland's stroke order (GB13000.1字符集汉字笔顺规范), component by component, each
component by a character of its own that both tables have:

- the package has a slip, mended in MENDED below: 邶 炽 皙 德 撅 膝 黏 麟; and, of the same kind
  as 麟 though both tables have it, 麒 雌;
- the package is right and stays: 字 舢 萏 剿 蓐 搿 霈 凝 廨 镧 鼷 纛 龑;
- not settled, and left as the package has it: 弢 彘 酆. Their number of strokes is sure.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from unicodedata import east_asian_width

MODULE: Final = Path(__file__).parent.parent / "src/huanjie/domain/stroke_codes.py"

VERSION: Final = "3.2.6"
LICENCE: Final = "MIT"
BUNDLE: Final = "cnchar.order.min.js"
CHARACTERS: Final = 6_939

KINDS: Final = {"j": "1", "i": "1", "f": "2", "g": "2", "s": "3", "k": "4", "d": "4", "l": "4"}
"""横 and 提, 竖 and 竖钩, 撇, and the three letters for 点 and 捺; every other letter is a 折."""

MENDED: Final = {
    "邶": ("2111552", "2113552"),  # 北 is 21135
    "炽": ("433425144", "433425134"),  # 只 is 25134
    "皙": ("123433122511", "1234331232511"),  # 析 and 白, 13 strokes
    "德": ("332132522114544", "332122522114544"),  # 彳 332, 十 12
    "撅": ("121134315133534", "121134315233534"),  # 厥 is 134315233534
    "膝": ("351112343424144", "351112343424134"),  # 漆 ends in 24134
    "黏": ("31234342414421251", "31234342413421251"),  # 黍 is 312343424134
    "麟": ("41352211515431234354152", "41352211535431234354152"),  # 鹿 is 41352211535
    "麒": ("4135221151512211134", "4135221153512211134"),  # 鹿 is 41352211535
    "雌": ("21211532411121", "21213532411121"),  # 此 is 212135
}
"""What the package has, and what the standard has."""

WIDEST: Final = 96

HEAD: Final = '''"""Stroke codes (笔顺编号): each character's strokes, 横1 竖2 撇3 点4 折5.

Derived by scripts/derive_strokes.py; do not edit. Source: npm package cnchar-order {version},
licence {licence}; {mended} codes mended by the mainland standard, as the script notes.
Codes stand by number of strokes, then by stroke; after each stand its characters by code point.
"""

from __future__ import annotations

from typing import Final

STROKE_CODES: Final = """
{table}
"""
'''


def main() -> int:
    """Write the module, or say whether it differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="the unpacked package")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 on difference")
    asked = parser.parse_args()

    require_version(asked.folder)
    text = module_of(mended(codes_of(asked.folder)))
    if MODULE.exists() and MODULE.read_text(encoding="utf-8") == text:
        print(f"{MODULE.name} as derived")
        return 0
    print(f"{MODULE.name} {'differs' if asked.check else 'written'}")
    if not asked.check:
        MODULE.write_text(text, encoding="utf-8", newline="\n")
    return 1 if asked.check else 0


def require_version(folder: Path) -> None:
    """Stop at another version or licence: its slips would be others."""
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    if (about["version"], about["license"]) != (VERSION, LICENCE):
        sys.exit(f"cnchar-order {VERSION} ({LICENCE}) is asked for, not {about['version']}")


def codes_of(folder: Path) -> dict[str, str]:
    """Every character of the bundle with its code."""
    bundle = (folder / BUNDLE).read_text(encoding="utf-8")
    letters = dict(re.findall(r'"?([\u4e00-\u9fff])"?:"([a-z]+)"', bundle))
    if len(letters) != CHARACTERS:
        sys.exit(f"{len(letters)} characters found in {BUNDLE}, not {CHARACTERS}")
    return {sign: "".join(KINDS.get(each, "5") for each in all_) for sign, all_ in letters.items()}


def mended(codes: dict[str, str]) -> dict[str, str]:
    """The codes by the standard; stops where the package no longer has the slip."""
    for sign, (wrong, _) in MENDED.items():
        if codes[sign] != wrong:
            sys.exit(f"{sign}: the package has {codes[sign]}, no longer {wrong}")
    return codes | {sign: right for sign, (_, right) in MENDED.items()}


def module_of(codes: dict[str, str]) -> str:
    """The whole module."""
    return HEAD.format(
        version=VERSION, licence=LICENCE, mended=len(MENDED), table="\n".join(lines(codes))
    )


def lines(codes: dict[str, str]) -> Iterator[str]:
    """The table: groups of one code, as many to a line as fit."""
    line = ""
    for group in groups(codes):
        if line and columns(line + group) > WIDEST:
            yield line
            line = ""
        line += group
    yield line


def groups(codes: dict[str, str]) -> Iterator[str]:
    """Each code with its characters."""
    signs = defaultdict(list)
    for sign, code in codes.items():
        signs[code].append(sign)
    for code in sorted(signs, key=lambda each: (len(each), each)):
        yield code + "".join(sorted(signs[code]))


def columns(text: str) -> int:
    """How wide a text stands: two columns for a character."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


if __name__ == "__main__":
    sys.exit(main())
