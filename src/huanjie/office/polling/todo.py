"""What to do now (现在要办什么) on a polling day, for whoever looks, and whom others wait for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from huanjie.domain.contest import Declaration
from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Action
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.ledger import stock_now
from huanjie.office.polling.models import Round
from huanjie.office.polling.records import scans
from huanjie.office.polling.rounds import open_votes, stored_count
from huanjie.office.polling.stored import TWO, Both, both_of
from huanjie.office.units.permission import allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do (一件要办的事): by whoever may, at its page."""

    name: str
    url: str
    action: Action
    first: bool = True
    """what is done next; a correction is not"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """现在要办的: what comes next in words, and what this user may do about it."""

    says: str
    tasks: tuple[Task, ...]


def todo(user: User, election: Election, round_: Round | None) -> Todo:
    """What is next, whoever asks; the tasks are those that this user may do."""
    says, every = _next(user, election, round_)
    tasks = (each for each in every if allowed(user, each.action, election))
    return Todo(says=says, tasks=tuple(tasks))


def _next(user: User, election: Election, round_: Round | None) -> tuple[str, list[Task]]:
    number = round_.number if round_ else 1
    match Stage(election.stage):
        case Stage.OPENED | Stage.ROLL_PUBLISHED:
            return _("候选人公布以后才能投票。"), []
        case Stage.READY:
            says = _("到了投票那一天，先登记发出的选票。")
            return says, [_issue(election, number), _stock(election, number)]
        case Stage.POLLING:
            again = Task(
                name=_("补发或者更正发出的选票"),
                url=_url("issue-papers", election, number),
                action=Action.ISSUE_PAPERS,
                first=False,
            )
            return _("正在投票。投票结束后清点票箱，登记收回的选票。"), [
                _collect(election, number, _("登记收回的选票"), first=True),
                again,
                _stock(election, number),
                *_witness(election, number),
            ]
        case Stage.COUNTING if round_:
            return _counting(user, election, round_)
        case Stage.DECLARED if round_:
            return _declared(election, round_)
    return _("卷宗已经封存，投票和计票都办完了。"), [_result(election)]


def _counting(user: User, election: Election, round_: Round) -> tuple[str, list[Task]]:
    if round_.is_scanned:
        return _scanned(election, round_)
    both = both_of(round_)
    if both:
        return _both_in(election, round_, both)
    rows = list(round_.sheets.all())
    own = any(row.teller_id == user.pk for row in rows)
    sheet = Task(
        name=_("看或者改我的计票单") if own else _("填计票单"),
        url=_url("sheet", election, round_.number),
        action=Action.ENTER_SHEET,
        first=not own,
    )
    says = _("正在计票：两名计票人各填一份计票单，互不相见。已交 %(n)d 份，共 %(all)d 份。")
    tasks = [
        sheet,
        _collect(election, round_.number, _("更正收回的选票"), first=False),
        *_witness(election, round_.number),
    ]
    if not rows:
        says += _("也可以改用扫描计票。")
        tasks.insert(1, _scan(election, round_.number, _("改用扫描计票"), first=False))
    return says % {"n": len(rows), "all": TWO}, tasks


def _scanned(election: Election, round_: Round) -> tuple[str, list[Task]]:
    number, pile = round_.number, scans().pile(election, round_)
    more = _scan(election, number, _("上传图像，看选票张数"), first=False)
    correct = _collect(election, number, _("更正收回的选票"), first=False)
    if pile.left:
        says = _("正在扫描计票：%(papers)d 张读清了或者认定了，还有 %(n)d 张疑票要认定。")
        adjudicate = Task(
            name=_("认定疑票"),
            url=_url("adjudicate", election, number),
            action=Action.ADJUDICATE,
        )
        told = {"papers": pile.papers, "n": len(pile.left)}
        return says % told, [adjudicate, more, correct, *_witness(election, number)]
    if pile.papers != round_.collected:
        says = _("正在扫描计票：读清和认定 %(papers)d 张，收回的选票 %(collected)d 张。")
        told = {"papers": pile.papers, "collected": round_.collected or 0}
        return says % told, [replace(more, first=True), correct, *_witness(election, number)]
    declare = Task(
        name=_("核对并宣布结果"), url=_url("declare", election, number), action=Action.DECLARE
    )
    says = _("选票都读清了或者认定了，与收回的选票张数相同。由选举主持人宣布结果。")
    return says, [declare, more]


def _both_in(election: Election, round_: Round, both: Both) -> tuple[str, list[Task]]:
    number = round_.number
    declare = Task(
        name=_("核对并宣布结果"), url=_url("declare", election, number), action=Action.DECLARE
    )
    if not both.differences:
        says = _("两份计票单都已交，数字相同。由选举主持人宣布结果。")
        return says, [declare, _compare(election, number, _("看两份计票单"), Action.SEE_UNIT)]
    if both.settlement is None:
        says = _("两份计票单有 %(n)d 处不同，由监票人认定。") % {"n": len(both.differences)}
        return says, [_compare(election, number, _("认定差异"), Action.SETTLE_SHEETS, first=True)]
    again = _compare(election, number, _("看差异和认定"), Action.SEE_UNIT)
    return _("差异已经认定。由选举主持人宣布结果。"), [declare, again]


def _declared(election: Election, round_: Round) -> tuple[str, list[Task]]:
    result = _result(election)
    declared, votes = open_votes(stored_count(round_), law_of(election).pack)
    first = declared.answers[0]
    if isinstance(first, Declaration) and not first.valid:
        return _("这次选举无效，没有人当选。封存卷宗以后，另开一次重新选举。"), [result]
    if not votes:
        return _("结果已经宣布，没有还要进行的投票。"), [result]
    arrange = Task(
        name=_("安排下一次投票"),
        url=reverse("open-round", args=(election.pk,)),
        action=Action.OPEN_ROUND,
    )
    return _("结果已经宣布，还可以进行下一次投票。"), [arrange, result]


def _url(name: str, election: Election, number: int) -> str:
    return reverse(name, args=(election.pk, number))


def _issue(election: Election, number: int) -> Task:
    url = _url("issue-papers", election, number)
    return Task(name=_("登记发出的选票"), url=url, action=Action.ISSUE_PAPERS)


def _collect(election: Election, number: int, name: str, *, first: bool) -> Task:
    url = _url("collect-papers", election, number)
    return Task(name=name, url=url, action=Action.COLLECT_PAPERS, first=first)


def _scan(election: Election, number: int, name: str, *, first: bool) -> Task:
    """The page of the pictures: tellers send them, the others of the hall see how far it is."""
    return Task(
        name=name, url=_url("scans", election, number), action=Action.SCAN_BALLOTS, first=first
    )


def _stock(election: Election, number: int) -> Task:
    url = _url("stock", election, number)
    return Task(name=_("登记选票台账"), url=url, action=Action.KEEP_STOCK, first=False)


def _witness(election: Election, number: int) -> list[Task]:
    """Where papers were destroyed, whoever watched says so."""
    if not stock_now(election, number).awaiting:
        return []
    url = _url("stock", election, number)
    return [Task(name=_("确认销毁选票"), url=url, action=Action.WITNESS_DESTRUCTION)]


def _compare(
    election: Election, number: int, name: str, action: Action, *, first: bool = False
) -> Task:
    url = _url("compare-sheets", election, number)
    return Task(name=name, url=url, action=action, first=first)


def _result(election: Election) -> Task:
    url = reverse("result", args=(election.pk,))
    return Task(name=_("看结果"), url=url, action=Action.SEE_RESULT, first=False)
