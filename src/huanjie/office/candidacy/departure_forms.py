"""The form of leaving the published list (离开候选人名单的表单)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.domain.departure import REASON_NAMES, STRUCK, Reason, stated_reasons
from huanjie.domain.due import Due
from huanjie.law.bodyrules import Cancellation
from huanjie.law.expression import Fact
from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.candidacy.departing import Leaving
from huanjie.office.candidacy.fact_fields import FactFields
from huanjie.office.candidacy.finding_forms import leave_to_law
from huanjie.office.candidacy.models import REFERENCE_LENGTH
from huanjie.office.forms import DayInput, Needed

_LOST_MARK: Final = _("（丧失资格的必填，其他原因不填）")
_LOST_ONLY: Final = _("只有丧失资格的填这一项。")


class LeaveForm(FactFields):
    """离开名单: why, by which paper, and of whoever may not stand any more the facts."""

    reason = forms.ChoiceField(label=_("原因"), help_text=_("公告不写原因。"))
    document = forms.CharField(
        label=_("材料的名称和文号"),
        max_length=REFERENCE_LENGTH,
        help_text=_("例如“退出参选声明，6月3日”。只写名称和文号，不写材料里的内容。"),
    )
    received_on = forms.DateField(label=_("收到材料的日期"), widget=DayInput(), initial=clock.today)

    acts = forms.MultipleChoiceField(
        label=_("查明的行为"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("条文写明的行为，本人实施或者指使他人实施。只勾选查明的，情节写在材料里。"),
    )
    appeal_until = forms.DateField(
        label=_("申诉的最后一天"),
        widget=DayInput(),
        required=False,
        help_text=_("法律没有规定申诉的期限，由主持选举的机构定。"),
    )

    def __init__(
        self,
        facts: Iterable[Fact],
        pack: RulePack,
        *args: Any,
        due: Due | None = None,
        **kwargs: Any,
    ) -> None:
        """`due`: until when the person may appeal, where the law says."""
        super().__init__(*args, **kwargs)
        self._choose("reason", ("", _("请选择")), *_named(stated_reasons(pack)))
        self.ask(facts, required=False)
        if pack.cancellation:
            self._ask_acts(pack.cancellation)
        else:
            del self.fields["acts"]
        self.need_facts(
            mark=_LOST_MARK,
            some=_("下面的事实至少填一项；其他原因的都不填。"),
            says=_("丧失资格要有查明的事实，材料写证明它的那一份。"),
            by="reason",
            answers=frozenset({Reason.INELIGIBLE}),
            otherwise=_LOST_ONLY,
        )
        if due is None:
            self._ask_day(is_cancelled=pack.cancellation is not None)
        leave_to_law(self, due)

    def _ask_day(self, *, is_cancelled: bool) -> None:
        """The last day to appeal, where no law says; `is_cancelled`: whether one may also lose the
        candidacy by an act.
        """
        either = _("（丧失资格、有违法行为的必填，其他原因不填）")
        self.need(
            Needed(
                fields=("appeal_until",),
                by="reason",
                answers=frozenset(STRUCK),
                mark=either if is_cancelled else _LOST_MARK,
                says=_("没有写本人申诉的最后一天。"),
                otherwise=_("只有丧失资格、有违法行为的填这一项。") if is_cancelled else _LOST_ONLY,
            )
        )

    def _ask_acts(self, rule: Cancellation) -> None:
        """The acts that the text names (条文写明的行为)."""
        self._choose("acts", *((each, each) for each in rule.acts))
        self.need(
            Needed(
                fields=("acts",),
                by="reason",
                answers=frozenset({Reason.CANCELLED}),
                mark=_("（有违法行为的必填，其他原因不填）"),
                says=_("取消候选人资格要写明查明的是哪一种行为。"),
                otherwise=_("只有参选过程中有违法行为的填这一项。"),
            )
        )

    def _choose(self, name: str, *choices: tuple[str, Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def leaving(self) -> Leaving:
        """What was entered, once the form is valid."""
        data = self.cleaned_data
        return Leaving(
            reason=Reason(data["reason"]),
            document=data["document"],
            received_on=data["received_on"],
            facts=self.facts,
            acts=tuple(data.get("acts") or ()),
            appeal_until=data["appeal_until"],
        )


def _named(reasons: Iterable[Reason]) -> Iterator[tuple[str, Any]]:
    return ((each.value, _(REASON_NAMES[each])) for each in reasons)
