"""Needs, referrals in every state, refusals of access, grievances and children's paths in the demo: two years of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.db import transaction

from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Client, Consent, Support
from indimaj.directory.enums import Theme
from indimaj.directory.models import Body, Place, Staff
from indimaj.ledger.actors import Actor
from indimaj.people.births import ages
from indimaj.referrals import actions, answerers
from indimaj.referrals.actions import Answer, Moved, Sent, Shared, send_many
from indimaj.referrals.enums import (
    DELIVERIES_OF,
    AccessAnswer,
    Barrier,
    Reason,
    Recipient,
    Result,
    Step,
    Wrong,
)
from indimaj.referrals.models import AccessRefusal, Referral
from indimaj.services.enums import Status
from indimaj.services.models import Service

from .clients import build_clients
from .margins import draws
from .population import DAY
from .service_bodies import CITIES, staff_at
from .services import build_services

Progress = Callable[[str, int, int], None]
SILENCE = Actor.system("reminders")
REFUSALS = 160
WORDS: dict[str, dict[str, str]] = {
    Theme.HEALTH: {
        "fr": "Elle n’a pas encore de carte de couverture et voudrait que son enfant soit vu.",
        "ar": "لا تتوفر بعد على بطاقة التغطية وتريد أن يفحص طفلها.",
        "en": "She has no cover card yet and wants her child to be seen.",
    },
    Theme.EDUCATION: {
        "fr": "L’enfant a l’âge d’aller à l’école, la directrice demande un certificat de résidence.",
        "ar": "بلغ الطفل سن المدرسة، والمديرة تطلب شهادة السكنى.",
        "en": "The child is old enough for school; the head asks for a certificate of residence.",
    },
    Theme.HOUSING: {
        "fr": "La chambre est à rendre à la fin du mois, ils sont quatre.",
        "ar": "يجب إخلاء الغرفة في آخر الشهر، وهم أربعة.",
        "en": "The room must be left at the end of the month; they are four.",
    },
    Theme.WORK: {
        "fr": "Cherche un emploi déclaré, a travaillé six ans comme couturière.",
        "ar": "تبحث عن عمل مصرح به، اشتغلت ست سنوات في الخياطة.",
        "en": "Looks for a declared job; sewed for six years.",
    },
    Theme.LANGUAGE: {
        "fr": "Veut apprendre la darija pour parler avec les voisins.",
        "ar": "يريد تعلم الدارجة للحديث مع الجيران.",
        "en": "Wants to learn Darija to talk with the neighbours.",
    },
    Theme.TRAINING: {
        "fr": "Souhaite une formation courte en électricité.",
        "ar": "يرغب في تكوين قصير في الكهرباء.",
        "en": "Would like a short training as an electrician.",
    },
    Theme.LEGAL: {
        "fr": "A besoin d’aide pour faire enregistrer la naissance de sa fille.",
        "ar": "تحتاج إلى مساعدة لتسجيل ولادة ابنتها.",
        "en": "Needs help to have the birth of her daughter registered.",
    },
    Theme.SOCIAL: {
        "fr": "Demande une aide pour le repas des enfants.",
        "ar": "تطلب مساعدة لوجبات الأطفال.",
        "en": "Asks for help with meals for the children.",
    },
}
TEXTS = {
    Reason.NO_CAPACITY: "Complet jusqu’à la fin du trimestre.",
    Reason.NO_INTERPRETER: "Personne ne parle cette langue chez nous.",
    Reason.PAPERS: "Le règlement demande un justificatif d’adresse.",
}
WRONGS = {
    Wrong.WAGES: "Trois mois de travail sur un chantier, pas payés.",
    Wrong.ACCIDENT: "Tombé de l’échafaudage, le patron dit qu’il ne le connaît pas.",
    Wrong.NO_CONTRACT: "Travaille depuis un an sans contrat, douze heures par jour.",
    Wrong.PAPERS_KEPT: "Le passeport est chez l’employeur depuis l’été.",
    Wrong.DISMISSED: "Renvoyée du jour au lendemain après avoir demandé son jour de repos.",
}
# How a referral ends, by weight; the open ones began in the last weeks.
FATES = {
    "done": 34, "partly": 6, "refused_on": 12, "expired_on": 7, "refused": 5, "expired": 4, "withdrawn": 6,
    "waiting": 8, "accepted": 6, "started": 6, "silent": 3, "sent": 5, "seen": 3,
}  # fmt: skip
# Of an open fate: how many days ago it was sent, at least and at most.
SINCE = {
    "refused": (9, 40), "expired": (34, 70), "waiting": (20, 90), "accepted": (12, 40), "started": (25, 90),
    "silent": (13, 27), "sent": (1, 9), "seen": (3, 9),
}  # fmt: skip


@dataclass(frozen=True)
class Helper:
    """Who helped a person when they were sent."""

    body: Body
    staff: Staff


def build_referrals(progress: Progress) -> None:
    """All of it in one transaction, once."""
    build_services(progress)
    build_clients(progress)
    if Referral.objects.exists():
        return
    with transaction.atomic():
        Builder(progress).run()


class Builder:
    """Two years of needs and what became of them."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.services: dict[str, list[Service]] = {}
        found = Service.objects.filter(status=Status.ACTIVE, body__isnull=False).select_related(
            "body", "place"
        )
        for service in found.order_by("id"):
            self.services.setdefault(service.theme, []).append(service)
        self.providers: dict[str, Actor] = {}
        self.helpers: dict[object, list[Support]] = {}
        supports = Support.objects.select_related("body", "caseworker").exclude(caseworker=None)
        for support in supports.order_by("since"):
            self.helpers.setdefault(support.client_id, []).append(support)

    def run(self) -> None:
        """Referrals in the set form; the rest by the single actions."""
        agreed = Consent.objects.filter(
            purpose=ConsentPurpose.REFERRAL, withdrawn_at=None, body=None, client__erased_at=None
        )
        clients = Client.objects.filter(pk__in=agreed.values("client"), community="migrant")
        people = list(clients.select_related("place").order_by("registered_at", "pk"))
        sent = [row for number, one in enumerate(people) for row in self._rows(number, one)]
        self.progress("Referrals", 0, len(sent))
        send_many(sent)
        self.progress("Referrals", len(sent), len(sent))
        self._access()
        for number, one in enumerate(people):
            if helper := self._helper(one, _at(DAY - timedelta(days=60))):
                self._grievance(number, one, helper)
                self._path(number, one, helper)

    def _helper(self, client: Client, at: datetime) -> Helper | None:
        """The caseworker of that day."""
        held = [
            one
            for one in self.helpers.get(client.pk, [])
            if one.since <= at and (one.until is None or one.until > at)
        ]
        caseworker = held[-1].caseworker if held else None
        return Helper(held[-1].body, caseworker) if held and caseworker else None

    def _rows(self, number: int, client: Client) -> Iterator[Sent]:
        random = draws("referrals", number)
        for turn in range(random.choice((1, 1, 2, 2, 3))):
            fate = random.choices(list(FATES), weights=list(FATES.values()))[0]
            theme = random.choice([one for one in WORDS if self.services.get(one)])
            low, high = SINCE.get(fate, (45, 600))
            at = _at(DAY - timedelta(days=random.randint(low, high)), random)
            at = max(at, client.registered_at + timedelta(days=1 + turn * 9))
            helper = self._helper(client, at)
            if helper and at < _at(DAY - timedelta(days=low)) + timedelta(days=1):
                yield self._sent(client, theme, fate, at, helper, random)

    def _sent(
        self, client: Client, theme: str, fate: str, at: datetime, helper: Helper, random: Random
    ) -> Sent:
        near = [one for one in self.services[theme] if one.place_id == client.place_id]
        service = random.choice(near or self.services[theme])
        others = [one for one in self.services[theme] if one.body_id != service.body_id]
        on = fate in ("refused_on", "expired_on") and bool(others)
        kinds = DELIVERIES_OF.get(theme, ())
        kind = kinds[0] if kinds and random.random() < 0.5 and fate not in ("partly",) else ""
        words = WORDS[theme].get(client.language[:2], WORDS[theme]["fr"])

        def row(to: Service, fate: str, at: datetime, then: Sent | None = None) -> Sent:
            return Sent(
                client=client, theme=theme, urgency=random.choice((1, 2, 2, 3)), words=words,
                needed_at=at - timedelta(hours=1), service=to,
                shared=Shared(words, client.spoken_language, client.language not in ("ar", "fr")), sent_at=at,
                by=helper.staff, body=helper.body, delivery_kind=kind,
                steps=list(self._steps(to, fate, at, bool(kind), random)), then=then,
            )  # fmt: skip

        if on:
            back = at + timedelta(days=33 if fate == "expired_on" else 5)
            end = "done" if back < _at(DAY - timedelta(days=40)) else "seen"
            if back + timedelta(days=2) < _at(DAY):
                then = row(random.choice(others), end, back + timedelta(days=1))
                return row(service, fate.removesuffix("_on"), at, then)
        return row(service, fate.removesuffix("_on") if on else fate.replace("_on", ""), at)

    def _provider(self, service: Service) -> Actor:
        code = str(service.body_id)
        if code not in self.providers:
            try:
                self.providers[code] = Actor.staff(staff_at(code).pk)
            except Staff.DoesNotExist:
                self.providers[code] = Actor.system("answer_link")
        return self.providers[code]

    def _steps(
        self, service: Service, fate: str, at: datetime, delivered: bool, random: Random
    ) -> Iterator[Moved]:
        by = self._provider(service)
        day = timedelta(days=1)
        if fate in ("expired", "silent"):
            yield Moved("remind", at + 10 * day + timedelta(hours=1), SILENCE)
            if fate == "expired":
                yield Moved("expire", at + 30 * day + timedelta(hours=1), SILENCE)
            return
        if fate == "sent":
            return
        yield Moved("see", at + day, by)
        if fate == "withdrawn":
            yield Moved("withdraw", at + 4 * day, Actor.system("demo"))
        elif fate == "refused":
            reason = random.choice(list(Reason))
            yield Moved("refuse", at + 4 * day, by, Answer(reason=reason, text=TEXTS.get(reason, "")))
        elif fate == "waiting":
            yield Moved("put_on_list", at + 3 * day, by)
        elif fate != "seen":
            yield from _received(fate, at, by, delivered)

    def _access(self) -> None:
        """Refusals of access all over the country; some answers are late, which a page shows."""
        random = draws("access refusals", 0)
        places = Place.objects.in_bulk([city.place for city in CITIES])
        weights = [30, 25, 12, 12, 10, 8, 6, 5, 4, 3, 3, 2]
        themes = (Theme.HEALTH, Theme.EDUCATION, Theme.HOUSING, Theme.WORK, Theme.SOCIAL)
        for _number in range(REFUSALS):
            city = random.choices(CITIES, weights=weights[: len(CITIES)])[0]
            at = _at(DAY - timedelta(days=random.randint(3, 700)), random)
            one = actions.report_access(
                theme=random.choices(themes, weights=(5, 4, 3, 2, 1))[0],
                place=places[city.place],
                barrier=random.choice(list(Barrier)),
                by=actions.access.PUBLIC,
                at=at,
            )
            if random.random() < 0.75:
                self._answer(one, at + timedelta(days=random.randint(4, 29)), random)

    def _answer(self, one: AccessRefusal, at: datetime, random: Random) -> None:
        if at < _at(DAY - timedelta(days=1)):
            actions.answer_access(
                refusal=one,
                answer=random.choice(list(AccessAnswer)),
                text="La consigne a été rappelée à l’accueil.",
                by=Actor.system("demo"),
                at=at,
            )

    def _grievance(self, number: int, client: Client, helper: Helper) -> None:
        random = draws("grievance", number)
        if random.random() > 0.08 or client.place is None:
            return
        inspectorates = answerers.inspectorates(client.place)
        goes = (Recipient.INSPECTORATE, inspectorates[0]) if inspectorates else None
        recipient, body = goes or (Recipient.ASSOCIATION, helper.body)
        wrong = random.choice(list(Wrong))
        at = max(_at(DAY - timedelta(days=random.randint(5, 90)), random), client.registered_at)
        one = actions.send_grievance(
            client=client, wrong=wrong, words=WRONGS[wrong], recipient=recipient, body=body,
            by=Actor.system("demo"), at=at,
        )  # fmt: skip
        for verb in random.choice(((), ("receive",), ("receive", "take_in_hand"), ("receive", "settle"))):
            at += timedelta(days=2)
            if at < _at(DAY):
                text = "Le salaire a été versé." if verb == "settle" else ""
                one = actions.move_grievance(
                    grievance=one, verb=verb, text=text, by=Actor.system("demo"), at=at
                )

    def _path(self, number: int, client: Client, helper: Helper) -> None:
        between = ages(client.birth_from, client.birth_to, DAY)
        if between is None or between[1] > 18:
            return
        random = draws("child path", number)
        for step, reaches in ((Step.BIRTH, between[0] >= 0), (Step.SCHOOL, 6 <= between[0] <= 15)):
            if reaches and random.random() < 0.6:
                at = max(_at(DAY - timedelta(days=random.randint(20, 300)), random), client.registered_at)
                actions.record_step(
                    client=client, step=step, reached_on=at.date(), by=Actor.system("demo"), at=at
                )


def _received(fate: str, at: datetime, by: Actor, delivered: bool) -> Iterator[Moved]:
    """Accepted, started, done; with the card, the certificate or the keys before the end."""
    day = timedelta(days=1)
    yield Moved("accept", at + 3 * day, by, Answer(appointment_at=at + 10 * day))
    if fate == "accepted":
        return
    yield Moved("start", at + 10 * day, by)
    if fate == "started":
        return
    if delivered:
        yield Moved("prepare", at + 18 * day, by, owner_name="Mme Samira B.")
        yield Moved("hand_over", at + 21 * day, by)
    result = Result.PARTLY if fate == "partly" else Result.MET
    yield Moved("finish", at + 24 * day, by, Answer(result=result))


def _at(day: date, random: Random | None = None) -> datetime:
    """A minute at a desk on a day."""
    minutes = random.randrange(420) if random else 0
    return datetime.combine(day, time(9), tzinfo=UTC) + timedelta(minutes=minutes)
