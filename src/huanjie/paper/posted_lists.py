"""The two lists that every election posts (张贴的名单): who may vote, and who stands. Names in the
order of the law, a masked number only of whoever nothing else tells apart, the articles, the seal
and the day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from huanjie.domain.daywords import in_words
from huanjie.domain.memberroll import MemberRoll
from huanjie.law.amounts import grouped
from huanjie.law.citation import Citation, cited, on_paper
from huanjie.paper.blocks import Block, Heading, Names, Paragraph, Scan, Signature, Table
from huanjie.paper.nominee_papers import Occasion
from huanjie.paper.numerals import chinese_date
from huanjie.paper.poll_day import objections_taken
from huanjie.paper.word import Document

NOBODY: Final = "现在没有候选人。"
"""of a post for which nobody stands, until the place is filled"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedRoll:
    """公布的名单: who may vote, by group or, of members, by standing."""

    list_name: str
    published_on: datetime.date
    registered: int
    counted: str
    """whom that number counts (登记参加选举的、应到会的成员)"""
    members: MemberRoll | None
    """of the Party or the League, whose members are counted and not registered"""
    parts: tuple[tuple[str, Names], ...]
    """of each part its name and its people"""
    grounds: tuple[Citation, ...] = ()
    object_until: datetime.date | None = None
    is_objectable: bool = True
    """whether that day is not over yet, when the list is printed (again)"""
    objections: tuple[Citation, ...] = ()
    changed_on: datetime.date | None = None
    look_up: str = ""
    """the address at which everybody asks about themselves; none where the roll is not public"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedCandidates:
    """公布的候选人: post by post, with whoever has left the list since."""

    list_name: str
    published_on: datetime.date
    posted_on: datetime.date
    """the day of the list as it is now"""
    ordered_by: str
    posts: tuple[tuple[str, int, tuple[tuple[str, str, str], ...]], ...]
    """of each post its name, its seats, and of each person name, sex and group"""
    departed_before: tuple[tuple[str, str], ...] = ()
    """who left a list before this one, while it was filled up, and which post"""
    departed: tuple[tuple[str, str], ...] = ()
    """who left this one, and which post"""
    grounds: tuple[Citation, ...] = ()


def roll_notice(occasion: Occasion, roll: PostedRoll) -> Document:
    """参加选举的村民名单公告, or the members of the Party or the League, to be sealed."""
    name = roll.members.name if roll.members else f"{roll.list_name}公告"
    return _notice(occasion, name, (*_roll(occasion, roll), _sealed(occasion, roll.published_on)))


def _roll(occasion: Occasion, roll: PostedRoll) -> Iterator[Block]:
    day, number = in_words(occasion.polling_day), grouped(roll.registered)
    if roll.members:
        of = roll.members
        says = f"{roll.counted} {number} 人。选举日为{day}。各类{of.member}按姓氏笔画为序。"
    else:
        says = f"{roll.counted}共 {number} 人，现公布如下（各组按姓氏笔画为序）。选举日为{day}。"
    yield Paragraph(says=says, aside=_aside(roll.grounds))
    if roll.object_until:
        last = in_words(roll.object_until)
        says = f"认为漏登、错登的，在{last}以前（包括当天）向{occasion.sealed_by}提出。"
        over = f"对名单提出异议的期限是{last}，已经过了。"
        yield Paragraph(says=says if roll.is_objectable else over, aside=_aside(roll.objections))
        if roll.is_objectable:
            yield from objections_taken()
    if roll.look_up:
        yield Scan(says=roll.look_up, under=f"扫码查自己在不在名单上：\n{roll.look_up}")
    if roll.changed_on:
        yield Paragraph(says=f"名单已按{in_words(roll.changed_on)}的变动更新。")
    for name, people in roll.parts:
        yield Heading(says=f"{name or '未分组'}（{grouped(len(people.names))} 人）", level=2)
        yield people


def candidates_notice(occasion: Occasion, slate: PostedCandidates) -> Document:
    """正式候选人名单公告, to be sealed and posted."""
    blocks = (*_candidates(occasion, slate), _sealed(occasion, slate.posted_on))
    return _notice(occasion, f"{slate.list_name}公告", blocks)


def _candidates(occasion: Occasion, slate: PostedCandidates) -> Iterator[Block]:
    # What the order rests on is named beside it already.
    grounds = (each for each in slate.grounds if f"{cited((each,))}）" not in slate.ordered_by)
    yield Paragraph(
        says=f"{occasion.name}的{slate.list_name}公布如下，{slate.ordered_by}。"
        f"选举日为{in_words(occasion.polling_day)}。",
        aside=_aside(tuple(grounds)),
    )
    for post, seats, people in slate.posts:
        says = f"{post}（应选 {seats} 人，候选人 {len(people)} 人）"
        yield Heading(says=says, level=2)
        head = ("姓名", "性别", "小组")
        if people:
            yield Table(head=head, rows=people, shares=(0.4, 0.2, 0.4), whole=True)
        else:
            yield Paragraph(says=NOBODY)
    for name, post in (*slate.departed_before, *slate.departed):
        yield Paragraph(says=f"{name}不再是{post}的候选人。")
    if slate.departed:
        yield Paragraph(says=f"名单原于{in_words(slate.published_on)}公布，调整后重新公布。")


def _aside(grounds: tuple[Citation, ...]) -> str:
    """The articles that bind this place; nothing where there are none."""
    named = on_paper(grounds)
    return f"（{cited(named)}）" if named else ""


def _sealed(occasion: Occasion, day: datetime.date) -> Signature:
    return Signature(lines=(f"{occasion.sealed_by}（盖章）", chinese_date(day)))


def _notice(occasion: Occasion, name: str, blocks: tuple[Block, ...]) -> Document:
    return Document(title=(occasion.name, name), blocks=blocks, author=occasion.place)
