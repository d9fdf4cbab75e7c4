"""Which deeds of the review are due for one nominee (资格审查现在能办什么), and why the others are
not: a page offers the one, and says the other instead of a form that would be refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from huanjie.domain.appeal import AppealState
from huanjie.domain.nominee import NomineeState
from huanjie.domain.permission import Action
from huanjie.office.candidacy.exempters import may_exempt, not_theirs
from huanjie.office.candidacy.findings import NomineeFinding, is_in_review, is_standing
from huanjie.office.candidacy.models import Barring
from huanjie.office.candidacy.standing import is_published
from huanjie.office.people.models import User

Found = tuple[NomineeFinding, ...]
"""Everything that was found of one nominee, a nomination each."""

ACTIONS: Final[Mapping[str, Action]] = {
    "facts": Action.STATE_FACTS,
    "exemption": Action.GRANT_EXEMPTION,
    "bar": Action.BAR_NOMINEE,
    "appeal": Action.FILE_APPEAL,
    "decision": Action.DECIDE_APPEAL,
}
"""The deeds for one nominee, by the words of their addresses."""


def in_review(found: Found) -> Found:
    """The nominations whose review goes on; none of somebody who left altogether."""
    return tuple(each for each in found if is_in_review(each.nominee))


def why_not(word: str, found: Found, barring: Barring | None, user: User) -> str:
    """Why a deed is not due for a nominee now (为什么现在不能办), in a sentence; empty where it is.
    `barring` is the finding that bars the person now. The stage and the permission are others' to
    ask.
    """
    if not (going_on := in_review(found)):
        return _("这个人不再是人选，不能再办理；以前的结论、认定和申诉仍然可以查看。")
    match word:
        case "exemption":
            return _no_exemption(going_on, user)
        case "bar":
            return _no_bar(going_on, barring)
        case "appeal":
            return _no_appeal(barring)
        case "decision":
            return _no_decision(barring, user)
        case _:
            return ""


def _no_exemption(found: Found, user: User) -> str:
    needed = [(x.nominee.election, line) for x in found for line in x.of("exemption-needed")]
    if not any(each.finding == "exemption-needed" for each in found) or not needed:
        return _("这个人没有需要批准放宽的条件。")
    if any(may_exempt(user, election, line.rule.condition) for election, line in needed):
        return ""
    return not_theirs(needed[0][1].rule.condition)


def _no_bar(found: Found, barring: Barring | None) -> str:
    barred = [x for x in found if x.finding == "barred" and is_standing(x.nominee)]
    if any(is_published(each.nominee) for each in barred):
        return _("公布过的正式候选人不在这里认定：由选举主持人在候选人页登记离开名单，写丧失资格。")
    if barred:
        return ""
    if barring and barring.is_cancellation:
        return _("已经取消这个人的候选人资格，不用再认定。")
    if any(each.nominee.state == NomineeState.BARRED for each in found):
        return _("已经认定这个人不符合条件，不用再认定。")
    return _("按现有的事实，审查结论不是“不符合条件”，不能认定。有新的事实，先连同材料登记。")


def _no_appeal(barring: Barring | None) -> str:
    if barring is None:
        return _("没有认定这个人不符合条件，不用申诉。")
    if barring.appeal_state == AppealState.NONE:
        return ""
    return _("对这次认定的申诉已经登记，只能申诉一次。")


def _no_decision(barring: Barring | None, user: User) -> str:
    if barring is None or barring.appeal_state != AppealState.FILED:
        return _("没有等待决定的申诉。")
    if barring.found_by_id == user.pk:
        return _("不符合条件是您认定的，申诉要由别人决定。")
    return ""
