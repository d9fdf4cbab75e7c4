"""A file of one's own (自备的规则包文件): a pack that is not on the shelf, a local plan (地方方案),
or a unit's own decision (本单位决定).

A plan and a decision are laid over the law in force: they may be stricter, and fill in what the
law leaves open; where one is laxer it is refused with the article.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.law.ownposts import check_own_posts
from huanjie.law.pack import RulePack
from huanjie.law.packfile import OWN_KEYS, checked_document, kind_of
from huanjie.law.packreader import read_pack
from huanjie.law.shelf import (
    PACKS,
    Version,
    at_home,
    lay_over,
    load,
    national_version,
    resolve,
    resolved,
    versions,
)
from huanjie.law.strictness import refuse_laxer


def load_file(
    path: Path, *, today: datetime.date, region: str | None = None, root: Path = PACKS
) -> RulePack:
    """A pack file that is not on the shelf; what is laid over others is laid over the law in force
    today: a plan and a decision over that of the `region` where they are to hold.
    """
    version = version_of(path)
    if own_kind(path):
        below = load(version.body, on=today, today=today, region=region, root=root)
        return lay_local(below, path)
    if region:
        says = "只有地方方案和本单位的决定用 --region，规则包的地区写在文件里"
        raise BadInput(says, at="--region", file=str(path), remedy="删去 --region")
    if version.region is None:
        return resolve(version, mark=_mark(version))
    national, _ = national_version(version.body, versions(root), on=None, today=today)
    for older in _beneath(version, versions(root)):
        resolve(older, version, mark=_mark(version))
    return resolve(national, version, mark=_mark(version))


def _beneath(overlay: Version, shelf: tuple[Version, ...]) -> list[Version]:
    """Every national version that an overlay is ever laid over: the one in force on its first day,
    and those that came later.
    """
    own = [each for each in shelf if each.body == overlay.body and each.region is None]
    earlier = [each for each in own if each.effective_from <= overlay.effective_from]
    return [*earlier[-1:], *(each for each in own if each not in earlier)]


def own_kind(path: Path) -> str:
    """`plan` for a local plan, `unit` for a unit's decision, else nothing."""
    kind = kind_of(Cursor(checked_document(path)))
    return "" if kind == "region" else kind


def lay_local(pack: RulePack, path: Path) -> RulePack:
    """Lay a local plan or a unit's decision over the law; one that is laxer is refused."""
    version = version_of(path)
    if version.body != pack.body:
        raise BadInput(f"这是 {version.body} 的，不是 {pack.body} 的", at="body", file=str(path))
    own = resolved(version)
    kind = own_kind(path)
    document = dict(pack.document)
    lay_over(document, own)
    document["local"] = [*document.get("local", []), _own_head(own, kind)]
    document["id"] = f"{pack.id}+{kind}{_mark(version)}"
    try:
        laid = read_pack(document)
    except BadInput as fault:
        raise at_home(fault, document, version) from None
    try:
        refuse_laxer(pack, laid, own)
        check_own_posts(laid)
    except BadInput as fault:
        raise fault.within(file=str(path)) from None
    return laid


def _own_head(own: dict[str, Any], kind: str) -> dict[str, Any]:
    """What an answer tells of a plan or a decision: its name, and who adopted it when."""
    adopted = {key: own[key] for key in OWN_KEYS[kind][1:]}
    return {"kind": kind, "name": own[kind], "revision": own["revision"], **adopted}


def version_of(path: Path) -> Version:
    """The version that a file says it is, wherever it lies."""
    document = checked_document(path)
    return Version(
        body=document["body"],
        region=document.get("region"),
        effective_from=document["effective_from"],
        path=path,
    )


def _mark(version: Version) -> str:
    """What tells a file of one's own from the version on the shelf: the start of its hash."""
    return f"#{version.sha256()[:8]}"
