"""The notice (选举结果公告) in plain text: to be printed, stamped and posted."""

from __future__ import annotations

from collections.abc import Iterator

from huanjie.dossier.case import Case
from huanjie.dossier.notice_content import notice_of
from huanjie.dossier.notice_parts import (
    Elected,
    Fact,
    Fingerprint,
    Ground,
    Line,
    Notice,
    NoticeBlock,
    Section,
    Votes,
)

_INDENT = "    "


def result_notice(case: Case) -> str:
    """The whole notice."""
    return "\n".join(_lines(notice_of(case))) + "\n"


def _lines(notice: Notice) -> Iterator[str]:
    yield notice.title
    yield ""
    yield from map(_fact, notice.facts)
    if notice.correction:
        yield ""
        yield from map(_fact, notice.correction)
    for section in notice.sections:
        yield from _section(section)
    yield ""
    yield "                                        主持选举的机构（盖章）"
    yield "                                              年    月    日"


def _fact(fact: Fact) -> str:
    return f"{fact.label}：{fact.value}"


def _section(section: Section) -> Iterator[str]:
    yield ""
    yield section.heading
    for block in section.blocks:
        yield _INDENT + _in_text(block)


def _in_text(block: NoticeBlock) -> str:
    match block:
        case Line(says=says, citation=citation):
            return f"{says}（{citation.named}）" if citation else says
        case Elected():
            return _elected(block)
        case Votes(caption=caption, rows=rows):
            return f"{caption}：{'，'.join(f'{row.name} {row.votes} 票' for row in rows)}"
        case Ground(citation=citation):
            return citation.quoted
        case Fingerprint(says=says):
            return says


def _elected(elected: Elected) -> str:
    names = "、".join(name for name, _ in elected.people) or "（空缺）"
    vacant = f"（尚缺 {elected.vacancies} 名）" if elected.people and elected.vacancies else ""
    return f"{elected.post}：{names}{vacant}"
