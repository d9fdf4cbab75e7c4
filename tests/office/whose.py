"""Who comes to an address (谁来): the people of the walks, by what they are."""

from __future__ import annotations

from typing import Final

ELSEWHERE: Final = frozenset({"stranger", "other_town", "other_system", "other_security"})
"""the clerk of the village next door, and an officer and two administrators of another town"""
SYSTEM: Final = frozenset({"system"})
SECURITY: Final = frozenset({"security"})
AUDIT: Final = frozenset({"audit"})
ADMINISTRATORS: Final = SYSTEM | SECURITY | AUDIT
KEEPERS: Final = ADMINISTRATORS | {"other_system", "other_security"}
HERE: Final = frozenset(
    {"county", "town", "chair", "clerk", "teller", "other_teller", "scrutineer", "observer"}
)
NOBODY: Final[frozenset[str]] = frozenset()
REVIEWER: Final = frozenset({"reviewer"})
SIGNER: Final = frozenset({"signer"})
DEPARTMENT: Final = REVIEWER | SIGNER
SIGNED_IN: Final = HERE | ELSEWHERE | ADMINISTRATORS | DEPARTMENT
EVERYBODY: Final = SIGNED_IN | {"anonymous"}
OFFICERS: Final = frozenset({"county", "town"})
BOARD: Final = OFFICERS | {"other_town"}
CHAIR: Final = frozenset({"chair"})
TOWN: Final = frozenset({"town"})
CLERKS: Final = CHAIR | {"clerk"}
ROLL: Final = OFFICERS | CLERKS
PLANS: Final = OFFICERS | CHAIR
TOKENS: Final = OFFICERS | {"clerk"}
"""whose token it is, and who answers for the village"""
IMPORTERS: Final = SYSTEM | {"county", "other_system"}
CREATORS: Final = SYSTEM | {"other_system"}
GIVERS: Final = SECURITY | {"other_security"}
INCUMBENTS: Final = ROLL | {"stranger", "other_town"}
TELLERS: Final = frozenset({"teller", "other_teller"})
ADJUDICATORS: Final = TELLERS | {"scrutineer"}
WATCHERS: Final = frozenset({"scrutineer", "observer"})
