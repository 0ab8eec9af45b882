"""Files survive, leave nothing half-written, and stay inside their folder; the scanner is heard."""

import os
import socket
import threading
from pathlib import Path
from typing import Any

import pytest

from indimaj.ports import scan, storage


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.UPLOAD_DIR = tmp_path / "files"


def test_what_is_kept_is_read_back() -> None:
    stored = storage.keep(b"%PDF-1.7 proof", prefix="evidence")

    assert storage.read(stored.path) == b"%PDF-1.7 proof"
    assert "proof" not in stored.path


def test_a_full_disk_leaves_nothing_half_written(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space left"):
        storage.keep(b"proof", prefix="evidence")

    assert [path for path in Path(settings.UPLOAD_DIR).rglob("*") if path.is_file()] == []


def test_a_path_that_leads_outside_is_refused(settings: Any) -> None:
    outside = Path(settings.UPLOAD_DIR).parent / "secret"
    outside.write_text("secret")

    with pytest.raises(ValueError, match="outside"):
        storage.read("../secret")


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (b"stream: OK\0", scan.Verdict.CLEAN),
        (b"stream: Eicar-Test-Signature FOUND\0", scan.Verdict.INFECTED),
        (b"INSTREAM size limit exceeded. ERROR\0", scan.Verdict.UNAVAILABLE),
    ],
)
def test_the_scanner_is_sent_every_byte_and_its_answer_is_heard(
    answer: bytes, verdict: scan.Verdict, settings: Any
) -> None:
    heard = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.SCANNER = f"tcp:127.0.0.1:{server.getsockname()[1]}"

        def clamd() -> None:
            link, _address = server.accept()
            with link:
                while not heard.endswith(b"\0\0\0\0"):
                    heard.extend(link.recv(65536))
                link.sendall(answer)

        thread = threading.Thread(target=clamd)
        thread.start()
        found = scan.scan(b"x" * 100_000)
        thread.join()

    assert found == verdict
    assert heard.count(b"x") == 100_000


def test_a_scanner_that_is_not_there_is_said_to_be_unavailable(settings: Any) -> None:
    settings.SCANNER = "unix:/nowhere/clamd.ctl"

    assert scan.scan(b"x") == scan.Verdict.UNAVAILABLE
