"""The decision on what a person brings, and the dated slip of a consulate's silence."""

from typing import Any

from django.utils.translation import gettext as _

from .blocks import day, fields, heading, signatures, text


def decision(data: dict[str, Any], language: str) -> dict[str, Any]:
    """One decision, its reason, and what would complete it. No remedy is named that no text sets.

    data: name, body {ar, fr, en}, subject (the person's own words), outcome {ar, fr, en}, reason {ar, fr, en} or null,
    words (of the body, quoted), completes (what would complete it, quoted), sent_on, on (ISO days), signed_by.
    """
    blocks = [
        fields(
            (_("Name"), data["name"]),
            (_("Body"), data["body"][language]),
            (_("Request sent on"), day(data["sent_on"], language)),
            (_("Decided on"), day(data["on"], language)),
        ),
        heading(_("What you asked to have recognised")),
        {"kind": "quote", "text": data["subject"]},
        heading(_("The decision")),
        text(data["outcome"][language]),
    ]
    if reason := data.get("reason"):
        blocks += [heading(_("The reason")), text(reason[language])]
    if data.get("words"):
        blocks.append({"kind": "quote", "text": data["words"]})
    if data.get("completes"):
        blocks += [
            heading(_("What would complete it")),
            {"kind": "quote", "text": data["completes"]},
            text(_("You can send a new request when you have it.")),
        ]
    blocks.append(signatures((_("For the body"), data.get("signed_by", ""))))
    return {"title": _("Decision on recognition"), "blocks": blocks}


def silence(data: dict[str, Any], language: str) -> dict[str, Any]:
    """A consulate was asked and did not answer: dated proof that a document cannot be obtained (practice 17).

    data: name, body {ar, fr, en}, kind {ar, fr, en}, sent_on, due_on, on (ISO days), days. It says neither why the
    document was needed nor where the person lives.
    """
    blocks = [
        fields(
            (_("Name"), data["name"]),
            (_("Consulate"), data["body"][language]),
            (_("What was asked"), data["kind"][language]),
            (_("Asked on"), day(data["sent_on"], language)),
            (_("Answer awaited until"), day(data["due_on"], language)),
            (_("Slip made on"), day(data["on"], language)),
        ),
        text(_("The consulate was asked at the request of the person and had given no answer by this day.")),
        text(_("This slip counts as proof that the document is impossible to obtain.")),
    ]
    return {"title": _("Slip: the consulate did not answer"), "blocks": blocks}
