"""The form of a ruling (认定表): a verdict on the whole paper, and where it is one of this vote,
every mark and every name on it.

What was read for sure is filled in, so that nobody copies twenty marks; what is in doubt is not,
nothing is said yet of the paper itself, and nothing counts before a person sends it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huanjie.domain.adjudication import (
    Illegible,
    Item,
    Marked,
    NotAPaper,
    Ruling,
    SamePaper,
)
from huanjie.domain.ballotform import BallotForm
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import Candidate, Contest
from huanjie.domain.election import Election as ElectionFile
from huanjie.domain.personname import LONGEST_NAME, repaired_name
from huanjie.domain.seen import NONE, seen_on, seen_together
from huanjie.domain.tally import Mark, Paper
from huanjie.law.pack import RulePack
from huanjie.office.forms import NamesSelect
from huanjie.office.polling.forms import CountField, OwnFields

VERDICTS: Final = (
    ("marked", gettext_lazy("是这次的选票，标记如下")),
    ("not-a-paper", gettext_lazy("不是这次投票的选票，或者是空白的背面")),
    ("same-paper", gettext_lazy("和另一幅图像是同一张选票")),
    ("illegible", gettext_lazy("是这次的选票，但是整张无法辨认，无效")),
)
# 没有标记 is a choice, too, so that a row that nobody looked at is seen.
MARKS: Final[Mapping[str, tuple[tuple[str, Any], ...]]] = {
    "choice": (("approve", gettext_lazy("选")), (NONE, gettext_lazy("没有标记"))),
    "approve-oppose-abstain": (
        ("approve", gettext_lazy("赞成")),
        ("oppose", gettext_lazy("反对")),
        ("abstain", gettext_lazy("弃权")),
        (NONE, gettext_lazy("没有标记")),
    ),
}
Seen = Mapping[tuple[Post, PersonId], str]
"""The mark, or `none`, of whoever was read for sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One candidate (候选人一行): the choice, and whether the reader was not sure."""

    candidate: Candidate
    field: forms.BoundField
    in_doubt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestRows:
    """One post (一项职务)."""

    name: str
    seats: int
    people: tuple[PersonRow, ...]
    names: tuple[forms.BoundField, ...]


def seen_marks(item: Item, forms: Collection[BallotForm]) -> Seen:
    """What was read for sure on the pictures of one paper."""
    seen = seen_together([seen_on(page, forms) for page in item.pictures])
    return {
        (post, person): mark for post, said in seen.items() for person, mark in said.marks.items()
    }


class RulingForm(OwnFields):
    """认定."""

    besides = frozenset({"item"})
    verdict = forms.ChoiceField(
        label=gettext_lazy("这幅图像"), choices=VERDICTS, widget=forms.RadioSelect
    )

    def __init__(
        self,
        file: ElectionFile,
        pack: RulePack,
        seen: Seen,
        places: list[str],
        data: Any = None,
    ) -> None:
        super().__init__(data)
        self._file, self._pack, self._seen = file, pack, seen
        for contest in file.contests:
            self._add(contest)
        self.fields["same_file"] = forms.ChoiceField(
            label=_("另一幅图像在哪个文件"),
            choices=[("", "—"), *((place, place) for place in places)],
            required=False,
            widget=NamesSelect,
        )
        self.fields["same_page"] = CountField(label=_("第几页"), min_value=1, required=False)
        for name in ("same_file", "same_page"):
            self.dress(name)

    def _add(self, contest: Contest) -> None:
        for each in contest.candidates:
            self.fields[_mark(contest, each)] = forms.ChoiceField(
                label=each.name,
                choices=MARKS[self._file.style],
                widget=forms.RadioSelect,
                required=False,
                initial=self._seen.get((contest.post, each.id)),
            )
            self.dress(_mark(contest, each))
        for line in range(contest.lines):
            self.fields[_name(contest, line)] = forms.CharField(
                label=_("%(post)s 另选他人第 %(n)d 行")
                % {"post": _(self._pack.post_name(contest.post)), "n": line + 1},
                required=False,
                max_length=LONGEST_NAME,
                widget=forms.TextInput(attrs={"autocomplete": "off", "list": "known-names"}),
            )
            self.dress(_name(contest, line))

    @property
    def rows(self) -> Iterator[ContestRows]:
        """The fields in the order of the paper."""
        for contest in self._file.contests:
            yield ContestRows(
                name=self._pack.post_name(contest.post),
                seats=contest.seats,
                people=tuple(
                    PersonRow(
                        candidate=each,
                        field=self[_mark(contest, each)],
                        in_doubt=(contest.post, each.id) not in self._seen,
                    )
                    for each in contest.candidates
                ),
                names=tuple(self[_name(contest, n)] for n in range(contest.lines)),
            )

    def clean(self) -> dict[str, Any]:
        """Every mark is chosen where it is a paper of this vote; a paper that is the same as
        another says which.
        """
        data = super().clean()
        if data.get("verdict") == "marked":
            for contest in self._file.contests:
                for each in contest.candidates:
                    if not data.get(_mark(contest, each)):
                        self.add_error(_mark(contest, each), _("还没有选。"))
        if data.get("verdict") == "same-paper":
            for name in ("same_file", "same_page"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("写明是哪一幅图像。"))
        return data

    @property
    def ruling(self) -> Ruling:
        """What the person decided, once the form is valid."""
        match self.cleaned_data["verdict"]:
            case "marked":
                return Marked(contests={c.post: self._paper(c) for c in self._file.contests})
            case "same-paper":
                place = self.cleaned_data["same_file"], self.cleaned_data["same_page"]
                return SamePaper(picture=place)
            case "illegible":
                return Illegible()
            case _:
                return NotAPaper()

    def _paper(self, contest: Contest) -> Paper:
        chosen = {each.id: self.cleaned_data[_mark(contest, each)] for each in contest.candidates}
        marks: dict[PersonId, Mark] = {p: mark for p, mark in chosen.items() if mark != NONE}
        typed = (self.cleaned_data[_name(contest, n)] or "" for n in range(contest.lines))
        return Paper(marks=marks, write_ins=tuple(filter(None, map(repaired_name, typed))))


def _mark(contest: Contest, candidate: Candidate) -> str:
    return f"{contest.post}-mark-{candidate.id}"


def _name(contest: Contest, line: int) -> str:
    return f"{contest.post}-name-{line}"
