"""What a token may be good for (令牌的范围): the actions that the interface offers.

What wants a person in front of it is not among them: seeing a full identity number, settling the
tellers' differences, adjudicating, looking at ballots, signing a review, declaring, sealing,
taking corrected law, and making tokens.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from huanjie.domain.cycle import DEED_NAMES
from huanjie.domain.permission import Action
from huanjie.office.people.models import User
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import allowed

ALWAYS: Final = frozenset({Action.SEE_UNIT})
"""What every token may: without it, it finds nothing."""

SIGHTS: Final = {
    Action.SEE_BOARD: gettext_noop("看总览"),
    Action.SEE_UNIT: gettext_noop("看单位、选举和日程"),
    Action.SEE_ROLL: gettext_noop("看名册（号码打码）"),
    Action.SEE_CANDIDATES: gettext_noop("看候选人"),
    Action.SEE_FINDINGS: gettext_noop("看资格审查的结论"),
    Action.SEE_RESULT: gettext_noop("看结果和卷宗"),
    Action.SEE_REVIEWS: gettext_noop("看联审进度"),
    Action.SEE_QUESTIONS: gettext_noop("看本部门的联审名单（号码打码）"),
}
"""What may be looked at, in words."""

BY_TOKEN: Final = (
    *SIGHTS,
    Action.OPEN_ELECTION,
    Action.POSTPONE,
    Action.CANCEL_ELECTION,
    Action.UPLOAD_ROLL,
    Action.LOAD_ROLL,
    Action.PUBLISH_ROLL,
    Action.RAISE_OBJECTION,
    Action.DECIDE_OBJECTION,
    Action.FILE_ROLL_APPEAL,
    Action.DECIDE_ROLL_APPEAL,
    Action.CHANGE_ROLL,
    Action.KEEP_PROXIES,
    Action.KEEP_CHOSEN,
    Action.KEEP_NOTICES,
    Action.KEEP_STEP,
    Action.NOMINATE,
    Action.STATE_FACTS,
    Action.FILE_APPEAL,
    Action.DECIDE_APPEAL,
    Action.POST_NOTICE,
    Action.RAISE_NOMINEE_OBJECTION,
    Action.DECIDE_NOMINEE_OBJECTION,
    Action.KEEP_APPRAISAL,
    Action.KEEP_STATEMENT,
    Action.KEEP_PLEDGE,
    Action.PUBLISH_CANDIDATES,
    Action.LEAVE_LIST,
    Action.FILL_UP,
    Action.SEND_FILING,
    Action.ANSWER_FILING,
    Action.DRAFT_ANSWER,
    Action.RETURN_QUESTION,
    Action.ISSUE_PAPERS,
    Action.KEEP_STOCK,
    Action.COLLECT_PAPERS,
    Action.ENTER_SHEET,
    Action.SCAN_BALLOTS,
    Action.OPEN_ROUND,
)
"""All of them, in the order of the cycle."""


def name_of(action: Action) -> str:
    """An action in words, as the pages call it."""
    return _(SIGHTS.get(action) or DEED_NAMES[action])


def open_to(user: User, place: Unit) -> tuple[Action, ...]:
    """What somebody could give to a token at a place: no more than they may themselves."""
    return tuple(each for each in BY_TOKEN if allowed(user, each, place))
