"""Text messages: written as files until a gateway is known."""

from .mail import write_file


def send(*, address: str, text: str, name: str) -> None:
    """Write one message to the outbox folder; `name` is an opaque id."""
    write_file("sms", f"{name}.txt", f"{address}\n{text}\n".encode())
