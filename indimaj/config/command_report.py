"""`indimaj report`: an edition of the report in every language, as files; and freezing it."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from .command_page import Verb
from .start import CommandError, say, start_django

if TYPE_CHECKING:
    from indimaj.reports.contract import Gap
    from indimaj.reports.models import Edition

MOST_SHOWN = 200


def add_verb(verb: Verb) -> None:
    """Add `report` to the command line."""
    report = verb(
        "report", run_report, "make an edition of the report in Arabic, French and English",
        "Writes the edition into a folder: PDF, Word, web pages, its content as JSON, every\n"
        "figure as CSV, and SHA256SUMS over them ('sha256sum -c SHA256SUMS'). The same data\n"
        "give the same bytes, on any machine and any day.\n\n"
        "A frozen edition is written as it was frozen. Another number is gathered from what is\n"
        "recorded up to --cut-off, and its pages say that they are a draft; --freeze keeps it\n"
        "for good. Where a translation is missing, stale or a machine's, or a figure stands\n"
        "without its other side, each place is named and nothing is written: exit code 1.",
        "examples:\n"
        "  indimaj report --edition 1\n"
        "  indimaj report --edition 2 --cut-off 2015-02-09 --out ~/report-2\n"
        "  indimaj report --edition 2 --freeze\n"
        "  indimaj report --edition 2 --lang ar",
    )  # fmt: skip
    report.add_argument("--edition", type=int, required=True, metavar="N", help="the number of the edition")
    report.add_argument("--out", type=Path, metavar="DIR", help="folder to write into (default: report-N)")
    report.add_argument("--lang", default="", metavar="L,L", help="only these languages (default: all)")
    report.add_argument(
        "--cut-off",
        type=date.fromisoformat,
        metavar="DAY",
        help="day up to which a new edition counts (default: today)",
    )
    report.add_argument("--freeze", action="store_true", help="freeze the edition for good")


def run_report(options: argparse.Namespace) -> int:
    """Find or begin the edition, make its files, write them."""
    start_django()
    from indimaj.reports import contract
    from indimaj.reports.enums import State
    from indimaj.reports.gather import gather
    from indimaj.reports.render import render, site

    languages = [word.strip() for word in options.lang.split(",") if word.strip()]
    if unknown := [word for word in languages if word not in contract.LANGUAGES]:
        raise CommandError(f"{unknown[0]!r} is no language of the report: write some of ar,fr,en.")
    edition = _edition(options)
    if options.freeze and edition.state != State.FROZEN:
        edition = _freeze(edition)
    is_draft = edition.state != State.FROZEN
    content = gather(edition) if is_draft else edition.content
    assert content is not None
    if _told(contract.gaps(content)):
        return 1
    rendered = render(content, languages=languages, is_draft=is_draft)
    files = {**rendered.files, **({} if is_draft else _kept(edition, rendered.files))}
    files |= {f"web/{name}": data for name, data in site(rendered).items()}
    target = options.out or Path(f"report-{edition.number}")
    for name, data in files.items():
        path = target.expanduser() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    say(f"Edition {edition.number}{' (draft)' if is_draft else ''}: {len(files)} files in {target}")
    return 0


def _edition(options: argparse.Namespace) -> Edition:
    """The edition of this number; one that is not there is only begun in the database when it is to be frozen."""
    from indimaj.ledger.actors import Actor
    from indimaj.ports import clock
    from indimaj.reports import actions, contract
    from indimaj.reports.models import Edition

    there = Edition.objects.filter(number=options.edition).first()
    if there is not None:
        if options.cut_off and options.cut_off != there.cut_off:
            raise CommandError(f"Edition {there.number} counts up to {there.cut_off}; leave --cut-off away.")
        return there
    cut_off = options.cut_off or clock.today()
    if options.freeze:
        return actions.draft_edition(
            number=options.edition,
            cut_off=cut_off,
            event=None,
            by=Actor.system("command_line"),
            at=clock.now(),
        )
    return Edition(number=options.edition, cut_off=cut_off, languages=list(contract.LANGUAGES))


def _freeze(edition: Edition) -> Edition:
    from indimaj.ledger.actors import Actor
    from indimaj.ports import clock
    from indimaj.reports import actions

    try:
        return actions.freeze(edition=edition, by=Actor.system("command_line"), at=clock.now())
    except actions.Incomplete as lacking:
        _told(lacking.gaps)
        raise CommandError(f"Edition {edition.number} is not frozen.") from lacking


def _told(gaps: list[Gap]) -> bool:
    """Name each place that is not fit to be printed; whether there is one."""
    for gap in gaps[:MOST_SHOWN]:
        language = f" ({gap.language})" if gap.language else ""
        say(f"{gap.place}{language}: {gap.what.replace('_', ' ')}")
    if len(gaps) > MOST_SHOWN:
        say(f"... and {len(gaps) - MOST_SHOWN} more places.")
    return bool(gaps)


def _kept(edition: Edition, made: dict[str, bytes]) -> dict[str, bytes]:
    """The files as they were frozen; what no longer comes out alike is said, and the frozen one is written."""
    from indimaj.ports import storage

    kept = {one.name: storage.read(one.path) for one in edition.files.order_by("name")}
    for name in sorted(made.keys() & kept.keys()):
        if made[name] != kept[name] and name != "SHA256SUMS":
            say(f"{name}: this version of the program would print it otherwise; the frozen file is written.")
    return kept
