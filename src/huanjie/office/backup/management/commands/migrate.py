"""`huanjie manage migrate`: Django's own, with a backup first where there is something to lose."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from huanjie.office.backup.before import back_up_before_migrating


class Command(migrate.Command):
    """Bring the tables up to date."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Django's, and one of ours."""
        super().add_arguments(parser)
        parser.add_argument(
            "--no-backup",
            action="store_false",
            dest="backup",
            help="不先备份 no backup first",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Back up, then migrate."""
        asks = options.get("plan") or options.get("check_unapplied")
        own = options.get("database", DEFAULT_DB_ALIAS) == DEFAULT_DB_ALIAS
        if options.get("backup", True) and own and not asks and _has_something_to_lose():
            made = back_up_before_migrating()
            self.stderr.write(f"升级以前的备份 backup before migrating: {made.file}")
        super().handle(*args, **options)


def _has_something_to_lose() -> bool:
    """Whether there are tables already, and a migration that will change them."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if not executor.loader.applied_migrations:
        return False
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
