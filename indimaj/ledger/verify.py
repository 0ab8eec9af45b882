"""Read the whole ledger and say what was changed, taken out, reordered or cut."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TextIO

from . import chaining, sealing
from .actions import digest_of
from .models import Chain, Entry, Seal

CHUNK = 5000


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was written: changed, missing, reordered, cut, or a broken seal."""

    kind: str
    where: str


@dataclass
class Report:
    """What was read, what is wrong, and the digests of the last seals, to be kept outside the house."""

    entries: int = 0
    chains: int = 0
    seals: int = 0
    faults: list[Fault] = field(default_factory=list)
    last_seals: list[Seal] = field(default_factory=list)


def verify() -> Report:
    """Check every chain against its head, then every seal against its lines."""
    report = Report()
    heads = {(chain.compartment, chain.subject): chain for chain in Chain.objects.iterator(CHUNK)}
    entries = Entry.objects.order_by("compartment", "subject", "number").iterator(CHUNK)
    for (compartment, subject), lines in groupby(
        entries, key=lambda entry: (entry.compartment, entry.subject)
    ):
        report.chains += 1
        head = heads.pop((compartment, subject), None)
        report.faults += _chain_faults(f"{compartment} {subject}", lines, head, report)
    for (compartment, subject), head in heads.items():
        if head.length:
            report.faults.append(Fault("cut", f"{compartment} {subject}: every line is gone"))
    _check_seals(report)
    return report


def run_verify(stdout: TextIO) -> int:
    """The command: prints the report; 0 when the ledger is whole, 1 when it is not."""
    report = verify()
    for fault in report.faults:
        stdout.write(f"{fault.kind}: {fault.where}\n")
    stdout.write(f"{report.entries} acts in {report.chains} chains, {report.seals} seals read.\n")
    for last in report.last_seals:
        stdout.write(f"Last seal: {last.compartment} {last.kind} no. {last.number} {last.digest}\n")
    stdout.write("The ledger is whole.\n" if not report.faults else f"{len(report.faults)} faults found.\n")
    return 1 if report.faults else 0


def _chain_faults(name: str, lines: Iterator[Entry], head: Chain | None, report: Report) -> Iterator[Fault]:
    expected, previous = 1, chaining.FIRST
    for entry in lines:
        report.entries += 1
        if entry.number != expected:
            yield Fault("missing", f"{name}: line {expected}")
        elif digest_of(entry) != entry.digest:
            yield Fault("changed", f"{name}: line {entry.number}")
        elif entry.previous != previous:
            yield Fault("reordered", f"{name}: line {entry.number} does not follow the one before it")
        expected, previous = entry.number + 1, entry.digest
    if head is None:
        yield Fault("cut", f"{name}: its head is gone")
    elif (head.length, head.head) != (expected - 1, previous):
        yield Fault("cut", f"{name}: {head.length} lines were written, {expected - 1} are there")


def _check_seals(report: Report) -> None:
    latest: dict[tuple[str, str], Seal] = {}
    for seal in Seal.objects.order_by("compartment", "kind", "number").iterator(CHUNK):
        report.seals += 1
        before = latest.get((seal.compartment, seal.kind))
        name = f"{seal.compartment} {seal.kind}, seal {seal.number}"
        if (seal.number, seal.previous) != (
            (before.number + 1, before.digest) if before else (1, chaining.FIRST)
        ):
            report.faults.append(Fault("missing", f"{name}: the seal before it"))
        rows = list(sealing.rows_between(seal.compartment, seal.kind, seal.first, seal.last))
        if len(rows) != seal.count:
            report.faults.append(
                Fault("missing", f"{name}: {seal.count} lines were sealed, {len(rows)} are there")
            )
        elif sealing.digest_of(seal, rows) != seal.digest:
            report.faults.append(Fault("changed", f"{name}: its lines are not as they were sealed"))
        latest[seal.compartment, seal.kind] = seal
    report.last_seals = list(latest.values())
