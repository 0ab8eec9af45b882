"""The same as open data: actions and findings as JSON, and as CSV with a row of HXL tags."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from indimaj.ports import clock
from indimaj.texts.words import LANGUAGES, Words

from .. import queries, status
from ..counted import counted
from ..models import Action

LICENCE = "CC-BY-4.0"
PAGE = 200
ACTION_COLUMNS = (
    ("key", "#activity+id"),
    *((f"title_{language}", f"#activity+name+i_{language}") for language in LANGUAGES),
    ("theme", "#sector"),
    ("place", "#loc+code"),
    ("body", "#org+lead+code"),
    ("starts_on", "#date+start"),
    ("due_on", "#date+end"),
    ("budget", "#value+budget"),
    ("currency", "#currency"),
    ("funder", "#org+funder"),
    ("funder_body", "#org+funder+code"),
    ("commitments", "#output+id+list"),
    ("status", "#status"),
    ("status_since", "#date+status"),
    ("is_overdue", "#status+overdue"),
    ("steps", "#indicator+num+steps"),
    ("steps_done", "#indicator+num+steps_done"),
    ("source", "#meta+source+url"),
    ("is_invented", "#meta+invented"),
)
FINDING_COLUMNS = (("finding", "#indicator+code"), ("number", "#indicator+value+num"), ("on", "#date"))


@require_safe
def actions_json(request: HttpRequest) -> HttpResponse:
    """Actions, a page at a time; `next` is the address of the following page."""
    wanted = queries.Wanted(theme=request.GET.get("theme", ""), place=request.GET.get("place", ""))
    listed = queries.actions(wanted, request.GET.get("after", ""), PAGE)
    following = urlencode({**_given(wanted), "after": listed.after})
    address = f"{reverse('delivery:actions_json')}?{following}" if listed.after else None
    return _json({"licence": LICENCE, "actions": _rows(listed.rows), "next": address})


def _given(wanted: queries.Wanted) -> dict[str, str]:
    return {name: value for name, value in vars(wanted).items() if value}


@require_safe
def actions_csv(request: HttpRequest) -> StreamingHttpResponse:
    """All actions, one a line."""
    rows = (row for part in queries.every_action() for row in _rows(part))
    return _csv("actions", ACTION_COLUMNS, rows)


def _rows(actions: list[Action]) -> list[dict[str, Any]]:
    keys = [action.pk for action in actions]
    standings = status.action_status_of(keys, clock.today())
    answered = queries.titles_of(keys)
    return [_row(one, standings[one.pk], [each.key for each in answered.get(one.pk, [])]) for one in actions]


def _row(one: Action, standing: status.ActionStanding, commitments: list[str]) -> dict[str, Any]:
    return {
        "key": one.key,
        **_texts("title", one.title),
        "theme": one.theme,
        "place": one.place_id,
        "body": one.body_id,
        "starts_on": one.starts_on,
        "due_on": one.due_on,
        "budget": str(one.budget) if one.budget is not None else None,
        "currency": one.currency or None,
        "funder": one.funder or None,
        "funder_body": one.funder_body_id,
        "commitments": commitments,
        "status": standing.status.value,
        "status_since": standing.since,
        "is_overdue": standing.is_overdue,
        "steps": standing.steps,
        "steps_done": standing.steps_done,
        "source": one.source_url or None,
        "is_invented": one.is_invented,
    }


@require_safe
def findings_json(request: HttpRequest) -> HttpResponse:
    """How many of each finding there are today."""
    return _json({"licence": LICENCE, "findings": list(_findings())})


@require_safe
def findings_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a table."""
    return _csv("findings", FINDING_COLUMNS, _findings())


def _findings() -> Iterator[dict[str, Any]]:
    today, counts = clock.today(), counted()
    for kind, number in counts.findings.items():
        yield {"finding": kind.value, "number": number, "on": today}
    yield {"finding": "overlap", "number": counts.overlaps, "on": today}
    yield {"finding": "gap", "number": counts.gaps, "on": today}


def _texts(name: str, value: Words) -> dict[str, str]:
    return {
        f"{name}_{language}": value[language]["text"] if language in value else "" for language in LANGUAGES
    }


def _json(content: dict[str, Any]) -> JsonResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


class _Line:
    """What a writer of tables writes to: each line comes back at once."""

    def write(self, text: str) -> str:
        return text


def _csv(
    name: str, columns: Iterable[tuple[str, str]], rows: Iterable[dict[str, Any]]
) -> StreamingHttpResponse:
    heads = list(columns)
    writer = csv.writer(_Line(), lineterminator="\n")

    def lines() -> Iterator[str]:
        yield writer.writerow([head for head, _tag in heads])
        yield writer.writerow([tag for _head, tag in heads])
        for row in rows:
            yield writer.writerow([_cell(row[head]) for head, _tag in heads])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = " ".join(value) if isinstance(value, list) else str(value)
    # A cell that begins so would be a formula where somebody opens the table.
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
