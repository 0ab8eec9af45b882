"""Findings as the commission and the authority read them: the desk's, in one table, without what health shows."""

from typing import Any

from indimaj import law
from indimaj.applications.actions.rows import is_sealed
from indimaj.applications.case import FindingLine, finding_line


def rows(assessment: dict[str, Any]) -> list[dict[str, Any]]:
    """One row a criterion: [{condition, state, value, source, clause}], for the findings component."""
    found = law.Assessment.from_dict(assessment).findings
    return [_row(finding_line(one)) for one in found if not is_sealed(one.code, one.version)]


def _row(line: FindingLine) -> dict[str, Any]:
    telling = [clause for clause in line.clauses if clause["outcome"] == line.outcome]
    return {
        "condition": line.title,
        "state": line.outcome,
        "value": " · ".join(_said(clause) for clause in telling),
        "source": line.version,
        "clause": line.code,
    }


def _said(clause: dict[str, Any]) -> str:
    """The clause with its value; one of which nothing is known says so, for alone it reads as established."""
    said = f"{clause['text']}: {clause['value']}" if clause["value"] else str(clause["text"])
    return f"{said} ({clause['outcome_text']})" if clause["outcome"] == "unknown" else said
