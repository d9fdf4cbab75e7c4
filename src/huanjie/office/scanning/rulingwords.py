"""A ruling in words (认定的内容): line by line, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from huanjie.domain.adjudication import Marked, Ruling, SamePaper
from huanjie.domain.election import Election as ElectionFile
from huanjie.law.pack import RulePack
from huanjie.office.scanning.rulingform import MARKS, VERDICTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line (一行): what of it is a name is marked as Chinese."""

    head: str
    name: str = ""
    says: str = ""


def lines(ruling: Ruling, file: ElectionFile, pack: RulePack) -> tuple[Line, ...]:
    """The whole ruling; marks that are not there are not told."""
    kind = str(dict(VERDICTS)[ruling.kind])
    if isinstance(ruling, SamePaper):
        name, page = ruling.picture
        return (Line(head=kind, name=name, says=_("第 %(n)d 页") % {"n": page}),)
    if isinstance(ruling, Marked):
        return (Line(head=kind), *_marks(ruling, file, pack))
    return (Line(head=kind),)


def _marks(ruling: Marked, file: ElectionFile, pack: RulePack) -> Iterator[Line]:
    words = dict(MARKS[file.style])
    for contest in file.contests:
        paper, post = ruling.contests[contest.post], _(pack.post_name(contest.post))
        for each in contest.candidates:
            if mark := paper.marks.get(each.id):
                yield Line(head=post, name=each.name, says=str(words[mark]))
        for name in paper.write_ins:
            yield Line(head=post, name=name, says=_("另选他人"))
        if not paper.marks and not paper.write_ins:
            yield Line(head=post, says=_("没有标记"))
