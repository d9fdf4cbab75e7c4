"""The shelf of packs (规则包目录): which versions there are, and the one in force on a day,
resolved.

    packs/<body>/<effective-date>.toml              the national version
    packs/<body>/<region>/<own-effective-date>.toml  an overlay: only what differs

Law is appended, never edited: a new version is a new file.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from huanjie.door.fault import BadInput
from huanjie.door.jsontext import canonical, read_text
from huanjie.law.pack import RulePack
from huanjie.law.packfile import checked_document, in_file, read_document
from huanjie.law.packreader import read_pack
from huanjie.law.regions import REGIONS
from huanjie.law.standing import standing
from huanjie.law.vocabulary import GROUPS, LISTS, SINGLE, written

PACKS: Final = Path(__file__).parent / "packs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One file on the shelf (一个版本): a national version, or a region's overlay."""

    body: str
    region: str | None
    effective_from: datetime.date
    path: Path

    @property
    def name(self) -> str:
        """How it is called: body@date, or body+region@date."""
        return f"{self.body}{f'+{self.region}' if self.region else ''}@{self.effective_from}"

    def document(self) -> dict[str, Any]:
        """The file's checked content, which nobody changes: the same text is read once."""
        return _checked(self, read_text(self.path))

    def sha256(self) -> str:
        """The hash of the content; comments and line ends do not move it."""
        return _hash(self.path, read_text(self.path))

    def _read(self) -> dict[str, Any]:
        document = checked_document(self.path)
        own = {"body": self.body, "region": self.region, "effective_from": self.effective_from}
        for key, value in own.items():
            if document.get(key) != value:
                raise BadInput(
                    f"文件放在“{value}”的位置，里面写的是“{document.get(key)}”",
                    at=key,
                    file=str(self.path),
                    remedy="改文件的位置或者内容",
                )
        return document


@lru_cache
def _checked(version: Version, _text: str) -> dict[str, Any]:
    return version._read()


@lru_cache
def _hash(path: Path, _text: str) -> str:
    return hashlib.sha256(canonical(_plain(read_document(path)))).hexdigest()


def versions(root: Path = PACKS) -> tuple[Version, ...]:
    """Every version on the shelf, by body, region and date."""
    found = [_version(path, root) for path in root.glob("*/*.toml")]
    found += [_version(path, root) for path in root.glob("*/*/*.toml")]
    return tuple(sorted(found, key=lambda v: (v.body, v.region or "", v.effective_from)))


def load(
    name: str,
    *,
    on: datetime.date | None = None,
    today: datetime.date,
    region: str | None = None,
    root: Path = PACKS,
) -> RulePack:
    """The pack `<body>` or `<body>@<effective-date>` in force `on` a day, the region's overlay laid
    over it; a resolved name, `<body>@<date>+<region>@<date>`, is taken too.

    Without `on`, a dated name means that version (on the last day that it was in force, if it is
    not any more), and an undated name means today's.
    """
    name, plus, overlay_name = name.partition("+")
    own_region, _, own_date = overlay_name.partition("@")
    if plus and region not in (None, own_region):
        raise BadInput(f"规则包写的是“{own_region}”，地区写的是“{region}”", remedy="改成一致")
    region = own_region if plus else region
    if region is not None and region not in REGIONS:
        raise BadInput(f"没有“{region}”这个地区", remedy=f"可用的地区：{'、'.join(REGIONS)}")
    shelf = versions(root)
    national, day = national_version(name, shelf, on=on, today=today)
    overlay = _latest([v for v in shelf if (v.body, v.region) == (national.body, region)], day)
    if own_date and (overlay is None or str(overlay.effective_from) != own_date):
        raise BadInput(f"{own_region} 在 {day} 没有 {own_date} 施行的规定", remedy="只写地区")
    if region is None or overlay is None:
        return resolve(national)
    return resolve(national, overlay)


@cache
def body_name(body: str) -> str:
    """What a body is called by its latest version (组织名称), or its word where none is here."""
    own = [each for each in versions() if each.body == body and each.region is None]
    latest = max(own, key=lambda each: each.effective_from, default=None)
    return str(latest.document()["name"]) if latest else body


def resolve(national: Version, overlay: Version | None = None, *, mark: str = "") -> RulePack:
    """Lay the overlay over the national version: a rule of the overlay that stands beside that
    version replaces the rule of its name.
    """
    texts = tuple(read_text(each.path) for each in (national, overlay) if each)
    return _resolve(national, overlay, mark, texts)


@lru_cache
def _resolve(
    national: Version, overlay: Version | None, mark: str, _texts: tuple[str, ...]
) -> RulePack:
    """The same texts make the same pack: it is made once, for nobody changes a pack."""
    document = resolved(national)
    if overlay:
        own = standing(resolved(overlay), national.effective_from)
        lay_over(document, own)
        document["overlay_revision"] = own["revision"]
    document["id"] = _resolved_id(national, overlay) + mark
    try:
        return read_pack(document)
    except BadInput as fault:
        raise at_home(fault, document, overlay or national) from None


def at_home(fault: BadInput, document: dict[str, Any], own: Version) -> BadInput:
    """A fault that only laying over brings about, in the overlay's file: an expression that names
    no fact of the pack, or a fact that an expression of the national version cannot use.
    """
    match fault.at.strip("/").split("/"):
        case [name, index, *rest] if name in LISTS and index.isdigit():
            key = LISTS[name].key
            item = document[name][int(index)][key]
            keys = [each.get(key) for each in read_document(own.path).get(name, [])]
            if item in keys:
                pointer = "/".join(["", name, str(keys.index(item)), *rest])
                return in_file(fault, pointer, own.path)
            at = f"[[{name}]] {item} {' '.join(rest)}"
            says = f"国家版本的这一条不能用了：{fault.says}"
            return BadInput(says, at=at, file=str(own.path), remedy="不改它用到的 [[fact]]")
    return fault.within(file=str(own.path))


def _resolved_id(national: Version, overlay: Version | None) -> str:
    if overlay is None:
        return national.name
    return f"{national.name}+{overlay.region}@{overlay.effective_from}"


def _version(path: Path, root: Path) -> Version:
    parts = path.relative_to(root).parts
    try:
        day = datetime.date.fromisoformat(path.stem)
    except ValueError:
        raise BadInput(
            "文件名不是生效日期", file=str(path), remedy="改成 2026-01-01.toml 这样"
        ) from None
    body, *region, _ = parts
    return Version(body=body, region=region[0] if region else None, effective_from=day, path=path)


def national_version(
    name: str, shelf: tuple[Version, ...], *, on: datetime.date | None, today: datetime.date
) -> tuple[Version, datetime.date]:
    """The national version that a name means, and the day that it was asked for."""
    body, at, dated = name.partition("@")
    own = [v for v in shelf if v.body == body and v.region is None]
    if not own:
        bodies = "、".join(sorted({v.body for v in shelf}))
        raise BadInput(f"没有“{body}”这个规则包", remedy=f"可用的规则包：{bodies}")
    if at:
        return _dated(own, dated, on=on, today=today)
    day = on or today
    chosen = _latest(own, day)
    if chosen is None:
        raise BadInput(
            f"{body} 在 {day} 没有施行中的版本", remedy=f"最早的版本自 {own[0].effective_from} 施行"
        )
    return chosen, day


def _dated(
    own: list[Version], dated: str, *, on: datetime.date | None, today: datetime.date
) -> tuple[Version, datetime.date]:
    chosen = next((v for v in own if str(v.effective_from) == dated), None)
    dates = "、".join(str(v.effective_from) for v in own)
    if chosen is None:
        raise BadInput(f"{own[0].body} 没有 {dated} 施行的版本", remedy=f"可用的版本：{dates}")
    if on is not None and _latest(own, on) is not chosen:
        raise BadInput(f"{chosen.name} 在 {on} 没有施行", remedy=f"可用的版本：{dates}")
    if on is not None:
        return chosen, on
    later = [v.effective_from for v in own if v.effective_from > chosen.effective_from]
    if later and min(later) <= today:
        return chosen, min(later) - datetime.timedelta(days=1)
    return chosen, max(today, chosen.effective_from)


def _latest(candidates: list[Version], day: datetime.date) -> Version | None:
    in_force = [v for v in candidates if v.effective_from <= day]
    return max(in_force, key=lambda v: v.effective_from, default=None)


def resolved(version: Version) -> dict[str, Any]:
    """A file's content with each rule's source written out as law and rank, and dates as text."""
    document: dict[str, Any] = _plain(version.document())
    sources = document.pop("sources")
    return {key: _with_law(value, sources) for key, value in document.items()}


def _with_law(value: Any, sources: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_with_law(item, sources) for item in value]
    if not isinstance(value, dict):
        return value
    table = {key: _with_law(item, sources) for key, item in value.items()}
    named = table.get("source")
    # Where it is a table itself, it is the rule of a post that a unit calls so.
    if isinstance(named, str):
        del table["source"]
        table |= {"law": sources[named]["title"], "rank": sources[named]["rank"]}
    return table


def lay_over(national: dict[str, Any], overlay: dict[str, Any]) -> None:
    """Replace each rule that the overlay names: whole rules, words of a group, items of a list."""
    for key, value in overlay.items():
        if key in GROUPS:
            national[key] = written(national, key) | written(overlay, key)
        elif key in LISTS:
            # an item stands where the national one of its key stood; one of its own comes last
            national[key] = list((written(national, key) | written(overlay, key)).values())
        elif key in ("region", "note") or key in SINGLE:
            national[key] = value


def _plain(value: Any) -> Any:
    """TOML's dates as text, so that the document is the same as JSON."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value
