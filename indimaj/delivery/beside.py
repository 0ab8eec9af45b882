"""The room's part of other pages: the commitments and actions that a figure shows, or that a running thing carries out."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indimaj.design.beside import Beside, Link
from indimaj.texts.words import Words, shown

from . import queries
from .enums import CarrierKind, EvidenceKind
from .models import Evidence, PolicyLink

MOST = 25
# Evidence names a measurement: of a figure that was counted for long, the newest are looked for.
NEWEST = 120
# A commitment that was taken back is on no page.
STANDING = Q(commitment=None) | Q(commitment__withdrawn_at=None)


def of_figure(code: str, measurement: UUID | None = None, series: Sequence[UUID] = ()) -> Sequence[Beside]:
    """Two questions: what the figure carries out, and what rests on its measurements as evidence."""
    ids = [str(pk) for pk in ([measurement] if measurement else series[-NEWEST:])]
    pieces = Evidence.objects.filter(STANDING, kind=EvidenceKind.MEASUREMENT, reference__in=ids)
    found: list[PolicyLink | Evidence] = [
        *_links(CarrierKind.INDICATOR, [code])[: 2 * MOST],
        *pieces.select_related("commitment", "action").order_by("-valid_from", "pk")[:MOST],
    ]
    commitments, actions = _titles(found)
    return [
        Beside(_("Commitments that it follows"), _led("commitments:commitment", commitments.items())),
        Beside(_("Actions that it shows"), _led("delivery:action", actions.items())),
    ]


def of_carrier(kind: str, keys: Collection[str]) -> Sequence[Beside]:
    """What a rule, a service or a programme carries out, under any of its keys: what names it, and what its actions answer.

    Two questions.
    """
    found = list(_links(kind, keys)[: 2 * MOST])
    commitments, actions = _titles(found)
    acting = [one.action_id for one in found if one.action_id]
    for answered in queries.titles_of(acting).values() if acting else ():
        commitments |= {one.key: one.title for one in answered}
    return [
        Beside(_("Commitments that this carries out"), _led("commitments:commitment", commitments.items())),
        Beside(_("Actions that this is part of"), _led("delivery:action", actions.items())),
    ]


def _links(kind: str, keys: Collection[str]) -> "QuerySet[PolicyLink]":
    named = PolicyLink.objects.filter(STANDING, kind=kind, key__in=keys)
    return named.select_related("commitment", "action").order_by("pk")


def _titles(found: Iterable[PolicyLink | Evidence]) -> tuple[dict[str, Words], dict[str, Words]]:
    """The titles of commitments and of actions, by key."""
    rows = list(found)
    commitments = {one.commitment.key: one.commitment.title for one in rows if one.commitment}
    return commitments, {one.action.key: one.action.title for one in rows if one.action}


def _led(name: str, titles: Iterable[tuple[str, Words]]) -> list[Link]:
    language = (get_language() or "ar")[:2]
    return [
        Link(shown(title, language).text, reverse(name, args=[key])) for key, title in list(titles)[:MOST]
    ]
