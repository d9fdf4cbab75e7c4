"""Forms of candidacy (提名表、近亲属表)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.domain.strokes import unknown_characters
from huanjie.office.candidacy.eligibility import Nomination, has_vote, open_questions
from huanjie.office.candidacy.models import RELATION_LENGTH, STROKES_LENGTH, Nominee
from huanjie.office.candidacy.outside import Outsider
from huanjie.office.candidacy.routes import (
    MOST_NOMINATORS,
    NominatedBy,
    Route,
    routes_of,
    who_decides_routes,
)
from huanjie.office.candidacy.slate import Slate
from huanjie.office.forms import NamesSelect, SiteForm
from huanjie.office.roll.models import RollEntry

_SEXES: Final = (("", _("请选择")), ("f", _("女")), ("m", _("男")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person of the roll in the form: whether ticked, and what has to be asked."""

    entry: RollEntry
    is_ticked: bool
    has_vote: bool
    posts: tuple[str, ...]
    """the posts that they are nominated for already"""
    questions: tuple[forms.BoundField, ...]


class NominationForm(SiteForm):
    """提名表: the post, who of those found, and what the roll does not say of them."""

    post = forms.ChoiceField(label=_("提名的职务"))
    route = forms.ChoiceField(label=_("提名途径"))
    nominators = forms.IntegerField(
        label=_("每人有多少人提名"),
        min_value=1,
        max_value=MOST_NOMINATORS,
        help_text=_("写提名表上签名的人数；谁签了名只留在表上，不录入。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    people = forms.TypedMultipleChoiceField(
        label=_("提名的人"),
        coerce=int,
        error_messages={
            "required": _("还没有选人，请勾选要提名的人。"),
            "invalid_choice": _("所选的人不在这次选举的名册上，请重新查找再选。"),
        },
    )

    def __init__(
        self, slate: Slate, entries: Sequence[RollEntry], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.slate = slate
        self.entries = entries
        self._choices("post").choices = [
            (line.contest.post, _(line.contest.name)) for line in slate.lines
        ]
        routes = routes_of(slate.pack)
        self._choices("route").choices = [
            *([] if len(routes) == 1 else [("", _("请选择"))]),
            *((each.word, _(each.name)) for each in routes),
        ]
        for name in ("post", "route", "nominators"):
            self.fields[name].widget.attrs["data-kept"] = ""
        self._choices("people").choices = [(entry.pk, entry.name) for entry in entries]
        self._earlier = {each.entry_id: each for line in slate.lines for each in line.people}
        for entry in entries:
            for question in open_questions(entry, self._earlier.get(entry.pk)):
                self._ask(question, entry)

    def _choices(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    def _ask(self, question: str, entry: RollEntry) -> None:
        """Neither is required by the form: only of those who are ticked does the service ask."""
        name = f"{question}_{entry.pk}"
        about = {"name": entry.name, "signs": "、".join(unknown_characters(entry.name))}
        if question == "sex":
            label = _("%(name)s的性别（名册没有写）") % about
            self.fields[name] = forms.ChoiceField(label=label, choices=_SEXES, required=False)
        else:
            self.fields[name] = forms.CharField(
                label=_("%(name)s的“%(signs)s”怎么写") % about,
                max_length=STROKES_LENGTH,
                required=False,
                help_text=_(
                    "笔画表里没有这个字。按书写顺序写成一串数字：横1 竖2 撇3 点4 折5，"
                    "例如“大”写成 134；有几个这样的字，中间空一格。"
                ),
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )
        self.fields[name].widget.attrs["data-kept"] = ""
        self.dress(name)

    @property
    def routes(self) -> tuple[Route, ...]:
        """The ways to nominate that are open, each with its rule."""
        return routes_of(self.slate.pack)

    @property
    def decided_by(self) -> str:
        """Whose decision the routes are, where the pack has no rule of them."""
        return who_decides_routes(self.slate.pack)

    @property
    def rows(self) -> list[Row]:
        """The people found, each with its own questions."""
        ticked = {str(value) for value in self["people"].value() or ()}
        return [self._row(entry, str(entry.pk) in ticked) for entry in self.entries]

    def _row(self, entry: RollEntry, is_ticked: bool) -> Row:
        names = (f"{question}_{entry.pk}" for question in ("sex", "strokes"))
        posts = (
            line.contest.name
            for line in self.slate.lines
            if any(each.entry_id == entry.pk for each in line.people)
        )
        return Row(
            entry=entry,
            is_ticked=is_ticked,
            has_vote=has_vote(self.slate.pack, entry),
            posts=tuple(posts),
            questions=tuple(self[name] for name in names if name in self.fields),
        )

    @property
    def by(self) -> NominatedBy:
        """By which route, and by how many, once the form is valid."""
        data = self.cleaned_data
        return NominatedBy(route=data["route"], count=data["nominators"])

    @property
    def nominations(self) -> tuple[Nomination, ...]:
        """Who is nominated, once the form is valid."""
        data = self.cleaned_data
        return tuple(
            Nomination(
                entry=entry,
                sex=data.get(f"sex_{entry}", ""),
                strokes=data.get(f"strokes_{entry}", ""),
            )
            for entry in data["people"]
        )


class OutsideForm(SiteForm):
    """其他组织的近亲属: a nominee, a member of another body, and what that one is to them."""

    person = forms.ChoiceField(label=_("人选"), widget=NamesSelect())
    holder = forms.ChoiceField(label=_("其他组织的成员、人选"), widget=NamesSelect())
    relation = forms.CharField(
        label=_("那个人是本次人选的什么亲属"),
        max_length=RELATION_LENGTH,
        help_text=_("写称谓，例如“妻子”“哥哥”“儿子”；只登记依法须回避的亲属。"),
    )

    def __init__(
        self,
        people: Iterable[Nominee],
        outsiders: Mapping[str, Outsider],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, auto_id="id_outside_%s", **kwargs)
        first: list[tuple[str, Any]] = [("", _("请选择"))]
        own = [(each.person, each.name) for each in people]
        others = [(key, f"{x.member.name}（{x.title}）") for key, x in outsiders.items()]
        for name, choices in (("person", own), ("holder", others)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [*first, *choices]


class RelativesForm(SiteForm):
    """近亲属表: two of those who stand."""

    one = forms.ChoiceField(label=_("一个人"), widget=NamesSelect())
    other = forms.ChoiceField(label=_("另一个人"), widget=NamesSelect())
    relation = forms.CharField(
        label=_("另一个人是这个人的什么亲属"),
        max_length=RELATION_LENGTH,
        help_text=_("写称谓，例如“妻子”“哥哥”“儿子”；只登记依法须回避的亲属。"),
    )

    def __init__(self, people: Iterable[Nominee], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [("", _("请选择"))]
        choices += [(each.person, f"{each.name} {each.entry.group}".strip()) for each in people]
        for name in ("one", "other"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
