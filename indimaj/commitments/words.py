"""How the room says things to a reader."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from indimaj.dialogue import countries
from indimaj.directory.enums import Level, Theme
from indimaj.texts import words as texts
from indimaj.texts.words import Words

from .enums import Certainty, CommitmentKind, Position, ProposalState, RelationKind, Wording
from .models import Commitment, CommitmentPassage, CommitmentRelation
from .reading import vocabulary
from .similar import Reason

POSITION_TONES = {
    Position.SUPPORTED: "green",
    Position.IN_PART: "amber",
    Position.NOTED: "grey",
    Position.NOT_SUPPORTED: "red",
    Position.PENDING: "blue",
}
STATE_TONES = {
    ProposalState.PROPOSED: "blue",
    ProposalState.CONFIRMED: "green",
    ProposalState.DROPPED: "grey",
}
MOST_SPONSORS = 8


def reader() -> str:
    """The language of the page."""
    return (get_language() or "ar")[:2]


def reversed_kind(kind: str) -> str:
    """A relation read from the second commitment to the first."""
    said = {
        RelationKind.SAME_AS: RelationKind.SAME_AS.label,
        RelationKind.SPLITS: _("Has as a part"),
        RelationKind.MERGES: _("Brought together in"),
        RelationKind.SUPERSEDES: _("Replaced by"),
        RelationKind.CONTRADICTS: RelationKind.CONTRADICTS.label,
        RelationKind.RESPONDS_TO: _("Answered by"),
    }
    return str(said[RelationKind(kind)])


def card(one: Commitment, tags: list[tuple[str, str]] | None = None) -> dict[str, Any]:
    """A commitment in a list."""
    return {
        "one": one,
        "url": reverse("commitments:commitment", args=[one.key]),
        "kind": CommitmentKind(one.kind).label,
        "themes": [Theme(row.theme).label for row in one.themes.all()],
        "tags": [{"label": label, "tone": tone} for label, tone in tags or []],
    }


def sources(rows: list[CommitmentPassage]) -> list[dict[str, Any]]:
    """The sentences with who made each and how it was received, one entry a sentence; only of public documents.

    Of those that stand in several languages, the reader's come first.
    """
    found: dict[Any, dict[str, Any]] = {}
    for row in rows:
        version = row.passage.version
        if not version.document.is_public:
            continue
        entry = found.setdefault(
            row.passage_id,
            {
                "quote": row.passage.quote,
                "language": version.language if version.language in ("ar", "fr", "en", "es") else "",
                "direction": "rtl"
                if version.language == "ar"
                else "auto"
                if version.language == "mul"
                else "ltr",
                "document": version.document,
                "number": version.number,
                "url": reverse("dialogue:passage", args=[row.passage_id]),
                "sponsors": [],
                "position": _position(row.position),
            },
        )
        if row.sponsor:
            entry["sponsors"].append(sponsor(row.sponsor, row.country))
    return sorted(found.values(), key=lambda entry: entry["language"] != reader())


def sponsor(name: str, country: str) -> str:
    """A State in the reader's language; anybody else as printed."""
    return countries.name(country, reader()) if country else name


def _position(position: str) -> dict[str, str] | None:
    if not position:
        return None
    return {"label": str(Position(position).label), "tone": POSITION_TONES[Position(position)]}


def position_tag(position: str) -> dict[str, str] | None:
    """How a recommendation was received, in colour."""
    return _position(position)


def relations(of: Commitment, rows: list[CommitmentRelation]) -> list[dict[str, Any]]:
    """What a commitment is to others, read from its side."""
    found = []
    for row in rows:
        outward = row.from_commitment_id == of.pk
        other = row.to_commitment if outward else row.from_commitment
        said = str(RelationKind(row.kind).label) if outward else reversed_kind(row.kind)
        found.append({"row": row, "says": said, "other": other, "outward": outward})
    return found


def themes(codes: list[str]) -> list[str]:
    """Themes by name."""
    return [str(Theme(code).label) for code in codes]


def levels(codes: list[str]) -> list[str]:
    """Levels by name."""
    return [str(Level(code).label) for code in codes]


def why(reason: Reason) -> list[str]:
    """Why two commitments look alike, in sentences."""
    comma = pgettext("between items of a list", ", ")
    said = []
    if reason.likeness:
        said.append(_("nearly the same words") if reason.likeness >= 90 else _("similar words"))
    if reason.numbers:
        said.append(
            _("both name %(numbers)s")
            % {"numbers": comma.join(f"\u2068{one}\u2069" for one in reason.numbers)}
        )
    if reason.terms:
        names = [vocabulary.name_in(one, reader()) for one in reason.terms[:6]]
        said.append(_("both speak of: %(terms)s") % {"terms": comma.join(names)})
    if reason.themes:
        said.append(_("same theme: %(themes)s") % {"themes": comma.join(themes(list(reason.themes)))})
    return said


def title_text(value: Words) -> str:
    """A title as plain text in the reader's language, else as it was written."""
    return texts.shown(value, reader()).text


def certainty(one: Commitment) -> str:
    """How sure the source is, where it is worth saying."""
    return "" if one.certainty == Certainty.STATED else str(Certainty(one.certainty).label)


def wording(one: Commitment) -> str:
    """Whose words these are, where they are not those of the source."""
    return str(Wording(one.wording).label) if one.wording == Wording.OURS else ""
