"""Deeds of candidacy (提名和公布候选人): nominate, take a nomination back, mark near relatives,
publish the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from huanjie.domain.cycle import Stage, after
from huanjie.domain.departure import check_place_is_free
from huanjie.domain.nominee import NomineeDeed, NomineeState, nominee_after
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.candidacy.departed import tell_who_left
from huanjie.office.candidacy.eligibility import Nomination, answers_for, check_may_stand
from huanjie.office.candidacy.facts import checked_document
from huanjie.office.candidacy.findings import move, settle
from huanjie.office.candidacy.kin import check_barred
from huanjie.office.candidacy.listday import is_filled_up
from huanjie.office.candidacy.models import RELATION_LENGTH, NearRelatives, Nominee
from huanjie.office.candidacy.offroll import entries_to_nominate
from huanjie.office.candidacy.routes import NominatedBy, check_route
from huanjie.office.candidacy.slate import free_places, slate_of, standing_of
from huanjie.office.candidacy.slatechecks import obstacles
from huanjie.office.candidacy.standing import check_unpublished, is_published, who_stands
from huanjie.office.candidacy.turns import turns_of
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.electors.proxies import bar_candidates
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Contest, Election
from huanjie.office.roll.models import RollEntry


@command(Action.NOMINATE)
def nominate(
    *,
    acting_user: ActingUser,
    election: Election,
    post: str,
    people: tuple[Nomination, ...],
    by: NominatedBy,
) -> Done[list[str]]:
    """Nominate people on the published roll for one post (登记提名): all of them or nobody, by one
    lawful route and by so many nominators each. Where a meeting elects from among all, people who
    are not on the roll, too (`offroll`).

    The answer is their ids on the paper, in the order given. A nomination that was taken back
    comes to life again. Refused with `at` naming the form's field: `post`, `people`, `route`,
    `nominators`, `sex_…` or `strokes_…` of an entry.
    """
    election.advance(Action.NOMINATE)
    contest = election.contests.filter(post=post).first()
    if contest is None:
        raise BadInput("这次选举没有这项职务", at="post", remedy="从列出的职务里选")
    if not people:
        raise BadInput("还没有选人", at="people", remedy="勾选要提名的人")
    pack = law_of(election).pack
    check_route(pack, by)
    filling = is_filled_up(election)
    places = free_places(election, contest) if filling else None
    turns = turns_of(election, contest) if filling else None
    asked = [each.entry for each in people]
    entries = entries_to_nominate(election, acting_user.user, asked)
    known = list(election.nominees.order_by("pk"))
    came: list[Nominee] = []
    for said in people:
        row = _nominated(pack, contest, said, entries.get(said.entry), known)
        row.route, row.nominators = by.route, by.count
        row.save()
        known = [*(each for each in known if each.pk != row.pk), row]
        came.append(row)
    if places is not None:
        # What is wrong with one of the people is said first.
        check_place_is_free(pack, contest.name, places, sexes=[each.sex for each in came])
    if turns is not None:
        turns.check(came)
    settle(election)
    ids = [each.person for each in came]
    return Done(answer=ids, says={"post": post, "nominated": ids})


def _nominated(
    pack: RulePack,
    contest: Contest,
    said: Nomination,
    entry: RollEntry | None,
    known: Sequence[Nominee],
) -> Nominee:
    """The nomination of one person, not saved yet; `known` are all of the election."""
    if entry is None:
        raise BadInput("所选的人不在这次选举的名册上", at="people", remedy="重新查找再选")
    own = [each for each in known if each.entry_id == entry.pk]
    standing = [each for each in own if each.state != NomineeState.WITHDRAWN]
    before = next((each for each in own if each.contest_id == contest.pk), None)
    if before in standing:
        raise BadInput(f"{entry.name}已经提名为{contest.name}", at="people", remedy="不再勾选")
    if any(each.state == NomineeState.BARRED for each in standing):
        raise BadInput(
            f"{entry.name}已经认定不符合条件，不能再提名",
            at="people",
            remedy="不再勾选；本人不服的，可以申诉",
        )
    if before and before.departures.exists():
        raise BadInput(
            f"{entry.name}已经离开公布过的{contest.name}候选人名单，不能再提名",
            at="people",
            remedy="不再勾选；提名别人递补",
        )
    answers = answers_for(entry, said, standing[0] if standing else None)
    check_may_stand(pack, contest, entry, answers.sex)
    row = before or Nominee(
        election=contest.election,
        region=contest.election.region,
        contest=contest,
        entry=entry,
        person=own[0].person if own else _next_person(known),
    )
    if before:
        nominee_after(NomineeState(before.state), NomineeDeed.NOMINATE, name=entry.name)
    row.name, row.sex, row.strokes = entry.name, answers.sex, answers.strokes
    row.state, row.declined_by = NomineeState.NOMINEE, ""
    return row


def _next_person(known: Iterable[Nominee]) -> str:
    """One person has one id, whatever the post: p1, p2 … in the order of first nomination."""
    return f"p{max((int(each.person[1:]) for each in known), default=0) + 1}"


@command(Action.NOMINATE)
def withdraw(*, acting_user: ActingUser, election: Election, nominee: int) -> Done[str]:
    """Take a nomination back before the list is published (取消提名); the answer is the person's
    id. Nominating again undoes it.
    """
    election.advance(Action.NOMINATE)
    row = _nomination(election, nominee)
    check_unpublished(row, NomineeDeed.TAKE_BACK)
    move(row, NomineeDeed.TAKE_BACK)
    return Done(answer=row.person, says={"post": row.contest.post, "withdrawn": [row.person]})


@command(Action.NOMINATE)
def decline(
    *, acting_user: ActingUser, election: Election, nominee: int, document: str
) -> Done[str]:
    """Enter that a nominee steps back by their own written word (本人书面退出), whose name and
    number is the document; the answer is the id. Nominating again undoes it.
    """
    election.advance(Action.NOMINATE)
    row = _nomination(election, nominee)
    check_unpublished(row, NomineeDeed.DECLINE)
    row.declined_by = checked_document(document, at="document")
    move(row, NomineeDeed.DECLINE)
    row.save(update_fields=("declined_by",))
    return Done(answer=row.person, says={"post": row.contest.post, "declined": [row.person]})


def _nomination(election: Election, pk: int) -> Nominee:
    rows = election.nominees.exclude(state=NomineeState.WITHDRAWN).select_related("contest")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise BadInput("这次选举没有这个提名，或者已经取消", remedy="回到候选人页看现在的名单")
    return row


@command(Action.NOMINATE)
def mark_relatives(
    *, acting_user: ActingUser, election: Election, one: str, other: str, relation: str
) -> Done[list[str]]:
    """Note by a kin term what `other` is to `one` (近亲属); the answer is the pair. Refused, at
    `relation`, where the term is none, where the pack does not bar such kin, or where it
    contradicts what was noted before.
    """
    election.advance(Action.NOMINATE)
    pack = law_of(election).pack
    if pack.near_relatives is None:
        raise BadInput("这次选举适用的规定没有近亲属回避")
    if one == other:
        raise BadInput("选的是同一个人", at="other", remedy="选两个不同的人")
    pair = _pair(election, one, other)
    if election.near_relatives.filter(one=pair[0], other=pair[1]).exclude(relation="").exists():
        raise BadInput("这两个人已经标为近亲属", at="other", remedy="不用再标")
    term = relation.strip()
    if not term or len(term) > RELATION_LENGTH:
        raise BadInput("没有写称谓", at="relation", remedy="例如“妻子”“哥哥”“儿子”")
    row = NearRelatives(
        election=election,
        region=election.region,
        one=pair[0],
        other=pair[1],
        said_of=one,
        relation=term,
    )
    check_barred(pack, standing_of(election), election.near_relatives.all(), row)
    election.near_relatives.filter(one=pair[0], other=pair[1]).delete()
    row.save()
    return Done(answer=pair, says={"near_relatives": pair})


@command(Action.NOMINATE)
def unmark_relatives(
    *, acting_user: ActingUser, election: Election, one: str, other: str
) -> Done[list[str]]:
    """Take the mark away again; the answer is the pair. Refused where it was published."""
    election.advance(Action.NOMINATE)
    pair = _pair(election, one, other)
    listed = {each.person for each in standing_of(election).values() if is_published(each)}
    if listed.issuperset(pair):
        raise BadInput(
            "这两个人是公布过的正式候选人，近亲属的标记已经随名单公布",
            remedy="标记不变；标错了的，由选举主持人核实以后撤销这次选举，重新提名",
        )
    gone, _ = election.near_relatives.filter(one=pair[0], other=pair[1]).delete()
    if not gone:
        raise BadInput("这两个人没有标为近亲属")
    return Done(answer=pair, says={"not_near_relatives": pair})


def _pair(election: Election, one: str, other: str) -> list[str]:
    """Two who stand, the lower id first: a pair is the same from both ends."""
    standing = election.nominees.exclude(state=NomineeState.WITHDRAWN)
    known = set(standing.values_list("person", flat=True))
    for field, person in (("one", one), ("other", other)):
        if person not in known:
            raise BadInput("所选的人不在这次选举的人选里", at=field, remedy="从列出的人里选")
    return sorted((one, other), key=lambda person: int(person[1:]))


@command(Action.PUBLISH_CANDIDATES)
def publish_candidates(*, acting_user: ActingUser, election: Election) -> Done[str]:
    """Publish the candidates (公布候选人); the answer is the day. Refused where a post has not the
    number of candidates that the law asks for, or where the law's last day is over.
    """
    after(Stage(election.stage), Action.PUBLISH_CANDIDATES)
    settle(election)
    slate = slate_of(election)
    today = clock.today()
    for obstacle in obstacles(slate, today=today, named=True):
        raise BadInput(obstacle.with_articles, remedy=obstacle.remedy)
    for line in slate.lines:
        for place, row in enumerate(line.people, 1):
            row.place = place
            row.save(update_fields=("place",))
            move(row, NomineeDeed.PUBLISH)
    barred = bar_candidates(election, who_stands(election))
    election.candidates_published_on = today
    election.save(update_fields=("candidates_published_on",))
    tell_who_left(election)
    election.advance(Action.PUBLISH_CANDIDATES)
    says: dict[str, Any] = {
        "published_on": today.isoformat(),
        "candidates": {
            line.contest.post: [each.person for each in line.people] for line in slate.lines
        },
        "near_relatives": [[one.person, other.person] for one, other in slate.relatives],
    }
    if barred:
        says["proxies_ended"] = barred
    return Done(answer=today.isoformat(), says=says)
