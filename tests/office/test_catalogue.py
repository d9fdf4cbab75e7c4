"""The English catalogue is whole: every message has its sentence, and none is left over."""

from __future__ import annotations

import re
from collections import Counter
from gettext import GNUTranslations

from huanjie.office import catalogue
from huanjie.office.catalogue import TEXT, collected, compile_catalogue, english, messages

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|<[^>]*>|%%")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")
QUOTED = {
    *("男", "女"),
    "大",
}
"""Chinese that an English sentence quotes: what is to be typed into a cell, and an example."""

ENGLISH = english()


def test_every_message_has_an_english_sentence() -> None:
    assert catalogue.untranslated() == set()


def test_a_message_that_nothing_shows_any_more_is_not_kept() -> None:
    assert set(ENGLISH) == set(messages())


def test_the_english_has_the_placeholders_of_the_chinese() -> None:
    for message, sentences in ENGLISH.items():
        for says in sentences:
            assert Counter(PLACEHOLDER.findall(says)) == Counter(PLACEHOLDER.findall(message))


def test_an_english_sentence_holds_no_chinese_but_what_it_quotes() -> None:
    assert {sign for says in ENGLISH.values() for sign in CHINESE.findall(" ".join(says))} == QUOTED


def test_an_english_apostrophe_is_the_one_that_no_chinese_font_draws_wide() -> None:
    assert not [says for sentences in ENGLISH.values() for says in sentences if "’" in says]


def test_a_message_with_a_number_of_things_has_one_sentence_for_one_and_one_for_more() -> None:
    counted = {message for message, plural in messages().items() if plural}
    assert counted == {message for message, says in ENGLISH.items() if len(says) == 2}
    assert all(ENGLISH[message][0] != ENGLISH[message][1] for message in counted)


def test_collecting_twice_changes_nothing() -> None:
    assert collected() == TEXT.read_bytes()


def test_the_head_names_the_project_and_neither_a_day_nor_a_person() -> None:
    head = TEXT.read_text("utf-8").split("\n\n")[0]
    assert "Project-Id-Version: Huanjie" in head
    assert not re.search(r"fuzzy|Date|Translator|@|Generated-By", head)


def test_what_django_reads_says_every_sentence() -> None:
    with compile_catalogue().open("rb") as file:
        told = GNUTranslations(file)
    for message, says in ENGLISH.items():
        if len(says) == 1:
            assert told.gettext(message) == says[0]
        else:
            assert tuple(told.ngettext(message, message, n) for n in (1, 2)) == says


def test_a_template_is_read_for_every_way_of_marking_a_message() -> None:
    text = (
        """{% translate "一" %}{% translate '二' as two %}{{ x|default:_("三") }}"""
        "{% blocktranslate with n=x|length %}四 {{ n }}{% endblocktranslate %}"
        "{% blocktranslate count n=x %}五 {{ n }}{% plural %}六 {{ n }}{% endblocktranslate %}"
        "{% blocktranslate trimmed %}\n  七\n  八 5%\n{% endblocktranslate %}"
    )
    assert dict(catalogue._from_template(text)) == {
        "一": "",
        "二": "",
        "三": "",
        "四 %(n)s": "",
        "五 %(n)s": "六 %(n)s",
        "七 八 5%%": "",
    }


def test_a_module_is_read_for_every_way_of_marking_a_message() -> None:
    text = """_("一"); gettext_lazy("二" "三"); ngettext("四", "五", n); other("六"); _(NAMES[x])"""
    assert dict(catalogue._from_python(text)) == {"一": "", "二三": "", "四": "五"}
