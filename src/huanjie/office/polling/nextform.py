"""The form of the next vote (下一次投票的安排): which, when, and what only people can say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from huanjie.domain.nextvotes import VOTE_NAMES, NextVote
from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.forms import DayInput
from huanjie.office.polling.forms import OwnFields
from huanjie.office.polling.nextround import NextRound


class NextForm(OwnFields):
    """下一次投票的安排."""

    votes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    day = forms.DateField(widget=DayInput())

    def __init__(
        self,
        votes: Mapping[str, NextVote],
        pack: RulePack,
        names: Mapping[str, str],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", {"votes": _usual(votes), "day": clock.today()})
        super().__init__(*args, **kwargs)
        self._votes, self._pack = votes, pack
        self.fields["votes"].label = _("安排哪一项投票")
        self.fields["day"].label = _("哪一天投票")
        choices = [(key, in_words(vote, pack)) for key, vote in votes.items()]
        self.fields["votes"].choices = choices  # type: ignore[attr-defined]
        for vote in votes.values():
            self._ask(vote, names)

    def _ask(self, vote: NextVote, names: Mapping[str, str]) -> None:
        people = [(person, names.get(person, person)) for person in vote.may_stand]
        if vote.kind == "officers":
            for contest in vote.contests:
                self.fields[f"stand-{contest.post}"] = forms.MultipleChoiceField(
                    label=_("%(post)s候选人") % {"post": _(self._pack.post_name(contest.post))},
                    choices=people,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )
                self.dress(f"stand-{contest.post}")
        elif vote.women_only:
            for person, name in people:
                self.fields[f"sex-{person}"] = forms.ChoiceField(
                    label=_("%(name)s 的性别") % {"name": name},
                    choices=[("", _("请选择")), ("f", _("女")), ("m", _("男"))],
                    required=False,
                )
                self.dress(f"sex-{person}")

    @property
    def questions(self) -> list[forms.BoundField]:
        """What only people can say: who stands for the committee's posts, and unstated sexes."""
        return [field for field in self if field.name not in ("votes", "day")]

    @property
    def chosen(self) -> NextRound:
        """The arrangement, once the form is valid."""
        data = self.cleaned_data
        officers = any(self._votes[key].kind == "officers" for key in data["votes"])
        return NextRound(
            votes=tuple(data["votes"]),
            day=data["day"],
            candidates=_after("stand-", data) if officers else {},
            sexes=_after("sex-", data),
        )


def _after(prefix: str, data: Mapping[str, Any]) -> dict[str, Any]:
    answers = ((key, value) for key, value in data.items() if key.startswith(prefix))
    return {
        key.removeprefix(prefix): tuple(value) if isinstance(value, list) else value
        for key, value in answers
    }


def in_words(vote: NextVote, pack: RulePack) -> str:
    """A vote as the form offers it: its kind, its posts with their seats, who stands."""
    posts = _("、").join(
        _("%(post)s %(seats)d 名") % {"post": _(pack.post_name(c.post)), "seats": c.seats}
        for c in vote.contests
    )
    words = _("%(kind)s：%(posts)s") % {"kind": _(VOTE_NAMES[vote.kind]), "posts": posts}
    if vote.women_only:
        words = _("%(vote)s（只在妇女中选）") % {"vote": words}
    if vote.optional:
        words = _("%(vote)s（也可以决定减少名额，不投票）") % {"vote": words}
    return words


def _usual(votes: Mapping[str, NextVote]) -> list[str]:
    """What most will choose: the first vote, and further runoffs of other posts on its paper."""
    taken: set[str] = set()
    usual: list[str] = []
    for key, vote in votes.items():
        posts = {str(contest.post) for contest in vote.contests}
        together = not usual or (vote.kind == "runoff" and not vote.optional)
        if together and not posts & taken and _kind_of(votes, usual) in ("", vote.kind):
            usual.append(key)
            taken |= posts
    return usual


def _kind_of(votes: Mapping[str, NextVote], usual: list[str]) -> str:
    """The kind of the votes chosen so far."""
    return votes[usual[0]].kind if usual else ""
