"""What sources say of the conference of March 2014 and of what came before and after: accounts in our own words.

A sentence has a name, so that other builders mark it: `sentence("follow_up", "fr")`. The addresses are the sources';
what no source says is not here.
"""

from typing import NamedTuple

IOM = "https://morocco.iom.int/fr/news/conference-sur-lintegration-des-migrants-regularises-au-maroc"
AGENCY = "https://ccme.org.ma/fr/medias-et-migration/34760"
LIBERATION = (
    "https://www.libe.ma/A-Rabat-les-participants-a-un-seminaire-plaident-pour-un-contrat-d-integration-des-migrants_"
    "a47979.html"
)
MEDIAS24 = "https://medias24.com/2014/03/12/debat-sur-un-modele-marocain-dintegration-des-migrants/"
ALRAIY = "https://www.maghress.com/alraiy/8821"
DAILY = "https://www.maghrebdailynews.com/27-morocco-immigration-integration-strategy.html"
CNDH = "https://ecre.org/morocco-urged-to-establish-new-asylum-and-migration-policy-that-protects-the-human-rights-of-migrants/"
STRATEGY = "https://marocainsdumonde.gov.ma/en/national-immigration-and-asylum-strategy/"


class Said(NamedTuple):
    """A sentence in three languages."""

    key: str
    ar: str
    fr: str
    en: str


# The press note of the organisers, told anew: a paragraph a group.
NOTE: tuple[tuple[Said, ...], ...] = (
    (
        Said("held",
             "عقد لقاء دولي حول السياسة الجديدة للهجرة بالرباط يومي 10 و11 مارس 2014، بدعوة من الوزارة المكلفة بالمغاربة "
             "المقيمين بالخارج وشؤون الهجرة ومعها المنظمة الدولية للهجرة.",
             "Une rencontre internationale sur la nouvelle politique migratoire s’est tenue à Rabat les 10 et 11 mars 2014,"
             " à l’appel du ministère chargé des Marocains résidant à l’étranger et des affaires de la migration, avec"
             " l’Organisation internationale pour les migrations.",
             "An international meeting on the new migration policy took place in Rabat on 10 and 11 March 2014, called by"
             " the ministry for Moroccans abroad and migration with the International Organization for Migration."),
        Said("who_came",
             "حضر أكثر من مئتي شخص من مؤسسات وطنية وجمعيات وسفارات، بدعم مالي من التعاون السويسري.",
             "Plus de deux cents personnes y sont venues d’institutions nationales, d’associations et d’ambassades ; la"
             " coopération suisse l’a financée.",
             "More than two hundred people came from national institutions, associations and embassies; Swiss development"
             " cooperation paid for it."),
    ),
    (
        Said("answers_council",
             "جاءت السياسة جوابا عن تقرير المجلس الوطني لحقوق الإنسان الصادر في شتنبر 2013 وعن التوجيهات الملكية السامية.",
             "La politique répond au rapport du Conseil national des droits de l’Homme de septembre 2013 et aux Hautes"
             " Orientations Royales.",
             "The policy answers the National Human Rights Council’s report of September 2013 and the King’s guidance."),
        Said("both_sides",
             "قدمت المنظمة الدولية الاندماج على أنه طريق يقطعه الطرفان: الوافدون والمجتمع الذي يستقبلهم.",
             "L’organisation internationale a présenté l’intégration comme un chemin que font les deux côtés : ceux qui"
             " arrivent et la société qui les reçoit.",
             "The international organisation described integration as a road that both sides walk: those who arrive, and"
             " the society that receives them."),
    ),
    (
        Said("services",
             "تناول المحور الأول حق كل المهاجرين في الخدمات الأساسية: العلاج والعمل اللائق والسكن.",
             "Le premier thème portait sur l’accès de tous les migrants aux services essentiels : soins, travail décent,"
             " logement.",
             "The first theme was that all migrants reach basic services: care, decent work, a home."),
        Said("capital",
             "تناول المحور الثاني الاعتراف بما يحمله المهاجرون من ثقافة ومعرفة.",
             "Le deuxième thème portait sur la reconnaissance de la culture et des savoirs que les migrants apportent.",
             "The second theme was the recognition of the culture and knowledge that migrants bring."),
        Said("origin",
             "تناول المحور الثالث دور الجمعيات وحكومات البلدان الأصلية.",
             "Le troisième thème portait sur le rôle des associations et des gouvernements des pays d’origine.",
             "The third theme was what associations and governments of countries of origin can do."),
    ),
    (
        Said("levels",
             "في اليوم الثاني طلب المشاركون إشراك الفاعلين المحليين والجهويين والوطنيين.",
             "Le second jour, il a été demandé d’associer les acteurs locaux, régionaux et nationaux.",
             "On the second day it was asked that local, regional and national actors take part."),
        Said("synergies",
             "طلب المشاركون أن تعمل كل الأطراف معا بدل أن يعمل كل طرف وحده.",
             "Il a été demandé que toutes les parties agissent ensemble plutôt que chacune pour soi.",
             "It was asked that all parties act together rather than each for itself."),
        Said("no_separation",
             "طلب المشاركون تفادي أن يعيش الناس في جماعات منفصلة بعضها عن بعض.",
             "Il a été demandé d’éviter que des communautés vivent séparées les unes des autres.",
             "It was asked to keep communities from living apart from one another."),
    ),
    (
        Said("language",
             "رأى المشاركون في تعلم لغة البلد خطوة أولى.",
             "Apprendre la langue du pays a été tenu pour un premier pas.",
             "Learning the language of the place was held to be a first step."),
        Said("school",
             "أضاف المشاركون إلى ذلك ولوج الخدمات والمدرسة.",
             "L’accès aux services et à l’école y a été ajouté.",
             "Access to services and to school was added to it."),
        Said("exchange",
             "دعا المشاركون إلى برامج للتبادل الثقافي بين المهاجرين والسكان.",
             "Des programmes d’échange culturel entre migrants et habitants ont été souhaités.",
             "Programmes of cultural exchange between migrants and residents were called for."),
        Said("livelihoods",
             "دعا المشاركون إلى أنشطة مدرة للدخل تدوم.",
             "Des activités génératrices de revenus qui durent ont été souhaitées.",
             "Ways to earn a living that last were called for."),
    ),
    (
        Said("follow_up",
             "في الختام التزم الوزير بتتبع كل المسائل التي أثيرت.",
             "En clôture, le ministre s’est engagé à assurer le suivi de toutes les questions soulevées.",
             "In closing, the minister pledged to follow up every question that was raised."),
        Said("report",
             "وعد الوزير بتقرير شامل يضم التوصيات ويوزع على كل المعنيين.",
             "Le ministre a promis un rapport complet, recommandations comprises, envoyé à tous les interlocuteurs"
             " concernés.",
             "The minister promised a full report, recommendations included, sent to all counterparts concerned."),
        Said("dialogue",
             "طلب الوزير أن يستمر الحوار والتشاور بين كل الشركاء.",
             "Le ministre a demandé que le dialogue et la consultation entre tous les partenaires continuent.",
             "The minister asked that dialogue and consultation among all partners go on."),
        Said("long_term",
             "قال الوزير إن السياسة بعيدة المدى وتعني الأجيال المقبلة.",
             "Le ministre a dit que la politique est de longue haleine et concerne les générations à venir.",
             "The minister said that the policy is for the long run and concerns generations to come."),
    ),
)  # fmt: skip
LIBERATION_SAYS = (
    (
        Said("contract", "توصي الندوة بعقد للاندماج بين المهاجر والبلد.",
             "La rencontre recommande un contrat d’intégration entre le migrant et le pays.",
             "The meeting recommends an integration contract between the migrant and the country."),
        Said("vector", "توصي باعتبار المهاجر فاعلا في التنمية.",
             "Elle recommande de voir dans le migrant un acteur du développement.",
             "It recommends seeing the migrant as an actor of development."),
        Said("territory", "توصي بإدراج الهجرة في البرامج الترابية.",
             "Elle recommande de donner une place à la migration dans les programmes des territoires.",
             "It recommends giving migration a place in the programmes of territories."),
        Said("coordination", "توصي بتقوية التنسيق بين مؤسسات الدولة وشركائها.",
             "Elle recommande de mieux coordonner les institutions de l’État et leurs partenaires.",
             "It recommends better coordination of state institutions and their partners."),
    ),
)  # fmt: skip
COUNCIL_SAYS = (
    (
        Said("council_refugees", "1. الاعتراف بصفة اللاجئ التي تمنحها المفوضية السامية ومنح وثائق الإقامة.",
             "1. Reconnaître le statut de réfugié donné par le HCR et remettre des papiers de séjour.",
             "1. Recognise the refugee status that UNHCR gives, and issue residence papers."),
        Said("council_integration", "2. سياسة لإدماج اللاجئين وأسرهم: السكن والصحة والمدرسة والتكوين والشغل.",
             "2. Une politique d’intégration des réfugiés et de leurs familles : logement, santé, école, emploi.",
             "2. A policy of integration for refugees and their families: housing, health, school, training, work."),
        Said("council_nonrefoulement", "3. عدم إعادة أحد إلى الخطر وإتاحة طلب اللجوء عند الوصول.",
             "3. Ne renvoyer personne vers un danger et permettre de demander l’asile à l’arrivée.",
             "3. Send nobody back to danger, and let people claim asylum on arrival."),
        Said("council_asylum", "4. إطار وطني للجوء، قانونا ومؤسسات.",
             "4. Un cadre national de l’asile, en droit et en institutions.",
             "4. A national framework for asylum, in law and in institutions."),
        Said("council_regularise", "5. تسوية استثنائية وفق معايير: مدة الإقامة والحياة العائلية والاندماج.",
             "5. Une régularisation exceptionnelle selon des critères : durée du séjour, vie familiale, intégration.",
             "5. An exceptional regularisation by criteria: length of stay, family life, integration."),
        Said("council_guarantees", "6. ضمانات عند التوقيف ومنع العنف وتكوين المكلفين بإنفاذ القانون.",
             "6. Des garanties en cas d’arrestation, aucune violence, une formation des forces de l’ordre.",
             "6. Guarantees on arrest, no violence, training of law-enforcement staff."),
        Said("council_partners", "7. أن يساهم الاتحاد الأوروبي والبلدان الشريكة في كلفة الإدماج.",
             "7. Que l’Union européenne et les pays partenaires prennent part au coût de l’intégration.",
             "7. That the European Union and partner countries share the cost of integration."),
        Said("council_media", "8. أن تتجنب وسائل الإعلام الصور النمطية السلبية.",
             "8. Que les médias évitent les clichés négatifs.",
             "8. That the media avoid negative stereotypes."),
    ),
)  # fmt: skip
STRATEGY_SAYS = (
    (
        Said("so1", "الهدف 1: تسهيل إدماج المهاجرين النظاميين.",
             "Objectif 1 : faciliter l’intégration des immigrés réguliers.",
             "Objective 1: ease the integration of regular immigrants."),
        Said("so2", "الهدف 2: تأهيل الإطار القانوني.", "Objectif 2 : mettre à niveau le cadre réglementaire.",
             "Objective 2: upgrade the regulatory framework."),
        Said("so3", "الهدف 3: إقامة إطار مؤسساتي ملائم.", "Objectif 3 : mettre en place un cadre institutionnel adapté.",
             "Objective 3: set up a suitable institutional framework."),
        Said("so4", "الهدف 4: تدبير تدفقات الهجرة في احترام لحقوق الإنسان.",
             "Objectif 4 : gérer les flux migratoires dans le respect des droits de l’Homme.",
             "Objective 4: manage migration flows with respect for human rights."),
    ),
)  # fmt: skip
# The title as a scanner reads a banner: damaged by us, for the demonstration, and as it reads when it is repaired.
BANNER_DAMAGED = (
    "النـــدوة الدوليـــة حول إدمـــاج المماجرين بالمغـــرب"
    "\n\nالسياسة الجديدة للدجرة بالمغرب، أية استراتبجية لإدماج المماجرين؟"
    "\n\nSéminaire international sur l’intégration des immigrés au Maroc"
)
BANNER = (
    "الندوة الدولية حول إدماج المهاجرين بالمغرب\n\nالسياسة الجديدة للهجرة بالمغرب، أية استراتيجية لإدماج المهاجرين؟"
    "\n\nSéminaire international sur l’intégration des immigrés au Maroc"
)
_EVERY = {
    said.key: said
    for account in (NOTE, LIBERATION_SAYS, COUNCIL_SAYS, STRATEGY_SAYS)
    for paragraph in account
    for said in paragraph
}


def sentence(key: str, language: str) -> str:
    """One sentence by its name, as it stands in the version of that language."""
    return str(getattr(_EVERY[key], language))


def text(account: tuple[tuple[Said, ...], ...], language: str, *, lines: bool = False) -> str:
    """A whole account in a language: a paragraph a group, or a line a sentence."""
    return "\n\n".join(
        ("\n\n" if lines else " ").join(getattr(said, language) for said in paragraph)
        for paragraph in account
    )
