"""The whole vocabulary of a pack file (规则包的词汇): every table's name and its reader.

A rule stands once (SINGLE), by a word (GROUPS), or in a list where one key tells the items apart
(LISTS). `schema.json` says the same to other programs, and a test holds the two equal. Whoever
goes through the rules of a document or of a pack goes by `written` and `held`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from huanjie.door.cursor import Cursor
from huanjie.law.bodyreader import (
    read_appeal,
    read_assembly_default,
    read_assembly_makeup,
    read_body_order,
    read_cancellation,
    read_carry_down,
    read_election_committee,
    read_fill_up,
    read_form,
    read_kin_bar,
    read_method,
    read_nomination,
    read_provision,
    read_representatives,
    read_seats,
    read_size,
    read_succession,
    read_woman_candidate,
    read_women,
)
from huanjie.law.bodyrules import ASSEMBLIES, NOMINATION_ROUTES
from huanjie.law.conditionreader import check_condition, read_condition, read_fact
from huanjie.law.reader import (
    read_ballot_total,
    read_electorate,
    read_extension,
    read_list_order,
    read_margin,
    read_over_vote,
    read_post_name,
    read_relative_stays,
    read_roll,
    read_rule,
    read_share,
    read_shortfall,
    read_still_short,
    read_term,
    read_timed_step,
    read_women_seat,
)
from huanjie.law.rules import METHODS, OF_ALL, Base, Rule
from huanjie.law.understanding import Facts


def _share(*bases: Base) -> Callable[[Cursor], Rule]:
    """A share of one of these bases: of no other is it ever computed."""
    return partial(read_share, bases=bases)


_OF_PAPERS: Final[tuple[Base, ...]] = ("collected", "attended")
_VOTES: Final = _share(*_OF_PAPERS, *OF_ALL)

SINGLE: Final[dict[str, Callable[[Cursor], Rule]]] = {
    # the vote
    "electorate": read_electorate,
    "rights_suspended": read_rule,
    "quorum": _share("entitled"),
    "majority": _VOTES,
    "runoff": partial(read_shortfall, bases=_OF_PAPERS),
    "runoff_candidates": read_rule,
    "still_short": read_still_short,
    "invalid_counts": read_rule,
    "tie": read_rule,
    "ballot_total": read_ballot_total,
    "box_total": read_rule,
    "unissued_destroyed": read_rule,
    "list_order": read_list_order,
    "ballot_order": read_list_order,
    "cancellation": read_cancellation,
    "fill_up": read_fill_up,
    "one_post_a_candidate": read_rule,
    "fixed_list": read_rule,
    "woman_candidate": read_woman_candidate,
    "finding_appeal": read_appeal,
    "objection_appeal": read_appeal,
    "over_vote": read_over_vote,
    "illegible_part": read_rule,
    "same_person_twice": read_rule,
    "write_in_needs_opposition": read_rule,
    "write_in_review": read_rule,
    "votes_carry_down": read_carry_down,
    "women_seat": read_women_seat,
    "near_relatives": read_kin_bar,
    "near_relatives_across": read_rule,
    "relative_stays": read_relative_stays,
    "two_posts": read_rule,
    "officers_quorum": _share("entitled"),
    "officers_majority": _share("attended"),
    # bodies and people
    "method": read_method,
    "size": read_size,
    "women": read_women,
    "election_committee": read_election_committee,
    "succession": read_succession,
    "succession_order": read_rule,
    "presiding": read_rule,
    "recall_majority": _VOTES,
    "representatives": read_representatives,
    "assembly_makeup": read_assembly_makeup,
    "assembly": read_assembly_default,
    "body_order": read_body_order,
    # time
    "term": read_term,
    "extension": read_extension,
    "roll": read_roll,
    "period": read_rule,
    "corresponding_day": read_rule,
    "working_days": read_rule,
}
"""Rules that a pack holds once: the table's name and its reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rules of one kind by a word (按词分的规则); None: any word."""

    read: Callable[..., Rule]
    words: tuple[str, ...] | None
    of_its_word: bool = False
    """whether each rule is a share of those whom its word names"""

    def reader(self, word: str) -> Callable[[Cursor], Rule]:
        """Reads the rule of one word."""
        return partial(self.read, bases=(word,)) if self.of_its_word else self.read


GROUPS: Final[dict[str, Group]] = {
    "turnout": Group(read=_share("registered"), words=METHODS),
    "candidates": Group(read=read_margin, words=None),
    "seats": Group(read=read_seats, words=None),
    "nomination": Group(read=read_nomination, words=tuple(NOMINATION_ROUTES)),
    "recall_signatures": Group(read=read_share, words=METHODS, of_its_word=True),
    "recall_turnout": Group(read=_share(*OF_ALL), words=METHODS),
    "assembly_quorum": Group(read=_share("entitled"), words=tuple(ASSEMBLIES)),
    "assembly_majority": Group(read=_share("attended", "entitled"), words=tuple(ASSEMBLIES)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Items that one key tells apart (列出的规则); `cited` where each carries its article."""

    read: Callable[[Cursor], Any]
    key: str
    field: str
    """the attribute of a pack that holds them"""
    cited: bool = True
    understand: Callable[..., Any] | None = None
    """reads an item whose expression names facts; `read` checks it without them"""

    def reader(self, facts: Facts | None) -> Callable[[Cursor], Any]:
        """Reads one item; without facts (an overlay alone) expressions are not understood."""
        if self.understand is None or facts is None:
            return self.read
        return partial(self.understand, facts=facts)


def _conditions(field: str) -> Listed:
    return Listed(read=check_condition, key="key", field=field, understand=read_condition)


LISTS: Final[dict[str, Listed]] = {
    "post": Listed(read=read_post_name, key="post", field="posts", cited=False),
    "fact": Listed(read=read_fact, key="fact", field="stated_facts", cited=False),
    "registration": _conditions("registration"),
    "registration_ground": _conditions("registration_grounds"),
    "proxy": _conditions("proxy"),
    "eligibility": _conditions("eligibility"),
    "step": Listed(read=read_timed_step, key="event", field="steps"),
    "form": Listed(read=read_form, key="form", field="forms", cited=False),
    "provision": Listed(read=read_provision, key="key", field="provisions"),
}

TABLES: Final = (*SINGLE, *GROUPS, *LISTS)
"""Every table of a pack, in the order of the vocabulary."""


def read_rules(
    document: Cursor,
    *,
    facts: Facts | None,
    resolved: Callable[[Cursor], Cursor] = lambda table: table,
) -> dict[str, Any]:
    """Every rule of a document by the attribute of a pack that holds it.

    `facts` are what its expressions may name; None: they are another file's, and not understood.
    `resolved` writes out the source of a rule, where the document has not done so yet.
    """
    rules: dict[str, Any] = {}
    for name, read in SINGLE.items():
        if table := document.find(name):
            rules[name] = read(resolved(table))
    for name, group in GROUPS.items():
        tables = in_group(document, name)
        rules[name] = {word: group.reader(word)(resolved(table)) for word, table in tables}
    for name, listed in LISTS.items():
        read = listed.reader(facts)
        items = in_list(document, name)
        rules[listed.field] = tuple(
            read(resolved(item) if listed.cited else item) for item in items
        )
    return rules


def stated_facts(document: Cursor) -> Facts:
    """The facts of a document by their words (写明的事实)."""
    facts = (read_fact(item) for item in in_list(document, "fact"))
    return {fact.fact: fact for fact in facts}


def in_group(document: Cursor, name: str) -> Iterator[tuple[str, Cursor]]:
    """Each word of a group with its table; a word that the group does not know is refused."""
    table = document.find(name)
    if table is None:
        return
    words = GROUPS[name].words
    if words is not None:
        table.only(*words)
    yield from table.entries()


def in_list(document: Cursor, name: str) -> Iterator[Cursor]:
    """Each item of a list; two of one key are refused."""
    listed = document.find(name)
    seen: set[str] = set()
    for item in listed.items() if listed else ():
        key = item.get(LISTS[name].key)
        if key.text() in seen:
            key.refuse(f"“{key.value}”写了两次", "只留一个")
        seen.add(key.text())
        yield item


def written(document: Mapping[str, Any], table: str) -> dict[str, Any]:
    """What a document writes of one table, by the word that tells its rules apart (按词分开);
    a rule that stands alone has no word.
    """
    return _by_word(table, document.get(table))


def held(pack: object, table: str) -> dict[str, Any]:
    """What a pack holds of one table, by the same words."""
    listed = LISTS.get(table)
    return _by_word(table, getattr(pack, listed.field if listed else table))


def _by_word(table: str, rules: Any) -> dict[str, Any]:
    if not rules:
        return {}
    if table in SINGLE:
        return {"": rules}
    if table in GROUPS:
        return dict(rules)
    key = LISTS[table].key
    return {item[key] if isinstance(item, Mapping) else getattr(item, key): item for item in rules}


def place_of(table: str, word: str) -> str:
    """How a rule's place is called: `majority`, `turnout.voters`, `step roll-published`."""
    return f"{table}{' ' if table in LISTS else '.'}{word}" if word else table


def is_cited(table: str) -> bool:
    """Whether each rule of a table carries its article (写明依据)."""
    return table not in LISTS or LISTS[table].cited


def written_rules(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Every rule of a document by its table and word, in the document's own order."""
    for table in (key for key in document if key in TABLES):
        yield from ((table, word, rule) for word, rule in written(document, table).items())


def held_rules(pack: object) -> Iterator[tuple[str, str, Any]]:
    """Every rule of a pack by its table and word, in the order of the vocabulary."""
    for table in TABLES:
        yield from ((table, word, rule) for word, rule in held(pack, table).items())


def rule_tables(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every cited rule of a resolved document with its place, in the document's own order."""
    for table, word, rule in written_rules(document):
        if is_cited(table):
            yield place_of(table, word), rule
