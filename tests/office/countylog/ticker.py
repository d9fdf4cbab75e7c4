"""A tick that does not end (停住的定时任务), as a program of its own: it takes the lock, says so on
a line, and waits until its input ends.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huanjie.office.settings")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from huanjie.office import ticking  # noqa: E402


def hold() -> None:
    """Hold the lock; work on the site's own connection meanwhile, as jobs do, and let it go."""
    with ticking.alone() as is_alone:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        connection.close()
        print("alone" if is_alone else "another", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    hold()
