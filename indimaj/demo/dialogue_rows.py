"""The programme of the conference and what sources say of it, row by row; where they differ, each has its row."""

from datetime import date
from typing import Any

from indimaj.dialogue.enums import Claim, SessionKind
from indimaj.directory.enums import Theme

from . import dialogue_texts as told

FIRST_DAY, SECOND_DAY = date(2014, 3, 10), date(2014, 3, 11)
ORGANISERS = ("IOM", told.IOM)
AGENCY = ("CCME, agency report", told.AGENCY)
LIBERATION = ("Libération", told.LIBERATION)
MEDIAS24 = ("Médias24", told.MEDIAS24)
ALRAIY = ("الرأي", told.ALRAIY)
DAILY = ("Maghreb Daily News", told.DAILY)
SESSIONS: tuple[tuple[Any, ...], ...] = (
    (
        SessionKind.OPENING,
        FIRST_DAY,
        ("افتتاح اللقاء", "Ouverture de la rencontre", "Opening of the meeting"),
        (),
        ORGANISERS,
    ),
    (
        SessionKind.PLENARY,
        FIRST_DAY,
        (
            "الولوج إلى الخدمات والحقوق: الصحة والعمل اللائق والسكن",
            "Accès aux services et aux droits : santé, travail, logement",
            "Access to services and rights: health, work, housing",
        ),
        (Theme.HEALTH, Theme.WORK, Theme.HOUSING, Theme.LEGAL),
        ORGANISERS,
    ),
    (
        SessionKind.PLENARY,
        FIRST_DAY,
        (
            "الاعتراف بالرأسمال الثقافي للمهاجرين",
            "Reconnaissance du capital culturel des migrants",
            "Recognition of the cultural capital of migrants",
        ),
        (Theme.CULTURE, Theme.RECOGNITION),
        ORGANISERS,
    ),
    (
        SessionKind.PLENARY,
        FIRST_DAY,
        (
            "دور المجتمع المدني وحكومات البلدان الأصلية",
            "Rôle de la société civile et des gouvernements d’origine",
            "The part of civil society and of governments of origin",
        ),
        (Theme.SOCIAL,),
        ORGANISERS,
    ),
    (
        SessionKind.FORUM,
        SECOND_DAY,
        (
            "المستويات المحلية والجهوية والوطنية، المجتمع المدني، التآزر، تفادي الانعزال",
            "Niveaux local, régional et national ; société civile ; synergies ; éviter l’isolement",
            "Local, regional and national levels; civil society; synergies; avoiding isolation",
        ),
        (Theme.SOCIAL, Theme.CULTURE),
        ORGANISERS,
    ),
    (
        SessionKind.CLOSING,
        SECOND_DAY,
        ("كلمة الوزير الختامية", "Mots de clôture du ministre", "Closing words of the minister"),
        (),
        ORGANISERS,
    ),
    (
        SessionKind.WORKSHOP,
        None,
        (
            "الإدماج الاجتماعي في السياق المغربي",
            "L’intégration sociale dans le contexte marocain",
            "Social integration in the Moroccan setting",
        ),
        (Theme.SOCIAL,),
        AGENCY,
    ),
    (
        SessionKind.WORKSHOP,
        None,
        (
            "الولوج إلى الحقوق والخدمات الأساسية",
            "L’accès aux droits et aux services de base",
            "Access to rights and basic services",
        ),
        (Theme.LEGAL, Theme.HEALTH),
        AGENCY,
    ),
    (
        SessionKind.WORKSHOP,
        None,
        (
            "المهاجر حامل للمعنى ولرأسمال ثقافي",
            "Le migrant porteur de sens et de capital culturel",
            "The migrant as a bearer of meaning and cultural capital",
        ),
        (Theme.CULTURE,),
        AGENCY,
    ),
    (
        SessionKind.WORKSHOP,
        None,
        (
            "الشراكة والفاعلون المدنيون",
            "Le partenariat et les acteurs civils",
            "Partnership and civil actors",
        ),
        (Theme.SOCIAL,),
        AGENCY,
    ),
)
ACCOUNTS: tuple[tuple[Claim, tuple[str, str, str], tuple[str, str]], ...] = (
    (
        Claim.SESSIONS,
        (
            "ثلاثة محاور ذات أولوية، ويوم ثان للنقاش.",
            "Trois thèmes prioritaires, et un second jour de débat.",
            "Three priority themes, and a second day of discussion.",
        ),
        ORGANISERS,
    ),
    (
        Claim.SESSIONS,
        ("أربع ورشات، مذكورة بأسمائها.", "Quatre ateliers, nommés.", "Four workshops, each named."),
        AGENCY,
    ),
    (Claim.SESSIONS, ("ثلاث ورشات.", "Trois ateliers.", "Three workshops."), LIBERATION),
    (Claim.SESSIONS, ("أربعة محاور.", "Quatre axes.", "Four lines of work."), MEDIAS24),
    (Claim.SESSIONS, ("أربعة مجالات.", "Quatre domaines.", "Four areas."), DAILY),
    (
        Claim.PARTICIPANTS,
        ("أكثر من مئتي شخص.", "Plus de deux cents personnes.", "More than two hundred people."),
        ORGANISERS,
    ),
    (
        Claim.TITLE,
        (
            "يسأل العنوان عن استراتيجية الإدماج.",
            "Le titre demande quelle stratégie d’intégration.",
            "The title asks which integration strategy.",
        ),
        ("IOM, press note", told.IOM),
    ),
    (
        Claim.TITLE,
        (
            "في الصفحة نفسها يسأل العنوان عن سياسة الإدماج.",
            "Sur la page, le titre demande quelle politique.",
            "On the page the title asks which integration policy.",
        ),
        ("IOM, page", told.IOM),
    ),
    (
        Claim.AIM,
        (
            "خارطة طريق: تصور وإطار عملي وخطوات قطاعية ومواكبة وخطة للشراكة.",
            (
                "Une feuille de route : concept, cadre d’action, étapes par secteur, accompagnement, plan de"
                " partenariat."
            ),
            "A roadmap: a concept, a frame for action, steps by sector, support, a plan for partnership.",
        ),
        AGENCY,
    ),
    (
        Claim.FIGURES,
        (
            "80 مكتبا وحوالي 3000 موظف و13000 ملف و86 جنسية في حملة التسوية.",
            "80 bureaux, environ 3 000 agents, 13 000 dossiers et 86 nationalités pour la campagne.",
            "80 offices, about 3,000 officials, 13,000 files and 86 nationalities in the campaign.",
        ),
        MEDIAS24,
    ),
    (
        Claim.RESULT,
        (
            "أربع توصيات: عقد الاندماج، المهاجر فاعل في التنمية، الهجرة في البرامج الترابية، التنسيق.",
            (
                "Quatre recommandations : contrat d’intégration, migrant acteur du développement, migration dans les"
                " territoires, coordination."
            ),
            (
                "Four recommendations: integration contract, migrant as actor of development, migration in territories,"
                " coordination."
            ),
        ),
        LIBERATION,
    ),
    (
        Claim.RESULT,
        (
            "وعد بتقرير يضم التوصيات. لم نعثر على أثر عمومي له.",
            "Un rapport avec recommandations est promis. Nous n’en avons trouvé aucune trace publique.",
            "A report with recommendations is promised. We found no public trace of it.",
        ),
        ORGANISERS,
    ),
)
