"""Forms of the review (资格审查的表单): facts, exemptions, bars and appeals."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huanjie.domain.due import Due
from huanjie.law.expression import Fact
from huanjie.office.candidacy.barring import Decision
from huanjie.office.candidacy.declaring import Paper
from huanjie.office.candidacy.evidence import Evidence
from huanjie.office.candidacy.exempters import with_organ
from huanjie.office.candidacy.exempting import Approval
from huanjie.office.candidacy.fact_fields import FactFields
from huanjie.office.candidacy.findings import RuleLine
from huanjie.office.candidacy.models import REFERENCE_LENGTH, Nominee, Source
from huanjie.office.forms import DayInput, NamesSelect, Needed, SiteForm
from huanjie.office.roll.models import NAME_LENGTH
from huanjie.office.tags import short_day


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput(), **more)


def _document(label: Any, *, help_text: Any = "", **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=REFERENCE_LENGTH, help_text=help_text, **more)


class DeclarationForm(FactFields):
    """本人声明: what was declared, by whom, on which paper."""

    people = forms.MultipleChoiceField(
        label=_("交来声明的人选"),
        error_messages={"required": _("还没有选人，请勾选交来声明的人选。")},
    )
    reference = _document(_("声明的名称"), initial="参选人本人声明")

    def __init__(
        self, rows: Sequence[Nominee], facts: Iterable[Fact], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {each.person: each for each in rows}
        people = self.fields["people"]
        assert isinstance(people, forms.MultipleChoiceField)
        people.choices = [(person, row.name) for person, row in self.rows.items()]
        self.ask(facts, required=True)

    @property
    def choices(self) -> list[tuple[Nominee, bool]]:
        """Everybody who may be ticked, and whether they are."""
        ticked = {str(each) for each in self["people"].value() or ()}
        return [(row, person in ticked) for person, row in self.rows.items()]


class FactsForm(FactFields):
    """登记一人的事实: what one paper states. Another paper is entered by itself, so that each fact
    keeps its own source; beside each stands what is stated of it now.
    """

    after = ("source", "reference", "on")
    lead = _("一次登记一份材料写明的事实，别的材料另外登记：每一项事实各记各的来源。")
    again = _("登记，再登记另一份材料")

    source = forms.ChoiceField(
        label=_("来源"),
        choices=[
            (Source.DOCUMENT.value, _("书面材料")),
            (Source.DECLARATION.value, _("本人声明")),
        ],
    )
    reference = _document(_("材料的名称和文号"), help_text=_("只写名称和文号，不写材料里的内容。"))
    on = _day(_("材料的日期"))

    def __init__(
        self, facts: Iterable[Fact], known: Mapping[str, Evidence], *args: Any, **kwargs: Any
    ) -> None:
        """`known` is what is stated of each fact now, by its word."""
        super().__init__(*args, **kwargs)
        self.ask(facts, required=False)
        for word in self.fields.keys() & known.keys():
            self.fields[word].help_text = _stated_now(known[word])

    @property
    def paper(self) -> Paper:
        """The paper, once the form is valid."""
        data = self.cleaned_data
        return Paper(source=data["source"], reference=data["reference"], on=data["on"])


def _stated_now(known: Evidence) -> str:
    """What is stated of a fact, and by which paper (现在的内容和来源)."""
    from_where = (gettext(known.source), known.reference, short_day(known.stated_on))
    return gettext("现在写明：%(value)s（%(source)s）。") % {
        "value": gettext(known.in_words),
        "source": " · ".join(filter(None, from_where)),
    }


class ExemptionForm(SiteForm):
    """放宽条件的批准: which condition, by whom, by which document."""

    condition = forms.ChoiceField(label=_("放宽的条件"), widget=NamesSelect())
    approved_by = forms.CharField(label=_("批准的机构"), max_length=NAME_LENGTH)
    document = _document(_("批准文件的名称和文号"))
    approved_on = _day(_("批准日期"))

    def __init__(self, lines: Iterable[RuleLine], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["condition"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(x.rule.condition.key, with_organ(x.rule.condition)) for x in lines]

    @property
    def approval(self) -> Approval:
        """The approval, once the form is valid."""
        data = self.cleaned_data
        return Approval(
            approved_by=data["approved_by"],
            document=data["document"],
            approved_on=data["approved_on"],
        )


def leave_to_law(form: forms.Form, due: Due | None, offered: datetime.date | None = None) -> None:
    """Ask nobody for the last day to appeal where the law gives it (规定算出的最后一天); a day that
    is written all the same has to be that one. Else begin with the day that is offered.
    """
    field = form.fields["appeal_until"]
    if due:
        field.required = False
        field.help_text = _("规定写明了申诉的期限，最后一天已经算出，不用填。")
    else:
        field.initial = offered


class BarForm(SiteForm):
    """认定不符合条件: until when it may be appealed against, where no law says."""

    appeal_until = _day(
        _("申诉的最后一天"),
        help_text=_("法律没有规定申诉的期限，由主持选举的机构定；在这一天以前不能公布候选人。"),
    )

    def __init__(self, due: Due | None, offered: datetime.date, *args: Any, **kwargs: Any) -> None:
        """`due`: until when by law; `offered`: the day that is offered where no law says."""
        super().__init__(*args, **kwargs)
        leave_to_law(self, due, offered)


class AppealForm(SiteForm):
    """登记申诉: on which day it came."""

    filed_on = _day(_("收到申诉的日期"))


class DecisionForm(FactFields):
    """决定申诉: upheld by new facts, or dismissed."""

    after = ("evidence",)

    upheld = forms.ChoiceField(
        label=_("决定"),
        choices=[
            ("", _("请选择")),
            ("yes", _("申诉成立，恢复人选资格")),
            ("no", _("申诉不成立，维持认定")),
        ],
    )
    document = _document(_("决定书的名称和文号"))
    evidence = _document(
        _("证明新事实的材料"),
        required=False,
        help_text=_("只写名称和文号，不写材料里的内容。"),
    )

    def __init__(self, facts: Iterable[Fact], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(facts, required=False)
        upheld, dismissed = frozenset({"yes"}), _("申诉不成立的不填这一项；成立的，请改选决定。")
        mark = _("（申诉成立的必填，不成立的不填）")
        self.need_facts(
            mark=mark,
            some=_("申诉成立的，下面的事实至少填一项；不成立的都不填。"),
            says=_("申诉成立要有新的事实，填写查明的事实。"),
            by="upheld",
            answers=upheld,
            otherwise=dismissed,
        )
        self.need(
            Needed(
                fields=("evidence",),
                by="upheld",
                answers=upheld,
                mark=mark,
                says=_("没有写证明新事实的材料。"),
                otherwise=dismissed,
            )
        )

    @property
    def decision(self) -> Decision:
        """The decision, once the form is valid."""
        data = self.cleaned_data
        is_upheld = data["upheld"] == "yes"
        return Decision(
            is_upheld=is_upheld,
            document=data["document"],
            facts=self.facts,
            evidence=data["evidence"],
        )


class DeclineForm(SiteForm):
    """本人书面退出: by which paper."""

    document = _document(_("本人书面声明的名称和日期"), help_text=_("例如“退出参选声明，6月3日”。"))


def today_in(form: str, today: datetime.date) -> Mapping[str, Any]:
    """What a form begins with (表单的初值): papers of today."""
    days = {"facts": "on", "exemption": "approved_on", "appeal": "filed_on"}
    return {days[form]: today} if form in days else {}
