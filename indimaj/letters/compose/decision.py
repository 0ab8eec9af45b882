"""The decision letter: outcome, clauses with source and value, what would change it, remedies (practice 2, 3).

Nothing in it names or implies health (practice 11): criteria that rest on sealed facts stay out, and the letter
says where the whole rule can be read.
"""

from typing import Any

from django.utils.translation import gettext as _

from indimaj import law, policies

from .blocks import clauses, day, fields, heading, items, signatures, text
from .words import SEPARATORS, act_line, criterion, is_health, text_of

NEAREST = 3


def favourable(data: dict[str, Any], language: str) -> dict[str, Any]:
    """The letter of a favourable decision.

    data: policy, campaign, reference, name, office {ar, fr, en}, decided_on, signed_by, authority {ar, fr, en},
    assessment (as frozen in the decision), next_steps [text codes].
    """
    pack = policies.load(data["policy"])
    met = _visible(pack, data["assessment"], outcome="met")
    blocks = [_head(data, language), text(_("Your application has received a favourable decision."))]
    if met:
        blocks += [
            heading(_("The condition that you meet")),
            clauses(_clause_rows(pack, met, {"met"}, language)),
        ]
    if data.get("next_steps"):
        blocks += [
            heading(_("What happens next")),
            items([text_of(pack, code, language) for code in data["next_steps"]]),
        ]
    blocks.append(signatures((data["authority"][language], data["signed_by"])))
    return {"title": _("Favourable decision"), "blocks": blocks}


def unfavourable(data: dict[str, Any], language: str) -> dict[str, Any]:
    """The letter of an unfavourable decision.

    data: as favourable, and remedies, grounds [{ar, fr, en}], departure {ar, fr, en} or null.
    """
    pack = policies.load(data["policy"])
    unmet = _visible(pack, data["assessment"], outcome="not_met")
    blocks = [_head(data, language), text(_("Your application has received an unfavourable decision."))]
    if data.get("departure"):
        blocks += [
            heading(_("Reason given by the authority")),
            {"kind": "quote", "text": data["departure"][language]},
        ]
    if data.get("grounds"):
        blocks.append(heading(_("Ground outside the conditions")))
        blocks += [{"kind": "quote", "text": ground[language]} for ground in data["grounds"]]
    if unmet:
        blocks.append(heading(_("The conditions that were not met, and the value used for each")))
        blocks.append(clauses(_clause_rows(pack, unmet, {"not_met"}, language)))
    blocks.append(
        text(_("One condition is enough. The whole rule can be read on the public page and at the office."))
    )
    blocks += _what_would_change(pack, data["assessment"], language)
    blocks += _remedies(data["remedies"], language)
    blocks.append(signatures((data["authority"][language], data["signed_by"])))
    return {"title": _("Unfavourable decision"), "blocks": blocks}


def _head(data: dict[str, Any], language: str) -> dict[str, Any]:
    return fields(
        (_("Reference"), data["reference"]),
        (_("Name"), data["name"]),
        (_("Office"), data["office"][language]),
        (_("Date of the decision"), day(data["decided_on"], language)),
    )


def _visible(pack: law.Pack, assessment: dict[str, Any], *, outcome: str) -> list[dict[str, Any]]:
    """Findings with an outcome whose criterion does not rest on health."""
    chosen = []
    for finding in assessment["findings"]:
        found = criterion(pack, finding["code"], assessment["campaign"])
        if finding["outcome"] == outcome and found is not None and not is_health(pack, found):
            chosen.append(finding)
    return chosen


def _clause_rows(
    pack: law.Pack, findings: list[dict[str, Any]], outcomes: set[str], language: str
) -> list[dict[str, str]]:
    """One row a clause; a clause that several conditions share is printed once."""
    rows: dict[str, dict[str, str]] = {}
    for finding in findings:
        for sentence in law.trace_sentences(pack, finding, language):
            if sentence["outcome"] in outcomes:
                cited = act_line(pack, finding["version"], language)
                row = {
                    "text": sentence["text"],
                    "value": sentence["value"] or "",
                    "source": cited,
                }
                rows.setdefault(sentence["text"], row)
    return list(rows.values())


def _what_would_change(pack: law.Pack, assessment: dict[str, Any], language: str) -> list[dict[str, Any]]:
    """The criteria nearest to being met, each with what it still needs."""
    changes = law.what_would_change(pack, law.Assessment.from_dict(assessment), language)[:NEAREST]
    if not changes:
        return []
    rows = [SEPARATORS[language].join(clause["text"] for clause in change["clauses"]) for change in changes]
    return [heading(_("What would change the outcome")), items(rows)]


def _remedies(remedies: list[dict[str, str]], language: str) -> list[dict[str, Any]]:
    """Each remedy in the pack's words; a term only where a text sets one."""
    return [heading(_("What you can do")), items([remedy[language] for remedy in remedies])]
