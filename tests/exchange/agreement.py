"""Whether a schema and a reader agree on a document (两者是否一致), and how they differ."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any, Final

from jsonschema import Draft202012Validator, validators
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from tests.exchange.mutations import Mutation, every_node

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.exchange.codes import read_codes
from huanjie.exchange.count import read_count
from huanjie.exchange.cvr import read_record
from huanjie.exchange.doubtful import read_doubtful_line
from huanjie.exchange.election import read_election
from huanjie.exchange.ladder import read_ladder
from huanjie.exchange.matchfile import read_answers, read_batch
from huanjie.exchange.rulingfile import read_written
from huanjie.exchange.schedulefile import read_schedule, read_unit_schedule
from huanjie.exchange.schema import schema
from huanjie.exchange.secondlanguage import read_second

Reader = Callable[[Any], object]

READERS: Final[dict[str, Reader]] = {
    "election": lambda document: read_election(Cursor(document)),
    "cvr": lambda document: read_record(Cursor(document)),
    "count": lambda document: read_count(Cursor(document)),
    "codes": lambda document: read_codes(Cursor(document)),
    "doubtful": lambda document: read_doubtful_line(Cursor(document)),
    "rulings": lambda document: read_written(Cursor(document)),
    "second-language": lambda document: read_second(Cursor(document)),
    "schedule": lambda document: read_schedule(Cursor(document)),
    "ladder": lambda document: read_ladder(Cursor(document)),
    "match-batch": lambda document: read_batch(Cursor(document)),
    "match-answers": lambda document: read_answers(Cursor(document)),
    "unit-schedule": lambda document: read_unit_schedule(Cursor(document)),
}

BEYOND_A_SCHEMA: Final = (
    "情形由法律规定",
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
    "不是任职资格的法定条件",
)
"""Words of the refusals that JSON Schema cannot say: sums, cross references, what an
expression means, and that 3.0 is none.
"""


@functools.cache
def validator(name: str) -> Draft202012Validator:
    return _validator(Draft202012Validator, schema(name))


def _validator(kind: Any, rules: Any) -> Draft202012Validator:
    """A validator that has looked up where its references lead, once for all."""
    registry = Registry().with_resource(rules["$id"], DRAFT202012.create_resource(rules)).crawl()
    checker = Draft202012Validator.FORMAT_CHECKER
    found: Draft202012Validator = kind(rules, format_checker=checker, registry=registry)
    return found


_KNOWING: dict[tuple[str, int], tuple[Any, Any]] = {}


def is_valid(name: str, mutation: Mutation) -> bool:
    """Whether the schema takes a mutation; the parts that it shares with its original are taken to
    be as valid as they were there, which is most of the work saved.
    """
    key = (name, id(mutation.original))
    if key not in _KNOWING:
        _KNOWING[key] = (mutation.original, _knowing(name, mutation.original))
    checker: Draft202012Validator = _KNOWING[key][1]
    return checker.is_valid(mutation.document)


def _knowing(name: str, original: Any) -> Draft202012Validator:
    """A validator that knows which parts of a valid document its references have taken."""
    own = {id(value) for value in every_node(original) if isinstance(value, dict | list)}
    taken: set[tuple[int, int]] = set()
    follow = Draft202012Validator.VALIDATORS["$ref"]

    def referred(checker: Any, ref: str, instance: Any, schema: Any) -> Iterator[Any]:
        key = (id(schema), id(instance))
        if key in taken:
            return
        faults = list(follow(checker, ref, instance, schema))
        if not faults and id(instance) in own:
            taken.add(key)
        yield from faults

    extended = validators.extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"$ref": referred}
    )
    checker = _validator(extended, schema(name))
    assert checker.is_valid(original)
    return checker


def fault_of(read: Reader, document: Any) -> BadInput | None:
    try:
        read(document)
    except BadInput as fault:
        return fault
    return None


def is_beyond(fault: BadInput) -> bool:
    """Whether only the reader can know: a sum, a name twice, a source that is not there."""
    return fault.at.endswith("source") or any(word in fault.says for word in BEYOND_A_SCHEMA)


def disagreement(name: str, read: Reader, mutation: Mutation) -> str | None:
    """How reader and schema differ; None where they agree, or where only the reader can know."""
    fault = fault_of(read, mutation.document)
    if is_valid(name, mutation):
        return f"only the reader refuses: {fault}" if fault and not is_beyond(fault) else None
    return None if fault else "only the schema refuses"
