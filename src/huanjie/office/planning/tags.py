"""Template tags about an election (选举的模板标签)."""

from __future__ import annotations

from django import template

from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.paper.poll_day import sealing as sealed_by

register = template.Library()


@register.simple_tag
def sealing(election: Election) -> str:
    """Who seals what this election posts (盖章的机构)."""
    return sealed_by(election.unit.full_name, law_of(election).pack)
