"""The questions worked by hand (手工演算的问题): each answer comes out exactly, by its articles."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from huanjie.exchange.questions import ask
from huanjie.law.applied import Law
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

EXAMPLES = Path(__file__).parents[3] / "shared" / "data" / "examples"
FILES = sorted(EXAMPLES.glob("*.json"))
ON = datetime.date(2026, 6, 28)


@pytest.mark.skipif(not FILES, reason="the worked examples are not beside the project")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_answer_of_the_example_comes_out(path: Path) -> None:
    example: dict[str, Any] = json.loads(path.read_text())
    pack = load(example["pack"], on=ON, today=ON, region=example.get("region"))
    law = Law(pack=pack, calendar=load_calendar())
    answer, status = ask(example["question"], law, example["facts"])
    assert answer["answer"] == example["answer"]
    assert status == example["exit"]
    cited = {ground["article"] for ground in answer["grounds"]}
    assert not example["articles"] or cited == set(example["articles"])
