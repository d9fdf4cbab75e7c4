"""Template tags about an election (选举的模板标签)."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from huanjie.domain.filing import matters_in
from huanjie.door.fault import BadInput
from huanjie.office.planning.laws import counted_as, law_of
from huanjie.office.planning.models import Election
from huanjie.paper.blocks import Block
from huanjie.paper.voter_cards import card_name

register = template.Library()


@register.simple_tag
def writes_above(election: Election) -> bool:
    """Whether an election has anything to ask of those above it or to put on file (请示和备案)."""
    try:
        pack = law_of(election).pack
    except BadInput:
        return False
    return bool(matters_in(pack))


@register.filter
def counted(election: Election) -> str:
    """Whom the number of its roll counts (登记参加选举的、应到会的成员)."""
    return _(counted_as(election))


@register.filter
def card(election: Election) -> str:
    """What whoever may vote shows at the poll (参选证、选民证、选举人证)."""
    return _(card_name(law_of(election).pack))


@register.filter
def kind(block: Block) -> str:
    """What a block of a paper is (段落、标题、名单、表格、二维码、落款)."""
    return type(block).__name__


@register.filter
def under_heads(row: tuple[str, ...], head: tuple[str, ...]) -> list[tuple[str, str]]:
    """The cells of a paper's row, each with the head of its column."""
    return list(zip(head, row, strict=True))
