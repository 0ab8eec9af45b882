"""The margins that a campaign has: counted on the plan, and on the rows of a demo that is built."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from indimaj import law, policies

from .circumstances import in_the_end
from .margins import outcomes, table
from .people import People, birth_day
from .population import DAY, Planned

Cell = tuple[str, str]
RECOMMENDED = date(2015, 10, 27)
CASABLANCA = "BE-CAS"

SCHOOLS = {
    "none": "no diploma",
    "primary": "primary or modest",
    "lower_secondary": "primary or modest",
    "upper_secondary": "higher",
    "higher": "higher",
}


def of_plan(planned: Sequence[Planned]) -> Counter[Cell]:
    """How many files each printed cell has in a plan, by (margin, cell)."""
    found: Counter[Cell] = Counter()
    named = {row["nationality"] for row in table("nationalities")} - {"other"}
    regions = {
        row["office"]: (row["region_1997"] or "other", row["region"] or "other") for row in table("offices")
    }
    for one in planned:
        found.update(_of_outcome(one))
        nation = one.nationality if one.nationality in named else "other"
        filed_in, accepted_in = regions[one.office]
        if one.fate.counted:
            found["nationality filed", nation] += 1
            found["region filed", filed_in] += 1
            if one.claim in ("C1", "C2", "C3", "C4", "C5"):
                found["category filed", one.claim] += 1
        if one.fate.regularised:
            found["nationality regularised", nation] += 1
            found["region regularised", accepted_in] += 1
            found["prefecture regularised", one.office] += 1
            if one.office.startswith(CASABLANCA):
                found["prefecture regularised", "casablanca"] += 1
        if one.claim == "C4" and one.fate.favourable:
            found["category accepted", "C4"] += 1
        found.update(_of_age(one))
        found["schooling", SCHOOLS[one.schooling]] += 1
    found.update(_of_days(planned))
    found["nationality count", "nationalities"] = len({one.nationality for one in planned})
    return found


def _of_outcome(one: Planned) -> Iterable[Cell]:
    fate = one.fate
    yield "total", "files"
    if fate.counted:
        yield "total", "counted on 9 February 2015"
    if fate.favourable:
        yield "outcome", "favourable when first instance closed"
        if fate.decided:
            yield "outcome", "favourable by 9 February 2015"
            if one.group != "man":
                yield "outcome", "women and children accepted by 9 February 2015"
    if fate.regularised:
        yield "outcome", "regularised in the end"


def _of_age(one: Planned) -> Iterable[Cell]:
    age = (one.filed_on - birth_day(one)).days / 365.2425
    if age < 20:
        yield "age", "under 20"
    else:
        yield "age", "20 to 39" if age < 40 else "40 and over"
    if one.fate.regularised:
        if age < 6:
            yield "age", "under 6"
        if age < 18:
            yield "age", "under 18"
        if age >= 50:
            yield "age", "50 and over"


def _of_days(planned: Sequence[Planned]) -> Counter[Cell]:
    """What stood on the days for which a source prints a figure."""
    found: Counter[Cell] = Counter()
    for row in table("published"):
        if row["margin"] in ("filed by", "favourable by"):
            day = date.fromisoformat(row["cell"])
            days = [_day_of(one, row["margin"]) for one in planned]
            found[row["margin"], row["cell"]] = sum(1 for one in days if one is not None and one <= day)
    women = [one for one in planned if one.group == "woman"]
    for word, margin in (("filed", "filed by"), ("favourable", "favourable by")):
        for text, day in _WOMEN_ON.items():
            days = [_day_of(one, margin) for one in women]
            found["sex", f"women {word} by {text}"] = sum(1 for one in days if one is not None and one <= day)
    return found


_WOMEN_ON = {
    "28 July 2014": date(2014, 7, 28),
    "9 September 2014": date(2014, 9, 9),
    "15 January 2015": date(2015, 1, 15),
}


def _day_of(one: Planned, margin: str) -> date | None:
    if margin == "filed by":
        return one.filed_on
    return one.decided_on if one.fate.favourable else None


def of_sex(planned: Sequence[Planned], people: People) -> Counter[Cell]:
    """Women and girls, men and boys among those regularised in the end: sex is the drawn person's."""
    found: Counter[Cell] = Counter()
    for one in planned:
        if one.fate.regularised:
            letter = "F" if people.person(one.number).sex == "female" else "M"
            found["sex", f"{letter} regularised in the end"] += 1
    return found


def by_the_law(planned: Sequence[Planned], people: People) -> Counter[tuple[str, str, bool]]:
    """What the law proposes once every fact is established: (day, proposal, planned to depart from it).

    On the demo's day as first instance, and after the recommendation of October 2015 on the files refused first.
    """
    pack = policies.load("morocco")
    found: Counter[tuple[str, str, bool]] = Counter()
    for one in planned:
        facts = {**in_the_end(one, people.person(one.number)), "filed_on": one.filed_on.isoformat()}
        outcome = "favourable" if one.fate.favourable else "unfavourable"
        for name, day, first in (("first", DAY, "none"), ("later", RECOMMENDED, outcome)):
            known = law.parse_facts(pack, {**facts, "first_outcome": first})
            proposal = law.decide(pack, known, on=day, campaign="2014").proposal
            found[name, proposal, bool(one.departure)] += 1
    return found


def base_of(margin: str, found: Counter[Cell]) -> int:
    """How many files of the demo a margin's shares are taken of."""
    if margin in ("nationality regularised", "region regularised", "prefecture regularised"):
        return found["outcome", "regularised in the end"]
    if margin in ("nationality filed", "region filed", "category filed"):
        return found["total", "counted on 9 February 2015"]
    if margin == "category accepted":
        return found["category filed", "C4"]
    return found["total", "files"]


def departures() -> int:
    """Decisions of the whole campaign that leave what the rule proposes."""
    return sum(int(row["files"]) for row in table("departures"))


def whole() -> int:
    """The files of the whole campaign."""
    return sum(outcome.files for outcome in outcomes().values())
