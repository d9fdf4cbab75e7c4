"""Pages of the county logs (县级日志页), without an account: checkpoints, proofs, witnesses."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from huanjie.door.fault import BadInput
from huanjie.office.countylog import proofs
from huanjie.office.countylog.collecting import collectors
from huanjie.office.countylog.epochs import history_of
from huanjie.office.countylog.models import Checkpoint
from huanjie.office.countylog.witnesses import LARGEST, published, take_cosignatures, witness_keys
from huanjie.office.deeds.models import Log
from huanjie.office.keys import log_ring
from huanjie.office.units.models import Unit
from huanjie.office.web import whole_number

_ON_A_PAGE = 50
_PLAIN = "text/plain; charset=utf-8"
_NOT_HERE, _NOT_TAKEN, _TOO_LARGE = 404, 422, 413


@require_safe
def logs_page(request: HttpRequest) -> HttpResponse:
    """Every county log with its last checkpoint, and how to check it."""
    rows = [(unit, _last(unit)) for unit in collectors()]
    page = {"rows": rows, "witnesses": witness_keys()}
    return render(request, "countylog/logs.html", page)


@require_safe
def log_page(request: HttpRequest, code: str) -> HttpResponse:
    """The checkpoints of one log, the newest first, with who cosigned them."""
    unit, log = _find(code)
    rows = log.checkpoints.prefetch_related("cosignatures")
    history = history_of(log.name)
    page = {
        "unit": unit,
        "log": log,
        "history": history,
        "paged": Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page")),
        "key": log_ring().verifier_key(history.origin).text,
    }
    return render(request, "countylog/log.html", page)


@require_safe
def checkpoint_text(request: HttpRequest, code: str) -> HttpResponse:
    """The last checkpoint as a signed note, or the one of a size that was signed."""
    _unit, log = _find(code)
    rows = log.checkpoints.prefetch_related("cosignatures")
    if "size" in request.GET:
        rows = rows.filter(size=Asked(request).number("size"))
    found = rows.first()
    if found is None:
        return HttpResponse(_("还没有签发检查点。") + "\n", content_type=_PLAIN, status=_NOT_HERE)
    return HttpResponse(published(found), content_type=_PLAIN)


@require_safe
def inclusion_file(request: HttpRequest, code: str) -> HttpResponse:
    """That an entry is in the log (包含证明)."""
    log, asked = _find(code)[1], Asked(request)
    return _answered(lambda: proofs.inclusion(log, asked.number("index"), asked.size("size")))


@require_safe
def consistency_file(request: HttpRequest, code: str) -> HttpResponse:
    """That the log only grew (一致性证明)."""
    log, asked = _find(code)[1], Asked(request)
    return _answered(lambda: proofs.consistency(log, asked.number("old"), asked.size("new")))


@require_safe
def root_file(request: HttpRequest, code: str) -> HttpResponse:
    """That another log's root was taken in (根值的证明)."""
    log = _find(code)[1]
    return _answered(lambda: proofs.taken_in(log, request.GET.get("log", "")))


@require_safe
def epoch_file(request: HttpRequest, code: str) -> HttpResponse:
    """What was lost where an epoch began (新纪元的开头)."""
    log, asked = _find(code)[1], Asked(request)
    return _answered(lambda: proofs.beginning(log, asked.number("number")))


@csrf_exempt
@require_POST
def cosign_page(request: HttpRequest, code: str) -> HttpResponse:
    """Take a witness's cosignatures: the checkpoint as it was published, its lines under it."""
    log = _find(code)[1]
    if len(request.body) > LARGEST:
        return HttpResponse(_("内容太大。") + "\n", content_type=_PLAIN, status=_TOO_LARGE)
    try:
        checkpoint = take_cosignatures(log, request.body)
    except BadInput as fault:
        return HttpResponse(f"{fault}\n", content_type=_PLAIN, status=_NOT_TAKEN)
    return HttpResponse(published(checkpoint), content_type=_PLAIN)


def _answered(proof: Any) -> HttpResponse:
    """A proof as JSON; what cannot be proved is said in a sentence."""
    try:
        return JsonResponse(proof(), json_dumps_params={"ensure_ascii": False})
    except BadInput as fault:
        said = {"says": fault.says, "remedy": fault.remedy}
        plain = {"ensure_ascii": False}
        return JsonResponse(said, json_dumps_params=plain, status=_NOT_TAKEN)


def _find(code: str) -> tuple[Unit, Log]:
    """A log that collects others, by the code of its place; no other log is public."""
    unit = next((each for each in collectors() if each.pk == code), None)
    log = Log.objects.filter(name=unit.log_name).first() if unit else None
    if unit is None or log is None:
        raise Http404(_("这里没有公开的日志。"))
    return unit, log


def _last(unit: Unit) -> Checkpoint | None:
    rows = Checkpoint.objects.filter(log_id=unit.log_name).prefetch_related("cosignatures")
    return rows.first()


class Asked:
    """The numbers that an address asks for (网址里的数)."""

    def __init__(self, request: HttpRequest) -> None:
        self._words = request.GET

    def number(self, name: str) -> int:
        """A whole number; BadInput where it is missing, or none."""
        number = whole_number(self._words.get(name, ""))
        if number is None:
            raise BadInput(f"没有写 {name}，或者不是整数", remedy=f"在网址里写 ?{name}=0")
        return number

    def size(self, name: str) -> int | None:
        """The same, or None where it is not asked for."""
        return self.number(name) if name in self._words else None
