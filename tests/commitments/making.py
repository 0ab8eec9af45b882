"""A report of a review as such reports are set out, in words that we made up, and what a reader must find in it."""

import textwrap
from dataclasses import dataclass, field
from random import Random

VERBS = (
    "Continue",
    "Strengthen",
    "Adopt",
    "Review",
    "Open",
    "Give",
    "Ensure",
    "Consider",
    "Finish",
    "Publish",
)
THINGS = (
    "the courses of local language for newcomers",
    "access to hospitals without asking for papers",
    "the law on asylum, with regard to article 12.4 of the draft",
    "a counter in each prefecture where questions are answered in four languages",
    "the enrolment of every child in school (see paragraph 7), whatever the papers of the parents",
    "measures against racial discrimination at work",
    "the training of judges and of the staff of prisons",
    "the optional protocol to the convention against torture (OPCAT)",
    "social housing programmes, as recommendation 141.3 of the earlier cycle asked",
    "reports on trafficking in persons, with figures by sex and age",
)
ENDS = (
    "",
    " in rural areas",
    " by the end of the year",
    ", together with civil society",
    " at the local level",
)
STATES = (
    "Chile", "Togo", "Iran (Islamic Republic of)", "Côte d’Ivoire", "Bolivia (Plurinational State of)", "Meridia",
    "Saint Kitts and Nevis", "Viet Nam", "United Kingdom of Great Britain and Northern Ireland", "Senegal",
)  # fmt: skip
SECTIONS = (
    (141, "The recommendations listed below have been examined by Valdoria and enjoy the support of Valdoria:",
     "supported"),
    (142, "The following recommendations enjoy the support of Valdoria, which considers that they are already carried out:",
     "supported"),
    (143, "The recommendations below did not enjoy the support of Valdoria and would thus be noted:", "not_supported"),
    (144, "The recommendations listed below have been noted by Valdoria:", "noted"),
    (145, "The following recommendations will be examined by Valdoria, which will provide responses in due time:",
     "pending"),
)  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """One recommendation of the report."""

    code: str
    text: str
    sponsors: tuple[str, ...]
    position: str


@dataclass
class Report:
    """The text, and what is in it."""

    text: str
    wanted: list[Wanted] = field(default_factory=list)


def review(count: int = 300, seed: int = 7) -> Report:
    """Page heads and numbers in the middle of sentences, lines cut, sponsors in every form that is in use."""
    dice, wanted, lines = Random(seed), [], ["II. Conclusions and/or recommendations", ""]
    each = count // len(SECTIONS)
    for paragraph, announced, position in SECTIONS:
        lines += [*textwrap.wrap(f"{paragraph}. {announced}", 92), ""]
        for number in range(1, each + 1):
            text = f"{dice.choice(VERBS)} {dice.choice(THINGS)}{dice.choice(ENDS)}"
            sponsors = tuple(dice.sample(STATES, dice.choice((1, 1, 1, 2, 3))))
            code = f"{paragraph}.{number}"
            wanted.append(Wanted(code, text, sponsors, position))
            end = "." if number == each else ";"
            lines += [*textwrap.wrap(f"{code} {text} {_bracketed(sponsors, dice)}{end}", 92), ""]
    lines += [
        "146. All conclusions and/or recommendations contained in the present report reflect the position of the",
        "submitting State. They should not be construed as endorsed by the Working Group as a whole.", "",
        "Annex", "", "Composition of the delegation", "",
        "146.1 Mr. Tiberius Quillon, head of the delegation;", "146.2 Ms. Ottoline Marchbanks, adviser (Geneva);",
    ]  # fmt: skip
    return Report("\n".join(_paged(lines)), wanted)


def _bracketed(sponsors: tuple[str, ...], dice: Random) -> str:
    if any("(" in one for one in sponsors) or dice.random() < 0.7:
        return " ".join(f"({one})" for one in sponsors)
    return f"({', '.join(sponsors)})"


def _paged(lines: list[str]) -> list[str]:
    """The head and the number of a page after every forty lines, wherever they fall."""
    paged: list[str] = []
    for number, line in enumerate(lines, 1):
        paged.append(line)
        if number % 40 == 0:
            paged += ["", f"GE.19-0{1000 + number}", str(number // 40), "A/HRC/77/9", ""]
    return paged


ARABIC = """144. تحظى التوصيات التالية بتأييد فالدوريا:
1.144 فتح شباك في كل عمالة للإجابة عن الأسئلة بأربع لغات (شيلي) (توغو)؛
2.144 مواصلة الجهود الرامية إلى تمدرس جميع الأطفال
مهما كانت وثائق آبائهم (السنغال)؛
145. أحاطت فالدوريا علماً بالتوصيات التالية:
1.145 مراجعة القانون رقم 14-27 (كوت ديفوار).
المرفق
تشكيلة الوفد
3.145 السيد فلان، رئيس الوفد (جنيف)؛
"""
ENGLISH = """144. The recommendations listed below enjoy the support of Valdoria:

R144.1 Open a counter in each prefecture that answers questions in four languages (Chile) (Togo);

R144.2 Continue the efforts to bring all children to school, whatever the papers of their parents (Senegal);

145. The following recommendations have been noted by Valdoria:

R145.1 Review law 14-27 (Côte d’Ivoire).
"""
