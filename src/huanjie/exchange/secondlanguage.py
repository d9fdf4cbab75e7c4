"""SECOND.json (第二种文字文件): the words of a ballot in the unit's other language."""

from __future__ import annotations

from typing import Any, Final

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.secondlanguage import SecondLanguage
from huanjie.door.cursor import Cursor
from huanjie.exchange.names import read_key

WORDS: Final = ("序号", "姓名", "赞成", "反对", "弃权", "选", "符号", "另选他人")
"""What stands on a ballot besides title, names and instructions."""


def read_second(cursor: Cursor) -> SecondLanguage:
    """The second language; a word that no ballot shows is refused, one left out stays Chinese
    alone.
    """
    cursor.only("title", "words", "instructions", "posts", "names")
    words, posts, names = (cursor.find(key) for key in ("words", "posts", "names"))
    if words:
        words.only(*WORDS)
    return SecondLanguage(
        title=cursor.get("title").text(),
        words=_texts(words),
        instructions=tuple(item.text() for item in cursor.get("instructions").items()),
        posts={Post(key): said for key, said in _texts(posts).items()},
        names={PersonId(key): said for key, said in _texts(names).items()},
    )


def second_as_json(second: SecondLanguage) -> dict[str, Any]:
    """SECOND.json of a second language."""
    return {
        "title": second.title,
        "words": dict(second.words),
        "instructions": list(second.instructions),
        "posts": dict(second.posts),
        "names": dict(second.names),
    }


def _texts(table: Cursor | None) -> dict[str, str]:
    if table is None:
        return {}
    return {read_key(table, key): value.text() for key, value in table.entries()}
