"""What the API says of itself: the schema of a request is made from the pack, so that both are one text."""

from datetime import date
from typing import Any

from indimaj import law, policies
from indimaj.law.explain import proofs
from indimaj.law.pack import FactSpec

Schema = dict[str, Any]
LAST_YEAR = 2100
DAYS = (
    "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
)
ERROR: Schema = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "fact", "key"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "fact": {"type": ["string", "null"], "description": "The fact that is wrong."},
                "key": {"type": ["string", "null"], "description": "The key of the request that is wrong."},
            },
        }
    },
}


def assess(pack: law.Pack) -> Schema:
    """The request and the answers of /assess."""
    body = {
        "type": "object",
        "required": ["on", "facts"],
        "additionalProperties": False,
        "properties": {
            "policy": {"enum": list(policies.codes()), "description": "This house's policy when absent."},
            "campaign": {"enum": list(pack.campaigns), "description": "The one that fits when absent."},
            "on": {"type": "string", "pattern": f"^{day_pattern(1900)}$", "examples": ["2014-06-01"]},
            "lang": {"enum": list(law.LANGUAGES), "description": "Adds the answer in words."},
            "facts": {
                "type": "object",
                "additionalProperties": False,
                "properties": {name: fact_schema(spec) for name, spec in pack.facts.items()},
            },
        },
    }
    content = {"application/json": {"schema": body, "examples": {"a_person": {"value": example()}}}}
    said = answers("The assessment: proposal, findings with their trace, what is missing, sources.")
    for status, text in (("400", "The body is not JSON."), ("415", "The body is of another type.")):
        said["responses"][status] = _answer(text, ERROR)
    return {"requestBody": {"required": True, "content": content}, **said}


def example() -> Schema:
    """A request that is answered."""
    facts = {"sex": "female", "birth": "1985", "in_morocco_since": ["2008-01-01", "2008-12-31"]}
    return {"on": "2014-06-01", "facts": facts, "lang": "en"}


def answers(text: str) -> Schema:
    """The answers that every operation has."""
    return {
        "responses": {
            "200": _answer(text, {"type": "object"}),
            "422": _answer("Something in the request cannot be read; the error names it.", ERROR),
        }
    }


def _answer(text: str, schema: Schema) -> Schema:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def fact_schema(spec: FactSpec) -> Schema:
    """The values of one fact; null is unknown."""
    return {"description": spec.label["en"], "anyOf": [*_values(spec), {"type": "null"}]}


def _values(spec: FactSpec) -> list[Schema]:
    if spec.type == "boolean":
        return [{"type": "boolean"}]
    if spec.type == "choice":
        return [{"enum": list(spec.choices)}]
    if spec.type == "integer":
        low, high = spec.bounds
        return [{"type": "integer", "minimum": low, "maximum": high}]
    first = spec.minimum.year if isinstance(spec.minimum, date) else 1900
    last = spec.maximum.year if isinstance(spec.maximum, date) else LAST_YEAR
    day = {"type": "string", "pattern": f"^{day_pattern(first, last)}$"}
    year = {"type": "string", "pattern": f"^{year_pattern(first, last)}(-(0[1-9]|1[0-2]))?$"}
    return [day, year]


def day_pattern(first: int, last: int = LAST_YEAR) -> str:
    """Days that exist, as a pattern."""
    return f"({year_pattern(first, last)}-{DAYS}|({_leap_years(first, last)})-02-29)"


def _leap_years(first: int, last: int) -> str:
    leap = (year for year in range(first, last + 1) if year % 4 == 0 and (year % 100 or year % 400 == 0))
    return "|".join(map(str, leap))


def year_pattern(first: int, last: int = LAST_YEAR) -> str:
    """Years from the first to the last, as a pattern of decades."""
    parts = []
    for decade in range(first // 10, last // 10 + 1):
        low, high = max(first - decade * 10, 0), min(last - decade * 10, 9)
        parts.append(f"{decade}[{low}-{high}]" if low < high else f"{decade}{low}")
    return f"({'|'.join(parts)})"


def fact(pack: law.Pack, spec: FactSpec, language: str) -> Schema:
    """One fact as /facts lists it."""
    return {
        "name": spec.name,
        "type": spec.type,
        "unit": spec.unit or None,
        "minimum": None if spec.minimum is None else str(spec.minimum),
        "maximum": None if spec.maximum is None else str(spec.maximum),
        "choices": [{"code": code, "label": text[language]} for code, text in spec.choices.items()],
        "label": spec.label[language],
        "question": spec.question[language],
        "help": spec.help[language] if spec.help else None,
        "asked_of": spec.asked_of,
        "evidence": proofs(pack, spec.evidence, language),
        "substitutes": proofs(pack, spec.substitutes, language),
        "sealed": spec.sealed,
        "sourced": spec.sourced,
        "sources": [source(pack, name) for name in spec.sources],
    }


def source(pack: law.Pack, name: str) -> Schema:
    """One source with its title and address."""
    about = pack.sources[name]
    return {"id": name, "title": about["title"], "url": about.get("url")}
