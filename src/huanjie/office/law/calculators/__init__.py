"""Calculators (计算器): a person's question, its facts as a form, the answer of `ask` said."""

from huanjie.office.law.calculators.table import CALCULATORS

__all__ = ["CALCULATORS"]
