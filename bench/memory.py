"""Memory kept between two pages (不还内存): glibc gives a picture's buffer back to the kernel at
every free, and getting it again costs 2-3 ms a page; every side of W1 is spared that alike.
"""

from __future__ import annotations

import ctypes
import os
from typing import Final

LARGEST: Final = 32 << 20
"""A buffer of this size, the most that glibc allows, still comes from memory that is kept."""
KEPT: Final = {
    "MALLOC_TRIM_THRESHOLD_": str(16 * LARGEST),
    "MALLOC_MMAP_THRESHOLD_": str(LARGEST),
}
"""The same for a program yet to be started."""
_TRIM, _MMAP = -1, -3
"""`mallopt`'s names of the two."""


def keep() -> bool:
    """Keep memory from now on in this process; whether its C library can be told so."""
    tell = None if os.name == "nt" else getattr(ctypes.CDLL(None), "mallopt", None)
    if tell is None:
        return False
    return bool(tell(_TRIM, 16 * LARGEST) and tell(_MMAP, LARGEST))
