"""The catalogue of the policy pack, written into the database: a new text of a definition is a new version."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from indimaj import indicators
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment

from .. import catalogue
from ..models import Indicator, IndicatorVersion, PublishedFigure


@transaction.atomic
def load_catalogue(*, by: Actor, at: datetime) -> int:
    """Write what is new or changed; returns how many definitions came in. What is already there stays as it is."""
    entries = catalogue.entries()
    for position, entry in enumerate(entries):
        Indicator.objects.update_or_create(code=entry.code, defaults=_columns(entry, position))
    for entry in entries:
        Indicator.objects.filter(code=entry.code).update(pair=entry.text.get("pair"))
        _published(entry)
    return sum(_version(entry, by, at) for entry in entries)


def subject_of(code: str) -> UUID:
    """Under which key the ledger keeps an indicator."""
    return uuid5(NAMESPACE_URL, f"indicator:{code}")


def _columns(entry: catalogue.Entry, position: int) -> dict[str, Any]:
    names = entry.text["names"]
    return {
        "name_ar": names["ar"],
        "name_fr": names["fr"],
        "name_en": names["en"],
        "position": position,
        "side": entry.text["side"],
        "dimension": entry.text.get("dimension", ""),
        "theme": entry.text.get("theme", ""),
        "direction": entry.text["direction"],
        "unit": entry.definition.unit,
        "rhythm": entry.definition.rhythm,
        "about": entry.text.get("about", {}),
    }


def _version(entry: catalogue.Entry, by: Actor, at: datetime) -> bool:
    """A version where the definition is not the newest one's; whether there was one to write."""
    digest = indicators.digest(entry.definition)
    newest = IndicatorVersion.objects.filter(indicator=entry.code).order_by("-number").first()
    if newest is not None and newest.digest == digest:
        return False
    made = IndicatorVersion.objects.create(
        indicator_id=entry.code,
        number=1 if newest is None else newest.number + 1,
        definition=indicators.canonical(entry.definition),
        digest=digest,
        in_force_from=entry.in_force_from,
        made_at=at,
    )
    ledger.record(
        compartment=Compartment.HOUSE,
        subject=subject_of(entry.code),
        verb="define",
        by=by,
        at=at,
        detail={"indicator": entry.code, "number": made.number, "digest": digest},
    )
    return True


def _published(entry: catalogue.Entry) -> None:
    """What others have printed, as the catalogue lists it."""
    PublishedFigure.objects.filter(indicator=entry.code).delete()
    listed = entry.text.get("published", [])
    shares = {
        (one["subject"], Decimal(str(one["value"])) / Decimal(str(one.get("out_of", 1)))) for one in listed
    }
    PublishedFigure.objects.bulk_create(
        PublishedFigure(
            indicator_id=entry.code,
            position=position,
            subject=one["subject"],
            value=Decimal(str(one["value"])),
            out_of=Decimal(str(one["out_of"])) if "out_of" in one else None,
            unit=one.get("unit", "count"),
            as_of=str(one["as_of"]),
            source_url=one["source"],
            note=one["note"],
            conflicts=sum(subject == one["subject"] for subject, _share in shares) > 1,
        )
        for position, one in enumerate(listed)
    )
