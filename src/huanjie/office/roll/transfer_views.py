"""The page of many members who leave by their letters (成批转出)."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.permission import Action
from huanjie.domain.rollchange import Kind
from huanjie.office.gates import follows_striking
from huanjie.office.manyrows import ManyOf, RowColumn
from huanjie.office.manyviews import many_page, many_template
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.roll.change_forms import NumberForm
from huanjie.office.roll.changes import Going, kinds_now, transfer_many

OUT: Final[ManyOf[Going]] = ManyOf(
    columns=(
        RowColumn(fills="number", heading="编号", also=("名册编号", "名册上的编号")),
        RowColumn(fills="name", heading="姓名", names="number", is_needed=False),
        RowColumn(fills="document", heading="介绍信编号", also=("介绍信", "编号和文号")),
        RowColumn(fills="paper_on", heading="介绍信日期", also=("日期",), is_day=True),
    ),
    form=lambda cells: NumberForm(dict(cells), kind=Kind.TRANSFERRED_OUT),
    asked=lambda form: Going(number=form.cleaned_data["number"], paper=form.paper),
    do=lambda acting, election, asked: transfer_many(
        acting_user=acting, election=election, going=asked
    ),
    heading=_("成批登记组织关系转出"),
    lead=_("组织关系转出的人写在一张表里，一行一个人，各写自己的介绍信。"),
    follows=_("这些人移出名册，每个人记一次变动；可以投票的人数随着变。"),
    back="roll-changes",
    route="transfers-many",
    reminders=lambda election, asked: follows_striking(election, {each.number for each in asked}),
)


@never_cache
@require_http_methods(["GET", "POST"])
def many_out_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Strike off the members of a list, each by their letter."""
    return many_page(request, _election(request, pk), OUT, Action.CHANGE_ROLL)


@require_safe
def many_out_template(request: HttpRequest, pk: str) -> HttpResponse:
    """The empty list of those who leave."""
    _election(request, pk)
    return many_template(OUT)


def _election(request: HttpRequest, pk: str) -> Election:
    """An election whose roll is of members; elsewhere nobody is transferred."""
    election = election_to(request, pk, Action.CHANGE_ROLL)
    if not any(each.kind == Kind.TRANSFERRED_OUT for each in kinds_now(election)):
        raise Http404(gettext("没有这种变动。"))
    return election
