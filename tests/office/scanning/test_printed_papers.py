"""Papers from our own press (印制的选票), read and shown by the reader of `huanjie scan`."""

from __future__ import annotations

import pytest
from tests.office.conftest import Cast
from tests.office.polling.conftest import Evening
from tests.office.scanning.conftest import Scanning

from huanjie.door.fault import BadInput
from huanjie.office.planning.laws import law_of
from huanjie.office.polling.rounds import election_file
from huanjie.office.scanning.machine import papers_of
from huanjie.office.scanning.models import ScanFile
from huanjie.office.scanning.sealing import content_of
from huanjie.paper.ballot_code import CODE_BYTES, code_from
from huanjie.paper.ballot_drawing import Wording
from huanjie.paper.ballot_print import Press, print_ballots

JPEG = b"\xff\xd8\xff"


@pytest.fixture
def real(evening: Evening, cast: Cast) -> Scanning:
    """Two papers are collected, and the reader is the real one."""
    evening.issue(5)
    evening.collect(2, voters=2)
    return Scanning(evening, cast)


def printed(real: Scanning) -> bytes:
    """Two papers as they come from the press."""
    file, pack = election_file(real.election, real.round), law_of(real.election).pack
    codes = [[code_from(bytes([n]) * CODE_BYTES) for n in (1, 2)]]
    return print_ballots(Wording(election=file, pack=pack), codes, paper="A4", press=Press()).pdf


def test_printed_papers_are_read_for_sure_and_shown_without_their_code(real: Scanning) -> None:
    real.upload(printed(real), name="选票.pdf")
    pile = real.work.pile
    assert (len(pile.sure), len(pile.left)) == (2, 0)
    drawn = papers_of(real.election, real.round).picture(content_of(ScanFile.objects.get()), 1)
    assert drawn
    assert drawn.form
    assert drawn.page
    assert drawn.jpeg.startswith(JPEG)


def test_what_is_no_picture_is_refused_in_the_readers_words(real: Scanning) -> None:
    with pytest.raises(BadInput, match="读不出图像"):
        real.upload(JPEG + b"cut off", name="半张.jpg")
