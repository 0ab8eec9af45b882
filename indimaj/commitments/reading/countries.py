"""Countries by the names that reports give them, in the languages of the United Nations that we read."""

from functools import lru_cache

from babel import Locale

from indimaj.dialogue.countries import LEFT_OUT

from .folding import fold

LANGUAGES = ("en", "fr", "ar", "es")
# Names in use at the United Nations that the Unicode lists do not have.
UNITED_NATIONS = {
    "BJ": ("بنن",),
    "BN": ("Brunei Darussalam", "Brunéi Darussalam", "بروني دار السلام"),
    "BO": ("Bolivia (Plurinational State of)", "Bolivie (État plurinational de)", "بوليفيا (دولة - المتعددة القوميات)"),
    "CD": ("Democratic Republic of the Congo", "République démocratique du Congo", "جمهورية الكونغو الديمقراطية"),
    "CG": ("Congo", "République du Congo", "الكونغو"),
    "CI": ("Côte d'Ivoire", "Ivory Coast", "كوت ديفوار"),
    "CL": ("شيلي",),
    "CV": ("Cabo Verde", "Cap-Vert", "كابو فيردي"),
    "CZ": ("Czech Republic", "République tchèque", "الجمهورية التشيكية"),
    "DO": ("Dominican Republic", "République dominicaine", "الجمهورية الدومينيكية"),
    "FM": ("Micronesia (Federated States of)", "Micronésie (États fédérés de)", "ميكرونيزيا (ولايات - الموحدة)"),
    "GA": ("غابون",),
    "GB": (
        "United Kingdom of Great Britain and Northern Ireland", "Royaume-Uni de Grande-Bretagne et d'Irlande du Nord",
        "المملكة المتحدة لبريطانيا العظمى وآيرلندا الشمالية", "United Kingdom", "Great Britain", "المملكة المتحدة",
    ),
    "IR": ("Iran (Islamic Republic of)", "Islamic Republic of Iran", "Iran (République islamique d')",
           "إيران (جمهورية - الإسلامية)", "جمهورية إيران الإسلامية"),
    "KP": ("Democratic People's Republic of Korea", "République populaire démocratique de Corée",
           "جمهورية كوريا الشعبية الديمقراطية"),
    "KR": ("Republic of Korea", "République de Corée", "جمهورية كوريا"),
    "LA": ("Lao People's Democratic Republic", "République démocratique populaire lao",
           "جمهورية لاو الديمقراطية الشعبية"),
    "LY": ("Libyan Arab Jamahiriya", "State of Libya", "ليبيا"),
    "LU": ("لكسمبرغ",),
    "MD": ("Republic of Moldova", "République de Moldova", "جمهورية مولدوفا"),
    "MK": ("The former Yugoslav Republic of Macedonia", "North Macedonia", "ex-République yougoslave de Macédoine"),
    "MM": ("Myanmar", "Burma"),
    "MV": ("ملديف",),
    "NL": ("Netherlands (Kingdom of the)", "Kingdom of the Netherlands", "Netherlands", "Pays-Bas (Royaume des)",
           "هولندا (مملكة)", "هولندا"),
    "PS": ("State of Palestine", "État de Palestine", "دولة فلسطين", "Palestine", "فلسطين"),
    "RU": ("Russian Federation", "Fédération de Russie", "الاتحاد الروسي"),
    "SY": ("Syrian Arab Republic", "République arabe syrienne", "الجمهورية العربية السورية"),
    "SZ": ("Eswatini", "Swaziland"),
    "TH": ("تايلند",),
    "TL": ("Timor-Leste", "تيمور-ليشتي"),
    "TR": ("Türkiye", "Turkey", "Turquie", "تركيا"),
    "TZ": ("United Republic of Tanzania", "République-Unie de Tanzanie", "جمهورية تنزانيا المتحدة"),
    "US": ("United States of America", "United States", "États-Unis d'Amérique", "الولايات المتحدة الأمريكية"),
    "VA": ("Holy See", "Saint-Siège", "الكرسي الرسولي"),
    "VE": ("Venezuela (Bolivarian Republic of)", "Venezuela (République bolivarienne du)",
           "فنزويلا (جمهورية - البوليفارية)"),
    "VN": ("Viet Nam", "فييت نام"),
}  # fmt: skip


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    known = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in LEFT_OUT:
                known[plain(name)] = code
    for code, names in UNITED_NATIONS.items():
        known |= {plain(name): code for name in names}
    return known


def plain(name: str) -> str:
    """A name as it is looked up: without accents, dashes and apostrophes."""
    return " ".join(fold(name.replace("’", "'")).replace("-", " ").replace("'", " ").split())


def code_of(name: str) -> str:
    """The code of a country by one of its names; nothing where there is none."""
    said = plain(name)
    return _codes().get(said) or _codes().get(said.removeprefix("the "), "")
