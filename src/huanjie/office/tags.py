"""Template tags (模板标签): dates, numbers, articles and form numbers as the site writes them."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from huanjie.domain.cover import COVER_NAMES, CoverKind
from huanjie.domain.cycle import DEED_NAMES, STAGE_NAMES, Stage
from huanjie.domain.daywords import date_in_words, in_words
from huanjie.domain.halfdays import in_days as halves_in_days
from huanjie.domain.ladder import COLUMN_NAMES, Column
from huanjie.domain.permission import ROLE_NAMES, Action, Role
from huanjie.dossier.words import percent
from huanjie.exchange.schedule import month_in_words
from huanjie.law.amounts import grouped
from huanjie.office import clock
from huanjie.office.forms import SiteForm
from huanjie.office.people.second_factor import qr_picture
from huanjie.office.pinyin import initials, sounds
from huanjie.office.units.permission import Somewhere, allowed

register = template.Library()
_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "roll": ("roll", "objection", "registration", "chosen", "notice"),
    "proxies": ("prox",),
    "filings": ("filing",),
    "candidates": (
        *("candidates", "finding", "declaration", "nominat", "relatives", "election-review"),
        *("public-notice", "nominee-objection", "appraisals", "pledge", "statement"),
    ),
}
"""The parts of an election with pages of their own below them (名册、委托投票、候选人、请示和备案),
and how the names of those pages begin.
"""
_SIGN: Final = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef\U00020000-\U0003ffff]"
_CHINESE: Final = re.compile(rf"{_SIGN}(?:[{_SIGN[1:-1]}0-9 .,%·–—“”]*{_SIGN})?")
"""Chinese, from its first sign to its last, with the numbers between."""


@register.filter
def day(value: datetime.date | None) -> str:
    """A day as a notice prints it: 2026年6月28日（周日）; in English, Sun 28 June 2026."""
    if value is None:
        return ""
    if get_language() == "en":
        return f"{value:%a} {value.day} {value:%B %Y}"
    return in_words(value)


@register.filter
def plain_day(value: datetime.date | None) -> str:
    """A day whose weekday is of no use, as of a birth: 1962年9月13日; 13 September 1962."""
    if value is None:
        return ""
    return f"{value.day} {value:%B %Y}" if get_language() == "en" else date_in_words(value)


@register.filter
def short_day(value: datetime.date | None) -> str:
    """A day of this year, for dense tables: 6月28日; in English, 28 Jun."""
    if value is None:
        return ""
    return f"{value.day} {value:%b}" if get_language() == "en" else f"{value.month}月{value.day}日"


@register.filter
def month(value: str) -> str:
    """A year and a month as a notice prints them (出生年月): 1962年11月; November 1962."""
    if value and get_language() == "en":
        return f"{datetime.date.fromisoformat(f'{value}-01'):%B %Y}"
    return month_in_words(value)


@register.filter
def moment(value: datetime.datetime) -> str:
    """A moment, in China's time."""
    local = timezone.localtime(value, clock.CHINA)
    return f"{day(local.date())} {local:%H:%M}"


@register.filter
def days_left(value: datetime.date | None) -> str:
    """How far a day is from today, in words."""
    if value is None:
        return ""
    days = (value - clock.today()).days
    if days == 0:
        return _("就是今天")
    if days > 0:
        return ngettext("还有 %(days)d 天", "还有 %(days)d 天", days) % {"days": days}
    return ngettext("已过 %(days)d 天", "已过 %(days)d 天", -days) % {"days": -days}


@register.filter
def number(value: int | None) -> str:
    """A number with its thousands apart; a dash where nobody knows it."""
    return "—" if value is None else grouped(value)


@register.filter
def share(part: int, base: int) -> str:
    """A share with its base beside it: 351 / 700 = 50.1 %."""
    return percent(part, base)


@register.filter
def answer(value: Any) -> Any:
    """An answer as a check page repeats it: days, yes and no in words, several lines as one,
    everything else as it is.
    """
    match value:
        case bool():
            return _("是") if value else _("否")
        case datetime.date():
            return day(value)
        case str():
            return _("；").join(line.strip() for line in value.splitlines() if line.strip())
    return value


@register.filter
def in_fours(code: str) -> str:
    """A long code in groups of four, as a hand copies it (手抄的码)."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


@register.filter
def scannable(address: str) -> str:
    """An address as a picture to scan (二维码)."""
    return qr_picture(address)


@register.filter
def item(table: Any, key: Any) -> Any:
    """A value of a table by its key."""
    return table.get(key)


@register.filter
def stage_name(value: str) -> str:
    """A stage as the board calls it."""
    return _(STAGE_NAMES[Stage(value)])


@register.filter
def term(value: str) -> str:
    """A word of the law or of a body (法律用语): a step, a post, a committee."""
    return _(value) if value else ""


@register.filter
def marked(value: Any) -> str:
    """Text that may hold Chinese, as a refusal or a name does: a page in another language says
    where it is Chinese.
    """
    if get_language() != "en":
        return conditional_escape(value)
    return mark_safe(_CHINESE.sub(r'<span lang="zh-CN">\g<0></span>', conditional_escape(value)))


@register.filter
def needed_when(field: Any) -> Any:
    """When a field of a form is needed, where another's answer decides (有条件的必填项)."""
    form = getattr(field, "form", None)
    return form.mark_of(field.name) if isinstance(form, SiteForm) else ""


@register.filter
def needed_together(field: Any) -> Any:
    """What is said once above a field and those beside it, of which one is needed."""
    form = getattr(field, "form", None)
    return form.lead_of(field.name) if isinstance(form, SiteForm) else ""


@register.filter
def law_address(pack: str) -> str:
    """The page of the law that decides an election (适用的法律), by its resolved pack: the national
    version, and the province beside it.
    """
    national, _plus, overlay = pack.partition("+")
    body, _at, day_in_force = national.partition("@")
    chosen = "+".join(filter(None, (day_in_force, overlay.partition("@")[0])))
    return f"{reverse('law-body', args=[body])}?{urlencode({'with': chosen})}"


@register.filter
def latin(name: str) -> str:
    """A name where no language can be marked, as in a title: in English, in pinyin (拼音)."""
    return "".join(sounds(name)).capitalize() if get_language() == "en" else name


@register.filter
def letters(name: str) -> str:
    """The first letters of a name's pinyin, by which a table is filtered (拼音首字母)."""
    return initials(name)


@register.filter
def deed_name(value: str) -> str:
    """A deed as a history calls it."""
    return _(DEED_NAMES[Action(value)])


@register.filter
def cover_name(value: str) -> str:
    """A kind of cover as a page calls it (包联种类)."""
    return _(COVER_NAMES[CoverKind(value)])


@register.filter
def column_name(value: str) -> str:
    """A column that a department sees (给部门看的项)."""
    return _(COLUMN_NAMES[Column(value)])


@register.filter
def in_days(halves: int) -> str:
    """Half working days in working days (工作日): 2.5."""
    return halves_in_days(halves)


@register.filter
def role_name(value: str) -> str:
    """A role as a page calls it."""
    return _(ROLE_NAMES[Role(value)])


@register.simple_tag(takes_context=True)
def election_part(context: Any) -> str:
    """The part of an election to which a page belongs (哪一部分), by its address's name."""
    match = context["request"].resolver_match
    name = match.url_name or "" if match else ""
    return next((part for part, begins in _PARTS.items() if name.startswith(begins)), "")


@register.simple_tag
def form_key() -> str:
    """A form's own number (幂等键): a second arrival is answered like the first."""
    return uuid.uuid4().hex


@register.simple_tag(takes_context=True)
def may(context: Any, action: str, where: Somewhere) -> bool:
    """Whether whoever looks at the page may do this here."""
    return allowed(context["request"].user, Action(action), where)


@register.inclusion_tag("_law.html")
def law(citation: Any) -> dict[str, Any]:
    """An article beside what it decided; one touch opens its sentence, rank and confidence."""
    return {"citation": citation}
