"""Reads of the room."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from indimaj.directory.enums import Role
from indimaj.directory.models import Body, Staff
from indimaj.directory.queries import bodies_of, holds
from indimaj.people.codes import read_reference

from .enums import ConsentPurpose, ErasureState, ObjectionState
from .models import Arrival, Client, Consent, ErasureRequest, HandedFact, Objection, Paper, Support
from .permissions import LONGEST_ANSWER
from .querysets import ClientQuerySet

PAGE = 25
SCOPES = ("mine", "body")


def has_consent(client: Client, purpose: ConsentPurpose, body: Body | str | None = None) -> bool:
    """Whether the person says yes today: to everybody, or to this body when one is given."""
    code = body.code if isinstance(body, Body) else body
    standing = Consent.objects.filter(client=client, purpose=purpose, withdrawn_at=None)
    return any(one.body_id is None or one.body_id == code for one in standing)


@dataclass(frozen=True)
class PeoplePage:
    """Some supports in order, and the cursors of the pages around them."""

    rows: list[Support]
    earlier: str
    later: str


def people(staff: Staff, scope: str, *, after: str = "", before: str = "") -> PeoplePage:
    """The people whom this caseworker, or their bodies, help now: oldest contact first."""
    found = Support.objects.filter(is_open=True)
    bodies = sorted(bodies_of(staff, Role.CASEWORKER))
    found = found.filter(caseworker=staff) if scope == "mine" else found
    found = found.filter(body_id=bodies[0]) if len(bodies) == 1 else found.filter(body_id__in=bodies)
    backwards = bool(before) and not after
    if cursor := _read_cursor(before if backwards else after):
        found = found.filter(_beyond(*cursor, backwards=backwards))
    order = ("-contact_at", "-id") if backwards else ("contact_at", "id")
    taken = list(found.order_by(*order).select_related("client", "caseworker", "body")[: PAGE + 1])
    more, taken = len(taken) > PAGE, taken[:PAGE]
    if backwards:
        taken.reverse()
    is_first, is_last = (not more, False) if backwards else (not after, not more)
    return PeoplePage(
        rows=taken,
        earlier="" if is_first or not taken else _cursor(taken[0]),
        later="" if is_last or not taken else _cursor(taken[-1]),
    )


def _beyond(at: datetime, identifier: UUID, *, backwards: bool) -> Q:
    """The rows on one side of a cursor, written so that the index is read as one range."""
    if backwards:
        return Q(contact_at__lte=at) & (Q(contact_at__lt=at) | Q(id__lt=identifier))
    return Q(contact_at__gte=at) & (Q(contact_at__gt=at) | Q(id__gt=identifier))


def _cursor(row: Support) -> str:
    return f"{row.contact_at.timestamp():.6f}~{row.pk.hex}"


def _read_cursor(text: str) -> tuple[datetime, UUID] | None:
    moment, _, identifier = text.partition("~")
    try:
        return datetime.fromtimestamp(float(moment), tz=timezone.get_default_timezone()), UUID(identifier)
    except (ValueError, OverflowError, OSError):
        return None


def who_wait_for_an_answer(rows: list[Support]) -> set[UUID]:
    """Which of these people have an objection that nobody has answered, or brought what nobody has seen."""
    people = [row.client_id for row in rows]
    waiting = Objection.objects.filter(client__in=people, state=ObjectionState.OPEN)
    unseen = Arrival.objects.filter(client__in=people, seen_at=None)
    found = waiting.values_list("client_id", flat=True).union(unseen.values_list("client_id", flat=True))
    return set(found)


@dataclass(frozen=True)
class Written:
    """What people wrote to those who help them: objections without an answer, and what nobody has seen; oldest first."""

    objections: list[Objection]
    arrivals: list[Arrival]


def written_to_us(staff: Staff, limit: int = 100) -> Written:
    """What waits for the bodies of this caseworker."""
    helped = Client.objects.visible_to(staff).values("pk")
    objections = Objection.objects.filter(state=ObjectionState.OPEN, client__in=helped)
    arrivals = Arrival.objects.filter(seen_at=None, client__in=helped)
    return Written(
        list(objections.select_related("client").order_by("made_at", "id")[:limit]),
        list(arrivals.select_related("client").order_by("at", "id")[:limit]),
    )


def left_objections(at: datetime, limit: int = 100) -> list[Objection]:
    """Objections of people whom nobody helps, and those that whoever helps has left too long; oldest first."""
    helped = Support.objects.filter(client=OuterRef("client"), is_open=True)
    left = ~Exists(helped) | Q(made_at__lt=at - LONGEST_ANSWER)
    found = Objection.objects.filter(left, state=ObjectionState.OPEN, client__erased_at=None)
    return list(found.select_related("client").order_by("made_at", "id")[:limit])


def papers_of(client: Client) -> QuerySet[Paper]:
    """The papers that a person handed in, newest first, with whether they were seen."""
    seen = Arrival.objects.filter(thing=OuterRef("pk"))
    return client.papers.annotate(seen_at=Subquery(seen.values("seen_at")[:1])).order_by("-handed_in_at")


def bodies_for(staff: Staff) -> list[Body]:
    """The bodies for which this caseworker works."""
    return list(Body.objects.filter(code__in=sorted(bodies_of(staff, Role.CASEWORKER))).order_by("code"))


def with_supports(found: QuerySet[Client]) -> QuerySet[Client]:
    """Clients with who helps them, in one more question."""
    return found.prefetch_related(
        Prefetch("supports", Support.objects.select_related("body", "caseworker").order_by("since"))
    )


def support_of(staff: Staff, client: Client) -> Support | None:
    """The open support of the reader's body: their own first."""
    bodies = bodies_of(staff, Role.CASEWORKER)
    found = [one for one in client.supports.all() if one.is_open and one.body_id in bodies]
    return next((one for one in found if one.caseworker_id == staff.pk), found[0] if found else None)


def with_what_waits(found: QuerySet[Client]) -> QuerySet[Client]:
    """Clients with the objection that waits longest, the request for erasure, and whether facts were handed over.

    All in the question for the client: objection_id, _text, _made_at; erasure_id, _asked_at; has_handed, has_papers,
    has_children.
    """
    waiting = Objection.objects.filter(client=OuterRef("pk"), state=ObjectionState.OPEN).order_by("made_at")
    asked = ErasureRequest.objects.filter(client=OuterRef("pk"), state=ErasureState.ASKED)
    handed = HandedFact.objects.filter(client=OuterRef("pk"))
    return found.annotate(
        objection_id=Subquery(waiting.values("pk")[:1]),
        objection_text=Subquery(waiting.values("text")[:1]),
        objection_made_at=Subquery(waiting.values("made_at")[:1]),
        erasure_id=Subquery(asked.values("pk")[:1]),
        erasure_asked_at=Subquery(asked.values("asked_at")[:1]),
        has_handed=Exists(handed),
        has_papers=Exists(Paper.objects.filter(client=OuterRef("pk"))),
        has_children=Exists(Client.objects.filter(guardian=OuterRef("pk"), erased_at=None)),
    )


def children_of(guardian: Client) -> ClientQuerySet:
    """The children whose guardian this person is, the oldest first."""
    return Client.objects.filter(guardian=guardian, erased_at=None).order_by("birth_from", "pk")


def find(staff: Staff, reference: str) -> Client | None:
    """Somebody whom a body of this caseworker helps, by reference as it was typed."""
    known = with_supports(Client.objects.visible_to(staff).filter(erased_at=None))
    return known.filter(reference=read_reference(reference) or "").first()


def colleagues(support: Support) -> list[Staff]:
    """Caseworkers of the body, by name."""
    found = Staff.objects.filter(
        posts__role=Role.CASEWORKER, posts__body_id=support.body_id, is_active=True
    ).distinct()
    if support.caseworker_id:
        found = found.exclude(pk=support.caseworker_id)
    return list(found.order_by("name")[:50])


def helping_bodies(*codes: str) -> QuerySet[Body]:
    """Bodies with a caseworker, to which somebody may be handed over."""
    return Body.objects.filter(post__role=Role.CASEWORKER).exclude(code__in=codes).distinct()


def erasures(staff: Staff, limit: int = 100) -> list[ErasureRequest]:
    """Requests for erasure that wait: of one's own people; all, by reference alone, for data protection."""
    found = ErasureRequest.objects.filter(state=ErasureState.ASKED).select_related("client")
    if not holds(staff, Role.DATA_PROTECTION):
        found = found.filter(client_id__in=Client.objects.visible_to(staff).values("pk"))
    return list(found.order_by("asked_at", "id")[:limit])


def held(client: Client) -> dict[str, Any]:
    """Everything that this room holds about a person, for the file that they take along."""
    plain = (
        "reference", "family_name", "given_names", "name_arabic", "name_said", "birth_kind", "birth_from", "birth_to",
        "birth_place", "sex", "nationalities", "mother_name", "document_kind", "document_number", "phone", "phone_mark",
        "email", "email_mark", "address", "spoken_language", "language", "community", "registered_at",
    )  # fmt: skip
    # What a child told those who help, and what these wrote to each other, is not for a guardian to take along.
    is_guardian = client.opened_by is not None
    of_support = ("body__name_fr", "since", "until", "is_open", *(() if is_guardian else ("note",)))
    return {
        "person": {name: getattr(client, name) for name in plain},
        "consents": list(
            client.consents.order_by("given_at").values(
                "purpose", "body__name_fr", "words", "language", "given_at", "withdrawn_at"
            )
        ),
        "supports": list(client.supports.order_by("since").values(*of_support)),
        "notes": []
        if is_guardian
        else list(client.notes.order_by("at").values("at", "text", "support__body__name_fr")),
        "objections": list(
            client.objections.order_by("made_at").values("text", "made_at", "state", "answer", "answered_at")
        ),
        "erasure_requests": list(client.erasure_requests.values("state", "asked_at", "ground", "decided_at")),
        "papers_handed_in": list(
            client.papers.order_by("handed_in_at").values("words", "size", "handed_in_at")
        ),
        "facts_handed_over": list(client.handed_facts.values("fact", "value", "purpose", "handed_on")),
    }
