"""Programmes of the demo: two years of courses, exchange and livelihoods of invented bodies, with both sides in them.

No course is in most provinces, so that the gaps show; one course in eight hardly mixes, so that the watch has work.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from indimaj.clients.enums import Community, ConsentPurpose
from indimaj.clients.models import Client
from indimaj.directory.models import Staff
from indimaj.ledger.actors import Actor
from indimaj.programmes import actions
from indimaj.programmes.actions.livelihoods import Part
from indimaj.programmes.actions.many import Followed, History, Joins, Sheet, follow_many, run_many
from indimaj.programmes.enums import Feeds, LeaveReason, Presence, ProgrammeKind, Rung, StopReason
from indimaj.programmes.models import Course, Programme
from indimaj.programmes.survival import due_on
from indimaj.services.enums import WEEK

from .clients import build_clients
from .service_bodies import CITIES, bodies_in, staff_at
from .services import address_of

Progress = Callable[[str, int, int], None]
SEED = "indimaj-programmes"
TODAY = date(2015, 2, 10)
TERMS = (
    (date(2013, 2, 4), date(2013, 6, 14)),
    (date(2013, 9, 16), date(2013, 12, 20)),
    (date(2014, 2, 3), date(2014, 6, 13)),
    (date(2014, 9, 15), date(2014, 12, 19)),
    (date(2015, 1, 12), date(2015, 5, 29)),
)
HOSTS = (
    "Nadia",
    "Youssef",
    "Khadija",
    "Omar",
    "Salma",
    "Hamza",
    "Imane",
    "Karim",
    "Zineb",
    "Mehdi",
    "Hanane",
    "Anas",
)
LONG_NAMES = ("سعاد", "رشيد", "ليلى", "إدريس", "فاطمة", "عماد")
# Days and hours of each offer, and those of every other town: no two offers of a town ever meet at the same hour.
WHEN = {
    "ary": (("MO,WE", "18:00", "20:00"), ("MO,WE", "16:00", "18:00")),
    "fr": (("TU,TH", "18:00", "20:00"), ("TU,TH", "16:00", "18:00")),
    "ar": (("SA", "10:00", "13:00"), ("SU", "10:00", "13:00")),
    ProgrammeKind.EXCHANGE: (("FR", "18:30", "20:30"), ("SA", "17:00", "20:00")),
    ProgrammeKind.LEISURE: (("WE,SA", "14:00", "16:00"), ("SU", "14:00", "17:00")),
    ProgrammeKind.SCHOOL_SUPPORT: (("TU,FR", "14:00", "16:00"), ("MO,TH", "14:00", "16:00")),
    ProgrammeKind.TRAINING: (("MO,TU,WE,TH,FR", "08:30", "12:30"), ("MO,TU,WE,TH", "08:30", "13:00")),
}


class Offer(NamedTuple):
    """What bodies of a pattern offer: names, mix sought (of 100, from here), places, how many more come than places."""

    bodies: str
    kind: ProgrammeKind
    taught: str
    ar: str
    fr: str
    en: str
    host: int | None
    hosts_come: float
    places: int
    talks_first: bool = False
    leads_to: str = ""


OFFERS = (
    Offer("LC", ProgrammeKind.LANGUAGE, "ary", "دروس الدارجة", "Cours de darija", "Darija classes", None, 0.05, 14),
    Offer("LC", ProgrammeKind.LANGUAGE, "fr", "دروس الفرنسية", "Cours de français", "French classes", None, 0.35, 14),
    Offer("LC", ProgrammeKind.LANGUAGE, "ar", "دروس العربية الفصحى", "Cours d’arabe standard",
          "Standard Arabic classes", None, 0.15, 12),
    Offer("LC", ProgrammeKind.EXCHANGE, "", "أمسيات التبادل الثقافي", "Soirées d’échange culturel",
          "Cultural exchange evenings", 50, 0.5, 24),
    Offer("YC", ProgrammeKind.LEISURE, "", "كرة القدم والمسرح للشباب", "Football et théâtre des jeunes",
          "Football and theatre for young people", 50, 0.55, 20),
    Offer("YC", ProgrammeKind.SCHOOL_SUPPORT, "", "الدعم المدرسي", "Soutien scolaire", "School support", 40, 0.4, 16),
    Offer("TC", ProgrammeKind.TRAINING, "", "التكوين في الكهرباء", "Formation en électricité",
          "Training in electricity", None, 0.5, 15, talks_first=True, leads_to="74"),
)  # fmt: skip
PLANS = (
    "Atelier de couture à domicile, deux machines",
    "بيع الأكلات في السوق",
    "Salon de coiffure africaine",
    "Réparation de téléphones",
    "Restauration : plats à emporter",
    "صنع الحلويات وبيعها",
    "Tailoring and alterations near the market",
    "Élevage de poulets, avec un voisin marocain",
)


def build_programmes(progress: Progress) -> None:
    """Courses, their people and livelihoods; what is there is passed over."""
    ids = build_clients(progress)
    people = [one for one in Client.objects.in_bulk(list(ids.values())).values() if one.erased_at is None]
    people.sort(key=lambda one: str(one.submission))
    by_place: dict[str, list[Client]] = {}
    for person in people:
        by_place.setdefault(str(person.place_id), []).append(person)
    bodies = [(offer, code) for offer in OFFERS for code in bodies_in(offer.bodies)]
    for done, (offer, code) in enumerate(bodies):
        progress("Courses and activities", done, len(bodies))
        _offer(offer, code, by_place)
    _livelihoods(people)
    progress("Courses and activities", len(bodies), len(bodies))


def _key(*parts: object) -> UUID:
    return uuid5(NAMESPACE_URL, ":".join([SEED, *map(str, parts)]))


def _at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute % 60), tzinfo=UTC)


def _offer(offer: Offer, code: str, by_place: dict[str, list[Client]]) -> None:
    staff = staff_at(code)
    body = next(post.body for post in staff.posts.all() if post.body_id == code)
    assert body is not None
    assert body.place is not None
    programme = actions.make_programme(
        body=body,
        kind=offer.kind,
        name_ar=offer.ar,
        name_fr=offer.fr,
        name_en=offer.en,
        taught=offer.taught,
        leads_to=offer.leads_to,
        host_share_sought=offer.host,
        talks_first=offer.talks_first,
        by=Actor.staff(staff.pk),
        at=_at(date(2013, 1, 8)),
        submission=_key(code, offer.en),
    )
    submissions = [_key(code, offer.en, number) for number in range(len(TERMS))]
    if Course.objects.filter(submission=submissions[-1]).exists():
        return
    run_many(
        [
            _history(offer, programme, staff, term, key, by_place.get(body.place.code, []))
            for term, key in zip(range(len(TERMS)), submissions, strict=True)
        ]
    )


def _history(
    offer: Offer, programme: Programme, staff: Staff, term: int, key: UUID, near: list[Client]
) -> History:
    draw = Random(str(key))  # noqa: S311 -- invented history, the same each time
    starts, ends = TERMS[term]
    now_running = ends > TODAY
    level = Rung.values[min(term // 2, 2)] if offer.taught else ""
    joins = _joins(offer, draw, starts, ends, level, near)
    assert programme.body.place is not None
    days, opens, closes = _when(offer, programme.body.place.code)
    return History(
        programme=programme,
        place=programme.body.place,
        starts_on=starts,
        ends_on=ends,
        capacity=offer.places,
        by=staff,
        at=_at(starts - timedelta(days=40)),
        submission=key,
        level=level,
        where=address_of(programme.body_id),
        schedules=[{"byday": days, "opens_at": opens, "closes_at": closes, "description": ""}],
        joins=joins,
        sheets=_sheets(draw, joins, starts, min(ends, TODAY), days),
        results_at=None if now_running else _at(ends, 17),
    )


def _when(offer: Offer, place: str) -> tuple[str, str, str]:
    """The days and hours of an offer in a town."""
    towns = [city.place for city in CITIES]
    return WHEN[offer.taught or offer.kind][towns.index(place) % 2]


def _joins(
    offer: Offer, draw: Random, starts: date, ends: date, level: str, near: list[Client]
) -> list[Joins]:
    """People of the town, and guests from here, in the order in which they came."""
    hosts_come = 0.02 if draw.random() < 0.12 else offer.hosts_come
    migrants = [one for one in near if one.community == Community.MIGRANT]
    picked = draw.sample(migrants, min(len(migrants), offer.places))
    reached = Rung.values[min(Rung.values.index(level) + 1, 5)] if level else ""
    joins: list[Joins] = []
    for number in range(offer.places + draw.randint(-3, 6)):
        at = _at(starts - timedelta(days=draw.randint(3, 35)), draw.randint(8, 17), draw.randint(0, 59))
        leaves = None
        if draw.random() < 0.14:
            gone = min(starts + timedelta(days=draw.randint(10, 80)), TODAY - timedelta(days=1), ends)
            leaves = (_at(gone, 18, number), str(draw.choice(LeaveReason.values)))
        result = draw.random()
        known: dict[str, Any] = {
            "at": at,
            "leaves": leaves,
            "level_before": level,
            "level_reached": (reached if result < 0.35 else level) if result < 0.85 else "",
            "has_certificate": result < 0.6,
        }
        if draw.random() < hosts_come:
            name = draw.choice(HOSTS if draw.random() < 0.7 else LONG_NAMES)
            joins.append(Joins(first_name=name, community=str(Community.HOST), country="MA", **known))
        elif picked:
            joins.append(Joins(client=picked.pop(), **known))
        else:
            country = draw.choice(("SN", "CM", "CI", "SY", "CD", "NG"))
            name = draw.choice(("Awa", "Moussa", "Grace", "Ibrahim", "Fatou", "Joseph"))
            joins.append(Joins(first_name=name, community=str(Community.MIGRANT), country=country, **known))
    return joins


def _sheets(draw: Random, joins: list[Joins], starts: date, ends: date, days: str) -> list[Sheet]:
    """The sheet of one meeting a week, on the course's own days by turns; one in six was typed in days later."""
    found = []
    weekdays = [WEEK.index(day) for day in days.split(",")]
    for week in range((ends - starts).days // 7 + 1):
        first = starts + timedelta(days=7 * week)
        day = first + timedelta(days=(weekdays[week % len(weekdays)] - first.weekday()) % 7)
        if day > ends:
            break
        marks = {}
        for number, one in enumerate(joins):
            if one.leaves and one.leaves[0].date() < day:
                continue
            luck = draw.random()
            marks[number] = str(
                Presence.PRESENT if luck < 0.82 else Presence.ABSENT if luck < 0.93 else Presence.EXCUSED
            )
        late = draw.random() < 0.16
        saved = min(day + timedelta(days=draw.randint(2, 6) if late else 0), TODAY)
        found.append(Sheet(day, _at(saved, 20), marks, late))
    return found


def _livelihoods(people: list[Client]) -> None:
    """Plans of people who agree to be asked later, started from early 2013 on."""
    asked = ConsentPurpose.FOLLOW_UP
    agreed = set(
        Client.objects.filter(consents__purpose=asked, consents__withdrawn_at=None).values_list(
            "pk", flat=True
        )
    )
    adults = [one for one in people if one.pk in agreed][:170]
    codes = bodies_in("LC")
    staff = {code: staff_at(code) for code in codes}
    follow_many([_followed(n, one, staff, codes[n % len(codes)]) for n, one in enumerate(adults)], TODAY)


def _followed(number: int, client: Client, staff: dict[str, Staff], code: str) -> Followed:
    draw = Random(f"{SEED}:{number}")  # noqa: S311 -- invented history, the same each time
    by = staff[code]
    body = next(post.body for post in by.posts.all() if post.body_id == code)
    assert body is not None
    begun = max(date(2013, 1, 21), client.registered_at.date()) if number % 2 else date(2013, 1, 21)
    plan_on = max(begun, client.registered_at.date()) + timedelta(days=draw.randint(3, 40))
    steps = [
        ("train", _at(plan_on + timedelta(days=20))),
        ("fund", _at(plan_on + timedelta(days=50))),
        ("start", _at(plan_on + timedelta(days=70))),
    ]
    started = steps[-1][1].date()
    taken_over = None
    if number % 5 < 2:
        # Followed on paper before: it began in 2012, and its answers are typed in with their true days.
        started = taken_over = date(2012, draw.randint(1, 12), draw.randint(1, 28))
        steps = [("start", _at(plan_on, 9))]
    answers: list[tuple[int, date, str, str]] = []
    feeding, stopped = True, ""
    for month, goes_on in ((6, 0.86), (12, 0.82), (24, 0.78)):
        due = due_on(started, month)
        if due + timedelta(days=12) > TODAY:
            continue
        feeding = feeding and draw.random() < goes_on
        if draw.random() < 0.13:
            answers.append((month, due + timedelta(days=10), str(Feeds.NOT_REACHED), ""))
            continue
        stopped = stopped or ("" if feeding else str(draw.choice(StopReason.values)))
        answer = (Feeds.YES if draw.random() < 0.65 else Feeds.PARTLY) if feeding else Feeds.NO
        answers.append((month, due + timedelta(days=draw.randint(0, 10)), str(answer), stopped))
    if stopped:
        last = next(day for _month, day, answer, _why in answers if answer == Feeds.NO)
        steps.append(("stop", _at(max(last, plan_on), 11)))
    kind = "loan" if draw.random() < 0.3 else "grant"
    amount = Decimal(draw.randrange(2000, 9000, 500))
    first = plan_on + timedelta(days=55)
    parts = (
        []
        if taken_over
        else [
            (Part(kind, amount, first), first + timedelta(days=draw.randint(0, 9))),
            (
                Part(kind, amount, first + timedelta(days=60)),
                first + timedelta(days=60 + draw.randint(0, 20)),
            ),
        ]
    )
    return Followed(
        client=client,
        body=body,
        plan=draw.choice(PLANS),
        by=by,
        at=_at(plan_on, 9),
        submission=_key("livelihood", number),
        steps=[(verb, at) for verb, at in steps if at.date() <= TODAY],
        parts=[
            (part, paid if paid <= TODAY else None) for part, paid in parts if steps[1][1].date() <= TODAY
        ],
        stop_reason=stopped,
        answers=answers,
        started_on=taken_over,
    )
