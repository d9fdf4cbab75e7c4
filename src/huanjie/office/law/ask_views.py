"""Pages of the calculators (计算器的页面): a form by address, so that a result is a link.

What is asked of one person (a birth date, a criminal record) is no part of any address: such a form
is posted, its page is kept nowhere, and nothing of it is stored or logged. The choice of the law
stands in the same form, so that another law is asked with what was typed; the address says which.
"""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.law.askforms import FactsForm, Where, read_where
from huanjie.office.law.asking import ask_with
from huanjie.office.law.calculators import CALCULATORS
from huanjie.office.law.calculators.calculator import Calculator

_OF_THE_LAW: Final = frozenset({"body", "region", "on"})
"""what an address says of the law that is asked"""
_OTHER_LAW: Final = "law"
"""the button that asks another law with what was typed"""


@require_safe
def questions_page(request: HttpRequest) -> HttpResponse:
    """Every question, as people ask it."""
    calculators = tuple(CALCULATORS.values())
    kept = {key: request.GET[key] for key in _OF_THE_LAW if key in request.GET}
    where = read_where(kept, calculators[0], clock.today())
    query = where.query if kept and where.form.is_valid() else ""
    page = {"section": "law-questions", "calculators": calculators, "query": query}
    return render(request, "law/questions.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def question_page(request: HttpRequest, question: str) -> HttpResponse:
    """One question: the law, the facts, the answer with its arithmetic and its articles.

    An address that holds more than the law, where one person is asked about, is answered with the
    address that does not.
    """
    calculator = CALCULATORS.get(question)
    if calculator is None:
        raise Http404(_("没有这个问题。"))
    if request.method == "POST" and not calculator.is_personal:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    addressed = read_where(request.GET.dict(), calculator, clock.today())
    if calculator.is_personal and not set(request.GET) <= _OF_THE_LAW:
        return redirect(f"{request.path}?{addressed.query}")
    where = _chosen(request, calculator) or addressed
    form = _facts_form(request, calculator, where.pack or addressed.pack)
    if _OTHER_LAW in request.POST and where.pack and not form.is_filled:
        return redirect(f"{request.path}?{where.query}")
    if where.pack and where.query != addressed.query:
        return redirect(f"{request.path}?{where.query}", preserve_request=True)
    result = ask_with(calculator, where, form) if form.is_bound else None
    page = {
        "section": "law-questions",
        "calculator": calculator,
        "where": where,
        "address": addressed.query,
        "form": form,
        "result": result,
        "typed": _typed(request, calculator, form),
        "note": where.pack.document.get("note") if where.pack else "",
    }
    status = 422 if form.errors or where.form.errors else 200
    response = render(request, "law/question.html", page, status=status)
    if calculator.is_personal:
        add_never_cache_headers(response)
    return response


def _chosen(request: HttpRequest, calculator: Calculator) -> Where | None:
    """The law that was posted with the facts, where it was."""
    stated = {key: request.POST[key] for key in _OF_THE_LAW if key in request.POST}
    return read_where(stated, calculator, clock.today()) if stated else None


def _facts_form(request: HttpRequest, calculator: Calculator, pack: RulePack | None) -> FactsForm:
    """Bound where it was posted, or where any of its fields stands in the address."""
    facts = calculator.asks(pack) if pack else ()
    if calculator.is_personal:
        return FactsForm(facts, request.POST if facts and request.method == "POST" else None)
    is_asked = any(fact.key in request.GET for fact in facts)
    return FactsForm(facts, request.GET if is_asked else None)


def _typed(request: HttpRequest, calculator: Calculator, form: FactsForm) -> list[tuple[str, str]]:
    """What the address says of the facts, to be kept where another law is chosen."""
    if calculator.is_personal:
        return []
    return [(key, request.GET[key]) for key in form.fields if request.GET.get(key)]
