"""What is translated in the room: the register of texts that institutions and the ministry wrote, each in one language.

A new kind of text is a line of KINDS, a column `to_translate` beside its words, and where they are kept as they were
written, a line in `triggers.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indimaj.texts.words import Words, digest, gaps, source_of

from .enums import MarkKind
from .models import Action, Assignment, Declaration, Evidence, EvidenceMark, Milestone, Response, TraceSearch
from .permissions import claimant
from .querysets import OneByOne, one_of

Translated = Response | Action | Milestone | Declaration | Evidence | EvidenceMark | TraceSearch
Bodies = set[str]


@dataclass(frozen=True)
class Kind:
    """A kind of text that is translated.

    `key` names it in addresses and in the ledger, `texts` the columns of its words by what addresses call them, `order` the
    columns along which its list goes. `body` is the institution whose words a row has, nobody's where they are the
    ministry's; `own` is the same as a condition for some institutions. `subject` is the commitment or the action of a row,
    `row` what the ledger calls the row where it is not that.
    """

    key: str
    label: Promise
    model: type[Translated]
    texts: dict[str, str]
    order: tuple[str, ...]
    related: tuple[str, ...]
    body: Callable[[Any], str | None]
    subject: Callable[[Any], UUID]
    own: Callable[[Bodies], Any] | None = None
    row: str = ""
    newest: bool = True
    most: int = 2000
    lines: int = 6


def _led(bodies: Bodies) -> Any:
    """The row belongs to an action that one of the bodies leads."""
    return OneByOne(Action.objects.filter(one_of(bodies), pk=OuterRef("action")))


def _asked(bodies: Bodies) -> Any:
    return OneByOne(Assignment.objects.filter(one_of(bodies), pk=OuterRef("assignment")))


def _claimed(bodies: Bodies) -> Any:
    """The evidence is for what one of the bodies claims."""
    return _led(bodies) | OneByOne(Assignment.objects.filter(one_of(bodies), responses=OuterRef("response")))


def _taken_back(bodies: Bodies) -> Any:
    """One of the bodies took its evidence back; what contests or upholds evidence are words of the ministry."""
    claimed = Evidence.objects.filter(_claimed(bodies), pk=OuterRef("evidence"))
    return Q(OneByOne(claimed), kind=MarkKind.WITHDRAWN)


def _body_of_mark(mark: EvidenceMark) -> str | None:
    return claimant(mark.evidence) if mark.kind == MarkKind.WITHDRAWN else None


def _subject(evidence: Evidence) -> UUID:
    subject = evidence.action_id or evidence.commitment_id
    assert subject is not None
    return subject


_CLAIMED = ("commitment", "action__body", "response__assignment__body")
KINDS = (
    Kind(
        "answer", _("Answers"), Response, {"answer": "reason"}, ("on", "id"),
        ("assignment__body", "assignment__commitment"), lambda one: one.assignment.body_id,
        lambda one: one.assignment.commitment_id, _asked, row="response",
    ),
    Kind(
        "action", _("Titles of actions"), Action, {"action": "title"}, ("listed_on", "id"), ("body",),
        lambda one: one.body_id, lambda one: one.pk, one_of, most=300, lines=1,
    ),
    Kind(
        "step", _("Titles of steps"), Milestone, {"step": "title"}, ("action", "position"), ("action__body",),
        lambda one: one.action.body_id, lambda one: one.action_id, _led, row="step", newest=False, most=300, lines=1,
    ),
    Kind(
        "declaration", _("Declarations"), Declaration, {"declaration": "words"}, ("on", "id"), ("action__body",),
        lambda one: one.action.body_id, lambda one: one.action_id, _led, row="declaration",
    ),
    Kind(
        "evidence", _("Words about evidence"), Evidence, {"evidence": "says"}, ("valid_from", "id"), _CLAIMED, claimant,
        _subject, _claimed, row="evidence",
    ),
    Kind(
        "mark", _("Evidence contested, upheld or taken back"), EvidenceMark, {"mark": "reason"}, ("id",),
        tuple(f"evidence__{name}" for name in _CLAIMED), _body_of_mark, lambda one: _subject(one.evidence), _taken_back,
        row="mark",
    ),
    Kind(
        "search", _("Searches without a trace"), TraceSearch,
        {"looked-for": "looked_for", "looked-in": "looked_in"}, ("on", "id"), ("commitment",), lambda one: None,
        lambda one: one.commitment_id, row="search",
    ),
)  # fmt: skip
_OF_ROWS = {kind.model: kind for kind in KINDS}
_NAMED = {name: kind for kind in KINDS for name in kind.texts}


def kind_of(thing: Translated) -> Kind:
    """The kind of a row."""
    return _OF_ROWS[type(thing)]


def named(name: str) -> Kind | None:
    """The kind of a text by what addresses call it."""
    return _NAMED.get(name)


def first_of(thing: Translated) -> str:
    """What addresses call the text of a row; the first where it has two."""
    return next(iter(kind_of(thing).texts))


def value_of(thing: Translated, name: str = "") -> Words:
    """The words that are translated."""
    value: Words = getattr(thing, kind_of(thing).texts[name or first_of(thing)])
    return value


def body_of(thing: Translated) -> str | None:
    """The institution whose words they are; nobody's where the ministry wrote them."""
    return kind_of(thing).body(thing)


def lacking(*values: Words) -> bool:
    """Whether somebody has something to translate: where nothing was written, nobody has."""
    return any(value and gaps(value) for value in values)


def lacks(thing: Translated) -> bool:
    """The same of all texts of a row."""
    return lacking(*(value_of(thing, name) for name in kind_of(thing).texts))


def seen(value: Words, language: str) -> str:
    """What a page showed to whoever translates: the original, and what stood in the language."""
    source = source_of(value)
    shown = [value[key]["text"] if key and key in value else "" for key in (source, language)]
    return digest("\x00".join(shown))
