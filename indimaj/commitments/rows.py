"""What is derived of a commitment: where it stands in the list, what it is found by, its short name."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from anyascii import anyascii
from django.utils.text import slugify

from indimaj.texts.words import Words

from . import similar
from .models import Commitment, CommitmentFeature
from .reading.folding import fold

LONGEST_KEY, LONGEST_TITLE = 90, 110
RESERVED = ("desk", "list")


def rank(raised_on: date | None, document_key: str, position: int, pk: UUID) -> str:
    """The place in the public list: the latest first, then the order of the document; without a date last."""
    day = 99_999_999 - int(f"{raised_on:%Y%m%d}") if raised_on else 99_999_999
    return f"{day:08d}-{document_key[:60]}-{position:06d}-{pk.hex[:8]}"


def folded(commitment: Commitment) -> str:
    """What free text is looked for in."""
    said = [commitment.key, commitment.code, commitment.addressed_to]
    for words in (commitment.title, commitment.text):
        said += [entry["text"] for entry in words.values()]
    return fold(" ".join(said))


def features(commitment: Commitment, themes: Iterable[str]) -> list[CommitmentFeature]:
    """The rows by which similar ones are found."""
    found = similar.features(commitment.title, commitment.text, themes)
    return [CommitmentFeature(commitment=commitment, feature=one) for one in sorted(found)]


def key_for(title: Words, document_key: str, code: str, taken: Collection[str]) -> str:
    """A short name for the address that nobody has: the document and the code, or the title."""
    said = next((title[one]["text"] for one in ("en", "fr", "ar") if one in title), "")
    base = slugify(f"{document_key}-{code.replace('.', '-')}" if document_key and code else anyascii(said))
    base = base[:LONGEST_KEY].strip("-") or "commitment"
    key, number = base, 1
    while key in taken or key in RESERVED:
        number += 1
        key = f"{base}-{number}"
    return key


def short(text: str) -> str:
    """The beginning of a text as its title, cut between words."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_TITLE:
        return line
    return f"{line[:LONGEST_TITLE].rsplit(' ', 1)[0].rstrip(' ,;:،؛')}…"


def position_of(code: str, otherwise: int = 0) -> int:
    """A number to sort by: that of the code within its paragraph, else the order in the document."""
    parts = [int(one) for one in code.split(".") if one.isascii() and one.isdigit()]
    if len(parts) == 2:
        return min(parts[0] * 1000 + parts[1], 999_999)
    return parts[0] if len(parts) == 1 and parts[0] < 999_999 else otherwise
