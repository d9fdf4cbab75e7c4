"""Files of incumbents that nobody loaded (没有登记的任职表) go after their period."""

from __future__ import annotations

import datetime

import pytest
from tests.office.conftest import OPENED_ON, Cast, act, on

from huanjie.office.deeds import journal
from huanjie.office.incumbents.forgetting import forget_files
from huanjie.office.incumbents.incoming import keep_upload
from huanjie.office.incumbents.models import IncumbentFile
from huanjie.office.ticking import jobs
from huanjie.office.units.models import Unit

LAST_DAY = datetime.date(2026, 6, 18)
ROW = "单位代码,组织,职务,姓名,任职日期\n330329100257,村民委员会,主任,蓝大山,2021-05-20\n"


@pytest.mark.parametrize(
    ("day", "gone"), [(LAST_DAY, 0), (LAST_DAY + datetime.timedelta(days=1), 1)]
)
def test_a_file_goes_when_its_month_is_over_and_the_log_says_so(
    cast: Cast, village: Unit, day: datetime.date, gone: int
) -> None:
    with on(OPENED_ON):
        keep_upload(acting_user=act(cast.clerk), unit=village, name="a.csv", raw=ROW.encode())
    with on(day):
        assert forget_files() == gone
    assert (IncumbentFile.objects.get().content is None) is bool(gone)
    deeds = [entry.deed for entry in journal.check(village.log_name).entries]
    assert deeds == ["keep-incumbents"] + ["delete-data"] * gone


def test_it_is_a_job_of_the_tick() -> None:
    assert forget_files in [job.run for job in jobs()]
