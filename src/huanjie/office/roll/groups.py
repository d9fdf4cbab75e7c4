"""Groups of an uploaded roll that may be one (写法相近的小组): shown beside those on the roll, and
put on the roll under one name where whoever uploads says so, pair by pair; else as they stand.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.models import Election
from huanjie.office.roll.checked import as_text
from huanjie.office.roll.grouppairs import group_pairs
from huanjie.office.roll.services import upload_to_load


@command(Action.UPLOAD_ROLL)
def join_groups(
    *, acting_user: ActingUser, election: Election, upload: int, names: Collection[str]
) -> Done[int]:
    """Say which spellings of an upload are another group's (作为一个小组), in place of whatever was
    said before; the answer is how many. Nothing is on the roll yet.
    """
    after(Stage(election.stage), Action.UPLOAD_ROLL)
    waiting, checked = upload_to_load(election, upload)
    kept = {each.alike.other.name: each.alike.name.name for each in group_pairs(election, checked)}
    if unknown := next((name for name in names if name not in kept), None):
        raise BadInput(f"“{unknown}”没有写法相近的小组", at="names", remedy="回到核对结果重新选")
    one_group = {name: kept[name] for name in kept if name in names}
    waiting.content = as_text(replace(checked, one_group=one_group))
    waiting.save(update_fields=("content",))
    says = {"upload": upload, "joined_groups": len(one_group)}
    return Done(answer=len(one_group), says=says, moves=False)
