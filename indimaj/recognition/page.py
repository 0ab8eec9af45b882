"""This room's part of a person's page: their own (portal) and the caseworker's (clients.blocks)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from indimaj.clients.models import Client
from indimaj.clients.page import Act, Link, Row, Section
from indimaj.clients.permissions import may_open_client
from indimaj.design.wording import isolated, number_text
from indimaj.directory.models import Staff
from indimaj.ports import clock

from . import actions, matching, queries
from .actions.consular import warning_of
from .enums import CONSULAR_TONES, REQUEST_TONES, RequestState
from .models import Asset, ConsularRequest, RecognitionRequest
from .transitions import WrongState, consular_possible, possible

FITS = 5
VERBS: dict[str, str | Promise] = {
    "asset_added": gettext_lazy("What the person brings was written down"),
    "asset_taken_away": gettext_lazy("What was written down was taken away"),
    "document_brought": gettext_lazy("Document added"),
    "recognition_drafted": gettext_lazy("Request for recognition prepared"),
    "recognition_sent": gettext_lazy("Request for recognition sent"),
    "recognition_seen": gettext_lazy("Examination of the request begun"),
    "recognition_document_asked": gettext_lazy("A document was asked for"),
    "recognition_document_brought": gettext_lazy("The document that was asked for is there"),
    "recognition_recognised": gettext_lazy("Recognised"),
    "recognition_partial": gettext_lazy("Recognised in part"),
    "recognition_refused": gettext_lazy("Not recognised"),
    "recognition_withdrawn": gettext_lazy("Request for recognition taken back"),
    "consular_prepared": gettext_lazy("Question to a consulate prepared"),
    "consular_sent": gettext_lazy("Question to a consulate sent, after the warning"),
    "consular_opened": gettext_lazy("Document opened by the consulate"),
    "consular_answered": gettext_lazy("Answer of the consulate"),
    "consular_silent": gettext_lazy("Slip made: the consulate did not answer"),
    "consular_taken_back": gettext_lazy("Question to a consulate taken back"),
    "consulate_never": gettext_lazy("No consulate is asked from now on"),
    "recognition_queue": gettext_lazy("List of requests opened"),
    "recognition_request": gettext_lazy("Request for recognition opened"),
    "recognition_document": gettext_lazy("Document opened"),
    "consular_request": gettext_lazy("Question opened by the consulate"),
    "consular_document": gettext_lazy("Document opened by the consulate"),
    "brings": gettext_lazy("What the person brings was read"),
    "matches": gettext_lazy("Work that fits was looked for"),
    "question": gettext_lazy("Question to a consulate read"),
}


def section(client: Client) -> Section:
    """What the person brings, their requests and their questions, with what they can do about them."""
    assets = queries.assets_to_compare(client)
    rows = [_asset(one) for one in assets]
    rows += [_request(one) for one in _requests(assets)]
    rows += [_question(one, client.language) for one in queries.consular_of(client)]
    if not hasattr(client, "never_consulate"):
        never = Act(_("Never contact a consulate about me"), "never", str(client.pk), "warning")
        text = _("What has left is taken back at once. Nobody can undo this, and no reason is kept.")
        rows.append(Row(_("Consulates"), text, acts=(never,)))
    else:
        rows.append(Row(_("Consulates"), _("No consulate is asked about you. This cannot be undone here.")))
    rows += _work(client, assets)
    return Section(_("What I bring"), rows, empty=_("Nothing written down yet."))


def _work(client: Client, assets: list[Asset]) -> list[Row]:
    """The first vacancies that fit or nearly fit what the person brings, explained."""
    if not assets:
        return []
    person = matching.person_of(client, assets)
    return [_fit(one) for one in matching.compare(person, clock.today()).fits[:FITS]]


def _fit(one: matching.Fit) -> Row:
    lacking = len(one.missing)
    missing = ngettext("%(n)s thing is missing", "%(n)s things are missing", lacking) % {
        "n": number_text(lacking)
    }
    points = [*one.fits, *one.missing, *one.wished]
    courses = [
        f"{way.words} {isolated(way.title)}." for point in points for way in point.ways if way.is_course
    ]
    return Row(
        _("Work on offer: %(title)s") % {"title": isolated(one.vacancy.title)},
        " ".join([*(point.words for point in points), *courses]),
        one.vacancy.closes_on,
        _("Fits") if one.is_match else missing,
        "green" if one.is_match else "amber",
        reverse("recognition:vacancy", args=[one.vacancy.pk]),
    )


def _requests(assets: list[Asset]) -> list[RecognitionRequest]:
    """The requests that came with the things, the last first."""
    rows = [request for asset in assets for request in asset.requests.all()]
    return sorted(rows, key=lambda one: one.drafted_at, reverse=True)[:50]


def _asset(one: Asset) -> Row:
    return Row(
        one.words,
        " · ".join(part for part in (one.get_kind_display(), queries.words_of(one)) if part),
        one.added_at,
    )


def _brought(one: Any, reference: str) -> Row:
    """For the caseworker: one thing, where its last request stands, and the way to it."""
    state = one.request_state or ""
    said = (one.get_kind_display(), queries.words_of(one), one.request_body)
    return Row(
        one.words,
        " · ".join(part for part in said if part),
        one.added_at,
        str(RequestState(state).label) if state else "",
        REQUEST_TONES.get(state, "grey"),
        reverse("recognition:asset", args=[reference, one.pk]),
    )


def _request(one: RecognitionRequest) -> Row:
    acts = [Act(_("Withdraw my request"), "withdraw", str(one.pk))] if possible(one.state, "withdraw") else []
    parts = [str(one.body)]
    if one.state == "awaiting":
        parts.append(_("The body asks for this document:") + " " + one.asked)
    if one.reason:
        parts.append(one.get_reason_display())
    if one.completes:
        parts.append(_("What would complete it") + " · " + one.completes)
    title = _("Recognition: %(words)s") % {"words": one.asset.words[:80]}
    return Row(
        title,
        ". ".join(parts),
        one.decided_at or one.sent_at or one.drafted_at,
        one.get_state_display(),
        REQUEST_TONES[one.state],
        acts=acts,
    )


def _question(one: ConsularRequest, language: str) -> Row:
    acts = []
    text = str(one.body)
    if one.state == "prepared":
        text = warning_of(one, language)
        acts.append(
            Act(_("I have read this warning and ask for it myself"), "confirm", str(one.pk), "warning")
        )
    if consular_possible(one.state, "withdraw"):
        acts.append(Act(_("Do not ask, or take it back"), "take_back", str(one.pk)))
    if one.state in ("sent", "opened") and one.due_on and one.due_on < clock.today():
        acts.append(Act(_("No answer: make the dated slip"), "slip", str(one.pk)))
    if one.answer:
        text = ". ".join(part for part in (text, one.get_answer_display(), one.answer_note) if part)
    return Row(
        one.get_kind_display(),
        text,
        one.closed_at or one.sent_at or one.prepared_at,
        one.get_state_display(),
        CONSULAR_TONES[one.state],
        acts=acts,
    )


def act(client: Client, verb: str, key: str, at: datetime) -> None:
    """What the person does on their own page. Raises Http404 for what it does not know."""
    by = client.actor()
    try:
        if verb == "never":
            actions.never_ask(client=client, by=by, at=at)
        elif verb == "withdraw":
            actions.withdraw(request=_mine(RecognitionRequest, client, key), by=by, at=at)
        elif verb == "confirm":
            actions.confirm(request=_mine(ConsularRequest, client, key), read=True, by=by, at=at)
        elif verb == "take_back":
            actions.take_back(request=_mine(ConsularRequest, client, key), by=by, at=at)
        elif verb == "slip":
            actions.print_slip(request=_mine(ConsularRequest, client, key), by=by, at=at)
        else:
            raise Http404
    except WrongState:
        return  # It has moved on meanwhile: the page shows where it stands.


def _mine(model: Any, client: Client, key: str) -> Any:
    try:
        found = model.objects.filter(client=client, pk=UUID(key)).first()
    except ValueError:
        raise Http404 from None
    if found is None:
        raise Http404
    return found


def held(client: Client) -> list[dict[str, Any]]:
    """Everything that this room holds of a person, for them to take along."""
    assets = client.assets.values(
        "kind", "words", "words_language", "code", "level", "field", "years", "added_at"
    )
    requests = client.recognition_requests.values(
        "body_id",
        "asset__words",
        "state",
        "sent_at",
        "due_on",
        "asked",
        "decided_at",
        "reason",
        "words",
        "completes",
    )
    questions = client.consular_requests.values(
        "body_id",
        "kind",
        "shown",
        "state",
        "warning",
        "sent_at",
        "due_on",
        "answer",
        "answer_note",
        "closed_at",
    )
    papers = client.brought_documents.values("kind", "language", "size", "received_at")
    return [
        *({"what": "brings", **one} for one in assets),
        *({"what": "document", **one} for one in papers),
        *({"what": "recognition", **one} for one in requests),
        *({"what": "consulate", **one} for one in questions),
    ]


def block(client: Client, staff: Staff) -> Section | None:
    """The caseworker's part: what the person brings, and the way to this room."""
    if not may_open_client(staff, client):
        return None
    brought = queries.assets_with_last_request(client, get_language() or "ar")
    rows = [_brought(one, client.reference) for one in brought]
    links = (
        Link(
            _("What they bring, requests, consulates"), reverse("recognition:person", args=[client.reference])
        ),
        Link(_("Work and courses that fit"), reverse("recognition:matches", args=[client.reference])),
    )
    return Section(_("What this person brings"), rows, links, _("Nothing written down yet."))
