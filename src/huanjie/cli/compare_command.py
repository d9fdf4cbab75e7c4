"""`huanjie packs compare`: what a corrected pack says otherwise, and what it would move."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from huanjie.cli.arguments import add_output, day, deliver, read_json, today
from huanjie.cli.count_commands import faults_in
from huanjie.cli.packs_text import changes_as_text, edition
from huanjie.domain.lawchange import (
    RESULT_FIELDS,
    ResultChange,
    RuleChange,
    Told,
    results_changed,
    rules_changed,
)
from huanjie.domain.moved import Moved, moved
from huanjie.domain.schedule import schedule
from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.exchange.count import read_count
from huanjie.exchange.moved import moved_as_json, moved_as_text
from huanjie.law.calendar import load_calendar
from huanjie.law.ownfile import load_file, own_kind
from huanjie.law.pack import RulePack
from huanjie.law.packreader import read_pack
from huanjie.law.shelf import load

EXAMPLE = """例 Example:
  huanjie packs show villagers-committee --json -o before.json     改之前 before the correction
  huanjie packs compare before.json villagers-committee --polling-day 2026-06-28 --count count.json

OLD、NEW：规则包的名称、.toml 文件，或者 packs show --json 存下的 .json。
退出状态 Exit status: 0 没有日期和结果会变 nothing moves · 1 有 something moves"""


def add_to(packs: Any) -> None:
    """Add the command beside list, show and check."""
    parser = packs.add_parser(
        "compare",
        help="修订会变动什么 what a correction moves",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("before", metavar="OLD", help="原来的 the one in use")
    parser.add_argument("after", metavar="NEW", help="修订的 the corrected one")
    parser.add_argument("--region", metavar="R", help="地区 region")
    parser.add_argument(
        "--polling-day", metavar="DATE", type=day, action="append", default=[], help="选举日"
    )
    parser.add_argument(
        "--count", metavar="COUNT", type=Path, action="append", default=[], help="已经计票的选举"
    )
    parser.add_argument("--json", action="store_true")
    add_output(parser)
    parser.set_defaults(run=compare)


def compare(chosen: argparse.Namespace) -> int:
    """List every rule, date and result that moves."""
    before, after = _pack(chosen.before, chosen.region), _pack(chosen.after, chosen.region)
    if before.body != after.body:
        raise BadInput(
            f"{before.body} 和 {after.body} 不是同一个组织", remedy="比较同一个组织的规则包"
        )
    rules = rules_changed(before, after)
    dates = {on.isoformat(): _dates(before, after, on) for on in chosen.polling_day}
    results = {str(path): _results(before, after, path) for path in chosen.count}
    if chosen.json:
        deliver(jsontext.pretty(_as_json(before, after, rules, dates, results)), chosen.output)
    else:
        lines = _as_text(before, after, rules, dates, results)
        deliver("".join(f"{line}\n" for line in lines), chosen.output)
    return 1 if any(dates.values()) or any(results.values()) else 0


def _pack(name: str, region: str | None) -> RulePack:
    if name.endswith(".json"):
        return read_pack(read_json(Path(name)).value)
    if name.endswith(".toml"):
        path = Path(name)
        return load_file(path, today=today(), region=region if own_kind(path) else None)
    return load(name, today=today(), region=region)


def _dates(before: RulePack, after: RulePack, on: Any) -> tuple[Moved, ...]:
    calendar = load_calendar()
    was, now = (schedule(pack, polling_day=on, calendar=calendar) for pack in (before, after))
    return moved(was, now)


def _results(before: RulePack, after: RulePack, path: Path) -> tuple[ResultChange, ...]:
    with faults_in(path):
        return results_changed(read_count(read_json(path)), before, after)


Dates = dict[str, tuple[Moved, ...]]
Results = dict[str, tuple[ResultChange, ...]]


def _as_json(
    before: RulePack,
    after: RulePack,
    rules: tuple[RuleChange, ...],
    dates: Dates,
    results: Results,
) -> dict[str, Any]:
    return {
        "before": _edition(before),
        "after": _edition(after),
        "rules": [
            {"place": each.place, "before": each.before, "after": each.after} for each in rules
        ],
        "dates": [
            {"polling_day": on, "moved": moved_as_json(steps)["moved"]}
            for on, steps in dates.items()
        ],
        "results": [
            {
                "file": file,
                "round": each.round,
                "post": each.post,
                "field": each.field,
                "before": each.before,
                "after": each.after,
            }
            for file, changes in results.items()
            for each in changes
        ],
    }


def _edition(pack: RulePack) -> dict[str, Any]:
    return {"pack": pack.id, "revision": pack.document["revision"], "sha256": pack.sha256}


def _as_text(
    before: RulePack,
    after: RulePack,
    rules: tuple[RuleChange, ...],
    dates: Dates,
    results: Results,
) -> Iterator[str]:
    for sign, pack in (("-", before), ("+", after)):
        yield f"{sign} {edition(pack)}"
    yield ""
    yield from changes_as_text(rules, before, after)
    for on, steps in dates.items():
        yield f"\n选举日 {on}，会变的日期：{len(steps)}"
        yield moved_as_text(steps, {after.body: after.name}).rstrip("\n")
    for file, changes in results.items():
        yield f"\n{file}，会变的结果：{len(changes)}"
        yield from (f"  {_result(each, after)}" for each in changes)


def _result(change: ResultChange, pack: RulePack) -> str:
    where = f"第{change.round}轮" if change.round else "最终"
    post = pack.post_name(change.post) if change.post else ""
    field = RESULT_FIELDS[change.field]
    return f"{where} {post} {field}：{_told(change.before)} → {_told(change.after)}"


def _told(value: Told | None) -> str:
    match value:
        case None:
            return "无"
        case bool():
            return "是" if value else "否"
        case int():
            return str(value)
    return "、".join(value) or "无"
