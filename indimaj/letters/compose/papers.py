"""Receipt, slip for a refusal to register, list of missing documents."""

from typing import Any

from django.utils.translation import gettext as _

from indimaj import policies

from .blocks import day, fields, heading, items, signatures, tear_line, text
from .words import SEPARATORS, evidence_label, filled, request_text, rule_label, text_of


def receipt(data: dict[str, Any], language: str) -> dict[str, Any]:
    """The public half (reference, date, validity) and the private half (criterion, rights): practice 12.

    data: policy, campaign, reference, order_number, filed_on, due_on, name, office {ar, fr, en}, category,
    valid_until or null, rights [text codes], incomplete (bool).
    """
    pack = policies.load(data["policy"])
    public = [
        fields(
            (_("Reference"), data["reference"]),
            (_("Number in the order register"), data["order_number"]),
            (_("Filed on"), day(data["filed_on"], language)),
            (_("Office"), data["office"][language]),
            (_("Valid until"), day(data["valid_until"], language) if data.get("valid_until") else ""),
        ),
        text(_("This receipt shows that an application was filed. It is not a residence permit.")),
        {"kind": "qr", "text": _("Anyone can check that this receipt is genuine with this code.")},
    ]
    private = [
        tear_line(),
        fields(
            (_("Name"), data["name"]),
            (_("Reference"), data["reference"]),
            (_("Criterion stated"), rule_label(pack, data.get("category", ""), data["campaign"], language)),
            (_("The commission gives its opinion before"), day(data["due_on"], language)),
        ),
    ]
    if data.get("rights"):
        private += [
            heading(_("Your rights meanwhile")),
            items([text_of(pack, code, language) for code in data["rights"]]),
        ]
    if data.get("incomplete"):
        private.append(
            text(_("Your file is registered although documents are missing. You can add them later."))
        )
    private.append(
        text(
            _("To follow your file you need this reference, your access code and your PIN. Keep them apart.")
        )
    )
    return {"title": _("Receipt for the application"), "blocks": public + private}


def registration_refusal(data: dict[str, Any], language: str) -> dict[str, Any]:
    """The dated slip of a visit that ended without a file.

    data: policy, number, on, name, office {ar, fr, en}, ground (text code), note, officer. A ground that names an
    office or a date has a gap; the first line of the note is what the officer wrote for it.
    """
    pack = policies.load(data["policy"])
    ground, note = filled(text_of(pack, data["ground"], language), data.get("note") or "")
    blocks = [
        fields(
            (_("Slip number"), data["number"]),
            (_("Date of the visit"), day(data["on"], language)),
            (_("Name as stated"), data["name"]),
            (_("Office"), data["office"][language]),
        ),
        heading(_("Why the application was not registered")),
        text(ground),
    ]
    if note:
        blocks.append({"kind": "quote", "text": note})
    blocks += [
        text(
            _(
                "This slip proves that you came. You can come back, or show it to the commission or to an association."
            )
        ),
        signatures((_("The officer"), data["officer"])),
    ]
    return {"title": _("Application not registered"), "blocks": blocks}


def completion_request(data: dict[str, Any], language: str) -> dict[str, Any]:
    """One complete, dated list of what is missing, binding on the office.

    data: policy, number, on, reference, name, office {ar, fr, en},
    asked [{fact, evidence: [kinds], substitutes: [kinds]}], reason (of a second request).
    """
    pack = policies.load(data["policy"])
    blocks = [
        fields(
            (_("Reference"), data["reference"]),
            (_("Name"), data["name"]),
            (_("Date"), day(data["on"], language)),
            (_("Office"), data["office"][language]),
        ),
        text(_("To go on with your file, the office needs what follows.")),
    ]
    blocks.append(
        items([request_text(pack, one["fact"], one["evidence"], language) for one in data["asked"]])
    )
    substitutes = sorted({kind for wanted in data["asked"] for kind in wanted.get("substitutes", [])})
    if substitutes:
        labels = [evidence_label(pack, kind, language) for kind in substitutes]
        words = text_of(pack, "request_impossible", language)
        blocks.append(text(words.format(evidence=SEPARATORS[language].join(labels))))
    if data["number"] > 1:
        blocks += [heading(_("Why the office asks a second time")), {"kind": "quote", "text": data["reason"]}]
    blocks.append(
        text(
            _("This list is complete: the office will not ask for other documents without giving its reason.")
        )
    )
    return {"title": _("List of missing documents"), "blocks": blocks}
