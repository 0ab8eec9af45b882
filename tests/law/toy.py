"""A small invented policy whose rules the tests write themselves."""

from datetime import date
from typing import Any

from indimaj import law

SAY = {"en": "something", "fr": "quelque chose", "ar": "شيء ما"}
SAY_LIMIT = {"en": "something {limit}", "fr": "chose {limit}", "ar": "شيء {limit}"}


def fact(kind: str, **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "label": SAY,
        "question": SAY,
        "about": "person",
        "asked_of": "self",
        "evidence": ["paper"],
        "sourced": True,
        "source": ["book"],
        **more,
    }


FACTS = {
    "a": fact("boolean"),
    "b": fact("boolean"),
    "c": fact("boolean", sensitive="health"),
    "kind": fact("choice", choices={"x": SAY, "y": SAY, "z": SAY}),
    "n": fact("integer", minimum=0, maximum=3, unit="months"),
    "start": fact("date", minimum=date(2014, 1, 26), maximum=date(2014, 2, 4)),
    "end": fact("date", minimum=date(2014, 2, 25), maximum=date(2014, 3, 4)),
    "filed_on": fact("date", asked_of="derived"),
    "first_outcome": fact("choice", choices={"none": SAY, "favourable": SAY, "unfavourable": SAY}),
}


def elapsed(fact: str, until: str, unit: str, word: str, limit: Any) -> dict[str, Any]:
    return {"fact": fact, "elapsed": {"until": until, "unit": unit, word: limit}, "says": SAY_LIMIT}


CLAUSES = {
    "a_holds": {"fact": "a", "is": True, "says": SAY},
    "a_fails": {"fact": "a", "is": False, "says": SAY},
    "b_holds": {"fact": "b", "is": True, "says": SAY},
    "c_holds": {"fact": "c", "is": True, "says": SAY},
    "kind_x": {"fact": "kind", "is": "x", "says": SAY},
    "kind_xy": {"fact": "kind", "in": ["x", "y"], "says": SAY},
    "n_two": {"fact": "n", "at_least": 2, "says": SAY_LIMIT},
    "n_small": {"fact": "n", "less_than": {"parameter": "small"}, "says": SAY_LIMIT},
    "n_over_one": {"fact": "n", "more_than": 1, "says": SAY_LIMIT},
    "n_at_most_two": {"fact": "n", "at_most": 2, "says": SAY_LIMIT},
    "start_before": {"fact": "start", "before": {"parameter": "day"}, "says": SAY_LIMIT},
    "start_from": {"fact": "start", "on_or_after": date(2014, 1, 31), "says": SAY_LIMIT},
    "start_after": {"fact": "start", "after": date(2014, 1, 28), "says": SAY_LIMIT},
    "start_until": {"fact": "start", "on_or_before": date(2014, 2, 1), "says": SAY_LIMIT},
    "month_today": elapsed("start", "today", "months", "at_least", 1),
    "month_filing": elapsed("start", "filing", "months", "more_than", 1),
    "month_between": elapsed("start", "end", "months", "at_least", 1),
    "days_between": elapsed("start", "end", "days", "at_most", 30),
    "days_today": elapsed("start", "today", "days", "less_than", {"parameter": "days"}),
    "years_filing": elapsed("start", "filing", "years", "less_than", 1),
    "month_most": elapsed("start", "today", "months", "at_most", 1),
}


def value(*values: Any) -> dict[str, Any]:
    return {
        "label": SAY,
        "unit": "months",
        "values": [
            {"from": date(2014, 1, 1), "value": v, "source": ["book"], "sourced": True} for v in values
        ],
    }


def criterion(code: str, when: Any) -> dict[str, Any]:
    return {"code": code, "title": SAY, "when": when, "source": ["book"], "sourced": True}


def version(name: str, since: date, pending: bool, refused: bool, trees: list[Any]) -> dict[str, Any]:
    return {
        "id": name,
        "campaign": "one",
        "title": SAY,
        "nature": "circular",
        "adopted_by": SAY,
        "recommended_on": since,
        "in_force_from": since,
        "in_force_until": None,
        "reaches": {"pending": pending, "refused": refused},
        "changes": SAY,
        "source": ["book"],
        "sourced": True,
        "criteria": [criterion(f"{name}{i}", tree) for i, tree in enumerate(trees)],
    }


def files(first: list[Any], pending: list[Any] = (), refused: list[Any] = ()) -> dict[str, Any]:
    """The files of a pack: rules of 1 January, of 1 March (pending files too), of 2 March (refused ones)."""
    return {
        "pack": {
            "code": "toy",
            "name": SAY,
            "campaigns": {
                "one": {
                    "name": SAY,
                    "opens": date(2014, 1, 1),
                    "closes": date(2014, 12, 31),
                    "source": ["book"],
                }
            },
            "orientations": {
                "away": {"fact": "b", "label": SAY, "text": SAY, "sourced": True, "source": ["book"]},
                "closed": {"fact": None, "label": SAY, "text": SAY, "sourced": True, "source": ["book"]},
            },
        },
        "facts": FACTS,
        "evidence": {"paper": {"label": SAY, "source": ["book"]}},
        "sources": {"book": {"title": "A book"}},
        "texts": [],
        "parameters": {"small": value(1), "day": value(date(2014, 1, 30)), "days": value(31)},
        "rules": {
            "unchangeable": ["kind"],
            "clauses": CLAUSES,
            "versions": [
                version("F", date(2014, 1, 1), False, False, list(first)),
                *([version("P", date(2014, 3, 1), True, False, list(pending))] if pending else []),
                *([version("R", date(2014, 3, 2), False, True, list(refused))] if refused else []),
            ],
        },
    }


def pack(*trees: Any) -> law.Pack:
    return law.read_pack(files(list(trees)))
