"""`huanjie ask`: one rule, asked with facts on standard input."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from huanjie.cli.arguments import STDIN, add_output, add_pack, chosen_pack, day, deliver, read_stdin
from huanjie.cli.ask_examples import examples_as_text
from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.exchange.questions import NO_RULE, ask
from huanjie.exchange.questions.meant import neighbours_held
from huanjie.law.applied import Law
from huanjie.law.calendar import load_calendar
from huanjie.law.pack import RulePack

EXAMPLE = """例 Example:
  echo '{"registered": 1000, "voted": 501}' | huanjie ask turnout --pack villagers-committee

答复总是 JSON；每个答复都写明依据的条文。 The answer is always JSON and names its articles.
退出状态 Exit status: 0 已答 · 1 未达到、无效、逾期、不合条件 · 2 输入有误 · 3 规则包没有这条规定"""


def add_to(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "ask",
        help="问一条规则 ask one rule",
        description=f"问题和事实 Questions and their facts:\n{examples_as_text()}",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("question", metavar="QUESTION", help="问题 the question")
    add_pack(parser)
    parser.add_argument("--on", metavar="DATE", type=day, help="哪一天的规则 the day; 默认今天")
    parser.add_argument("--json", action="store_true", help="答复本来就是 JSON always JSON")
    add_output(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Ask, print the answer, and end as the answer says."""
    pack = chosen_pack(chosen, on=chosen.on)
    facts = read_stdin()
    try:
        answer, status = ask(chosen.question, Law(pack=pack, calendar=load_calendar()), facts)
    except BadInput as fault:
        raise fault.within(file=STDIN) from None
    deliver(jsontext.pretty(answer), chosen.output)
    if status == NO_RULE:
        _tell_neighbours(chosen.question, pack)
    return status


def _tell_neighbours(question: str, pack: RulePack) -> None:
    """Name the questions that this pack does answer and that may have been meant."""
    for each in neighbours_held(question, pack):
        says = f"提示：{pack.name}有这一条：{each.asks}，问 {each.question}。"
        print(says, file=sys.stderr)
