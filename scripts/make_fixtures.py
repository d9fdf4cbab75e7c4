"""Leave a small site and a dossier of this release for later ones (留下升级用的样本).

    python scripts/make_fixtures.py

Run once for each release, and committed: `tests/fixtures/<version>/site.huanjie` is a backup whose
passphrase stands beside it, `dossier.zip.gz` the dossier that it has published. Later code must
migrate the one and verify the other (design.md, section 10, point 5). Invented people only.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
PASSPHRASE = "a fixture of invented people"
_DOSSIER = (
    "import django, sys; django.setup();"
    "from huanjie.office.closing.models import Dossier;"
    "sys.stdout.buffer.write(bytes(Dossier.objects.get().content))"
)


def main() -> None:
    """Make the site, back it up, and take its dossier."""
    from huanjie import __version__

    place = FIXTURES / __version__
    if place.exists():
        raise SystemExit(f"{place} 已经有了，不改已经发布的样本 · is there and never changed")
    place.mkdir(parents=True)
    (place / "passphrase").write_text(f"{PASSPHRASE}\n", "ascii")
    with tempfile.TemporaryDirectory() as folder:
        _run("-m", "tests.office.backup.site", "make", data=folder)
        words = ("--passphrase", str(place / "passphrase"))
        _run("-m", "huanjie", "backup", "-o", str(place / "site.huanjie"), *words, data=folder)
        dossier = gzip.compress(_run("-c", _DOSSIER, data=folder), mtime=0)
        (place / "dossier.zip.gz").write_bytes(dossier)
    for path in sorted(place.iterdir()):
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size}")


def _run(*words: str, data: str) -> bytes:
    own = {"HUANJIE_DATA": data, "DJANGO_SETTINGS_MODULE": "huanjie.office.settings"}
    path = {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    environment = {**os.environ, **path, **own}
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    return done.stdout


if __name__ == "__main__":
    main()
