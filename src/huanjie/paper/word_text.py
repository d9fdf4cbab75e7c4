"""Text in Word files (Word 里的文字): what XML cannot carry is shown as lost."""

from __future__ import annotations

import re
from typing import Final

from docx.text.paragraph import Paragraph

from huanjie.paper import dress

_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legible(text: str) -> str:
    """A text that XML can carry."""
    return _NO_XML.sub("�", text)


def say(paragraph: Paragraph, text: str, east: str = "") -> None:
    """Add a run, in another East Asian font where one is named."""
    if text:
        dress.hinted(paragraph.add_run(legible(text)), east)
