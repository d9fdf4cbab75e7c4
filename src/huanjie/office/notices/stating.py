"""Statements and photographs (竞职陈述、照片): of those who stand and gave them, to be posted."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from huanjie.domain.permission import Action
from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.slate import slate_of, standing_of
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.gates import pass_gates
from huanjie.office.notices.models import Statement
from huanjie.office.planning.models import Election
from huanjie.office.sealing import Sealed, sealed, unsealed
from huanjie.paper.portrait import portrait

LONGEST: Final = 1000
"""characters of a statement"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody gave (本人提供的内容): an empty part leaves what was given before."""

    person: str
    """the id on the paper"""
    text: str = ""
    photo: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Somebody who stands, with what they gave (一人的陈述和照片)."""

    nominee: Nominee
    posts: str
    text: str
    photo: bytes

    @property
    def gave(self) -> bool:
        """Whether they gave anything."""
        return bool(self.text or self.photo)

    @property
    def address(self) -> str:
        """The photograph as a data address; empty where there is none."""
        if not self.photo:
            return ""
        return f"data:image/jpeg;base64,{base64.b64encode(self.photo).decode()}"


@command(Action.KEEP_STATEMENT)
def keep_statement(*, acting_user: ActingUser, election: Election, given: Given) -> Done[str]:
    """Enter what somebody gave to be posted, or replace it (登记竞职陈述); the answer is the id.

    BadInput at `person`, `text` or `photo`.
    """
    _check_open(election)
    _check_stands(election, given.person)
    text = "\n".join(line.strip() for line in given.text.splitlines()).strip()
    if len(text) > LONGEST:
        raise BadInput(
            f"竞职陈述最多 {LONGEST} 个字，现在有 {len(text)} 个", at="text", remedy="请本人改短"
        )
    if not text and not given.photo:
        raise BadInput("没有陈述，也没有照片", at="text", remedy="至少交一样")
    row, _ = Statement.objects.get_or_create(
        election=election, person=given.person, defaults={"region": election.region}
    )
    if text:
        row.text = text
    if given.photo:
        kept = sealed(portrait(given.photo))
        row.photo, row.photo_key = kept.content, kept.key
    row.save(update_fields=("text", "photo", "photo_key"))
    return Done(answer=given.person, says={"kept": [given.person]})


@command(Action.KEEP_STATEMENT)
def take_back_statement(*, acting_user: ActingUser, election: Election, person: str) -> Done[str]:
    """Delete what somebody gave, at their wish (撤下); the answer is the id."""
    _check_open(election)
    gone, _ = Statement.objects.filter(election=election, person=person).delete()
    if not gone:
        raise BadInput("这个人没有交过陈述或者照片", at="person", remedy="看现在的列表")
    return Done(answer=person, says={"taken_back": [person]})


def posted_of(election: Election) -> Iterator[Posted]:
    """Everybody who stands, in stroke order, with what they gave."""
    slate = slate_of(election)
    kept = {each.person: each for each in Statement.objects.filter(election=election)}
    for each in slate.people:
        row = kept.get(each.person)
        stands_for = (x for x in slate.lines if each.person in {y.person for y in x.people})
        yield Posted(
            nominee=each,
            posts="、".join(line.contest.name for line in stands_for),
            text=(row.text or "") if row else "",
            photo=_photo(row) if row else b"",
        )


def _photo(row: Statement) -> bytes:
    if row.photo is None or row.photo_key is None:
        return b""
    return unsealed(Sealed(bytes(row.photo), row.photo_key))


def _check_open(election: Election) -> None:
    election.advance(Action.KEEP_STATEMENT)
    pass_gates(Action.KEEP_STATEMENT, election)


def _check_stands(election: Election, person: str) -> None:
    if person not in standing_of(election):
        raise BadInput(
            f"“{shown(person)}”不在这次选举的人选里", at="person", remedy="从列出的人选里选"
        )
