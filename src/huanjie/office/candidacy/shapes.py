"""What a program says of nominees (接口里关于人选的字段): each shape once, for every operation that
takes it.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

from django.utils.translation import gettext as _
from pydantic import Field, StrictBool, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from huanjie.office.candidacy.models import FACT_LENGTH, REFERENCE_LENGTH
from huanjie.office.endpoint import Number

MOST_FACTS: Final = 50
"""facts, or acts, that one request may state"""

PaperId = Annotated[str, Field(pattern=r"^p[0-9]{1,9}$", examples=["p1"])]
"""选票上的编号"""
Word = Annotated[str, Field(min_length=1, max_length=FACT_LENGTH)]
"""A word of the pack (规则包里的词): of a fact, of a condition, or of what may be chosen."""
Document = Annotated[str, Field(min_length=1, max_length=REFERENCE_LENGTH)]
"""材料的名称和文号"""


def _value(said: Any, read: ValidatorFunctionWrapHandler) -> Any:
    """What was said of a fact; the refusal stands at the fact itself, once for all three kinds."""
    try:
        return read(said)
    except ValidationError as fault:
        raise ValueError(
            _("应是 true 或 false、整数，或者最多 %(most)d 个字的文字") % {"most": FACT_LENGTH}
        ) from fault


_Value = Annotated[StrictBool | Number | Word, WrapValidator(_value)]
Facts = Annotated[dict[Word, _Value], Field(max_length=MOST_FACTS)]
"""Facts of somebody (写明的事实), by the pack's words: yes or no, a number, a date or a choice."""
