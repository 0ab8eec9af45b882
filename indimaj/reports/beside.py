"""The room's part of other pages: which editions print a commitment or a figure, with the place that prints it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from indimaj.design.beside import Beside, Link
from indimaj.design.wording import day_text, isolated
from indimaj.directory.models import Staff

from . import queries
from .models import Anchor

TEMPLATE = "reports/_printed.html"
MOST = 10


def of_figure(code: str, measurement: UUID | None = None, series: Sequence[UUID] = ()) -> Sequence[Beside]:
    """The editions that print a figure, or one measurement of it; one question."""
    kind, key = ("figure", code) if measurement is None else ("measurement", str(measurement))
    return [
        Beside(_("Printed in the report"), [_link(one) for one in queries.printed_in(kind, [key])[:MOST]])
    ]


def of_commitments(
    commitments: Mapping[UUID, str], reader: Staff | None = None
) -> dict[UUID, tuple[str, dict[str, Any]]]:
    """The editions that print each commitment; one question."""
    keys = {key: pk for pk, key in commitments.items()}
    found: dict[UUID, list[Link]] = {}
    for one in queries.printed_in("commitment", keys):
        found.setdefault(keys[one.key], []).append(_link(one))
    return {key: (TEMPLATE, {"links": links[:MOST]}) for key, links in found.items()}


def _link(one: Anchor) -> Link:
    said = {"number": isolated(str(one.edition.number)), "day": isolated(day_text(one.edition.cut_off))}
    label = _("Edition %(number)s, counted up to %(day)s") % said
    return Link(label, reverse("reports:printed", args=[one.edition.number, one.kind, one.key]))
