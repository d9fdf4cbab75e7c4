"""Pages of statements and photographs (竞职陈述和照片): as posted, entering, taking down."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.permission import Action
from huanjie.office.notices.statement_form import StatementForm
from huanjie.office.notices.stating import keep_statement, posted_of, take_back_statement
from huanjie.office.planning.lookup import election_to, find_election
from huanjie.office.planning.occasion import occasion_of
from huanjie.office.planning.openness import is_open_to
from huanjie.office.planning.paperfile import Form, paper_file
from huanjie.office.web import acting_user, attempt, is_sent
from huanjie.paper.notice_papers import Stated, statements_paper


@never_cache
@require_safe
def statements_page(request: HttpRequest, pk: str) -> HttpResponse:
    """What those who stand gave to be posted, in stroke order, every picture of one size."""
    election = find_election(request, pk, Action.SEE_CANDIDATES)
    people = tuple(posted_of(election))
    page = {
        "election": election,
        "people": tuple(each for each in people if each.gave),
        "missing": tuple(each for each in people if not each.gave),
        "may_keep": is_open_to(request, election, Action.KEEP_STATEMENT),
        "seen": election.version,
    }
    return render(request, "notices/statements.html", page)


@never_cache
@require_http_methods(["GET", "POST"])
def keep_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Enter what somebody gave, or replace it."""
    election = election_to(request, pk, Action.KEEP_STATEMENT)
    form = StatementForm(election, request.POST or None, request.FILES or None)
    if is_sent(request) and form.is_valid():
        acting, given = acting_user(request), form.given
        done = attempt(
            form, lambda: keep_statement(acting_user=acting, election=election, given=given)
        )
        if done:
            messages.success(request, _("已登记，公布页上可以看到。"))
            return redirect("statements", pk)
    page = {
        "election": election,
        "form": form,
        "is_open": is_open_to(request, election, Action.KEEP_STATEMENT),
    }
    return render(request, "notices/statement.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def take_back_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Delete what somebody gave, at their wish."""
    election = election_to(request, pk, Action.KEEP_STATEMENT)
    if request.method == "POST":
        take_back_statement(
            acting_user=acting_user(request),
            election=election,
            person=request.POST.get("person", ""),
        )
        messages.success(request, _("陈述和照片已经撤下，并且删除。"))
    return redirect("statements", pk)


@never_cache
@require_safe
def statements_file(request: HttpRequest, pk: str, form: Form = "docx") -> HttpResponse:
    """The same as a Word file or a PDF."""
    election = find_election(request, pk, Action.SEE_CANDIDATES)
    people = (
        Stated(name=each.nominee.name, posts=each.posts, text=each.text, photo=each.photo)
        for each in posted_of(election)
        if each.gave
    )
    paper = statements_paper(occasion_of(election), people)
    return paper_file(election, paper, name="statements", form=form)
