"""Has anybody changed the record? Walks every chain, every reading and every seal, and says what is wrong in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from . import actions, diagnosis, sealing
from .diagnosis import Finding
from .enums import Compartment, Stream
from .models import Chain, Entry, Read, Seal

CHUNK = 2000


@dataclass
class Report:
    """What was looked at and what was found."""

    findings: list[Finding] = field(default_factory=list)
    chains: int = 0
    acts: int = 0
    reads: int = 0
    seals: int = 0
    unsealed: int = 0
    heads: list[str] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        """Nothing was found."""
        return not self.findings


def verify(compartment: str | None = None, known_heads: Sequence[str] = ()) -> Report:
    """Check one side, or all of them. `known_heads` are heads that somebody kept elsewhere, as `verify` prints them."""
    report = Report()
    sides = [compartment] if compartment else list(Compartment)
    for side in sides:
        _verify_chains(side, report)
        _verify_reads(side, report)
        for stream in Stream:
            _verify_seals(side, stream, report)
    wanted = [*_heads_on_disk(), *known_heads]
    _verify_heads([head for head in wanted if head.split("-")[0] in sides], report)
    return report


def run_verify(stdout: TextIO, known_heads: Sequence[str] = ()) -> int:
    """Verify everything and write it down for a person: 0 when the record is whole, 1 when it is not."""
    report = verify(known_heads=known_heads)
    for found in report.findings:
        stdout.write(f"{found.kind}: {found.words}\n")
    stdout.write(
        f"{report.acts} acts in {report.chains} chains, {report.reads} readings, {report.seals} seals; "
        f"{report.unsealed} lines are not sealed yet.\n"
    )
    for head in report.heads:
        stdout.write(f"last seal: {head}\n")
    if report.intact:
        stdout.write("The ledger is whole.\n")
        return 0
    stdout.write(f"The ledger is NOT whole: {len(report.findings)} findings.\n")
    return 1


def _verify_chains(side: str, report: Report) -> None:
    """Walk lines and heads side by side, both in the order of the files."""
    heads = Chain.objects.filter(compartment=side).order_by("subject").iterator(CHUNK)
    head = next(heads, None)
    for lines in _chains(side):
        subject = lines[0].subject
        while head is not None and head.subject < subject:
            report.findings += diagnosis.of_empty_chain(head)
            head = next(heads, None)
        own = head if head is not None and head.subject == subject else None
        if own is not None:
            head = next(heads, None)
        if not diagnosis.is_whole(lines, own):
            report.findings += diagnosis.of_chain(lines, own)
        report.chains += 1
        report.acts += len(lines)
    while head is not None:
        report.findings += diagnosis.of_empty_chain(head)
        head = next(heads, None)


def _chains(side: str) -> Iterator[list[Entry]]:
    lines: list[Entry] = []
    for entry in Entry.objects.filter(compartment=side).order_by("subject", "number").iterator(CHUNK):
        if lines and lines[0].subject != entry.subject:
            yield lines
            lines = []
        lines.append(entry)
    if lines:
        yield lines


def _verify_reads(side: str, report: Report) -> None:
    for line in Read.objects.filter(compartment=side).order_by("id").iterator(CHUNK):
        report.reads += 1
        if actions.read_digest_of(line) != line.digest:
            report.findings.append(
                Finding(
                    "changed", f"reading {line.pk} ({side}) is not what was written on {line.at:%Y-%m-%d}"
                )
            )


def _verify_seals(side: str, stream: str, report: Report) -> None:
    previous, number, last = "", 0, 0
    for seal in Seal.objects.filter(compartment=side, stream=stream).order_by("number").iterator(CHUNK):
        name = f"seal {seal.number} of the {stream} ({side}), lines {seal.first_line} to {seal.last_line}"
        if seal.number != number + 1:
            report.findings.append(
                Finding("missing", f"{name}: the seals {number + 1} to {seal.number - 1} are gone")
            )
        elif seal.previous != previous or seal.first_line <= last:
            report.findings.append(Finding("changed", f"{name}: it does not follow the seal before it"))
        report.findings += _against_lines(seal, name)
        previous, number, last = seal.digest, seal.number, seal.last_line
        report.seals += 1
    if number:
        report.heads.append(f"{side}-{stream}-{number}-{previous}")
    report.unsealed += sealing.LINES[stream].objects.filter(compartment=side, id__gt=last).count()


def _against_lines(seal: Seal, name: str) -> list[Finding]:
    now, count = sealing.digest_now(seal)
    if count < seal.count:
        return [Finding("cut", f"{name}: {seal.count - count} of {seal.count} lines are gone")]
    if count > seal.count:
        return [Finding("added", f"{name}: {count - seal.count} lines were put in after it was closed")]
    if now != seal.digest:
        return [Finding("changed", f"{name}: its lines, or the seal itself, are not what they were")]
    return []


def _heads_on_disk() -> list[str]:
    path = sealing.heads_file()
    return path.read_text(encoding="ascii").split() if path.exists() else []


def _verify_heads(wanted: list[str], report: Report) -> None:
    """A head that was written down must still be in the database: otherwise the end of the record was cut off."""
    for head in wanted:
        side, stream, number, digest = (*head.split("-"), "", "", "", "")[:4]
        known = Seal.objects.filter(compartment=side, stream=stream, digest=digest)
        if not (number.isdecimal() and known.filter(number=int(number)).exists()):
            report.findings.append(
                Finding(
                    "cut",
                    f"seal {number} of the {stream} ({side}) was written down, and is not in the database",
                )
            )
