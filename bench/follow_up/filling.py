"""Bodies, documents, events, commitments, rounds and an edition, made by the rooms' own actions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from indimaj.commitments import actions as commitments
from indimaj.commitments.drafts import Draft
from indimaj.commitments.enums import CommitmentKind, Position, RelationKind, Style
from indimaj.commitments.models import Commitment, CommitmentPassage, ImportBatch
from indimaj.consultations import actions as consultations
from indimaj.consultations.actions.many import Ballot, vote_many
from indimaj.consultations.actions.rows import Said
from indimaj.consultations.enums import Choice, Outcome, Way
from indimaj.consultations.models import Round
from indimaj.delivery import actions as delivery
from indimaj.dialogue import actions as dialogue
from indimaj.dialogue.models import DocumentVersion, Event, Passage
from indimaj.directory import actions as directory
from indimaj.directory.enums import BodyKind, Level, Role, Theme
from indimaj.directory.models import Body, Mandate, Place, Staff
from indimaj.ledger.actors import Actor
from indimaj.ports import tables
from indimaj.reports import actions as reports

from . import sentences

BY = Actor.system("bench")
A_DOCUMENT = 250
KINDS = (BodyKind.ASSOCIATION, BodyKind.LOCAL_AUTHORITY, BodyKind.PUBLIC_AGENCY, BodyKind.SCHOOL)
EVENTS, ROUNDS, STATEMENTS, PROPOSALS, THREADS = 150, 200, 8, 300, 40


@dataclass
class Country:
    """What the pages are asked for."""

    today: date
    now: datetime
    dice: Random = field(default_factory=lambda: Random(7))
    bodies: list[Body] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    versions: list[DocumentVersion] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    batch: ImportBatch | None = None
    tokens: list[str] = field(default_factory=list)
    staff: dict[str, Staff] = field(default_factory=dict)

    def moment(self, days: int) -> datetime:
        """So many days ago."""
        return self.now - timedelta(days=days)


@transaction.atomic
def fill_bodies(country: Country, number: int) -> None:
    """Institutions, one in sixteen a ministry; each with about ten mandates where it is."""
    directory.load_territory()
    dice, before = country.dice, country.moment(800)
    mandates = []
    country.places = list(Place.objects.exclude(level="country").order_by("code"))
    whole = Place.objects.get(level="country")
    for one in range(number):
        national = one % 16 == 0
        place = whole if national else dice.choice(country.places)
        body = directory.save_body(
            code=f"B-{one:05}", kind=BodyKind.MINISTRY if national else KINDS[one % len(KINDS)], place=place,
            is_invented=True, name_ar=f"مؤسسة {one}", name_fr=f"Institution {one}", name_en=f"Institution {one}",
            by=BY, at=before,
        )  # fmt: skip
        country.bodies.append(body)
        themes = dice.sample(list(Theme), 3 if national else 5)
        near = [whole] if national else list(dict.fromkeys([place, dice.choice(country.places)]))
        levels = [Level.NATIONAL, Level.ORIGIN] if national else [Level.LOCAL]
        for theme in themes:
            for level, where in ((level, where) for level in levels for where in near):
                mandates.append(Mandate(body=body, theme=theme, level=level, place=where))
    tables.insert(mandates)
    for role in (Role.POLICY_OFFICER, Role.FOCAL_POINT):
        made = directory.create_staff(
            username=f"bench-{role}", name="Bench", password="a-long-password-for-a-bench", by=BY, at=before
        )
        body = country.bodies[0]
        directory.give_post(staff=made, role=role, body=body, by=BY, at=before, held_from=date(2008, 1, 1))
        country.staff[role] = made


@transaction.atomic
def fill_events(country: Country) -> None:
    """Events with a programme and participants; the first one with many threads and replies."""
    dice = country.dice
    for number in range(EVENTS):
        day = country.today - timedelta(days=10 + 15 * number)
        common = {"by": BY, "at": country.now - timedelta(days=9 + 15 * number)}
        event = dialogue.make_event(
            key=f"event-{number}", title=sentences.note(f"لقاء {number}", f"Rencontre {number}", f"Meeting {number}"),
            kind="conference", starts_on=day, ends_on=day, place=dice.choice(country.places), is_public=True,
            objectives=[sentences.note()] * 3, **common,
        )  # fmt: skip
        for kind in ("opening", "workshop", "plenary", "closing"):
            dialogue.add_session(
                event=event, title=sentences.note(), kind=kind, day=day, themes=["health"], **common
            )
        for category in ("national", "civil_society", "international"):
            dialogue.add_participation(
                event=event, category=category, role="participant", body=dice.choice(country.bodies), **common
            )
        country.events.append(event)
    speak = {"event": country.events[0], "said_on": country.today, "by": BY, "at": country.now}
    for _thread in range(THREADS):
        begun = dialogue.contribute(
            text=sentences.note(), kind="paper", body=dice.choice(country.bodies), **speak
        )
        for _reply in range(4):
            body = dice.choice(country.bodies)
            dialogue.contribute(text=sentences.note(), kind="written", body=body, answers=begun, **speak)


@transaction.atomic
def fill_commitments(country: Country, number: int) -> None:
    """Documents of 250 sentences, each sentence marked and a commitment of its own; in one language or in three."""
    for start in range(0, number, A_DOCUMENT):
        _document(country, start, min(start + A_DOCUMENT, number))
    first = country.commitments[0]
    for other in country.commitments[1:9]:
        commitments.relate(
            commitment=other, other=first, kind=RelationKind.RESPONDS_TO, by=BY, at=country.now
        )
    for other in country.commitments[9:15]:
        commitments.gather(commitment=other, other=first, by=BY, at=country.now)
    for passage in country.passages[15:23]:
        commitments.attach(commitment=first, passage=passage, by=BY, at=country.now)


def _document(country: Country, start: int, end: int) -> None:
    dice, of = country.dice, start // A_DOCUMENT
    language, at = sentences.LANGUAGES[of % 3], country.moment(30 + 7 * of)
    key, event = f"document-{of}", country.events[of % len(country.events)]
    said = [sentences.recommendation(dice, number) for number in range(start, end)]
    document = dialogue.add_document(
        key=key, title=sentences.note(f"تقرير {of}", f"Rapport {of}", f"Report {of}"), kind="report", event=event,
        is_public=True, published_on=at.date(), by=BY, at=at,
    )  # fmt: skip
    text = "\n\n".join(one[language] for one in said)
    version = dialogue.add_version(
        document=document, language=language, received_on=at.date(), text=text, by=BY, at=at
    )
    places, offset = [], 0
    for one in said:
        offset = version.text.index(one[language], offset)
        places.append((offset, offset + len(one[language])))
    passages = dialogue.mark_passages(version=version, places=places, by=BY, at=at)
    drafts = [
        Draft(
            kind=dice.choice(CommitmentKind.values),
            title=sentences.words(one) if of % 5 else sentences.only(one, language),
            text=sentences.words(one) if of % 5 else sentences.only(one, language),
            code=str(position), document_key=key, themes=dice.sample(Theme.values, dice.choice((1, 1, 2))),
            levels=dice.sample(Level.values, 1), places=dice.sample(country.places, dice.choice((0, 0, 1, 2))),
            raised_on=at.date(), raised_in=event, next_date=at.date() + timedelta(days=dice.randint(60, 900)),
            position=position,
        )
        for position, one in enumerate(said, 1)
    ]  # fmt: skip
    made = commitments.record_many(drafts=drafts, by=BY, at=at)
    tables.insert(
        [
            CommitmentPassage(
                commitment=one,
                passage=passage,
                sponsor="Chile" if of % 2 else "",
                country="CL" if of % 2 else "",
                position=Position.SUPPORTED if of % 2 else "",
                marked_at=at,
            )
            for one, passage in zip(made, passages, strict=True)
        ]
    )
    country.versions.append(version)
    country.passages += passages
    country.commitments += made


@transaction.atomic
def fill_import(country: Country) -> None:
    """A report of a United Nations review in which 300 proposals wait."""
    dice, at = country.dice, country.moment(3)
    lines = ["II. Conclusions and/or recommendations", ""]
    lines += ["144. The recommendations listed below enjoy the support of Valdoria:", ""]
    for number in range(1, PROPOSALS + 1):
        end = "." if number == PROPOSALS else ";"
        said = sentences.recommendation(dice, number)["en"].replace("(no. ", "number ").replace(")", "")
        lines += [f"144.{number} {said} (Chile) (Togo){end}", ""]
    document = dialogue.add_document(
        key="review", title=sentences.note("استعراض", "Examen", "Review"), kind="review", by=BY, at=at
    )
    version = dialogue.add_version(
        document=document, language="en", received_on=at.date(), text="\n".join(lines), by=BY, at=at
    )
    country.batch = commitments.open_import(
        version=version, style=Style.UN_REVIEW, kind=CommitmentKind.RECOMMENDATION, by=BY, at=at
    )
    found = country.batch.proposals.count()
    if found != PROPOSALS:
        raise RuntimeError(f"{found} of {PROPOSALS} recommendations were read")


@transaction.atomic
def fill_rounds(country: Country) -> None:
    """Rounds on commitments, one in four still open, one in four answered; the first ones with many answers."""
    for number in range(ROUNDS):
        is_open, ago = number % 4 == 0, 60 + number
        at = country.moment(ago)
        closes = country.today + timedelta(days=30 if is_open else 30 - ago)
        draft = consultations.Draft(
            title=sentences.note(f"استشارة {number}", f"Consultation {number}", f"Consultation {number}"),
            about=sentences.note(), body=country.bodies[number % 16 * 16 % len(country.bodies)], way=Way.BOTH,
            closes_on=closes, due_on=closes + timedelta(days=30 if number % 3 else 20),
        )  # fmt: skip
        one = consultations.draft_round(draft=draft, by=BY, at=at, key=f"round-{number}")
        chosen = _put(country, number)
        consultations.add_commitments(one=one, commitments=chosen, by=BY, at=at)
        one.refresh_from_db()
        one = consultations.open_round(one=one, by=BY, at=at)
        statements = list(one.statements.all())
        vote_many(one=one, ballots=_ballots(country, statements, 800 if number < 2 else 12, at))
        if not is_open:
            one = consultations.close_round(one=one, by=BY, at=at + timedelta(days=31))
        if number % 4 == 1:
            link = consultations.Link("commitment", chosen[0].key)
            given = consultations.Given(Outcome.TAKEN_UP, sentences.note(), [link])
            consultations.answer_round(one=one, given=given, by=BY, at=at + timedelta(days=40))
        country.rounds.append(one)


def _put(country: Country, number: int) -> list[Commitment]:
    """Commitments in three languages; the first ones are put to people again and again."""
    whole = [one for one in country.commitments if len(one.text) == 3]
    first = [country.commitments[0]] if number < 8 and len(country.commitments[0].text) == 3 else []
    return first + country.dice.sample(whole, STATEMENTS - len(first))


def _ballots(country: Country, statements: Sequence, number: int, at: datetime) -> list[Ballot]:  # type: ignore[type-arg]
    choices = list(Choice.values)
    return [
        Ballot({one: Said(country.dice.choice(choices)) for one in statements}, at, browser=f"bench-{voice}")
        for voice in range(number)
    ]


@transaction.atomic
def fill_reports(country: Country) -> None:
    """A draft of an edition, and institutions to send it to."""
    reports.draft_edition(cut_off=country.today, event=country.events[0], by=BY, at=country.now)
    for body in country.bodies[:300]:
        reports.keep_counterpart(
            body=body, address=f"{body.code}@example.org", language="fr", by=BY, at=country.now
        )


@transaction.atomic
def fill_links(country: Country) -> None:
    """Links by which bodies that were not heard may answer."""
    from indimaj.delivery.models import Assignment

    owed = Assignment.objects.held().answering().unanswered().order_by("answer_due_on", "id")
    for one in owed[:40]:
        country.tokens.append(delivery.make_answer_link(assignment=one, by=BY, at=country.now).token)
