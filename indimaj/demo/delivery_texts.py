"""What sources say of who answers for what, and of what was done: each row with the address of its source.

Budgets are nowhere: the sources say that each measure has one and do not print it. Where no source names a body, none is
asked. Days on which answers of the strategy are due are the demo's own.
"""

from datetime import date

from indimaj.delivery.enums import AssignmentRole, EvidenceKind, Nature, ResponsePosition, Says, Shows
from indimaj.directory.enums import BodyKind, Theme

from . import dialogue_texts as told
from .delivery_rows import Act, Asked, Proved, Reply, Said, Searched, Stage, Three
from .service_bodies import CLINIC, HOUSING_BODY, MINISTRY, PUBLISHED, TRAINING_SOURCE, Real

LEAD, SUPPORT = AssignmentRole.LEAD, AssignmentRole.SUPPORT
LINK, RULE, FIGURE = EvidenceKind.LINK, EvidenceKind.RULE_VERSION, EvidenceKind.MEASUREMENT
BEGUN, DONE = Shows.BEGUN, Shows.DONE
CIRCULAR, WOMEN, LATER_RULE = "2013-12-16-circular", "2014-07-28-women", "2015-10-26-recommendation"
FLOWS = "http://www.secheresse.info/spip.php?article99614"
BILLS = "http://www.yabiladi.com/articles/details/24530/nouvelles-lois-l-immigration-traite-l-asile.html"
JOINT_CIRCULAR = "https://ccme.org.ma/fr/medias-et-migration/42098"
SCHOOLS = "https://fr.readkong.com/page/education-culture-jeunesse-et-loisirs-2134310"
COMMISSION = (
    "https://mdm.clearimpulse.ma/commission-ministerielle-chargee-des-mre-et-des-affaires-de-la-migration/"
)
HOUSING = (
    "http://ebook.comcec.org/Kutuphane/Icerik/Yayinlar/Analitik_Calismalar/Yoksullugun_Azaltilmasi/Toplanti8/files/"
    "assets/basic-html/page-132.html"
)
AGREEMENT = "https://ccme.org.ma/fr/medias-et-migration/36228"
ADOPTION = (
    "http://www.atlasinfo.fr/Adoption-en-Conseil-de-gouvernement-du-projet-de-la-strategie-du-Maroc-en-matiere-de-"
    "migration-et-d-asile_a57843.html"
)
CLOSING, ADOPTED, DUE = date(2014, 3, 11), date(2014, 12, 18), date(2015, 9, 10)

# Institutions that sources name as leading, and that no service of the demo needs.
INSTITUTIONS = (
    Real("M-INTERIOR", BodyKind.MINISTRY, "وزارة الداخلية", "Ministère de l’Intérieur", "Ministry of the Interior",
         (), FLOWS),
    Real("P-DIDH", BodyKind.PUBLIC_AGENCY, "المندوبية الوزارية المكلفة بحقوق الإنسان",
         "Délégation interministérielle aux droits de l’Homme", "Interministerial Delegation for Human Rights", (), BILLS),
)  # fmt: skip

_FOLLOWS = Three(
    "التزم الوزير في الجلسة الختامية بتتبع كل المسائل التي أثيرت. لم نعثر على جواب خاص بهذه المسألة.",
    "En clôture, le ministre s’est engagé à assurer le suivi de toutes les questions soulevées. Aucune réponse propre à "
    "celle-ci n’a été trouvée.",
    "In closing, the minister pledged to follow up every question that was raised. No answer to this one alone was found.",
)
_PLEDGED = Three(
    "التزام أعلنه الوزير بنفسه في الجلسة الختامية.",
    "Engagement pris par le ministre lui-même en clôture.",
    "Pledged by the minister himself in closing.",
)
ISSUES = (
    "rabat-integration-contract", "rabat-actor-of-development", "rabat-territorial-programmes", "rabat-coordination",
    "rabat-services-for-all", "rabat-cultural-capital", "rabat-origin-and-civil-society", "rabat-three-levels",
    "rabat-synergies", "rabat-no-separation", "rabat-local-language", "rabat-services-and-school",
    "rabat-cultural-exchange", "rabat-livelihoods",
)  # fmt: skip
PLEDGES = ("rabat-pledge-follow-up", "rabat-pledge-report", "rabat-pledge-dialogue", "rabat-pledge-long-term")
ASKED = (
    Asked(ISSUES, MINISTRY, LEAD, CLOSING, told.IOM,
          reply=Reply(ResponsePosition.NOTES, CLOSING, _FOLLOWS, told.IOM)),
    Asked(PLEDGES, MINISTRY, LEAD, CLOSING, told.IOM,
          reply=Reply(ResponsePosition.ACCEPTS, CLOSING, _PLEDGED, told.IOM)),
    Asked(("cndh-2013-5", "rabat-royal-guidance"), "M-INTERIOR", LEAD, date(2013, 12, 16), JOINT_CIRCULAR,
          reply=Reply(ResponsePosition.ACCEPTS, date(2013, 12, 16), None, JOINT_CIRCULAR)),
    Asked(("cndh-2013-5", "rabat-royal-guidance"), MINISTRY, SUPPORT, date(2013, 12, 16), JOINT_CIRCULAR,
          reply=Reply(ResponsePosition.ACCEPTS, date(2013, 12, 16), None, JOINT_CIRCULAR)),
    Asked(("rabat-services-and-school",), "M-EDUCATION", SUPPORT, date(2013, 10, 9), SCHOOLS,
          reply=Reply(ResponsePosition.ACCEPTS, date(2013, 10, 9), None, SCHOOLS)),
    Asked(("cndh-2013-4", "snia-m8", "snia-p10"), "P-DIDH", LEAD, ADOPTED, BILLS, DUE),
    Asked(("snia-p1", "snia-1-1"), "M-EDUCATION", LEAD, ADOPTED, PUBLISHED, DUE),
    Asked(("snia-p2", "snia-2-1", "snia-2-2", "snia-2-3"), "M-YOUTH", LEAD, ADOPTED, PUBLISHED, DUE),
    Asked(("snia-p3", "snia-3-1", "snia-3-2", "snia-3-3", "snia-3-4", "snia-3-5", "snia-m1"), "M-HEALTH", LEAD, ADOPTED,
          PUBLISHED, DUE),
    Asked(("snia-p4", "snia-m2"), "M-HOUSING", LEAD, ADOPTED, HOUSING, DUE),
    Asked(("snia-m3",), "M-SOLIDARITY", LEAD, ADOPTED, AGREEMENT, DUE),
    Asked(("snia-m3",), MINISTRY, SUPPORT, ADOPTED, AGREEMENT, DUE),
    Asked(("snia-p6", "snia-m4"), "P-OFPPT", LEAD, ADOPTED, TRAINING_SOURCE, DUE),
    Asked(("snia-p6",), "P-ENTRAIDE", SUPPORT, ADOPTED, TRAINING_SOURCE, DUE),
    Asked(("snia-m5",), "P-ENTRAIDE", LEAD, ADOPTED, TRAINING_SOURCE, DUE),
    Asked(("snia-p7", "snia-m6"), "P-ANAPEC", LEAD, ADOPTED, TRAINING_SOURCE, DUE),
    Asked(("snia-p8", "snia-8-1", "snia-8-4", "snia-8-5"), "M-INTERIOR", LEAD, ADOPTED, FLOWS, DUE),
    Asked(("snia-p11", "snia-m9"), MINISTRY, LEAD, ADOPTED, "https://ccme.org.ma/fr/medias-et-migration/46866", DUE),
)  # fmt: skip

_PRESENTED = Proved(
    LINK, "https://maghress.com/fr/yabiladi/29323", DONE,
    Three("عُرضت الاستراتيجية في شتنبر 2014: 81 إجراء، لكل منها ميزانية لم يُنشر مبلغها.",
          "Stratégie présentée en septembre 2014 : 81 mesures, chacune avec un budget dont le montant n’est pas publié.",
          "Strategy presented in September 2014: 81 measures, each with a budget whose amount is not printed."),
    date(2014, 9, 30),
)  # fmt: skip
_ADOPTED = Proved(
    LINK, ADOPTION, DONE,
    Three("اعتمدها مجلس الحكومة يوم 18 دجنبر 2014.", "Adoptée en Conseil de gouvernement le 18 décembre 2014.",
          "Adopted by the Government Council on 18 December 2014."),
    ADOPTED,
)  # fmt: skip
ACTS = (
    Act("national-strategy",
        Three("إعداد استراتيجية وطنية للهجرة واللجوء", "Élaborer une stratégie nationale d’immigration et d’asile",
              "Prepare a national strategy of immigration and asylum"),
        MINISTRY, Nature.TEXT, Theme.SOCIAL, ("rabat-royal-guidance", "cndh-2013-2"), told.STRATEGY,
        stages=(Stage(Three("عرضها على العموم", "La présenter", "Present it"), proved=(_PRESENTED,)),
                Stage(Three("اعتمادها", "La faire adopter", "Have it adopted"), proved=(_ADOPTED,)))),
    Act("joint-circular-2013",
        Three("دورية مشتركة حول التسوية الاستثنائية", "Circulaire conjointe sur la régularisation exceptionnelle",
              "Joint circular on exceptional regularisation"),
        "M-INTERIOR", Nature.TEXT, Theme.LEGAL, ("cndh-2013-5", "rabat-royal-guidance"), JOINT_CIRCULAR, (MINISTRY,),
        starts=date(2013, 12, 16), rules=(CIRCULAR,),
        proved=(Proved(RULE, CIRCULAR, DONE,
                       Three("الدورية هي القاعدة التي تُدرس بها الملفات هنا.",
                             "La circulaire est la règle selon laquelle les dossiers sont examinés ici.",
                             "The circular is the rule by which files are examined here.")),)),
    Act("regularisation-2014",
        Three("عملية التسوية الاستثنائية لسنة 2014", "Opération exceptionnelle de régularisation de 2014",
              "Exceptional regularisation of 2014"),
        "M-INTERIOR", Nature.SERVICE, Theme.LEGAL, ("cndh-2013-5", "rabat-royal-guidance"), JOINT_CIRCULAR, (MINISTRY,),
        starts=date(2014, 1, 2), due=date(2014, 12, 31),
        stages=(
            Stage(Three("فتح مكاتب الأجانب", "Ouvrir les bureaux des étrangers", "Open the foreigners’ offices"),
                  date(2014, 1, 2),
                  proved=(Proved(LINK, told.MEDIAS24, DONE,
                                 Three("80 مكتبا وحوالي 3000 موظف في مارس 2014.",
                                       "80 bureaux et environ 3 000 agents en mars 2014.",
                                       "80 offices and about 3,000 officials in March 2014."), date(2014, 3, 12)),)),
            Stage(Three("تنصيب اللجنة الوطنية للتتبع والطعون", "Installer la Commission nationale de suivi et de recours",
                        "Install the National Follow-up and Appeals Commission"),
                  proved=(Proved(LINK, "https://archive.cndh.ma/fr/node/21342", DONE,
                                 Three("نُصبت يوم 26 يونيو 2014.", "Installée le 26 juin 2014.",
                                       "Installed on 26 June 2014."), date(2014, 6, 26)),)),
            Stage(Three("قبول طلبات النساء", "Accepter les demandes des femmes", "Accept the applications of women"),
                  proved=(Proved(RULE, WOMEN, DONE,
                                 Three("قاعدة يوليوز 2014، مطبقة هنا.", "La règle de juillet 2014, appliquée ici.",
                                       "The rule of July 2014, applied here.")),)),
            Stage(Three("إعادة دراسة الملفات المرفوضة", "Réexaminer les dossiers refusés", "Re-examine refused files"))),
        said=(Said(Says.DONE, date(2015, 2, 9),
                   Three("أعلنت الداخلية انتهاء العملية، ولم تُراجع الملفات المرفوضة.",
                         "L’Intérieur déclare l’opération close ; les dossiers refusés n’ont pas été revus.",
                         "The Interior declares the operation over; refused files have not been reviewed."),
                   "http://www.gadem-asso.org/12-february-2015-moroccos-exceptional-program-of-regularization-cut-short/"),),
        proved=(Proved(LINK, "https://test.telquel.ma/2015/01/23/campagne-regularisation-migrants-16000-demandes-"
                       "acceptees_1431411", BEGUN,
                       Three("27130 طلبا و16180 قبولا في منتصف يناير 2015.",
                             "27 130 demandes et 16 180 acceptations à la mi-janvier 2015.",
                             "27,130 requests and 16,180 accepted in mid-January 2015."), date(2015, 1, 23)),
                Proved(FIGURE, "applications_received", BEGUN,
                       Three("الطلبات التي عدتها المنصة: ملفات من نسج الخيال.",
                             "Les demandes que la plateforme a comptées : des dossiers inventés.",
                             "Applications as the platform counts them: the files are invented."), is_invented=True)),
        rules=(CIRCULAR, WOMEN, LATER_RULE),
        indicators=("applications_received", "decisions_favourable")),
    Act("school-circular-2013",
        Three("دورية 13-487: المدرسة مفتوحة لأبناء المهاجرين",
              "Circulaire 13-487 : l’école ouverte aux enfants de migrants",
              "Circular 13-487: schools open to children of migrants"),
        "M-EDUCATION", Nature.TEXT, Theme.EDUCATION, ("rabat-services-and-school", "snia-osp1"), SCHOOLS,
        starts=date(2013, 10, 9),
        proved=(Proved(LINK, SCHOOLS, DONE,
                       Three("صدرت الدورية يوم 9 أكتوبر 2013.", "Circulaire du 9 octobre 2013.",
                             "Circular of 9 October 2013."), date(2013, 10, 9)),)),
    Act("non-formal-schooling",
        Three("التمدرس غير النظامي لأطفال المهاجرين", "Scolariser des enfants de migrants dans le non formel",
              "Non-formal schooling for children of migrants"),
        "M-EDUCATION", Nature.SERVICE, Theme.EDUCATION, ("rabat-services-and-school", "snia-osp1"),
        "https://ccme.org.ma/fr/medias-et-migration/37843",
        proved=(Proved(LINK, "https://ccme.org.ma/fr/medias-et-migration/37843", BEGUN,
                       Three("110 أطفال في الموسم الدراسي 2013-2014. لا يقول المصدر شيئا عن الموسم الذي يليه.",
                             "110 enfants en 2013-2014. La source ne dit rien de l’année suivante.",
                             "110 children in 2013-14. The source says nothing of the year after."),
                       date(2013, 9, 1), date(2014, 8, 31)),),
        indicators=("children_enrolled_in_school", "school_access_refused")),
    Act("three-bills",
        Three("ثلاثة مشاريع قوانين: الاتجار والهجرة واللجوء", "Trois projets de loi : traite, migration, asile",
              "Three bills: trafficking, migration, asylum"),
        "P-DIDH", Nature.TEXT, Theme.LEGAL, ("cndh-2013-3", "cndh-2013-4", "snia-m8", "snia-p10", "snia-so2"), BILLS,
        stages=(Stage(Three("الاتجار بالبشر (27-14)", "La traite (27-14)", "Trafficking (27-14)")),
                Stage(Three("الهجرة (95-14)", "La migration (95-14)", "Migration (95-14)")),
                Stage(Three("اللجوء", "L’asile", "Asylum")))),
    Act("three-levels-of-governance",
        Three("حكامة من ثلاثة مستويات", "Une gouvernance à trois niveaux", "Governance on three levels"),
        MINISTRY, Nature.TEXT, Theme.SOCIAL,
        ("snia-m9", "snia-p11", "snia-so3", "rabat-coordination", "rabat-synergies"),
        "https://ccme.org.ma/fr/medias-et-migration/46866",
        stages=(Stage(Three("لجنة وزارية", "Une commission interministérielle", "An interministerial commission"),
                      proved=(Proved(LINK, COMMISSION, DONE,
                                     Three("أحدثها المرسوم 2.13.731 بتاريخ 30 شتنبر 2013.",
                                           "Créée par le décret 2.13.731 du 30 septembre 2013.",
                                           "Set up by decree 2.13.731 of 30 September 2013."), date(2013, 11, 18)),)),
                Stage(Three("لجنة القيادة", "Un comité de pilotage", "A steering committee")),
                Stage(Three("لجان البرامج", "Des comités de programme", "Programme committees")))),
    Act("medical-cover",
        Three("تغطية طبية من نوع راميد", "Couverture médicale de type RAMED", "Medical cover of the RAMED kind"),
        "M-HEALTH", Nature.SERVICE, Theme.HEALTH, ("snia-3-4", "snia-osp5", "cndh-2013-2"), PUBLISHED,
        services=((CLINIC, Theme.HEALTH),), indicators=("health_needs_met", "health_access_refused")),
    Act("social-housing",
        Three("السكن الاجتماعي مفتوح أمام المهاجرين النظاميين واللاجئين",
              "Logement social ouvert aux migrants réguliers et réfugiés",
              "Social housing opened to regular migrants and refugees"),
        "M-HOUSING", Nature.SERVICE, Theme.HOUSING, ("snia-m2", "snia-p4"), HOUSING,
        services=((HOUSING_BODY, Theme.HOUSING),), indicators=("housing_needs_met", "housing_access_refused")),
    Act("social-agreement",
        Three("اتفاقية للإدماج الاجتماعي", "Convention d’intégration sociale", "Agreement for social integration"),
        "M-SOLIDARITY", Nature.AGREEMENT, Theme.SOCIAL, ("snia-m3", "snia-p5"), AGREEMENT, (MINISTRY,)),
    Act("training-establishments",
        Three("عشر مؤسسات للتكوين المهني مفتوحة في 2015-2016", "Dix établissements de l’OFPPT ouverts en 2015-2016",
              "Ten training establishments opened for 2015-16"),
        "P-OFPPT", Nature.SERVICE, Theme.TRAINING, ("snia-m4", "snia-p6"), TRAINING_SOURCE,
        indicators=("training_completed", "vacancies_without_paper")),
    Act("job-placement",
        Three("خدمات الوساطة في التشغيل", "Services d’intermédiation de l’ANAPEC", "Job-placement services of ANAPEC"),
        "P-ANAPEC", Nature.SERVICE, Theme.WORK, ("snia-m6", "snia-p7"), TRAINING_SOURCE,
        indicators=("work_needs_met", "work_grievances_settled")),
)  # fmt: skip

# What shows a commitment itself, with no action of a known body.
SHOWN = (
    ("cndh-2013-1",
     Proved(LINK, "https://maghress.com/fr/lopinion/36139", BEGUN,
            Three("فُتح مكتب اللاجئين يوم 25 شتنبر 2013؛ درست لجنة خاصة 532 حالة إلى غاية 21 نونبر 2013 وأيدت 524.",
                  "Bureau des réfugiés ouvert le 25 septembre 2013 ; une commission ad hoc a examiné 532 cas au 21 "
                  "novembre 2013 et en a appuyé 524.",
                  "Refugee bureau opened on 25 September 2013; an ad hoc commission examined 532 cases to 21 November "
                  "2013 and backed 524."), date(2013, 9, 25))),
    ("rabat-pledge-long-term", _ADOPTED._replace(shows=BEGUN)),
    ("rabat-pledge-dialogue",
     Proved(LINK, "https://fr.scribd.com/document/728653705", BEGUN,
            Three("ندوة قطاعية حول المساعدة الاجتماعية والإنسانية، 23 يوليوز 2014.",
                  "Séminaire sectoriel, social et humanitaire, 23 juillet 2014.",
                  "Sector seminar, social and humanitarian, 23 July 2014."), date(2014, 7, 23))),
)  # fmt: skip
_EXCERPTS = Three(
    "ما هو متاح للعموم من مقتطفات المصادر. يوم البحث من اختيار هذا العرض.",
    "Les extraits publics des sources. Le jour de la recherche est celui de la démonstration.",
    "The excerpts of sources that are public. The day of the search is the demonstration’s.",
)
SEARCHES = (
    Searched("rabat-integration-contract", _EXCERPTS,
             Three("عقد للاندماج في الاستراتيجية", "Un contrat d’intégration dans la stratégie",
                   "An integration contract in the strategy")),
    Searched("rabat-pledge-report", _EXCERPTS,
             Three("التقرير الموعود به وتوصياته", "Le rapport promis, avec ses recommandations",
                   "The promised report with its recommendations")),
    Searched("rabat-pledge-follow-up", _EXCERPTS,
             Three("حصيلة منشورة لمآل كل التزام", "Un bilan public de ce qu’est devenu chaque engagement",
                   "A public record of what became of each commitment")),
)  # fmt: skip
