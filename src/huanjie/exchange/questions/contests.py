"""Questions about contests (选举): how many candidates, who is elected, and who stands again."""

from __future__ import annotations

from dataclasses import replace

from huanjie.domain.contest import Person, PersonId, Post
from huanjie.domain.declaration import declare
from huanjie.domain.nomination import candidate_number, candidate_numbers
from huanjie.domain.runoff import runoff, runoff_candidates
from huanjie.door.cursor import Cursor
from huanjie.exchange.answers import declaration_as_json, runoff_as_json
from huanjie.exchange.facts import read_count_facts, read_runoff_facts
from huanjie.exchange.questions.reply import Reply, method_of
from huanjie.law.applied import Law


def ask_candidates(law: Law, facts: Cursor) -> Reply:
    """候选人名额是否合法."""
    facts.only("seats", "posts")
    if facts.has("seats") == facts.has("posts"):
        facts.refuse("seats 和 posts 必须写一个，且只写一个")
    if facts.has("posts"):
        return _candidates_by_post(law, facts.get("posts"))
    seats = facts.get("seats").whole(at_least=1)
    number = candidate_number(law.pack, seats=seats, post=Post("member"))
    answer = {"minimum": number.minimum}
    if number.maximum is not None:
        answer["maximum"] = number.maximum
    return Reply(answer=answer, grounds=number.grounds)


def _candidates_by_post(law: Law, posts: Cursor) -> Reply:
    stated = {}
    for name, item in posts.entries():
        item.only("seats", "candidates")
        seats = item.get("seats").whole(at_least=1)
        stated[Post(name)] = (seats, item.get("candidates").whole())
    numbers = candidate_numbers(law.pack, stated)
    answer = {"lawful": list(numbers.lawful), "unlawful": list(numbers.unlawful)}
    return Reply(answer=answer, grounds=numbers.grounds)


def ask_declare(law: Law, facts: Cursor) -> Reply:
    """宣布选举结果."""
    count = replace(read_count_facts(facts), method=method_of(law, facts))
    declaration = declare(count, law.pack)
    return Reply(
        answer=declaration_as_json(declaration),
        grounds=declaration.grounds,
        is_no=not declaration.valid,
    )


def ask_runoff(law: Law, facts: Cursor) -> Reply:
    """另行选举的结果."""
    stated = read_runoff_facts(facts)
    result = runoff(
        law.pack,
        vacancies=stated.vacancies,
        collected=stated.collected,
        attended=stated.attended,
        votes=stated.votes,
    )
    return Reply(answer=runoff_as_json(result), grounds=result.grounds)


def ask_runoff_candidates(law: Law, facts: Cursor) -> Reply:
    """另行选举的候选人."""
    facts.only("vacancies", "candidates", "margin", "women_only")
    margin, women_only = facts.find("margin"), facts.find("women_only")
    chosen = runoff_candidates(
        law.pack,
        vacancies=facts.get("vacancies").whole(at_least=1),
        people=_people(facts.get("candidates")),
        margin=margin.whole() if margin else None,
        women_only=women_only.yes_no() if women_only else False,
    )
    return Reply(answer={"candidates": list(chosen.candidates)}, grounds=chosen.grounds)


def _people(items: Cursor) -> tuple[Person, ...]:
    people: dict[PersonId, Person] = {}
    for item in items.items():
        item.only("id", "votes", "sex")
        name = PersonId(item.get("id").text())
        if name in people:
            item.get("id").refuse(f"“{name}”出现两次")
        sex = item.find("sex")
        people[name] = Person(
            id=name,
            votes=item.get("votes").whole(),
            sex=sex.one_of("m", "f") if sex else None,  # type: ignore[arg-type]
        )
    return tuple(people.values())
