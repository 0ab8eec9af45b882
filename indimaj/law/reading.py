"""Build a pack from the data of its files, and refuse whatever could mislead somebody later."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from indimaj.law.expressions import (
    COMPARISONS,
    UNITS,
    Clause,
    ExpressionError,
    Limit,
    Text,
    clauses_of,
    read_tree,
)
from indimaj.law.pack import (
    LANGUAGES,
    NATURES,
    Campaign,
    Criterion,
    DatedValue,
    FactSpec,
    Orientation,
    Pack,
    PackError,
    Parameter,
    Version,
)
from indimaj.law.section import Section

FILES = ("pack", "facts", "evidence", "sources", "texts", "parameters", "rules")
_TYPES = ("boolean", "date", "integer", "choice")
_NUMBER_WORDS = ("at_least", "more_than", "at_most", "less_than")
_DAY_WORDS = ("on_or_after", "after", "on_or_before", "before")


def read_pack(files: Mapping[str, Any]) -> Pack:
    """Build a pack from the loaded data of its files, by name without `.yaml`."""
    for name in FILES:
        if name not in files:
            raise PackError(f"{name}.yaml", "", "is missing")
    about = Section("pack.yaml", "", files["pack"])
    sources = _read_sources(files["sources"])
    evidence = _read_evidence(files["evidence"], sources)
    facts = _read_facts(files["facts"], evidence, sources)
    campaigns = _read_campaigns(about, sources)
    readings = {name: section.text("text") for name, section in _optional_sections(about, "readings")}
    parameters = _read_parameters(files["parameters"], sources, readings)
    rules = Section("rules.yaml", "", files["rules"])
    clauses = {
        name: _read_clause(name, section, facts, parameters) for name, section in rules.sections("clauses")
    }
    versions = tuple(
        _read_version(section, clauses, sources, readings, campaigns) for section in rules.listed("versions")
    )
    _check_versions(versions, parameters)
    return Pack(
        code=about.need("code", str),
        names=about.text("name"),
        facts=facts,
        evidence=evidence,
        sources=sources,
        texts=_read_texts(files["texts"]),
        parameters=parameters,
        campaigns=campaigns,
        clauses=clauses,
        versions=tuple(sorted(versions, key=lambda version: version.in_force_from)),
        orientation=_read_orientations(about, facts, sources),
        unchangeable=frozenset(rules.names("unchangeable", facts, "fact")),
        digest=_digest(files),
        about=files["pack"],
    )


def _digest(files: Mapping[str, Any]) -> str:
    """Return a short name for exactly these rules, kept with each assessment."""
    kept = {name: files[name] for name in ("facts", "parameters", "rules")}
    text = json.dumps(kept, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _optional_sections(section: Section, key: str) -> list[tuple[str, Section]]:
    return section.sections(key) if key in section.data else []


def _read_sources(data: Any) -> dict[str, Mapping[str, Any]]:
    file = Section("sources.yaml", "", data)
    for name in file.data:
        Section("sources.yaml", str(name), file.data[name])
    return {str(name): value for name, value in file.data.items()}


def _read_texts(data: Any) -> dict[str, Mapping[str, Any]]:
    listed = data if isinstance(data, list) else [{"code": code, **text} for code, text in data.items()]
    texts: dict[str, Mapping[str, Any]] = {}
    for index, item in enumerate(listed):
        section = Section("texts.yaml", f"[{index}]", item)
        texts[section.need("code", str)] = {**item, "text": section.text("text")}
    return texts


def _read_evidence(data: Any, sources: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    file = Section("evidence.yaml", "", data)
    kinds: dict[str, Mapping[str, Any]] = {}
    for name in file.data:
        section = Section("evidence.yaml", str(name), file.data[name])
        section.names("source", sources, "source")
        kinds[str(name)] = {**section.data, "label": section.text("label")}
    return kinds


def _read_facts(data: Any, evidence: Mapping[str, Any], sources: Mapping[str, Any]) -> dict[str, FactSpec]:
    file = Section("facts.yaml", "", data)
    facts = {}
    for name in file.data:
        section = Section("facts.yaml", str(name), file.data[name])
        kind = section.need("type", str)
        if kind not in _TYPES:
            raise section.fail("type", f"is one of {', '.join(_TYPES)}, not {kind!r}")
        choices = section.need("choices", Mapping) if kind == "choice" else {}
        labels = Section("facts.yaml", f"{name}.choices", choices)
        facts[str(name)] = FactSpec(
            name=str(name),
            type=kind,
            label=section.text("label"),
            question=section.text("question"),
            help=section.optional_text("help"),
            about=section.need("about", str),
            asked_of=section.need("asked_of", str),
            choices={str(choice): labels.text(choice) for choice in choices},
            minimum=section.data.get("minimum"),
            maximum=section.data.get("maximum"),
            unit=section.data.get("unit", ""),
            evidence=section.names("evidence", evidence, "evidence"),
            substitutes=section.names("impossible_substitutes", evidence, "evidence"),
            sealed=section.data.get("sensitive") == "health",
            sourced=section.need("sourced", bool),
            sources=section.names("source", sources, "source"),
        )
    return facts


def _read_campaigns(about: Section, sources: Mapping[str, Any]) -> dict[str, Campaign]:
    campaigns = {}
    for code, section in about.sections("campaigns"):
        section.names("source", sources, "source")
        opens, closes = section.need("opens", date), section.need("closes", date)
        if closes < opens:
            raise section.fail("closes", "is before it opens")
        campaigns[code] = Campaign(code, section.text("name"), opens, closes, section.data)
    return campaigns


def _reading(section: Section, readings: Mapping[str, Text]) -> Text | None:
    """The inline reading and the named ones, joined in each language."""
    names = section.names("readings", readings, "reading")
    inline = section.optional_text("reading")
    parts = ([inline] if inline else []) + [readings[name] for name in names]
    return {language: " ".join(part[language] for part in parts) for language in LANGUAGES} if parts else None


def _read_parameters(
    data: Any, sources: Mapping[str, Any], readings: Mapping[str, Text]
) -> dict[str, Parameter]:
    file = Section("parameters.yaml", "", data)
    parameters = {}
    for name in file.data:
        section = Section("parameters.yaml", str(name), file.data[name])
        values = [_read_value(value, sources, readings) for value in section.listed("values")]
        for earlier, later in pairwise(values):
            if earlier.until is None or earlier.until + timedelta(days=1) != later.since:
                raise section.fail("values", f"leave a gap or overlap before {later.since}")
        parameters[str(name)] = Parameter(
            str(name), section.text("label"), section.need("unit", str), tuple(values)
        )
    return parameters


def _read_value(section: Section, sources: Mapping[str, Any], readings: Mapping[str, Text]) -> DatedValue:
    named = section.names("reading", readings, "reading")
    until = section.data.get("until")
    if until is not None and not isinstance(until, date):
        raise section.fail("until", f"is no date: {until!r}")
    cited = section.names("source", sources, "source")
    if not cited:
        raise section.fail("source", "is missing")
    return DatedValue(
        since=section.need("from", date),
        until=until,
        value=section.need("value", (int, date)),
        sources=cited,
        sourced=section.need("sourced", bool),
        reading=readings[named[0]] if named else None,
    )


def _read_clause(
    name: str, section: Section, facts: Mapping[str, FactSpec], parameters: Mapping[str, Parameter]
) -> Clause:
    fact = section.need("fact", str)
    if fact not in facts:
        raise section.fail("fact", f"the fact {fact!r} is not known")
    says = section.text("says")
    words = set(section.data) - {"fact", "says"}
    if len(words) != 1:
        raise section.fail("", f"needs exactly one test, not {sorted(words)}")
    (word,) = words
    spec = facts[fact]
    if word in ("is", "in"):
        return Clause(name, "is", fact, says, values=_read_choices(section, word, spec))
    if word == "elapsed":
        clause = _read_elapsed(name, section, spec, facts, parameters, says)
    elif word in COMPARISONS:
        allowed = _DAY_WORDS if spec.type == "date" else _NUMBER_WORDS if spec.type == "integer" else ()
        if word not in allowed:
            raise section.fail(word, f"does not compare a {spec.type}")
        limit = _read_limit(section, word, parameters, date if spec.type == "date" else int)
        clause = Clause(
            name, "compare", fact, says, comparison=COMPARISONS[word], limit=limit, unit=spec.unit
        )
    else:
        raise section.fail(word, "is no test")
    for language in LANGUAGES:
        if re.findall(r"{(\w*)}", says[language]) != ["limit"]:
            raise section.fail("says", f"must name {{limit}} once in {language}")
    return clause


def _read_choices(section: Section, word: str, spec: FactSpec) -> frozenset[bool | str]:
    given = section.data[word] if isinstance(section.data[word], list) else [section.data[word]]
    allowed: tuple[Any, ...] = (True, False) if spec.type == "boolean" else tuple(spec.choices)
    for value in given:
        if value not in allowed or (spec.type == "boolean") is not isinstance(value, bool):
            raise section.fail(word, f"{value!r} is no value of {spec.name}")
    return frozenset(given)


def _read_elapsed(
    name: str,
    section: Section,
    spec: FactSpec,
    facts: Mapping[str, FactSpec],
    parameters: Mapping[str, Parameter],
    says: Text,
) -> Clause:
    inner = Section(section.file, f"{section.path}.elapsed", section.data["elapsed"])
    until, unit = inner.need("until", str), inner.need("unit", str)
    if spec.type != "date" or (
        until not in ("filing", "today") and (until not in facts or facts[until].type != "date")
    ):
        raise inner.fail("until", "time runs from a date fact to filing, today or another date fact")
    if unit not in UNITS:
        raise inner.fail("unit", f"is one of {', '.join(UNITS)}")
    words = [word for word in _NUMBER_WORDS if word in inner.data]
    if len(words) != 1:
        raise inner.fail("", f"needs one of {', '.join(_NUMBER_WORDS)}")
    limit = _read_limit(inner, words[0], parameters, int)
    return Clause(
        name,
        "elapsed",
        spec.name,
        says,
        comparison=COMPARISONS[words[0]],
        limit=limit,
        until=until,
        unit=unit,
    )


def _read_limit(section: Section, word: str, parameters: Mapping[str, Parameter], kind: type) -> Limit:
    given = section.data[word]
    if isinstance(given, Mapping):
        name = str(given.get("parameter"))
        if set(given) != {"parameter"} or name not in parameters:
            raise section.fail(word, f"names no known parameter: {dict(given)!r}")
        if any(not isinstance(dated.value, kind) for dated in parameters[name].values):
            raise section.fail(word, f"the parameter {name} is no {kind.__name__}")
        return Limit(parameter=name)
    if not isinstance(given, kind) or isinstance(given, bool):
        raise section.fail(word, f"is no {kind.__name__}: {given!r}")
    return Limit(value=given)  # type: ignore[arg-type]


def _read_version(
    section: Section,
    clauses: Mapping[str, Clause],
    sources: Mapping[str, Any],
    readings: Mapping[str, Text],
    campaigns: Mapping[str, Campaign],
) -> Version:
    nature, campaign = section.need("nature", str), section.need("campaign", str)
    if nature not in NATURES:
        raise section.fail("nature", f"is one of {', '.join(NATURES)}, not {nature!r}")
    if campaign not in campaigns:
        raise section.fail("campaign", f"the campaign {campaign!r} is not known")
    reaches = Section(section.file, f"{section.path}.reaches", section.need("reaches", Mapping))
    return Version(
        id=section.need("id", str),
        campaign=campaign,
        title=section.text("title"),
        nature=nature,
        adopted_by=section.text("adopted_by"),
        recommended_on=section.need("recommended_on", date),
        in_force_from=section.need("in_force_from", date),
        in_force_until=section.need("in_force_until", (date, type(None))),
        reaches_pending=reaches.need("pending", bool),
        reaches_refused=reaches.need("refused", bool),
        changes=section.text("changes"),
        reading=_reading(section, readings),
        sources=section.names("source", sources, "source"),
        sourced=section.need("sourced", bool),
        criteria=tuple(
            _read_criterion(item, clauses, sources, readings) for item in section.listed("criteria")
        ),
    )


def _read_criterion(
    section: Section, clauses: Mapping[str, Clause], sources: Mapping[str, Any], readings: Mapping[str, Text]
) -> Criterion:
    try:
        when = read_tree(section.data.get("when"), clauses)
    except ExpressionError as problem:
        raise section.fail("when", str(problem)) from problem
    cited = section.names("source", sources, "source")
    sourced = section.need("sourced", bool)
    if sourced and not cited:
        raise section.fail("source", "says sourced, and names no source")
    return Criterion(
        section.need("code", str), section.text("title"), when, cited, sourced, _reading(section, readings)
    )


def _check_versions(versions: tuple[Version, ...], parameters: Mapping[str, Parameter]) -> None:
    """Ids are unique, codes too within a version, and every parameter used has a value all the while."""
    ids = [version.id for version in versions]
    for version in versions:
        if ids.count(version.id) > 1:
            raise PackError("rules.yaml", version.id, "two versions have this id")
        codes = [criterion.code for criterion in version.criteria]
        if len(set(codes)) != len(codes):
            raise PackError("rules.yaml", version.id, "two criteria have the same code")
        for criterion in version.criteria:
            for clause in clauses_of(criterion.when):
                if clause.limit.parameter is not None:
                    _check_covered(parameters[clause.limit.parameter], version)


def _check_covered(parameter: Parameter, version: Version) -> None:
    first, last = parameter.values[0].since, parameter.values[-1].until
    ends_early = last is not None and (version.in_force_until is None or last < version.in_force_until)
    if first > version.in_force_from or ends_early:
        raise PackError("parameters.yaml", parameter.name, f"has no value while {version.id} is in force")


def _read_orientations(
    about: Section, facts: Mapping[str, FactSpec], sources: Mapping[str, Any]
) -> tuple[Orientation, ...]:
    tracks = []
    for code, section in _optional_sections(about, "orientations"):
        fact = section.data.get("fact")
        clause = None
        if fact is not None:
            if fact not in facts or facts[fact].type != "boolean":
                raise section.fail("fact", f"{fact!r} is no yes-or-no fact")
            clause = Clause(f"track_{code}", "is", fact, facts[fact].label, values=frozenset([True]))
        tracks.append(
            Orientation(
                code=code,
                title=section.text("label"),
                advice=section.text("text"),
                when=clause,
                sources=section.names("source", sources, "source"),
                sourced=section.need("sourced", bool),
            )
        )
    return tuple(tracks)
