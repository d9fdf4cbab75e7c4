"""Texts that a spreadsheet would compute (公式)."""

from __future__ import annotations

import pytest

from huanjie.exchange.formulas import starts_a_formula


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM", "\t=1", "\r=1"])
def test_a_text_with_such_a_sign_first_starts_one(text: str) -> None:
    assert starts_a_formula(text)


@pytest.mark.parametrize("text", ["", "张三", " 张三", "1+1", "三-1"])
def test_any_other_text_starts_none(text: str) -> None:
    assert not starts_a_formula(text)
