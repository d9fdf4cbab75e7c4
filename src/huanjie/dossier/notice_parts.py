"""The notice as values (公告的内容): its parts, before they are set as text or in a Word file."""

from __future__ import annotations

from dataclasses import dataclass

from huanjie.law.citation import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and what stands behind it (抬头的一项)."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence (一句话), with the article that it rests on where it rests on one."""

    says: str
    citation: Citation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Elected:
    """One post of the list of the elected (当选名单的一项): each name with its votes."""

    post: str
    people: tuple[tuple[str, int | None], ...]
    vacancies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRow:
    """One person's votes in one vote, and what came of them (得票、结果)."""

    name: str
    votes: int
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """The votes of one contest (得票表), in the order of the paper."""

    caption: str
    rows: tuple[VoteRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """An article with its sentence (依据)."""

    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """The fingerprint of the key that signs the dossier (公钥指纹)."""

    says: str


NoticeBlock = Line | Elected | Votes | Ground | Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it; a round's section belongs to the one before it."""

    heading: str
    blocks: tuple[NoticeBlock, ...]
    is_round: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The whole notice (选举结果公告) but for its seal and date, which its paper adds."""

    title: str
    facts: tuple[Fact, ...]
    correction: tuple[Fact, ...]
    """what a correction says of itself; empty where this is none"""
    sections: tuple[Section, ...]
