"""Sample rolls (试用的名册): invented people as a file to upload, with a few slips to find."""

from __future__ import annotations

import random
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from huanjie.domain.memberroll import PARTY
from huanjie.office import clock
from huanjie.office.demo.invented import AREA, Inventor
from huanjie.office.demo.rollfile import roll_file
from huanjie.office.download import CSV, download

_APART: Final = 500
"""areas between these people's numbers and those of the county"""
_SIZES: Final = {"villagers": 120, "members": 24}
_SLIPS: Final = {
    "villagers": (
        ("第0012行", "99950119800101123X", "男", "9001", "第1村民小组", ""),
        ("雷小明", "999501198002301230", "男", "9002", "第1村民小组", ""),
        ("钟大山", "", "男", "9003", "第2村民小组", ""),
    ),
    "members": (("蓝青", "99950119800101", "男", "", "", "", "正式党员"),),
}
"""a name that is none, a day that no calendar has, a number left out; one too short"""


@login_not_required
@require_safe
def sample_roll(request: HttpRequest, kind: str) -> HttpResponse:
    """A roll to try, as CSV: of a village, or of the members of a branch."""
    if not settings.HUANJIE_DEMO or kind not in _SIZES:
        raise Http404
    inventor = Inventor(random.Random(kind), on=clock.today(), area=AREA + _APART)
    raw = roll_file(
        inventor.people(_SIZES[kind]),
        members=PARTY if kind == "members" else None,
        slips=_SLIPS[kind],
    )
    return download(raw, name=f"demo-{kind}.csv", kind=CSV)
