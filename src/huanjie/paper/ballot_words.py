"""What a ballot says (选票上的文字): its title, headings and instructions, as the body's law words
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from huanjie.domain.daywords import in_words
from huanjie.domain.election import BallotStyle, Contest, Election
from huanjie.domain.tally import Mark
from huanjie.law.pack import RulePack
from huanjie.paper.poll_day import SOMEBODY, held_by

_MARK_WORDS: Final[dict[BallotStyle, dict[Mark, str]]] = {
    "approve-oppose-abstain": {"approve": "赞成", "oppose": "反对", "abstain": "弃权"},
    "choice": {"approve": "选"},
}
NUMBER, NAME, WRITE_IN, SYMBOL = "序号", "姓名", "另选他人", "符号"


def title_of(election: Election, pack: RulePack) -> str:
    """The title on the paper (选票标题): as stated, else the unit's name and the body's."""
    return election.title or f"{election.unit.name}{pack.name}选举选票"


def day_of(election: Election) -> str:
    """The polling day on the paper (选举日期)."""
    return f"选举日期：{in_words(election.polling_day)}"


def seal_of(pack: RulePack) -> str:
    """Whose seal the paper bears (盖章处). No law of ours asks for a seal on a ballot: it is a
    custom, and a paper without one is as valid.
    """
    return f"（{held_by(pack) or SOMEBODY}印章）"


def heading_of(contest: Contest, pack: RulePack) -> str:
    """A post's heading: its name, and how many are to be elected (应选人数)."""
    return f"{pack.post_name(contest.post)}　应选 {contest.seats} 名"


def column_word(style: BallotStyle, mark: Mark | None) -> str:
    """The heading of a column of boxes; None: of the boxes for symbols."""
    return _MARK_WORDS[style][mark] if mark else SYMBOL


def instructions_of(
    election: Election, contests: Sequence[Contest], pack: RulePack, *, symbols: bool
) -> tuple[str, ...]:
    """说明: how to mark the paper and what makes it void, in the words of the pack's rules."""
    written = any(contest.lines for contest in contests)
    said = [
        _how_to_mark(election.style, symbols=symbols),
        pack.over_vote.citation.says if pack.over_vote else "",
        "要选候选人以外的人，在“另选他人”栏写上他的姓名，一格写一人。" if written else "",
        _rule_of_write_ins(pack) if written else "",
        pack.same_person_twice.citation.says
        if pack.same_person_twice and len(contests) > 1
        else "",
        "不要署名，不要涂改，不要遮挡四角的黑块和二维码；二维码只证明选票是本次印制的。",
    ]
    return tuple(each for each in said if each)


def _how_to_mark(style: BallotStyle, *, symbols: bool) -> str:
    if symbols:
        return "赞成的在他的方框里画 ○，反对的画 ×，弃权的不画；不要画别的符号。"
    if style == "choice":
        return "选谁就在谁的方框里画一个记号（○ 或者 √ 都可以），不选的空着。"
    return "每人只在一个方框里画一个记号（○、√ 或者 × 都可以）：赞成、反对或者弃权；不画的作弃权。"


def _rule_of_write_ins(pack: RulePack) -> str:
    rule = pack.write_in_needs_opposition
    return rule.citation.says if rule else ""
