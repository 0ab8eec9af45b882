"""The room's part of a figure's page: the commitments and the actions that it shows, or that it follows."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indimaj.measures.panels import Beside, Link
from indimaj.texts.words import Words, shown

from .enums import CarrierKind, EvidenceKind
from .models import Evidence, PolicyLink

MOST = 25
# Evidence names a measurement: of a figure that was counted for long, the newest are looked for.
NEWEST = 120


def of_figure(code: str, measurement: UUID | None = None, series: Sequence[UUID] = ()) -> Sequence[Beside]:
    """Two questions: what the figure carries out, and what rests on its measurements as evidence."""
    ids = [str(pk) for pk in ([measurement] if measurement else series[-NEWEST:])]
    links = PolicyLink.objects.filter(kind=CarrierKind.INDICATOR, key=code)
    pieces = Evidence.objects.filter(kind=EvidenceKind.MEASUREMENT, reference__in=ids)
    found: list[PolicyLink | Evidence] = [
        *links.select_related("commitment", "action").order_by("pk")[: 2 * MOST],
        *pieces.select_related("commitment", "action").order_by("-valid_from", "pk")[:MOST],
    ]
    commitments = {one.commitment.key: one.commitment.title for one in found if one.commitment}
    actions = {one.action.key: one.action.title for one in found if one.action}
    return [
        Beside(_("Commitments that it follows"), _links("commitments:commitment", commitments.items())),
        Beside(_("Actions that it shows"), _links("delivery:action", actions.items())),
    ]


def _links(name: str, titles: Iterable[tuple[str, Words]]) -> list[Link]:
    language = (get_language() or "ar")[:2]
    return [
        Link(shown(title, language).text, reverse(name, args=[key])) for key, title in list(titles)[:MOST]
    ]
