"""A second language of one vote (第二种文字): the template has every text of the papers, and what
does not fit them is refused at its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest
from tests.paper.ballots import CHAIR, LAW, MEMBER, NAMES, STYLES, TIBETAN, election

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import BallotStyle
from huanjie.domain.secondlanguage import SecondLanguage
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.exchange.secondlanguage import WORDS, read_second, second_as_json
from huanjie.paper.ballot_second import check_second, template_of
from huanjie.paper.ballot_words import instructions_of

BOTH: Final = election(CHAIR, MEMBER, single_ballot=True)
NAMED: Final = {PersonId(f"id-{name}"): name for name in NAMES[:5]}


def translated(second: SecondLanguage) -> SecondLanguage:
    """Every text in another language, a letter before it will do."""
    return SecondLanguage(
        title=f"x{second.title}",
        words={word: f"x{said}" for word, said in second.words.items()},
        instructions=tuple(f"x{said}" for said in second.instructions),
        posts={post: f"x{said}" for post, said in second.posts.items()},
        names={person: f"x{said}" for person, said in second.names.items()},
    )


def test_the_template_has_the_papers_own_texts_and_everybody_by_name() -> None:
    template = template_of(BOTH, LAW)
    assert template.title == "甲县乙镇丙村村民委员会选举选票"
    assert template.posts == {"chair": "主任", "member": "委员"}
    assert template.names == NAMED
    assert template.instructions == instructions_of(BOTH, BOTH.contests, LAW, symbols=False)


@pytest.mark.parametrize("style", STYLES)
def test_its_words_are_those_that_stand_on_such_papers(style: BallotStyle) -> None:
    shown = {
        "approve-oppose-abstain": set(WORDS) - {"选"},
        "choice": {"序号", "姓名", "选", "另选他人"},
    }
    template = template_of(election(MEMBER, style=style), LAW)
    assert {word: said for word, said in template.words.items() if word != said} == {}
    assert set(template.words) == shown[style]


def test_the_template_is_a_file_of_the_shape_and_once_translated_it_fits() -> None:
    file = second_as_json(translated(template_of(BOTH, LAW)))
    second = read_second(Cursor(file))
    check_second(second, BOTH, LAW)
    assert second_as_json(second) == file


def test_the_next_vote_begins_with_the_translation_of_the_one_before() -> None:
    """Whoever stands no longer is gone, whoever is new stands there in Chinese."""
    before = translated(template_of(election(MEMBER), LAW))
    later = replace(
        MEMBER, candidates=(MEMBER.candidates[0], *election(CHAIR).contests[0].candidates)
    )
    template = template_of(election(later), LAW, before)
    assert (template.title, template.instructions) == (before.title, before.instructions)
    assert template.names == {person: f"x{NAMED[person]}" for person in list(NAMED)[:2]}


def test_what_has_no_translation_may_be_left_out() -> None:
    check_second(SecondLanguage(title="x", words={}, instructions=()), BOTH, LAW)
    check_second(TIBETAN, election(MEMBER), LAW)


WRONG: Final[dict[str, Callable[[SecondLanguage], SecondLanguage]]] = {
    "/posts/head": lambda own: replace(own, posts={**own.posts, Post("head"): "x"}),
    "/names/id-赵大海": lambda own: replace(own, names={**own.names, PersonId("id-赵大海"): "x"}),
    "/names/a~1b": lambda own: replace(own, names={PersonId("a/b"): "x"}),
    "/title": lambda own: replace(own, title="甲县乙镇丙村村民委员会选举选票"),
    "/instructions/1": lambda own: replace(
        own, instructions=("x", template_of(BOTH, LAW).instructions[1])
    ),
    "/instructions/0": lambda own: replace(
        own, instructions=instructions_of(BOTH, BOTH.contests, LAW, symbols=True)[:1]
    ),
    "/words/赞成": lambda own: replace(own, words={"赞成": "赞成"}),
    "/posts/chair": lambda own: replace(own, posts={Post("chair"): "主任"}),
    "/names/id-丁一": lambda own: replace(own, names={PersonId("id-丁一"): "丁一"}),
}


@pytest.mark.parametrize("at", WRONG)
def test_what_does_not_fit_the_papers_is_refused_at_its_place(at: str) -> None:
    right = translated(template_of(BOTH, LAW))
    check_second(right, BOTH, LAW)
    with pytest.raises(BadInput) as caught:
        check_second(WRONG[at](right), BOTH, LAW)
    assert caught.value.at == at
    assert caught.value.remedy
