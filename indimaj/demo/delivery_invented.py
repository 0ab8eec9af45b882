"""What the demo invents of the follow-up, and says so: invented bodies, what they answer, do and prove.

It is there so that every page has something to show: an answer that accepts and plans nothing, a body that is silent, a
step that is overdue, evidence that has ended or is contested, and actions whose figures the platform counts.
"""

from datetime import date

from indimaj.delivery.enums import (
    AssignmentRole,
    EvidenceKind,
    MarkKind,
    Nature,
    ResponsePosition,
    Says,
    Shows,
)
from indimaj.directory.enums import Theme

from .delivery_rows import Act, Asked, Proved, Reply, Said, Stage, Three
from .service_bodies import (
    CLINIC,
    COMMUNE,
    CONSULATE,
    COURSE_CENTRE,
    HOUSING_BODY,
    INTERNATIONAL,
    LABOUR_INSPECTORATE,
    MAIN_ASSOCIATION,
    RECOGNITION_BODY,
    SCHOOL,
    SECOND_ASSOCIATION,
    TRAINING_CENTRE,
)

SUPPORT, CONSULTED = AssignmentRole.SUPPORT, AssignmentRole.CONSULTED
LINK, FIGURE, PHOTO = EvidenceKind.LINK, EvidenceKind.MEASUREMENT, EvidenceKind.PHOTO
BEGUN, DONE = Shows.BEGUN, Shows.DONE
SPRING, ANSWERED, AUTUMN = date(2014, 4, 7), date(2014, 5, 5), date(2014, 9, 1)
# A figure of a month is shown as evidence until figures of half a year later are there.
UNTIL = date(2015, 8, 31)
WOMEN, YOUTH = "B-MW-RAB", "B-YC-RAB"
_COUNTED = Three("العدد من ملفات الخدمات في المنصة.", "Compté dans les dossiers des services.",
                 "Counted from the casework of services.")  # fmt: skip


def _accepts(ar: str, fr: str, en: str) -> Reply:
    return Reply(ResponsePosition.ACCEPTS, ANSWERED, Three(ar, fr, en))


def _counted(indicator: str) -> Proved:
    return Proved(FIGURE, indicator, BEGUN, _COUNTED, until=UNTIL)


ASKED = (
    Asked(("rabat-local-language", "rabat-cultural-exchange", "rabat-no-separation"), COURSE_CENTRE, SUPPORT, SPRING,
          reply=_accepts("نعم: دروس مسائية وأنشطة تجمع الجانبين.", "Oui : des cours le soir, et des activités mixtes.",
                         "Yes: evening courses, and activities for both sides.")),
    Asked(("rabat-services-for-all",), MAIN_ASSOCIATION, SUPPORT, SPRING,
          reply=_accepts("نعم: نتتبع كل توجيه إلى نهايته.", "Oui : nous suivons chaque orientation jusqu’au bout.",
                         "Yes: we follow each referral to its end.")),
    Asked(("rabat-livelihoods", "rabat-actor-of-development"), INTERNATIONAL, SUPPORT, SPRING,
          reply=_accepts("نعم: منح ومواكبة لمدة سنتين.", "Oui : des aides et deux ans d’accompagnement.",
                         "Yes: grants and two years of support.")),
    Asked(("rabat-cultural-capital",), RECOGNITION_BODY, SUPPORT, SPRING,
          reply=Reply(ResponsePosition.IN_PART, ANSWERED,
                      Three("نعم للدبلومات؛ ليست لنا بعد وسائل لاختبار المهارات.",
                            "Oui pour les diplômes ; nous n’avons pas encore les moyens d’évaluer les savoir-faire.",
                            "Yes for diplomas; we do not yet have the means to test skills."))),
    Asked(("rabat-territorial-programmes", "rabat-three-levels"), COMMUNE, SUPPORT, SPRING,
          reply=_accepts("نعم: فصل حول الهجرة في برنامج الجماعة.", "Oui : un chapitre dans le programme de la commune.",
                         "Yes: a chapter in the municipality’s programme.")),
    Asked(("rabat-origin-and-civil-society",), CONSULATE, SUPPORT, SPRING,
          reply=Reply(ResponsePosition.DECLINES, ANSWERED,
                      Three("تأكيد الوثائق يتطلب تعليمات من العاصمة لم نتوصل بها.",
                            "Confirmer des documents demande une instruction de la capitale, que nous n’avons pas.",
                            "To confirm documents we need an instruction from the capital, which we do not have."))),
    # It accepts, and plans nothing.
    Asked(("rabat-origin-and-civil-society",), "B-CO-CI", SUPPORT, SPRING,
          reply=_accepts("نعم: نجيب عن كل سؤال حول وثيقة.", "Oui : nous répondons à chaque question sur un document.",
                         "Yes: we answer each question about a document.")),
    Asked(("rabat-services-and-school",), SCHOOL, CONSULTED, SPRING),
    # These two are silent.
    Asked(("rabat-three-levels",), SECOND_ASSOCIATION, SUPPORT, AUTUMN),
    Asked(("rabat-services-for-all",), LABOUR_INSPECTORATE, SUPPORT, AUTUMN),
)  # fmt: skip

ACTS = (
    Act("language-courses",
        Three("دروس اللغة في ست مدن، مساء أيضا", "Des cours de langue dans six villes, le soir aussi",
              "Language courses in six towns, evenings too"),
        COURSE_CENTRE, Nature.SERVICE, Theme.LANGUAGE, ("rabat-local-language", "snia-osp3"),
        supports=("B-LC-CAS", "B-LC-TNG", "B-LC-OUJ", "B-LC-FES", "B-LC-MAR"),
        starts=date(2014, 4, 14), due=date(2015, 12, 18), budget=420000, funder=INTERNATIONAL,
        stages=(
            Stage(Three("فتح الدروس في المدن الست", "Ouvrir des cours dans les six villes", "Open courses in six towns"),
                  date(2014, 9, 15),
                  Said(Says.DONE, date(2014, 9, 15),
                       Three("تدرس المراكز الستة منذ شتنبر.", "Les six centres enseignent depuis septembre.",
                             "All six centres have taught since September.")),
                  (Proved(FIGURE, "language_courses_completed", DONE, _COUNTED, until=UNTIL),)),
            Stage(Three("دروس مسائية في كل مدينة", "Des cours du soir dans chaque ville", "Evening courses in each town"),
                  date(2015, 6, 30))),
        proved=(_counted("language_course_in_90_days"),),
        services=((COURSE_CENTRE, Theme.LANGUAGE),), programmes=((COURSE_CENTRE, "ary"), (COURSE_CENTRE, "fr")),
        indicators=("language_course_in_90_days", "services_with_interpreter", "language_courses_completed",
                    "language_course_wait_days")),
    Act("exchange-evenings",
        Three("أمسيات تجمع المهاجرين وسكان الحي", "Des soirées qui réunissent migrants et habitants",
              "Evenings for migrants and residents together"),
        COURSE_CENTRE, Nature.EVENT, Theme.CULTURE, ("rabat-cultural-exchange", "rabat-no-separation", "snia-osp2"),
        supports=(YOUTH,), starts=date(2014, 4, 26), due=date(2015, 12, 19), budget=90000, funder=INTERNATIONAL,
        place="MA-RAB",
        stages=(Stage(Three("أمسية كل شهر", "Une soirée chaque mois", "An evening each month"), date(2015, 6, 30)),),
        proved=(_counted("hosts_per_migrant_in_exchanges"), _counted("mixed_courses")),
        services=((COURSE_CENTRE, Theme.CULTURE),), programmes=((COURSE_CENTRE, ""),),
        indicators=("migrants_in_exchanges", "hosts_per_migrant_in_exchanges", "mixed_courses", "left_unwelcome")),
    Act("small-businesses",
        Three("منح ومواكبة لمشاريع صغرى", "Aides et accompagnement de petits projets",
              "Grants and support for small businesses"),
        INTERNATIONAL, Nature.SERVICE, Theme.LIVELIHOOD, ("rabat-livelihoods", "rabat-actor-of-development"),
        supports=(WOMEN,), starts=date(2014, 5, 12), due=date(2016, 5, 31), budget=1200000, funder=INTERNATIONAL,
        proved=(_counted("livelihoods_feeding_after_a_year"),),
        services=((INTERNATIONAL, Theme.LIVELIHOOD),), indicators=("livelihoods_feeding_after_a_year",)),
    Act("referrals-to-their-end",
        Three("كل توجيه إلى نهايته، وكل رفض له جواب", "Chaque orientation suivie, chaque refus répondu",
              "Each referral to its end, each refusal answered"),
        MAIN_ASSOCIATION, Nature.SERVICE, Theme.SOCIAL, ("rabat-services-for-all",),
        supports=(CLINIC, COMMUNE), starts=date(2014, 5, 5), due=date(2015, 12, 31), place="MA-RAB",
        proved=(_counted("needs_met_by_referral"), _counted("refusals_answered_in_time")),
        services=((MAIN_ASSOCIATION, Theme.SOCIAL), (CLINIC, Theme.HEALTH)),
        indicators=("needs_met_by_referral", "refusals_answered_in_time")),
    Act("reasoned-recognition",
        Three("جواب معلل عن كل دبلوم", "Une réponse motivée à chaque diplôme", "A reasoned answer to each diploma"),
        RECOGNITION_BODY, Nature.SERVICE, Theme.RECOGNITION, ("rabat-cultural-capital",),
        starts=date(2014, 6, 2), due=date(2015, 12, 31),
        proved=(_counted("recognition_days"),),
        services=((RECOGNITION_BODY, Theme.RECOGNITION),), indicators=("recognition_days", "recognitions_granted")),
    # A step declared without evidence, and one whose day has passed.
    Act("chapter-of-the-municipality",
        Three("فصل حول الهجرة في برنامج الجماعة", "Un chapitre sur la migration dans le programme communal",
              "A chapter on migration in the municipal programme"),
        COMMUNE, Nature.TEXT, Theme.SOCIAL, ("rabat-territorial-programmes", "rabat-three-levels"),
        starts=date(2014, 5, 5), due=date(2015, 3, 31), place="MA-RAB",
        stages=(
            Stage(Three("الاستماع إلى الجمعيات", "Entendre les associations", "Hear the associations"), date(2014, 7, 31),
                  Said(Says.DONE, date(2014, 7, 18),
                       Three("استُمع إلى أربع جمعيات.", "Quatre associations ont été entendues.",
                             "Four associations were heard."))),
            Stage(Three("عرض الفصل على المجلس", "Présenter le chapitre au conseil", "Put the chapter to the council"),
                  date(2014, 11, 28))),
        indicators=("people_reached",)),
    # The photograph is contested.
    Act("beds-for-emergencies",
        Three("أسرة للحالات المستعجلة", "Des lits pour les situations urgentes", "Beds for emergencies"),
        HOUSING_BODY, Nature.WORKS, Theme.HOUSING, ("rabat-services-for-all",), starts=date(2014, 6, 2),
        due=date(2015, 6, 30), budget=310000, place="MA-RAB",
        said=(Said(Says.BEGUN, date(2014, 10, 6),
                   Three("بدأ تجهيز المبنى.", "L’équipement du bâtiment a commencé.", "The building is being equipped.")),),
        proved=(Proved(PHOTO, "https://example.org/invented/beds.jpg", BEGUN,
                       Three("صورة المبنى من الخارج.", "Photographie du bâtiment, de l’extérieur.",
                             "A photograph of the building from outside."), date(2014, 10, 6), mark=MarkKind.CONTESTED,
                       reason=Three("تُظهر الصورة مبنى، لا أسرة.", "La photographie montre un bâtiment, pas des lits.",
                                    "The photograph shows a building, not beds.")),),
        services=((HOUSING_BODY, Theme.HOUSING),)),
    # The agreement has ended.
    Act("places-in-workshops",
        Three("اتفاقية لحجز مقاعد في الورشات", "Convention pour des places en atelier",
              "Agreement on places in workshops"),
        TRAINING_CENTRE, Nature.AGREEMENT, Theme.TRAINING, ("snia-p6",), starts=date(2014, 1, 13),
        due=date(2015, 6, 30), place="MA-RAB",
        proved=(Proved(LINK, "https://example.org/invented/agreement", BEGUN,
                       Three("اتفاقية لسنة 2014، ولم تُجدد.", "Convention pour 2014, non renouvelée.",
                             "Agreement for 2014, not renewed."), date(2014, 1, 13), date(2014, 12, 31)),)),
    # Its day has passed, and it answers nothing.
    Act("neighbourhood-tournament",
        Three("دوري في كرة القدم بالحي", "Un tournoi de football de quartier", "A neighbourhood football tournament"),
        YOUTH, Nature.EVENT, Theme.LEISURE, (), starts=date(2014, 10, 4), due=date(2014, 11, 29), place="MA-RAB"),
)  # fmt: skip

# Figures that follow a commitment, whoever acts.
FOLLOWED = (
    ("rabat-local-language", ("language_course_in_90_days", "language_courses_completed", "language_course_wait_days")),
    ("rabat-cultural-exchange", ("migrants_in_exchanges", "hosts_per_migrant_in_exchanges")),
    ("rabat-no-separation", ("mixed_courses", "left_unwelcome")),
    ("rabat-livelihoods", ("livelihoods_feeding_after_a_year",)),
    ("rabat-services-for-all",
     ("needs_met_by_referral", "refusals_answered_in_time", "health_needs_met", "housing_needs_met", "work_needs_met")),
    ("rabat-services-and-school", ("children_enrolled_in_school", "school_access_refused")),
    ("rabat-cultural-capital", ("recognitions_granted", "recognition_days")),
    ("rabat-origin-and-civil-society", ("consulates_answered",)),
    ("rabat-three-levels", ("people_reached",)),
    ("cndh-2013-5", ("applications_received", "decisions_favourable", "decision_days")),
    ("snia-p3", ("health_needs_met", "health_access_refused")),
    ("snia-p4", ("housing_needs_met", "housing_access_refused")),
    ("snia-p6", ("training_completed", "vacancies_without_paper")),
    ("snia-p7", ("work_needs_met", "work_grievances_settled")),
    ("snia-osp3", ("language_course_in_90_days", "language_courses_completed")),
)  # fmt: skip
