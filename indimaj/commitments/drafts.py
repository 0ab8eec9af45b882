"""A commitment before it is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from indimaj.dialogue.models import Event
from indimaj.directory.models import Place
from indimaj.texts.words import Words

from .enums import Certainty, CommitmentKind, Wording
from .models import ImportBatch


@dataclass(frozen=True)
class Draft:
    """What a commitment says. Without `key` one is made from the document and the code, or from the title."""

    kind: CommitmentKind | str
    title: Words
    text: Words
    key: str = ""
    code: str = ""
    document_key: str = ""
    themes: Sequence[str] = ()
    levels: Sequence[str] = ()
    places: Sequence[Place] = ()
    addressed_to: str = ""
    raised_on: date | None = None
    raised_in: Event | None = None
    next_date: date | None = None
    source_url: str = ""
    certainty: Certainty | str = Certainty.STATED
    wording: Wording | str = Wording.SOURCE
    position: int = 0
    batch: ImportBatch | None = None
    submission: UUID = field(default_factory=uuid4)
