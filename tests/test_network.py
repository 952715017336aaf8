"""No test can reach the network: what the fixture of `conftest.py` promises."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Callable

import pytest


def send() -> None:
    """Send nothing to nobody."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        datagrams.sendto(b"", ("127.0.0.1", 9))


@pytest.mark.parametrize(
    "ask",
    [
        lambda: socket.create_connection(("127.0.0.1", 9)),
        lambda: socket.create_connection(("example.org", 80)),
        send,
        lambda: socket.getaddrinfo("example.org", 80),
        lambda: urllib.request.urlopen("http://example.org/"),
    ],
    ids=["address", "name", "datagram", "look-up", "page"],
)
def test_whoever_asks_for_the_network_fails(ask: Callable[[], object]) -> None:
    """Even on this machine; only the browser's tests may, and they talk to their own Chromium."""
    with pytest.raises(AssertionError, match=r"^a test asks for the network: "):
        ask()
