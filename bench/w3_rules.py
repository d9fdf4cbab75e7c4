"""W3: 30 conditions of eligibility (任职资格) x 1 M people, who fails which, with its article.

The conditions are written as a pack writes them and turned by us into what each peer is quickest
at: OpenFisca gets variables of numpy formulas, with ages already turned into birth dates and grades
into numbers; rule-engine gets the age and the grade as numbers. Ours gets the facts as they are.
Everything is stated of everybody, for OpenFisca knows no unknown; a row of its own tells what three
values cost. "Keeping the article" is one mask a person, which the peers do not make.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bench.rulepeers import openfisca_side, rule_engine_side, version_of
from bench.rules import CONDITIONS, FACTS, POLLING_DAY, WORDS
from bench.table import Row
from bench.timing import Timing, in_turn
from huanjie.bulk.columns import Columns, read_columns
from huanjie.bulk.conditions import Findings, judge_all
from huanjie.bulk.masks import masks_of
from huanjie.domain.judgement import judge
from huanjie.law.expression import Value

PEOPLE: Final = 1_000_000
ONE_BY_ONE: Final = 2_000
AT_LEAST_OPENFISCA: Final = 10
AT_LEAST_RULE_ENGINE: Final = 40
AT_MOST_FETCH: Final = 1.3
IN_THE_WAY: Final = (
    "One person: `judge` walks the condition as a tree and keeps what a reason is made of; 40x "
    "would leave it a fifth of a microsecond a rule, which is code made anew from each pack, and "
    "a page judges one person in a tenth of a millisecond as it is. "
    "The masks: turning thirty rows of bits into one number a person takes a third of the time, "
    "and OpenFisca makes none; a row of bits a rule, the second measure, keeps the article too. "
    "Other work on the same cores slows short runs the most."
)
_EPOCH: Final = date(1970, 1, 1)

Array = NDArray[Any]
Side = Callable[[], object]


@dataclass(frozen=True, slots=True)
class People:
    """What is stated of everybody, as plain columns."""

    columns: dict[str, Array]

    def stated(self, row: int) -> dict[str, Value]:
        """One person as the site holds him."""
        return {"polling_day": POLLING_DAY} | {
            word: _value(word, array[row]) for word, array in self.columns.items()
        }


def run() -> list[Row]:
    """Check that all sides find alike, measure them in turn, and compare."""
    people = seeded_people(PEOPLE)
    return [*_batch(people), *_one(people), _from_sqlite(people)]


def seeded_people(rows: int) -> People:
    """Grown-ups and some children, most of them without any bar."""
    chance = np.random.default_rng(20261129)
    columns: dict[str, Array] = {}
    for fact in FACTS:
        match fact.kind:
            case "yes-no":
                share = 0.9 if fact.fact in ("political_rights", "registered") else 0.1
                columns[fact.fact] = chance.random(rows, np.float32) < share
            case "whole":
                columns[fact.fact] = chance.integers(0, 60, rows, dtype=np.int16)
            case "grade" | "choice":
                columns[fact.fact] = chance.integers(0, len(fact.choices), rows, dtype=np.int8)
            case "date" if fact.fact != "polling_day":
                columns[fact.fact] = chance.integers(-10_000, 15_000, rows, dtype=np.int32)
    return People(columns)


def _value(word: str, number: Any) -> Value:
    fact = WORDS[word]
    if fact.kind == "yes-no":
        return bool(number)
    if fact.kind == "date":
        return _EPOCH + timedelta(int(number))
    return fact.choices[int(number)] if fact.choices else int(number)


def _table(people: People, *, known: dict[str, Array] | None = None) -> Columns:
    return read_columns(FACTS, people.columns, known=known, constants={"polling_day": POLLING_DAY})


def _unmet(found: Findings) -> NDArray[np.unsignedinteger]:
    """Each person's unmet conditions: bit 0 is the first condition."""
    return masks_of(found.unmet, found.rows)


def _batch(people: People) -> list[Row]:
    table = _table(people)
    chance = np.random.default_rng(1)
    partly = _table(people, known={w: chance.random(PEOPLE) < 0.9 for w in people.columns})

    def kept(columns: Columns) -> Findings:
        found = judge_all(CONDITIONS, columns)
        _unmet(found)
        return found

    sides: dict[str, Side] = {
        "ours": lambda: kept(table),
        "bits": lambda: judge_all(CONDITIONS, table),
        "partly": lambda: kept(partly),
        "from arrays": lambda: kept(_table(people)),
        "pass": lambda: [array.sum() for array in people.columns.values()],
    }
    peer = openfisca_side(people.columns)
    if peer is not None:
        _alike("OpenFisca", peer(), judge_all(CONDITIONS, table))
        sides["openfisca"] = peer
    timings = in_turn(sides, rounds=5)
    return [
        _beside_openfisca("成批 batch, masks of failing rules", timings, "ours", goal=True),
        _beside_openfisca("成批 batch, a row of bits a rule", timings, "bits", goal=False),
        _beside_openfisca("成批 batch, a tenth unsaid, masks", timings, "partly", goal=False),
        _beside_openfisca("成批 batch, columns packed anew", timings, "from arrays", goal=False),
    ]


def _alike(name: str, unmet: list[Array], found: Findings) -> None:
    for theirs, ours in zip(unmet, found.unmet, strict=True):
        if not np.array_equal(theirs, np.unpackbits(ours)[:PEOPLE].astype(bool)):
            raise AssertionError(f"{name} finds otherwise")


def _beside_openfisca(work: str, timings: dict[str, Timing], side: str, *, goal: bool) -> Row:
    theirs = timings.get("openfisca")
    ratio = theirs.times(timings[side]) if theirs else None
    return Row(
        workload="W3",
        measure=f"{work}, {len(CONDITIONS)} x {PEOPLE / 1e6:.0f} M",
        unit="persons/s",
        ours=PEOPLE / timings[side].minimum,
        peer=version_of("openfisca-core") if theirs else "openfisca-core: not installed",
        peer_value=PEOPLE / theirs.minimum if theirs else None,
        limit="summing the columns",
        limit_value=PEOPLE / timings["pass"].minimum,
        ratio=f"{ratio:.1f}x OpenFisca" if ratio else "",
        goal=f">= {AT_LEAST_OPENFISCA}x OpenFisca" if goal else "",
        met=ratio >= AT_LEAST_OPENFISCA if goal and ratio else None,
    )


def _one(people: People) -> list[Row]:
    persons = [people.stated(row) for row in range(ONE_BY_ONE)]
    found = _unmet(judge_all(CONDITIONS, _table(people)))
    if [_judged(person) for person in persons] != found[:ONE_BY_ONE].tolist():
        raise AssertionError("one by one finds otherwise")
    sides: dict[str, Side] = {"ours": lambda: [_judged(person) for person in persons]}
    peer = rule_engine_side(persons[: ONE_BY_ONE // 10])
    if peer is not None:
        if peer() != found[: ONE_BY_ONE // 10].tolist():
            raise AssertionError("rule-engine finds otherwise")
        sides["rule-engine"] = peer
    timings = in_turn(sides, rounds=5)
    ours = ONE_BY_ONE / timings["ours"].minimum
    theirs = ONE_BY_ONE // 10 / timings["rule-engine"].minimum if peer else None
    ratio = ours / theirs if theirs else None
    return [
        Row(
            workload="W3",
            measure=f"一人一人 one person at a time, {len(CONDITIONS)} rules",
            unit="persons/s",
            ours=ours,
            peer=version_of("rule-engine") if theirs else "rule-engine: not installed",
            peer_value=theirs,
            ratio=f"{ratio:.1f}x rule-engine" if ratio else "",
            goal=f">= {AT_LEAST_RULE_ENGINE}x rule-engine",
            met=ratio >= AT_LEAST_RULE_ENGINE if ratio else None,
        )
    ]


def _judged(person: dict[str, Value]) -> int:
    """One person by `judge`, as a page, a question and the command judge each: who fails which."""
    judgements = [judge(condition, person) for condition in CONDITIONS]
    return sum(1 << at for at, each in enumerate(judgements) if each.met is False)


def _from_sqlite(people: People) -> Row:
    """From rows of a table, as the site keeps them (words and days as text), to the masks."""
    with contextlib.closing(_filled(people)) as base:
        expected = _unmet(judge_all(CONDITIONS, _table(people)))
        if not np.array_equal(_judged_from(base), expected):
            raise AssertionError("from SQLite finds otherwise")
        sides: dict[str, Side] = {
            "ours": lambda: _judged_from(base),
            "fetch": lambda: base.execute("SELECT * FROM person").fetchall(),
        }
        timings = in_turn(sides, rounds=3)
    ratio = timings["ours"].times(timings["fetch"])
    return Row(
        workload="W3",
        measure="从数据库 from SQLite to the masks",
        unit="persons/s",
        ours=PEOPLE / timings["ours"].minimum,
        limit="bare fetchall",
        limit_value=PEOPLE / timings["fetch"].minimum,
        ratio=f"{ratio:.2f}x the fetch",
        goal=f"<= {AT_MOST_FETCH}x the fetch",
        met=ratio <= AT_MOST_FETCH,
    )


def _filled(people: People) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    words = list(people.columns)
    base.execute(f"CREATE TABLE person (id INTEGER PRIMARY KEY, {', '.join(words)})")
    columns = [_stored(word, array) for word, array in people.columns.items()]
    marks = ", ".join("?" * len(words))
    base.executemany(
        f"INSERT INTO person ({', '.join(words)}) VALUES ({marks})", zip(*columns, strict=True)
    )
    base.commit()
    return base


def _stored(word: str, array: Array) -> list[Any]:
    fact = WORDS[word]
    if fact.kind == "date":
        return list(array.astype("M8[D]").astype(str))
    if fact.choices:
        return list(np.array(fact.choices, object)[array])
    return list(array.astype(np.int64).tolist())


def _judged_from(base: sqlite3.Connection) -> NDArray[np.uint64]:
    """The database packs the yes-no facts into one number and turns words and days into numbers, so
    that a few numbers a person pass into Python instead of some twenty values.
    """
    yes_no = [fact.fact for fact in FACTS if fact.kind == "yes-no"]
    others = [fact for fact in FACTS if fact.fact in WORDS and fact.kind != "yes-no"]
    others = [fact for fact in others if fact.fact != "polling_day"]
    packed = " | ".join(f"({word} << {at})" for at, word in enumerate(yes_no))
    selected = ", ".join([packed, *(_as_number(fact.fact) for fact in others)])
    rows = base.execute(f"SELECT {selected} FROM person ORDER BY id")
    flat = np.fromiter(chain.from_iterable(rows), np.int64).reshape(-1, len(others) + 1)
    columns: dict[str, Any] = {word: flat[:, 0] >> at & 1 == 1 for at, word in enumerate(yes_no)}
    for at, fact in enumerate(others, 1):
        columns[fact.fact] = np.ascontiguousarray(flat[:, at], np.int32)
    found = judge_all(
        CONDITIONS, read_columns(FACTS, columns, constants={"polling_day": POLLING_DAY})
    )
    return _unmet(found)


def _as_number(word: str) -> str:
    fact = WORDS[word]
    if fact.kind == "date":
        return f"unixepoch({word}) / 86400"
    if fact.choices:
        cases = " ".join(f"WHEN '{text}' THEN {at}" for at, text in enumerate(fact.choices))
        return f"CASE {word} {cases} END"
    return word
