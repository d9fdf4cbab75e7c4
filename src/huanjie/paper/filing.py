"""What an election writes to those above it, and what they answer (请示、备案报告、批复), as
official documents.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from huanjie.domain.daywords import in_words
from huanjie.domain.filing import CONTENT_NAMES, Content, Kind
from huanjie.law.citation import Citation, cited
from huanjie.paper.blocks import Block, Heading, Paragraph, Signature, Table
from huanjie.paper.numerals import chinese_date
from huanjie.paper.poll_day import BLANK
from huanjie.paper.word import Document

_CLOSING: Final = {Kind.REQUEST: "妥否，请批示。", Kind.FILING: "特此报告，请予备案。"}
_KIND_WORDS: Final = {Kind.REQUEST: "请示", Kind.FILING: "备案报告"}
_PEOPLE: Final = {
    Content.COMMITTEE: "选举委员会成员",
    Content.ELECTION: "人选",
    Content.NOMINEES: "人选（按姓氏笔画为序）",
    Content.RESULT: "当选的人",
}
_TO_ANSWER: Final = "上级机关"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsLine:
    """A post with its seats (一项职务的名额)."""

    post: str
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """Somebody that a document names (一个人): for which post, with the votes, if any."""

    post: str
    name: str
    sex: str = ""
    votes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """一份报送的文书: who writes to whom, about what, and what it rests on."""

    kind: Kind
    content: Content
    election: str
    """清水村党支部委员会选举"""
    sender: str
    to: str
    number: str = ""
    """the document's own number (发文字号); empty: to be written by hand"""
    day: datetime.date | None = None
    polling_day: datetime.date
    method: str
    """what is said of the way to elect"""
    seats: tuple[SeatsLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    figures: tuple[tuple[str, int, str], ...] = ()
    """numbers of the vote (应到、发出、收回): of each its label, the number, its unit (张)"""
    grounds: tuple[Citation, ...] = ()

    @property
    def tells_sex(self) -> bool:
        """Whether it says of anybody whom it names of which sex they are."""
        return any(each.sex for each in self.people)

    @property
    def title(self) -> str:
        """What it is called: 关于清水村党支部委员会换届选举的请示."""
        return "".join(self.title_lines(_KIND_WORDS[self.kind]))

    def title_lines(self, kind: str) -> tuple[str, str]:
        """The same in two lines, neither of which breaks a word (标题分行，词意完整)."""
        if self.content is Content.COMMITTEE:
            return f"关于{self.sender}", f"成员的{kind}"
        body = self.election.removesuffix("选举")
        return f"关于{body}", f"{CONTENT_NAMES[self.content]}的{kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """一份批复: the answer to a letter."""

    letter: Letter
    organ: str
    """who answers"""
    approved: bool
    number: str = ""
    day: datetime.date | None = None

    @property
    def title(self) -> str:
        """What it is called: 关于……的批复."""
        return "".join(self.letter.title_lines("批复"))


def letter_document(letter: Letter) -> Document:
    """A request or a filing, to be printed and sealed."""
    return Document(
        title=letter.title_lines(_KIND_WORDS[letter.kind]),
        blocks=tuple(_letter(letter)),
        author=letter.sender,
    )


def _letter(letter: Letter) -> Iterator[Block]:
    if letter.number:
        yield Paragraph(says=letter.number, form="fact")
    yield Paragraph(says=f"{letter.to or BLANK}：", form="address")
    yield Paragraph(says=_opening(letter))
    for number, (name, blocks) in enumerate(_sections(letter)):
        yield Heading(says=f"{'一二三四'[number]}、{name}")
        yield from blocks
    yield Paragraph(says=_CLOSING[letter.kind])
    yield _sealed(letter.sender, letter.day)


def _opening(letter: Letter) -> str:
    words = "请示" if letter.kind is Kind.REQUEST else "报告"
    match letter.content:
        case Content.COMMITTEE:
            return f"{letter.sender}已经推选产生，现将成员名单{words}如下。"
        case Content.ELECTION:
            return f"现将{letter.election}的有关事项{words}如下。"
        case Content.NOMINEES:
            return f"现将{letter.election}的候选人预备人选{words}如下。"
        case Content.RESULT:
            day = in_words(letter.polling_day)
            return f"{letter.election}已于{day}举行，现将结果{words}如下。"


def _sections(letter: Letter) -> Iterator[tuple[str, tuple[Block, ...]]]:
    if letter.content in (Content.ELECTION, Content.NOMINEES):
        says = f"选举日定为{in_words(letter.polling_day)}，由{letter.method}投票选举。"
        yield "选举的时间和方式", (Paragraph(says=says),)
    if letter.seats:
        yield "职务和名额", (_seats(letter.seats),)
    if letter.figures:
        said = "，".join(f"{label} {number} {unit}" for label, number, unit in letter.figures)
        yield "投票的情况", (Paragraph(says=f"{said}。"),)
    if letter.people:
        yield _PEOPLE[letter.content], (_people(letter.people),)
    if letter.grounds:
        yield "依据", (Paragraph(says=f"{cited(letter.grounds)}。"),)


def _seats(lines: tuple[SeatsLine, ...]) -> Table:
    rows = tuple((each.post, f"{each.seats}") for each in lines)
    return Table(head=("职务", "名额"), rows=rows, centre=frozenset({"名额"}), whole=True)


def _people(people: tuple[PersonLine, ...]) -> Table:
    counted = any(each.votes is not None for each in people)
    told = any(each.sex for each in people)
    head = ("职务", "姓名", *(("性别",) if told else ()), *(("得票",) if counted else ()))
    rows = tuple(
        (
            *(each.post, each.name),
            *((each.sex,) if told else ()),
            *((_votes(each.votes),) if counted else ()),
        )
        for each in people
    )
    return Table(head=head, rows=rows, centre=frozenset({"性别"}), right=frozenset({"得票"}))


def _votes(votes: int | None) -> str:
    return "" if votes is None else str(votes)


def reply_document(reply: Reply) -> Document:
    """The answer to a request, to be printed and sealed by whoever answers."""
    letter = reply.letter
    consent = "同意" if reply.approved else "不同意"
    number = f"（{letter.number}）" if letter.number else ""
    blocks: list[Block] = []
    if reply.number:
        blocks.append(Paragraph(says=reply.number, form="fact"))
    blocks += [
        Paragraph(says=f"{letter.sender}：", form="address"),
        Paragraph(
            says=f"《{letter.title}》{number}收悉。{_by_law(letter)}现批复如下：{consent}所请事项。"
        ),
        *_decided(reply),
        Paragraph(says="此复。"),
        _sealed(reply.organ or _TO_ANSWER, reply.day),
    ]
    return Document(
        title=letter.title_lines("批复"),
        blocks=tuple(blocks),
        author=reply.organ or _TO_ANSWER,
    )


def _by_law(letter: Letter) -> str:
    """What the answer rests on: the articles alone, for how an office reads them is its own note
    and goes into no document.
    """
    return f"根据{cited(letter.grounds)}，" if letter.grounds else ""


def _decided(reply: Reply) -> Iterator[Block]:
    """What is consented to, as the request put it."""
    if reply.approved and reply.letter.people:
        yield _people(reply.letter.people)
    elif reply.approved and reply.letter.seats:
        yield _seats(reply.letter.seats)


def _sealed(who: str, day: datetime.date | None) -> Signature:
    written = chinese_date(day) if day else "　　年　　月　　日"
    return Signature(lines=(f"{who}（盖章）", written))
