"""The English catalogue (英文目录): its text is committed, what Django reads is compiled at set-up.

    python -m huanjie.office.catalogue            compile
    python -m huanjie.office.catalogue --update   put new messages into the text, then compile

Chinese is the source language: a message is its own sentence, and needs no catalogue.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from huanjie.domain import filing, objection, rollchange
from huanjie.domain.appeal import APPEAL_STATES
from huanjie.domain.assembly import CALLED, ELECTING_MEETINGS, REGISTERED
from huanjie.domain.choosing import CHOSEN_BY_NAMES
from huanjie.domain.choosing import KIND_NAMES as CHOSEN_NAMES
from huanjie.domain.cover import COVER_NAMES
from huanjie.domain.cycle import DEED_NAMES, STAGE_NAMES
from huanjie.domain.departure import REASON_NAMES as DEPARTURES
from huanjie.domain.eligibility import FINDINGS
from huanjie.domain.incumbency import HOW_NAMES, TERM_NAMES
from huanjie.domain.ladder import COLUMN_NAMES
from huanjie.domain.lawchange import RESULT_FIELDS
from huanjie.domain.listorder import COUNT_WORDS
from huanjie.domain.machinedeeds import MACHINE_DEEDS, MACHINE_ROLES
from huanjie.domain.meetingnotice import TELLER_NAMES, WAY_NAMES
from huanjie.domain.memberroll import MEMBER_ROLLS
from huanjie.domain.nextvotes import VOTE_NAMES, WOMANS_VOTE
from huanjie.domain.nominee import NOMINEE_DEEDS, NOMINEE_STATES
from huanjie.domain.organisation import CHANGE_NAMES
from huanjie.domain.permission import ROLE_NAMES
from huanjie.domain.pledge import SIGNER_NAMES
from huanjie.domain.rollappeal import ROLL_APPEAL_STATES
from huanjie.domain.rounds import ROUND_NAMES
from huanjie.domain.scanned import DOUBTS
from huanjie.domain.sheets import WHAT
from huanjie.domain.stock import KIND_NAMES, MISTAKES, OLD_REASONS, SPOTS
from huanjie.domain.stock import REASONS as STOCK_REASONS
from huanjie.domain.stockfindings import SAYS
from huanjie.dossier.outcomes import REASONS
from huanjie.dossier.verify import CHECKS
from huanjie.law import periodwords, phrase, sharewords, uncited, wording
from huanjie.law.bodyrules import ASSEMBLIES, KIN_CLASSES, KIN_STEPS, NOMINATION_ROUTES
from huanjie.law.citation import CONFIDENCE, DECIDERS, RANKS, UNSURE
from huanjie.law.condition import EFFECTS, EXEMPTERS, UNSAID
from huanjie.law.kinship import load_kinship
from huanjie.law.retention import load_retention
from huanjie.law.rules import BASES, METHOD_NAMES, PAPERS, STEPS
from huanjie.law.shelf import PACKS
from huanjie.law.titles import TITLES, TOPICS
from huanjie.paper.voter_cards import CARD_NAMES

HERE: Final = Path(__file__).parent
TEXT: Final = HERE / "locale" / "en" / "LC_MESSAGES" / "django.po"
HEAD: Final = """\
# The site in English; Chinese is the source. Messages are collected by huanjie.office.catalogue.
msgid ""
msgstr ""
"Project-Id-Version: Huanjie\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
"""No day and no name: collecting twice writes the same bytes."""

Messages = dict[str, str]
"""Each message with its plural; empty where it has none."""

_NAMED: Final = ("post", "fact", "step")
"""the lists of a pack whose names pages show in the language of the page"""
_NAMING_MEETINGS: Final = (("still_short", "if_agreed"), ("relative_stays", "equal_decided_by"))
"""the rules of a pack whose figure names a meeting, and where"""

WORDING: Final = (
    *(Path(wording.__file__), Path(periodwords.__file__), Path(sharewords.__file__)),
    *(Path(phrase.__file__), Path(uncited.__file__)),
)
"""where the law is worded: what is said there, pages say by the catalogue"""

_ONE: Final = {"_", "_t", "gettext", "gettext_lazy", "gettext_noop", "noop", "say"}
_TWO: Final = {"ngettext", "ngettext_lazy"}
_TRANSLATE: Final = re.compile(r"""\{%\s*translate\s+("[^"]*"|'[^']*')""")
_IN_EXPRESSION: Final = re.compile(r"""\b_\(("[^"]*"|'[^']*')\)""")
_BLOCK: Final = re.compile(
    r"\{%\s*blocktranslate\b(.*?)%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL
)
_PLURAL: Final = re.compile(r"\{%\s*plural\s*%\}")
_VARIABLE: Final = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def messages() -> Messages:
    """Every message that a page may show."""
    found: Messages = {}
    for message, plural in _all():
        found[message] = found.get(message) or plural
    return found


def _all() -> Iterator[tuple[str, str]]:
    yield from ((name, "") for name in (*_from_tables(), *_from_packs()))
    for path in HERE.rglob("*.html"):
        yield from _from_template(path.read_text("utf-8"))
    for path in (*HERE.rglob("*.py"), *WORDING):
        yield from _from_python(path.read_text("utf-8"))


def _from_tables() -> Iterator[str]:
    """Names that other rooms hold in tables, and that pages pass through gettext."""
    tables: tuple[Mapping[Any, str], ...] = (
        *(STAGE_NAMES, DEED_NAMES, ROLE_NAMES, ROUND_NAMES, VOTE_NAMES, WHAT, REASONS),
        *(RANKS, CONFIDENCE, UNSURE, BASES, PAPERS, STEPS, ASSEMBLIES, NOMINATION_ROUTES),
        *(KIN_CLASSES, KIN_STEPS, FINDINGS, NOMINEE_STATES, NOMINEE_DEEDS, APPEAL_STATES),
        ROLL_APPEAL_STATES,
        *(DEPARTURES, COUNT_WORDS, EXEMPTERS),
        *(UNSAID, EFFECTS, RESULT_FIELDS, DECIDERS, METHOD_NAMES, TOPICS, uncited.UNCITED),
        MACHINE_DEEDS,
        DOUBTS,
        CHANGE_NAMES,
        *(filing.KIND_NAMES, filing.STATE_NAMES, filing.DEED_NAMES, filing.CONTENT_NAMES),
        *(HOW_NAMES, TERM_NAMES, COVER_NAMES, COLUMN_NAMES),
        *(CHOSEN_NAMES, CHOSEN_BY_NAMES, TELLER_NAMES, WAY_NAMES),
        *(KIND_NAMES, OLD_REASONS, MISTAKES, SPOTS, SAYS),
        *STOCK_REASONS.values(),
        *(objection.KIND_NAMES, objection.STATE_NAMES, rollchange.EFFECT_NAMES, SIGNER_NAMES),
    )
    for table in tables:
        yield from table.values()
    yield from (row.name for row in rollchange.KINDS.values())
    yield from (row.paper for row in rollchange.KINDS.values() if row.paper)
    yield from (REGISTERED, *CALLED.values(), *CARD_NAMES)
    yield WOMANS_VOTE
    yield load_kinship().near_relatives.citation.says
    yield from MACHINE_ROLES
    yield from (each.name for each in load_retention())
    yield from (title for _, title in TITLES.values())
    yield from (name for name, _, _ in CHECKS)
    for meetings in ELECTING_MEETINGS.values():
        yield from meetings.values()
    for roll in MEMBER_ROLLS.values():
        yield from (roll.member, roll.name, roll.kind, roll.entitled, roll.no_member)
        yield from (roll.admitted, roll.confirming, *roll.standings.values())


def _from_packs() -> Iterator[str]:
    """What the law calls its bodies, their posts, the facts that it asks for, the dated steps and
    the meetings that decide (规则包里的名称).
    """
    for path in PACKS.rglob("*.toml"):
        pack = tomllib.loads(path.read_text("utf-8"))
        named = [pack, *(each for kind in _NAMED for each in pack.get(kind, ()))]
        yield from (each["name"] for each in named if "name" in each)
        yield from (name for each in pack.get("fact", ()) for name in each.get("names", ()))
        said = pack.get("provision", ())
        yield from (each["name"] for each in said if "step" in each and each.get("is_held", True))
        yield from (
            pack[table][key] for table, key in _NAMING_MEETINGS if key in pack.get(table, ())
        )


def _from_template(text: str) -> Iterator[tuple[str, str]]:
    for found in (*_TRANSLATE.finditer(text), *_IN_EXPRESSION.finditer(text)):
        yield found[1][1:-1], ""
    for options, block in _BLOCK.findall(text):
        one, *many = (_sentence(part, options) for part in _PLURAL.split(block))
        yield one, "".join(many)


def _sentence(block: str, options: str) -> str:
    """A block as Django asks for it."""
    says = _VARIABLE.sub(r"%(\1)s", block.replace("%", "%%"))
    return re.sub(r"\s*\n\s*", " ", says.strip()) if "trimmed" in options else says


def _from_python(text: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            given = [each.value for each in node.args if isinstance(each, ast.Constant)]
            says = [each for each in given if isinstance(each, str)]
            if says and node.func.id in _ONE | _TWO:
                yield says[0], says[1] if node.func.id in _TWO else ""


def catalogue() -> Catalog:
    """The committed text."""
    with TEXT.open("rb") as file:
        return read_po(file, locale="en")


def english() -> dict[str, tuple[str, ...]]:
    """The committed English of every message: one sentence, or one and its plural."""
    known = {}
    for each in catalogue():
        if each.pluralizable:
            known[each.id[0]] = tuple(map(str, each.string or ()))
        elif each.id:
            known[str(each.id)] = (str(each.string),)
    return known


def untranslated() -> set[str]:
    """Messages without an English sentence."""
    told = {message for message, says in english().items() if all(says)}
    return set(messages()) - told


def compile_catalogue() -> Path:
    """Write what Django reads, beside the text."""
    target = TEXT.with_suffix(".mo")
    with target.open("wb") as file:
        write_mo(file, catalogue())
    return target


def update() -> int:
    """Put new messages into the text and take out those that nothing shows any more."""
    TEXT.write_bytes(collected())
    return len(untranslated())


def collected() -> bytes:
    """The text as it should be now: today's messages, each with the English that it has."""
    known, fresh = english(), Catalog(locale="en", charset="utf-8")
    for message, plural in messages().items():
        says = known.get(message, ("",))
        if plural:
            fresh.add((message, plural), (says[0], says[-1]))
        else:
            fresh.add(message, says[-1])
    target = io.BytesIO()
    write_po(target, fresh, width=0, omit_header=True, sort_output=True)
    return HEAD.encode() + target.getvalue()


def main(arguments: list[str]) -> int:
    """Compile; with `--update`, bring the text up to date first."""
    if "--update" in arguments:
        print(f"{update()} 句还没有英文 · messages without English")
    compile_catalogue()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
