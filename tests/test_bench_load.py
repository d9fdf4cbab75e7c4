"""The load generator counts an answer once, however it is written and however it comes in."""

from __future__ import annotations

import pytest
from bench.load import is_whole

LENGTH = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n\xe4\xbd\xa0\xe5\xa5\xbd"
NOTHING = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /\r\n\r\n"
CHUNKS = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"6\r\n\xe4\xbd\xa0\xe5\xa5\xbd\r\n0\r\n\r\n"
)
NO_CHUNK = b"HTTP/1.1 302 Found\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"


@pytest.mark.parametrize("answer", [LENGTH, NOTHING, CHUNKS, NO_CHUNK])
def test_an_answer_is_whole_with_its_last_byte_and_not_before(answer: bytes) -> None:
    assert is_whole(answer)
    assert not [at for at in range(len(answer)) if is_whole(answer[:at])]
