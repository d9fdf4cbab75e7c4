"""Ballots in two languages (两种文字的选票): the unit's own translation, on the site too."""

from __future__ import annotations

import json
from typing import Any, Final

import pypdfium2 as pdfium
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.office.polling.conftest import Evening
from tests.office.polling.pages import Browse, at, text

from huanjie.office.deeds.models import Deed
from huanjie.office.polling.ballots import pdf_of, the_batch
from huanjie.office.polling.models import BallotPrint, StockEntry

ORDER: Final = {"papers": "2", "size": "A4", "language": "both"}
TITLE: Final = "གྲོང་ཚོའི་འོས་ཤོག"


def template(evening: Evening, browse: Browse) -> dict[str, Any]:
    """The template as it is downloaded."""
    address = reverse("print-second", args=(evening.election.pk, 1))
    answer = browse(evening.cast.clerk).get(address)
    assert answer["Content-Type"] == "application/json"
    told: dict[str, Any] = json.loads(answer.content)
    return told


def translated(evening: Evening, browse: Browse, title: str = TITLE) -> dict[str, Any]:
    """The template with a title, the words of two columns and one name written over."""
    told = template(evening, browse)
    first = next(iter(told["names"]))
    return told | {
        "title": title,
        "words": {"姓名": "མིང་།", "选": "འདེམས།"},
        "instructions": ["མི་རེར་རྟགས་གཅིག་རྒྱག"],
        "posts": {},
        "names": {first: "བསོད་ནམས།"},
    }


def sent(second: Any) -> SimpleUploadedFile:
    raw = second if isinstance(second, bytes) else json.dumps(second).encode()
    return SimpleUploadedFile("second.json", raw)


def order(evening: Evening, browse: Browse, key: str, **more: Any) -> Any:
    return browse(evening.cast.clerk).post(at(evening, "print/"), ORDER | {"key": key} | more)


def words_of(pdf: bytes) -> str:
    with pdfium.PdfDocument(pdf) as document:
        return "".join(document[0].get_textpage().get_text_bounded().split())


def test_the_template_names_everybody_on_the_paper(evening: Evening, browse: Browse) -> None:
    told = template(evening, browse)
    assert told["names"]
    assert set(told["names"].values()) == {each.name for each in evening.election.nominees.all()}
    assert {"title", "words", "instructions", "posts"} <= set(told)


def test_a_batch_with_a_translation_is_printed_in_both(evening: Evening, browse: Browse) -> None:
    second = translated(evening, browse)
    assert order(evening, browse, "a", second=sent(second)).status_code == 302
    made = BallotPrint.objects.get()
    assert made.second == second
    said = words_of(pdf_of(the_batch(evening.election, 1, 1)))
    assert set(TITLE) <= set(said)
    assert "选举日期" in said
    assert "两种文字" in text(browse(evening.cast.clerk).get(at(evening, "print/")))
    says = json.loads(str(Deed.objects.latest("pk").entry.payload))
    assert "bilingual" in json.dumps(says)


def test_a_batch_without_one_stays_chinese(evening: Evening, browse: Browse) -> None:
    assert order(evening, browse, "a", language="chinese").status_code == 302
    assert BallotPrint.objects.get().second is None
    assert not set(TITLE) & set(words_of(pdf_of(the_batch(evening.election, 1, 1))))


def test_the_next_batch_takes_the_same_file_unless_another_is_chosen(
    evening: Evening, browse: Browse
) -> None:
    order(evening, browse, "a", second=sent(translated(evening, browse)))
    assert order(evening, browse, "b").status_code == 302
    other = translated(evening, browse, title="འོས་ཤོག")
    assert order(evening, browse, "c", second=sent(other)).status_code == 302
    one, same, new = BallotPrint.objects.all()
    assert one.second == same.second != new.second == other


def test_the_template_of_later_has_the_translation_in_it(evening: Evening, browse: Browse) -> None:
    second = translated(evening, browse)
    order(evening, browse, "a", second=sent(second))
    later = template(evening, browse)
    assert (later["title"], later["instructions"]) == (TITLE, second["instructions"])
    assert later["names"].items() >= second["names"].items()


REFUSED: Final[dict[str, tuple[Any, str]]] = {
    "nothing chosen": (None, "没有选第二种文字的文件"),
    "no JSON": (b"title,words", "第 1 行"),
    "no UTF-8": ('{"title": "村民委员会选举选票"}'.encode("gbk"), "不是 UTF-8 文字"),
    "an empty file": (b"", "这个文件是空的"),
    "no title": ({"instructions": []}, "title"),
    "a word that no ballot shows": (
        {"title": "x", "instructions": [], "words": {"得票": "x"}},
        "/words/得票",
    ),
    "somebody who does not stand": (
        {"title": "x", "instructions": [], "names": {"nobody": "x"}},
        "/names/nobody",
    ),
    "a character that no font draws": ({"title": "\U0002b79e", "instructions": []}, "U+2B79E"),
    "a file beyond all ballots": (b" " * (256 * 1024 + 1), "文件太大"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_translation_is_refused_with_its_place_and_nothing_is_printed(
    evening: Evening, browse: Browse, what: str
) -> None:
    second, says = REFUSED[what]
    more = {} if second is None else {"second": sent(second)}
    answer = order(evening, browse, "a", **more)
    assert answer.status_code == 422
    assert says in text(answer)
    assert not BallotPrint.objects.exists()
    assert not StockEntry.objects.exists()


def test_the_template_as_it_came_is_refused(evening: Evening, browse: Browse) -> None:
    answer = order(evening, browse, "a", second=sent(template(evening, browse)))
    assert answer.status_code == 422
    assert "/title：还是汉字，没有翻译" in text(answer)


def test_a_file_beside_chinese_alone_is_asked_about(evening: Evening, browse: Browse) -> None:
    second = sent(translated(evening, browse))
    answer = order(evening, browse, "a", language="chinese", second=second)
    assert answer.status_code == 422
    assert "选了文件，文字却是“只印汉字”" in text(answer)


# 样票


def sample(evening: Evening, browse: Browse, who: str = "clerk", **more: Any) -> Any:
    address = reverse("print-sample", args=(evening.election.pk, 1))
    return browse(getattr(evening.cast, who)).post(address, ORDER | {"papers": ""} | more)


def test_a_translation_is_looked_at_before_anything_is_printed(
    evening: Evening, browse: Browse
) -> None:
    answer = sample(evening, browse, second=sent(translated(evening, browse)))
    assert answer["Content-Type"] == "application/pdf"
    assert set(TITLE) <= set(words_of(answer.content))
    assert not BallotPrint.objects.exists()


def test_after_the_sample_the_form_can_still_be_sent(evening: Evening, browse: Browse) -> None:
    """A download leaves the page standing: a form that is sent once would stay shut."""
    page = text(browse(evening.cast.clerk).get(at(evening, "print/")))
    (form,) = [part.split(">")[0] for part in page.split("<form")[1:] if "multipart" in part]
    assert "data-again" in form


def test_and_a_wrong_one_is_refused_there_too(evening: Evening, browse: Browse) -> None:
    answer = sample(evening, browse, second=sent(template(evening, browse)))
    assert answer.status_code == 422
    assert "还是汉字" in text(answer)


@pytest.mark.parametrize("who", ["teller", "scrutineer", "observer", "county"])
def test_who_keeps_no_stock_sends_no_translation(
    evening: Evening, browse: Browse, who: str
) -> None:
    second = sent(translated(evening, browse))
    assert sample(evening, browse, who, second=second).status_code in (403, 404)


def test_anybody_sees_the_sample_in_two_languages_once_there_is_one(
    evening: Evening, browse: Browse
) -> None:
    address = reverse("print-sample", args=(evening.election.pk, 1))
    asked = {"size": "A4", "language": "both"}
    observer = browse(evening.cast.observer)
    assert observer.get(address, asked).status_code == 422
    order(evening, browse, "a", second=sent(translated(evening, browse)))
    assert set(TITLE) <= set(words_of(observer.get(address, asked).content))
