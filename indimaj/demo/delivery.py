"""Follow-up of the demo: who answers for each commitment, what they answered, what is done, what shows it, what carries
it out here. What sources say stands in `delivery_texts`, what is invented and says so in `delivery_invented`.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from indimaj.commitments.models import Commitment
from indimaj.delivery import actions
from indimaj.delivery.actions import Plan, Step
from indimaj.delivery.enums import CarrierKind, EvidenceKind
from indimaj.delivery.models import Action, Contact, Milestone, Response, TraceSearch
from indimaj.directory.actions import save_body
from indimaj.directory.enums import DEMO_USERNAMES, Level, Role
from indimaj.directory.models import Body, Place, Staff
from indimaj.ledger.actors import Actor
from indimaj.measures.queries import published
from indimaj.programmes.models import Programme
from indimaj.texts.words import Words, of_three

from . import delivery_invented as invented
from . import delivery_texts as told
from .commitments import build_commitments
from .delivery_rows import Act, Asked, Proved, Reply, Said, Searched, Three
from .measures import build_measures
from .programmes import build_programmes
from .service_bodies import BEFORE, BUILDER, SECOND_ASSOCIATION
from .services import build_services, service_of

Progress = Callable[[str, int, int], None]
STAGE = "Follow-up"
# The day on which everything that a source says of the past was written down.
WRITTEN = datetime(2015, 1, 12, 10, tzinfo=UTC)
SEARCHED = date(2015, 1, 20)
# After the figures of January were published, before the report is frozen.
PROVED = datetime(2015, 2, 6, 11, tzinfo=UTC)


def build_delivery(progress: Progress) -> None:
    """Everything by an id of its own: a build that was interrupted is taken up, and a second one adds nothing."""
    build_commitments(progress)
    build_services(progress)
    build_programmes(progress)
    build_measures(progress)
    last = told.SEARCHES[-1]
    if TraceSearch.objects.filter(submission=_once("searched", last.commitment)).exists():
        return
    acts = [*((act, False) for act in told.ACTS), *((act, True) for act in invented.ACTS)]
    total = len(acts) + 3
    progress(STAGE, 0, total)
    _institutions()
    kept = {one.key: one for one in Commitment.objects.all()}
    for asked, is_invented in [
        *((one, False) for one in told.ASKED),
        *((one, True) for one in invented.ASKED),
    ]:
        _ask(asked, kept, is_invented)
    progress(STAGE, 1, total)
    for done, (act, is_invented) in enumerate(acts, 2):
        _act(act, kept, is_invented)
        progress(STAGE, done, total)
    _follow(kept)
    for key, proved in told.SHOWN:
        _prove(kept[key], proved, f"shown {key}", WRITTEN, is_invented=False)
    _search(told.SEARCHES, kept)
    progress(STAGE, total, total)


def _once(*parts: object) -> UUID:
    return uuid5(NAMESPACE_URL, "indimaj-delivery/" + "/".join(map(str, parts)))


def _words(three: Three | None) -> Words:
    return of_three(three._asdict()) if three else {}


def _at(day: date) -> datetime:
    """The morning of a day, as somebody writes a thing down when it is said."""
    return datetime.combine(day, time(10), tzinfo=UTC)


def _institutions() -> None:
    """Institutions that sources name and no other room of the demo needs; one whose contact is kept."""
    there = set(
        Body.objects.filter(code__in=[one.code for one in told.INSTITUTIONS]).values_list("code", flat=True)
    )
    for one in told.INSTITUTIONS:
        if one.code not in there:
            save_body(
                code=one.code, kind=one.kind, place=Place.objects.get(code="MA"), name_ar=one.ar, name_fr=one.fr,
                name_en=one.en, by=BUILDER, at=BEFORE,
            )  # fmt: skip
    silent = Body.objects.get(code=SECOND_ASSOCIATION)
    if not Contact.objects.filter(body=silent).exists():
        actions.keep_contact(
            body=silent,
            email=f"{silent.code.lower()}@example.org",
            language="fr",
            by=BUILDER,
            at=_at(invented.AUTUMN),
        )


def _ask(asked: Asked, kept: dict[str, Commitment], is_invented: bool) -> None:
    """Ask a body to answer for several commitments, and write down what it answered."""
    body = Body.objects.get(code=asked.body)
    for key in asked.commitments:
        made = actions.assign(
            commitment=kept[key], body=body, role=asked.role, level=_level(body), by=BUILDER, at=_at(asked.since),
            held_from=asked.since, due_on=asked.due, source_url=asked.source, is_invented=is_invented,
            submission=_once("asked", key, body.code),
        )  # fmt: skip
        if asked.reply is not None:
            _reply(made, asked.reply, _once("reply", key, body.code), is_invented)


def _reply(assignment: object, reply: Reply, submission: UUID, is_invented: bool) -> Response:
    return actions.answer(
        assignment=assignment,  # type: ignore[arg-type]
        position=reply.position,
        reason=_words(reply.reason),
        by=BUILDER,
        at=_at(reply.on),
        on=reply.on,
        source_url=reply.source,
        is_invented=is_invented,
        submission=submission,
    )


def _level(body: Body) -> Level:
    """At which level a body works: of a country of origin, of the whole country, or of its town."""
    if body.country:
        return Level.ORIGIN
    return Level.LOCAL if body.is_invented and body.code not in _NATIONAL else Level.NATIONAL


_NATIONAL = (invented.INTERNATIONAL, invented.RECOGNITION_BODY)


def _act(act: Act, kept: dict[str, Commitment], is_invented: bool) -> None:
    """One action with its steps, what was declared, what shows it and what carries it out."""
    bodies = Body.objects.in_bulk([act.body, act.funder, *act.supports])
    plan = Plan(
        title=_words(act.title),
        nature=act.nature,
        theme=act.theme,
        place=Place.objects.get(code=act.place),
        starts_on=act.starts,
        due_on=act.due,
        budget=Decimal(act.budget) if act.budget is not None else None,
        currency="MAD" if act.budget is not None else "",
        funder_body=bodies[act.funder] if act.funder else None,
        source_url=act.source,
        is_invented=is_invented,
        supports=[bodies[code] for code in act.supports],
        steps=[Step(_words(stage.title), stage.due) for stage in act.stages],
        key=act.key,
    )
    at = _at(act.starts) if is_invented and act.starts else WRITTEN
    made = actions.plan_action(
        body=bodies[act.body],
        plan=plan,
        commitments=[kept[key] for key in act.commitments],
        by=BUILDER,
        at=at,
        submission=_once("act", act.key),
    )
    steps = list(made.milestones.order_by("position"))
    for step, stage in zip(steps, act.stages, strict=True):
        if stage.said:
            _declare(made, stage.said, step, is_invented)
        for number, proved in enumerate(stage.proved):
            _prove(step, proved, f"{act.key} step {step.position} {number}", WRITTEN, is_invented=is_invented)
    for said in act.said:
        _declare(made, said, None, is_invented)
    for number, proved in enumerate(act.proved):
        _prove(made, proved, f"{act.key} {number}", WRITTEN, is_invented=is_invented)
    _carry(made, act)


def _declare(action: Action, said: Said, step: Milestone | None, is_invented: bool) -> None:
    actions.declare(
        action=action, says=said.says, on=said.on, words=_words(said.words), by=BUILDER, at=_at(said.on),
        milestone=step, source_url=said.source, is_invented=is_invented,
        submission=_once("said", action.key, step.position if step else 0, said.on),
    )  # fmt: skip


def _prove(
    claimed: Commitment | Action | Milestone, proved: Proved, name: str, at: datetime, *, is_invented: bool
) -> None:
    """Add a piece of evidence; a figure that nobody has published proves nothing and is left out."""
    reference = proved.reference
    if proved.kind == EvidenceKind.MEASUREMENT:
        reference, at = _measured(reference), PROVED
        if not reference:
            return
    piece = actions.add_evidence(
        claimed=claimed, kind=proved.kind, shows=proved.shows, reference=reference, says=_words(proved.says), by=BUILDER,
        at=max(at, _at(proved.since)) if proved.since else at, valid_from=proved.since, valid_until=proved.until,
        is_invented=is_invented or proved.is_invented, submission=_once("proved", name),
    )  # fmt: skip
    if proved.mark is not None:
        officer = Staff.objects.get(username=DEMO_USERNAMES[Role.POLICY_OFFICER])
        actions.contest(
            evidence=piece, reason=_words(proved.reason), by=Actor.staff(officer.pk), at=PROVED,
            submission=_once("contested", name),
        )  # fmt: skip


def _measured(indicator: str) -> str:
    """The newest published measurement of an indicator that has something to show: nought lodged proves nothing."""
    found = published().filter(indicator=indicator, published_at__lte=PROVED, value__gt=0)
    newest = found.order_by("-period_from", "-cut_off").values_list("pk", flat=True).first()
    return str(newest or "")


def _carry(action: Action, act: Act) -> None:
    """What carries an action out: rules, entries of the directory, programmes and figures that are there."""
    programmes = [
        Programme.objects.filter(body=body, taught=taught).order_by("kind", "pk").first()
        for body, taught in act.programmes
    ]
    named: list[tuple[CarrierKind, str]] = [
        *((CarrierKind.RULE_VERSION, key) for key in act.rules),
        *((CarrierKind.SERVICE, str(service_of(body, theme).pk)) for body, theme in act.services),
        *((CarrierKind.PROGRAMME, str(one.pk)) for one in programmes if one is not None),
        *((CarrierKind.INDICATOR, code) for code in act.indicators),
    ]
    for kind, key in named:
        actions.carry(thing=action, kind=kind, key=key, by=BUILDER, at=WRITTEN)


def _follow(kept: dict[str, Commitment]) -> None:
    """The figures that follow a commitment, and the rules that carry the regularisation out."""
    for key, codes in invented.FOLLOWED:
        for code in codes:
            actions.carry(thing=kept[key], kind=CarrierKind.INDICATOR, key=code, by=BUILDER, at=WRITTEN)
    for rule in (told.CIRCULAR, told.WOMEN, told.LATER_RULE):
        actions.carry(
            thing=kept["cndh-2013-5"], kind=CarrierKind.RULE_VERSION, key=rule, by=BUILDER, at=WRITTEN
        )


def _search(searches: Sequence[Searched], kept: dict[str, Commitment]) -> None:
    """Traces that were looked for and not found; the last one closes the build."""
    for one in searches:
        actions.record_search(
            commitment=kept[one.commitment], looked_in=_words(one.looked_in), looked_for=_words(one.looked_for),
            on=SEARCHED, by=BUILDER, at=_at(SEARCHED), submission=_once("searched", one.commitment),
        )  # fmt: skip
