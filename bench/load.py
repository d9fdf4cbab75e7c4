"""A load generator (压测): a closed loop over a few connections, in a process of its own.

    python -m bench.load PORT REQUESTS.json SECONDS CONNECTIONS

Each connection sends the next request as soon as its answer has come. Requests marked `once` are
sent once each. Prints what came of it as JSON. It costs a core as much as it sends; both sides of a
comparison pay the same.
"""

from __future__ import annotations

import json
import selectors
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

_BLOCK = 2**16
_END = b"\r\n\r\n"
_LAST_CHUNK = b"\r\n0\r\n\r\n"
_LONGEST_WAIT = 30
"""seconds without any answer; then whoever still waits gets none"""


@dataclass(slots=True)
class Client:
    """One connection: what it waits for."""

    channel: socket.socket
    sent_at: float = 0.0
    answer: bytes = b""


@dataclass(slots=True)
class Tally:
    """What came of the requests."""

    statuses: Counter[str] = field(default_factory=Counter)
    latencies: list[float] = field(default_factory=list)
    errors: int = 0

    def as_json(self, seconds: float) -> dict[str, Any]:
        times = sorted(self.latencies) or [0.0]
        return {
            "seconds": seconds,
            "answers": len(self.latencies),
            "errors": self.errors,
            "statuses": dict(self.statuses),
            "median": times[len(times) // 2],
            "p99": times[min(len(times) - 1, len(times) * 99 // 100)],
        }


def run(port: int, requests: Iterator[bytes], seconds: float, connections: int) -> dict[str, Any]:
    """Send for so many seconds, or until there is nothing more to send."""
    tally, waiting = Tally(), selectors.DefaultSelector()
    for _ in range(connections):
        client = Client(socket.create_connection(("127.0.0.1", port)))
        client.channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if _send(client, requests):
            waiting.register(client.channel, selectors.EVENT_READ, client)
    start = time.perf_counter()
    while waiting.get_map():
        over = time.perf_counter() - start > seconds
        answered = waiting.select(timeout=_LONGEST_WAIT)
        if not answered:
            tally.errors += len(waiting.get_map())
            break
        for key, _events in answered:
            client = key.data
            if not _received(client, tally):
                continue
            if over or not _send(client, requests):
                waiting.unregister(client.channel)
                client.channel.close()
    return tally.as_json(time.perf_counter() - start)


def _send(client: Client, requests: Iterator[bytes]) -> bool:
    request = next(requests, None)
    if request is None:
        return False
    client.answer = b""
    client.sent_at = time.perf_counter()
    client.channel.sendall(request)
    return True


def _received(client: Client, tally: Tally) -> bool:
    """Whether the answer is whole now."""
    block = client.channel.recv(_BLOCK)
    if not block:
        tally.errors += 1
        return True
    client.answer += block
    if not is_whole(client.answer):
        return False
    tally.latencies.append(time.perf_counter() - client.sent_at)
    tally.statuses[client.answer[9:12].decode()] += 1
    return True


def is_whole(answer: bytes) -> bool:
    """Whether this is all of an answer: as long as it says, or, in chunks, up to the last one."""
    head, end, body = answer.partition(_END)
    if not end:
        return False
    stated = _headers(head)
    if stated.get(b"transfer-encoding") == b"chunked":
        return answer.endswith(_LAST_CHUNK)
    return len(body) >= int(stated.get(b"content-length", 0))


def _headers(head: bytes) -> dict[bytes, bytes]:
    lines = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    return {name.lower(): value.strip() for name, _, value in lines}


if __name__ == "__main__":
    stated = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    raw = [each.encode() for each in stated["requests"]]
    source = iter(raw) if stated["once"] else cycle(raw)
    told = run(int(sys.argv[1]), source, float(sys.argv[3]), int(sys.argv[4]))
    print(json.dumps(told))
