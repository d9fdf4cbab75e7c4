"""Plans and decisions of a rule or two (一两条规定的方案和决定), laid over the law."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import huanjie.law
from huanjie.door.fault import BadInput
from huanjie.law.ownfile import lay_local
from huanjie.law.pack import RulePack
from huanjie.law.packfile import check_document, read_document
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
PLANS = sorted((Path(huanjie.law.__file__).parent / "plans").rglob("*.toml"))
VILLAGE = load("villagers-committee", on=DAY, today=DAY)
COMMUNITY = load("residents-committee", on=DAY, today=DAY)
HEAD = """
body = "{body}"
{kind}
effective_from = 2026-06-01
revision = 1

[sources.own]
title = "示例县换届方案"
rank = "{rank}"
"""
PLAN = ('plan = "示例县换届方案"', "local-plan")
DECISION = (
    'unit = "示例村"\nadopted_by = "村民代表会议"\nadopted_on = 2026-06-01',
    "unit-decision",
)
CITED = '\nsource = "own"\narticle = "第三条"\nsays = "示例。"\nconfidence = "D"\n'


def laid(
    rule: str, folder: Path, pack: RulePack = VILLAGE, kind: tuple[str, str] = PLAN
) -> RulePack:
    """The pack with a plan of one rule laid over it."""
    file = folder / "plan.toml"
    head = HEAD.format(body=pack.body, kind=kind[0], rank=kind[1])
    file.write_text(head + rule + CITED, "utf-8")
    check_document(read_document(file), file=file)
    return lay_local(pack, file)


def refusal(rule: str, folder: Path, pack: RulePack = VILLAGE) -> BadInput:
    with pytest.raises(BadInput) as refused:
        laid(rule, folder, pack)
    assert refused.value.file == str(folder / "plan.toml")
    return refused.value
