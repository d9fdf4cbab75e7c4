"""The form of a sheet (计票单): every number of the paper in its order, and people written in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from huanjie.domain.contest import PersonId
from huanjie.domain.election import Candidate, Contest
from huanjie.domain.election import Election as ElectionFile
from huanjie.domain.personname import LONGEST_NAME, fault_of_name, repaired_name
from huanjie.domain.sheets import Sheet, SheetContest
from huanjie.law.pack import RulePack
from huanjie.office.polling.forms import CountField, OwnFields
from huanjie.office.web import whole_number

ROWS: Final = 2
"""Empty rows for people written in, at the start."""
MOST_ROWS: Final = 60
"""The most rows for people written in for one post."""
MORE: Final = "more"
"""The button that asks for one more row, by the post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A candidate's fields (候选人一行); two of them only where the paper asks to oppose."""

    candidate: Candidate
    votes: forms.BoundField
    oppose: forms.BoundField | None
    abstain: forms.BoundField | None
    spoilt: forms.BoundField | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestLines:
    """One post's fields (一项职务)."""

    post: str
    name: str
    seats: int
    valid: forms.BoundField
    invalid: forms.BoundField
    people: tuple[PersonLine, ...]
    rows: tuple[tuple[forms.BoundField, forms.BoundField], ...]
    may_write_in: bool


class SheetForm(OwnFields):
    """一份计票单. What was typed and is not handed in yet is nowhere but in the form."""

    besides = frozenset({"collected", MORE})

    def __init__(
        self, file: ElectionFile, pack: RulePack, *args: Any, typed: Mapping[str, str] | None = None
    ) -> None:
        """`typed` fills the form without judging it; a bound form judges."""
        super().__init__(*args, initial=dict(typed or {}))
        self.file, self._pack = file, pack
        self.marked = file.style == "approve-oppose-abstain"
        rule = pack.illegible_part if self.marked else None
        self.spoils = rule.citation if rule else None
        """by which article a part of a paper is void alone (部分作废); None: there is none"""
        self._rows = {c.post: self._rows_of(c, self.data or typed or {}) for c in file.contests}
        for contest in file.contests:
            self._add(contest)

    def _rows_of(self, contest: Contest, typed: Mapping[str, str]) -> int:
        if contest.write_ins == 0:
            return 0
        start = f"{contest.post}-name-"
        numbers = [whole_number(key.removeprefix(start)) for key in typed if key.startswith(start)]
        highest = max((n for n in numbers if n is not None), default=-1)
        more = typed.get(MORE) == contest.post
        return min(max(ROWS, highest + 1 + more), MOST_ROWS)

    def _add(self, contest: Contest) -> None:
        post, name = contest.post, _(self._pack.post_name(contest.post))
        self._count(f"{post}-valid", f"{name} {_('有效票')}", f"papers-{post}")
        self._count(f"{post}-invalid", f"{name} {_('无效票')}", f"papers-{post}")
        for person in contest.candidates:
            marks = f"marks-{post}-{person.id}"
            whose = f"{name} {person.name}"
            self._count(
                f"{post}-votes-{person.id}", f"{whose} {_('赞成票')}", f"{marks} votes-{post}"
            )
            if self.marked:
                self._count(f"{post}-oppose-{person.id}", f"{whose} {_('反对票')}", marks)
                self._count(f"{post}-abstain-{person.id}", f"{whose} {_('弃权票')}", marks)
            if self.spoils:
                self._count(f"{post}-spoilt-{person.id}", f"{whose} {_('部分作废')}", marks)
        for row in range(self._rows[post]):
            label = _("%(post)s 另选他人第 %(n)d 行") % {"post": name, "n": row + 1}
            self.fields[f"{post}-name-{row}"] = forms.CharField(
                label=f"{label} {_('姓名')}",
                required=False,
                max_length=LONGEST_NAME,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
            self.dress(f"{post}-name-{row}")
            # A row that is left empty is no gap in the sum: it is in no data-part.
            self._count(f"{post}-number-{row}", f"{label} {_('得票')}", "", required=False)

    def _count(self, name: str, label: str, part: str, *, required: bool = True) -> None:
        attrs = {"data-part": part} if part else {}
        field = CountField(label=label, attrs=attrs, required=required)
        field.error_messages["required"] = _("没有填；没有的写 0。")
        self.fields[name] = field
        self.dress(name)

    @property
    def lines(self) -> tuple[ContestLines, ...]:
        """The fields in the order of the paper."""
        return tuple(self._lines_of(contest) for contest in self.file.contests)

    def _lines_of(self, contest: Contest) -> ContestLines:
        post = contest.post
        return ContestLines(
            post=post,
            name=self._pack.post_name(post),
            seats=contest.seats,
            valid=self[f"{post}-valid"],
            invalid=self[f"{post}-invalid"],
            people=tuple(
                PersonLine(
                    candidate=each,
                    votes=self[f"{post}-votes-{each.id}"],
                    oppose=self[f"{post}-oppose-{each.id}"] if self.marked else None,
                    abstain=self[f"{post}-abstain-{each.id}"] if self.marked else None,
                    spoilt=self[f"{post}-spoilt-{each.id}"] if self.spoils else None,
                )
                for each in contest.candidates
            ),
            rows=tuple(
                (self[f"{post}-name-{n}"], self[f"{post}-number-{n}"])
                for n in range(self._rows[post])
            ),
            may_write_in=contest.write_ins != 0,
        )

    def clean(self) -> dict[str, Any]:
        """Whoever is written in has a name and votes, and stands on one row."""
        data = super().clean()
        for contest in self.file.contests:
            seen: set[str] = set()
            for row in range(self._rows[contest.post]):
                self._clean_row(contest.post, row, seen)
        return data

    def _clean_row(self, post: str, row: int, seen: set[str]) -> None:
        at_name, at_number = f"{post}-name-{row}", f"{post}-number-{row}"
        name = repaired_name(self.cleaned_data.get(at_name) or "")
        number = self.cleaned_data.get(at_number)
        if at_name in self.errors or at_number in self.errors or (not name and number is None):
            return
        if not name:
            self.add_error(at_name, _("写了得票，没有写姓名。"))
        elif number is None:
            self.add_error(at_number, _("写了姓名，没有写得票。"))
        elif fault := fault_of_name(name):
            self.add_error(at_name, f"{fault}。")
        elif name in seen:
            self.add_error(at_name, _("这个人写了两行，合成一行。"))
        seen.add(name)
        self.cleaned_data[at_name] = name

    @property
    def sheet(self) -> Sheet:
        """The sheet, once the form is valid."""
        return Sheet(contests={c.post: self._contest(c) for c in self.file.contests})

    def _contest(self, contest: Contest) -> SheetContest:
        data, post = self.cleaned_data, contest.post

        def column(what: str) -> dict[PersonId, int]:
            return {each.id: data[f"{post}-{what}-{each.id}"] for each in contest.candidates}

        rows = [(f"{post}-name-{n}", f"{post}-number-{n}") for n in range(self._rows[post])]
        return SheetContest(
            valid=data[f"{post}-valid"],
            invalid=data[f"{post}-invalid"],
            votes=column("votes"),
            oppose=column("oppose") if self.marked else None,
            abstain=column("abstain") if self.marked else None,
            spoilt=column("spoilt") if self.spoils else None,
            write_ins={data[name]: data[number] for name, number in rows if data[name]},
        )


def as_typed(sheet: Sheet) -> dict[str, str]:
    """A sheet as the form would have been typed."""
    return dict(_typed(sheet))


def _typed(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for post, part in sheet.contests.items():
        yield f"{post}-valid", str(part.valid)
        yield f"{post}-invalid", str(part.invalid)
        columns = {
            "votes": part.votes,
            "oppose": part.oppose or {},
            "abstain": part.abstain or {},
            "spoilt": part.spoilt or {},
        }
        for what, column in columns.items():
            for person, number in column.items():
                yield f"{post}-{what}-{person}", str(number)
        for row, (name, number) in enumerate(part.write_ins.items()):
            yield f"{post}-name-{row}", name
            yield f"{post}-number-{row}", str(number)
