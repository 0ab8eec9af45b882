"""Consultations of the demo, invented: one answered, one whose answer is overdue, one that a visitor can answer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from indimaj.commitments.models import Commitment
from indimaj.consultations import actions
from indimaj.consultations.changes import rules
from indimaj.consultations.enums import Changed, Choice, Kind, Outcome, Way
from indimaj.consultations.models import Round, Statement
from indimaj.directory.enums import Theme
from indimaj.directory.models import Body
from indimaj.texts.words import Words, of_three

from .population import DAY
from .service_bodies import BUILDER, MINISTRY, build_service_bodies

Progress = Callable[[str, int, int], None]
SEED = "indimaj-consultations"
# How many of each kind are invited; the three of countries of origin are too few to be shown.
INVITED = {
    Kind.MIGRANT: 34,
    Kind.HOST: 26,
    Kind.ASSOCIATION: 18,
    Kind.PUBLIC_BODY: 12,
    Kind.ORIGIN: 3,
    Kind.EXPERT: 9,
}
NAMES = {
    Kind.MIGRANT: "Groupe de parole {} (inventé)",
    Kind.HOST: "Comité de quartier {} (inventé)",
    Kind.ASSOCIATION: "Association {} (inventée)",
    Kind.PUBLIC_BODY: "Service public {} (inventé)",
    Kind.ORIGIN: "Consulat {} (inventé)",
    Kind.EXPERT: "Spécialiste {} (inventé)",
}
REASONS = (
    ("fr", "Le cours finit quand le dernier bus est parti."),
    ("ar", "من يشتغل نهارا لا يستطيع الحضور إلا مساء."),
    ("en", "Nobody told us that this office was open to us."),
    ("fr", "Il faudrait d’abord former l’accueil."),
)


class Plan(NamedTuple):
    """One round: its texts, its days, and how each kind leans (agree, disagree, pass)."""

    key: str
    way: Way
    title: tuple[str, str, str]
    about: tuple[str, str, str]
    statements: tuple[tuple[str, str, str], ...]
    opens: date
    closes: date
    due: date
    openly: int = 0
    scale: int = 1


LEANING: Mapping[str, Sequence[float]] = {
    Kind.MIGRANT: (7, 2, 1),
    Kind.HOST: (4, 4, 2),
    Kind.ASSOCIATION: (6, 2, 2),
    Kind.PUBLIC_BODY: (4, 3, 3),
    Kind.ORIGIN: (6, 2, 2),
    Kind.EXPERT: (4, 3, 3),
}
PLANS = (
    Plan(
        "hours-of-language-courses",
        Way.BOTH,
        ("أوقات دروس اللغة", "Les horaires des cours de langue", "The hours of language courses"),
        (
            "هل تناسب الدروس من يشتغل ومن يرعى الأطفال، من المهاجرين ومن سكان الحي؟",
            "Les cours conviennent-ils à qui travaille et à qui garde des enfants, d’ici et d’ailleurs ?",
            "Do courses suit those who work and those who look after children, from here and from elsewhere?",
        ),
        (
            (
                "تنظم الدروس مساء وفي نهاية الأسبوع.",
                "Des cours ont lieu le soir et en fin de semaine.",
                "Courses take place in the evening and at weekends.",
            ),
            (
                "يستقبل الأطفال أثناء الدرس.",
                "Les enfants sont accueillis pendant le cours.",
                "Children are looked after during the course.",
            ),
            (
                "يجلس المهاجرون وسكان الحي في القسم نفسه.",
                "Personnes migrantes et habitants du quartier apprennent dans la même salle.",
                "Migrants and people of the neighbourhood learn in the same room.",
            ),
        ),
        date(2014, 5, 5),
        date(2014, 6, 5),
        date(2014, 9, 5),
        openly=236,
        scale=3,
    ),
    Plan(
        "first-welcome-at-health-centres",
        Way.INVITED,
        (
            "الاستقبال الأول في المراكز الصحية",
            "Le premier accueil dans les centres de santé",
            "The first welcome at health centres",
        ),
        (
            "ما الذي يجعل الناس يدخلون أو يرجعون من الباب.",
            "Ce qui fait que l’on entre, ou que l’on repart à la porte.",
            "What makes people come in, or turn back at the door.",
        ),
        (
            (
                "تعلق عند المدخل لافتة تذكر اللغات المتحدث بها.",
                "Une affiche à l’entrée dit quelles langues sont parlées.",
                "A sign at the door says which languages are spoken.",
            ),
            (
                "لا تطلب أي وثيقة إقامة للفحص الأول.",
                "Aucun papier de séjour n’est demandé pour la première consultation.",
                "No residence paper is asked for at the first consultation.",
            ),
        ),
        date(2014, 9, 15),
        date(2014, 10, 15),
        date(2014, 12, 15),
    ),
    Plan(
        "what-the-next-meeting-takes-up",
        Way.BOTH,
        (
            "ما يتناوله اللقاء المقبل",
            "Ce que la prochaine rencontre abordera",
            "What the next meeting takes up",
        ),
        (
            "عام بعد ندوة الرباط: أي المواضيع تقدم، وأيها بقي دون جواب؟",
            "Un an après la conférence de Rabat : quels sujets avancent, et lesquels restent sans réponse ?",
            "A year after the Rabat conference: which subjects move on, and which were left without an answer?",
        ),
        (
            (
                "يخصص اللقاء المقبل يوما للشغل اللائق.",
                "La prochaine rencontre consacre une journée au travail décent.",
                "The next meeting gives a day to decent work.",
            ),
            (
                "تعرض الجماعات ما أنجزته في أحيائها.",
                "Les communes présentent ce qu’elles ont fait dans leurs quartiers.",
                "Municipalities show what they have done in their neighbourhoods.",
            ),
            (
                "يشارك الشباب من الجانبين في إعداد البرنامج.",
                "Des jeunes des deux côtés préparent le programme.",
                "Young people of both sides prepare the programme.",
            ),
            (
                "تنشر أجوبة المؤسسات قبل اللقاء بشهر.",
                "Les réponses des institutions sont publiées un mois avant la rencontre.",
                "Institutions’ answers are published a month before the meeting.",
            ),
        ),
        date(2015, 1, 26),
        DAY + timedelta(days=180),
        DAY + timedelta(days=240),
        openly=23,
    ),
)
ANSWER = of_three(
    {
        "ar": (
            "نأخذ باقتراحي المساء واستقبال الأطفال حيث توجد قاعة لذلك. أما القسم المشترك فيبقى "
            "اختياريا: نصف سكان الحي لم يوافقوا عليه، وسنسأل من جديد بعد سنة. (جواب مختلق)"
        ),
        "fr": (
            "Nous retenons les cours du soir et l’accueil des enfants là où une salle existe. La "
            "salle commune reste au choix : les habitants étaient partagés, nous redemanderons "
            "dans un an. (Réponse inventée)"
        ),
        "en": (
            "We take up evening courses, and looking after children where there is a room for it. "
            "Learning in one room stays a choice: neighbours were divided, and we shall ask again "
            "in a year. (Invented answer)"
        ),
    }
)


def build_consultations(progress: Progress) -> None:
    """Three rounds; what is there is passed over."""
    build_service_bodies(progress)
    ministry = Body.objects.get(pk=MINISTRY)
    for done, plan in enumerate(PLANS):
        progress("Consultations", done, len(PLANS))
        if not Round.objects.filter(key=plan.key).exists():
            _build(plan, ministry)
    progress("Consultations", len(PLANS), len(PLANS))


def _build(plan: Plan, ministry: Body) -> None:
    before, opening = _at(plan.opens - timedelta(days=7)), _at(plan.opens)
    draft = actions.Draft(_three(plan.title), _three(plan.about), ministry, plan.way, plan.closes, plan.due)
    one = actions.draft_round(draft=draft, by=BUILDER, at=before, key=plan.key, is_invented=True)
    statements = [
        actions.add_statement(one=one, text=_three(text), by=BUILDER, at=before) for text in plan.statements
    ]
    one = actions.open_round(one=one, by=BUILDER, at=opening)
    actions.vote_many(one=one, ballots=list(_ballots(plan, one, statements)))
    if plan.closes < DAY:
        one = actions.close_round(one=one, by=BUILDER, at=_at(plan.closes, 18))
    if plan is PLANS[0]:
        given = actions.Given(Outcome.IN_PART, ANSWER, [_changed()])
        actions.answer_round(one=one, given=given, by=BUILDER, at=_at(plan.due - timedelta(days=12)))


def _ballots(plan: Plan, one: Round, statements: list[Statement]) -> Iterator[actions.Ballot]:
    draw = Random(f"{SEED}:{plan.key}")  # noqa: S311 -- invented answers, the same each time
    days = (min(plan.closes, DAY) - plan.opens).days
    for kind, few in INVITED.items():
        for place in range(1, (few if kind == Kind.ORIGIN else few * plan.scale) + 1):
            name = NAMES[kind].format(place)
            made = actions.invite(one=one, kind=kind, name=name, by=BUILDER, at=_at(plan.opens))
            if draw.random() < 0.82:
                on = plan.opens + timedelta(days=draw.randint(0, days))
                yield actions.Ballot(
                    _said(draw, statements, LEANING[kind]), _at(on), invitation=made.invitation
                )
    for number in range(plan.openly):
        on = plan.opens + timedelta(days=draw.randint(0, days))
        browser = actions.browser_digest(one.pk, f"{SEED}:{number}")
        yield actions.Ballot(_said(draw, statements, (6, 3, 1)), _at(on), browser=browser)


def _said(
    draw: Random, statements: list[Statement], leaning: Sequence[float]
) -> dict[Statement, actions.Said]:
    said = {}
    for place, statement in enumerate(statements):
        # The further down, the more people are divided.
        weights = (leaning[0], leaning[1] + place, leaning[2])
        choice = draw.choices(Choice.values, weights)[0]
        language, reason = draw.choice(REASONS) if draw.random() < 0.06 else ("", "")
        said[statement] = actions.Said(choice, reason, language)
    return said


def _changed() -> actions.Link:
    """The commitment on language that the demo holds; the rule in force where it holds none."""
    found = Commitment.objects.standing().filter(themes__theme=Theme.LANGUAGE).order_by("rank").first()
    if found:
        return actions.Link(Changed.COMMITMENT.value, found.key)
    return actions.Link(Changed.RULE_VERSION.value, rules()[0][0])


def _three(texts: tuple[str, str, str]) -> Words:
    return of_three(dict(zip(("ar", "fr", "en"), texts, strict=True)))


def _at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), UTC)
