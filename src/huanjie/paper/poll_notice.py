"""The notice to voters (投票须知), to be posted: when and where, what is elected, how a paper is
marked, which papers are void, who is elected. Every rule stands there with its article.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from huanjie.law.citation import DECIDERS
from huanjie.law.pack import RulePack
from huanjie.law.rules import Rule
from huanjie.paper.blocks import Block, Heading, Paragraph, Table
from huanjie.paper.poll_day import BLANK, PollDay, ruled, sealed, takes_write_ins
from huanjie.paper.voter_cards import card_name
from huanjie.paper.word import Document

_NAME: Final = "投票须知"
_TO_COME: Final = ("ballot-by-id",)
_TO_MARK: Final = ("secrecy", "write-ins", "one-approval", "writing-help")
_TO_PASS_ON: Final = ("proxy-not-passed-on",)
_ONCE_MORE: Final = ("proxies-in-runoff",)
_VOID: Final = ("illegible", "doubtful-ballots", "forged-ballots")
"""The other provisions of a pack (其他规定) that a voter must know, by their keys."""


def poll_notice(poll: PollDay) -> Document:
    """The whole notice, under the seal of whoever holds the election."""
    sections = (
        ("时间和地点", _when(poll)),
        ("选什么", _what(poll)),
        ("怎样写票", _how(poll)),
        ("委托投票", _proxies(poll)),
        ("无效的选票", _void(poll.pack)),
        ("怎样当选", _elected(poll)),
    )
    blocks: list[Block] = []
    for name, section in sections:
        own = list(section)
        if own:
            number = "一二三四五六"[sum(isinstance(each, Heading) for each in blocks)]
            blocks += [Heading(says=f"{number}、{name}"), *own]
    return Document(
        title=(poll.name, _NAME),
        blocks=(*blocks, sealed(poll)),
        author=poll.election.unit.name,
    )


def _when(poll: PollDay) -> Iterator[Block]:
    yield Paragraph(says=f"投票时间：{poll.day} {poll.hours or BLANK}。")
    yield Paragraph(says=f"投票地点：{poll.place or BLANK * 2}。")
    yield Paragraph(says=f"请带本人有效身份证件；发了{card_name(poll.pack)}的，一起带上。")
    yield from _provided(poll.pack, _TO_COME)


def _what(poll: PollDay) -> Iterator[Block]:
    yield Table(
        head=("职务", "应选名额", "候选人"),
        rows=tuple(
            (
                poll.post(each),
                f"{each.seats} 名",
                f"{len(each.candidates)} 名" if each.candidates else "不提名候选人",
            )
            for each in poll.election.contests
        ),
        centre=frozenset({"应选名额", "候选人"}),
        whole=True,
    )


def _how(poll: PollDay) -> Iterator[Block]:
    if any(each.candidates for each in poll.election.contests):
        if poll.is_marked:
            says = "对每一名候选人，在赞成、反对、弃权中只选一项，按选票上印的符号填写。"
        else:
            says = "在要选的候选人旁边，按选票上印的符号填写。"
        yield Paragraph(says=says)
    if any(takes_write_ins(each) for each in poll.election.contests):
        yield Paragraph(says="要选候选人以外的人，在“另选他人”处写清楚他的姓名。")
    said = (f"{poll.post(each)}不多于 {each.seats} 人" for each in poll.election.contests)
    yield Paragraph(says=f"所选的人，连同另选的人在内：{'，'.join(said)}。")
    yield from _provided(poll.pack, _TO_MARK)


def _proxies(poll: PollDay) -> Iterator[Block]:
    pack = poll.pack
    yield from ruled(*(each.citation for each in pack.proxy))
    again = _ONCE_MORE if poll.vote == "runoff" else ()
    yield from _provided(pack, (*_TO_PASS_ON, *again))


def _void(pack: RulePack) -> Iterator[Block]:
    if pack.over_vote is None:
        decider = DECIDERS[pack.decided_by]
        says = f"所选人数多于应选人数的选票怎样认定，由{decider}决定：{BLANK}。"
        yield Paragraph(says=says)
    rules = (
        pack.over_vote,
        pack.same_person_twice,
        pack.write_in_needs_opposition,
        pack.illegible_part,
    )
    yield from ruled(*(rule.citation for rule in rules if rule))
    yield from _provided(pack, _VOID)


def _elected(poll: PollDay) -> Iterator[Block]:
    yield from ruled(*(rule.citation for rule in _electing(poll) if rule))


def _electing(poll: PollDay) -> tuple[Rule | None, ...]:
    """The rules by which a vote elects: a later one has a line of its own."""
    pack = poll.pack
    match poll.vote:
        case "revote":
            return pack.quorum, pack.tie
        case "runoff":
            return pack.quorum, pack.runoff, pack.tie
        case "officers":
            return pack.officers_quorum, pack.officers_majority
    turnout = poll.election.turnout
    method = turnout.method if turnout else pack.usual_method
    return pack.turnout.get(method), pack.quorum, pack.majority


def _provided(pack: RulePack, keys: tuple[str, ...]) -> Iterator[Paragraph]:
    yield from ruled(*pack.provided(*keys))
