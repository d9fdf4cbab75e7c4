"""Permission (权限): which role may do which deed. Where it may do it is its place in the tree: a
role held at a town reaches every unit below that town.

Three administrators keep the site itself, each a part of it, and hold no election deed: what one
of them could misuse needs another (三员分立). Nobody who holds an election's deed reads the
security log, which watches over them.

The table is printed in docs/permissions.md; the site asks it before every deed and every page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """A role (角色) that somebody holds at a place."""

    COUNTY_OFFICE = "county-office"
    TOWN_OFFICE = "town-office"
    CHAIR = "chair"
    CLERK = "clerk"
    TELLER = "teller"
    SCRUTINEER = "scrutineer"
    OBSERVER = "observer"
    REVIEWER = "reviewer"
    REVIEW_SIGNER = "review-signer"
    SYSTEM_ADMIN = "system-admin"
    SECURITY_ADMIN = "security-admin"
    AUDIT_ADMIN = "audit-admin"


ROLE_NAMES: Final[Mapping[Role, str]] = {
    Role.COUNTY_OFFICE: "县换届工作办公室",
    Role.TOWN_OFFICE: "乡镇换届工作办公室",
    Role.CHAIR: "选举主持人",
    Role.CLERK: "选举工作人员",
    Role.TELLER: "计票人",
    Role.SCRUTINEER: "监票人",
    Role.OBSERVER: "监督人员",
    Role.REVIEWER: "联审经办人",
    Role.REVIEW_SIGNER: "联审签字人",
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全管理员",
    Role.AUDIT_ADMIN: "审计管理员",
}
"""Each role as a page, a log and a paper call it."""

ADMINISTRATORS: Final = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
"""The three that keep the site (三员): one person holds one of them, and nothing besides."""

REVIEW_ROLES: Final = (Role.REVIEWER, Role.REVIEW_SIGNER)
"""Whoever answers for a department (联审人员); what they answered is told, they are not."""

SECOND_FACTOR_ROLES: Final = ADMINISTRATORS | {
    Role.COUNTY_OFFICE,
    Role.TOWN_OFFICE,
    Role.REVIEW_SIGNER,
}
"""Whom a password alone does not let in (须有第二重验证)."""


class Action(StrEnum):
    """What may be done (事项): `see-…` is a page, everything else a deed that the log keeps."""

    SEE_BOARD = "see-board"
    SEE_UNIT = "see-unit"
    SEE_ROLL = "see-roll"
    SEE_CANDIDATES = "see-candidates"
    SEE_FINDINGS = "see-findings"
    SEE_RESULT = "see-result"
    OPEN_ELECTION = "open-election"
    POSTPONE = "postpone"
    CANCEL_ELECTION = "cancel-election"
    ACCEPT_LAW = "accept-law"
    UPLOAD_ROLL = "upload-roll"
    LOAD_ROLL = "load-roll"
    IMPORT_ROLLS = "import-rolls"
    SETTLE_TWICE = "settle-twice"
    PUBLISH_ROLL = "publish-roll"
    SHOW_NUMBER = "show-number"
    EXPORT_ROLL = "export-roll"
    RAISE_OBJECTION = "raise-objection"
    DECIDE_OBJECTION = "decide-objection"
    FILE_ROLL_APPEAL = "file-roll-appeal"
    DECIDE_ROLL_APPEAL = "decide-roll-appeal"
    CHANGE_ROLL = "change-roll"
    KEEP_PROXIES = "keep-proxies"
    KEEP_CHOSEN = "keep-chosen"
    KEEP_NOTICES = "keep-notices"
    KEEP_STEP = "keep-step"
    NOMINATE = "nominate"
    STATE_FACTS = "state-facts"
    EXPORT_FINDINGS = "export-findings"
    GRANT_EXEMPTION = "grant-exemption"
    BAR_NOMINEE = "bar-nominee"
    FILE_APPEAL = "file-appeal"
    DECIDE_APPEAL = "decide-appeal"
    POST_NOTICE = "post-notice"
    RAISE_NOMINEE_OBJECTION = "raise-nominee-objection"
    DECIDE_NOMINEE_OBJECTION = "decide-nominee-objection"
    KEEP_APPRAISAL = "keep-appraisal"
    KEEP_STATEMENT = "keep-statement"
    KEEP_PLEDGE = "keep-pledge"
    PUBLISH_CANDIDATES = "publish-candidates"
    LEAVE_LIST = "leave-list"
    FILL_UP = "fill-up"
    SEND_FILING = "send-filing"
    ANSWER_FILING = "answer-filing"
    ISSUE_PAPERS = "issue-papers"
    KEEP_STOCK = "keep-stock"
    WITNESS_DESTRUCTION = "witness-destruction"
    COLLECT_PAPERS = "collect-papers"
    ENTER_SHEET = "enter-sheet"
    SETTLE_SHEETS = "settle-sheets"
    SCAN_BALLOTS = "scan-ballots"
    ADJUDICATE = "adjudicate"
    DECIDE_BALLOTS = "decide-ballots"
    SHOW_BALLOTS = "show-ballots"
    DECLARE = "declare"
    OPEN_ROUND = "open-round"
    SEAL = "seal"
    IMPORT_UNITS = "import-units"
    SEE_SECURITY_LOG = "see-security-log"
    HOLD_DATA = "hold-data"
    FIND_PERSON = "find-person"
    CORRECT_PERSON = "correct-person"
    SEE_TOKENS = "see-tokens"
    MAKE_TOKEN = "make-token"
    REVOKE_TOKEN = "revoke-token"
    SEE_ACCOUNTS = "see-accounts"
    CREATE_ACCOUNT = "create-account"
    CLOSE_ACCOUNT = "close-account"
    REOPEN_ACCOUNT = "reopen-account"
    RENEW_PASSWORD = "renew-password"
    ASSIGN_ROLE = "assign-role"
    WITHDRAW_ROLE = "withdraw-role"
    UNLOCK_ACCOUNT = "unlock-account"
    RESET_SECOND_FACTOR = "reset-second-factor"
    UNLINK_IDENTITY = "unlink-identity"
    HAND_OUT_CARD = "hand-out-card"
    REVOKE_CARD = "revoke-card"
    CHANGE_UNITS = "change-units"
    KEEP_INCUMBENTS = "keep-incumbents"
    SET_COVER = "set-cover"
    SET_WAVES = "set-waves"
    SEE_REVIEWS = "see-reviews"
    KEEP_DEPARTMENTS = "keep-departments"
    SEND_REVIEW = "send-review"
    WITHDRAW_REVIEW = "withdraw-review"
    RESUBMIT_REVIEW = "resubmit-review"
    REMIND_REVIEW = "remind-review"
    SEE_QUESTIONS = "see-questions"
    TAKE_LIST = "take-list"
    DRAFT_ANSWER = "draft-answer"
    RETURN_QUESTION = "return-question"
    SIGN_ANSWER = "sign-answer"
    TAKE_BACK_SIGNATURE = "take-back-signature"


_A = Action
_SEES: Final = frozenset(
    {_A.SEE_UNIT, _A.SEE_CANDIDATES, _A.SEE_RESULT, _A.MAKE_TOKEN, _A.REVOKE_TOKEN}
)
_PLANS: Final = frozenset({_A.OPEN_ELECTION, _A.POSTPONE, _A.CANCEL_ELECTION})
_PERSON: Final = frozenset({_A.FIND_PERSON, _A.CORRECT_PERSON})
_REVIEWS: Final = frozenset(
    {_A.SEE_REVIEWS, _A.KEEP_DEPARTMENTS, _A.SEND_REVIEW, _A.WITHDRAW_REVIEW}
    | {_A.RESUBMIT_REVIEW, _A.REMIND_REVIEW}
)
_DEPARTMENT: Final = frozenset(
    {_A.SEE_QUESTIONS, _A.TAKE_LIST, _A.TAKE_BACK_SIGNATURE, _A.MAKE_TOKEN, _A.REVOKE_TOKEN}
)
_OFFICE: Final = (
    _SEES
    | _PLANS
    | _PERSON
    | _REVIEWS
    | {_A.SEE_BOARD, _A.SEE_ROLL, _A.SHOW_NUMBER, _A.ACCEPT_LAW, _A.SEE_TOKENS}
    | {_A.KEEP_INCUMBENTS, _A.SET_COVER, _A.ANSWER_FILING, _A.IMPORT_ROLLS, _A.SETTLE_TWICE}
    | {_A.SEE_FINDINGS, _A.EXPORT_FINDINGS, _A.GRANT_EXEMPTION, _A.FILE_APPEAL, _A.DECIDE_APPEAL}
    | {_A.FILE_ROLL_APPEAL}
)
_CLERK: Final = _SEES | {
    _A.SEE_ROLL,
    _A.SHOW_NUMBER,
    _A.EXPORT_ROLL,
    _A.OPEN_ELECTION,
    _A.UPLOAD_ROLL,
    _A.LOAD_ROLL,
    _A.RAISE_OBJECTION,
    _A.FILE_ROLL_APPEAL,
    _A.KEEP_PROXIES,
    _A.KEEP_CHOSEN,
    _A.KEEP_NOTICES,
    _A.KEEP_STEP,
    _A.NOMINATE,
    _A.SEND_FILING,
    _A.SEE_FINDINGS,
    _A.EXPORT_FINDINGS,
    _A.STATE_FACTS,
    _A.BAR_NOMINEE,
    _A.FILE_APPEAL,
    _A.RAISE_NOMINEE_OBJECTION,
    _A.KEEP_APPRAISAL,
    _A.KEEP_STATEMENT,
    _A.KEEP_PLEDGE,
    _A.ISSUE_PAPERS,
    _A.KEEP_STOCK,
    _A.COLLECT_PAPERS,
    _A.OPEN_ROUND,
    _A.HAND_OUT_CARD,
    _A.REVOKE_CARD,
    _A.KEEP_INCUMBENTS,
}
_SYSTEM: Final = frozenset(
    {_A.CREATE_ACCOUNT, _A.CLOSE_ACCOUNT, _A.REOPEN_ACCOUNT, _A.RENEW_PASSWORD, _A.IMPORT_UNITS}
)
_SECURITY: Final = frozenset(
    {_A.ASSIGN_ROLE, _A.WITHDRAW_ROLE, _A.UNLOCK_ACCOUNT, _A.RESET_SECOND_FACTOR}
    | {_A.UNLINK_IDENTITY}
)

MAY: Final[Mapping[Role, frozenset[Action]]] = {
    Role.COUNTY_OFFICE: _OFFICE | {_A.IMPORT_UNITS, _A.HOLD_DATA, _A.CHANGE_UNITS, _A.SET_WAVES},
    Role.TOWN_OFFICE: _OFFICE | {_A.DECIDE_ROLL_APPEAL},
    Role.CHAIR: _CLERK
    | _PLANS
    | {_A.PUBLISH_ROLL, _A.DECIDE_OBJECTION, _A.CHANGE_ROLL, _A.DECIDE_APPEAL}
    | {_A.POST_NOTICE, _A.DECIDE_NOMINEE_OBJECTION}
    | {_A.PUBLISH_CANDIDATES, _A.LEAVE_LIST, _A.FILL_UP}
    | {_A.DECLARE, _A.SEAL, _A.SHOW_BALLOTS},
    Role.CLERK: _CLERK,
    Role.TELLER: _SEES | {_A.ENTER_SHEET, _A.SCAN_BALLOTS, _A.ADJUDICATE},
    Role.SCRUTINEER: _SEES
    | {_A.SETTLE_SHEETS, _A.ADJUDICATE, _A.DECIDE_BALLOTS, _A.SHOW_BALLOTS}
    | {_A.WITNESS_DESTRUCTION},
    Role.OBSERVER: _SEES | {_A.WITNESS_DESTRUCTION},
    Role.REVIEWER: _DEPARTMENT | {_A.DRAFT_ANSWER, _A.RETURN_QUESTION},
    Role.REVIEW_SIGNER: _DEPARTMENT | {_A.SIGN_ANSWER, _A.RETURN_QUESTION},
    Role.SYSTEM_ADMIN: _SYSTEM | {_A.SEE_ACCOUNTS},
    Role.SECURITY_ADMIN: _SECURITY | {_A.SEE_ACCOUNTS},
    Role.AUDIT_ADMIN: frozenset({_A.SEE_ACCOUNTS, _A.SEE_SECURITY_LOG}),
}
"""The whole table (权限表)."""

ACCOUNT_DEEDS: Final = (_SYSTEM | _SECURITY) - {_A.IMPORT_UNITS}
"""What is done to accounts (账号事项)."""

_HALL: Final = frozenset({Role.CHAIR, Role.CLERK, Role.TELLER, Role.SCRUTINEER})


def may(role: Role, action: Action) -> bool:
    """Whether the role holds the permission."""
    return action in MAY[role]


def clash(role: Role, held: Iterable[Role]) -> Role | None:
    """A role already held that forbids this one (不得兼任): an administrator's goes with none but
    itself; None where they go together.
    """
    for other in held:
        if other != role and not ADMINISTRATORS.isdisjoint({role, other}):
            return other
    return None


def fits(role: Role, *, at_a_unit: bool) -> bool:
    """Whether the role belongs at such a place: whoever runs an election does so at one village or
    community, the offices and the administrators above them, observers at both.
    """
    return role == Role.OBSERVER or (role in _HALL) == at_a_unit


def reaches(held_at: str, place: str) -> bool:
    """Whether a role held at one path reaches another: itself and everything below it.

    A path names every place from the province down, each closed by a stroke.

    >>> reaches("33/3303/", "33/3303/330329/"), reaches("33/3303/", "33/33031/")
    (True, False)
    """
    return place.startswith(held_at)
