"""Pictures of ballots at rest (选票图像的存放)."""

from __future__ import annotations

from huanjie.door.fault import BadInput
from huanjie.office.scanning.models import ScanFile
from huanjie.office.sealing import Sealed, unsealed


def content_of(file: ScanFile) -> bytes:
    """The file as it was sent; BadInput where it was deleted when its time came."""
    if file.content is None or file.content_key is None:
        raise BadInput("选票图像已经到期删除", remedy="看选举档案里的纸质选票")
    return unsealed(Sealed(bytes(file.content), file.content_key))
