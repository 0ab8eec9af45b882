"""An edition is drafted, gathered, and frozen whole in one transaction."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from indimaj.dialogue.models import Event
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.ports import storage, tables

from .. import contract, layout
from ..contract import LANGUAGES, Content, Gap
from ..enums import State, Step
from ..gather import gather
from ..layout import Chapter
from ..models import Anchor, Edition, File, Freezing, Page
from ..permissions import may_change_edition, may_draft_edition, may_freeze
from ..render import Rendered, render
from .errors import Incomplete, Stale
from .who import hold_edition, purpose_of, staff_of, write

Watch = Callable[[int, int], None]


@transaction.atomic
def draft_edition(
    *,
    cut_off: date,
    event: Event | None,
    by: Actor,
    at: datetime,
    number: int | None = None,
    languages: Sequence[str] = LANGUAGES,
    submission: UUID | None = None,
) -> Edition:
    """Begin an edition under the next number; the same submission twice is one edition."""
    purpose = purpose_of(by, may_draft_edition)
    submission = submission or uuid4()
    if there := Edition.objects.filter(submission=submission).first():
        return there
    last = Edition.objects.aggregate(last=Max("number"))["last"] or 0
    made = Edition.objects.create(
        number=number or last + 1,
        cut_off=cut_off,
        languages=list(languages),
        event=event,
        drafted_at=at,
        drafted_by=staff_of(by),
        submission=submission,
    )
    write("edition_drafted", made.pk, by, at, purpose, number=made.number)
    return made


@transaction.atomic
def change_edition(
    *,
    edition: Edition,
    cut_off: date,
    event: Event | None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Edition:
    """Set another day, or another dialogue for the replies, while it is a draft."""
    current = hold_edition(edition, version)
    purpose = purpose_of(by, may_change_edition, current)
    if current.state == State.FROZEN:
        raise Stale
    current.cut_off, current.event = cut_off, event
    current.version += 1
    current.save(update_fields=["cut_off", "event", "version"])
    write("edition_changed", current.pk, by, at, purpose)
    return current


@transaction.atomic
def ask_to_freeze(
    *, edition: Edition, by: Actor, at: datetime, submission: UUID | None = None, checks_only: bool = False
) -> Freezing:
    """Ask for the freezing of a draft, or only for what it lacks; the same submission twice is one asking."""
    current = hold_edition(edition)
    submission = submission or uuid4()
    if there := Freezing.objects.filter(submission=submission).first():
        return there
    purpose = purpose_of(by, may_freeze, current)
    made = Freezing.objects.create(
        edition=current, asked_at=at, asked_by=staff_of(by), submission=submission, checks_only=checks_only
    )
    write("check_asked" if checks_only else "freezing_asked", current.pk, by, at, purpose)
    return made


def check(*, freezing: Freezing, by: Actor) -> list[Gap]:
    """See what a draft holds and lacks, and keep that beside it."""
    if (staff := staff_of(by)) is not None:
        ensure(may_freeze(staff, freezing.edition))
    content = gather(freezing.edition)
    lacks = contract.gaps(content)
    _note(freezing, step=Step.CHECKED, lacks=[gap.as_dict() for gap in lacks], holds=_holds(content))
    return lacks


def _holds(content: Content) -> list[dict[str, object]]:
    return [
        {
            "title": chapter["title"],
            "figures": len(chapter["figures"]),
            "commitments": len(chapter["recommendations"]),
        }
        for chapter in content["chapters"]
    ]


def freeze(*, edition: Edition, by: Actor, at: datetime, freezing: Freezing | None = None) -> Edition:
    """Gather, set and keep an edition for good. Raises Incomplete where it lacks something; nothing is kept then."""
    if (staff := staff_of(by)) is not None:
        ensure(may_freeze(staff, edition))
    content = gather(edition)
    if lacks := contract.gaps(content):
        kept = [gap.as_dict() for gap in lacks]
        _note(freezing, step=Step.STOPPED, lacks=kept, holds=_holds(content))
        raise Incomplete(lacks)
    rendered = render(content, progress=_watch(freezing))
    stored = {name: storage.keep(data, prefix="reports") for name, data in rendered.files.items()}
    try:
        return _keep(edition, content, rendered, stored, by, at, freezing)
    except BaseException:
        for one in stored.values():
            storage.discard(one.path)
        raise


@transaction.atomic
def _keep(
    edition: Edition,
    content: Content,
    rendered: Rendered,
    stored: dict[str, storage.Stored],
    by: Actor,
    at: datetime,
    freezing: Freezing | None,
) -> Edition:
    current = hold_edition(edition, edition.version)
    purpose = purpose_of(by, may_freeze, current)
    if current.state == State.FROZEN:
        raise Stale
    for language, sheet in rendered.sheets.items():
        tables.insert(list(_pages(current, language, sheet.chapters)))
        tables.insert(list(_anchors(current, language, sheet.chapters)))
    tables.insert(
        [
            File(
                edition=current, name=name, size=len(rendered.files[name]), sha256=kept.digest, path=kept.path
            )
            for name, kept in stored.items()
        ]
    )
    current.content, current.digest, current.state = content, contract.digest(content), State.FROZEN
    current.frozen_at, current.frozen_by = at, staff_of(by)
    current.version += 1
    current.save()
    _note(freezing, step=Step.DONE)
    write("edition_frozen", current.pk, by, at, purpose, digest=current.digest)
    return current


def _pages(edition: Edition, language: str, chapters: list[Chapter]) -> "list[Page]":
    made: list[Page] = []
    for chapter in chapters:
        for number, blocks in enumerate(layout.web_pages(chapter), 1):
            made.append(
                Page(
                    edition=edition, language=language, position=len(made), chapter=chapter.key,
                    title=chapter.title[:200], number=number, blocks=blocks,
                )
            )  # fmt: skip
    return made


def _anchors(edition: Edition, language: str, chapters: list[Chapter]) -> "list[Anchor]":
    """What each page prints; a measurement that two figures share is found at the first."""
    found: dict[tuple[str, str], Anchor] = {}
    for chapter in chapters:
        for number, blocks in enumerate(layout.web_pages(chapter), 1):
            for kind, key, place in layout.printed(blocks):
                found.setdefault(
                    (kind, key),
                    Anchor(
                        edition=edition, kind=kind, key=key, language=language, chapter=chapter.key,
                        number=number, place=place,
                    ),
                )  # fmt: skip
    return list(found.values())


def _watch(freezing: Freezing | None) -> Watch:
    def watch(done: int, total: int) -> None:
        _note(freezing, step=Step.SETTING, done=done, total=total)

    return watch


def _note(freezing: Freezing | None, **seen: object) -> None:
    if freezing is not None:
        Freezing.objects.filter(pk=freezing.pk).update(**seen)
