"""Commitments are written, corrected, taken back and restored. One and many are built by the same rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from indimaj.directory.models import Place
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ports import tables

from .. import rows
from ..drafts import Draft
from ..models import Commitment, CommitmentFeature, CommitmentLevel, CommitmentTheme
from ..permissions import may_change_commitment, may_keep_commitments, may_restore_commitment
from .errors import CodeTaken, KeyTaken
from .who import hold, line, purpose_of, staff_of, write

CHANGEABLE = (
    "kind", "title", "text", "addressed_to", "raised_on", "raised_in", "next_date", "source_url", "certainty", "wording",
)  # fmt: skip
LISTS = ("themes", "levels", "places")


def record(*, draft: Draft, by: Actor, at: datetime) -> Commitment:
    """Write one commitment; the same submission twice is one. Raises KeyTaken, CodeTaken."""
    return record_many(drafts=[draft], by=by, at=at)[0]


@transaction.atomic
def record_many(*, drafts: Sequence[Draft], by: Actor, at: datetime) -> list[Commitment]:
    """Write commitments in a fixed number of queries; in the order given, those that were there among them."""
    purpose = purpose_of(by, may_keep_commitments)
    there = {one.submission: one for one in _written([draft.submission for draft in drafts])}
    fresh = [draft for draft in drafts if draft.submission not in there]
    _refuse_taken_codes(fresh)
    made = _commitments(fresh, by, at)
    tables.insert(made)
    add_parts(list(zip(made, fresh, strict=True)))
    ledger.record_many(
        [
            line(
                "commitment_recorded", one.pk, by, at, purpose, key=one.key, kind=str(one.kind), code=one.code
            )
            for one in made
        ]
    )
    there |= {one.submission: one for one in made}
    return [there[draft.submission] for draft in drafts]


def _written(submissions: Sequence[UUID]) -> list[Commitment]:
    found: list[Commitment] = []
    for start in range(0, len(submissions), 500):
        found += Commitment.objects.filter(submission__in=submissions[start : start + 500])
    return found


def _refuse_taken_codes(drafts: Sequence[Draft]) -> None:
    coded = [(one.document_key, one.code) for one in drafts if one.document_key and one.code]
    documents = {document for document, _code in coded}
    taken = set(
        Commitment.objects.filter(document_key__in=documents)
        .exclude(code="")
        .values_list("document_key", "code")
    )
    if again := (taken & set(coded)) or (len(coded) != len(set(coded))):
        raise CodeTaken(again)


def _commitments(drafts: Sequence[Draft], by: Actor, at: datetime) -> list[Commitment]:
    staff, keys, made = staff_of(by), _keys(drafts), []
    for draft, key in zip(drafts, keys, strict=True):
        pk = uuid4()
        one = Commitment(
            pk=pk,
            key=key,
            kind=draft.kind,
            title=draft.title,
            text=draft.text,
            code=draft.code,
            document_key=draft.document_key,
            addressed_to=draft.addressed_to,
            raised_on=draft.raised_on,
            raised_in=draft.raised_in,
            next_date=draft.next_date,
            source_url=draft.source_url,
            certainty=draft.certainty,
            wording=draft.wording,
            batch=draft.batch,
            recorded_at=at,
            recorded_by=staff,
            rank=rows.rank(
                draft.raised_on, draft.document_key, draft.position or rows.position_of(draft.code), pk
            ),
            submission=draft.submission,
        )
        one.folded = rows.folded(one)
        made.append(one)
    return made


def _keys(drafts: Sequence[Draft]) -> list[str]:
    """A key for each; those asked for must be free, those made step aside."""
    asked = {one.key for one in drafts if one.key}
    if len(asked) != sum(bool(one.key) for one in drafts) or asked & set(rows.RESERVED) or _taken(asked):
        raise KeyTaken(", ".join(sorted(asked)))
    taken = set(asked)
    while True:
        used = set(taken)
        keys = []
        for one in drafts:
            key = one.key or rows.key_for(one.title, one.document_key, one.code, used)
            used.add(key)
            keys.append(key)
        met = _taken(set(keys) - asked)
        if not met:
            return keys
        taken |= met


def _taken(keys: set[str]) -> set[str]:
    found: set[str] = set()
    listed = sorted(keys)
    for start in range(0, len(listed), 500):
        part = listed[start : start + 500]
        found |= set(Commitment.objects.filter(key__in=part).values_list("key", flat=True))
    return found


def add_parts(pairs: Sequence[tuple[Commitment, Draft]]) -> None:
    """Themes, levels, places and features of new commitments."""
    themes = [
        CommitmentTheme(commitment=one, theme=theme) for one, d in pairs for theme in dict.fromkeys(d.themes)
    ]
    levels = [
        CommitmentLevel(commitment=one, level=level) for one, d in pairs for level in dict.fromkeys(d.levels)
    ]
    through = Commitment.places.through
    places = [
        through(commitment_id=one.pk, place_id=place.pk)
        for one, d in pairs
        for place in dict.fromkeys(d.places)
    ]
    found: list[CommitmentFeature] = []
    for one, draft in pairs:
        found += rows.features(one, draft.themes)
    for group in (themes, levels, places, found):
        tables.insert(group)


@transaction.atomic
def change(
    *, commitment: Commitment, by: Actor, at: datetime, version: int | None = None, **changes: Any
) -> Commitment:
    """Correct what is said of a commitment: columns of CHANGEABLE, and whole lists of themes, levels and places.

    Raises Stale; TypeError for anything else.
    """
    if unknown := changes.keys() - {*CHANGEABLE, *LISTS}:
        raise TypeError(f"A commitment has no {', '.join(sorted(unknown))} to change.")
    current = hold(commitment, version)
    purpose = purpose_of(by, may_change_commitment, current)
    before = _lists(current)
    changed = sorted(
        name for name, value in changes.items()
        if (before[name] != _codes(value) if name in LISTS else getattr(current, name) != value)
    )  # fmt: skip
    if not changed:
        return current
    for name in changed:
        if name in LISTS:
            _replace(current, name, changes[name])
        else:
            setattr(current, name, changes[name])
    refresh(current, themes=changes.get("themes", before["themes"]), moved="raised_on" in changed)
    write("commitment_changed", current.pk, by, at, purpose, changed=changed)
    return current


def refresh(current: Commitment, *, themes: Sequence[str], moved: bool = False) -> None:
    """Write a changed commitment with all that is derived of it."""
    if moved:
        position = int(current.rank.rsplit("-", 2)[1])
        current.rank = rows.rank(current.raised_on, current.document_key, position, current.pk)
    current.folded = rows.folded(current)
    current.version += 1
    current.save()
    CommitmentFeature.objects.filter(commitment=current).delete()
    tables.insert(rows.features(current, themes))


def _lists(current: Commitment) -> dict[str, list[str]]:
    return {
        "themes": sorted(current.themes.values_list("theme", flat=True)),
        "levels": sorted(current.levels.values_list("level", flat=True)),
        "places": sorted(current.places.values_list("pk", flat=True)),
    }


def _codes(values: Sequence[Any]) -> list[str]:
    return sorted({one.pk if isinstance(one, Place) else str(one) for one in values})


def _replace(current: Commitment, name: str, values: Sequence[Any]) -> None:
    if name == "places":
        current.places.set(values)
        return
    kept: Any = current.themes if name == "themes" else current.levels
    column = name.removesuffix("s")
    kept.all().delete()
    tables.insert([kept.model(commitment=current, **{column: one}) for one in _codes(values)])


@transaction.atomic
def withdraw(*, commitment: Commitment, by: Actor, at: datetime, version: int | None = None) -> Commitment:
    """Take a commitment back that was recorded by mistake: nobody sees it, and nothing of it is lost."""
    current = hold(commitment, version)
    purpose = purpose_of(by, may_change_commitment, current)
    return _stand(current, by, at, purpose, withdrawn_at=at)


@transaction.atomic
def restore(*, commitment: Commitment, by: Actor, at: datetime, version: int | None = None) -> Commitment:
    """Let it stand again."""
    current = hold(commitment, version)
    purpose = purpose_of(by, may_restore_commitment, current)
    return _stand(current, by, at, purpose, withdrawn_at=None)


def _stand(
    current: Commitment, by: Actor, at: datetime, purpose: str, *, withdrawn_at: datetime | None
) -> Commitment:
    current.withdrawn_at = withdrawn_at
    current.version += 1
    current.save(update_fields=["withdrawn_at", "version"])
    verb = "commitment_withdrawn" if withdrawn_at else "commitment_restored"
    write(verb, current.pk, by, at, purpose)
    return current
