"""Virus scan of an upload through clamd's INSTREAM command."""

import enum
import socket
import struct

from django.conf import settings

CHUNK = 64 * 1024
TIMEOUT_SECONDS = 20


class Verdict(enum.Enum):
    """What the scanner said. NOT_SCANNED: the house was told to do without one."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNAVAILABLE = "unavailable"
    NOT_SCANNED = "not_scanned"


def scan(data: bytes) -> Verdict:
    """Ask the scanner of INDIMAJ_SCANNER ('none', 'unix:/path' or 'tcp:host:port')."""
    address = settings.SCANNER
    if address == "none":
        return Verdict.NOT_SCANNED
    try:
        with _connect(address) as link:
            link.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), CHUNK):
                piece = data[start : start + CHUNK]
                link.sendall(struct.pack(">I", len(piece)) + piece)
            link.sendall(struct.pack(">I", 0))
            answer = link.recv(4096).rstrip(b"\0").decode("utf-8", "replace")
    except OSError:
        return Verdict.UNAVAILABLE
    if answer.endswith("FOUND"):
        return Verdict.INFECTED
    return Verdict.CLEAN if answer.endswith("OK") else Verdict.UNAVAILABLE


def _connect(address: str) -> socket.socket:
    kind, _, rest = address.partition(":")
    if kind == "unix":
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(TIMEOUT_SECONDS)
        link.connect(rest)
        return link
    host, _, port = rest.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=TIMEOUT_SECONDS)
