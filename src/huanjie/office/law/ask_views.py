"""Pages of the calculators (计算器的页面): a form by address, so that a result is a link."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huanjie.office import clock
from huanjie.office.law.askforms import FactsForm, Where, read_where
from huanjie.office.law.asking import ask_with
from huanjie.office.law.calculators import offered
from huanjie.office.law.calculators.calculator import Calculator


@require_safe
def questions_page(request: HttpRequest) -> HttpResponse:
    """Every question, as people ask it."""
    kept = {key: request.GET[key] for key in ("body", "region", "on") if key in request.GET}
    where = read_where(kept, offered()[0], clock.today())
    query = where.query if kept and where.form.is_valid() else ""
    page = {"section": "law-questions", "calculators": offered(), "query": query}
    return render(request, "law/questions.html", page)


@require_safe
def question_page(request: HttpRequest, question: str) -> HttpResponse:
    """One question: the law, the facts, the answer with its arithmetic and its articles."""
    calculator = next((each for each in offered() if each.question == question), None)
    if calculator is None:
        raise Http404(_("没有这个问题。"))
    where = read_where(request.GET.dict(), calculator, clock.today())
    form = _facts_form(request, calculator, where)
    result = ask_with(calculator, where, form) if form.is_bound else None
    page = {
        "section": "law-questions",
        "calculator": calculator,
        "where": where,
        "form": form,
        "result": result,
        "typed": [(key, request.GET[key]) for key in form.fields if request.GET.get(key)],
        "note": where.pack.document.get("note") if where.pack else "",
    }
    status = 422 if form.errors or where.form.errors else 200
    return render(request, "law/question.html", page, status=status)


def _facts_form(request: HttpRequest, calculator: Calculator, where: Where) -> FactsForm:
    """Bound where any of its fields stands in the address."""
    facts = calculator.asks(where.pack) if where.pack else ()
    is_asked = any(fact.key in request.GET for fact in facts)
    return FactsForm(facts, request.GET if is_asked else None)
