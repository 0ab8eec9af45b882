"""Reads of the room, for a viewer."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.dateparse import parse_datetime

from indimaj.clients.models import Client
from indimaj.directory.enums import BodyKind, Theme
from indimaj.directory.models import Body, Mandate, Staff

from . import catalogue
from .enums import AssetKind
from .models import Asset, ConsularRequest, RecognitionRequest, Vacancy

PAGE = 30


@dataclass(frozen=True)
class Page:
    """Rows and the key of the page after."""

    rows: list[Any]
    after: str = ""


def keyset(rows: QuerySet[Any], after: str, moment: str = "sent_at") -> Page:
    """One page in the order of (moment, id), ascending, from a key on."""
    if key := _key(after, moment):
        at, pk = key
        rows = rows.filter(
            Q(**{f"{moment}__gt": at}) | Q(**{moment: at, "pk__gt": pk}), **{f"{moment}__gte": at}
        )
    found = list(rows[: PAGE + 1])
    if len(found) <= PAGE:
        return Page(found)
    last = found[PAGE - 1]
    at = getattr(last, moment).isoformat().replace("+00:00", "Z")
    return Page(found[:PAGE], f"{at}~{last.pk}")


def _key(text: str, moment: str) -> tuple[datetime | date, UUID] | None:
    """A key as the address holds it; None for what cannot be read."""
    at, _sign, pk = text.partition("~")
    try:
        if moment == "closes_on":
            return date.fromisoformat(at), UUID(pk)
        read = parse_datetime(at)
        return (read, UUID(pk)) if read and read.tzinfo else None
    except ValueError:
        return None


def requests_at_desk(staff: Staff, after: str = "") -> Page:
    """What waits for a body that recognises, oldest first."""
    rows = RecognitionRequest.objects.at_desk_of(staff).waiting().select_related("client", "asset")
    return keyset(rows, after)


def decided_at_desk(staff: Staff) -> list[RecognitionRequest]:
    """The last decisions of the body."""
    rows = RecognitionRequest.objects.at_desk_of(staff).filter(decided_at__isnull=False)
    return list(rows.select_related("client", "asset").order_by("-decided_at")[:10])


def consular_at_desk(staff: Staff, after: str = "") -> Page:
    """What a consulate is asked, oldest first: the kind of question and its days, nothing of the person."""
    rows = ConsularRequest.objects.at_consulate_of(staff).order_by("sent_at", "id")
    return keyset(rows.only("id", "kind", "state", "sent_at", "due_on", "body_id"), after)


def assets_of(client: Client) -> list[Asset]:
    """What a person brings, with papers and requests."""
    requests = Prefetch("requests", RecognitionRequest.objects.select_related("body"))
    rows = client.assets.prefetch_related("documents", requests)
    return list(rows.order_by("added_at", "id"))


def assets_to_compare(client: Client) -> list[Asset]:
    """What a person brings with its requests, and none of its papers."""
    requests = Prefetch("requests", RecognitionRequest.objects.select_related("body"))
    return list(client.assets.prefetch_related(requests).order_by("added_at", "id"))


def open_vacancy(pk: UUID, on: date) -> Vacancy | None:
    """One vacancy that everybody may read."""
    return Vacancy.objects.open_on(on).select_related("body", "place").filter(pk=pk).first()


def assets_with_last_request(client: Client, language: str) -> list[Any]:
    """The first things that a person brings, each with where its last request stands; one question."""
    last = RecognitionRequest.objects.filter(asset=OuterRef("pk")).order_by("-drafted_at")
    name = {"fr": "body__name_fr", "en": "body__name_en"}.get(language[:2], "body__name_ar")
    rows = client.assets.annotate(
        request_state=Subquery(last.values("state")[:1]), request_body=Subquery(last.values(name)[:1])
    )
    return list(rows.order_by("added_at", "id")[:10])


def consular_of(client: Client) -> list[ConsularRequest]:
    """What consulates were asked about a person, newest first."""
    rows = client.consular_requests.select_related("body", "document", "letter", "consent")
    return list(rows.order_by("-prepared_at")[:50])


def competent_bodies(on: date) -> list[Body]:
    """Bodies with a mandate to recognise, but for consulates."""
    held = Mandate.objects.filter(
        Q(held_from=None) | Q(held_from__lte=on),
        Q(held_until=None) | Q(held_until__gte=on),
        theme=Theme.RECOGNITION,
    )
    return list(
        Body.objects.filter(pk__in=held.values("body_id")).exclude(kind=BodyKind.EMBASSY).order_by("code")
    )


def consulates() -> list[Body]:
    """Embassies and consulates of a country."""
    return list(Body.objects.filter(kind=BodyKind.EMBASSY).exclude(country="").order_by("country", "code"))


def public_vacancies(on: date, after: str = "") -> Page:
    """Open vacancies for everybody, the next to close first."""
    return keyset(Vacancy.objects.open_on(on).select_related("body", "place"), after, "closes_on")


def vacancies_of(staff: Staff) -> list[Vacancy]:
    """The vacancies of somebody's employers, newest first."""
    return list(
        Vacancy.objects.visible_to(staff).select_related("body", "place").order_by("-posted_at")[:100]
    )


def words_of(asset: Asset) -> str:
    """What the catalogue adds to the person's own words: language and level, group of work, level and field."""
    if asset.kind == AssetKind.LANGUAGE:
        parts = [catalogue.label("language", asset.code), asset.level]
    elif asset.kind == AssetKind.QUALIFICATION:
        parts = [
            catalogue.label("qualification", asset.code) if asset.code else "",
            catalogue.label("field", asset.field) if asset.field else "",
        ]
    else:
        parts = [catalogue.label("skill", asset.code)] if asset.code else []
    return " · ".join(part for part in parts if part)
