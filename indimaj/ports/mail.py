"""E-mail by SMTP, or as files on disk where no server is named."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

TIMEOUT_SECONDS = 20


class NotSent(Exception):
    """The message did not go out; the text says what the server answered, without the address."""


def send(*, address: str, subject: str, text: str, name: str) -> None:
    """Send one message; `name` (an opaque id) names the file, and makes sending it twice write it once.

    Raises NotSent.
    """
    message = EmailMessage()
    message["From"] = settings.MAIL_FROM
    message["To"] = address
    message["Subject"] = subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(idstring=name, domain="indimaj.invalid")
    message.set_content(text)
    if settings.MAIL_URL == "files":
        write_file("mail", f"{name}.eml", bytes(message))
    else:
        _by_smtp(message)


def write_file(folder: str, name: str, data: bytes) -> None:
    """Put a message into the outbox folder on disk."""
    outbox = Path(settings.DATA_DIR) / "outbox" / folder
    outbox.mkdir(parents=True, exist_ok=True)
    (outbox / name).write_bytes(data)


def _by_smtp(message: EmailMessage) -> None:
    """Deliver by an address such as smtp://user:password@host:587 or smtps://host:465."""
    parts = urlsplit(settings.MAIL_URL)
    context = ssl.create_default_context()
    try:
        server: smtplib.SMTP
        if parts.scheme == "smtps":
            server = smtplib.SMTP_SSL(
                parts.hostname or "", parts.port or 465, timeout=TIMEOUT_SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(parts.hostname or "", parts.port or 25, timeout=TIMEOUT_SECONDS)
        with server:
            if parts.scheme == "smtp" and parts.username:
                server.starttls(context=context)
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(type(error).__name__) from error
