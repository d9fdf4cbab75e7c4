"""Derive the outlines (条文轮廓): what our citations are held against where no text is at hand.

    python scripts/derive_outlines.py TEXTS            rewrite tests/law/outlines.json
    python scripts/derive_outlines.py TEXTS --check    exit 1 where it differs

TEXTS is a folder of provincial texts as Markdown, `<body>_<region>_<date>.md`, kept beside the
project and not part of it. Of each article only the lines are kept, as paragraphs and items, and
of each line the figures (五日, 三人) that stand in it: none of its words.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Final

OUTLINES: Final = Path(__file__).parent.parent / "tests/law/outlines.json"
DIGITS: Final = "一二三四五六七八九"
NUMBER: Final = rf"[{DIGITS}十百]+"
FIGURE: Final = re.compile(rf"[{DIGITS[1:]}十两][{DIGITS}十]*(?:日|个月|年|人|名)|一(?:日|个月|年)")
_ARTICLE: Final = re.compile(rf"^(第{NUMBER}条)[ 　]")
_ITEM: Final = re.compile(rf"^（{NUMBER}）")

Articles = dict[str, list[str]]
"""The lines of each article: paragraphs, and items, which begin with （一）."""
Outlines = dict[str, dict[str, Articles]]
"""By the name of the text's file: its title, and its articles."""


def main() -> int:
    """Write the file, or say whether it differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 on difference")
    told = parser.parse_args()

    outlines = {}
    for path in sorted(told.texts.glob("*_*_*.md")):
        title, articles = read_text(path)
        outlines[path.stem] = {title: outline(articles)}
    text = printed(outlines)
    differs = not OUTLINES.is_file() or text != OUTLINES.read_text("utf-8")
    if differs and not told.check:
        OUTLINES.write_text(text, encoding="utf-8", newline="\n")
    state = ("differs" if told.check else "written") if differs else "as derived"
    print(f"{OUTLINES.name} {state}")
    return 1 if differs and told.check else 0


def read_text(path: Path) -> tuple[str, Articles]:
    """A text's title, and the lines of each article."""
    articles: Articles = {}
    title, *lines = path.read_text("utf-8").splitlines()
    for line in filter(None, (each.strip() for each in lines)):
        if found := _ARTICLE.match(line):
            articles[found[1]] = [line.removeprefix(found[0])]
        elif articles and not line.startswith("#"):
            articles[list(articles)[-1]].append(line)
    return title.removeprefix("# "), articles


def outline(articles: Articles) -> Articles:
    """Each line without its words: the mark of an item, and the figures."""
    return {article: [_bare(line) for line in lines] for article, lines in articles.items()}


def _bare(line: str) -> str:
    item = _ITEM.match(line)
    figures = dict.fromkeys(FIGURE.findall(line))
    return " ".join(filter(None, (item and item[0], *figures)))


def printed(outlines: Outlines) -> str:
    """As JSON, an article a line."""
    files = []
    for name, titled in outlines.items():
        ((title, articles),) = titled.items()
        rows = [f"      {_json(article)}: {_json(lines)}" for article, lines in articles.items()]
        body = ",\n".join(rows)
        files.append(f"  {_json(name)}: {{\n    {_json(title)}: {{\n{body}\n    }}\n  }}")
    return "{\n" + ",\n".join(files) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    raise SystemExit(main())
