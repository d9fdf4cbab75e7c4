"""Forms of changes to the roll (变动的表单): who comes on, what is put right, on which paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.domain.evaluation import Stated
from huanjie.domain.memberroll import MemberRoll
from huanjie.domain.registration import rule_of_one_place
from huanjie.domain.rollchange import KINDS, LONGEST_DOCUMENT, Effect, Paper
from huanjie.domain.rollchange import Kind as ChangeKind
from huanjie.domain.rollcolumns import Column
from huanjie.domain.rollfit import LONGEST
from huanjie.domain.standingchange import standings_after
from huanjie.law.expression import Fact
from huanjie.law.pack import RulePack
from huanjie.office.forms import DayInput, Needed, SiteForm
from huanjie.office.roll.forms import MOST_NUMBER, PersonForm, ask_standing
from huanjie.office.roll.models import BECAUSE_LENGTH, NAME_LENGTH, RollEntry
from huanjie.office.roll.registering import MOST_MONTHS, asked_facts
from huanjie.office.roll.rewriting import cells_of

_YES_NO: Final = {"yes": True, "no": False}


class _Rests(SiteForm):
    """A form of a change that may rest on a paper (材料)."""

    def ask_paper(self, kind: ChangeKind | None) -> None:
        """Ask for the paper of this kind; one that rests on none asks nothing."""
        name = KINDS[kind].paper if kind else ""
        needed = not (kind and KINDS[kind].paper_optional)
        self.asks_paper = bool(name)
        if not name:
            return
        self.fields["document"] = forms.CharField(
            label=_("%(paper)s的编号") % {"paper": _(name)},
            help_text=_("只写编号，不写上面的内容。"),
            max_length=LONGEST_DOCUMENT,
            required=needed,
        )
        self.fields["paper_on"] = forms.DateField(
            label=_("%(paper)s的日期") % {"paper": _(name)}, widget=DayInput(), required=needed
        )
        self.dress("document")
        self.dress("paper_on")

    @property
    def paper(self) -> Paper | None:
        """The paper, once the form is valid."""
        data = self.cleaned_data
        if not self.asks_paper or not data["paper_on"]:
            return None
        return Paper(document=data["document"].strip(), on=data["paper_on"])

    def clean(self) -> dict[str, Any]:
        """Refuse half a paper: a number without its day, a day without its number."""
        data = super().clean() or {}
        if self.asks_paper and not self.errors.keys() & {"document", "paper_on"}:
            number, on = data["document"].strip(), data["paper_on"]
            if bool(number) != bool(on):
                missing = "paper_on" if number else "document"
                self.add_error(missing, _("编号和日期一起写，或者都不写。"))
        return data


class RegisterForm(PersonForm, _Rests):
    """补登: the columns of a roll, and the facts that the law registers by."""

    def __init__(
        self,
        pack: RulePack,
        *args: Any,
        members: MemberRoll | None,
        kind: ChangeKind | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, members=members, **kwargs)
        if kind == ChangeKind.ADMITTED:
            del self.fields["standing"]  # an admission says it by itself
        self.ask_paper(kind)
        self.facts = asked_facts(pack)
        for fact in self.facts:
            self.fields[f"fact-{fact.fact}"] = _field_of(fact)
            self.dress(f"fact-{fact.fact}")
        if self.facts:
            self.need(
                Needed(
                    fields=tuple(f"fact-{fact.fact}" for fact in self.facts),
                    mark=_("（可不填）"),
                    together=_("下面是登记条件要知道的事实，至少写明一项："),
                    says=_("还没有写明登记的事实。按登记的条件，写明知道的各项。"),
                )
            )
        if rule_of_one_place(pack):
            self._ask_word()

    def _ask_word(self) -> None:
        """Ask why whoever is on a roll of a sealed election votes here (为什么在这里投票)."""
        self.fields["because"] = forms.CharField(
            label=_("为什么在这里投票"),
            help_text=_(
                "这个人也在别处一次已经封存的选举的名册上，才写，例如“那次选举以后户口迁入本村”。"
            ),
            max_length=BECAUSE_LENGTH,
            required=False,
        )
        self.dress("because")

    @property
    def because(self) -> str:
        """The reason, once the form is valid; empty where none was asked or given."""
        return str(self.cleaned_data.get("because", "")).strip()

    @property
    def stated(self) -> Stated:
        """The facts that were stated; what was left open is not there."""
        said = {fact.fact: self.cleaned_data.get(f"fact-{fact.fact}") for fact in self.facts}
        return {key: value for key, value in said.items() if value not in (None, "")}


class EntryForm(SiteForm):
    """更正: what the roll says of somebody, as it is to be."""

    name = forms.CharField(label=_("姓名"), max_length=NAME_LENGTH)
    id_number = forms.CharField(
        label=_("身份证号"),
        max_length=LONGEST,
        required=False,
        help_text=_("要更正才填写完整的号码；不填的保持原样。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    standing = forms.ChoiceField(label=_("党员类别"))
    household = forms.CharField(label=_("户号"), max_length=LONGEST, required=False)
    group = forms.CharField(label=_("小组"), max_length=LONGEST, required=False)
    phone = forms.CharField(
        label=_("手机号"),
        max_length=LONGEST,
        required=False,
        help_text=_("要更正才填写；不填的保持原样。"),
    )

    def __init__(
        self, entry: RollEntry, *args: Any, members: MemberRoll | None, **kwargs: Any
    ) -> None:
        shown = {**cells_of(entry), "id_number": "", "phone": ""}
        super().__init__(*args, initial=shown, **kwargs)
        ask_standing(self, members)

    @property
    def cells(self) -> dict[Column, str]:
        """What the roll is to say; a number or a phone that was left empty stays as it is."""
        columns: tuple[Column, ...] = ("name", "id_number", "standing", "household", "group")
        said: dict[Column, str] = {c: self.cleaned_data[c] for c in columns if c in self.fields}
        said["phone"] = self.cleaned_data["phone"]
        silent: tuple[Column, ...] = ("id_number", "phone")
        return {c: text for c, text in said.items() if text or c not in silent}


class NumberForm(_Rests):
    """选人: somebody by their number on the roll, of `members` the standing that they come to have,
    and the paper that the change rests on.
    """

    number = forms.IntegerField(
        label=_("名册上的编号"),
        min_value=1,
        max_value=MOST_NUMBER,
        help_text=_("在名册页可以按姓名查到编号。"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(
        self, *args: Any, kind: ChangeKind, members: MemberRoll | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        row = KINDS[kind]
        if members and row.effect == Effect.RESTATED:
            self._ask_standing(standings_after(kind, members), members)
        self.ask_paper(kind)

    def _ask_standing(self, may_be: Sequence[str], members: MemberRoll) -> None:
        """Ask which standing it is; where there is one only, nothing is asked."""
        if len(may_be) == 1:
            return
        words = [(members.name_of(each), _(members.name_of(each))) for each in may_be]
        self.fields["standing"] = forms.ChoiceField(
            label=_("变成哪一类"), choices=[("", _("请选择")), *words]
        )
        self.dress("standing")

    @property
    def standing(self) -> str:
        """The standing that was chosen, once the form is valid; empty where none was asked."""
        return str(self.cleaned_data.get("standing", ""))


def _field_of(fact: Fact) -> forms.Field:
    if fact.kind == "whole":
        return forms.IntegerField(
            label=_(fact.name),
            required=False,
            min_value=0,
            max_value=MOST_MONTHS,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        )
    return forms.TypedChoiceField(
        label=_(fact.name),
        required=False,
        choices=[("", _("没有写明")), ("yes", _("是")), ("no", _("否"))],
        coerce=_YES_NO.__getitem__,
        empty_value=None,
    )
