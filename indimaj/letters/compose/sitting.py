"""The office's own paper for a sitting: agenda and minutes with signature boxes (practice 24)."""

from typing import Any

from django.utils.translation import gettext as _

from indimaj.design.wording import isolated

from .blocks import day, fields, heading, items, signatures, table, text


def agenda(data: dict[str, Any], language: str) -> dict[str, Any]:
    """The list of applications of a sitting.

    data: number, held_on, office {ar, fr, en}, members [{name, institution, chairs}],
    items [{position, reference, name, category, proposal {ar, fr, en}}].
    """
    return {
        "title": _("Agenda of the sitting"),
        "blocks": [
            _head(data, language),
            heading(_("Members")),
            _members(data),
            heading(_("Applications")),
            table(
                ["", _("Reference"), _("Name"), _("What the rule proposes")],
                [
                    [item["position"], item["reference"], item["name"], item["proposal"][language]]
                    for item in data["items"]
                ],
                widths=[1, 4, 6, 5],
            ),
        ],
    }


def minutes(data: dict[str, Any], language: str) -> dict[str, Any]:
    """What the commission held on each application, dissent included, and the signatures.

    data: as agenda; items also hold outcome {ar, fr, en}, reasons [text], dissent [{name, stance {..}, reason}].
    """
    blocks = [_head(data, language), heading(_("Members present")), _members(data)]
    for item in data["items"]:
        blocks.append(heading(f"{item['position']}. {isolated(item['reference'])}"))
        blocks.append(fields((_("Name"), item["name"]), (_("Opinion"), item["outcome"][language])))
        if item.get("reasons"):
            blocks.append(items(item["reasons"]))
        for voice in item.get("dissent", []):
            words = _("%(name)s held otherwise: %(stance)s.") % {
                "name": voice["name"],
                "stance": voice["stance"][language],
            }
            blocks.append(text(words))
            if voice.get("reason"):
                blocks.append({"kind": "quote", "text": voice["reason"]})
    blocks.append(heading(_("Signatures")))
    blocks.append(signatures(*[(member["institution"], member["name"]) for member in data["members"]]))
    return {"title": _("Minutes of the sitting"), "blocks": blocks}


def _head(data: dict[str, Any], language: str) -> dict[str, Any]:
    return fields(
        (_("Commission"), data["office"][language]),
        (_("Sitting number"), data["number"]),
        (_("Date"), day(data["held_on"], language)),
    )


def _members(data: dict[str, Any]) -> dict[str, Any]:
    return items(
        [
            _("%(name)s, %(institution)s (chair)") % member
            if member["chairs"]
            else _("%(name)s, %(institution)s") % member
            for member in data["members"]
        ]
    )
