"""Builds the demo campaign through the rooms' own set forms; what a run has done, a second start passes over."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from indimaj.applications.actions import examine, intake
from indimaj.applications.actions.many import LoadPiece, LoadRow, load_many
from indimaj.applications.models import Application, Done
from indimaj.decisions.actions import Verdict
from indimaj.decisions.actions.many import (
    DecisionRow,
    ItemRow,
    NoticeRow,
    SittingRow,
    decide_many,
    give_notice_many,
    hold_sittings_many,
)
from indimaj.directory.actions import load_territory
from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.ledger.actors import Actor

from . import BUSY_OFFICE, Guest
from .circumstances import circumstances
from .margins import draws
from .people import People, language
from .population import DAY, Planned, plan
from .staff import BUILDER, Crew

T = TypeVar("T")
CAMPAIGN = "2014"
Progress = Callable[[str, int, int], None]
STEP = 250
FULL_LOOK = 20
MOST_ON_AN_AGENDA = 60
# Printed at the end of `bin/demo`: two files that a visitor may open as their person.
ABOUT_GUESTS = {
    "awaiting_documents": "a file that waits for papers",
    "decided_unfavourable": "a file that was refused",
}
GUEST_CODES = {"awaiting_documents": "DEM0-2014-F11E-AAAA", "decided_unfavourable": "DEM0-2014-F11E-BBBB"}
GUEST_PIN = "201400"
READY = ("examined", "on_agenda", "opinion_given", "decided_favourable", "decided_unfavourable")


def build(applications: int, progress: Progress) -> None:
    """Build a campaign of so many files, or the rest of one that was interrupted."""
    builder = Builder(applications, progress)
    # The plan lives to the end. Python looks for circles among the rows of each step, and not in the plan each time.
    gc.disable()
    gc.freeze()
    try:
        builder.run()
    finally:
        gc.unfreeze()
        gc.enable()


def run_of(applications: int) -> str:
    """The name of the run that builds a campaign of this size."""
    return f"demo-{applications}"


def application_ids(applications: int) -> dict[int, UUID]:
    """The file of each planned number: for tests and measurements."""
    made = Done.objects.filter(run=run_of(applications), thing__startswith="file:")
    return {int(thing[5:]): key for thing, key in made.values_list("thing", "application_id")}


def guests_of() -> list[Guest]:
    """The two public files of the demo that is built."""
    found = []
    for about, code in GUEST_CODES.items():
        made = Done.objects.filter(thing=f"guest:{about}").select_related("application").first()
        if made:
            found.append(Guest(made.application.reference, code, GUEST_PIN, ABOUT_GUESTS[about]))
    return found


class Builder:
    """One run."""

    def __init__(self, applications: int, progress: Progress) -> None:
        self.total, self.progress, self.run_id = applications, progress, run_of(applications)
        progress("Planning", 0, 1)
        self.planned = plan(applications)
        self.people = People(self.planned)
        self.guests = dict(_guests(self.planned))
        progress("Planning", 1, 1)

    def run(self) -> None:
        """Every stage in order: offices and staff, files, rare acts, sittings, decisions, notices."""
        self.progress("Offices and staff", 0, 1)
        load_territory()
        self.crew = Crew({one.office for one in self.planned} | {BUSY_OFFICE})
        self.progress("Offices and staff", 1, 1)
        rows = map(self._load_row, self._counted("Files", self.planned))
        load_many(rows, run_id=self.run_id, by=BUILDER)
        self.ids = application_ids(self.total)
        self._rare_acts()
        sittings = list(self._sittings())
        hold_sittings_many(self._counted("Sittings", sittings), run_id=self.run_id)
        decided = sorted(
            (one for one in self.planned if one.decided_on), key=lambda one: (one.decided_on, one.number)
        )
        decide_many(map(self._decision, self._counted("Decisions", decided)), run_id=self.run_id)
        self.restricted = set(Application.objects.filter(restricted=True).values_list("id", flat=True))
        told = [row for row in map(self._notice, decided) if row]
        give_notice_many(self._counted("Notices", told), run_id=self.run_id)

    def _counted(self, stage: str, things: Sequence[T]) -> Iterator[T]:
        """The things one by one, while progress is shown."""
        for done, thing in enumerate(things):
            if done % STEP == 0:
                self.progress(stage, done, len(things))
                # Circles among the rows of the last steps; what has outlived them is looked at once in a while.
                gc.collect(0 if done % (FULL_LOOK * STEP) else 2)
            yield thing
        self.progress(stage, len(things), len(things))

    def _load_row(self, one: Planned) -> LoadRow:
        person = self.people.person(one.number)
        case = circumstances(one, person)
        examined = one.state not in ("registered", "withdrawn")
        random = draws("intake", one.number)
        filed_at = _at(one.filed_on, 9, random.randrange(300))
        at_counter = one.fate.counted and random.random() < 0.92
        officer = self.crew.id(one.office, Role.EXAMINER)
        guest = self.guests.get(one.number)
        return LoadRow(
            thing=f"file:{one.number}",
            office=one.office,
            campaign=CAMPAIGN,
            person=person,
            filed_at=filed_at,
            declared=case.declared,
            language=language(one),
            registered_by=self.crew.id(one.office, Role.COUNTER)
            if at_counter or not one.fate.counted
            else None,
            pieces=[LoadPiece(piece.kind, piece.state) for piece in case.pieces],
            paper_number=None if one.fate.counted else f"P-{one.number:06d}",
            assigned_to=officer if examined else None,
            confirmed=case.confirmed,
            examined_by=officer if examined else None,
            examined_at=_examined_at(one, filed_at),
            reviewed_by=self.crew.medical,
            is_examined=one.state in READY,
            code=GUEST_CODES[guest] if guest else "",
            pin=GUEST_PIN if guest else "",
        )

    def _rare_acts(self) -> None:
        """Acts that few files need, each by its single form: lists of missing papers, withdrawals."""
        rare = [
            one
            for one in self.planned
            if one.state in ("awaiting_documents", "withdrawn") or one.number in self.guests
        ]
        staff = Staff.objects.in_bulk()
        for place, one in enumerate(rare, start=1):
            thing = f"rare:{one.number}"
            if not Done.objects.filter(run=self.run_id, thing=thing).exists():
                with transaction.atomic():
                    self._rare(one, staff)
                    key = self.ids[one.number]
                    about = self.guests.get(one.number)
                    things = [thing, f"guest:{about}"] if about else [thing]
                    Done.objects.bulk_create(
                        Done(run=self.run_id, thing=each, application_id=key) for each in things
                    )
            self.progress("Rare acts", place, len(rare))

    def _rare(self, one: Planned, staff: dict[Any, Staff]) -> None:
        file = Application.objects.get(pk=self.ids[one.number])
        case = circumstances(one, self.people.person(one.number))
        examiner = staff[self.crew.id(one.office, Role.EXAMINER)]
        at = _examined_at(one, file.created_at) + timedelta(minutes=30)
        if one.state == "awaiting_documents":
            asked = [{"fact": fact} for fact in case.asked]
            examine.request_completion(application=file, asked=asked, by=examiner, version=None, at=at)
        if one.state == "withdrawn":
            intake.withdraw(application=file, by=Actor.person(file.pk), at=_at(one.filed_on, 17))

    def _sittings(self) -> Iterator[SittingRow]:
        """The sittings of every commission, oldest first; a long agenda is cut into several."""
        by_day: dict[tuple[date, str, bool], list[Planned]] = defaultdict(list)
        for one in self.planned:
            if one.opinion_on:
                by_day[self._held_on(one), one.office, one.state == "on_agenda"].append(one)
        for (day, office, planned), files in sorted(by_day.items()):
            for start in range(0, len(files), MOST_ON_AN_AGENDA):
                part = files[start : start + MOST_ON_AN_AGENDA]
                yield self._sitting(day, office, planned, part)

    def _held_on(self, one: Planned) -> date:
        """At the busy office the files on the agenda are heard on the demo's own day."""
        assert one.opinion_on
        return DAY if one.office == BUSY_OFFICE and one.state == "on_agenda" else one.opinion_on

    def _sitting(self, day: date, office: str, planned: bool, files: list[Planned]) -> SittingRow:
        seats = self.crew.seats(office)
        in_session = day <= DAY
        last = max(_examined_at(one, _at(one.filed_on, 14)) for one in files)
        called = max(last + timedelta(hours=1), _at(min(day, DAY) - timedelta(days=6), 10))
        return SittingRow(
            thing=f"{office}:{day}:{files[0].number}",
            office=office,
            campaign=CAMPAIGN,
            held_on=day,
            members=seats,
            items=[self._item(one, seats[0].name, len(seats), planned) for one in files],
            by=self.crew.id(office, Role.SECRETARY),
            called_at=called,
            opened_at=_at(day, 10) if in_session else None,
            closed_at=None if planned else _at(day, 16, 30),
        )

    def _item(self, one: Planned, chair: str, seats: int, planned: bool) -> ItemRow:
        if planned:
            return ItemRow(self.ids[one.number])
        verdict = _verdict(one, chair)
        voices = [(verdict.outcome, "")] * seats
        if not one.fate.favourable and draws("dissent", one.number).random() < 0.12:
            voices[-1] = ("favourable", DISSENT)
        return ItemRow(self.ids[one.number], voices, verdict)

    def _decision(self, one: Planned) -> DecisionRow:
        assert one.decided_on
        same_day = one.decided_on == one.opinion_on
        return DecisionRow(
            application=self.ids[one.number],
            verdict=_verdict(one, self.crew.name(one.office, Role.AUTHORITY)),
            by=self.crew.id(one.office, Role.AUTHORITY),
            at=_at(one.decided_on, 17 if same_day else 11),
        )

    def _notice(self, one: Planned) -> NoticeRow | None:
        """How the person was told; decisions of the last weeks wait for them."""
        assert one.decided_on
        random = draws("notice", one.number)
        told = one.decided_on + timedelta(days=2 + int(30 * random.random() ** 2))
        if told >= DAY or random.random() < 0.02:
            return None
        draw = random.random()
        channel = "in_person" if draw < 0.82 else "post" if draw < 0.93 else "oral"
        in_person = channel == "in_person"
        file = self.ids[one.number]
        teller = Role.EXAMINER if file in self.restricted else Role.COUNTER
        return NoticeRow(
            application=file,
            channel=channel,
            on=told,
            by=self.crew.id(one.office, teller),
            at=_at(told, 15),
            signed="mark" if in_person and random.random() < 0.2 else "signature" if in_person else "",
        )


DISSENT = "Le membre aurait retenu les attestations présentées."
# Free text of a signatory, in the language in which they wrote it.
DEPARTURES = {
    "departure_humanitarian": "Trois enfants scolarisés à la charge de la personne.",
    "departure_rights_of_the_person": "La séparation d’un enfant mineur serait contraire à son intérêt supérieur.",
    "departure_ground_outside_criteria": "Voir le motif joint.",
    "departure_evidence_not_accepted": "Le bail présenté porte une autre adresse que les factures.",
}


def _verdict(one: Planned, signed_by: str) -> Verdict:
    outcome = "favourable" if one.fate.favourable else "unfavourable"
    grounds: tuple[dict[str, str], ...] = ()
    if one.departure == "departure_ground_outside_criteria":
        grounds = ({
            "code": "ground_identity_of_another",
            "facts": "Le même document porte deux noms.",
            "legal_text": "loi n° 02-03",
            "signatory": signed_by,
        },)  # fmt: skip
    return Verdict(outcome, signed_by, one.departure, DEPARTURES.get(one.departure, ""), grounds)


def _guests(planned: Iterable[Planned]) -> Iterator[tuple[int, str]]:
    for state in GUEST_CODES:
        fitting = [one for one in planned if one.state == state and not one.departure]
        in_town = [one for one in fitting if one.office == BUSY_OFFICE]
        for one in (in_town or fitting)[-1:]:
            yield one.number, state


def _examined_at(one: Planned, filed_at: datetime) -> datetime:
    """When an officer examined the file: some days after it came in, before its sitting."""
    latest = _at((one.opinion_on or DAY) - timedelta(days=7), 12)
    return max(filed_at + timedelta(hours=2), min(latest, filed_at + timedelta(days=30)))


def _at(day: date, hour: int, minutes: int = 0) -> datetime:
    moment = datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())
    return moment + timedelta(minutes=minutes)
