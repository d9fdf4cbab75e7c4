"""Papers from our own press (印制的选票), read and shown by the reader of `huanjie scan`."""

from __future__ import annotations

import pytest
from tests.office.conftest import Cast, act
from tests.office.polling.conftest import Evening
from tests.office.scanning.conftest import Scanning

from huanjie.domain.secondlanguage import SecondLanguage
from huanjie.door.fault import BadInput
from huanjie.office.polling.ballots import (
    Order,
    order_ballots,
    pdf_of,
    the_batch,
    wording_of,
)
from huanjie.office.polling.models import BallotPrint
from huanjie.office.scanning.machine import papers_of
from huanjie.office.scanning.models import PaperCode, ScanFile
from huanjie.office.scanning.sealing import content_of
from huanjie.paper.ballot_code import CODE_BYTES, code_from
from huanjie.paper.ballot_print import Press, print_ballots

JPEG = b"\xff\xd8\xff"


@pytest.fixture
def real(evening: Evening, cast: Cast) -> Scanning:
    """Two papers are collected, and the reader is the real one."""
    evening.issue(2)
    evening.collect(2, voters=2)
    return Scanning(evening, cast)


def ordered(real: Scanning) -> bytes:
    """Two papers from this site's own press, in its ledger."""
    order = Order(papers=2, size="A4", symbols=False)
    number = order_ballots(
        acting_user=act(real.cast.clerk), election=real.election, number=1, order=order
    )
    return pdf_of(the_batch(real.election, 1, number))


def test_papers_in_two_languages_are_read_for_sure(real: Scanning) -> None:
    """By the words that they were printed with: without them every one went to people."""
    second = SecondLanguage(
        title="གྲོང་ཚོའི་འོས་ཤོག", words={"选": "འདེམས།"}, instructions=("མིང་རྟགས་མ་འགོད",)
    )
    order = Order(papers=2, size="A4", symbols=False, bilingual=True, second=second)
    number = order_ballots(
        acting_user=act(real.cast.clerk), election=real.election, number=1, order=order
    )
    real.upload(pdf_of(the_batch(real.election, 1, number)), name="选票.pdf")
    pile = real.work.pile
    assert (len(pile.sure), len(pile.left)) == (2, 0)


def elsewhere(real: Scanning) -> bytes:
    """A paper that is like ours, with a code that nobody printed here."""
    wording, codes = wording_of(real.election, 1), [[code_from(bytes(CODE_BYTES))]]
    return print_ballots(wording, codes, paper="A4", press=Press()).pdf


def test_printed_papers_are_read_for_sure_and_shown_without_their_code(real: Scanning) -> None:
    real.upload(ordered(real), name="选票.pdf")
    pile = real.work.pile
    assert (len(pile.sure), len(pile.left)) == (2, 0)
    drawn = papers_of(real.election, real.round).picture(content_of(ScanFile.objects.get()), 1)
    assert drawn
    assert drawn.form
    assert drawn.page
    assert drawn.jpeg.startswith(JPEG)


def test_a_code_that_was_not_printed_is_doubtful_where_the_codes_are_known(real: Scanning) -> None:
    real.upload(elsewhere(real), name="a.pdf")
    assert len(real.work.pile.sure) == 1
    ordered(real)
    assert [doubt.kind for doubt in real.work.items[0].doubts] == ["not-issued"]


def test_the_printed_codes_go_with_the_declaration(real: Scanning) -> None:
    real.election.registered = 3
    real.election.save()
    real.upload(ordered(real), name="选票.pdf")
    real.evening.declare()
    assert BallotPrint.objects.get().codes is None
    assert not PaperCode.objects.exists()


def test_what_is_no_picture_is_refused_in_the_readers_words(real: Scanning) -> None:
    with pytest.raises(BadInput, match="读不出图像"):
        real.upload(JPEG + b"cut off", name="半张.jpg")
