"""村民委员会组织法（2010年修订）第三十二条：neither term nor size, which the province decides."""

from __future__ import annotations

from datetime import date

import pytest

from huanjie.domain.term import term_end
from huanjie.door.fault import NoSuchRule
from huanjie.law.shelf import load

LAW = load("village-supervisory", on=date(2014, 5, 8), today=date(2026, 6, 28))


def test_the_term_is_for_the_province_to_say() -> None:
    with pytest.raises(NoSuchRule) as missing:
        term_end(LAW, elected_on=date(2014, 5, 8))
    assert missing.value.decided_by == "province"
    assert LAW.size is None


def test_a_text_that_was_not_read_is_not_shown_as_read() -> None:
    cited = [each.citation for each in (*LAW.provisions, *LAW.eligibility, *LAW.steps)]
    assert {each.confidence for each in cited if each.rank == "statute"} <= {"S", "C"}
