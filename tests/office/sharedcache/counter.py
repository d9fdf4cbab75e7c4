"""A process that asks often (常来的程序): counts so many requests of one caller, and says what the
last count was.

    python -m tests.office.sharedcache.counter 500
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huanjie.office.settings")

import django

django.setup()

from django.core.cache import cache  # noqa: E402

from huanjie.office.rates import counted  # noqa: E402

if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(int(sys.argv[1])):
        counted("one-caller")
    print(cache.get("one-caller"))
