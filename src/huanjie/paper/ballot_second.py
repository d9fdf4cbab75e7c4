"""A second language of one vote (第二种文字): the template with every text of its papers, and
whether a translation is one of these papers.
"""

from __future__ import annotations

from collections.abc import Iterator

from huanjie.domain.election import Election
from huanjie.domain.secondlanguage import SecondLanguage
from huanjie.door.cursor import escape
from huanjie.door.fault import BadInput, refuse
from huanjie.exchange.secondlanguage import WORDS
from huanjie.law.pack import RulePack
from huanjie.paper.ballot_forms import columns_of
from huanjie.paper.ballot_words import (
    NAME,
    NUMBER,
    WRITE_IN,
    column_word,
    instructions_of,
    title_of,
)


def template_of(
    election: Election, pack: RulePack, before: SecondLanguage | None = None
) -> SecondLanguage:
    """Every Chinese text of a vote's papers, to be written over in its place (模板); what an
    earlier translation has is there already.
    """
    done = before or SecondLanguage(title="", words={}, instructions=())
    ours = _ours(election, pack, symbols=False)
    return SecondLanguage(
        title=done.title or ours.title,
        words={key: done.words.get(key, says) for key, says in ours.words.items()},
        instructions=done.instructions or ours.instructions,
        posts={key: done.posts.get(key, says) for key, says in ours.posts.items()},
        names={key: done.names.get(key, says) for key, says in ours.names.items()},
    )


def check_second(second: SecondLanguage, election: Election, pack: RulePack) -> None:
    """Refuse a text of no paper of this vote, for it would be dropped, and one that is still the
    template's, for it would be printed twice (BadInput, at its place in the file).
    """
    ours = _ours(election, pack, symbols=False)
    refuse(_elsewhere(second, ours))
    refuse(_untranslated(second, ours))
    refuse(_untranslated(second, _ours(election, pack, symbols=True)))


def _ours(election: Election, pack: RulePack, *, symbols: bool) -> SecondLanguage:
    """The papers' own texts, in the shape of a translation."""
    people = (person for contest in election.contests for person in contest.candidates)
    shown = {NUMBER, NAME, WRITE_IN, *_columns(election)}
    return SecondLanguage(
        title=title_of(election, pack),
        words={word: word for word in WORDS if word in shown},
        instructions=instructions_of(election, election.contests, pack, symbols=symbols),
        posts={contest.post: pack.post_name(contest.post) for contest in election.contests},
        names={person.id: person.name for person in people},
    )


def _columns(election: Election) -> Iterator[str]:
    """The headings of the boxes, in every way in which these papers may be printed."""
    for symbols in (False,) if election.style == "choice" else (False, True):
        for mark in columns_of(election.style, symbols=symbols):
            yield column_word(election.style, mark)


def _elsewhere(second: SecondLanguage, ours: SecondLanguage) -> Iterator[BadInput]:
    """Posts and names that no paper of the vote has; words are the file's shape to refuse."""
    known = _tables(ours)
    for table in ("posts", "names"):
        for key in _tables(second)[table].keys() - known[table].keys():
            yield BadInput(
                "这次投票的选票上没有这一项",
                at=f"/{table}/{escape(key)}",
                remedy="删去它，或者下载这次投票的模板，照模板写",
            )


def _untranslated(second: SecondLanguage, ours: SecondLanguage) -> Iterator[BadInput]:
    places = ["/title"] if second.title == ours.title else []
    for number, said in enumerate(second.instructions):
        if said in ours.instructions:
            places.append(f"/instructions/{number}")
    known = _tables(ours)
    for table, stated in _tables(second).items():
        for key, said in stated.items():
            if said == known[table].get(key):
                places.append(f"/{table}/{escape(key)}")
    for at in places:
        yield BadInput("还是汉字，没有翻译", at=at, remedy="写上译文；没有译文的删去这一项")


def _tables(second: SecondLanguage) -> dict[str, dict[str, str]]:
    """What is translated key by key, by its place in the file."""
    return {
        "words": dict(second.words),
        "posts": {str(post): said for post, said in second.posts.items()},
        "names": {str(person): said for person, said in second.names.items()},
    }
