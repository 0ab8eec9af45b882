"""Findings as the commission and the authority read them: without what health shows (practice 11)."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from indimaj import law, policies
from indimaj.letters.compose.words import is_health


def rows(assessment: dict[str, Any]) -> list[dict[str, Any]]:
    """One row a criterion: [{condition, state, value, source, clause}], for the findings component."""
    pack = policies.load(settings.POLICY)
    language = (get_language() or "ar")[:2]
    shown = []
    for finding in assessment["findings"]:
        criterion = pack.criterion(finding["version"], finding["code"])
        if is_health(pack, criterion):
            continue
        sentences = law.trace_sentences(pack, finding, language)
        telling = [one for one in sentences if one["outcome"] == finding["outcome"]]
        values = [f"{one['text']}: {one['value']}" if one["value"] else one["text"] for one in telling]
        version = pack.version(finding["version"])
        shown.append(
            {
                "condition": criterion.title[language],
                "state": finding["outcome"],
                "value": " · ".join(values),
                "source": version.title[language],
                "clause": finding["code"],
            }
        )
    return shown
