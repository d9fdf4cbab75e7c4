"""`huanjie serve` and `huanjie manage`: the site, which needs the `site` extra.

Django is loaded inside the functions alone: the commands below the site never load it.
"""

from __future__ import annotations

import argparse
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from huanjie.door.fault import BadInput
from huanjie.office import environment

PORT: Final = 8000
_NO_SITE: Final = "这里没有装网站需要的组件"


def add_to(commands: Any) -> None:
    """Add the commands."""
    serve = commands.add_parser(
        "serve",
        help="打开网站 run the site",
        epilog="例 Example: huanjie serve --port 8000 --data huanjie-data",
    )
    add_place(serve)
    serve.set_defaults(run=run_serve)
    manage = commands.add_parser(
        "manage",
        help="网站的管理命令 the site's management commands",
        epilog="例 Example: huanjie manage migrate",
    )
    manage.add_argument("words", metavar="ARGS", nargs=argparse.REMAINDER)
    manage.set_defaults(run=run_manage)


def add_place(parser: argparse.ArgumentParser) -> None:
    """Where the site answers, and where its data are."""
    parser.add_argument("--host", default="127.0.0.1", help="地址 address")
    parser.add_argument("--port", type=int, default=PORT, help=f"端口 port ({PORT})")
    parser.add_argument("--data", metavar="DIR", type=Path, help="数据放在哪里 data folder")


def need_site() -> None:
    """Refuse where the site's packages are not installed."""
    if any(importlib.util.find_spec(name) is None for name in ("django", "granian")):
        raise BadInput(_NO_SITE, remedy="安装 huanjie[site]，或者用 ./run demo、./run serve")


def set_up_site(data: Path | None) -> None:
    """Make Django ready over a data folder, and bring its tables up to date."""
    need_site()
    environment.prepare(data)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def run_serve(chosen: argparse.Namespace) -> int:
    """The site, until it is stopped."""
    set_up_site(chosen.data)
    return serve(chosen.host, chosen.port, lambda address: print(f"换届 {address}", flush=True))


def serve(host: str, port: int, ready: Callable[[str], None]) -> int:
    """Answer until stopped; `ready` is called with the address once the site answers."""
    from huanjie.office.server import serve as answer

    return answer(host=host, port=port, ready=ready)


def run_manage(chosen: argparse.Namespace) -> int:
    """One of Django's management commands."""
    need_site()
    environment.prepare()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["huanjie manage", *chosen.words])
    return 0
