"""Pages of proxies (委托投票): the list, one more, one taken back, the list as it is posted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.electors.entering import enter_by_form, form_page
from huanjie.office.electors.paper import poll_of
from huanjie.office.electors.proxies import consider, post_list, register_proxy, take_back
from huanjie.office.electors.proxyfacts import standing_proxies
from huanjie.office.electors.proxyform import ProxyForm
from huanjie.office.electors.proxylist import given, proxies_of
from huanjie.office.electors.takinglists import PROXY_HEADS, take_proxies
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.openness import is_open, is_open_to
from huanjie.office.planning.paperfile import Form, paper_file
from huanjie.office.planning.tablefile import Table, table_page
from huanjie.office.security.noting import note_shown
from huanjie.office.units.permission import allowed
from huanjie.office.web import acting_user, is_sent, signed_in
from huanjie.paper.proxy_list import proxy_list


@never_cache
@require_safe
def list_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Every proxy of the election, and what may be done now."""
    election = election_to(request, pk, Action.SEE_ROLL)
    proxies = proxies_of(election)
    people = 2 * (len(proxies.standing) + len(proxies.ended))
    note_shown(signed_in(request), region=election.unit_id, people=people)
    may_keep = is_open_to(request, election, Action.KEEP_PROXIES)
    may_take = allowed(signed_in(request), Action.EXPORT_ROLL, election)
    page = {
        "election": election,
        "proxies": proxies,
        "may_keep": may_keep,
        "may_take": may_take and bool(proxies.standing),
    }
    return render(request, "electors/proxies.html", page)


@never_cache
@require_http_methods(["GET", "POST"])
def add_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Register one proxy: what the law says to it is shown before."""
    election = election_to(request, pk, Action.KEEP_PROXIES)
    form = ProxyForm(law_of(election).pack, request.POST or None)
    page = form_page(request, election, form, Action.KEEP_PROXIES)
    page["proxies"] = proxies_of(election)
    if is_sent(request) and form.is_valid():
        asked = form.asked
        entered = enter_by_form(
            request,
            form,
            look=lambda: consider(election, asked),
            do=lambda acting: register_proxy(acting_user=acting, election=election, asked=asked),
        )
        if number := entered.made:
            messages.success(request, _("已登记，是第 %(number)d 份委托。") % {"number": number})
            return redirect("proxies", pk)
        if found := entered.found:
            note_shown(signed_in(request), region=election.unit_id, people=2)
            return render(request, "electors/proxy_check.html", page | {"found": found})
    return render(request, "electors/proxy_add.html", page, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def back_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Ask before a proxy is taken back, then end it."""
    election = election_to(request, pk, Action.KEEP_PROXIES)
    if request.method == "POST" and "confirm" in request.POST:
        take_back(acting_user=acting_user(request), election=election, number=number)
        messages.success(request, _("第 %(number)d 份委托已经收回。") % {"number": number})
        return redirect("proxies", pk)
    if not is_open(election, Action.KEEP_PROXIES):
        return redirect("proxies", pk)
    rows = standing_proxies(election).select_related("principal", "holder")
    proxy = get_object_or_404(rows, number=number)
    note_shown(signed_in(request), region=election.unit_id, people=2)
    page = {"election": election, "proxy": proxy, "seen": election.version}
    return render(request, "electors/proxy_back.html", page)


@never_cache
@require_http_methods(["GET", "POST"])
def post_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask before the list is said to be posted, then note the day."""
    election = election_to(request, pk, Action.KEEP_PROXIES)
    if request.method == "POST" and "confirm" in request.POST:
        fresh = post_list(acting_user=acting_user(request), election=election)
        messages.success(
            request, _("名单已经公布，新公布 %(fresh)d 份。请打印，盖章张贴。") % {"fresh": fresh}
        )
        return redirect("proxies", pk)
    page = {
        "election": election,
        "proxies": proxies_of(election),
        "is_open": is_open(election, Action.KEEP_PROXIES),
        "seen": election.version,
    }
    return render(request, "electors/proxies_post.html", page)


@never_cache
@require_safe
def list_file(request: HttpRequest, pk: str, form: Form = "docx") -> HttpResponse:
    """The list to be posted, as a Word file or a PDF."""
    election = election_to(request, pk, Action.SEE_ROLL)
    proxies = proxies_of(election)
    if not proxies.standing:
        raise BadInput("没有有效的委托，没有名单可以打印", remedy="先登记委托")
    note_shown(signed_in(request), region=election.unit_id, people=2 * len(proxies.standing))
    paper = proxy_list(poll_of(election), given(proxies), posted_on=proxies.posted_on)
    return paper_file(election, paper, name="proxies", form=form)


@never_cache
@require_http_methods(["GET", "POST"])
def table_file(request: HttpRequest, pk: str) -> HttpResponse:
    """Those that stand as a workbook, after asking what it is for."""
    election = election_to(request, pk, Action.EXPORT_ROLL)
    table = Table(
        heading=_("导出委托"),
        holds=_("文件里有委托人和受委托人的姓名、名册编号，没有证件号码，也没有手机号。"),
        back=reverse("proxies", args=[pk]),
        name="proxies",
        heads=PROXY_HEADS,
        take=take_proxies,
    )
    return table_page(request, election, table)
