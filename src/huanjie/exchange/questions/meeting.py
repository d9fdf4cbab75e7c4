"""Questions about who came (会议和投票人数): quorum, electorate, turnout, and the committee's own
vote.
"""

from __future__ import annotations

from huanjie.domain.officers import officers
from huanjie.domain.quorum import electorate, quorum, turnout
from huanjie.door.cursor import Cursor
from huanjie.exchange.answers import officers_as_json
from huanjie.exchange.facts import read_officers_facts
from huanjie.exchange.questions.reply import Reply, method_of
from huanjie.law.applied import Law
from huanjie.law.reader import STANDINGS


def ask_quorum(law: Law, facts: Cursor) -> Reply:
    """到会人数是否达到规定比例."""
    facts.only("entitled", "attended")
    entitled = facts.get("entitled").whole(at_least=1)
    enough = quorum(law.pack, entitled=entitled, attended=facts.get("attended").whole())
    answer = {"minimum": enough.minimum, "met": enough.met}
    return Reply(answer=answer, grounds=enough.grounds, is_no=not enough.met)


def ask_electorate(law: Law, facts: Cursor) -> Reply:
    """谁有选举权."""
    facts.only("members")
    members: dict[str, str] = {}
    for item in facts.get("members").items():
        item.only("id", "standing")
        name = item.get("id").text()
        if name in members:
            item.get("id").refuse(f"“{name}”出现两次")
        members[name] = item.get("standing").one_of(*STANDINGS)
    entitled = electorate(law.pack, members.items())
    answer = {"entitled": len(entitled.members), "members": list(entitled.members)}
    return Reply(answer=answer, grounds=entitled.grounds)


def ask_turnout(law: Law, facts: Cursor) -> Reply:
    """参加投票的人数是否足够."""
    facts.only("method", "registered", "voted")
    registered = facts.get("registered").whole()
    voted = facts.get("voted").whole()
    if voted > registered:
        facts.get("voted").refuse(f"参加投票 {voted} 人，多于登记的 {registered} 人")
    method = method_of(law, facts)
    enough = turnout(law.pack, method=method, registered=registered, voted=voted)
    answer = {"minimum": enough.minimum, "valid": enough.met}
    return Reply(answer=answer, grounds=enough.grounds, is_no=not enough.met)


def ask_officers(law: Law, facts: Cursor) -> Reply:
    """委员会选举书记、副书记."""
    stated = read_officers_facts(facts)
    result = officers(
        law.pack, committee=stated.committee, attended=stated.attended, votes=stated.votes
    )
    return Reply(
        answer=officers_as_json(result), grounds=result.grounds, is_no=not result.quorum_met
    )
