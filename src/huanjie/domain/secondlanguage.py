"""A second language on a ballot (第二种文字): the unit's own words beside ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from huanjie.domain.contest import PersonId, Post


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLanguage:
    """The same words in the unit's other language, by whoever translated them; the program
    translates nothing for a voter.
    """

    title: str
    words: Mapping[str, str]
    """by the Chinese word: 序号, 姓名, 赞成, 反对, 弃权, 选, 符号, 另选他人"""
    instructions: tuple[str, ...]
    posts: Mapping[Post, str] = field(default_factory=dict)
    names: Mapping[PersonId, str] = field(default_factory=dict)
