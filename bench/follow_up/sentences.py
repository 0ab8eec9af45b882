"""Words of recommendations in three languages, put together so that no two are quite the same; invented."""

from random import Random

from indimaj.texts.words import Words, of_three, original

VERBS = (
    ("فتح", "Ouvrir", "Open"),
    ("تعزيز", "Renforcer", "Strengthen"),
    ("تيسير", "Faciliter", "Ease"),
    ("مراجعة", "Réviser", "Review"),
    ("تعميم", "Étendre", "Extend"),
    ("تمويل", "Financer", "Fund"),
    ("تقييم", "Évaluer", "Assess"),
    ("نشر", "Publier", "Publish"),
    ("مواصلة", "Poursuivre", "Continue"),
)
THINGS = (
    ("دروس اللغة للوافدين الجدد", "les cours de langue pour les nouveaux arrivants", "courses of language for newcomers"),
    ("ولوج المستشفيات والعلاجات", "l’accès aux hôpitaux et aux soins", "access to hospitals and care"),
    ("تمدرس الأطفال في المدارس العمومية", "la scolarisation des enfants à l’école publique", "the schooling of children"),
    ("برامج السكن الاجتماعي", "les programmes de logement social", "social housing programmes"),
    ("التكوين المهني للشباب", "la formation professionnelle des jeunes", "vocational training of young people"),
    ("الاعتراف بالشهادات والكفاءات", "la reconnaissance des diplômes", "the recognition of diplomas"),
    ("المساعدة القانونية للأشخاص", "l’aide juridique aux personnes", "legal help"),
    ("الأنشطة الثقافية المشتركة", "les activités culturelles communes", "shared cultural activities"),
    ("دعم التعاونيات والمقاولات الصغرى", "l’appui aux coopératives", "support of cooperatives"),
    ("مكافحة التمييز في الشغل", "la lutte contre la discrimination au travail", "the fight against discrimination at work"),
    ("حماية ضحايا الاتجار بالبشر", "la protection des victimes de la traite", "the protection of victims of trafficking"),
    ("تكوين أعوان الشبابيك", "la formation des agents des guichets", "the training of counter staff"),
)  # fmt: skip
ENDS = (
    ("في جميع الجهات", "dans toutes les régions", "in every region"),
    ("بشراكة مع المجتمع المدني", "avec la société civile", "together with civil society"),
    ("قبل نهاية السنة", "avant la fin de l’année", "before the end of the year"),
    ("وفق القانون رقم 02-03", "selon la loi n° 02-03", "under law no. 02-03"),
    ("على المستوى المحلي", "au niveau local", "at the local level"),
    (
        "مع نشر الأرقام حسب الجنس والسن",
        "avec des chiffres par sexe et par âge",
        "with figures by sex and age",
    ),
)
LANGUAGES = ("ar", "fr", "en")


def recommendation(dice: Random, number: int) -> dict[str, str]:
    """A sentence in three languages, with a number of its own in it."""
    verb, thing, end = dice.choice(VERBS), dice.choice(THINGS), dice.choice(ENDS)
    also = dice.choice(THINGS)
    joined = (("وكذا", "ainsi que", "and"), ("رقم", "n°", "no."))
    return {
        language: f"{verb[at]} {thing[at]} {joined[0][at]} {also[at]} {end[at]} ({joined[1][at]} {number})"
        for at, language in enumerate(LANGUAGES)
    }


def words(said: dict[str, str]) -> Words:
    """The sentence as words whose original is French."""
    return of_three(said)


def only(said: dict[str, str], language: str) -> Words:
    """The sentence in the one language of its document."""
    return original(language, said[language])


def note(ar: str = "نص", fr: str = "Un texte", en: str = "A text") -> Words:
    """A few words in three languages."""
    return of_three({"ar": ar, "fr": fr, "en": en})
