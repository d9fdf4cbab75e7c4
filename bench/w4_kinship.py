"""W4: near relatives (近亲属) in committees of seven, beside rustworkx and duckdb.

The kinship graph has 1 M and 10 M people in villages of two thousand, in four generations; the
committees are drawn from one village each. People are numbered in no order, so that nobody lies
beside his relatives. rustworkx walks from each member to parents, spouse and children in
turn, duckdb joins the pairs of all committees at once. Every side gets its own form of the graph
before the clock starts, and all must find the same pairs. Ours runs on one core. The limit is the
random gather alone: one row of the graph for each member and each parent.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from bench.table import Row
from bench.timing import Timing, in_turn
from huanjie.bulk.kinship import KinColumns, NearPairs, People, near_relatives

SIZES: Final = (1_000_000, 10_000_000)
VILLAGE: Final = 2_000
GENERATIONS: Final = 4
SEATS: Final = 7
COMMITTEES: Final = 200_000
WALKED: Final = 5_000
"""committees for rustworkx, which takes them one by one"""
AT_LEAST_RUSTWORKX: Final = 10
AT_LEAST_DUCKDB: Final = 2
AT_MOST_BYTES: Final = 24
GATHER: Final = "gathers alone"
IN_THE_WAY: Final = (
    "Memory: each member and each parent is a random access to the graph; beside duckdb, which "
    "uses every core, one core has to wait for each of them alone."
)

Pairs = set[tuple[int, int, int]]
Side = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Country:
    """The people and the committees that every side looks at."""

    parents: People
    spouses: People
    committees: People

    @property
    def kin(self) -> KinColumns:
        return KinColumns.of(self.parents, self.spouses)


def run() -> list[Row]:
    """Check that all sides find the same pairs, measure them in turn, and compare."""
    return [row for people in SIZES for row in _compare(people, seeded(people))]


def seeded(people: int) -> Country:
    """Couples of one generation of a village have the children of the next; a few marry late."""
    chance = np.random.default_rng(20261121)
    number = np.arange(people, dtype=np.int32)
    size = VILLAGE // GENERATIONS
    generation, first = number % VILLAGE // size, number // size * size
    spouses = number ^ 1
    spouses[chance.random(people) < 0.15] = -1
    alone = (spouses < 0) | (spouses[number ^ 1] < 0)
    spouses[alone] = -1
    couple = chance.integers(0, size // 2, people, dtype=np.int32) * 2
    father = first - size + couple
    parents = np.stack([father, father + 1], axis=1).astype(np.int32)
    parents[generation == 0] = -1
    parents[chance.random(people) < 0.1, 1] = -1
    at_home = chance.integers(0, people // VILLAGE, COMMITTEES)[:, None] * VILLAGE
    places = chance.integers(0, VILLAGE // SEATS, (COMMITTEES, SEATS))
    seats = at_home + places + np.arange(SEATS) * (VILLAGE // SEATS)
    return _shuffled(Country(parents=parents, spouses=spouses, committees=seats), chance)


def _shuffled(country: Country, chance: np.random.Generator) -> Country:
    """The same people under numbers in no order, so that nobody lies beside his relatives."""
    people = len(country.spouses)
    number = chance.permutation(people).astype(np.int32)
    number = np.append(number, np.int32(-1))  # nobody stays nobody: index -1 is the last
    parents, spouses = np.empty_like(country.parents), np.empty_like(country.spouses)
    parents[number[:-1]] = number[country.parents]
    spouses[number[:-1]] = number[country.spouses]
    return Country(parents=parents, spouses=spouses, committees=number[country.committees])


def _compare(people: int, country: Country) -> list[Row]:
    kin = country.kin
    expected = _pairs(near_relatives(kin, country.committees))
    sides: dict[str, Side] = {
        "ours": lambda: near_relatives(kin, country.committees),
        "gather": lambda: _gather(kin, country.committees),
    }
    for name, side in {**_rustworkx(country), **_duckdb(country)}.items():
        _alike(name, _pairs(side()), expected)
        sides[name] = side
    timings = in_turn(sides, rounds=5)
    work = f"近亲属 near kin, {people / 1e6:.0f} M people, one core"
    return [
        _beside(work, "rustworkx", timings, at_least=AT_LEAST_RUSTWORKX),
        _beside(work, "duckdb", timings, at_least=AT_LEAST_DUCKDB),
        _memory(people, kin),
    ]


def _gather(kin: KinColumns, committees: People) -> Any:
    """The rows of every member, and of both parents of each."""
    own = kin.rows.take(committees.T).view(np.int32)
    return [kin.rows.take(own[:, column::4]) for column in (1, 2)]


def _pairs(found: Any) -> Pairs:
    """Any side's answer as a set: ours, duckdb's columns, or the set that rustworkx made."""
    if isinstance(found, set):
        return found
    ours = isinstance(found, NearPairs)
    columns = (
        (found.committee, found.a, found.b) if ours else [found[name] for name in ("row", "a", "b")]
    )
    return set(zip(*(column.tolist() for column in columns), strict=True))


def _alike(name: str, found: Pairs, expected: Pairs) -> None:
    most = WALKED if name == "rustworkx" else COMMITTEES
    if found != {pair for pair in expected if pair[0] < most}:
        raise AssertionError(f"{name} finds other pairs")


def _beside(work: str, peer: str, timings: dict[str, Timing], *, at_least: int) -> Row:
    ours = COMMITTEES / timings["ours"].minimum
    if peer not in timings:
        theirs, ratio = None, None
    else:
        theirs = (WALKED if peer == "rustworkx" else COMMITTEES) / timings[peer].minimum
        ratio = ours / theirs
    return Row(
        workload="W4",
        measure=work,
        unit="committees/s",
        ours=ours,
        peer=peer if theirs else f"{peer}: not installed",
        peer_value=theirs,
        limit=GATHER,
        limit_value=COMMITTEES / timings["gather"].minimum,
        ratio=f"{ratio:.1f}x {peer}" if ratio else "",
        goal=f">= {at_least}x {peer}",
        met=ratio >= at_least if ratio else None,
    )


def _memory(people: int, kin: KinColumns) -> Row:
    taken = kin.rows.nbytes / kin.people
    return Row(
        workload="W4",
        measure=f"内存 memory, {people / 1e6:.0f} M people",
        unit="bytes a person",
        ours=taken,
        ratio=f"{taken:.1f} bytes",
        goal=f"<= {AT_MOST_BYTES} bytes",
        met=taken <= AT_MOST_BYTES,
    )


def _rustworkx(country: Country) -> dict[str, Side]:
    """A directed graph from child to parent, and one of couples; committee by committee."""
    rx = _installed("rustworkx")
    if rx is None:
        return {}
    people = len(country.spouses)
    up, couples = rx.PyDiGraph(multigraph=False), rx.PyGraph(multigraph=False)
    for graph in (up, couples):
        graph.add_nodes_from(range(people))
    up.add_edges_from_no_data(_edges(country.parents.T, people))
    couples.add_edges_from_no_data(_edges([country.spouses], people))
    committees = country.committees[:WALKED].tolist()
    return {"rustworkx": lambda: _walk(up, couples, committees)}


def _edges(columns: Sequence[People] | People, people: int) -> list[tuple[int, int]]:
    return [
        (one, other)
        for column in columns
        for one, other in zip(range(people), column.tolist(), strict=True)
        if other >= 0
    ]


def _walk(up: Any, couples: Any, committees: list[list[int]]) -> Pairs:
    found: Pairs = set()
    for row, members in enumerate(committees):
        seats = {person: seat for seat, person in enumerate(members)}
        for a in members:
            parents = list(up.successor_indices(a))
            kin = {*parents, *couples.neighbors(a)}
            for parent in parents:
                kin.update(up.successor_indices(parent))
                kin.update(up.predecessor_indices(parent))
            for b in kin & seats.keys():
                if b != a:
                    one, other = sorted((a, b), key=seats.__getitem__)
                    found.add((row, one, other))
    return found


def _duckdb(country: Country) -> dict[str, Side]:
    """All committees at once: each member with his parents and grandparents, then the pairs."""
    duckdb = _installed("duckdb")
    if duckdb is None:
        return {}
    connection = duckdb.connect()
    _register(connection, country)
    return {"duckdb": lambda: connection.execute(_QUERY).fetchnumpy()}


def _register(connection: Any, country: Country) -> None:
    people = np.arange(len(country.spouses), dtype=np.int32)
    father, mother = (np.ascontiguousarray(column) for column in country.parents.T)
    columns = {"id": people, "spouse": country.spouses, "father": father, "mother": mother}
    rows = np.repeat(np.arange(COMMITTEES, dtype=np.int32), SEATS)
    seats = np.tile(np.arange(SEATS, dtype=np.int32), COMMITTEES)
    held = {"row": rows, "seat": seats, "id": country.committees.ravel()}
    for name, table in (("person", columns), ("seats", held)):
        connection.register("given", table)
        wanted = ", ".join(f"nullif({column}, -1) AS {column}" for column in table)
        connection.execute(f"CREATE TABLE {name} AS SELECT {wanted} FROM given")
        connection.unregister("given")


_QUERY: Final = """
    WITH member AS (
        SELECT s.row, s.seat, p.*, f.father AS ff, f.mother AS fm, m.father AS mf, m.mother AS mm
        FROM seats s JOIN person p ON s.id = p.id
        LEFT JOIN person f ON p.father = f.id LEFT JOIN person m ON p.mother = m.id)
    SELECT a.row, a.id AS a, b.id AS b
    FROM member a JOIN member b ON a.row = b.row AND a.seat < b.seat
    WHERE a.spouse = b.id OR a.father = b.id OR a.mother = b.id OR b.father = a.id
       OR b.mother = a.id OR a.father = b.father OR a.mother = b.mother OR a.father = b.mother
       OR a.mother = b.father OR a.ff = b.id OR a.fm = b.id OR a.mf = b.id OR a.mm = b.id
       OR b.ff = a.id OR b.fm = a.id OR b.mf = a.id OR b.mm = a.id
"""


def _installed(peer: str) -> Any:
    # Peers are of the bench extra, which the type checker need not have.
    try:
        return importlib.import_module(peer)
    except ImportError:
        return None
