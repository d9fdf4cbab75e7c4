"""What a correction may replace (可以更正的卷宗): a whole dossier of the same election, and no
other.
"""

from __future__ import annotations

from huanjie.domain.rounds import CountFile
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import decode, loads
from huanjie.dossier import container
from huanjie.dossier.contents import ELECTION
from huanjie.dossier.verify import verify
from huanjie.exchange.election import read_election


def check_replaces(old: bytes, count: CountFile) -> None:
    """Refuse to correct a dossier that is not whole, or that is about another election."""
    verdict = verify(old)
    if verdict.fails:
        raise BadInput(f"要更正的卷宗不完整：{verdict.fails.says}", remedy="用原来封存的文件")
    before = read_election(Cursor(loads(decode(container.read(old)[ELECTION]))))
    named = (
        ("单位", before.unit.code, count.election.unit.code),
        ("规则包", before.pack.partition("@")[0], count.election.pack.partition("@")[0]),
        ("选举日", before.polling_day, count.election.polling_day),
    )
    for what, one, other in named:
        if one != other:
            raise BadInput(f"要更正的卷宗是另一次选举：{what}是 {one}，这一次是 {other}")
