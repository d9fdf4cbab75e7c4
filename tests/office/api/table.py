"""Every operation of the interface (接口的权限表): who may ask it, and with what.

Whoever may is answered, with a result or with a refusal of the deed; whoever may not is told that
there is nothing, or that it is not theirs. Everybody's token is good for all that they may.
"""

from __future__ import annotations

from typing import Any, Final

from tests.office.whose import (
    BOARD,
    CLERKS,
    DEPARTMENT,
    HERE,
    NOBODY,
    OFFICERS,
    PLANS,
    REVIEWER,
    ROLL,
    SIGNED_IN,
    TELLERS,
)

CHAIR: Final = frozenset({"chair"})

TABLE: Final[dict[str, frozenset[str]]] = {
    "token": SIGNED_IN,
    "units": SIGNED_IN,
    "unit": HERE,
    "units_below": HERE,
    "elections": SIGNED_IN,
    "election": HERE,
    "schedule": HERE,
    "plan_check": OFFICERS | CLERKS,
    "election_open": OFFICERS | CLERKS,
    "postpone_check": PLANS,
    "election_postpone": PLANS,
    "election_cancel": PLANS,
    "roll": ROLL,
    "roll_people": ROLL,
    "roll_posted": ROLL,
    "roll_upload": CLERKS,
    "roll_uploaded": CLERKS,
    "roll_load": CLERKS,
    "roll_withdraw": CLERKS,
    "roll_publish": CHAIR,
    "roll_objections": ROLL,
    "objection_raise": CLERKS,
    "objection_withdraw": CLERKS,
    "objection_uphold": CHAIR,
    "objection_dismiss": CHAIR,
    "roll_changes": ROLL,
    "roll_add": CHAIR,
    "roll_strike": CHAIR,
    "roll_correct": CHAIR,
    "roll_of_chosen": CLERKS,
    "chosen": ROLL,
    "chosen_enter": CLERKS,
    "chosen_take_out": CLERKS,
    "chosen_post": CLERKS,
    "proxies": ROLL,
    "proxy_register": CLERKS,
    "proxy_take_back": CLERKS,
    "proxies_post": CLERKS,
    "meeting_notices": ROLL,
    "meeting_notices_enter": CLERKS,
    "meeting_notice_take_back": CLERKS,
    "candidates": HERE,
    "nomination_make": CLERKS,
    "nomination_remove": CLERKS,
    "nomination_decline": CLERKS,
    "findings_all": ROLL,
    "declarations_enter": CLERKS,
    "candidates_departed": ROLL,
    "candidate_leave": CHAIR,
    "candidates_fill_up": CHAIR,
    "public_notices": HERE,
    "public_notice_post": CHAIR,
    "nominee_objections": ROLL,
    "nominee_objection_raise": CLERKS,
    "nominee_objection_withdraw": CLERKS,
    "nominee_objection_uphold": CHAIR,
    "nominee_objection_dismiss": CHAIR,
    "appraisals": ROLL,
    "appraisal_keep": CLERKS,
    "pledges": ROLL,
    "pledge_keep": CLERKS,
    "pledge_strike": CLERKS,
    "statements": HERE,
    "statement_keep": CLERKS,
    "statement_take_back": CLERKS,
    "filings": HERE,
    "filing_send": CLERKS,
    "filing_withdraw": CLERKS,
    "filing_answer": OFFICERS,
    "relatives_mark": CLERKS,
    "relatives_unmark": CLERKS,
    "preselection_enter": CLERKS,
    "candidates_publish": CHAIR,
    "rounds": HERE,
    "round_one": HERE,
    "papers_issue": CLERKS,
    "papers_collect": CLERKS,
    "stock": HERE,
    "stock_enter": CLERKS,
    "stock_hand_out": CLERKS,
    "stock_take_back": CLERKS,
    "sheet": TELLERS,
    "sheet_enter": TELLERS,
    "sheets_compare": HERE,
    "scan_upload": TELLERS,
    "scan_numbers": HERE,
    "next_votes": CLERKS,
    "next_check": CLERKS,
    "next_open": CLERKS,
    "review_desks": DEPARTMENT,
    "review_desk": DEPARTMENT,
    "review_draft": REVIEWER,
    "review_return": DEPARTMENT,
    "review_batches": OFFICERS,
    "result": HERE,
    "result_notice": HERE,
    "dossier": HERE,
    "board": BOARD,
    "board_urgent": BOARD,
    "next_step": HERE,
    "history": HERE,
}
"""By the name of the operation: whose token comes in."""

OPEN: Final = frozenset(
    {"packs", "pack", "rules", "dates", "questions", "ask_one", "dossiers", "openapi-json"}
)
"""What anybody may ask: the law, and what was published."""

ADDRESSES: Final = frozenset(
    f"api-{name.replace('_', '-')}" for name in (*TABLE, *(OPEN - {"openapi-json"}))
) | {"openapi-json", "api-root"}
"""The names of the interface's addresses."""

_PLAN: Final = {
    "body": "party-branch",
    "polling_day": "2026-07-12",
    "start_day": "2026-06-28",
    "seats": {"member": 3},
    "method": "voters",
    "style": "approve-oppose-abstain",
    "adopted_by": "党员大会",
    "adopted_on": "2026-05-18",
}
_POSTPONE: Final = {"polling_day": "2026-07-05", "because": "名单未能按期公布"}
_NEXT: Final = {"votes": ["runoff/member/all"], "day": "2026-07-05"}
_PART: Final = {"valid": 1, "invalid": 0, "votes": {"p1": 1}}

BODIES: Final[dict[str, Any]] = {
    "plan_check": _PLAN,
    "election_open": _PLAN,
    "postpone_check": _POSTPONE,
    "election_postpone": _POSTPONE,
    "election_cancel": {"because": "两村合并"},
    "roll_load": {"way": "add"},
    "objection_raise": {"kind": "omitted", "raised_by": "蓝小田", "received_on": "2026-05-18"},
    "objection_uphold": {"reasons": ["age"]},
    "objection_dismiss": {"reasons": ["age"]},
    "roll_add": {"kind": "moved-in", "person": {"name": "蓝小田"}},
    "roll_strike": {"kind": "died", "number": 1},
    "roll_correct": {"number": 1, "person": {"name": "蓝小田"}},
    "roll_of_chosen": {"of": "none"},
    "chosen_enter": {
        "number": 1,
        "kind": "representative",
        "chosen_by": "group",
        "chosen_on": "2026-05-18",
    },
    "proxy_register": {"principal": 1, "holder": 2, "asked_on": "2026-05-18"},
    "meeting_notices_enter": {
        "numbers": [1],
        "way": "telephone",
        "told_by": "group-head",
        "told_on": "2026-05-18",
    },
    "nomination_make": {
        "post": "chair",
        "route": "voters-jointly",
        "nominators": 10,
        "people": [{"number": 1}],
    },
    "nomination_decline": {"document": "退出声明"},
    "declarations_enter": {
        "people": ["p1"],
        "facts": {"political_rights": True},
        "reference": "参选人本人声明",
    },
    "candidate_leave": {
        "reason": "own-wish",
        "document": "退出声明",
        "received_on": "2026-06-20",
    },
    "public_notice_post": {
        "posted_on": "2026-06-01",
        "answer_days": 3,
        "decision": "选举办法",
    },
    "nominee_objection_raise": {
        "person": "p1",
        "ground": "punished",
        "received_on": "2026-06-05",
    },
    "nominee_objection_uphold": {"evidence": "判决书8号"},
    "appraisal_keep": {
        "person": "p1",
        "from_on": "2026-06-01",
        "to_on": "2026-06-02",
        "present": 20,
        "organ": "罗阳镇党委",
        "fails": "",
    },
    "pledge_keep": {"kind": "staff", "number": 1},
    "statement_keep": {"person": "p1", "paragraphs": ["办好村里的事。"]},
    "filing_send": {"organ": "罗阳镇党委", "on": "2026-06-01"},
    "filing_answer": {"deed": "receive", "organ": "罗阳镇党委", "on": "2026-06-01"},
    "relatives_mark": {"one": "p1", "other": "p2", "relation": "兄弟姐妹"},
    "preselection_enter": {"votes": [{"nomination": 1, "votes": 120}]},
    "next_check": _NEXT,
    "next_open": _NEXT,
    "papers_issue": {"issued": 1},
    "papers_collect": {"collected": 1},
    "stock_enter": {"what": "printed", "papers": 1, "reason": "planned"},
    "stock_hand_out": {"papers": 1, "reason": "voters"},
    "stock_take_back": {"because": "count", "right": 0},
    "sheet_enter": {"collected": 1, "contests": {"chair": _PART}},
    "review_draft": {"answers": [{"line": 1, "barred_by": []}]},
    "review_return": {"lines": [1], "columns": ["name"]},
    "ask_one": {"registered": 1000, "voted": 500},
}
"""What a well-formed request states."""

QUERIES: Final[dict[str, dict[str, str]]] = {
    "pack": {"pack": "villagers-committee"},
    "relatives_unmark": {"one": "p1", "other": "p2"},
    "pledge_strike": {"kind": "staff", "number": "1"},
    "statement_take_back": {"person": "p1"},
    "rules": {"q": "过半数"},
    "dates": {"pack": "villagers-committee", "polling_day": "2026-06-28"},
    "ask_one": {"pack": "villagers-committee"},
}

__all__ = ["ADDRESSES", "BODIES", "NOBODY", "OPEN", "QUERIES", "TABLE"]
