"""Print the tables of the code into the docs (生成文档里的表): permissions, stages, and every other
table of states.

python scripts/print_tables.py [--check]
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from huanjie.domain import filing
from huanjie.domain.appeal import APPEAL_DEEDS, APPEAL_STATES, APPEAL_TRANSITIONS
from huanjie.domain.cycle import DEED_NAMES, STAGE_NAMES, TRANSITIONS, Stage
from huanjie.domain.memberroll import MEMBER_ROLLS
from huanjie.domain.nominee import NOMINEE_DEEDS, NOMINEE_STATES, NOMINEE_TRANSITIONS
from huanjie.domain.objection import STATE_NAMES, STEP_NAMES
from huanjie.domain.objection import TRANSITIONS as OBJECTION_STEPS
from huanjie.domain.permission import ROLE_NAMES, Action, Role, may
from huanjie.domain.publicnotice import by_convention, shortest
from huanjie.domain.reviewstates import (
    CASE_DEED_NAMES,
    CASE_NAMES,
    CASE_TABLE,
    QUESTION_DEED_NAMES,
    QUESTION_NAMES,
    QUESTION_TABLE,
)
from huanjie.domain.rollappeal import (
    ROLL_APPEAL_DEEDS,
    ROLL_APPEAL_STATES,
    ROLL_APPEAL_TRANSITIONS,
)
from huanjie.domain.rollchange import EFFECT_NAMES, KINDS, Effect, Kind, kind_name
from huanjie.domain.standingchange import standings_after, standings_before
from huanjie.law.citation import cited
from huanjie.law.shelf import load

BODIES = ("villagers-committee", "residents-committee", "party-branch")
DOCS = Path(__file__).parents[1] / "docs"
S = TypeVar("S", bound=str)
D = TypeVar("D", bound=str)
MADE = "<!-- made by scripts/print_tables.py -->"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def permissions() -> str:
    """Who may do what (权限表)."""
    rows = [
        [
            DEED_NAMES.get(action, "（页面）"),
            f"`{action.value}`",
            *("✓" if may(role, action) else "" for role in Role),
        ]
        for action in Action
    ]
    head = ["事项", "action", *(ROLE_NAMES[role] for role in Role)]
    says = (
        "A role is held at a place and reaches everything below it. `see-…` is a page; everything"
        " else is a deed that the log keeps."
    )
    return f"# 权限 Permissions\n\n{MADE}\n\n{says}\n\n{table(head, rows)}\n"


def stages() -> str:
    """Which deed is open in which stage (阶段表)."""
    rows = [
        [
            STAGE_NAMES[stage],
            f"`{stage.value}`",
            DEED_NAMES[deed],
            f"`{deed.value}`",
            STAGE_NAMES[to] if to != stage else "（不变）",
        ]
        for stage in Stage
        for (where, deed), to in TRANSITIONS.items()
        if where == stage
    ]
    head = ["阶段", "stage", "可以办的事", "deed", "办完以后"]
    says = "Every deed that is not in this table is refused, with the stages in which it is open."
    return f"# 阶段 Stages of an election\n\n{MADE}\n\n{says}\n\n{table(head, rows)}\n"


def filings() -> str:
    """What becomes of a document to those above (报送状态表)."""
    rows = [
        [filing.KIND_NAMES[kind], filing.STATE_NAMES[state], filing.DEED_NAMES[deed], name]
        for (kind, state, deed), to in filing.TRANSITIONS.items()
        for name in (filing.STATE_NAMES[to],)
    ]
    head = ["文种", "状态", "可以办的事", "办完以后"]
    says = "Every deed that is not in this table is refused, with the states in which it is open."
    lead = (
        "What is put to those above, by the step of the schedule. An election has those that its "
        "pack has as steps; one with a paper, where the pack lists that paper, too."
    )
    anew = (
        "Of what is on file only an election committee is sent anew, where it has other members; a "
        "result stays what it was. Where what was sent anew is withdrawn, what was approved or on "
        "file before is so again, unless a refusal came in between."
    )
    return (
        f"# 请示和备案 Requests and filings\n\n{MADE}\n\n{says}\n\n{table(head, rows)}\n\n"
        f"{anew}\n\n{lead}\n\n{_matters()}\n"
    )


def _matters() -> str:
    rows = [
        [
            filing.KIND_NAMES[each.kind],
            filing.CONTENT_NAMES[each.content],
            f"`{each.event}`",
            f"`{each.paper}`" if each.paper else "",
            "、".join(STAGE_NAMES[stage] for stage in filing.SENT_IN[each.content]),
        ]
        for each in filing.MATTERS
    ]
    return table(["文种", "内容", "步骤", "文书", "可以报送的阶段"], rows)


def objections() -> str:
    """What may be done with an objection, and how the roll may change (异议和名册变动)."""
    steps = [
        [STATE_NAMES[state], f"`{state}`", STEP_NAMES[step], f"`{step}`", STATE_NAMES[to]]
        for (state, step), to in OBJECTION_STEPS.items()
    ]
    kinds = [
        [
            row.name,
            f"`{kind}`",
            EFFECT_NAMES[row.effect],
            "、".join(f"`{fact}`" for fact in row.facts),
            f"{row.paper}（可以没有）" if row.paper_optional else row.paper,
            row.name.partition("：")[0] if row.by_objection else row.of,
        ]
        for kind, row in KINDS.items()
    ]
    says = (
        "Every step that is not in this table is refused. Objections are raised, and the roll is"
        " changed, in the stages that [stages.md](stages.md) names, and no more once ballots are"
        " out."
    )
    of_kinds = (
        "A kind that names facts exists where a condition of the pack's registration asks one of"
        " them; that condition's article is its ground."
    )
    of_appeals = (
        "Where the pack has `objection_appeal`, a decision may be appealed against with the town,"
        " which decides; what it decides otherwise changes the roll in the same deed."
    )
    appeals = [
        [
            ROLL_APPEAL_STATES[state],
            f"`{state}`",
            ROLL_APPEAL_DEEDS[deed],
            f"`{deed}`",
            ROLL_APPEAL_STATES[to],
        ]
        for (state, deed), to in ROLL_APPEAL_TRANSITIONS.items()
    ]
    head = ["状态", "state", "可以办的事", "step", "办完以后"]
    head_of_kinds = ["变动", "kind", "对名册", "facts", "材料", "of"]
    of_standings = (
        "A roll of members changes a standing by these, once it is confirmed; what was wrong from"
        " the start is corrected instead. A roll that is still made says the standing by itself."
    )
    head_of_standings = ["名册", "变动", "原来", "以后", "材料"]
    return (
        f"# 名单的异议和变动 Objections and changes to the roll\n\n{MADE}\n\n{says}\n\n"
        f"{table(head, steps)}\n\n## 不服处理决定的申诉 Appeals above\n\n{of_appeals}\n\n"
        f"{table(head, appeals)}\n\n## 变动 Changes\n\n{of_kinds}\n\n"
        f"{table(head_of_kinds, kinds)}\n\n## 类别的变更 Standings\n\n{of_standings}\n\n"
        f"{table(head_of_standings, _standings())}\n"
    )


def _standings() -> Iterator[list[str]]:
    """From which standing each kind leads into which (类别的变更)."""
    for members in MEMBER_ROLLS.values():
        for kind, row in KINDS.items():
            before = standings_before(kind, members) if row.effect == Effect.RESTATED else ()
            if not before and kind != Kind.ADMITTED:
                continue
            yield [
                members.name,
                kind_name(kind, members),
                "、".join(map(members.name_of, before)) or "（不在名册上）",
                "、".join(map(members.name_of, standings_after(kind, members))),
                row.paper,
            ]


def review_states() -> str:
    """Which deed is open to a question and to a case of joint review (联审状态表)."""
    head = ["状态", "state", "可以办的事", "deed", "办完以后"]
    questions = _state_rows(QUESTION_TABLE, QUESTION_NAMES, QUESTION_DEED_NAMES)
    cases = _state_rows(CASE_TABLE, CASE_NAMES, CASE_DEED_NAMES)
    says = (
        "A question is one department asked about one person; a case is one person. Every deed"
        " that is not in these tables is refused, with the states in which it is open. What return,"
        " withdrawal, re-submission and one refusal mean stands in adr/0020. Of an election that is"
        " sealed or cancelled only withdrawal is open."
    )
    return (
        f"# 联审状态 States of a joint review\n\n{MADE}\n\n{says}\n\n"
        f"## 问题 Question\n\n{table(head, questions)}\n\n"
        f"## 审查件 Case\n\n{table(head, cases)}\n"
    )


def _state_rows(
    rows: Mapping[tuple[Any, Any], tuple[Any, ...]], names: Mapping[Any, str], deeds: Any
) -> list[list[str]]:
    return [
        [
            names[state],
            f"`{state.value}`",
            deeds[deed],
            f"`{deed.value}`",
            "或者".join(names[each] for each in to),
        ]
        for (state, deed), to in rows.items()
    ]


def transitions(
    states: Mapping[S, str], deeds: Mapping[D, str], leads: Mapping[tuple[S, D], S]
) -> str:
    """A table of transitions (状态转换表)."""
    rows = [
        [states[state], f"`{state}`", deeds[deed], f"`{deed}`", states[to], f"`{to}`"]
        for (state, deed), to in leads.items()
    ]
    return table(["状态", "state", "可以办的事", "deed", "办完以后", "to"], rows)


def nominees() -> str:
    """Which deed is open for a nominee in which state, and for an appeal (人选和申诉状态表)."""
    says = (
        "Every deed that is not in these tables is refused, with the states in which it is open."
        " Whoever is nominated for the first time begins as a nominee; whoever is found eligible"
        " on every condition of the pack becomes provisional by that alone."
    )
    own = transitions(NOMINEE_STATES, NOMINEE_DEEDS, NOMINEE_TRANSITIONS)
    appeals = transitions(APPEAL_STATES, APPEAL_DEEDS, APPEAL_TRANSITIONS)
    return (
        f"# 人选的状态 States of a nominee\n\n{MADE}\n\n{says}\n\n{own}\n\n"
        f"## 申诉的状态 States of an appeal\n\n{appeals}\n"
    )


def notices() -> str:
    """How long nominees are posted, and what becomes of an objection to one (公示)."""
    today = datetime.date(2026, 6, 20)
    packs = [load(body, on=today, today=today) for body in BODIES]
    days = [
        [
            pack.name,
            f"`{pack.body}`",
            str(least.days) if least else "本单位决定",
            cited((least.citation,)) if least else "",
        ]
        for pack in packs
        for least in (shortest(pack) or by_convention(pack),)
    ]
    steps = [
        [STATE_NAMES[state], f"`{state}`", STEP_NAMES[step], f"`{step}`", STATE_NAMES[to]]
        for (state, step), to in OBJECTION_STEPS.items()
    ]
    says = (
        "The posting day does not count, and the last day ends at 24:00. The number of the pack is"
        " the least; where it has none, our convention is, or as many days as fit before the list"
        " is due, with a warning; the unit decides and names its document. Published candidates"
        " hang up to the poll. Candidates are not published, nor ballots issued, while a"
        " notice hangs that was posted, or an objection waits."
    )
    of_steps = (
        "The ground is a condition of eligibility and nothing else. What is upheld states the fact,"
        " so that the finding bars; a published candidate is struck off the list"
        " ([nominees.md](nominees.md)). Every step that is not in this table is refused."
    )
    head = ["选举", "body", "至少几个工作日", "依据"]
    return (
        f"# 人选公示 Public notice of nominees\n\n{MADE}\n\n{says}\n\n{table(head, days)}\n\n"
        f"## 对人选的异议 Objections to nominees\n\n{of_steps}\n\n"
        f"{table(['状态', 'state', '可以办的事', 'step', '办完以后'], steps)}\n"
    )


PAGES = {
    DOCS / "permissions.md": permissions,
    DOCS / "stages.md": stages,
    DOCS / "filings.md": filings,
    DOCS / "objections.md": objections,
    DOCS / "review-states.md": review_states,
    DOCS / "nominees.md": nominees,
    DOCS / "notices.md": notices,
}


def main(words: list[str]) -> int:
    """Write the pages, or say which one is behind the code."""
    behind = [path for path, page in PAGES.items() if not _is(path, page())]
    if "--check" in words:
        for path in behind:
            print(f"{path.name} 落后于代码 · is behind the code", file=sys.stderr)
        return 1 if behind else 0
    for path in behind:
        path.write_text(PAGES[path](), "utf-8")
    return 0


def _is(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
