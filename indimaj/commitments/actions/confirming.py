"""A person says yes or no to proposals, one or hundreds at once, and takes the last step back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from indimaj.dialogue.actions import mark_passages
from indimaj.dialogue.models import Passage
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ports import tables
from indimaj.texts.enums import TextState
from indimaj.texts.words import Words, original, translated

from .. import languages
from ..drafts import Draft
from ..enums import ProposalState, StepKind
from ..models import Commitment, CommitmentPassage, ImportBatch, ImportStep, Proposal
from ..permissions import may_confirm
from .errors import Stale
from .recording import record_many, refresh
from .who import hold_batch, line, purpose_of, staff_of, write

KIND_OF = {
    ProposalState.CONFIRMED: StepKind.CONFIRM,
    ProposalState.DROPPED: StepKind.DROP,
    ProposalState.PROPOSED: StepKind.CHANGE,
}


@transaction.atomic
def decide(
    *, batch: ImportBatch, proposals: Sequence[UUID], to: ProposalState | str, by: Actor, at: datetime
) -> ImportStep | None:
    """Confirm proposals, leave them out, or put them back; what is so already stays. None where nothing changed.

    Raises Stale when every one of them was decided on by somebody else meanwhile.
    """
    current = hold_batch(batch)
    purpose = purpose_of(by, may_confirm, current)
    wanted = set(proposals)
    chosen = [one for one in _in_order(current) if one.pk in wanted]
    moving = [one for one in chosen if one.state != to]
    if to != ProposalState.PROPOSED:
        # Somebody else's yes is not undone by a no from a page that did not show it.
        open_ = [one for one in moving if one.state == ProposalState.PROPOSED]
        if moving and not open_:
            raise Stale
        moving = open_
    if not moving:
        return None
    changed = [[str(one.pk), {"state": one.state}] for one in moving]
    _move(current, moving, ProposalState(to), by, at)
    return _step(current, KIND_OF[ProposalState(to)], changed, by, at, purpose)


@transaction.atomic
def change_proposals(
    *,
    batch: ImportBatch,
    proposals: Sequence[UUID],
    by: Actor,
    at: datetime,
    version: int | None = None,
    add_theme: str = "",
    **changes: Any,
) -> ImportStep | None:
    """Correct kind, title, text or themes of proposals that wait; `add_theme` adds one. Raises Stale.

    `version` is that of the one proposal whose page was open.
    """
    current = hold_batch(batch)
    purpose = purpose_of(by, may_confirm, current)
    wanted = set(proposals)
    moving = [one for one in _in_order(current) if one.pk in wanted and one.state == ProposalState.PROPOSED]
    if version is not None and (not moving or moving[0].version != version):
        raise Stale
    changed = []
    for one in moving:
        new = dict(changes)
        if add_theme:
            new["themes"] = list(dict.fromkeys([*new.get("themes", one.themes), add_theme]))
        before = {name: getattr(one, name) for name, value in new.items() if getattr(one, name) != value}
        if before:
            changed.append([str(one.pk), before])
            _set(one, new)
    if not changed:
        return None
    tables.update(moving, "kind", "title", "text", "themes", "version")
    return _step(current, StepKind.CHANGE, changed, by, at, purpose)


@transaction.atomic
def undo(*, batch: ImportBatch, by: Actor, at: datetime) -> ImportStep | None:
    """Take back the last step that was not taken back yet; again for the one before. None where there is none."""
    current = hold_batch(batch)
    purpose = purpose_of(by, may_confirm, current)
    step = ImportStep.objects.filter(batch=current, undone_at=None).order_by("-number").first()
    if step is None:
        return None
    before = {UUID(pk): was for pk, was in step.changed}
    proposals = [one for one in _in_order(current) if one.pk in before]
    for state in ProposalState.values:
        back = [one for one in proposals if before[one.pk].get("state") == state and one.state != state]
        if back:
            _move(current, back, ProposalState(state), by, at)
    edited = [
        one for one in proposals if "state" not in before[one.pk] and one.state == ProposalState.PROPOSED
    ]
    for one in edited:
        _set(one, before[one.pk])
    tables.update(edited, "kind", "title", "text", "themes", "version")
    step.undone_at = at
    step.save(update_fields=["undone_at"])
    write("step_undone", current.pk, by, at, purpose, step=step.number, proposals=len(proposals))
    return step


def _in_order(batch: ImportBatch) -> list[Proposal]:
    found = Proposal.objects.filter(batch=batch).select_related("commitment", "twin").order_by("number")
    return list(found)


def _set(one: Proposal, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(one, name, value)
    one.version += 1


def _step(
    batch: ImportBatch, kind: StepKind, changed: list[list[Any]], by: Actor, at: datetime, purpose: str
) -> ImportStep:
    last = ImportStep.objects.filter(batch=batch).aggregate(last=Max("number"))["last"] or 0
    made = ImportStep.objects.create(
        batch=batch, number=last + 1, kind=kind, changed=changed, by=staff_of(by), at=at
    )
    verb = {StepKind.CONFIRM: "proposals_confirmed", StepKind.DROP: "proposals_dropped"}.get(
        kind, "proposals_changed"
    )
    write(verb, batch.pk, by, at, purpose, step=made.number, proposals=len(changed))
    return made


def _move(batch: ImportBatch, moving: Sequence[Proposal], to: ProposalState, by: Actor, at: datetime) -> None:
    leaving = [one for one in moving if one.state == ProposalState.CONFIRMED]
    if leaving:
        _take_back(batch, leaving, by, at)
    if to == ProposalState.CONFIRMED:
        _confirm(batch, moving, by, at)
    staff = None if to == ProposalState.PROPOSED else staff_of(by)
    for one in moving:
        one.state, one.decided_by = to, staff
        one.decided_at = None if to == ProposalState.PROPOSED else at
        one.version += 1
    tables.update(moving, "state", "decided_by", "decided_at", "commitment", "version")


def _confirm(batch: ImportBatch, proposals: Sequence[Proposal], by: Actor, at: datetime) -> None:
    places = [(one.start, one.end) for one in proposals]
    passages = mark_passages(version=batch.document_version, places=places, by=by, at=at)
    fresh = [one for one in proposals if one.twin is None and one.commitment is None]
    made = record_many(drafts=[_draft(batch, one) for one in fresh], by=by, at=at)
    for one, commitment in zip(fresh, made, strict=True):
        one.commitment = commitment
    for one in proposals:
        if one.twin is not None:
            _translate(batch, one, by, at)
        elif one.commitment is not None and one.commitment.withdrawn_at is not None:
            _restore(batch, one, by, at)
    sources = [
        source
        for one, passage in zip(proposals, passages, strict=True)
        for source in _sources(one, passage, by, at)
    ]
    CommitmentPassage.objects.bulk_create(sources, ignore_conflicts=True)


def _draft(batch: ImportBatch, one: Proposal) -> Draft:
    language = _language(batch, one)
    document = batch.document_version.document
    return Draft(
        kind=one.kind,
        title=original(language, one.title),
        text=original(language, one.text),
        code=one.code,
        document_key=document.key,
        themes=one.themes,
        addressed_to=batch.addressed_to,
        raised_on=batch.raised_on,
        raised_in=batch.raised_in,
        source_url=document.source_url,
        position=one.number,
        batch=batch,
        submission=one.pk,
    )


def _language(batch: ImportBatch, one: Proposal) -> str:
    return languages.of(one.text, batch.document_version.language)


def _sources(one: Proposal, passage: Passage, by: Actor, at: datetime) -> list[CommitmentPassage]:
    """A source for each sponsor; one without a name where there is none."""
    staff = staff_of(by)
    return [
        CommitmentPassage(
            commitment=one.commitment,
            passage=passage,
            sponsor=name,
            country=country,
            position=one.position,
            marked_by=staff,
            marked_at=at,
        )
        for name, country in (one.sponsors or [["", ""]])
    ]


def _translate(batch: ImportBatch, one: Proposal, by: Actor, at: datetime) -> None:
    """The same recommendation in another language of its document: one commitment, one text more."""
    twin = one.twin
    assert twin is not None
    one.commitment = twin
    language = _language(batch, one)
    if language in twin.text and twin.withdrawn_at is None:
        return
    if language not in twin.text:
        twin.title = _with(twin.title, language, one.title)
        twin.text = _with(twin.text, language, one.text)
    twin.withdrawn_at = None
    refresh(twin, themes=list(twin.themes.values_list("theme", flat=True)))
    write("commitment_translated", twin.pk, by, at, purpose_of(by, may_confirm, batch), language=language)


def _with(value: Words, language: str, text: str) -> Words:
    if not value:
        return original(language, text)
    return value if language in value else translated(value, language, text, TextState.OFFICIAL)


def _restore(batch: ImportBatch, one: Proposal, by: Actor, at: datetime) -> None:
    """Confirmed again after an undo: the commitment of then, as the proposal says it now."""
    commitment = one.commitment
    assert commitment is not None
    language = _language(batch, one)
    commitment.kind = one.kind
    commitment.title, commitment.text = original(language, one.title), original(language, one.text)
    commitment.withdrawn_at = None
    commitment.themes.all().delete()
    tables.insert([commitment.themes.model(commitment=commitment, theme=theme) for theme in one.themes])
    refresh(commitment, themes=one.themes)
    write("commitment_restored", commitment.pk, by, at, purpose_of(by, may_confirm, batch))


def _take_back(batch: ImportBatch, proposals: Sequence[Proposal], by: Actor, at: datetime) -> None:
    """What a yes has made is taken back: commitments of this import; of a twin, what was added to it."""
    purpose = purpose_of(by, may_confirm, batch)
    own = [one.commitment_id for one in proposals if one.commitment_id and one.twin_id is None]
    Commitment.objects.filter(pk__in=own).update(withdrawn_at=at, version=F("version") + 1)
    ledger.record_many([line("commitment_withdrawn", pk, by, at, purpose) for pk in own])
    for one in proposals:
        if one.commitment is None or one.twin_id is None or one.decided_at is None:
            if one.commitment is not None:
                one.commitment.withdrawn_at = at
            continue
        sources = CommitmentPassage.objects.filter(
            commitment=one.commitment,
            passage__version=batch.document_version,
            passage__start=one.start,
            marked_at=one.decided_at,
        )
        sources.delete()
        _untranslate(batch, one)
        write("passage_detached", one.commitment.pk, by, at, purpose)
        one.commitment = None


def _untranslate(batch: ImportBatch, one: Proposal) -> None:
    twin, language = one.commitment, _language(batch, one)
    assert twin is not None
    entry = twin.text.get(language)
    if entry and entry["text"] == one.text and entry["state"] == TextState.OFFICIAL:
        twin.title = {key: value for key, value in twin.title.items() if key != language}
        twin.text = {key: value for key, value in twin.text.items() if key != language}
        refresh(twin, themes=list(twin.themes.values_list("theme", flat=True)))
