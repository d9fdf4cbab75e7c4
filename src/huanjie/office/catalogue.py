"""The English catalogue (英文目录): its text is committed, what Django reads is compiled at set-up.

    python -m huanjie.office.catalogue            compile
    python -m huanjie.office.catalogue --update   put new messages into the text, then compile

Chinese is the source language: a message is its own sentence, and needs no catalogue.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from huanjie.domain.contest import BECAUSE
from huanjie.domain.cycle import DEED_NAMES, STAGE_NAMES
from huanjie.domain.nextvotes import VOTE_NAMES
from huanjie.domain.permission import ROLE_NAMES
from huanjie.domain.rounds import ROUND_NAMES
from huanjie.domain.sheets import WHAT
from huanjie.dossier.verify import CHECKS

HERE: Final = Path(__file__).parent
TEXT: Final = HERE / "locale" / "en" / "LC_MESSAGES" / "django.po"
_CALLS: Final = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}
_TRANSLATE: Final = re.compile(r"""\{%\s*translate\s+("[^"]*"|'[^']*')""")
_IN_EXPRESSION: Final = re.compile(r"""\b_\(("[^"]*"|'[^']*')\)""")
_BLOCK: Final = re.compile(
    r"\{%\s*blocktranslate\b([^%]*)%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL
)
_PLURAL: Final = re.compile(r"\{%\s*plural\s*%\}")
_VARIABLE: Final = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def messages() -> set[str]:
    """Every message that a page may show."""
    found = set(_from_tables())
    for path in HERE.rglob("*.html"):
        found |= set(_from_template(path.read_text("utf-8")))
    for path in HERE.rglob("*.py"):
        found |= set(_from_python(path.read_text("utf-8")))
    return found


def _from_tables() -> Iterator[str]:
    """Names that other rooms hold in tables, and that pages pass through gettext."""
    tables = (STAGE_NAMES, DEED_NAMES, ROLE_NAMES, ROUND_NAMES, VOTE_NAMES, WHAT, BECAUSE)
    for table in tables:
        yield from table.values()
    yield from (name for name, _, _ in CHECKS)


def _from_template(text: str) -> Iterator[str]:
    for found in (*_TRANSLATE.finditer(text), *_IN_EXPRESSION.finditer(text)):
        yield found[1][1:-1]
    for options, block in _BLOCK.findall(text):
        for part in _PLURAL.split(block):
            says = _VARIABLE.sub(r"%(\1)s", part.replace("%", "%%"))
            trimmed = " ".join(line.strip() for line in says.strip().splitlines())
            yield trimmed if "trimmed" in options else says


def _from_python(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _name(node.func) in _CALLS:
            yield from (
                each.value
                for each in node.args
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else ""


def catalogue() -> Catalog:
    """The committed text."""
    with TEXT.open("rb") as file:
        return read_po(file, locale="en")


def untranslated() -> set[str]:
    """Messages without an English sentence."""
    told = {str(each.id) for each in catalogue() if each.id and each.string}
    return messages() - told


def compile_catalogue() -> Path:
    """Write what Django reads, beside the text."""
    target = TEXT.with_suffix(".mo")
    with target.open("wb") as file:
        write_mo(file, catalogue())
    return target


def update() -> int:
    """Put new messages into the text and take out those that nothing shows any more."""
    known = {str(each.id): str(each.string or "") for each in catalogue() if each.id}
    fresh = Catalog(locale="en", charset="utf-8")
    for message in sorted(messages()):
        fresh.add(message, known.get(message, ""))
    with TEXT.open("wb") as file:
        write_po(file, fresh, width=0, omit_header=False, sort_output=True)
    return len(untranslated())


def main(arguments: list[str]) -> int:
    """Compile; with `--update`, bring the text up to date first."""
    if "--update" in arguments:
        print(f"{update()} 句还没有英文 · messages without English")
    compile_catalogue()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
