"""The same as open data: the rounds, and what one of them found. Hidden is null, and an empty cell of a table."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from indimaj.directory.cells import Table
from indimaj.ports import clock
from indimaj.texts.words import LANGUAGES, Words

from .. import queries, results
from ..enums import Choice
from ..models import Round
from .door import public_or_404

LICENCE = "CC-BY-4.0"
ROUND_COLUMNS = (
    ("key", "#activity+id"),
    *((f"title_{language}", f"#activity+name+i_{language}") for language in LANGUAGES),
    ("asked_by", "#org+code"),
    ("way", "#modality"),
    ("opened_on", "#date+start"),
    ("closes_on", "#date+end"),
    ("answer_due_on", "#date+due"),
    ("answered_on", "#date+answered"),
    ("standing", "#status"),
    ("outcome", "#output"),
    ("statements", "#indicator+num+statements"),
    ("is_invented", "#meta+invented"),
)
RESULT_COLUMNS = (
    ("statement", "#item+num"),
    *((f"text_{language}", f"#item+name+i_{language}") for language in LANGUAGES),
    ("commitment", "#item+commitment+id"),
    ("channel", "#modality"),
    ("kind", "#affected+type"),
    ("answer", "#indicator+code"),
    ("number", "#indicator+value+num"),
    ("hidden", "#meta+hidden"),
)


@require_safe
def rounds_json(request: HttpRequest) -> HttpResponse:
    """All rounds."""
    rows = [_round(one) for one in queries.all_public().iterator()]
    return _json({"licence": LICENCE, "rounds": rows})


@require_safe
def rounds_csv(request: HttpRequest) -> HttpResponse:
    """All rounds, as a table."""
    return _csv("rounds", ROUND_COLUMNS, (_round(one) for one in queries.all_public().iterator()))


@require_safe
def round_json(request: HttpRequest, key: str) -> HttpResponse:
    """One round; what it found when it is over."""
    one = public_or_404(key)
    return _json(
        {
            "licence": LICENCE,
            **_about(one),
            "about": plain(one.about),
            "answer": plain(one.owed.text),
            "changes": [{"kind": each.kind, "key": each.key} for each in one.owed.changes.all()],
            "hidden_is": None,
            "results": list(_results(one)),
        }
    )


@require_safe
def round_csv(request: HttpRequest, key: str) -> HttpResponse:
    """What one round found, one number a line."""
    one = public_or_404(key)
    return _csv(one.key, RESULT_COLUMNS, _results(one))


def plain(value: Words) -> dict[str, str]:
    """The texts alone, by language."""
    return {language: value[language]["text"] for language in LANGUAGES if language in value}


def _texts(name: str, value: Words) -> dict[str, str]:
    texts = plain(value)
    return {f"{name}_{language}": texts.get(language, "") for language in LANGUAGES}


def _about(one: Round) -> dict[str, Any]:
    return {
        "key": one.key,
        **_texts("title", one.title),
        "asked_by": one.body_id,
        "way": one.way,
        "opened_on": one.opened_on,
        "closes_on": one.closed_on or one.closes_on,
        "answer_due_on": one.owed.due_on,
        "answered_on": one.owed.answered_on,
        "standing": one.standing(clock.today()).value,
        "outcome": one.owed.outcome or None,
        "is_invented": one.is_invented,
    }


def _round(one: Any) -> dict[str, Any]:
    return _about(one) | {"statements": one.asked}


def _results(one: Round) -> Iterable[dict[str, Any]]:
    if one.accepts(clock.today()):
        return
    for result in results.of(one, queries.statements_of(one)).statements:
        statement = result.statement
        said = {
            "statement": statement.order,
            **_texts("text", statement.text),
            "commitment": statement.commitment.key if statement.commitment else None,
        }
        for channel, table in (("invited", result.invited), ("open", result.openly)):
            if table:
                for kind, answer, number in _numbers(table):
                    yield said | {
                        "channel": channel,
                        "kind": kind,
                        "answer": answer,
                        "number": number,
                        "hidden": number is None,
                    }


def _numbers(table: Table) -> Iterable[tuple[str, str, int | None]]:
    for kind in table.rows:
        for choice in Choice.values:
            yield kind, choice, table.cells[kind, choice]


def _json(content: dict[str, Any]) -> JsonResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


def _csv(name: str, columns: Iterable[tuple[str, str]], rows: Iterable[dict[str, Any]]) -> HttpResponse:
    heads = list(columns)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([head for head, _tag in heads])
    writer.writerow([tag for _head, tag in heads])
    for row in rows:
        writer.writerow([_cell(row[head]) for head, _tag in heads])
    response = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    # A spreadsheet would take these for a formula.
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
