"""Leaving the published list (公布以后离开候选人名单): why, by which deed, and until when.

Whoever died, lost the right to stand or, where a text says so, did while standing what costs the
candidacy, leaves whenever it is known; whoever no longer wishes to stand says so in writing, and
where the law names a last day for it (候选人退出截止), no later.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from huanjie.domain.calendar import days_after
from huanjie.domain.daywords import in_words
from huanjie.domain.due import Due
from huanjie.domain.nominee import NOMINEE_DEEDS, NOMINEE_STATES, NomineeDeed, NomineeState
from huanjie.domain.objection import step_of
from huanjie.domain.publicnotice import PUBLISHED
from huanjie.domain.schedule import Schedule
from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput
from huanjie.law.applied import Law
from huanjie.law.bodyrules import Cancellation, FillUp
from huanjie.law.citation import Citation, cited
from huanjie.law.pack import RulePack

ENDS: Final = "withdrawals-end"
"""the step until which somebody may step back (候选人退出截止)"""


class Reason(StrEnum):
    """Why a candidate leaves the list (离开名单的原因)."""

    OWN_WISH = "own-wish"
    DIED = "died"
    INELIGIBLE = "ineligible"
    CANCELLED = "cancelled"
    OBJECTION = "objection"


REASON_NAMES: Final[Mapping[Reason, str]] = {
    Reason.OWN_WISH: "本人书面退出",
    Reason.DIED: "死亡",
    Reason.INELIGIBLE: "丧失资格",
    Reason.CANCELLED: "参选过程中的违法行为",
    Reason.OBJECTION: "异议成立",
}
"""Each as a form and a log call it; a posted list names none of them."""

STATED: Final = (Reason.OWN_WISH, Reason.DIED, Reason.INELIGIBLE, Reason.CANCELLED)
"""What somebody may choose; an objection takes somebody off the list by its own decision."""

STRUCK: Final = (Reason.INELIGIBLE, Reason.CANCELLED)
"""Of these, what is found against the person, who is told of it and may appeal."""

DEED_OF: Final[Mapping[Reason, NomineeDeed]] = {
    Reason.OWN_WISH: NomineeDeed.LEAVE,
    Reason.DIED: NomineeDeed.LEAVE,
    Reason.INELIGIBLE: NomineeDeed.STRIKE,
    Reason.CANCELLED: NomineeDeed.STRIKE,
    Reason.OBJECTION: NomineeDeed.STRIKE,
}
"""What is done to the nomination."""


_OF_THE_DEAD: Final = "从名单上去掉"
"""what is entered of whoever died, who did not step back"""


def deed_name(reason: Reason) -> str:
    """What was entered, as the record of it is called (登记了什么)."""
    return _OF_THE_DEAD if reason == Reason.DIED else NOMINEE_DEEDS[DEED_OF[reason]]


def state_name(state: NomineeState, left: Reason | None) -> str:
    """How far somebody has come, as a page calls it (状态); `left` is why they left the list last.
    Whoever died did not step back (已退出).
    """
    if state == NomineeState.WITHDRAWN and left == Reason.DIED:
        return REASON_NAMES[left]
    return NOMINEE_STATES[state]


def stated_reasons(pack: RulePack) -> tuple[Reason, ...]:
    """What somebody may choose under a pack: a candidacy is cancelled only where a text says so."""
    return tuple(each for each in STATED if each != Reason.CANCELLED or pack.cancellation)


def check_acts(rule: Cancellation, acts: Sequence[str]) -> tuple[str, ...]:
    """The acts that were found (查明的行为), each once in the order of the text; BadInput at `acts`
    where none is stated, or one that the text does not name.
    """
    if unknown := [each for each in acts if each not in rule.acts]:
        raise BadInput(
            f"条文没有写“{shown(unknown[0])}”（{cited((rule.citation,))}）",
            at="acts",
            remedy=f"只能从条文写明的行为里选：{'、'.join(rule.acts)}",
        )
    if not acts:
        raise BadInput(
            "取消候选人资格要写明查明的是哪一种行为",
            at="acts",
            remedy="勾选查明的行为，材料写证明它的那一份",
        )
    return tuple(each for each in rule.acts if each in acts)


def last_day(law: Law, schedule: Schedule, *, published_on: datetime.date | None) -> Due | None:
    """Until when somebody on the list may step back (退出的最后一天): counted from the day on which
    it was published where the law counts so, and never after the poll; else by the schedule, as of
    a list that is filled up (None). None where no law says.
    """
    step, scheduled = step_of(law, ENDS), schedule.step(ENDS)
    if step is None or scheduled is None or scheduled.window.latest is None:
        return None
    latest, provisional = scheduled.window.latest, scheduled.provisional
    if published_on and step.anchor == PUBLISHED and step.direction == "within":
        counted = days_after(published_on, step.days, law.calendar, roll=bool(step.rolls))
        latest, provisional = min(counted.last_day, schedule.polling_day), counted.provisional
    return Due(last_day=latest, grounds=scheduled.grounds, provisional=provisional)


def fills(rule: FillUp, *, by_wish: bool) -> Citation:
    """The article that fills the places that fell free (递补的依据); `by_wish`: whether everybody
    left by their own wish. Where the text speaks of that alone (自愿放弃), that it fills the places
    of others too is our convention, and the citation says so (confidence C).
    """
    if by_wish or rule.after == "any":
        return rule.citation
    says = f"{rule.citation.says.removesuffix('。')}；其他原因的缺额没有写，约定照此递补。"
    return replace(rule.citation, says=says, confidence="C")


def filled_by(law: Law, schedule: Schedule, *, by_wish: bool = True) -> Due | None:
    """By when a list that somebody left is published anew, its place filled (补足名单的最后一天);
    None where no law fills a place, or none dates the list. `by_wish` as in `fills`.

    Where somebody may step back after the last day to publish the list, or on any day, the text
    that fills the place asks for it then, and names no day of its own (及时公布、补足并公告): it is
    before the poll (Zhejiang 19, Hainan 22 and 23, Sichuan 25). That this is the day before it is
    our convention, and its ground says so (confidence C). Where stepping back ends by the list's
    day, it is that day, for the list and its filling alike (Hebei 19 and 21, Tianjin 19 and 22).
    """
    rule, listed = law.pack.fill_up, schedule.step(PUBLISHED)
    if rule is None or listed is None or listed.window.latest is None:
        return None
    ends = schedule.step(ENDS)
    last = ends.window.latest if ends else None
    if last is not None and last <= listed.window.latest:
        own = () if by_wish or rule.after == "any" else (fills(rule, by_wish=False),)
        return Due(
            last_day=listed.window.latest,
            grounds=(*listed.grounds, *own),
            provisional=listed.provisional,
        )
    day_before = schedule.polling_day - datetime.timedelta(days=1)
    ground = _by_convention(fills(rule, by_wish=by_wish))
    return Due(last_day=day_before, grounds=(ground,), provisional=False)


def _by_convention(citation: Citation) -> Citation:
    """The article that fills a place as the ground of our day (约定的期限): it names none."""
    says = f"{citation.says.removesuffix('。')}；没有规定最迟哪一天，约定在选举日前一天。"
    return replace(citation, says=says, confidence="C")


@dataclass(frozen=True, slots=True, kw_only=True)
class Free:
    """How many may come on a list that is filled up, for one post (缺额)."""

    places: int
    lacks_woman: bool
    """whether the law wants a woman on the list and there is none: then one may come though no
    place of the post fell free
    """

    def among(self, sexes: Collection[str]) -> int:
        """How many places there are for people of these sexes: that of the woman for a woman."""
        return max(self.places, int(self.lacks_woman and "f" in sexes))


def check_place_is_free(pack: RulePack, post: str, free: Free, *, sexes: Collection[str]) -> None:
    """Refuse, at `people`, more names on a list that is filled up than places fell free (没有缺额的
    职务不增加候选人), where a text forbids to change the list: filling is all that it allows.
    `sexes` are those of the people who are named, one each.
    """
    places = free.among(sexes)
    if pack.fixed_list and len(sexes) > places:
        gap = f"缺额 {places} 人" if places else "没有缺额"
        whom = "没有缺额的职务，只递补一名妇女" if free.lacks_woman else "只为有缺额的职务递补"
        raise BadInput(
            f"{post}的候选人{gap}，公布过的名单不能另外增加候选人"
            f"（{cited((pack.fixed_list.citation,))}）",
            at="people",
            remedy="只按缺额的人数递补" if free.places else whom,
        )


def check_in_time(reason: Reason, received_on: datetime.date, until: Due | None) -> None:
    """Refuse, at `received_on`, a written wish that came after the law's last day for it."""
    if reason == Reason.OWN_WISH and until and received_on > until.last_day:
        raise BadInput(
            f"本人不愿意参选的，最迟在{in_words(until.last_day)}书面提出（{cited(until.grounds)}），"
            "已经晚了",
            at="received_on",
            remedy="候选人名单不变",
        )
