"""Forms of the notice and its objections (公示和异议的表单)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.domain.due import Due
from huanjie.domain.pledge import SIGNER_NAMES
from huanjie.domain.publicnotice import by_convention, shortest
from huanjie.domain.rollfit import LONGEST as LONGEST_CELL
from huanjie.law.expression import Fact
from huanjie.office import clock
from huanjie.office.candidacy.fact_fields import FactFields
from huanjie.office.candidacy.finding_forms import leave_to_law
from huanjie.office.candidacy.models import REFERENCE_LENGTH
from huanjie.office.candidacy.slate import by_strokes, standing_of
from huanjie.office.forms import DayInput, NamesSelect, Needed, SiteForm
from huanjie.office.notices.appraising import MOST_PRESENT, Appraised
from huanjie.office.notices.models import Notice
from huanjie.office.notices.objecting import LONGEST_NOTE, Said
from huanjie.office.notices.period import end_by_law
from huanjie.office.notices.pledging import Whose
from huanjie.office.notices.posting import LONGEST, Posting
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import NAME_LENGTH

_PASSES = "passes"
"""The choice that nothing fails (符合条件): somebody has to choose it, as any other."""


def _days(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=1,
        max_value=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class PostForm(SiteForm):
    """张贴公示: on which day, how long, and by which decision."""

    posted_on = forms.DateField(label=_("张贴的日期"), widget=DayInput(), initial=clock.today)
    days = _days(_("公示几个工作日"), _("张贴当日不计入。"))
    answer_days = _days(
        _("收到异议以后几个工作日内答复"), _("规定没有写天数，由主持选举的机构决定。")
    )
    decision = forms.CharField(
        label=_("作出决定的文件名称和文号"),
        max_length=REFERENCE_LENGTH,
        help_text=_("例如“选举办法”或者会议决定的名称。"),
    )

    def __init__(self, election: Election, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pack = law_of(election).pack
        if least := shortest(pack) or by_convention(pack):
            self.fields["days"].initial = least.days
        if end_by_law(election):
            del self.fields["days"]

    @property
    def posting(self) -> Posting:
        """How it was posted, once the form is valid."""
        return Posting(**self.cleaned_data)


class ObjectionForm(SiteForm):
    """登记对人选的异议: about whom, on which condition, and when it came."""

    person = forms.ChoiceField(label=_("对谁"), widget=NamesSelect())
    ground = forms.ChoiceField(label=_("涉及哪个任职条件"), widget=NamesSelect())
    note = forms.CharField(
        label=_("事实"),
        help_text=_("只写和这个条件有关的事实，例如“2024年被判处刑罚”。不写看法，不评价人。"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    raised_by = forms.CharField(
        label=_("提出人姓名"),
        help_text=_("不署名的不填，系统不保存是谁提出的。"),
        max_length=NAME_LENGTH,
        required=False,
    )
    phone = forms.CharField(label=_("提出人手机号"), max_length=LONGEST_CELL, required=False)
    received_on = forms.DateField(label=_("收到的日期"), widget=DayInput(), initial=clock.today)

    def __init__(self, notice: Notice, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = dict(notice.lines.values_list("person", "name"))
        conditions = law_of(notice.election).pack.eligibility
        self._choose("person", people.items())
        self._choose("ground", ((each.key, each.name) for each in conditions))

    def _choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("请选择")), *choices]

    @property
    def said(self) -> Said:
        """The objection, once the form is valid."""
        return Said(**self.cleaned_data)


class AppraisalForm(SiteForm):
    """登记考察: of whom, when, before how many, by which organ, and what was found."""

    person = forms.ChoiceField(label=_("对谁"), widget=NamesSelect())
    from_on = forms.DateField(label=_("考察开始的日期"), widget=DayInput())
    to_on = forms.DateField(label=_("考察结束的日期"), widget=DayInput())
    present = forms.IntegerField(
        label=_("参加或者被问到的人数"),
        help_text=_("只写人数，不写是谁，不写谈了什么。"),
        min_value=1,
        max_value=MOST_PRESENT,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    organ = forms.CharField(label=_("考察的组织"), max_length=NAME_LENGTH)
    fails = forms.ChoiceField(
        label=_("考察结果"),
        help_text=_("不符合条件的，选不符合的那一条，再到资格审查页凭材料登记事实。"),
        widget=NamesSelect(words=(_PASSES,)),
    )

    def __init__(self, election: Election, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = by_strokes(standing_of(election).values())
        person, fails = self.fields["person"], self.fields["fails"]
        assert isinstance(person, forms.ChoiceField)
        assert isinstance(fails, forms.ChoiceField)
        person.choices = [("", _("请选择")), *((x.person, x.name) for x in people)]
        conditions = law_of(election).pack.eligibility
        unmet = ((x.key, f"不符合：{x.name}") for x in conditions)
        fails.choices = [("", _("请选择")), (_PASSES, _("符合条件")), *unmet]

    @property
    def said(self) -> Appraised:
        """The appraisal, once the form is valid."""
        said = dict(self.cleaned_data)
        return Appraised(**said | {"fails": "" if said["fails"] == _PASSES else said["fails"]})


class PledgeForm(SiteForm):
    """登记承诺书: of which kind, who, and on which day they signed."""

    kind = forms.ChoiceField(
        label=_("身份"), choices=[(each.value, _(name)) for each, name in SIGNER_NAMES.items()]
    )
    number = forms.IntegerField(
        label=_("名册上的编号"),
        help_text=_("名册公布以后，在名册上的人写编号；候选人都写编号。"),
        min_value=1,
        max_value=10**9 - 1,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("姓名"),
        help_text=_("选举机构成员和工作人员不在名册上的，或者名册还没有公布的，写姓名。"),
        max_length=NAME_LENGTH,
        required=False,
    )
    signed_on = forms.DateField(
        label=_("签署的日期"),
        help_text=_("还没有签的不填，先列入应签的名单。"),
        required=False,
        widget=DayInput(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.need(
            Needed(
                fields=("number", "name"),
                mark=_("（编号和姓名写一项）"),
                says=_("没有写是谁：写名册上的编号，或者写姓名。"),
            )
        )

    @property
    def whose(self) -> Whose:
        """Whose pledge it is, once the form is valid."""
        said = self.cleaned_data
        return Whose(kind=said["kind"], number=said["number"], name=said["name"])


class UpholdForm(FactFields):
    """决定异议成立: the facts that were found, and the document that shows them."""

    evidence = forms.CharField(
        label=_("查明事实的材料名称和文号"),
        max_length=REFERENCE_LENGTH,
        help_text=_("只写名称和文号，不写材料里的内容。"),
    )

    appeal_until = forms.DateField(
        label=_("申诉的最后一天"),
        widget=DayInput(),
        help_text=_("法律没有规定申诉的期限，由主持选举的机构定。"),
    )

    def __init__(
        self,
        facts: Iterable[Fact],
        *args: Any,
        is_known: bool = False,
        is_listed: bool = False,
        due: Due | None = None,
        offered: datetime.date | None = None,
        **kwargs: Any,
    ) -> None:
        """`is_known`: whether what was stated before bars the person already; `is_listed`: whether
        a published candidate leaves the list with it; `due`: until when that person may appeal,
        where the law says, and `offered` where it does not.
        """
        super().__init__(*args, **kwargs)
        self.ask(facts, required=False)
        if not is_known:
            self.need_facts(
                mark=_("（必填）"),
                says=_("决定成立要有查明的事实；查不出来的，决定异议不成立。"),
            )
        leave_to_law(self, due, offered)
        if not is_listed:
            del self.fields["appeal_until"]
