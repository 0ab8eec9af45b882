"""Services of the demo: believable entries of the invented bodies, some stale, some full, some closed, gaps left."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from indimaj.directory.enums import BodyKind, Theme
from indimaj.directory.models import Body
from indimaj.services.actions.many import Draft, save_many
from indimaj.services.enums import CheckedBy, Permit, Status
from indimaj.services.models import Service

from .population import DAY
from .service_bodies import BUILDER, build_service_bodies

Progress = Callable[[str, int, int], None]
SEED = "indimaj-services"


class Kind(NamedTuple):
    """One kind of service: its texts, what it asks and when it is open."""

    body: str
    theme: Theme
    ar: str
    fr: str
    en: str
    about_ar: str
    about_fr: str
    about_en: str
    permit: Permit
    documents: tuple[str, ...]
    languages: str
    days: str
    hours: tuple[str, str]
    places: int = 0
    free: bool | None = True


KINDS = (
    Kind("AS", Theme.SOCIAL, "الاستقبال والمواكبة الاجتماعية", "Accueil et accompagnement social",
         "Welcome and social support", "إنصات ومساعدة في الإجراءات وتوجيه نحو خدمة.",
         "Écoute, aide aux démarches et orientation.", "Listening, help with formalities, and referral to services.",
         Permit.YES, (), "ary fr en wo?", "MO,TU,WE,TH,FR", ("09:00", "16:00")),
    Kind("AS", Theme.LEGAL, "الاستشارة القانونية", "Permanence juridique", "Legal advice",
         "استشارة مجانية حول الحقوق والشغل والأسرة.", "Conseil gratuit : droits, travail, famille.",
         "Free advice on rights, work and family.", Permit.YES, (), "ary fr ln?", "WE", ("10:00", "13:00"), 12),
    Kind("MW", Theme.LIVELIHOOD, "ورشة الخياطة والمشروع الصغير", "Atelier couture et petit projet",
         "Sewing workshop and small business", "تعلم الحرفة وإعداد مشروع مدر للدخل.",
         "Apprendre le métier et monter une activité.", "Learn the craft and plan a small business.",
         Permit.YES, (), "fr wo ary", "TU,TH", ("14:00", "17:00"), 15),
    Kind("YC", Theme.LEISURE, "نادي الرياضة والمسرح", "Club de sport et de théâtre", "Sports and theatre club",
         "أنشطة مفتوحة لكل شباب الحي.", "Activités ouvertes à tous les jeunes du quartier.",
         "Activities for all young people of the neighbourhood.", Permit.YES, (), "ary fr", "WE,SA", ("15:00", "18:00"),
         30),
    Kind("HC", Theme.HEALTH, "الفحص الطبي العام", "Consultation de médecine générale", "General medical consultation",
         "فحص وتلقيح وتتبع الحمل.", "Consultation, vaccination et suivi de grossesse.",
         "Consultation, vaccination and pregnancy care.", Permit.YES, (), "ary fr wo?", "MO,TU,WE,TH,FR",
         ("08:30", "15:00"), 20),
    Kind("HC", Theme.HEALTH, "صحة الأم والطفل", "Santé de la mère et de l’enfant", "Mother and child health",
         "تلقيح الأطفال وتتبع نموهم.", "Vaccination et suivi de la croissance.", "Vaccination and growth monitoring.",
         Permit.YES, ("birth_record",), "ary fr", "TU,TH", ("08:30", "12:00"), 10),
    Kind("SC", Theme.EDUCATION, "التسجيل في المدرسة", "Inscription à l’école", "School enrolment",
         "تسجيل الأطفال من ست سنوات فما فوق.", "Inscription des enfants à partir de six ans.",
         "Enrolment of children from six years.", Permit.YES, ("birth_record", "photo"), "ar fr", "MO,TU,WE,TH,FR",
         ("09:00", "12:00"), 25),
    Kind("LC", Theme.LANGUAGE, "دروس الدارجة", "Cours de darija", "Darija classes",
         "ثلاثة مستويات، صباحا ومساء.", "Trois niveaux, le matin et le soir.", "Three levels, mornings and evenings.",
         Permit.YES, (), "ary fr", "MO,WE", ("18:00", "20:00"), 20),
    Kind("LC", Theme.LANGUAGE, "دروس العربية الفصحى", "Cours d’arabe standard", "Standard Arabic classes",
         "القراءة والكتابة للمبتدئين.", "Lire et écrire, niveau débutant.", "Reading and writing for beginners.",
         Permit.YES, (), "ar fr en", "TU,TH", ("18:00", "20:00"), 20),
    Kind("LC", Theme.CULTURE, "أمسية التبادل الثقافي", "Soirée d’échange culturel", "Cultural exchange evening",
         "مطبخ وموسيقى وحكايات، للجميع.", "Cuisine, musique et contes, pour tous.", "Food, music and stories, for all.",
         Permit.YES, (), "ary fr en", "SA", ("17:00", "20:00"), 60),
    Kind("TC", Theme.TRAINING, "التكوين في الكهرباء والترصيص", "Formation en électricité et plomberie",
         "Training in electricity and plumbing", "تكوين من تسعة أشهر يتوج بشهادة.",
         "Neuf mois, avec un certificat.", "Nine months, with a certificate.", Permit.NO,
         ("identity", "residence_permit", "school_report"), "ary fr", "MO,TU,WE,TH,FR", ("08:30", "16:30"), 18),
    Kind("CM", Theme.SOCIAL, "شباك المعلومات", "Guichet d’information", "Information desk",
         "معلومات حول خدمات المدينة.", "Renseignements sur les services de la ville.",
         "Information about the services of the town.", Permit.YES, (), "ar ary fr", "MO,TU,WE,TH,FR",
         ("08:30", "16:30")),
    Kind("LI", Theme.WORK, "الشكايات المتعلقة بالشغل", "Plaintes liées au travail", "Complaints about work",
         "أجور غير مؤداة، حادثة شغل، غياب العقد.", "Salaires impayés, accident, absence de contrat.",
         "Unpaid wages, accidents, no contract.", Permit.YES, (), "ar fr", "MO,WE,FR", ("09:00", "15:00")),
    Kind("HO", Theme.HOUSING, "طلب سكن اجتماعي", "Demande de logement social", "Application for social housing",
         "إيداع الطلب وتتبعه.", "Dépôt et suivi de la demande.", "Filing and following the application.", Permit.NO,
         ("identity", "residence_permit"), "ar fr", "TU,TH", ("09:00", "13:00"), 0, None),
    Kind("HO", Theme.HOUSING, "إيواء مؤقت", "Hébergement temporaire", "Temporary shelter",
         "أسرة للحالات المستعجلة.", "Des lits pour les situations urgentes.", "Beds for urgent situations.",
         Permit.YES, (), "ary fr", "MO,TU,WE,TH,FR,SA,SU", ("18:00", "08:00"), 12),
    Kind("EM", Theme.WORK, "عروض الشغل في البناء", "Offres d’emploi dans le bâtiment", "Jobs in construction",
         "مناصب مع عقد وتغطية اجتماعية.", "Postes avec contrat et couverture sociale.",
         "Jobs with a contract and social cover.", Permit.NO, ("identity", "residence_permit"), "ary fr", "MO",
         ("09:00", "12:00"), 8),
    Kind("RECOGNITION", Theme.RECOGNITION, "الاعتراف بالدبلومات والمهارات",
         "Reconnaissance des diplômes et des compétences", "Recognition of diplomas and skills",
         "إيداع الملف وجواب معلل.", "Dépôt du dossier et réponse motivée.", "Filing, and a reasoned answer.",
         Permit.UNKNOWN, ("diploma",), "ar fr en", "MO,TU,WE,TH", ("09:00", "15:00"), 0, False),
    Kind("INTERNATIONAL", Theme.LIVELIHOOD, "دعم المشاريع الصغرى", "Appui aux petits projets",
         "Support for small businesses", "منحة ومواكبة لمدة سنتين.", "Une aide et deux ans d’accompagnement.",
         "A grant and two years of support.", Permit.YES, ("identity",), "fr en es", "TU,TH", ("10:00", "15:00"), 40),
)  # fmt: skip
# Streets of the invented bodies, in the two scripts of a plate in the street; no house of that number is meant.
STREETS = (
    ("avenue An-Nasr", "شارع النصر"),
    ("rue Al Andalous", "زنقة الأندلس"),
    ("avenue Al Wahda", "شارع الوحدة"),
    ("rue Ibn Battouta", "زنقة ابن بطوطة"),
    ("rue des Orangers", "زنقة أشجار البرتقال"),
    ("avenue Al Amal", "شارع الأمل"),
    ("rue Al Yasmine", "زنقة الياسمين"),
    ("rue de la Source", "زنقة العين"),
    ("boulevard Al Kifah", "شارع الكفاح"),
    ("rue Annakhil", "زنقة النخيل"),
    ("rue des Potiers", "زنقة الفخارين"),
)
# Part of the entries: what is left unchecked too long, full, closed for now, or written in one language only.
STALE, FULL, CLOSED, ONE_LANGUAGE, UNKNOWN = 0.18, 0.1, 0.05, 0.12, 0.15


def build_services(progress: Progress) -> None:
    """Every entry, each by an id of its own: what is there is passed over."""
    build_service_bodies(progress)
    bodies = Body.objects.select_related("place").in_bulk()
    drafts = list(_drafts(bodies))
    progress("Services", 0, len(drafts))
    if Service.objects.filter(pk__in=[draft.id for draft in drafts]).count() < len(drafts):
        save_many(drafts)
    progress("Services", len(drafts), len(drafts))


def service_of(body: str, theme: Theme) -> Service:
    """The entry of a body for a theme: for the rooms above."""
    return Service.objects.filter(body_id=body, theme=theme).order_by("id")[:1].get()


def address_of(body: str) -> str:
    """Where an invented body is, the same for all that it offers; it says that it is invented."""
    random = Random(f"{SEED}:address:{body}")  # noqa: S311 -- invented entries
    number = random.randint(2, 98)
    latin, arabic = random.choice(STREETS)
    return f"{number}, {latin} (adresse inventée) · {arabic} (عنوان مختلق)"


def _drafts(bodies: dict[str, Body]) -> Iterator[Draft]:
    for number, kind in enumerate(KINDS):
        for code, body in sorted(bodies.items()):
            if body.is_invented and _is_of(code, kind.body) and body.kind != BodyKind.EMBASSY:
                yield _draft(kind, number, body)


def _is_of(code: str, key: str) -> bool:
    return code == f"B-{key}" or (code.startswith(f"B-{key}-") and code.rpartition("-")[0] == f"B-{key}")


def _draft(kind: Kind, number: int, body: Body) -> Draft:
    random = Random(f"{SEED}:{body.code}:{number}")  # noqa: S311 -- invented entries
    # Those of Rabat are what visitors meet first: whole, open and fresh.
    first = body.place_id == "MA-RAB"
    checked = _checked_on(random, first)
    at = datetime.combine(checked, time(10), tzinfo=UTC)
    where = {"place_id": body.place_id, "address": address_of(body.code), "name": "", "transportation": ""}
    return Draft(
        id=_key(body, number),
        body=body,
        values=_values(kind, random, first, checked),
        at=at,
        by=BUILDER,
        where=[where],
        checked_on=checked,
        checked_by=random.choice((CheckedBy.OWNER, CheckedBy.OWNER, CheckedBy.STAFF)),
    )


def _values(kind: Kind, random: Random, first: bool, checked: date) -> dict[str, Any]:
    alone = not first and random.random() < ONE_LANGUAGE
    left = _left(kind, random, first)
    permit = Permit.UNKNOWN if not first and random.random() < UNKNOWN else kind.permit
    return {
        "original": "fr",
        "name_fr": kind.fr,
        "description_fr": kind.about_fr,
        **({} if alone else {"name_ar": kind.ar, "name_en": kind.en}),
        **({} if alone else {"description_ar": kind.about_ar, "description_en": kind.about_en}),
        "theme": kind.theme,
        "status": Status.PAUSED if not first and random.random() < CLOSED else Status.ACTIVE,
        "is_free": kind.free,
        "without_permit": permit,
        "required_documents": [{"document": "", "code": code} for code in kind.documents],
        "languages": list(_languages(kind.languages, random, first)),
        "schedules": [
            {"byday": kind.days, "opens_at": kind.hours[0], "closes_at": kind.hours[1], "description": ""}
        ],
        "phones": [
            {
                "number": f"+212 5 00 00 {random.randrange(100):02d} {random.randrange(100):02d}",
                "description": "",
            }
        ],
        "email": f"contact-{random.randrange(10**6):06d}@example.org" if random.random() < 0.8 else "",
        "capacity_available": left,
        "capacity_maximum": kind.places or None,
        "capacity_updated": checked if left is not None else None,
    }


def _left(kind: Kind, random: Random, first: bool) -> int | None:
    if not kind.places:
        return None
    return 0 if not first and random.random() < FULL else random.randint(1, kind.places)


def _languages(text: str, random: Random, first: bool) -> Iterator[dict[str, Any]]:
    for word in text.split():
        if word.endswith("?"):
            # An interpreter comes where there is one.
            if first or random.random() < 0.6:
                yield {"code": word[:-1], "name": "", "interpreter": True}
        else:
            yield {"code": word, "name": "", "interpreter": False}


def _checked_on(random: Random, first: bool) -> date:
    if first:
        return DAY - timedelta(days=random.randrange(3, 60))
    if random.random() < STALE:
        return DAY - timedelta(days=random.randrange(190, 700))
    return DAY - timedelta(days=random.randrange(3, 175))


def _key(body: Body, number: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"{SEED}:{body.code}:{number}")
