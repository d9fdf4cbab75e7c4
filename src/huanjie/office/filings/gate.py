"""What candidacy must ask (关口): nobody stands whose consent from above is not there yet."""

from __future__ import annotations

from collections.abc import Iterator

from huanjie.domain.filing import Content, Kind, State
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.law.citation import cited
from huanjie.office.filings.matters import Open, matters
from huanjie.office.planning.models import Election


def issues_before(deed: Action, election: Election) -> Iterator[BadInput]:
    """Before nominees are posted for objections or published, the request that names them must be
    approved, where the law asks for that (人选经上级党组织审查同意).
    """
    if deed not in (Action.POST_NOTICE, Action.PUBLISH_CANDIDATES):
        return
    for each in matters(election):
        if each.matter.content is Content.NOMINEES and each.matter.kind is Kind.REQUEST:
            yield from _unapproved(each)


def _unapproved(open_: Open) -> Iterator[BadInput]:
    if open_.is_settled:
        return
    articles = cited((open_.answer or open_.step).grounds)
    if open_.state is State.APPROVED:
        yield BadInput(
            f"有 {len(open_.left_out)} 名人选不在批复同意的请示里（{articles}）",
            remedy="在“请示和备案”里重新报送，等上级批复",
        )
    else:
        yield BadInput(
            f"人选还没有得到上级批复同意（{articles}）",
            remedy="在“请示和备案”里报送，等上级批复",
        )
