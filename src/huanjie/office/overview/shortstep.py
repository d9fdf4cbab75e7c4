"""The step of a published list that somebody left (候选人缺额): where too few are left of a post,
no ballots go out until the law's way is gone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from huanjie.domain.cycle import DEED_NAMES, Stage
from huanjie.domain.permission import Action
from huanjie.office.overview.task import Facts, Need, State, Task


def short_tasks(facts: Facts, by: datetime.date | None) -> Iterator[Task]:
    """That the list is filled up again (递补候选人) by the last day to publish it; where no law
    fills a place, that the election is cancelled and begun anew.
    """
    short = [each for each in facts.contests if each.is_below]
    if facts.stage is not Stage.READY or not short:
        return
    deed = Action.FILL_UP if facts.fill_up else Action.CANCEL_ELECTION
    remedy = _("须推迟选举日：由主持选举的机构另定，报上级换届工作机构。")
    yield Task(
        key="fill-up",
        deed=deed,
        name=_(DEED_NAMES[deed]),
        state=State.NOW,
        by=by,
        says=_("有人离开名单，候选人不够"),
        late=_("候选人不够，不能发出选票。"),
        remedy=remedy,
        missing=tuple(
            Need(
                says=_("%(post)s：至少 %(minimum)d 名候选人，现有 %(people)d 人")
                % {"post": _(each.name), "minimum": each.minimum, "people": each.nominated},
                met=False,
            )
            for each in short
        ),
        page="candidates",
        grounds=(facts.fill_up,) if facts.fill_up else (),
    )
