"""What a pack says without an article (没有条款的内容): the body's name, who decides where it is
silent, its note, its posts, the facts that it asks for, and its papers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from huanjie.law.bodyrules import Form
from huanjie.law.citation import DECIDERS
from huanjie.law.expression import Fact
from huanjie.law.pack import RulePack
from huanjie.law.phrase import AND, Part, listed, say
from huanjie.law.rules import PostName

UNCITED: Final[dict[str, str]] = {
    "name": "组织的名称",
    "decided_by": "没有规定的，由谁决定",
    "note": "这份规定的说明",
    "post": "职务和高低次序",
    "fact": "条件所问的事实",
    "form": "文书",
}
"""The keys of a pack's document that carry no article, with what people call them."""

_ITEMS: Final = ("fact", "form")
"""those of them whose items stand on their own; the posts are one order"""


def uncited_tables(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """All of it with its place, like `decided_by`, `post` or `form ballot`."""
    for key in UNCITED:
        if key in _ITEMS:
            yield from ((f"{key} {item[key]}", item) for item in document.get(key, ()))
        elif key in document:
            yield key, {key: document[key]}


def uncited_words(pack: RulePack) -> Iterator[tuple[str, str, Part]]:
    """The same in words: its place, what people call it, and what it says."""
    yield "name", UNCITED["name"], pack.name
    yield "decided_by", UNCITED["decided_by"], DECIDERS[pack.decided_by]
    if note := pack.document.get("note"):
        yield "note", UNCITED["note"], str(note)
    yield "post", UNCITED["post"], listed(map(_post, pack.posts), AND)
    for fact in pack.stated_facts:
        yield f"fact {fact.fact}", UNCITED["fact"], _fact(fact)
    for form in pack.forms:
        yield f"form {form.form}", UNCITED["form"], _form(form, pack)


def _post(post: PostName) -> Part:
    return post.name if post.counted else say("%(post)s（不计入组成人数）", post=post.name)


def _fact(fact: Fact) -> Part:
    if not fact.choices:
        return fact.name
    return say("%(fact)s：%(choices)s", fact=fact.name, choices=listed(fact.called, AND))


def _form(form: Form, pack: RulePack) -> Part:
    names = {step.event: step.name for step in pack.steps}
    step = names.get(form.event, form.event)
    return say("%(form)s，用在“%(step)s”", form=form.name, step=step)
