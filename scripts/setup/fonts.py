"""字体 · The fonts that papers are printed with, from their packages (front/package.json) into the
tree, where the wheel takes them along. They are under the SIL Open Font License and not committed.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts.setup.front_end import MODULES
from scripts.setup.places import FONTS

FAMILIES = {
    "noto-serif-sc": ("NotoSerifSC_400Regular", "NotoSerifSC_700Bold"),
    "noto-serif-tibetan": ("NotoSerifTibetan_400Regular", "NotoSerifTibetan_700Bold"),
    "noto-naskh-arabic": ("NotoNaskhArabic_400Regular", "NotoNaskhArabic_700Bold"),
    "noto-sans-yi": ("NotoSansYi_400Regular",),
}
"""What is taken of each package: hanzi with 喆堃玥翀, Tibetan, Uyghur and Kazakh, Yi."""


def put_in_place() -> bool:
    """Whether every font stands in the tree; what is missing is copied from its package."""
    return all(
        copied(MODULES / "@expo-google-fonts" / package / name.split("_")[1] / f"{name}.ttf")
        for package, names in FAMILIES.items()
        for name in names
    )


def copied(font: Path) -> bool:
    """Whether a font is there, of the size that its package has."""
    if not font.is_file():
        return False
    own = FONTS / font.name
    if not own.is_file() or own.stat().st_size != font.stat().st_size:
        FONTS.mkdir(exist_ok=True)
        shutil.copyfile(font, own)
    return True
