"""Finds a person of the service side, and people who may be the same: on this side of the wall alone."""

from dataclasses import dataclass

from indimaj.directory.models import Staff
from indimaj.linkage.comparison import FieldVerdict
from indimaj.people.models import Identity
from indimaj.people.search import Finder, Found

from .models import Client, ClientKey

COLUMNS = (
    "id", "reference", "given_names", "family_name", "name_arabic", "name_said", "registered_at", "language",
)  # fmt: skip
FINDER = Finder(
    people=Client,
    table=ClientKey,
    owner="client_id",
    path="pk",
    prefix="",
    order=("registered_at", "id"),
    columns=COLUMNS,
)


@dataclass(frozen=True)
class Likely:
    """A person who may be the same: each field's reason; the reference only where the reader may open the page.

    Which other body helps them is not said: it alone could tell why they came.
    """

    score: float
    fields: tuple[FieldVerdict, ...]
    reference: str = ""


def search(staff: Staff, text: str) -> Found:
    """Find people among those whom the reader's bodies help."""
    return FINDER.search(Client.objects.visible_to(staff), text)


def duplicates(staff: Staff, person: Identity) -> list[Likely]:
    """People who may be the same, best first. A person decides, never this."""
    found = FINDER.duplicates(person)
    if not found:
        return []
    visible = Client.objects.visible_to(staff).filter(pk__in=list(found))
    mine = dict(visible.values_list("pk", "reference"))
    return [
        Likely(
            comparison.score,
            tuple(field for field in comparison.fields if field.verdict != "unknown"),
            mine.get(identifier, ""),
        )
        for identifier, comparison in sorted(found.items(), key=lambda one: -one[1].score)
    ]
