"""What the demo's people bring, who recognised it, which consulate answered or kept silent, and which work fits."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.files.base import ContentFile
from django.db import transaction

from indimaj.clients.enums import Community
from indimaj.clients.models import Client, Support
from indimaj.directory.models import Body, Staff
from indimaj.ledger.actors import Actor
from indimaj.recognition import actions
from indimaj.recognition.enums import AssetKind, ConsularKind, DocumentKind, Reason
from indimaj.recognition.models import Asset, ConsularRequest, RecognitionRequest, Vacancy

from .clients import client_ids
from .service_bodies import RECOGNITION_BODY, bodies_in, staff_at

Progress = Callable[[str, int, int], None]
END = date(2015, 2, 1)
SEED = 20150201
PEOPLE = 110
REQUESTS = 48
LANGUAGES = (("fr", "Je parle et j’écris le français.", "B2"), ("ary", "أتكلم الدارجة مع الجيران.", "A2"),
             ("en", "English is my school language.", "B2"), ("wo", "Wolof laa wax.", "C2"),
             ("ar", "أقرأ العربية وأكتبها.", "B1"), ("ary", "J’apprends la darija au marché.", "A1"))  # fmt: skip


class Brings(NamedTuple):
    """Something that people of the demo bring, in their own words."""

    kind: AssetKind
    language: str
    words: str
    code: str = ""
    field: str = ""


THINGS = (
    Brings(AssetKind.SKILL, "fr", "Je suis maçon, j’ai construit des maisons avec mon oncle.", "71"),
    Brings(AssetKind.SKILL, "fr", "Je couds des robes et des costumes, sur mesure.", "75"),
    Brings(AssetKind.SKILL, "en", "I repaired phones and radios in a market stall.", "74"),
    Brings(AssetKind.SKILL, "fr", "Je conduis des camions, même sur les pistes.", "83"),
    Brings(AssetKind.SKILL, "ar", "أطبخ لأعداد كبيرة، في مطعم وفي الأعراس.", "51"),
    Brings(AssetKind.QUALIFICATION, "fr", "Licence de lettres, université de Dakar (diplôme inventé).", "6", "02"),
    Brings(AssetKind.QUALIFICATION, "fr", "BTS en comptabilité (diplôme inventé).", "5", "04"),
    Brings(AssetKind.QUALIFICATION, "en", "Nursing diploma, three years (invented diploma).", "5", "09"),
    Brings(AssetKind.QUALIFICATION, "ar", "إجازة في الهندسة المدنية (شهادة مختلقة).", "6", "07"),
    Brings(AssetKind.CRAFT, "fr", "Je teins des tissus à l’indigo, comme ma mère.", "73"),
    Brings(AssetKind.CRAFT, "wo", "Dama ñaw yére, fukki at ak juróom.", "73"),
    Brings(AssetKind.CRAFT, "fr", "Je fais des bijoux en argent et en perles.", "73"),
    Brings(AssetKind.ART, "fr", "Je joue de la kora et j’apprends aux enfants.", "26"),
    Brings(AssetKind.ART, "en", "I sing in a choir and lead the rehearsals.", "26"),
    Brings(AssetKind.ROLE, "fr", "J’ai été délégué des parents d’élèves de mon quartier."),
    Brings(AssetKind.ROLE, "ar", "كنت أصلح بين الجيران عند الخصام."),
)  # fmt: skip
OUTCOMES = ("recognise", "recognise_in_part", "refuse", "recognise", "awaiting", "seen", "sent", "overdue", "drafted",
            "withdrawn", "recognise", "recognise_in_part")  # fmt: skip
COMPLETES = (
    "Un stage encadré de six mois dans un atelier.",
    "Un module de législation du travail, au centre de formation.",
    "Une épreuve pratique d’une journée, sur un chantier.",
)
REASONS = (Reason.PRACTICE, Reason.CONTENT, Reason.LEVEL)
CONSULAR = (
    "prepared",
    "sent",
    "opened",
    "genuine",
    "ready",
    "silent",
    "withdrawn",
    "cannot_say",
    "not_ours",
    "overdue",
)
OF_CONSULATES = ("SN", "CI", "CM", "ML", "NG")


class Work(NamedTuple):
    """Work that an invented employer offers: groups of work that it needs and wishes, languages, a training, a rule."""

    language: str
    title: str
    skills: list[str]
    wished: list[str]
    languages: dict[str, str]
    qualification: str = ""
    rule: str = ""


WORK = (
    Work("fr", "Maçon ou maçonne", ["71"], ["93"], {"fr": "A2"}),
    Work("fr", "Couture et retouches en atelier", ["75"], ["73", "52"], {"ary": "A2"}),
    Work("fr", "Conduite d’engins de chantier", ["83"], ["72"], {"fr": "A2"}, "",
         "Badge du site portuaire (règle inventée)."),
    Work("ar", "طباخ أو طباخة في مطعم جماعي", ["51"], ["94"], {"ary": "A2"}),
    Work("fr", "Électricien ou électricienne du bâtiment", ["74", "71"], [], {"fr": "B1"}),
    Work("fr", "Aide-comptable", ["43"], ["42"], {"fr": "B2"}, "5"),
    Work("fr", "Manœuvre de chantier", ["93"], ["71", "83"], {}),
    Work("en", "Customer service in English", ["42"], ["52", "35"], {"en": "B2"}),
    Work("fr", "Teinture et impression de tissus", ["73"], ["75"], {}),
    Work("fr", "Animation d’ateliers : musique et travail manuel", ["26"], ["73", "34"], {"fr": "B1"}),
    Work("ar", "مساعد أو مساعدة في مكتبة الحي", [], ["41", "23"], {"ar": "B1"}, "6"),
)  # fmt: skip
# A page of a document, with no name and no seal.
PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 68>>stream\nBT /F 18 Tf 72 760 Td (Invented document of the demonstration) Tj ET   \nendstream "
    b"endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def build_recognition(progress: Progress) -> None:
    """Everything of the room, in one transaction; what is there is left as it is."""
    if Vacancy.objects.exists():
        return
    with transaction.atomic():
        random = Random(SEED)  # noqa: S311
        people = _people()
        things = [_brings(number, support, random) for number, support in enumerate(people)]
        progress("Recognition", 1, 4)
        _requests([one for one in things if one is not None], random)
        progress("Recognition", 2, 4)
        _consulates(people, random)
        progress("Recognition", 3, 4)
        _work(random)
    progress("Recognition", 4, 4)


def _people() -> list[Support]:
    """People from elsewhere who are helped now, with who helps them; the visitor's guest first."""
    ids = client_ids()
    rows = Support.objects.filter(
        client__in=ids.values(), client__community=Community.MIGRANT, client__erased_at=None, is_open=True,
        caseworker__isnull=False, since__lt=datetime(2014, 12, 1, tzinfo=UTC),
    ).select_related("client", "caseworker")  # fmt: skip
    guest = ids.get(1)
    return sorted(rows, key=lambda one: (one.client_id != guest, _number(one.client, ids)))[:PEOPLE]


def _number(client: Client, ids: dict[int, UUID]) -> int:
    return {pk: number for number, pk in ids.items()}.get(client.pk, 0)


def _brings(number: int, support: Support, random: Random) -> tuple[Support, Asset] | None:
    """One thing and a language each; every third person a second thing."""
    thing = THINGS[number % len(THINGS)]
    asset = _add(support, thing, number, 1, random)
    if number % 3 == 0:
        _add(support, THINGS[(number + 5) % len(THINGS)], number, 2, random)
    language, words, level = LANGUAGES[number % len(LANGUAGES)]
    actions.add_asset(
        client=support.client, kind=AssetKind.LANGUAGE, words=words, words_language=language, code=language,
        level=level, by=_by(support), at=_at(support, 2), submission=_id("language", number),
    )  # fmt: skip
    return (support, asset) if thing.kind != AssetKind.ROLE else None


def _add(support: Support, thing: Brings, number: int, turn: int, random: Random) -> Asset:
    return actions.add_asset(
        client=support.client, kind=thing.kind, words=thing.words, words_language=thing.language, code=thing.code,
        field=thing.field, years=random.randrange(1, 18), by=_by(support), at=_at(support, turn),
        submission=_id(f"asset {turn}", number),
    )  # fmt: skip


def _requests(things: Sequence[tuple[Support, Asset]], random: Random) -> None:
    """Requests in every state, over two years; the last ones wait, some past their day."""
    body = Body.objects.get(code=RECOGNITION_BODY)
    assessor = staff_at(RECOGNITION_BODY)
    for number, (support, asset) in enumerate(things[:REQUESTS]):
        outcome = OUTCOMES[(number + 1) % len(OUTCOMES)]
        if number % 6 == 0:
            _paper(support, asset)
        at = _sent_at(support, outcome, random)
        made = actions.draft(
            asset=asset, body=body, by=_by(support), at=at, submission=_id("recognition", number)
        )
        if outcome == "drafted":
            continue
        actions.send(request=made, by=_by(support), at=at + timedelta(hours=1), says_yes=True)
        if outcome == "withdrawn":
            actions.withdraw(request=made, by=_by(support), at=at + timedelta(days=6))
        elif outcome not in ("sent", "overdue"):
            _examine(made, outcome, assessor, at, number)


def _examine(made: RecognitionRequest, outcome: str, assessor: Staff, at: datetime, number: int) -> None:
    actions.mark_seen(request=made, by=assessor, at=at + timedelta(days=4))
    if outcome == "awaiting":
        asked = "Le relevé des notes ou, à défaut, une photo du travail."
        actions.ask_document(request=made, asked=asked, by=assessor, at=at + timedelta(days=9))
    elif outcome != "seen":
        given: dict[str, Any] = {}
        if outcome != "recognise":
            given = {"reason": REASONS[number % 3], "completes": COMPLETES[number % 3]}
        actions.decide(request=made, verb=outcome, by=assessor, at=at + timedelta(days=20 + number), **given)


def _sent_at(support: Support, outcome: str, random: Random) -> datetime:
    """Decided ones lie in the two years; what waits is from the last weeks, what is overdue from longer ago."""
    if outcome in ("sent", "seen", "awaiting", "drafted"):
        return _noon(END - timedelta(days=random.randrange(12, 50)))
    if outcome == "overdue":
        return _noon(END - timedelta(days=random.randrange(62, 64)))
    spare = max((END - support.since.date()).days - 75, 4)
    return _at(support, random.randrange(3, spare) if spare > 4 else 3)


def _paper(support: Support, asset: Asset) -> Any:
    return actions.add_document(
        asset=asset, kind=DocumentKind.DIPLOMA, upload=ContentFile(PAPER, "document.pdf"), language="fr",
        by=_by(support), at=_at(support, 3),
    )  # fmt: skip


def _consulates(people: Sequence[Support], random: Random) -> None:
    """Few people ask, each about one document; those who fled are asked about never."""
    bodies = Body.objects.in_bulk([f"B-CO-{country}" for country in OF_CONSULATES])
    fled = [one for one in people if "SY" in one.client.nationalities][:8]
    for one in fled:
        actions.never_ask(client=one.client, by=_by(one), at=_at(one, 5))
    asking = [one for one in people if set(one.client.nationalities) & set(OF_CONSULATES)]
    asking.sort(key=lambda one: "SN" not in one.client.nationalities)
    for number, support in enumerate(asking[: len(CONSULAR) + 3]):
        country = next(code for code in support.client.nationalities if code in OF_CONSULATES)
        _ask(number, support, bodies[f"B-CO-{country}"], random)


def _ask(number: int, support: Support, body: Body, random: Random) -> None:
    outcome = CONSULAR[number % len(CONSULAR)]
    late = outcome in ("silent", "overdue")
    at = _noon(END - timedelta(days=random.randrange(34, 40) if late else random.randrange(5, 28)))
    kind = ConsularKind.BIRTH if outcome in ("ready", "overdue", "silent") else ConsularKind.CONFIRM
    shown: dict[str, Any] = {"shown": "Acte de naissance no 412, 1986, centre principal (numéro inventé)."}
    if kind == ConsularKind.CONFIRM:
        asset = support.client.assets.order_by("added_at", "id").first()
        assert asset is not None
        shown = {"document": _paper(support, asset)}
    made = actions.prepare(
        client=support.client,
        body=body,
        kind=kind,
        by=_by(support),
        at=at,
        submission=_id("consul", number),
        **shown,
    )
    if outcome == "prepared":
        return
    by = _by(support)
    actions.confirm(request=made, read=True, by=by, at=at + timedelta(hours=1))
    if outcome == "withdrawn":
        actions.take_back(request=made, by=by, at=at + timedelta(days=1))
    elif outcome == "silent":
        actions.print_slip(request=made, by=by, at=_noon(END - timedelta(days=1)))
    elif outcome not in ("sent", "overdue"):
        _answered(made, outcome, staff_at(body.code), at)


def _answered(made: ConsularRequest, outcome: str, consul: Staff, at: datetime) -> None:
    actions.mark_opened(request=made, by=consul, at=at + timedelta(days=2))
    if outcome != "opened":
        note = "Au guichet, du lundi au jeudi." if outcome == "ready" else ""
        actions.answer(request=made, said=outcome, note=note, by=consul, at=at + timedelta(days=3))


def _work(random: Random) -> None:
    """Vacancies of the invented employers: some closed long ago, most open now."""
    employers = Body.objects.select_related("place").in_bulk(bodies_in("EM"))
    for number, work in enumerate((*WORK, *WORK)):
        employer = employers[bodies_in("EM")[number % len(employers)]]
        is_past = number >= len(WORK)
        closes = END + timedelta(days=-30 * (number - 8) if is_past else 20 + 5 * number)
        assert employer.place is not None
        actions.post_vacancy(
            body=employer, by=staff_at(employer.code), at=_noon(closes - timedelta(days=75)), title=work.title,
            words_language=work.language, skills=work.skills, wished=work.wished, languages=work.languages,
            qualification=work.qualification, place=employer.place, openings=random.randrange(1, 9),
            closes_on=closes, document_rule=work.rule, submission=_id("vacancy", number),
        )  # fmt: skip


def _by(support: Support) -> Actor:
    return Actor.staff(support.caseworker_id or "")


def _at(support: Support, days: int) -> datetime:
    return min(support.since + timedelta(days=days), _noon(END - timedelta(days=2)))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _id(what: str, number: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"indimaj:demo:recognition:{what}:{number}")
