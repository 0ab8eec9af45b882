"""What a body of the service side attests about a person: attendance, a level reached, support received."""

from typing import Any

from django.utils.translation import gettext as _

from .blocks import day, fields, signatures, text


def attestation(data: dict[str, Any], language: str) -> dict[str, Any]:
    """One page that the person may show to whom they want.

    data: title {ar, fr, en}, name, body {ar, fr, en}, text {ar, fr, en} (what is attested, optional),
    lines [{label {ar, fr, en}, value (text, or {ar, fr, en})}], from and until (ISO days, optional), on (ISO day),
    signed_by (optional). Nothing here says why the person came, what they lack or which papers they hold.
    """
    span = [(_("From"), data.get("from")), (_("Until"), data.get("until"))]
    blocks = [
        text(_("We, the body named below, attest what follows.")),
        fields(
            (_("Name"), data["name"]),
            (_("Body"), data["body"][language]),
            *((_in(line["label"], language), _in(line["value"], language)) for line in data.get("lines", ())),
            *((label, day(value, language)) for label, value in span if value),
            (_("Issued on"), day(data["on"], language)),
        ),
    ]
    if words := data.get("text"):
        blocks.append(text(_in(words, language)))
    blocks += [
        text(_("This attestation is given to the person at their request. It is not an identity document.")),
        {"kind": "qr", "text": _("Anyone can check that this document is genuine with this code.")},
        signatures((_("For the body"), data.get("signed_by", ""))),
    ]
    return {"title": _in(data["title"], language), "blocks": blocks}


def _in(words: str | dict[str, str], language: str) -> str:
    return words if isinstance(words, str) else words[language]
