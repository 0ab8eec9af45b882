"""A passage becomes a commitment, or one more source of one, in one act."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from indimaj.dialogue.actions import mark_passage
from indimaj.dialogue.models import DocumentVersion, Passage
from indimaj.ledger.actors import Actor
from indimaj.texts.words import Words, original

from .. import languages, rows
from ..drafts import Draft
from ..enums import CommitmentKind, Position
from ..models import Commitment, CommitmentPassage
from ..permissions import may_change_commitment, may_mark_commitment
from ..reading import vocabulary
from .errors import NotOurLanguage
from .recording import record, restore
from .who import hold, purpose_of, staff_of, write


@transaction.atomic
def mark(
    *,
    version: DocumentVersion,
    start: int,
    end: int,
    kind: CommitmentKind | str,
    by: Actor,
    at: datetime,
    title: Words | None = None,
    themes: list[str] | None = None,
    levels: list[str] | None = None,
    addressed_to: str = "",
    submission: UUID | None = None,
) -> Commitment:
    """Make a commitment of the text between two offsets, in the language that the text is in.

    Themes that the words speak for are taken where none is given. The same place marked twice as the same kind is one
    commitment; one that was taken back stands again.
    Raises NotInText, NotOurLanguage.
    """
    purpose_of(by, may_mark_commitment, version)
    # The same place marked as the same kind twice, as a second press of the button does, is one commitment.
    submission = submission or uuid5(version.pk, f"{kind}:{start}:{end}")
    if there := Commitment.objects.filter(submission=submission).first():
        return restore(commitment=there, by=by, at=at) if there.withdrawn_at else there
    passage = mark_passage(version=version, start=start, end=end, by=by, at=at)
    said = " ".join(passage.quote.split())
    language = languages.of(said, version.language)
    if not language:
        raise NotOurLanguage(version.language)
    if themes is None:
        themes = vocabulary.themes_of(vocabulary.terms_in(said, language))
    document = version.document
    draft = Draft(
        kind=kind,
        title=title or original(language, rows.short(said)),
        text=original(language, said),
        document_key=document.key,
        themes=themes,
        levels=levels or [],
        addressed_to=addressed_to,
        raised_on=document.published_on or (document.event.starts_on if document.event else None),
        raised_in=document.event,
        source_url=document.source_url,
        position=start,
        submission=submission,
    )
    made = record(draft=draft, by=by, at=at)
    attach(commitment=made, passage=passage, by=by, at=at)
    return made


@transaction.atomic
def attach(
    *,
    commitment: Commitment,
    passage: Passage,
    by: Actor,
    at: datetime,
    sponsor: str = "",
    country: str = "",
    position: Position | str = "",
) -> CommitmentPassage:
    """Add a sentence that a commitment comes from; the same one twice is one."""
    current = hold(commitment)
    purpose = purpose_of(by, may_change_commitment, current)
    source, new = CommitmentPassage.objects.get_or_create(
        commitment=current,
        passage=passage,
        sponsor=sponsor,
        defaults={"country": country, "position": position, "marked_by": staff_of(by), "marked_at": at},
    )
    if new:
        write("passage_attached", current.pk, by, at, purpose, passage=str(passage.pk))
    return source
