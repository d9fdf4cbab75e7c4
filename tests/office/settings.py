"""The site's settings under test: a data folder of its own, thrown away, and quick passwords."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_FOLDER = tempfile.mkdtemp(prefix="huanjie-test-")
os.environ["HUANJIE_DATA"] = _FOLDER
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)

from huanjie.office import settings as _ours  # noqa: E402
from huanjie.office.oidcfile import IdentityProvider  # noqa: E402

globals().update({name: getattr(_ours, name) for name in dir(_ours) if name.isupper()})
# Ours by name as well, for the type checker.
HUANJIE_DATA = _ours.HUANJIE_DATA
HUANJIE_KEYS = _ours.HUANJIE_KEYS
HUANJIE_BACKUPS = _ours.HUANJIE_BACKUPS
HUANJIE_BACKUP_TO = _ours.HUANJIE_BACKUP_TO
HUANJIE_DEMO = _ours.HUANJIE_DEMO
HUANJIE_IDENTITY: IdentityProvider | None = _ours.HUANJIE_IDENTITY
LARGEST_UPLOAD = _ours.LARGEST_UPLOAD
API_PER_MINUTE = _ours.API_PER_MINUTE
SESSION_IDLE = _ours.SESSION_IDLE
SESSION_LONGEST = _ours.SESSION_LONGEST
AXES_COOLOFF_TIME = _ours.AXES_COOLOFF_TIME

# Who signs in for a test has no second factor; what demands one has tests of its own.
SECOND_FACTOR = "nobody"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
