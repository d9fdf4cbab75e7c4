"""People written in (另选他人): names that a count may hold, whoever read them off the papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from huanjie.domain.contest import Post
from huanjie.domain.personname import fault_of_name, repaired_name
from huanjie.domain.rounds import declare_rounds
from huanjie.domain.tally import ids_by_name
from huanjie.door.fault import BadInput
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import FIRST, count_before, election_file, names_of

Written = Mapping[Post, Iterable[str]]


def check_written_in(election: Election, round_: Round, written: Written) -> None:
    """Refuse names that cannot be meant: no name at all, somebody else's id, a man on the line of
    women alone, somebody who holds the post already.
    """
    if not any(written.values()):
        return
    _check_names(written, names_of(list(election.rounds.all())))
    _check_womens_line(election, written)
    _check_not_elected_yet(election, round_, written)


def _check_names(written: Written, printed: Mapping[str, str]) -> None:
    """Whoever is written in is a name, and never the id that a paper gives to somebody else."""
    for name in (name for names in written.values() for name in names):
        fault = fault_of_name(name)
        if fault or name != repaired_name(name) or printed.get(name, name) != name:
            raise BadInput(fault or f"另选他人“{name}”要写姓名", remedy="按选票上写的姓名填写")


def _check_womens_line(election: Election, written: Written) -> None:
    """On the line that lists women alone nobody is written in whom the roll knows as a man: his
    votes there elect nobody (单列的妇女委员).
    """
    lines = election.contests.filter(women_only=True).values_list("post", flat=True)
    for post in lines:
        for name in written.get(Post(post), ()):
            known = set(election.roll.filter(name=name).values_list("sex", flat=True))
            if known == {"m"}:
                raise BadInput(
                    f"“{post}”一栏只选妇女，名册上的“{name}”是男性",
                    remedy="核对姓名；写的是男性的，这一栏按没有选计",
                )


def _check_not_elected_yet(election: Election, round_: Round, written: Written) -> None:
    """Nobody is elected twice to one post: who holds it already is not counted in its runoff."""
    if round_.kind == FIRST:
        return
    pack, before = law_of(election).pack, count_before(round_)
    final = declare_rounds(before, pack).final
    ids = ids_by_name((*before.election.contests, *election_file(election, round_).contests))
    for post, names in written.items():
        for name in names:
            if ids.get(name, name) in final.get(post, ()):
                says = f"另选他人“{name}”已经当选{pack.post_name(post)}，不能再选一次"
                raise BadInput(says, remedy="不列这个人；这些选票是否有效，由监票人认定")
