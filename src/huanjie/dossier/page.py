"""The page (公示页面): one self-contained index.html that says what was decided, by which article.

No script and nothing from elsewhere: it reads the same on a phone, on a desk, on paper, and in
twenty years. It is a pure function of what the dossier encloses, so a verifier renders it again.
"""

from __future__ import annotations

from collections.abc import Mapping

from huanjie.domain.contest import PersonId, Post, Withdrawal
from huanjie.domain.daywords import in_words
from huanjie.dossier.case import Case
from huanjie.dossier.markup import Html, heading, join, name_tag, tag
from huanjie.dossier.outlook import Held, held, is_valid, to_do, votes_of
from huanjie.dossier.page_proof import batches_part, proof_part, sources_part
from huanjie.dossier.page_rounds import law_line, round_part
from huanjie.dossier.page_schedule import schedule_part
from huanjie.dossier.people import People
from huanjie.dossier.sentences import reasons_to_withdraw
from huanjie.dossier.style import STYLE
from huanjie.law.amounts import grouped

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render(case: Case) -> str:
    """The whole page."""
    people = People(case)
    parts = [
        _correction_part(case),
        _title_part(case),
        _summary(case, people),
        _elected_part(case, people),
        *(round_part(case, people, index) for index in range(len(case.count.rounds))),
        _remaining_part(case, people),
        schedule_part(case),
        batches_part(case, people),
        sources_part(case),
        proof_part(case),
    ]
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("title", f"{case.count.election.unit.name} {case.pack.name}选举结果"),
        tag("style", Html(STYLE)),
    )
    body = tag("body", tag("main", join(*filter(None, parts), between="\n")))
    return f"<!doctype html>\n{tag('html', head, body, lang='zh-CN')}\n"


def _title_part(case: Case) -> Html:
    election = case.count.election
    title = f"{election.unit.name}{case.pack.name}选举结果"
    where = f"{election.unit.name}（{election.unit.code}） · {in_words(election.polling_day)}"
    return join(
        tag("div", where, class_="muted"),
        tag("h1", title, " ", tag("span", "Election result", class_="en", lang="en")),
    )


def _correction_part(case: Case) -> Html:
    if case.correction is None:
        return Html("")
    return tag(
        "section",
        heading(3, "这是一份更正", "Correction"),
        tag("p", f"原因：{case.correction.reason}"),
        tag("p", f"批准：{case.correction.approved_by}"),
        tag(
            "p",
            "被更正的卷宗仍然保存，它的 SHA-256：",
            tag("code", case.correction.replaces),
            class_="muted",
        ),
        class_="card correction",
    )


def _summary(case: Case, people: People) -> Html:
    """The answer in one line."""
    if not is_valid(case):
        reason = getattr(case.declared.answers[0], "reason", None) or ""
        mark = tag("span", "✗ 选举无效", class_="tag bad")
        return tag("p", mark, f" {reason}。须重新选举。", class_="lead")
    posts = held(case)
    elected = len({person for each in posts for person in each.people})
    open_seats = [
        f"{people.post(each.post)} {each.vacancies} 名" for each in posts if each.vacancies
    ]
    said = f"当选 {elected} 人"
    said += f"，尚缺{'、'.join(open_seats)}。" if open_seats else "，应选名额已全部选出。"
    return tag("p", tag("span", "✓ 选举有效", class_="tag ok"), f" {said}", class_="lead")


def _elected_part(case: Case, people: People) -> Html:
    """当选名单, large enough to be read on the notice board."""
    posts = held(case)
    if not is_valid(case):
        return Html("")
    votes = votes_of(case)
    rows = [piece for each in posts for piece in _holder(each, people, votes)]
    return tag(
        "section",
        heading(3, "当选名单", "Elected"),
        tag("dl", *rows, class_="elected"),
        *(_stepped_back(each, case, people) for each in case.declared.held.withdrawn),
        class_="card mark",
    )


def _stepped_back(each: tuple[Post, Withdrawal], case: Case, people: People) -> Html:
    """Somebody whom a later round keeps from a post that an earlier one gave."""
    post, withdrawal = each
    says, citations = reasons_to_withdraw(case.pack, withdrawal.because, post)
    said = f"（{people.post(post)}）不任职：{says}。"
    return tag("p", name_tag(people.name(withdrawal.id)), said, *map(law_line, citations))


def _holder(
    each: Held, people: People, votes: Mapping[tuple[Post, PersonId], int]
) -> tuple[Html, Html]:
    names = [
        tag(
            "span",
            name_tag(people.name(person)),
            " ",
            tag("span", f"{grouped(votes[each.post, person])} 票", class_="n"),
        )
        for person in each.people
    ]
    vacant = tag("span", f"空缺 {each.vacancies} 名", class_="open")
    shown = [*names, vacant] if each.vacancies else names
    return tag("dt", people.post(each.post)), tag("dd", join(*shown, between="　"))


def _remaining_part(case: Case, people: People) -> Html:
    left = to_do(case)
    rows = [
        tag(
            "div",
            tag("b", f"{people.post(each.post)}：") if each.post else "",
            each.says,
            law_line(each.citation) if each.citation else "",
            class_="eq",
        )
        for each in left
    ]
    nothing = tag("p", "没有遗留的选举事项。之后的移交和归档见日程。")
    return tag(
        "section",
        heading(2, "还要做什么", "What remains to be done"),
        tag("div", *(rows or [nothing]), class_="card mark" if left else "card"),
    )
