"""Pages of many chosen people and many proxies out of a table (成批登记推选的人、委托)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.choosing import CHOSEN_BY_NAMES, KIND_NAMES, ChosenBy, Kind
from huanjie.domain.permission import Action
from huanjie.law.expression import Fact
from huanjie.law.pack import RulePack
from huanjie.office.electors.choosing import Choice, enter_many_chosen
from huanjie.office.electors.chosenform import ChosenForm
from huanjie.office.electors.proxies import register_many_proxies
from huanjie.office.electors.proxyfacts import Asked, questions
from huanjie.office.electors.proxyform import ProxyForm
from huanjie.office.manyrows import ManyOf, RowColumn
from huanjie.office.manyviews import many_page, many_template
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to

_KINDS: Final[Mapping[str, str]] = {
    **{name: kind.value for kind, name in KIND_NAMES.items()},
    "组长": Kind.HEAD.value,
    "副组长": Kind.DEPUTY.value,
    "村民代表": Kind.REPRESENTATIVE.value,
    "居民代表": Kind.REPRESENTATIVE.value,
}
_CHOSEN_BY: Final[Mapping[str, str]] = {
    **{name: each.value for each, name in CHOSEN_BY_NAMES.items()},
    "小组": ChosenBy.GROUP.value,
    "联户": ChosenBy.HOUSEHOLDS.value,
}
_YES_NO: Final[Mapping[str, str]] = {"是": "yes", "有": "yes", "否": "no", "无": "no", "没有": "no"}

CHOSEN: Final[ManyOf[Choice]] = ManyOf(
    columns=(
        RowColumn(fills="number", heading="编号", also=("名册编号", "名册上的编号")),
        RowColumn(fills="name", heading="姓名", names="number", is_needed=False),
        RowColumn(fills="kind", heading="身份", also=("职务",), words=_KINDS),
        RowColumn(fills="chosen_by", heading="怎样推选", also=("推选方式",), words=_CHOSEN_BY),
        RowColumn(fills="households", heading="几户推选", also=("户数",), is_needed=False),
        RowColumn(fills="chosen_on", heading="推选日期", also=("日期",), is_day=True),
    ),
    form=lambda cells: ChosenForm(dict(cells)),
    asked=lambda form: form.choice,
    do=lambda acting, election, asked: enter_many_chosen(
        acting_user=acting, election=election, choices=asked
    ),
    heading=_("成批登记推选的人"),
    lead=_(
        "各小组推选的组长、副组长和代表写在一张表里，一行一个人的一种身份；"
        "身份写小组组长、小组副组长或者代表，怎样推选写小组会议推选或者几户联合推选。"
    ),
    follows=_("姓名和怎样推选会印在张贴的名单上。"),
    back="chosen",
    route="chosen-many",
)


def _proxies(pack: RulePack) -> ManyOf[Asked]:
    """The proxies of a pack: what the single form asks, a column each."""
    return ManyOf(
        columns=(
            RowColumn(fills="principal", heading="委托人编号"),
            RowColumn(
                fills="principal_name",
                heading="委托人",
                also=("委托人姓名",),
                names="principal",
                is_needed=False,
            ),
            RowColumn(fills="holder", heading="受委托人编号"),
            RowColumn(
                fills="holder_name",
                heading="受委托人",
                also=("受委托人姓名",),
                names="holder",
                is_needed=False,
            ),
            RowColumn(
                fills="asked_on",
                heading="提出的日期",
                also=("提出日期", "委托日期"),
                is_day=True,
            ),
            *_stated(pack),
        ),
        form=lambda cells: ProxyForm(pack, dict(cells)),
        asked=lambda form: form.asked,
        do=lambda acting, election, asked: register_many_proxies(
            acting_user=acting, election=election, proxies=asked
        ),
        heading=_("成批登记委托"),
        lead=_(
            "手里的委托书写在一张表里，一行一份；法律问的情况每份都写是或者否，"
            "逐份按规定判断，与单份登记一样。"
        ),
        follows=_("登记以后还要公布名单。"),
        back="proxies",
        route="proxies-many",
    )


def _stated(pack: RulePack) -> list[RowColumn]:
    """What the law asks of a proxy, by the pack's own names."""
    asked = {each.key: each for each in questions(pack)}
    facts: list[Fact] = [each for each in pack.stated_facts if each.fact in asked]
    return [
        RowColumn(
            fills=fact.fact,
            heading=fact.name,
            words=_YES_NO if fact.kind == "yes-no" else {fact.name_of(w): w for w in fact.choices},
            is_day=fact.kind == "date",
        )
        for fact in facts
    ]


@never_cache
@require_http_methods(["GET", "POST"])
def chosen_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Enter the people of a list of those chosen."""
    election = election_to(request, pk, Action.KEEP_CHOSEN)
    return many_page(request, election, CHOSEN, Action.KEEP_CHOSEN)


@require_safe
def chosen_template(request: HttpRequest, pk: str) -> HttpResponse:
    """The empty list of those chosen."""
    election_to(request, pk, Action.KEEP_CHOSEN)
    return many_template(CHOSEN)


@never_cache
@require_http_methods(["GET", "POST"])
def proxies_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Register the proxies of a list."""
    election = election_to(request, pk, Action.KEEP_PROXIES)
    return many_page(request, election, _proxies(law_of(election).pack), Action.KEEP_PROXIES)


@require_safe
def proxies_template(request: HttpRequest, pk: str) -> HttpResponse:
    """The empty list of proxies, with what the law asks of them."""
    election = election_to(request, pk, Action.KEEP_PROXIES)
    return many_template(_proxies(law_of(election).pack))
