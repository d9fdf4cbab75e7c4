"""A person's own data as files (本人信息文件): for a program as JSON, to be handed over as Word."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any, Final

from huanjie.office.clock import CHINA
from huanjie.office.keeping.person import Person
from huanjie.paper.blocks import Block, Heading, Paragraph, Signature, Table
from huanjie.paper.numerals import chinese_date
from huanjie.paper.word import Document

_TITLE: Final = "本人信息"
_LAW: Final = "（《中华人民共和国个人信息保护法》第四十五条）"


def person_json(person: Person) -> bytes:
    """Everything as JSON."""
    told: dict[str, Any] = person.as_json()
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


def person_docx(person: Person, *, place: str, made_at: datetime.datetime) -> bytes:
    """Everything as a Word file, dated with the day of `made_at` in Beijing."""
    day = chinese_date(made_at.astimezone(CHINA).date())
    blocks = (
        Paragraph(says=f"证件号码：{person.masked_number}", form="fact"),
        Paragraph(says="应本人要求，下面是本系统保存的全部本人信息。", aside=_LAW),
        *(block for each in person.held for block in _table(each.facts)),
        *(block for each in person.posts for block in _table(each.facts)),
        *(() if person.held or person.posts else (Paragraph(says="没有查到本人的信息。"),)),
        Signature(lines=(place, day)),
    )
    return Document(title=(_TITLE,), blocks=blocks, author=place).as_bytes(made_at=made_at)


def _table(facts: tuple[tuple[str, str], ...]) -> Iterator[Block]:
    """What is held, under the first of it."""
    yield Heading(says=facts[0][1])
    yield Table(head=("项目", "内容"), rows=facts[1:])
