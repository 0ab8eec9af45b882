"""A figure as it is printed: the value, what it counts, how it was counted, and its other side beside it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from indimaj.design.wording import isolated

from .. import contract
from . import blocks, words
from .blocks import Block

Figure = dict[str, Any]
HASH = 12


def anchor(code: str) -> str:
    """Where a page holds a figure."""
    return f"f-{code}"


def chapter_figures(figures: list[Figure], titles: dict[str, str]) -> list[Block]:
    """The figures of a chapter: each pair once, both sides together, then what shows its parts."""
    by_code = {figure["code"]: figure for figure in figures}
    printed: set[str] = set()
    made: list[Block] = []
    for figure in figures:
        if figure["code"] in printed:
            continue
        other = by_code.get(figure["pair"])
        sides = (
            sorted((figure, other), key=lambda one: one["side"]["code"] != "migrant") if other else [figure]
        )
        printed |= {one["code"] for one in sides}
        made.append(_together(sides, titles))
        for one in sides:
            made += _parts(one)
    return made


def _together(sides: list[Figure], titles: dict[str, str]) -> Block:
    halves = [half(one, titles) for one in sides]
    lonely = sides[0]["pair"] == contract.NOT_MEASURED
    return {
        "kind": "figures",
        "halves": halves,
        "absent": _other_side(sides[0]) if lonely else "",
        "absent_side": _("Host side")
        if lonely and sides[0]["side"]["code"] == "migrant"
        else _("Migrant side")
        if lonely
        else "",
    }


def _other_side(figure: Figure) -> str:
    if figure["side"]["code"] == "migrant":
        return _("Host side not yet measured")
    return _("Migrant side not yet measured")


def half(figure: Figure, titles: dict[str, str]) -> dict[str, Any]:
    """One figure in words."""
    definition = figure["definition"]
    return {
        "id": anchor(figure["code"]),
        "code": figure["code"],
        "side": words.label(figure["side"]),
        "name": words.say(figure["name"]),
        "value": words.number(figure["value"], figure["unit"]),
        "made_of": words.share_of(figure["numerator"], figure["denominator"]),
        "definition": words.say(definition["text"]),
        "period": words.span(*figure["period"]) if figure["period"] else "",
        "counted": _("Counted up to %(day)s by definition %(number)s.")
        % {"day": words.day(figure["cut_off"]), "number": isolated(str(definition["number"]))},
        "hash": figure["query_hash"][:HASH],
        "measurement": figure["measurement"],
        "notes": _notes(figure),
        "published": [_published(row) for row in figure["published"]],
        "commitments": [{"key": key, "title": titles[key]} for key in figure["commitments"] if key in titles],
    }


def _notes(figure: Figure) -> list[str]:
    found = []
    if figure["hidden"]:
        found.append(_("Small numbers are hidden: %(count)s.") % {"count": words.number(figure["hidden"])})
    if figure["replaces"]:
        found.append(_("Corrects an earlier measurement, which stays on record."))
    return found


def _published(row: dict[str, Any]) -> dict[str, str]:
    """A figure that somebody else has published about the same thing, with its disagreements."""
    return {
        "value": isolated(str(row["value"])),
        "as_of": words.day(row["as_of"]) if row["as_of"] else "",
        "source": row["source"],
        "note": words.say(row["note"]),
        "conflict": _("Sources disagree") if row["conflicts"] else "",
    }


def _parts(figure: Figure) -> list[Block]:
    """What shows its parts; a picture in which nothing differs from nothing is left out."""
    name, code, unit = words.say(figure["name"]), figure["code"], figure["unit"]
    value, made = _("Share, %") if unit == "share" else _("Value"), []
    hidden = _("Numbers under five are hidden.") if figure["hidden"] else ""
    if _tells(figure["cells"]):
        rows = [(words.say(cell["label"]), _drawn(cell["value"], unit)) for cell in figure["cells"]]
        made.append(blocks.bars(f"b-{code}", name, (_("Part"), value), rows, hidden))
    if _tells(figure["series"]):
        periods = [row["period"] for row in figure["series"]]
        values = [_drawn(row["value"], unit) for row in figure["series"]]
        title = _("%(figure)s over time") % {"figure": name}
        made.append(blocks.over_time(f"l-{code}", title, _("Period"), periods, {value: values}))
    if _tells(figure["map"]):
        tiles = [
            {
                "label": words.say(tile["label"]),
                "value": _drawn(tile["value"], unit),
                "column": tile["column"],
                "row": tile["row"],
            }
            for tile in figure["map"]
        ]
        title = _("%(figure)s by region") % {"figure": name}
        made.append(blocks.tile_map(f"m-{code}", title, (_("Region"), value), tiles, hidden))
    return made


def _tells(rows: list[dict[str, Any]]) -> bool:
    """Whether at least two numbers are there, and one of them is not nothing."""
    known = [row["value"] for row in rows if row["value"] is not None]
    return len(known) > 1 and any(known)


def _drawn(value: float | None, unit: str) -> float | None:
    """A share in points of a hundred, as people read it."""
    return value if value is None or unit != "share" else round(100 * value, 1)
