"""A person's own data in English (本人的信息): the names of what is held are English, too."""

from __future__ import annotations

from django.utils import translation

from huanjie.office.keeping.person import Held
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry


def test_every_name_of_what_is_held_has_its_english(election: Election) -> None:
    entry = RollEntry(
        election=election, number=1, name="蓝青溪", sex="f", phone="1", household="1", group="一组"
    )
    entry.id_number, entry.standing, entry.source = "999001198001011239", "full", "第 2 行"
    held = Held(entry=entry, stands=(), period=None, is_held=False, claimed="户口迁入")
    names = [name for name, _value in held.facts]
    assert {"姓名", "证件号码", "户号", "来源", "在这里登记的理由"} <= set(names)
    with translation.override("en"):
        assert all(translation.gettext(name).isascii() for name in names)
