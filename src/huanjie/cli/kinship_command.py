"""`huanjie kinship`: who may not serve together in a body, from what is known of their kin."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from huanjie.cli.arguments import add_local, add_output, chosen_pack, deliver
from huanjie.domain.kinconflicts import Conflict, Conflicts, conflicts
from huanjie.domain.kinship import NO_KIN
from huanjie.domain.kinterms import PRONOUNS, in_chinese, in_english
from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.exchange.kinfiles import KinFiles, read_kin_files
from huanjie.exchange.questions.kin import conflicts_as_json
from huanjie.law.bodyrules import KinBar
from huanjie.law.kinship import NEAR_RELATIVE, load_kinship
from huanjie.law.pack import RulePack

EXAMPLE = """三个文件 The three files (CSV、XLSX，表头中文或英文 headings Chinese or English):
  PEOPLE     姓名,身份证号,性别      name,id_number,sex          号码和性别可以不写 both optional
  RELATIONS  本人,关系,亲属          person,relation,person
             读作“本人 的 关系 是 亲属”：赵一,岳父,钱二 就是赵一的岳父是钱二
             read "A's RELATION is B": 赵一,father_in_law,钱二: 赵一's father-in-law is 钱二
  BODIES     组织,职务,姓名          body,post,person            职务可以不写 optional

称谓用中文（岳父、连襟、妻子的哥哥的妻子）或英文（wifes_brothers_wife）；离婚的写前夫、前妻；
收养的写养父、养子；继父、继子只指有抚养关系的，没有抚养过的写母亲的丈夫。
Terms are Chinese or English; an ended marriage is ex_wife; a stepfather is one who raised the
child, any other is mothers_husband.

例 Example: huanjie kinship people.csv relations.csv bodies.csv --pack villagers-committee
不写 --pack 时按民法典的近亲属。 Without --pack: the near relatives of the Civil Code.
退出状态 Exit status: 0 没有 none · 1 有须回避的 conflicts · 2 输入有误 · 3 规则包没有这条规定"""


def add_to(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "kinship",
        help="亲属回避 who may not serve together",
        description="查出每个组织里须回避的亲属 The pairs of relatives in each body.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("people", metavar="PEOPLE", type=Path, help="人员 everybody")
    parser.add_argument("relations", metavar="RELATIONS", type=Path, help="亲属关系 who is whose")
    parser.add_argument("bodies", metavar="BODIES", type=Path, help="组织成员 who serves where")
    parser.add_argument("--pack", metavar="PACK", help="规则包 rule pack: <body>、.toml 文件")
    parser.add_argument("--region", metavar="R", help="地区 region: sichuan、zhejiang…")
    add_local(parser)
    parser.add_argument("--json", action="store_true")
    add_output(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the conflicts; any makes it a plain no."""
    pack = _pack(chosen)
    paths = (chosen.people, chosen.relations, chosen.bodies)
    people, relations, bodies = ((str(path), jsontext.read_bytes(path)) for path in paths)
    files = read_kin_files(people, relations, bodies)
    found = conflicts(files.family, files.bodies, _bar(pack), load_kinship())
    if chosen.json:
        text = jsontext.pretty(
            {
                "pack": pack.id if pack else None,
                "conflicts": conflicts_as_json(found),
                "grounds": [citation.as_json() for citation in found.grounds],
            }
        )
    else:
        text = "\n".join(_lines(found, files)) + "\n"
    deliver(text, chosen.output)
    return 1 if any(found.bodies.values()) else 0


def _pack(chosen: argparse.Namespace) -> RulePack | None:
    if chosen.pack:
        return chosen_pack(chosen, on=None)
    if chosen.region:
        raise BadInput("--region 要和 --pack 一起写", remedy="补上 --pack")
    return None


def _bar(pack: RulePack | None) -> KinBar:
    """The pack's bar; without a pack the near relatives of the Civil Code."""
    if pack:
        return pack.need(pack.near_relatives, "near_relatives")
    citation = load_kinship().near_relatives.citation
    return KinBar(citation=citation, classes=(NEAR_RELATIVE,))


def _lines(found: Conflicts, files: KinFiles) -> Iterator[str]:
    for body, pairs in found.bodies.items():
        yield f"{body}：{f'{len(pairs)} 对须回避' if pairs else '没有须回避的亲属'}"
        for pair in pairs:
            yield f"  {_sentence(pair, files)}"
    yield from (f"依据：{c.quoted}" for c in found.grounds)


def _sentence(pair: Conflict, files: KinFiles) -> str:
    law = load_kinship()
    words = [law.list_of(word).name for word in pair.verdict.words if word != NO_KIN]
    english = f"{PRONOUNS[files.sexes.get(pair.a)]} {in_english(pair.relation)}"
    path = f"{pair.b}是{pair.a}的{in_chinese(pair.relation)}（{english}）"
    return f"{pair.a}、{pair.b}（{'、'.join(words)}）：{path}"
