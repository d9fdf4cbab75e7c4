"""`huanjie backup` and `huanjie restore`: the whole site as one encrypted file, and back."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from huanjie.cli.arguments import now
from huanjie.cli.backup_keys import add_key, add_passphrase, opener_of, recipients_of
from huanjie.cli.site_commands import need_site
from huanjie.door.fault import BadInput
from huanjie.office import environment
from huanjie.office.progress import Bar
from huanjie.protect.recoverykey import make_recovery_key
from huanjie.protect.signature import fingerprint

if TYPE_CHECKING:
    from huanjie.office.backup.checking import Checked
    from huanjie.office.backup.restoring import Restored

_ENDING: Final = ".huanjie"
_FOLDER: Final = ("/", os.sep)
_KILOBYTE: Final = 2**10
_MEGABYTE: Final = 2**20
_NO_CHECKPOINT: Final = (
    "没有给 --checkpoint：只和数据文件夹里留下的检查点核对过。\n"
    "别处还有更新的，先不要启动网站，加上它重新恢复。\n"
    "No --checkpoint was given: only what the data folder kept was compared. Where somebody has\n"
    "a newer one, do not start the site, and restore again with it."
)


def add_to(commands: Any) -> None:
    """Add the commands."""
    _add_backup(commands)
    _add_restore(commands)


def _add_backup(commands: Any) -> None:
    parser = commands.add_parser(
        "backup",
        help="备份整个网站 back the whole site up",
        epilog="例 Example: huanjie backup -o backups/ --to recovery.key.pub --keep 14",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="写到哪里；以 / 结尾的是文件夹，按时间取名 a file, or a folder, which ends with /",
    )
    _add_data(parser)
    parser.add_argument(
        "--to",
        metavar="KEY",
        action="append",
        default=[],
        help="封给这把公钥 public key, or its file",
    )
    add_passphrase(parser)
    parser.add_argument(
        "--keep",
        metavar="N",
        type=int,
        help="这个文件夹只留最近 N 份 keep the newest N of the folder",
    )
    parser.add_argument(
        "--check", metavar="FILE", type=Path, help="只复核，不恢复 check a backup, restore nothing"
    )
    add_key(parser)
    parser.add_argument(
        "--new-key", metavar="FILE", type=Path, help="生成恢复钥匙 make a recovery key"
    )
    parser.set_defaults(run=run_backup)


def _add_restore(commands: Any) -> None:
    parser = commands.add_parser(
        "restore",
        help="恢复备份 restore a backup",
        epilog="例 Example: huanjie restore FILE --key recovery.key --data county",
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    _add_data(parser)
    add_key(parser)
    add_passphrase(parser)
    parser.add_argument(
        "--checkpoint",
        metavar="NOTE",
        action="append",
        default=[],
        type=Path,
        help="已公布的检查点，文件或文件夹 a published checkpoint, or a folder of them",
    )
    parser.add_argument(
        "--deletions",
        metavar="LIST",
        action="append",
        default=[],
        type=Path,
        help="备份以后的删除清单 what was deleted since: deletions.jsonl of the data folder",
    )
    parser.add_argument(
        "--replace",
        action="store_true",
        help="替换现有的数据（旧的放在一边） replace what is there; it is put aside",
    )
    parser.set_defaults(run=run_restore)


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", metavar="DIR", type=Path, help="数据文件夹 data folder")


def run_backup(chosen: argparse.Namespace) -> int:
    """Back up; or check a backup; or make a recovery key."""
    if chosen.new_key:
        return _new_key(chosen.new_key)
    need_site()
    if chosen.check:
        return _check(chosen)
    _set_up(chosen.data)
    from huanjie.office.backup.writing import write_backup

    recipients = recipients_of(chosen)
    file = _named(chosen.output)
    made = write_backup(file, recipients, Bar("备份 backup").tell)
    for name in made.unknown:
        print(f"注意：数据库里的表 {name} 不是换届的，没有备份。", file=sys.stderr)
    rows = sum(each["rows"] for each in made.end.tables.values())
    print(f"{made.file}：{rows} 行，{len(made.end.logs)} 个日志，{_size(made.bytes)}")
    print(f"签名公钥的指纹 signed by {fingerprint(made.end.signer)}")
    if chosen.keep:
        _forget_old(file.parent, chosen.keep)
    return 0


def run_restore(chosen: argparse.Namespace) -> int:
    """Restore into an empty place, or in the place of what is there."""
    need_site()
    from huanjie.office.backup.restoring import Wanted, restore
    from huanjie.office.backup.staging import Staging

    environment.prepare(chosen.data)
    data = environment.data_folder()
    if chosen.replace:
        print(
            f"注意：要替换 {data} 现有的数据；先停下网站。旧的数据放在一边，不删。", file=sys.stderr
        )
    wanted = Wanted(
        file=chosen.file,
        opener=opener_of(chosen, data),
        staging=Staging(data, environment.text("HUANJIE_DATABASE")),
        replace=chosen.replace,
        published=chosen.checkpoint,
        deletions=chosen.deletions,
    )
    done = restore(wanted, Bar("恢复 restore").tell)
    for line in _told_of_restore(done):
        print(line)
    if not chosen.checkpoint:
        print(_NO_CHECKPOINT)
    print(f"已恢复 restored: {data}")
    return 0


def _told_of_restore(done: Restored) -> Iterator[str]:
    """What a restore did, what is lost, and what is left to do."""
    yield from _told(done.checked)
    for epoch in done.epochs:
        yield (
            f"新纪元 new epoch：{epoch.log} 公布过 {epoch.published} 条，"
            f"备份里只有 {epoch.restored} 条；日志里已经写明，以后的检查点叫 {epoch.origin}。"
        )
    yield from done.steps
    if done.aside:
        yield f"原来的数据在 {done.aside}；核对以后要删去，里面有已经删除的个人信息。"


def _new_key(file: Path) -> int:
    public = make_recovery_key(file)
    print(f"私钥 private: {file}（不要放在网站的机器上 keep it away from the site's machine）")
    print(f"公钥 public: {file}.pub  {fingerprint(public)}")
    return 0


def _check(chosen: argparse.Namespace) -> int:
    from huanjie.office.backup.checking import check

    data = (chosen.data or environment.data_folder()).absolute()
    for line in _told(check(chosen.check, opener_of(chosen, data))):
        print(line)
    print("完好 whole")
    return 0


def _told(checked: Checked) -> Iterator[str]:
    """What a backup is, in a few lines."""
    head, end = checked.head, checked.end
    yield f"备份时间 made at {head.made_at}，版本 version {head.version}"
    yield f"{checked.rows} 行，{len(end.files)} 个文件，{len(end.logs)} 个日志，根值都相符"
    yield f"签名公钥的指纹 signed by {fingerprint(end.signer)}（和公告上的核对）"


def _set_up(data: Path | None) -> None:
    """Make the site ready as it is; its tables are not touched."""
    environment.prepare(data)
    folder = environment.data_folder()
    if not folder.is_dir():
        raise BadInput("没有这个数据文件夹", file=str(folder), remedy="用 --data 指明")
    import django

    django.setup()


def _size(bytes_: int) -> str:
    """How large a file is."""
    kilobytes = max(1, round(bytes_ / _KILOBYTE))
    return f"{bytes_ / _MEGABYTE:.1f} MB" if bytes_ >= _MEGABYTE else f"{kilobytes} kB"


def _named(output: str | None) -> Path:
    """The file to write: the one that is named, else one in that folder, named by the moment. What
    ends like a folder is one, and is made: else a first backup would take its name.
    """
    place = Path(output or "")
    if output and output.endswith(_FOLDER):
        place.mkdir(parents=True, exist_ok=True)
    if not place.is_dir():
        return place
    return place / f"huanjie-{now().astimezone(datetime.UTC):%Y%m%d-%H%M%S}{_ENDING}"


def _forget_old(folder: Path, keep: int) -> None:
    """Delete all but the newest backups that this command named itself."""
    old = sorted(folder.glob(f"huanjie-????????-??????{_ENDING}"))[: -max(keep, 1)]
    for file in old:
        file.unlink()
        print(f"删去旧备份 deleted: {file.name}")
