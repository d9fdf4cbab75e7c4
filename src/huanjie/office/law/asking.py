"""Asking (提问): what was typed goes to `ask`, as the command line sends it, and nowhere else."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from huanjie.door.fault import BadInput
from huanjie.door.jsontext import pretty
from huanjie.exchange.questions import ask
from huanjie.law.applied import Law
from huanjie.law.citation import DECIDERS
from huanjie.law.pack import RulePack
from huanjie.law.rules import Rule, Share
from huanjie.law.sharewords import base_and_line
from huanjie.law.titles import rules_of
from huanjie.law.wording import figure_of
from huanjie.office.law.askforms import FactsForm, Where
from huanjie.office.law.calculators.calculator import Answered, Calculator, Said, Tone
from huanjie.office.law.shelves import calendar
from huanjie.office.law.words import PAGE, Mark, confidence_mark, rank_mark
from huanjie.office.web import in_sentences

_ICONS: Final[dict[Tone, str]] = {"yes": "✓", "no": "■", "figure": "→", "unknown": "○"}
_LOOKS: Final[dict[Tone, str]] = {"yes": "ok", "no": "bad", "figure": "ok", "unknown": "wait"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One article that decided (依据), with the arithmetic of its figure."""

    law: str
    article: str
    says: str
    rank: Mark
    confidence: Mark
    worked_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a calculator shows (结果): the sentence, the articles, and the proof that it is the same
    as on the command line.
    """

    said: Said
    grounds: tuple[Ground, ...]
    command: str
    reply: str
    """the whole answer, as the command prints it"""

    @property
    def icon(self) -> str:
        """The sign before the sentence."""
        return _ICONS[self.said.tone]

    @property
    def look(self) -> str:
        """The colour behind it."""
        return _LOOKS[self.said.tone]


def ask_with(calculator: Calculator, where: Where, form: FactsForm) -> Result | None:
    """The result of a form that was filled in; what the question refuses goes back into it."""
    if where.pack is None or not form.is_valid():
        return None
    pack, values = where.pack, form.values()
    try:
        facts = calculator.wrap(values, where.on)
        reply, _status = ask(calculator.question, Law(pack=pack, calendar=calendar()), facts)
    except BadInput as fault:
        _refuse(form, fault)
        return None
    answer = reply["answer"]
    if answer is None:
        said = _no_rule(str(reply["decided_by"]))
    else:
        said = calculator.says(Answered(facts=facts, answer=answer, values=values, pack=pack))
    return Result(
        said=said,
        grounds=tuple(_ground(each, pack, facts) for each in reply["grounds"]),
        command=command_for(calculator.question, where, facts),
        reply=pretty(reply),
    )


def command_for(question: str, where: Where, facts: Mapping[str, Any]) -> str:
    """The command line that asks the same."""
    said = shlex.quote(json.dumps(facts, ensure_ascii=False))
    region = f" --region {where.region}" if where.region else ""
    return f"echo {said} | huanjie ask {question} --pack {where.body}{region} --on {where.on}"


def _refuse(form: FactsForm, fault: BadInput) -> None:
    key = fault.at.rpartition("/")[2]
    form.add_error(key if key in form.fields else None, in_sentences(fault))


def _no_rule(decided_by: str) -> Said:
    words = _("适用的规定里没有这一条：由%(who)s决定")
    return Said(tone="unknown", sentence=words % {"who": _(DECIDERS[decided_by])})


def _ground(cited: Mapping[str, str], pack: RulePack, facts: Mapping[str, Any]) -> Ground:
    rules = [each.rule for each in rules_of(pack) if each.citation.as_json() == cited]
    return Ground(
        law=cited["law"],
        article=cited["article"],
        says=cited["says"],
        rank=rank_mark(cited["rank"]),
        confidence=confidence_mark(cited["confidence"]),
        worked_out=tuple(filter(None, (_worked_out(rule, pack, facts) for rule in rules))),
    )


def _worked_out(rule: Rule, pack: RulePack, facts: Mapping[str, Any]) -> str:
    """A share worked out on the number that was typed; any other figure in words."""
    base = facts.get(rule.of) if isinstance(rule, Share) else None
    if isinstance(rule, Share) and isinstance(base, int):
        return PAGE.says(base_and_line(rule, base))
    return PAGE.says(figure_of(rule, pack))
