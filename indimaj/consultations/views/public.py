"""What everybody reads: the rounds and where each stands, a round with what it found, and the answer to it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indimaj.design.wording import number_text
from indimaj.ports import clock

from .. import changes, drawing, queries, results, words
from ..enums import Kind, Standing
from ..models import Round
from .door import public_or_404

ORDER = (Standing.OPEN, Standing.OVERDUE, Standing.OWED, Standing.ANSWERED)


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """What is open, what is overdue in plain sight, what is owed, what was answered; or one of these alone."""
    today, asked = clock.today(), request.GET.get("standing", "")
    alone = asked if asked in Standing.values else ""
    number = queries.page_number(request.GET.get("page", "")) if alone else 1
    parts = []
    for standing in ORDER:
        if alone and standing != alone:
            continue
        found = queries.public_list(standing, today)
        page = queries.page_of(found, number, queries.PAGE if alone else queries.FIRST)
        rows = page.rows
        if not alone and standing == Standing.OWED:
            rows = [one for one in rows if one.owed.due_on >= today]
        parts.append(
            {
                "standing": standing.value,
                "title": TITLES[standing](),
                "cards": [words.card(one, today) for one in rows],
                "more": page.more,
            }
        )
    context = {
        "parts": parts,
        "alone": alone,
        "older": f"?standing={alone}&page={number + 1}" if alone and parts[0]["more"] else "",
        "newer": f"?standing={alone}&page={number - 1}" if number > 1 else "",
    }
    return render(request, "consultations/rounds.html", context)


TITLES: dict[Standing, Any] = {
    Standing.OPEN: lambda: _("Open now"),
    Standing.OVERDUE: lambda: _("Answers that are overdue"),
    Standing.OWED: lambda: _("Answers that are owed"),
    Standing.ANSWERED: lambda: _("Answered"),
}


@require_safe
def one_round(request: HttpRequest, key: str) -> HttpResponse:
    """One round: what is asked while it is open; what was said, and what came of it, when it is over."""
    one, today = public_or_404(key), clock.today()
    statements = queries.statements_of(one)
    context = {
        **words.card(one, today),
        "statements": statements,
        "takes_open": one.takes_open,
        "takes_invited": one.takes_invited,
        "changes": _changes(one),
    }
    if not one.accepts(today):
        found = results.of(one, statements)
        context |= {"drawn": drawing.draw(one, found), "found": found, "asked": _asked(found)}
    return render(request, "consultations/round.html", context)


def _changes(one: Round) -> list[changes.Thing]:
    if one.owed.answered_on is None:
        return []
    wanted = [(change.kind, change.key) for change in one.owed.changes.all()]
    found = changes.find(wanted)
    return [found[each] for each in wanted if each in found]


def _asked(found: results.Results) -> dict[str, Any]:
    """How many were invited and how many answered, by kind."""
    columns = [
        {"label": _("Kind of participant")},
        {"label": _("Those invited"), "number": True},
        {"label": _("Those who answered"), "number": True},
    ]
    names = dict(Kind.choices)
    rows = [
        [str(names[kind]), _written(found.invited[kind]), _written(found.answered[kind])]
        for kind in found.invited
    ]
    rows.append([_("Total"), _written(found.invited_total), _written(found.answered_total)])
    return {"columns": columns, "rows": rows, "openly": _written(found.openly_total)}


def _written(value: int | None) -> str:
    return _("hidden") if value is None else number_text(value)
