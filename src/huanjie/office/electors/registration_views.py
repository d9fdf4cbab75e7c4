"""Pages of registration by a ground of the law (按情形登记)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.cycle import Stage
from huanjie.domain.identity import masked
from huanjie.domain.permission import Action
from huanjie.office.electors.entering import enter_by_form, form_page
from huanjie.office.electors.registering import consider, questions, register_by_ground
from huanjie.office.electors.representatives import grounds_of
from huanjie.office.law.askforms import FactsForm
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.roll.forms import PersonForm
from huanjie.office.security.noting import note_shown
from huanjie.office.units.permission import allowed
from huanjie.office.web import is_sent, signed_in


@never_cache
@require_safe
def list_page(request: HttpRequest, pk: str) -> HttpResponse:
    """The grounds of the law, and who was registered by which."""
    election = election_to(request, pk, Action.SEE_ROLL)
    pack = law_of(election).pack
    rows = list(election.registered_by_ground.select_related("entry"))
    on_roll = set(election.roll.values_list("pk", flat=True))
    names = grounds_of(pack)
    user = signed_in(request)
    note_shown(user, region=election.unit_id, people=len(rows))
    page = {
        "election": election,
        "pack": pack,
        "rows": [(row, names.get(row.ground)) for row in rows if row.entry_id in on_roll],
        "may_register": election.stage == Stage.OPENED
        and allowed(user, Action.LOAD_ROLL, election),
    }
    return render(request, "electors/registration.html", page)


@never_cache
@sensitive_post_parameters("name", "id_number", "phone")
@require_http_methods(["GET", "POST"])
def add_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Judge one person by what is stated of them, then put them on the roll."""
    election = election_to(request, pk, Action.LOAD_ROLL)
    pack = law_of(election).pack
    data = request.POST or None
    form = PersonForm(data, members=election.member_roll)
    facts = FactsForm(questions(pack), data)
    page = form_page(request, election, form, Action.LOAD_ROLL) | {"pack": pack, "facts": facts}
    if is_sent(request) and form.is_valid() and facts.is_valid():
        cells, stated = form.cells, facts.values()
        entered = enter_by_form(
            request,
            form,
            look=lambda: consider(election, cells, stated),
            do=lambda acting: register_by_ground(
                acting_user=acting, election=election, cells=cells, stated=stated
            ),
        )
        if number := entered.made:
            messages.success(request, _("已登记，编号 %(number)d。") % {"number": number})
            return redirect("registration", pk)
        if found := entered.found:
            page |= {"found": found, "id_number": masked(found.person.id_number or "")}
            return render(request, "electors/registration_check.html", page)
    status = 422 if form.errors or facts.errors else 200
    return render(request, "electors/registration_add.html", page, status=status)
