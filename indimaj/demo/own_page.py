"""What people of the demo say and bring on their own page: all of it invented, most of it not yet seen by anybody."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.files.base import ContentFile
from django.db import transaction

from indimaj.clients import actions as clients
from indimaj.clients.models import Arrival, Support
from indimaj.directory.enums import Theme
from indimaj.directory.models import Staff
from indimaj.referrals.actions.said import say_need
from indimaj.referrals.enums import Urgency
from indimaj.referrals.models import Need

from .clients import client_ids
from .population import DAY
from .recognition import PAPER
from .service_bodies import MAIN_ASSOCIATION, SECOND_ASSOCIATION

Progress = Callable[[str, int, int], None]
# How many people of each association write; the visitor's own page is among the first.
WRITERS = ((MAIN_ASSOCIATION, 9), (SECOND_ASSOCIATION, 3))
SEEN_EACH = 4


class Said(NamedTuple):
    """A need in the words of whoever has it."""

    theme: Theme
    urgency: Urgency
    words: dict[str, str]


SAID = (
    Said(Theme.HOUSING, Urgency.NOW, {
        "fr": "Je dois quitter ma chambre à la fin du mois. Nous sommes quatre.",
        "ar": "يجب أن أغادر غرفتي في آخر الشهر. نحن أربعة.",
        "en": "I have to leave my room at the end of the month. We are four.",
    }),
    Said(Theme.EDUCATION, Urgency.SOON, {
        "fr": "L’école demande un certificat de résidence pour ma fille. Je ne sais pas où le demander.",
        "ar": "تطلب المدرسة شهادة السكنى لابنتي ولا أعرف أين أطلبها.",
        "en": "The school asks for a certificate of residence for my daughter. I do not know where to ask.",
    }),
    Said(Theme.LANGUAGE, Urgency.LATER, {
        "fr": "Je voudrais apprendre la darija le soir, après le travail.",
        "ar": "أود تعلم القراءة والكتابة مساء بعد العمل.",
        "en": "I would like to learn Darija in the evening, after work.",
    }),
    Said(Theme.WORK, Urgency.SOON, {
        "fr": "Je cherche un travail déclaré. Je suis couturière depuis six ans.",
        "ar": "أبحث عن عمل مصرح به. أشتغل في الخياطة منذ ست سنوات.",
        "en": "I look for a declared job. I have sewed for six years.",
    }),
    Said(Theme.HEALTH, Urgency.NOW, {
        "fr": "Je voudrais que mon enfant soit vu par un médecin.",
        "ar": "أريد أن يفحص طبيب طفلي.",
        "en": "I would like a doctor to see my child.",
    }),
)  # fmt: skip
BROUGHT = (
    {"fr": "Le contrat de ma chambre", "ar": "عقد كراء غرفتي", "en": "The contract of my room"},
    {"fr": "Le carnet de vaccination de ma fille", "ar": "دفتر تلقيح ابنتي", "en": "My daughter’s vaccination card"},
    {"fr": "Ma fiche de paie de décembre", "ar": "ورقة أجري لشهر دجنبر", "en": "My pay slip of December"},
)  # fmt: skip


def build_own_page(progress: Progress) -> None:
    """Needs and papers as the people hand them in, in one transaction; what is there is left as it is."""
    if Need.objects.filter(submission=_id("need", 0)).exists():
        return
    writers = list(_writers())
    with transaction.atomic():
        for number, support in enumerate(writers):
            _writes(number, support)
    progress("What people said and brought", len(writers), len(writers))


def _writers() -> Iterator[Support]:
    """People whom an association helps now; the visitor's page first."""
    numbers = {pk: number for number, pk in client_ids().items()}
    for body, many in WRITERS:
        rows = Support.objects.filter(
            body=body, client__in=numbers, is_open=True, caseworker__isnull=False, client__erased_at=None
        ).select_related("client", "caseworker")
        yield from sorted(rows, key=lambda one: numbers[one.client_id])[:many]


def _writes(number: int, support: Support) -> None:
    """A need, a paper or both; one in four was seen by the caseworker the day after."""
    client, at = support.client, _evening(number)
    language = client.language if client.language in ("ar", "fr", "en") else "fr"
    if number % 3 != 2:
        said = SAID[number % len(SAID)]
        need = say_need(
            client=client, theme=said.theme, urgency=said.urgency, words=said.words[language], at=at,
            submission=_id("need", number),
        )  # fmt: skip
        _seen(number, need.pk, support.caseworker, at)
    if number % 2 == 0 or number % 3 == 2:
        paper = clients.hand_in(
            client=client, words=BROUGHT[number // 2 % len(BROUGHT)][language],
            upload=ContentFile(PAPER, "paper.pdf"), at=at + timedelta(minutes=6), submission=_id("paper", number),
        )  # fmt: skip
        _seen(number, paper.pk, support.caseworker, at)


def _seen(number: int, thing: UUID, caseworker: Staff | None, at: datetime) -> None:
    if caseworker is not None and number % SEEN_EACH == SEEN_EACH - 1:
        arrival = Arrival.objects.get(thing=thing)
        clients.see_arrival(arrival=arrival, by=caseworker, at=at + timedelta(hours=14))


def _evening(number: int) -> datetime:
    """An evening of the last ten days, the first writer last."""
    return datetime.combine(DAY - timedelta(days=2 + number % 10), time(19, 5 * number % 60), UTC)


def _id(what: str, number: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"indimaj:demo:own_page:{what}:{number}")
