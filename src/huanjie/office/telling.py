"""After a deed (办理以后): what is to be done now that it follows for others, on the next page."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from huanjie.office.gates import Reminder

_MOST_TOLD: Final = 5
"""after a deed over many; the rest stands on the pages of proxies and of heads"""


def tell(request: HttpRequest, follows: Collection[Reminder]) -> None:
    """Say on the next page what is over with a deed, and what to do."""
    for each in list(follows)[:_MOST_TOLD]:
        messages.warning(request, each.whole)
    if (left := len(follows) - _MOST_TOLD) > 0:
        messages.warning(
            request, _("还有 %(n)d 项，见“委托投票”和“小组组长和代表”。") % {"n": left}
        )
