"""The words of the law's readers in Arabic, French and English: quantities, days, outcomes, errors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from indimaj.law.expressions import Clause

if TYPE_CHECKING:
    from indimaj.law.facts import FactError
    from indimaj.law.pack import FactSpec, Pack

MOST_QUOTED = 80


@lru_cache
def table() -> dict[str, Any]:
    """Return every word, by section, key and language."""
    return yaml.safe_load((Path(__file__).parent / "words.yaml").read_text("utf-8"))


def word(section: str, key: str, lang: str, **values: object) -> str:
    """Return one phrase in a language."""
    phrase: str = table()[section][key][lang]
    return phrase.format(**values) if values else phrase


def error(problem: FactError, lang: str) -> str:
    """Return what is wrong with a fact, naming it."""
    allowed = word("types", problem.allowed, lang) if problem.code == "wrong_type" else problem.allowed
    value = _quoted(json.dumps(problem.value, ensure_ascii=False, default=str))
    return word("errors", problem.code, lang, fact=_quoted(problem.fact), value=value, allowed=allowed)


def _quoted(given: str) -> str:
    """Return what somebody sent so that it can be printed: not endless, and no half characters."""
    short = given if len(given) <= MOST_QUOTED else given[:MOST_QUOTED] + "…"
    return short.encode("utf-8", "replace").decode()


def plural(n: int, lang: str) -> str:
    """Return the plural category of a whole number (CLDR)."""
    if lang == "ar":
        return _arabic_plural(n)
    return "one" if n == 1 or (lang == "fr" and n == 0) else "other"


def _arabic_plural(n: int) -> str:
    if n in (0, 1, 2):
        return ("zero", "one", "two")[n]
    rest = n % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"


def quantity(n: int, unit: str, lang: str, *, alone: bool = False) -> str:
    """Return a number of years, months or days; months that fill years are said in years."""
    if unit == "months" and abs(n) >= 12:
        years, months = divmod(n, 12)
        said = quantity(years, "years", lang, alone=alone)
        if months:
            rest = quantity(months, "months", lang, alone=alone)
            said = word("phrases", "and", lang, first=said, second=rest)
        return said
    if unit not in table()["units"]:
        return str(n)
    forms = table()["units"][unit][lang]
    form = plural(n, lang)
    return str(forms.get(f"{form}_alone", forms[form]) if alone else forms[form]).format(n=n)


def day(value: date | str, lang: str) -> str:
    """Return a day in words."""
    value = date.fromisoformat(value) if isinstance(value, str) else value
    number = "1er" if lang == "fr" and value.day == 1 else str(value.day)
    return f"{number} {table()['months'][lang][value.month - 1]} {value.year}"


def fact_value(spec: FactSpec, value: Any, lang: str) -> str:
    """Return a value of a fact, as JSON writes it, in words."""
    if spec.type == "boolean":
        return word("phrases", "yes" if value else "no", lang)
    if spec.type == "choice":
        return spec.choices[value][lang]
    if not isinstance(value, list | tuple):
        return day(value, lang) if spec.type == "date" else quantity(value, spec.unit, lang, alone=True)
    if spec.type == "date":
        return word("phrases", "day_range", lang, first=day(value[0], lang), second=day(value[1], lang))
    return _range(value, spec.unit, lang)


def _range(ends: Sequence[int], unit: str, lang: str) -> str:
    first, second = (quantity(end, unit, lang) for end in ends)
    return word("phrases", "range", lang, first=first, second=second)


def step_value(pack: Pack, clause: Clause, value: Any, lang: str) -> str | None:
    """Return the value that a step kept, in words; None when it was unknown or is sealed."""
    if value is None:
        return None
    if clause.test != "elapsed":
        return fact_value(pack.facts[clause.fact], value, lang)
    ends = [max(end, 0) for end in (value if isinstance(value, list | tuple) else [value, value])]
    if ends[0] == ends[1]:
        return quantity(ends[0], clause.unit, lang, alone=True)
    return _range(ends, clause.unit, lang)


def limit(clause: Clause, value: Any, lang: str) -> str | None:
    """Return the limit of a clause in words, in the form that stands inside a sentence."""
    if value is None:
        return None
    return quantity(value, clause.unit, lang) if isinstance(value, int) else day(value, lang)


def sentence(clause: Clause, value: Any, lang: str) -> str:
    """Return the sentence of a clause with its limit."""
    return clause.says[lang].replace("{limit}", limit(clause, value, lang) or "")


def exact_test(pack: Pack, clause: Clause, value: Any, lang: str) -> str:
    """Return what the clause tests, made from the tree alone."""
    spec = pack.facts[clause.fact]
    if clause.test == "is":
        choices = [True, False] if spec.type == "boolean" else list(spec.choices)
        said = [fact_value(spec, choice, lang) for choice in choices if choice in clause.values]
        rest = word("phrases", "separator", lang).join(said)
    else:
        kind = "day" if clause.test == "compare" and spec.type == "date" else "number"
        rest = table()["comparisons"][kind][clause.comparison][lang].format(limit=limit(clause, value, lang))
    if clause.until in ("filing", "today"):
        rest = word("phrases", f"up_to_{clause.until}", lang, rest=rest)
    elif clause.until:
        rest = word("phrases", "up_to_fact", lang, rest=rest, fact=pack.facts[clause.until].label[lang])
    return word("phrases", "test", lang, fact=spec.label[lang], rest=rest)
