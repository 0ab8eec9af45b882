"""Two records side by side, field by field. It weighs and explains; it never merges: a person decides."""

from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from indimaj.linkage.records import PersonName, Record
from indimaj.linkage.similarity import CLOSE, Similarity, name_similarity

Verdict = Literal["same", "close", "differs", "unknown"]

# Weights are in bits: +1 makes "the same person" twice as likely. They lean on dates, documents and the
# mother's name, since a handful of names is shared by many people here.
BITS_AGAINST = 12.0
LIKELY = 0.5


class FieldVerdict(NamedTuple):
    """What one field says, how much it counts, and the code of why (see ``reasons.REASONS``)."""

    field: str
    verdict: Verdict
    weight: float
    why_code: str


class Comparison(NamedTuple):
    """A score from 0 to 1 with every field that made it."""

    score: float
    fields: tuple[FieldVerdict, ...]

    @property
    def weight(self) -> float:
        """The sum of the fields' weights, in bits."""
        return sum(f.weight for f in self.fields)


def compare(a: Record, b: Record) -> Comparison:
    """Weigh two records; the order of the two does not matter."""
    fields: tuple[FieldVerdict, ...] = (
        *_names(a, b),
        _birth(a, b),
        _sex(a, b),
        _nationality(a, b),
        _phone(a, b),
        _document(a, b),
        _mother(a, b),
    )
    bits = sum(f.weight for f in fields) - BITS_AGAINST
    return Comparison(round(1 / (1 + 2.0**-bits), 6), fields)


@cache
def _unknown(field: str) -> FieldVerdict:
    return FieldVerdict(field, "unknown", 0.0, "unknown")


def _name_field(field: str, likeness: Similarity, swapped: bool = False) -> FieldVerdict:
    against = -6.0 if field == "given" else -3.0
    score, why = likeness
    if why == "name_differs":
        return FieldVerdict(field, "differs", against, why)
    verdict: Verdict = "same" if score >= 0.9 else "close"
    weight = 3.0 * score if score >= 0.9 else 1.0 + 10 * (score - CLOSE)
    if why == "name_partly":
        weight = 1.8
    if swapped:
        verdict, why, weight = "close", "names_swapped", weight - 0.3
    return FieldVerdict(field, verdict, round(weight, 3), why)


def _name_pair(a: PersonName, b: PersonName) -> tuple[FieldVerdict, FieldVerdict]:
    if not a.family.strip() or not b.family.strip() or not a.given.strip() or not b.given.strip():
        return _name_field("given", name_similarity(a.whole(), b.whole())), _unknown("family")
    straight = (
        _name_field("given", name_similarity(a.given, b.given)),
        _name_field("family", name_similarity(a.family, b.family)),
    )
    if straight[0].verdict == "same" or straight[1].verdict == "same":
        return straight
    halves = name_similarity(a.given, b.family), name_similarity(a.family, b.given)
    better, worse = sorted(halves, reverse=True)
    crossed = _name_field("given", better, swapped=True), _name_field("family", worse, swapped=True)
    # Exchanged by mistake only if both halves fit: a shared word alone proves nothing.
    fits = all(f.verdict != "differs" for f in crossed)
    return crossed if fits and _sum(crossed) > _sum(straight) else straight


def _sum(fields: tuple[FieldVerdict, FieldVerdict]) -> float:
    return fields[0].weight + fields[1].weight


def _names(a: Record, b: Record) -> tuple[FieldVerdict, FieldVerdict]:
    if not a.names or not b.names:
        return _unknown("given"), _unknown("family")
    found = [_name_pair(x, y) for x in a.names for y in b.names]
    return max(found, key=lambda pair: (_sum(pair), pair)) if len(found) > 1 else found[0]


def _birth(a: Record, b: Record) -> FieldVerdict:
    if a.born_from is None or a.born_to is None or b.born_from is None or b.born_to is None:
        return _unknown("birth")
    one, two = a.birth_day(), b.birth_day()
    if one and two:
        return _two_days(one, two)
    apart = max(a.born_from.year - b.born_to.year, b.born_from.year - a.born_to.year)
    if apart <= 0:
        years = max(a.born_to.year - a.born_from.year, b.born_to.year - b.born_from.year)
        return FieldVerdict("birth", "close", 3.0 if years == 0 else 1.0, "birth_overlaps")
    if apart == 1:
        return FieldVerdict("birth", "differs", -2.0, "birth_next_year")
    return FieldVerdict("birth", "differs", -6.0, "birth_differs")


def _two_days(one: date, two: date) -> FieldVerdict:
    if one == two:
        return FieldVerdict("birth", "same", 8.0, "birth_same")
    if one.year == two.year:
        if (one.month, one.day) == (two.day, two.month):
            return FieldVerdict("birth", "close", 6.0, "birth_swapped")
        return FieldVerdict("birth", "differs", -1.0, "birth_same_year")
    if (one.month, one.day) == (two.month, two.day) and OSA.distance(str(one.year), str(two.year)) == 1:
        return FieldVerdict("birth", "close", 3.0, "birth_one_digit")
    if abs(one.year - two.year) == 1:
        return FieldVerdict("birth", "differs", -3.0, "birth_next_year")
    return FieldVerdict("birth", "differs", -6.0, "birth_differs")


def _sex(a: Record, b: Record) -> FieldVerdict:
    if not a.sex or not b.sex:
        return _unknown("sex")
    if a.sex == b.sex:
        return FieldVerdict("sex", "same", 0.5, "sex_same")
    return FieldVerdict("sex", "differs", -4.0, "sex_differs")


def _nationality(a: Record, b: Record) -> FieldVerdict:
    if not a.nationalities or not b.nationalities:
        return _unknown("nationality")
    if set(a.nationalities) & set(b.nationalities):
        return FieldVerdict("nationality", "same", 1.0, "nationality_same")
    return FieldVerdict("nationality", "differs", -3.0, "nationality_differs")


def _phone(a: Record, b: Record) -> FieldVerdict:
    if not a.phones or not b.phones:
        return _unknown("phone")
    one, two = a.phone_keys(), b.phone_keys()
    if not one or not two:
        return _unknown("phone")
    if one & two:
        return FieldVerdict("phone", "same", 6.0, "phone_same")
    return FieldVerdict("phone", "differs", -0.5, "phone_differs")


def _document(a: Record, b: Record) -> FieldVerdict:
    if not a.documents or not b.documents:
        return _unknown("document")
    one, two = a.document_keys(), b.document_keys()
    if not one or not two:
        return _unknown("document")
    if one & two:
        return FieldVerdict("document", "same", 12.0, "document_same")
    if any(len(x) >= 6 and OSA.distance(x, y, score_cutoff=1) == 1 for x in one for y in two):
        return FieldVerdict("document", "close", 5.0, "document_close")
    return FieldVerdict("document", "differs", -1.5, "document_differs")


def _mother(a: Record, b: Record) -> FieldVerdict:
    if not a.mother.strip() or not b.mother.strip():
        return _unknown("mother")
    score, why = name_similarity(a.mother, b.mother)
    if why == "name_differs":
        return FieldVerdict("mother", "differs", -3.0, "mother_differs")
    if score >= 0.9:
        return FieldVerdict("mother", "same", 5.0, "mother_same")
    return FieldVerdict("mother", "close", 3.0, "mother_close")
