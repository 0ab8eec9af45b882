"""A recommendation as it is printed: where it comes from, where it stands and why, who answers, what shows it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from indimaj.design.wording import isolated, language, number_text

from . import words
from .blocks import Block
from .figures import anchor as figure_anchor

Recommendation = dict[str, Any]
TONES = {
    "done": "green",
    "under_way": "blue",
    "declared": "amber",
    "lapsed": "amber",
    "answered": "grey",
    "declined": "red",
    "silent": "red",
    "no_owner": "red",
}


def anchor(key: str) -> str:
    """Where a page holds a commitment."""
    return f"c-{key}"


def recommendation(one: Recommendation, figures: dict[str, str]) -> Block:
    """One commitment in words; `figures` names those of the edition."""
    status = one["status"]
    return {
        "kind": "recommendation",
        "id": anchor(one["key"]),
        "key": one["key"],
        "type": words.label(one["kind"]),
        "title": words.say(one["title"]),
        "text": _full_text(one),
        "status": words.say(status["label"]),
        "tone": TONES.get(status["code"], "grey"),
        "why": words.say(status["why"]),
        "facts": [[label, value] for label, value in _facts(one) if value],
        "quotes": [_quote(passage) for passage in _in_own_words(one["passages"])],
        "owners": [_owner(owner) for owner in one["owners"]],
        "responses": [_response(response) for response in one["responses"]],
        "actions": [_action(action) for action in one["actions"]],
        "evidence": [_evidence(evidence) for evidence in one["evidence"]],
        "figures": [
            {"id": figure_anchor(code), "code": code, "name": figures[code]}
            for code in one["figures"]
            if code in figures
        ],
    }


def _full_text(one: Recommendation) -> str:
    """Nothing where the text only repeats the title."""
    full = words.say(one["text"])
    return "" if full == words.say(one["title"]) else full


def _facts(one: Recommendation) -> list[tuple[str, str]]:
    places = [words.say(place) for place in one["places"]]
    return [
        (_("Made on"), words.day(one["raised_on"])),
        (_("Made at"), words.say(one["raised_in"])),
        (_("Addressed to"), isolated(one["addressed_to"]) if one["addressed_to"] else ""),
        (_("Levels"), words.joined(*(words.label(level) for level in one["levels"]))),
        (_("In which places"), words.joined(*places)),
        (_("Stands so since"), words.day(one["status"]["since"])),
        (_("Next date"), words.day(one["next_on"])),
    ]


def _in_own_words(passages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of a document that is there in several languages, the sentence in the reader's; else in all that there are."""
    own = {_document(one) for one in passages if one["language"] == language()}
    return [one for one in passages if one["language"] == language() or _document(one) not in own]


def _document(passage: dict[str, Any]) -> str:
    """The document that a passage stands in."""
    return words.say(passage["document"])


def _quote(passage: dict[str, Any]) -> dict[str, str]:
    return {
        "text": passage["quote"],
        "language": passage["language"],
        "document": words.say(passage["document"]),
        "version": passage["version"],
        "passage": passage["id"],
        "place": passage["place"],
    }


def _owner(owner: dict[str, Any]) -> dict[str, str]:
    accepted = (
        _("accepted on %(day)s") % {"day": words.day(owner["accepted_on"])}
        if owner["accepted_on"]
        else _("not accepted yet")
    )
    return {
        "body": owner["body_code"],
        "name": isolated(words.say(owner["body"])),
        "text": words.joined(words.label(owner["role"]), accepted),
    }


def _response(response: dict[str, Any]) -> dict[str, str]:
    head = words.joined(
        isolated(words.say(response["body"])), words.label(response["position"]), words.day(response["on"])
    )
    return {"head": head, "text": words.quoted(response["reason"])}


def _action(action: dict[str, Any]) -> dict[str, str]:
    budget = action["budget"]
    money = _money(budget) if budget else ""
    when = words.span(action["starts_on"], action["due_on"])
    # Editions that were frozen before a body could pay name nobody here.
    funder = words.say(action.get("funder_body")) or action["funder"]
    detail = words.joined(
        isolated(words.say(action["body"])),
        when,
        _("budget: %(money)s") % {"money": money} if money else _("budget not known"),
        _("paid by %(funder)s") % {"funder": isolated(funder)} if funder else "",
    )
    return {"key": action["key"], "title": words.quoted(action["title"]), "detail": detail}


def _money(budget: dict[str, str]) -> str:
    """An amount with its currency; cents where there are any."""
    amount = float(budget["amount"])
    shown = number_text(int(amount)) if amount == int(amount) else number_text(amount, 2)
    return isolated(f"{shown} {budget['currency']}")


def _evidence(evidence: dict[str, Any]) -> dict[str, str]:
    until = _("valid until %(day)s") % {"day": words.day(evidence["until"])} if evidence["until"] else ""
    return {
        "kind": evidence["kind"]["code"],
        "head": words.joined(words.label(evidence["kind"]), words.label(evidence["state"]), until),
        "text": words.quoted(evidence["text"]),
        "source": evidence["source"],
        "reference": evidence["reference"],
    }
