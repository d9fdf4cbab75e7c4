"""What a paper may name as its ground (对外引用的依据)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from huanjie.law.citation import Citation, Confidence, Rank, on_paper

LAW = Citation(law="法", article="第一条", says="有。", rank="statute", confidence="V")


@pytest.mark.parametrize(
    ("rank", "confidence", "is_named"),
    [
        ("statute", "V", True),
        ("party-rule", "M", True),
        ("guidance", "V", True),
        ("local-plan", "V", True),  # a county's own
        ("local-plan", "D", False),  # another place's, of an earlier year
        ("unit-decision", "C", True),
        ("convention", "C", False),
    ],
)
def test_a_paper_names_what_binds_its_own_place(
    rank: Rank, confidence: Confidence, is_named: bool
) -> None:
    own = replace(LAW, rank=rank, confidence=confidence)
    assert bool(on_paper([own])) is is_named
    assert on_paper([LAW, own, LAW]) == ((LAW, own) if is_named and own != LAW else (LAW,))
