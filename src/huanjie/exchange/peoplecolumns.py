"""The columns of PEOPLE (人员表的列): name, post and day, then the facts of one rule pack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from huanjie.domain.contest import Post
from huanjie.domain.rollcolumns import HEADINGS
from huanjie.door.cursor import shown
from huanjie.exchange.headings import Column, plain_heading
from huanjie.law.expression import Fact, facts_of
from huanjie.law.pack import RulePack

DAY: Final = Fact(fact="on", name="日期", kind="date", choices=())
"""The day on which age counts, of one person (选举日)."""
POLLING_DAY: Final = "polling_day"

_OTHERS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": HEADINGS["name"],
    "post": (*HEADINGS["post"], "拟任职务", "竞选职务"),
    DAY.fact: (DAY.fact, DAY.name, POLLING_DAY, "选举日"),
}
_MEMBERS: Final = ("member", "supervisor")
"""posts that a unit tells apart by names of its own"""
_IN_TEMPLATE: Final = ("name", "post")
"""those of them that an empty table has: the day is mostly one for everybody"""


def people_columns(pack: RulePack) -> tuple[Column, ...]:
    """name, post and on, then each fact by its name where no other has it, and by its word."""
    others = [
        Column(word=word, headings=tuple(map(plain_heading, headings)), needed=False)
        for word, headings in _OTHERS.items()
    ]
    taken = {heading for column in others for heading in column.headings}
    names = Counter(fact.name for fact in pack.stated_facts)
    words = {fact.fact for fact in pack.stated_facts}
    facts = []
    for fact in pack.stated_facts:
        name = plain_heading(fact.name)
        own = [name] if names[fact.name] == 1 and name not in words else []
        own.append(plain_heading(fact.fact))
        headings = tuple(heading for heading in own if heading not in taken)
        facts.append(Column(word=fact.fact, headings=headings, needed=False))
    return (*others, *facts)


def post_of(pack: RulePack, written: str) -> Post:
    """A post by the pack's word or by its Chinese name (职务); any other word stays as it is, and
    follows the rule for members.
    """
    names = {each.name: each.post for each in pack.posts}
    return Post(names.get(written, written))


def unknown_post(pack: RulePack, written: str) -> str | None:
    """What to say of a post that the body does not have (没有这项职务); None for one that it has or
    that the unit decided on, and for a unit's own name of a member (妇女委员、组织委员). BadInput
    where nobody said which rules hold for it.
    """
    names = {each.name: each.post for each in pack.posts}
    pack.judged_as(post_of(pack, written))
    members = tuple(each.name for each in pack.posts if each.post in _MEMBERS) or ("成员",)
    if written in {*names, *names.values(), *pack.seats} or written.endswith(members):
        return None
    known = "、".join(names)
    return f"没有“{shown(written)}”这项职务（有{known}），按{members[0]}的规定判断"


def template_headings(pack: RulePack) -> tuple[str, ...]:
    """The headings of an empty table (人员表的列标题): name, post, and each fact that a condition
    of eligibility asks for.
    """
    return tuple(_template_headings(pack))


def _template_headings(pack: RulePack) -> Iterator[str]:
    yield from (_OTHERS[word][0] for word in _IN_TEMPLATE)
    asked = {fact for condition in pack.eligibility for fact in facts_of(condition.expression)}
    headings = {column.word: column.headings for column in people_columns(pack)}
    for fact in pack.stated_facts:
        if fact in asked and (own := headings[fact.fact]):
            yield fact.name if plain_heading(fact.name) in own else fact.fact
