"""Run the benchmarks (跑基准): python -m bench [W2 W8 …] [--json FILE].

Every module `w*_*.py` of this folder that has `run() -> list[Row]` is a workload. A missed goal is
said clearly and is no error: exit status 0. A workload that breaks is one: exit status 1.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bench import table
from bench.table import Row

HERE: Final = Path(__file__).resolve().parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the workloads asked for, or all; print the table and write it as JSON."""
    modules = workloads()
    asked = _parse(arguments, sorted(modules, key=_number))
    rows: list[Row] = []
    broken: list[str] = []
    for name in asked.workloads:
        print(f"{name} {modules[name]} …", flush=True)
        start = time.perf_counter()
        try:
            rows += _run(modules[name])
        except Exception:
            traceback.print_exc()
            broken.append(name)
        print(f"{name} {time.perf_counter() - start:.1f} s", flush=True)
    _report(rows, broken, asked.json)
    return 1 if broken else 0


def workloads() -> dict[str, str]:
    """The workloads of this folder, W2 and so on, with their modules."""
    return {path.stem.split("_")[0].upper(): path.stem for path in HERE.glob("w[0-9]*_*.py")}


def machine() -> dict[str, str | int]:
    """What the figures were measured on."""
    return {
        "cores": os.cpu_count() or 1,
        "python": platform.python_version(),
        "platform": platform.platform(),
    }


def _parse(arguments: Sequence[str] | None, known: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="跑性能基准")
    parser.add_argument("workloads", nargs="*", type=str.upper, help=f"可选：{' '.join(known)}")
    parser.add_argument("--json", type=Path, default=HERE / "results.json", metavar="FILE")
    asked = parser.parse_args(arguments)
    for name in asked.workloads:
        if name not in known:
            parser.error(f"没有 {name}；可选：{' '.join(known)}")
    asked.workloads = asked.workloads or known
    return asked


def _run(module: str) -> list[Row]:
    run = getattr(importlib.import_module(f"bench.{module}"), "run", None)
    if run is None:
        print(f"{module} has no run()")
        return []
    rows: list[Row] = run()
    return rows


def _report(rows: list[Row], broken: list[str], file: Path) -> None:
    facts = machine()
    print(f"\n{facts['cores']} cores, Python {facts['python']}, {facts['platform']}\n")
    print(table.printed(rows))
    for row in table.missed(rows):
        print(f"\nGOAL MISSED 未达标: {row.workload} {row.measure}: {row.ratio}, goal {row.goal}")
        print(_what_stands_in_the_way(row.workload))
    for name in broken:
        print(f"\nBROKEN 未能完成: {name}, see above")
    table.write_json(file, rows, machine=facts)
    print(f"\n{file}")


def _what_stands_in_the_way(workload: str) -> str:
    """What the workload's own module says of a goal that is missed."""
    module = importlib.import_module(f"bench.{workloads()[workload]}")
    return f"    {module.IN_THE_WAY}"


def _number(workload: str) -> int:
    digits = "".join(sign for sign in workload if sign.isdigit())
    return int(digits)


if __name__ == "__main__":
    sys.exit(main())
