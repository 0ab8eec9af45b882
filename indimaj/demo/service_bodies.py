"""Who helps in the demo: real ministries with their published mandates, and invented bodies in real places.

The other rooms of the demo take bodies and staff from here by the names of the constants.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from indimaj.directory import actions as directory
from indimaj.directory.enums import DEMO_EMPLOYER, DEMO_USERNAMES, BodyKind, Level, Role, Theme
from indimaj.directory.models import Body, Place, Staff
from indimaj.ledger.actors import Actor

from . import PASSWORD
from .people import written_in_arabic
from .staff import staff_name

Progress = Callable[[str, int, int], None]
BUILDER = Actor.system("demo")
BEFORE = datetime(2012, 12, 20, 9, tzinfo=UTC)
HELD_FROM = date(2013, 1, 2)
ADOPTED = date(2014, 12, 18)

MAIN_ASSOCIATION = "B-AS-RAB"
SECOND_ASSOCIATION = "B-AS-CAS"
CLINIC = "B-HC-RAB"
SCHOOL = "B-SC-RAB"
COURSE_CENTRE = "B-LC-RAB"
TRAINING_CENTRE = "B-TC-RAB"
COMMUNE = "B-CM-RAB"
LABOUR_INSPECTORATE = "B-LI-RAB"
HOUSING_BODY = "B-HO-RAB"
EMPLOYER = "B-EM-CAS"
CONSULATE = "B-CO-SN"
RECOGNITION_BODY = "B-RECOGNITION"
INTERNATIONAL = "B-INTERNATIONAL"
MINISTRY = "M-MIGRATION"


class City(NamedTuple):
    """Where invented bodies work: the place of the catalogue and the town's name after "of" and "in"."""

    key: str
    place: str
    ar: str
    fr: str
    en: str


CITIES = (
    City("RAB", "MA-RAB", "بالرباط", "de Rabat", "Rabat"),
    City("CAS", "MA-CAS", "بالدار البيضاء", "de Casablanca", "Casablanca"),
    City("TNG", "MA-TNG", "بطنجة", "de Tanger", "Tangier"),
    City("OUJ", "MA-OUJ", "بوجدة", "d’Oujda", "Oujda"),
    City("AGD", "MA-AGD", "بأكادير", "d’Agadir", "Agadir"),
    City("FES", "MA-FES", "بفاس", "de Fès", "Fes"),
    City("MAR", "MA-MAR", "بمراكش", "de Marrakech", "Marrakesh"),
    City("NAD", "MA-NAD", "بالناضور", "de Nador", "Nador"),
    City("TET", "MA-TET", "بتطوان", "de Tétouan", "Tetouan"),
    City("MEK", "MA-MEK", "بمكناس", "de Meknès", "Meknes"),
    City("KEN", "MA-KEN", "بالقنيطرة", "de Kénitra", "Kenitra"),
    City("LAA", "MA-LAA", "بالعيون", "de Laâyoune", "Laayoune"),
)


class Pattern(NamedTuple):
    """One kind of invented body: how it is named in a town, what it answers for, in which towns it is."""

    key: str
    kind: BodyKind
    ar: str
    fr: str
    en: str
    themes: tuple[Theme, ...]
    role: Role
    cities: str = ""

    def code(self, city: City) -> str:
        """The code of this body in a town."""
        return f"B-{self.key}-{city.key}"


PATTERNS = (
    Pattern("AS", BodyKind.ASSOCIATION, "جمعية الجسر {} (مختلقة)", "Association Al Jisr {} (inventée)",
            "Al Jisr Association, {} (invented)", (Theme.SOCIAL, Theme.LEGAL), Role.CASEWORKER),
    Pattern("MW", BodyKind.ASSOCIATION, "جمعية النساء المهاجرات {} (مختلقة)",
            "Association des femmes migrantes {} (inventée)", "Migrant Women’s Association, {} (invented)",
            (Theme.LIVELIHOOD, Theme.CULTURE), Role.CASEWORKER, "RAB CAS TNG OUJ"),
    Pattern("YC", BodyKind.ASSOCIATION, "جمعية ملتقى الشباب {} (مختلقة)",
            "Association Carrefour des jeunes {} (inventée)", "Youth Crossroads Association, {} (invented)",
            (Theme.LEISURE, Theme.CULTURE), Role.COORDINATOR, "RAB CAS FES AGD"),
    Pattern("HC", BodyKind.HOSPITAL, "مركز صحي الأمل {} (مختلق)", "Centre de santé Al Amal {} (inventé)",
            "Al Amal Health Centre, {} (invented)", (Theme.HEALTH,), Role.PROVIDER),
    Pattern("SC", BodyKind.SCHOOL, "مدرسة الياسمين الابتدائية {} (مختلقة)",
            "École primaire Al Yasmine {} (inventée)", "Al Yasmine Primary School, {} (invented)",
            (Theme.EDUCATION,), Role.PROVIDER, "RAB CAS TNG OUJ AGD FES"),
    Pattern("LC", BodyKind.SCHOOL, "مركز اللغات والتبادل {} (مختلق)",
            "Centre de langues et d’échange {} (inventé)", "Languages and Exchange Centre, {} (invented)",
            (Theme.LANGUAGE, Theme.CULTURE), Role.COORDINATOR, "RAB CAS TNG OUJ FES MAR"),
    Pattern("TC", BodyKind.SCHOOL, "مركز التكوين المهني النخيل {} (مختلق)",
            "Centre de formation professionnelle Annakhil {} (inventé)",
            "Annakhil Vocational Training Centre, {} (invented)", (Theme.TRAINING,), Role.COORDINATOR,
            "RAB CAS TNG AGD FES MAR"),
    Pattern("CM", BodyKind.LOCAL_AUTHORITY, "مصلحة الاستقبال بالجماعة {} (مختلقة)",
            "Service d’accueil de la commune {} (inventé)", "Welcome service of the municipality of {} (invented)",
            (Theme.SOCIAL,), Role.PROVIDER, "RAB CAS TNG OUJ AGD FES NAD"),
    Pattern("LI", BodyKind.PUBLIC_AGENCY, "مفتشية الشغل {} (مختلقة)", "Inspection du travail {} (inventée)",
            "Labour Inspectorate, {} (invented)", (Theme.WORK,), Role.PROVIDER, "RAB CAS TNG AGD FES"),
    Pattern("HO", BodyKind.PUBLIC_AGENCY, "وكالة السكن الاجتماعي {} (مختلقة)",
            "Agence du logement social {} (inventée)", "Social Housing Agency, {} (invented)",
            (Theme.HOUSING,), Role.PROVIDER, "RAB CAS TNG"),
    Pattern("EM", BodyKind.EMPLOYER, "مقاولة المتوسط للبناء {} (مختلقة)",
            "Entreprise Méditerranée Bâtiment {} (inventée)", "Mediterranean Building Company, {} (invented)",
            (Theme.WORK,), Role.PROVIDER, "CAS TNG AGD"),
)  # fmt: skip


class Single(NamedTuple):
    """An invented body of which there is one."""

    code: str
    kind: BodyKind
    ar: str
    fr: str
    en: str
    place: str
    country: str
    themes: tuple[Theme, ...]
    level: Level
    role: Role


SINGLES = (
    Single(RECOGNITION_BODY, BodyKind.PUBLIC_AGENCY, "مركز الاعتراف بالمؤهلات (مختلق)",
           "Centre de reconnaissance des qualifications (inventé)",
           "Centre for the Recognition of Qualifications (invented)",
           "MA-RAB", "", (Theme.RECOGNITION,), Level.NATIONAL, Role.ASSESSOR),
    Single(INTERNATIONAL, BodyKind.INTERNATIONAL, "الوكالة الدولية للدعم (مختلقة)",
           "Agence internationale d’appui (inventée)", "International Support Agency (invented)",
           "MA-RAB", "", (Theme.SOCIAL, Theme.LIVELIHOOD), Level.NATIONAL, Role.PROVIDER),
    *(
        Single(f"B-CO-{country}", BodyKind.EMBASSY, f"قنصلية {ar} بالرباط (مختلقة)",
               f"Consulat {fr} à Rabat (inventé)", f"Consulate of {en} in Rabat (invented)",
               "MA-RAB", country, (Theme.RECOGNITION,), Level.ORIGIN, Role.CONSULATE)
        for country, ar, fr, en in (
            ("SN", "السنغال", "du Sénégal", "Senegal"),
            ("CI", "كوت ديفوار", "de Côte d’Ivoire", "Côte d’Ivoire"),
            ("CM", "الكاميرون", "du Cameroun", "Cameroon"),
            ("ML", "مالي", "du Mali", "Mali"),
            ("NG", "نيجيريا", "du Nigeria", "Nigeria"),
        )
    ),
)  # fmt: skip


class Real(NamedTuple):
    """A real institution, its mandates as published, and the page that says so."""

    code: str
    kind: BodyKind
    ar: str
    fr: str
    en: str
    mandates: tuple[tuple[Theme, str], ...]
    source: str


PUBLISHED = "https://marocainsdumonde.gov.ma/en/programmatic-achievements/"
TRAINING_SOURCE = "http://almohagir.com/2719-la-nouvelle-politique-migratoire-du-maroc"
REAL = (
    Real(MINISTRY, BodyKind.MINISTRY, "الوزارة المكلفة بالمغاربة المقيمين بالخارج وشؤون الهجرة",
         "Ministère chargé des Marocains résidant à l’étranger et des affaires de la migration",
         "Ministry of Moroccans Residing Abroad and Migration Affairs", (), PUBLISHED),
    Real("M-EDUCATION", BodyKind.MINISTRY, "وزارة التربية الوطنية والتكوين المهني",
         "Ministère de l’Éducation nationale et de la Formation professionnelle",
         "Ministry of National Education and Vocational Training",
         ((Theme.EDUCATION, "SNIA 1 (OSP1)"), (Theme.CULTURE, "SNIA 1 (OSP2)"), (Theme.LANGUAGE, "SNIA 1 (OSP3)")),
         PUBLISHED),
    Real("M-HEALTH", BodyKind.MINISTRY, "وزارة الصحة", "Ministère de la Santé", "Ministry of Health",
         ((Theme.HEALTH, "SNIA 3"),), PUBLISHED),
    Real("M-HOUSING", BodyKind.MINISTRY, "وزارة السكنى وسياسة المدينة",
         "Ministère de l’Habitat et de la Politique de la ville", "Ministry of Housing and City Policy",
         ((Theme.HOUSING, "SNIA 4"),), PUBLISHED),
    Real("M-YOUTH", BodyKind.MINISTRY, "وزارة الشباب والرياضة", "Ministère de la Jeunesse et des Sports",
         "Ministry of Youth and Sports", ((Theme.LEISURE, "SNIA 2"),), PUBLISHED),
    Real("M-SOLIDARITY", BodyKind.MINISTRY, "وزارة التضامن والمرأة والأسرة والتنمية الاجتماعية",
         "Ministère de la Solidarité, de la Femme, de la Famille et du Développement social",
         "Ministry of Solidarity, Women, Family and Social Development", ((Theme.SOCIAL, "SNIA 5"),),
         "https://ccme.org.ma/fr/medias-et-migration/36228"),
    Real("P-OFPPT", BodyKind.PUBLIC_AGENCY, "مكتب التكوين المهني وإنعاش الشغل",
         "Office de la formation professionnelle et de la promotion du travail (OFPPT)",
         "Office for Vocational Training and Employment Promotion (OFPPT)", ((Theme.TRAINING, "SNIA 6"),),
         TRAINING_SOURCE),
    Real("P-ENTRAIDE", BodyKind.PUBLIC_AGENCY, "التعاون الوطني", "Entraide nationale",
         "Entraide Nationale (National Mutual Aid)", ((Theme.TRAINING, "SNIA 6"),), TRAINING_SOURCE),
    Real("P-ANAPEC", BodyKind.PUBLIC_AGENCY, "الوكالة الوطنية لإنعاش التشغيل والكفاءات",
         "Agence nationale de promotion de l’emploi et des compétences (ANAPEC)",
         "National Agency for the Promotion of Employment and Skills (ANAPEC)", ((Theme.WORK, "SNIA 7"),),
         TRAINING_SOURCE),
)  # fmt: skip

# The account of each role that a visitor may use, and the body for which it speaks.
PUBLIC_ACCOUNTS: tuple[tuple[Role, str], ...] = (
    (Role.CASEWORKER, MAIN_ASSOCIATION),
    (Role.PROVIDER, CLINIC),
    (Role.COORDINATOR, COURSE_CENTRE),
    (Role.ASSESSOR, RECOGNITION_BODY),
    (Role.CONSULATE, CONSULATE),
    (Role.POLICY_OFFICER, MINISTRY),
    (Role.FOCAL_POINT, MINISTRY),
)


def build_service_bodies(progress: Progress) -> None:
    """Bodies, mandates and the staff of the service side; what is there is left as it is."""
    if Body.objects.filter(code=INTERNATIONAL).exists():
        return
    if not Place.objects.filter(code="MA").exists():
        directory.load_territory()
    places = Place.objects.in_bulk(["MA", *{city.place for city in CITIES}])
    planned = [*_real(), *_in_towns(), *_singles()]
    hired: set[tuple[str, Role]] = {*map(_of_visitor, PUBLIC_ACCOUNTS), (EMPLOYER, Role.PROVIDER)}
    for done, (row, names) in enumerate(planned):
        progress("Bodies", done, len(planned))
        _build(row, names, places, hired)
    for role, code in PUBLIC_ACCOUNTS:
        _hire(DEMO_USERNAMES[role], role, Body.objects.get(code=code), PASSWORD)
    _hire(DEMO_EMPLOYER, Role.PROVIDER, Body.objects.get(code=EMPLOYER), PASSWORD)
    progress("Bodies", len(planned), len(planned))


def staff_at(code: str) -> Staff:
    """Who speaks for a body in the demo."""
    return Staff.objects.filter(posts__body_id=code).order_by("username")[:1].get()


def bodies_in(key: str) -> list[str]:
    """The codes of the invented bodies of one pattern (AS, HC, LC...), Rabat first."""
    pattern = next(pattern for pattern in PATTERNS if pattern.key == key)
    return [pattern.code(city) for city in _towns_of(pattern)]


class Row(NamedTuple):
    """A body to build."""

    code: str
    kind: BodyKind
    place: str
    country: str
    invented: bool
    mandates: tuple[tuple[Theme, Level, str, str, date | None], ...]
    source: str
    role: Role | None


def _real() -> Iterator[tuple[Row, dict[str, str]]]:
    for one in REAL:
        mandates = tuple((theme, Level.NATIONAL, "MA", basis, ADOPTED) for theme, basis in one.mandates)
        row = Row(one.code, one.kind, "MA", "", False, mandates, one.source, None)
        yield row, {"name_ar": one.ar, "name_fr": one.fr, "name_en": one.en}


def _in_towns() -> Iterator[tuple[Row, dict[str, str]]]:
    for one in PATTERNS:
        for city in _towns_of(one):
            mandates = tuple((theme, Level.LOCAL, city.place, "", HELD_FROM) for theme in one.themes)
            row = Row(one.code(city), one.kind, city.place, "", True, mandates, "", one.role)
            yield (
                row,
                {
                    "name_ar": one.ar.format(city.ar),
                    "name_fr": one.fr.format(city.fr),
                    "name_en": one.en.format(city.en),
                },
            )


def _singles() -> Iterator[tuple[Row, dict[str, str]]]:
    for one in SINGLES:
        mandates = tuple((theme, one.level, "MA", "", HELD_FROM) for theme in one.themes)
        row = Row(one.code, one.kind, one.place, one.country, True, mandates, "", one.role)
        yield row, {"name_ar": one.ar, "name_fr": one.fr, "name_en": one.en}


def _towns_of(pattern: Pattern) -> list[City]:
    return [city for city in CITIES if not pattern.cities or city.key in pattern.cities.split()]


def _build(row: Row, names: dict[str, str], places: dict[str, Place], hired: set[tuple[str, Role]]) -> None:
    body = directory.save_body(
        code=row.code,
        kind=row.kind,
        by=BUILDER,
        at=BEFORE,
        place=places[row.place],
        country=row.country,
        is_invented=row.invented,
        **names,
    )
    for theme, level, place, basis, held_from in row.mandates:
        directory.give_mandate(
            body=body,
            theme=theme,
            level=level,
            place=places[place],
            by=BUILDER,
            at=BEFORE,
            held_from=held_from,
            legal_basis=basis,
            source=row.source,
        )
    if row.role is not None and (row.code, row.role) not in hired:
        _hire(f"{row.role}-{row.code.lower()}", row.role, body, None)


def _hire(username: str, role: Role, body: Body, password: str | None) -> Staff:
    name = staff_name(username)
    staff = directory.create_staff(
        username=username,
        name=name,
        name_ar=written_in_arabic("ma", name),
        password=password,
        by=BUILDER,
        at=BEFORE,
        language="ar",
    )
    directory.give_post(staff=staff, role=role, by=BUILDER, at=BEFORE, body=body, held_from=HELD_FROM)
    return staff


def _of_visitor(account: tuple[Role, str]) -> tuple[str, Role]:
    return account[1], account[0]
