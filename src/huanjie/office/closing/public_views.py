"""Pages without an account (公开的页面): published dossiers, their check, the offline program."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.dossier.verdict import Verdict
from huanjie.office.closing.checking import check, program, steps_of
from huanjie.office.closing.forms import SearchForm, VerifyForm
from huanjie.office.closing.models import Dossier
from huanjie.office.closing.published import as_file, find_published, with_places
from huanjie.office.download import ZIP, download
from huanjie.office.web import attempt

_ON_A_PAGE: Final = 50
_FOR_EVER: Final = 31_536_000
"""seconds: a published dossier never changes under its hash"""


@require_http_methods(["GET", "POST"])
def verify_page(request: HttpRequest) -> HttpResponse:
    """Check an uploaded dossier, or one that is published here; nothing is stored."""
    page: dict[str, Any] = {"program_sha256": program().sha256}
    if request.method == "POST":
        form = VerifyForm(request.POST, request.FILES)
        verdict = _of_upload(form) if form.is_valid() else None
        page |= _told(verdict) if verdict else {}
    else:
        form = VerifyForm()
        page |= _of_published(request.GET["dossier"]) if "dossier" in request.GET else {}
    status = 422 if form.errors else 200
    return render(request, "closing/verify.html", page | {"form": form}, status=status)


def _of_upload(form: VerifyForm) -> Verdict | None:
    raw = form.cleaned_data["dossier"].read()
    asked = form.cleaned_data["fingerprint"]
    return attempt(form, lambda: check(raw, fingerprint=asked))


def _of_published(sha256: str) -> dict[str, Any]:
    dossier = get_object_or_404(Dossier.objects.select_related("election__unit"), sha256=sha256)
    return _told(check(bytes(dossier.content))) | {"published": dossier}


def _told(verdict: Verdict) -> dict[str, Any]:
    return {"verdict": verdict, "steps": tuple(steps_of(verdict))}


@require_safe
@cache_control(public=True, max_age=3600)
def verify_program(request: HttpRequest) -> HttpResponse:
    """verify.pyz, as this site was built."""
    return download(program().content, name="verify.pyz", kind=ZIP)


@require_safe
def dossiers_page(request: HttpRequest) -> HttpResponse:
    """Every sealed election of this site."""
    form = SearchForm(request.GET)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    paged = Paginator(find_published(query), _ON_A_PAGE).get_page(request.GET.get("page"))
    page = {"form": form, "query": query, "paged": paged, "rows": with_places(paged)}
    return render(request, "closing/dossiers.html", page, status=422 if form.errors else 200)


@require_safe
@cache_control(public=True, max_age=_FOR_EVER, immutable=True)
def public_dossier(request: HttpRequest, sha256: str) -> HttpResponse:
    """A published dossier by its hash."""
    return as_file(get_object_or_404(Dossier.objects.select_related("election"), sha256=sha256))
