"""The verbs of the command line that need only the law: assess, facts, law show, law check.

The policies and the day are handed in: this room has no clock and does not know where packs live.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TextIO

from indimaj.law import words
from indimaj.law.decide import decide
from indimaj.law.examples import disagreements
from indimaj.law.explain import explain, in_words, proofs
from indimaj.law.facts import FactError, parse_facts
from indimaj.law.pack import LANGUAGES, FactSpec, Pack, PackError

BAD_INPUT = 2


class Library(Protocol):
    """Where packs are found."""

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the packs."""

    def load(self, code: str) -> Pack:
        """Return one pack, checked."""

    def examples(self, code: str) -> list[dict[str, Any]]:
        """Return the situations written for a pack."""


class BadInput(ValueError):
    """What was given cannot be read."""


def add_arguments(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
    library: Library,
    today: Callable[[], date],
) -> None:
    """Add the verbs; each parser sets `run` to a function from its options to an exit code."""

    def verb(
        among: argparse._SubParsersAction[argparse.ArgumentParser],
        name: str,
        run: Callable[..., int],
        summary: str,
        text: str,
        examples: str,
    ) -> argparse.ArgumentParser:
        page = among.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.\n\n{text}",
            epilog=f"examples:\n{examples}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        page.set_defaults(
            run=lambda args: run(args, sys.stdin, sys.stdout, sys.stderr), library=library, today=today
        )
        page.add_argument(
            "--policy", default="morocco", metavar="CODE", help="the policy pack (default: morocco)"
        )
        return page

    assess = verb(
        subparsers,
        "assess",
        run_assess,
        "decide facts by the rules, as JSON",
        "Reads one JSON object of facts, or a list of them, from FILE ('-' is standard input) and\n"
        "prints findings, proposal, what is missing and the sources. A fact that is absent or null\n"
        "is unknown, and unknown is not no. A fact that cannot be read is an error that names it\n"
        "(exit code 2). 'indimaj facts' lists the facts.",
        "  indimaj assess --on 2014-06-01 facts.json\n"
        '  echo \'{"sex": "male"}\' | indimaj assess --on 2014-06-01 --lang fr -',
    )
    assess.add_argument("--on", type=_day, metavar="DAY", help="the day of the question (default: today)")
    assess.add_argument("--campaign", metavar="CODE", help="default: the one in which the file was lodged")
    assess.add_argument("--lang", choices=LANGUAGES, help="add the words in this language")
    assess.add_argument("file", metavar="FILE", help="JSON; '-' is standard input")
    facts = verb(
        subparsers,
        "facts",
        run_facts,
        "document every fact that the rules may ask",
        "For each fact: its name in JSON, what may be given, the question, and the accepted proofs.",
        "  indimaj facts --lang ar\n  indimaj facts --json",
    )
    facts.add_argument("--lang", choices=LANGUAGES, default="en", help="language (default: en)")
    facts.add_argument("--json", action="store_true", help="print JSON")
    law = subparsers.add_parser("law", help="show the rules in force, or check a policy")
    among = law.add_subparsers(title="verbs", metavar="VERB", required=True)
    show = verb(
        among,
        "show",
        run_law_show,
        "print the rule in force on a day, as people read law",
        "Conditions, thresholds, sources, who adopted each act, and what changed when.",
        "  indimaj law show --on 2015-11-01 --lang fr",
    )
    show.add_argument("--on", type=_day, metavar="DAY", help="the day (default: today)")
    show.add_argument("--campaign", metavar="CODE", help="default: the last one that opened before the day")
    show.add_argument("--lang", choices=LANGUAGES, default="en", help="language (default: en)")
    show.add_argument("--json", action="store_true", help="print JSON")
    verb(
        among,
        "check",
        run_law_check,
        "check a policy and try it on its examples",
        "Refuses unknown facts, missing languages, sources that are not listed, parameters without a\n"
        "value; then decides every example of the jurists. Exit code 1 when something is wrong.",
        "  indimaj law check --policy morocco",
    )


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{written!r} is no day; write it as 2014-06-01") from None


def run_assess(args: argparse.Namespace, stdin: TextIO, stdout: TextIO, stderr: TextIO) -> int:
    """Decide the facts of a file."""
    try:
        pack = args.library.load(args.policy)
        data = _read_json(args.file, stdin)
        people = data if isinstance(data, list) else [data]
        on = args.on or args.today()
        places = [f"item {number}: " for number in range(1, len(people) + 1)] if people is data else [""]
        found = [_assess(pack, person, place, on, args) for person, place in zip(people, places, strict=True)]
    except (BadInput, PackError) as problem:
        stderr.write(f"indimaj assess: {problem}\n")
        return BAD_INPUT
    _print_json(found if isinstance(data, list) else found[0], stdout)
    return 0


def _read_json(file: str, stdin: TextIO) -> Any:
    try:
        return json.loads(stdin.read() if file == "-" else Path(file).read_text("utf-8"))
    except OSError as problem:
        raise BadInput(f"{file} cannot be read: {problem.strerror}") from problem
    except (ValueError, RecursionError) as problem:
        raise BadInput(f"{file} is no JSON: {problem}") from problem


def _assess(pack: Pack, person: Any, place: str, on: date, args: argparse.Namespace) -> dict[str, Any]:
    if not isinstance(person, Mapping):
        raise BadInput(f"{place}a JSON object of facts is needed")
    try:
        found = decide(pack, parse_facts(pack, person), on, args.campaign)
    except FactError as problem:
        raise BadInput(f"{place}{words.error(problem, args.lang or 'en')}") from problem
    except ValueError as problem:
        raise BadInput(str(problem)) from problem
    printed = found.as_dict()
    cited = dict.fromkeys(source for finding in found.findings for source in finding.sources)
    printed["sources"] = {name: dict(pack.sources[name]) for name in cited}
    if args.lang:
        printed["words"] = in_words(pack, found, args.lang, show_sealed=True)
    return printed


def run_facts(args: argparse.Namespace, stdin: TextIO, stdout: TextIO, stderr: TextIO) -> int:
    """Document the facts of a pack."""
    try:
        pack = args.library.load(args.policy)
    except PackError as problem:
        stderr.write(f"indimaj facts: {problem}\n")
        return BAD_INPUT
    documented = [_fact(pack, spec, args.lang) for spec in pack.facts.values()]
    if args.json:
        _print_json(documented, stdout)
        return 0
    for fact in documented:
        stdout.write(f"{fact['name']}  {fact['label']}\n    {fact['question']}\n    {fact['given_as']}\n")
        for choice, label in fact["choices"].items():
            stdout.write(f"      {choice}  {label}\n")
        for sign, kind in (("+", "evidence"), ("~", "substitutes")):
            if fact[kind]:
                stdout.write(f"    {sign} {'; '.join(proof['label'] for proof in fact[kind])}\n")
        stdout.write("\n")
    return 0


def _fact(pack: Pack, spec: FactSpec, lang: str) -> dict[str, Any]:
    return {
        "name": spec.name,
        "type": spec.type,
        "given_as": words.word("types", spec.type, lang),
        "label": spec.label[lang],
        "question": spec.question[lang],
        "help": spec.help[lang] if spec.help else None,
        "choices": {choice: label[lang] for choice, label in spec.choices.items()},
        "minimum": spec.minimum,
        "maximum": spec.maximum,
        "asked_of": spec.asked_of,
        "evidence": proofs(pack, spec.evidence, lang),
        "substitutes": proofs(pack, spec.substitutes, lang),
        "sealed": spec.sealed,
        "sourced": spec.sourced,
        "sources": list(spec.sources),
    }


def run_law_show(args: argparse.Namespace, stdin: TextIO, stdout: TextIO, stderr: TextIO) -> int:
    """Print the rule in force."""
    try:
        pack = args.library.load(args.policy)
        if args.campaign is not None and args.campaign not in pack.campaigns:
            raise BadInput(f"no campaign is called {args.campaign!r}; there are {', '.join(pack.campaigns)}")
    except (BadInput, PackError) as problem:
        stderr.write(f"indimaj law show: {problem}\n")
        return BAD_INPUT
    document = explain(pack, args.on or args.today(), args.campaign, args.lang)
    if args.json:
        _print_json(document, stdout)
    else:
        stdout.writelines(f"{line}\n" for line in _law_lines(document))
    return 0


def _law_lines(document: Mapping[str, Any]) -> Iterator[str]:
    campaign = document["campaign"]
    yield f"{document['policy']['name']}, {document['on']['text']}"
    if campaign:
        yield f"{campaign['name']} ({campaign['opens']['text']} - {campaign['closes']['text']})"
    for section in document["sections"]:
        yield ""
        yield f"== {section['title']}"
        yield f"   {section['nature_label']}; {section['adopted_by']}"
        yield f"   {section['recommended_on']['text']} -> {section['in_force_from']['text']}"
        yield f"   {section['changes']}"
        yield from (f"   > {reach['label']}" for reach in section["reaches"])
        if section["reading"]:
            yield f"   ({section['reading']})"
        for criterion in section["criteria"]:
            yield ""
            yield f"   {criterion['code']}  {criterion['title']}  [{', '.join(criterion['sources'])}]"
            yield from _condition_lines(criterion["conditions"], 6)
            if criterion["reading"]:
                yield f"      ({criterion['reading']})"
        yield ""
        for threshold in section["thresholds"]:
            cited = ", ".join(threshold["sources"])
            yield f"   {threshold['label']}: {threshold['text']}  [{cited}]"
    yield ""
    for source in document["sources"]:
        yield f"[{source['id']}] {source.get('title', '')} {source.get('url', '')}".rstrip()


def _condition_lines(condition: Mapping[str, Any], indent: int) -> Iterator[str]:
    if condition["kind"] == "clause":
        yield f"{' ' * indent}- {condition['text']}"
        return
    yield f"{' ' * indent}{condition['label']}:"
    for item in condition["items"]:
        yield from _condition_lines(item, indent + 2)


def run_law_check(args: argparse.Namespace, stdin: TextIO, stdout: TextIO, stderr: TextIO) -> int:
    """Check a pack and its examples."""
    try:
        pack = args.library.load(args.policy)
        examples = args.library.examples(args.policy)
    except PackError as problem:
        stderr.write(f"indimaj law check: {problem}\n")
        return 1
    problems = list(disagreements(pack, examples))
    stderr.writelines(f"indimaj law check: {problem}\n" for problem in problems)
    unsourced = sum(not c.sourced for version in pack.versions for c in version.criteria)
    stdout.write(
        f"{pack.code}: {len(pack.facts)} facts, {len(pack.versions)} versions, "
        f"{sum(len(version.criteria) for version in pack.versions)} criteria ({unsourced} not sourced), "
        f"{len(pack.sources)} sources, {len(examples)} examples, {len(problems)} disagreements\n"
    )
    return 1 if problems else 0


def _print_json(data: Any, stdout: TextIO) -> None:
    stdout.write(json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n")
