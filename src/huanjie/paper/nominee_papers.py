"""Papers of nomination and review (提名和资格审查的文书): the form to nominate by one route, the
declaration that a nominee signs, the table of the review, and what whoever is barred is told.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from huanjie.domain.daywords import in_words
from huanjie.law.bodyrules import Appeal
from huanjie.law.citation import Citation, cited
from huanjie.law.pack import RulePack
from huanjie.paper.blocks import Block, Fields, Heading, Paragraph, Signature, Table
from huanjie.paper.dress import FORM, OFFICIAL, Leaf
from huanjie.paper.poll_day import BLANK, ruled_below, sealing
from huanjie.paper.word import Document

_DAY: Final = "　　年　　月　　日"
_LINES: Final = 12
"""lines for nominators on a sheet, where nobody says how many sign"""
_MOST_LINES: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Which election a paper belongs to (哪次选举)."""

    place: str
    pack: RulePack
    polling_day: datetime.date

    @property
    def name(self) -> str:
        """清水村村民委员会选举."""
        return f"{self.place}{self.pack.name}选举"

    @property
    def sealed_by(self) -> str:
        """Who holds the election and seals (主持选举的机构)."""
        return sealing(self.place, self.pack)


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteSaid:
    """By which route (提名途径): its name, how many it takes, its rule, or whose decision it is."""

    name: str
    at_least: int
    citation: Citation | None
    decided_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One condition as it was judged (一条审查): the condition, the facts with their sources, what
    was found, and the article.
    """

    condition: str
    facts: str
    finding: str
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Whose review it is (被审查的人)."""

    name: str
    sex: str
    posts: str
    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """What somebody is told who does not meet the conditions (告知的内容)."""

    name: str
    posts: str
    found_on: datetime.date
    appeal_until: datetime.date
    grounds: tuple[tuple[str, str, str], ...]
    """of each condition its reason, its sentence and its article"""
    is_struck: bool = False
    """whether a place on a list that was published is lost with it (公布名单以后取消资格)"""
    is_cancellation: bool = False
    """whether the candidacy is lost by what the person did, and not by a condition"""
    appeal: Appeal | None = None
    """how long the law gives, and who answers within how many days; None: no law says"""
    day_grounds: tuple[Citation, ...] = ()
    """the articles that give the last day, where the law does"""


def nomination_form(occasion: Occasion, route: RouteSaid, posts: Iterable[str]) -> Document:
    """提名表: who is nominated for which post, named once for each of its
    seats, and the lines on which the nominators sign.
    """
    blocks: list[Block] = [
        Fields(rows=((("提名途径", route.name),), (("选举日", in_words(occasion.polling_day)),))),
        Paragraph(says="", form="small"),
        Table(
            head=("职务", "被提名人姓名", "性别", "出生年月", "备注"),
            rows=tuple((post, "", "", "", "") for post in posts),
            height=10,
        ),
        *_route_rule(route),
        Paragraph(
            says="提名人（签字，不得代签；本表由主持选举的机构保管，不公开提名人）：", form="small"
        ),
        _signers(route),
        Signature(lines=("收表人（签字）", _DAY)),
    ]
    return _paper(occasion, "候选人提名表", blocks, leaf=FORM)


def _route_rule(route: RouteSaid) -> Iterator[Block]:
    if route.citation is None:
        yield Paragraph(
            says=f"规定没有写提名途径和人数，由{route.decided_by}决定：{BLANK}。", form="small"
        )
        return
    yield Paragraph(says=f"至少 {route.at_least} 人提名。")
    yield from ruled_below(route.citation)


def _signers(route: RouteSaid) -> Table:
    """As many lines as the route asks for, two people on each."""
    if route.name == "党组织提名推荐":
        return Table(head=("提名的党组织（盖章）", "日期"), rows=(("", ""),), height=16)
    lines = min(_MOST_LINES, max(_LINES, route.at_least))
    half = -(-lines // 2)
    rows = tuple((str(n), "", str(n + half), "") for n in range(1, half + 1))
    return Table(
        head=("序号", "签名", "序号 ", "签名 "),
        rows=rows,
        shares=(0.1, 0.4, 0.1, 0.4),
        centre=frozenset({"序号", "序号 "}),
        height=9,
    )


def declaration_form(
    occasion: Occasion, facts: Iterable[str], citations: Iterable[Citation]
) -> Document:
    """参选人本人声明: nothing is asked but the facts that the conditions name."""
    blocks: list[Block] = [
        Fields(rows=((("姓名", ""), ("性别", "")), (("拟参选的职务", ""),))),
        Paragraph(says="本人对照任职条件，如实声明（在“是”或者“否”下面打√）："),
        Table(
            head=("事项", "是", "否"),
            rows=tuple((each, "", "") for each in facts),
            shares=(0.7, 0.15, 0.15),
            height=11,
        ),
        Heading(says="任职条件", level=2),
        *ruled_below(*citations),
        Paragraph(says="以上内容只用于这次选举的资格审查。声明不实的，依规定处理。"),
        Signature(lines=("声明人（签字）", _DAY)),
    ]
    return _paper(occasion, "参选人本人声明", blocks, leaf=FORM)


def review_table(
    occasion: Occasion, whom: Whom, reviewed: Iterable[Reviewed], *, decided_by: str = ""
) -> Document:
    """资格审查表: each condition with its facts, their sources, the finding and the article."""
    rows = tuple(
        (each.condition, each.facts, each.finding, each.citation.in_short) for each in reviewed
    )
    blocks: list[Block] = [
        Fields(
            rows=(
                (("姓名", whom.name), ("性别", whom.sex)),
                (("拟任职务", whom.posts), ("审查结论", whom.finding)),
            )
        ),
        Paragraph(says="", form="small"),
    ]
    if rows:
        head = ("条件", "事实和来源", "结论", "依据")
        blocks.append(Table(head=head, rows=rows, shares=(0.2, 0.44, 0.14, 0.22), dense=True))
    else:
        blocks.append(Paragraph(says=f"规定没有写任职条件，由{decided_by}决定：{BLANK}。"))
    # In boxes, which take less of the page than lines under one another do, and hold no row above.
    blocks += [
        Paragraph(says="", form="small"),
        Fields(rows=((("审查人（签字）", ""), ("复核人（签字）", "")),)),
        Signature(lines=(f"{occasion.sealed_by}（盖章）", _DAY)),
    ]
    return _paper(occasion, "候选人资格审查表", blocks, leaf=FORM)


def bar_notice(occasion: Occasion, barred: Barred) -> Document:
    """资格审查结果告知书: why, by which article, until when and to whom to appeal."""
    blocks: list[Block] = [
        Paragraph(says=f"{barred.name}：", form="address"),
        Paragraph(says=_found(occasion, barred)),
        *(
            Paragraph(says=f"{reason}。{says}", aside=f"（{article}）")
            for reason, says, article in barred.grounds
        ),
        Heading(says="怎样申诉", level=2),
        Paragraph(
            says=f"不服的，可以在{in_words(barred.appeal_until)}以前（含当日）"
            f"向{_to(occasion, barred)}书面申诉，并附证明材料。"
            "申诉由认定人以外的人决定，决定书面告知。"
        ),
        *_term(barred),
        Signature(lines=(f"{occasion.sealed_by}（盖章）", _DAY)),
        Paragraph(says="送达回证：本人已收到上述告知书。"),
        Signature(signers=("收件人（签字）", "送达人（签字）"), lines=(_DAY,)),
    ]
    return _paper(occasion, "资格审查结果告知书", blocks, leaf=FORM)


def _found(occasion: Occasion, barred: Barred) -> str:
    """What was found (认定的内容), before its grounds."""
    day = in_words(barred.found_on)
    if barred.is_cancellation:
        post = f"您是{occasion.name}的{barred.posts}候选人。"
        return f"{post}经查明，{day}取消您的候选人资格，依据如下："
    post = f"您在{occasion.name}中被提名为{barred.posts}的人选。"
    return f"{post}经审查，{day}认定您不符合条件，依据如下："


def _to(occasion: Occasion, barred: Barred) -> str:
    return barred.appeal.answered_by if barred.appeal else occasion.sealed_by


def _term(barred: Barred) -> list[Block]:
    """How long there is to appeal, and to answer, and by which article."""
    rule = barred.appeal
    if rule is None:
        says = "法律没有规定申诉的期限，这个日期由主持选举的机构确定。"
        return [Paragraph(says=says, form="small")]
    answer = f"{rule.answered_by}自收到之日起 {rule.answer_days} 日内复核，答复您并张榜公布。"
    if barred.is_struck:
        first = barred.day_grounds[0]
        aside = f"（{cited(barred.day_grounds)}）"
        return [Paragraph(says=answer), Paragraph(says=first.says, aside=aside, form="small")]
    return [
        Paragraph(says=answer),
        Paragraph(
            says=f"审查结果于{in_words(barred.found_on)}公布，"
            f"自公布之日起 {rule.days} 日内可以提出。",
            aside=f"（{cited(barred.day_grounds)}）",
            form="small",
        ),
    ]


def _paper(occasion: Occasion, name: str, blocks: list[Block], leaf: Leaf = OFFICIAL) -> Document:
    return Document(
        title=(occasion.name, name), blocks=tuple(blocks), author=occasion.place, leaf=leaf
    )
