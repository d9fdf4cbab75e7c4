"""What follows among the electors when somebody is struck off the roll (移出名册以后): their
proxies are over, and where they headed or represented a group, the group has nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from huanjie.domain.choosing import KIND_NAMES, Kind
from huanjie.office.electors.choosing import chosen_now
from huanjie.office.electors.models import Chosen, Proxy
from huanjie.office.gates import Reminder
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry


def follows_striking(election: Election, numbers: Collection[int]) -> Iterator[Reminder]:
    """What is over once these numbers of the roll are struck off, and which posted list changes.
    Of proxies it tells afterwards, too, until another proxy stands instead.
    """
    gone = frozenset(numbers)
    if not gone:
        return
    for proxy in _over_with(election, gone).order_by("number"):
        yield _proxy_ends(proxy, by_holder=proxy.principal.number not in gone)
    for each in chosen_now(election).filter(entry__number__in=gone).select_related("entry"):
        yield _place_is_free(each)


def _over_with(election: Election, gone: frozenset[int]) -> QuerySet[Proxy]:
    """The proxies that were good but for these people (随之失效的委托)."""
    people = RollEntry.ever.filter(Q(pk__in=election.roll.values("pk")) | Q(number__in=gone))
    people = people.filter(election=election)
    own = Q(principal__number__in=gone) | Q(holder__number__in=gone)
    rows = Proxy.objects.filter(own, election=election, ended_on=None)
    rows = rows.filter(principal__in=people, holder__in=people)
    return rows.select_related("principal", "holder")


def _place_is_free(chosen: Chosen) -> Reminder:
    told = {
        "name": chosen.entry.name,
        "group": chosen.group,
        "kind": _(KIND_NAMES[Kind(chosen.kind)]),
    }
    says = _("%(name)s是%(group)s的%(kind)s，移出以后不再是") % told
    if chosen.posted_on:
        says += _("，公布过的名单随之改变")
    return Reminder(says=says, remedy=_("由%(group)s另行推选，登记以后重新公布名单") % told)


def _proxy_ends(proxy: Proxy, *, by_holder: bool) -> Reminder:
    told = {
        "principal": proxy.principal.name,
        "holder": proxy.holder.name,
        "number": proxy.number,
    }
    says = _("%(principal)s委托%(holder)s投票（第 %(number)d 份）随之失效") % told
    if by_holder:
        remedy = _("告诉%(principal)s：本人到场投票，或者在期限内另行委托") % told
    else:
        remedy = _("告诉%(holder)s不能再凭这份委托投票") % told
    if proxy.posted_on:
        says += _("，公布过的委托名单随之改变")
        remedy += _("，并重新打印委托名单张贴")
    return Reminder(says=says, remedy=remedy)
