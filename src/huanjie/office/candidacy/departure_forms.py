"""The form of leaving the published list (离开候选人名单的表单)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.domain.departure import REASON_NAMES, STATED, Reason
from huanjie.domain.due import Due
from huanjie.law.expression import Fact
from huanjie.office import clock
from huanjie.office.candidacy.departing import Leaving
from huanjie.office.candidacy.finding_forms import FactFields, leave_to_law
from huanjie.office.candidacy.models import REFERENCE_LENGTH
from huanjie.office.forms import DayInput, Needed


class LeaveForm(FactFields):
    """离开名单: why, by which paper, and of whoever may not stand any more the facts."""

    reason = forms.ChoiceField(
        label=_("原因"),
        help_text=_("公告不写原因。"),
        choices=[("", _("请选择")), *((each.value, _(REASON_NAMES[each])) for each in STATED)],
    )
    document = forms.CharField(
        label=_("材料的名称和文号"),
        max_length=REFERENCE_LENGTH,
        help_text=_("例如“退出参选声明，6月3日”。只写名称和文号，不写材料里的内容。"),
    )
    received_on = forms.DateField(label=_("收到材料的日期"), widget=DayInput(), initial=clock.today)

    appeal_until = forms.DateField(
        label=_("申诉的最后一天"),
        widget=DayInput(),
        required=False,
        help_text=_("法律没有规定申诉的期限，由主持选举的机构定。"),
    )

    def __init__(
        self, facts: Iterable[Fact], *args: Any, due: Due | None = None, **kwargs: Any
    ) -> None:
        """`due`: until when the person may appeal, where the law says."""
        super().__init__(*args, **kwargs)
        self.ask(facts, required=False)
        lost, others = frozenset({Reason.INELIGIBLE}), _("只有丧失资格的填这一项。")
        self.need_facts(
            mark=_("（丧失资格的必填，其他原因不填）"),
            some=_("下面的事实至少填一项；其他原因的都不填。"),
            says=_("丧失资格要有查明的事实，材料写证明它的那一份。"),
            by="reason",
            answers=lost,
            otherwise=others,
        )
        if due is None:
            self.need(
                Needed(
                    fields=("appeal_until",),
                    by="reason",
                    answers=lost,
                    mark=_("（丧失资格的必填，其他原因不填）"),
                    says=_("没有写本人申诉的最后一天。"),
                    otherwise=others,
                )
            )
        leave_to_law(self, due)

    @property
    def leaving(self) -> Leaving:
        """What was entered, once the form is valid."""
        data = self.cleaned_data
        return Leaving(
            reason=Reason(data["reason"]),
            document=data["document"],
            received_on=data["received_on"],
            facts=self.facts,
            appeal_until=data["appeal_until"],
        )
