"""Whether a schema and a reader agree on a document (两者是否一致), and how they differ."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final

from jsonschema import Draft202012Validator

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.exchange.count import read_count
from huanjie.exchange.cvr import read_record
from huanjie.exchange.election import read_election
from huanjie.exchange.schedulefile import read_schedule, read_unit_schedule
from huanjie.exchange.schema import schema

Reader = Callable[[Any], object]

READERS: Final[dict[str, Reader]] = {
    "election": lambda document: read_election(Cursor(document)),
    "cvr": lambda document: read_record(Cursor(document)),
    "count": lambda document: read_count(Cursor(document)),
    "schedule": lambda document: read_schedule(Cursor(document)),
    "unit-schedule": lambda document: read_unit_schedule(Cursor(document)),
}

BEYOND_A_SCHEMA: Final = (
    "两次",
    "计票单",
    "多于",
    "合计",
    "缺少候选人",
    "缺少选举文件里的职务",
    "选举文件写的应选名额",
    "选举文件里没有",
    "不在这",
    "不是委员会的成员",
    "这一轮没有",
    "不能重复",
    "应大于零、不超过一",
    "上限小于下限",
    "应为整数，实为小数",
    "表达式第",
    "最早一日晚于最迟一日",
    "与 bodies 里的步骤不一致",
    "个数和 choices 不相等",
)
"""Words of the refusals that JSON Schema cannot say: sums, cross references, what an
expression means, and that 3.0 is none.
"""


@functools.cache
def validator(name: str) -> Draft202012Validator:
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(schema(name), format_checker=checker)


def fault_of(read: Reader, document: Any) -> BadInput | None:
    try:
        read(document)
    except BadInput as fault:
        return fault
    return None


def is_beyond(fault: BadInput) -> bool:
    """Whether only the reader can know: a sum, a name twice, a source that is not there."""
    return fault.at.endswith("source") or any(word in fault.says for word in BEYOND_A_SCHEMA)


def disagreement(name: str, read: Reader, document: Any) -> str | None:
    """How reader and schema differ; None where they agree, or where only the reader can know."""
    fault = fault_of(read, document)
    if validator(name).is_valid(document):
        return f"only the reader refuses: {fault}" if fault and not is_beyond(fault) else None
    return None if fault else "only the schema refuses"
