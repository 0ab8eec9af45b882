"""What each person states, what an officer confirms, and from which pieces: in step with the planned outcome."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from indimaj.people.answers import PersonAnswers

from .margins import draws
from .population import DAY, Planned

MONTH = 30.44
# A stay that is to remain short does not reach five years by the recommendation of 26 October 2015.
SHORT_STAY_FROM = date(2011, 1, 10)
# Nor has a contract been served for two years by then.
CONTRACT_FROM = date(2013, 11, 4)
CERTIFICATES = frozenset({"lower_secondary", "upper_secondary", "higher"})
ALWAYS = ("sex", "birth", "nationality_status", "identity_proof")
OF_A_CLAIM: dict[str, tuple[str, ...]] = {
    "C1": ("spouse", "life_together_since"),
    "C2": ("spouse", "life_together_since"),
    "C3": ("parents_couple",),
    "C4": ("work_contract_effective", "work_contract_months"),
    "C5": ("in_morocco_since", "residence_continuous", "residence_proven"),
    "C6": ("in_morocco_since", "serious_illness"),
    "W2": ("spouse", "wife_accepted"),
    "W3": ("mother_accepted",),
    "W4": ("association_leader",),
}
# Only all of the rule together can say no: what an officer establishes before an unfavourable proposal.
WHOLE_RULE = (
    *ALWAYS, "in_morocco_since", "residence_continuous", "residence_proven", "spouse", "life_together_since",
    "parents_couple", "wife_accepted", "mother_accepted", "work_contract_effective", "work_contract_months",
    "work_contract_open_ended", "work_contract_since", "association_leader", "professional_activity",
    "schooling_level",
)  # fmt: skip
PROOFS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("in_morocco_since", "residence_continuous", "residence_proven"), ("lease", "bill", "medical_card")),
    (("spouse", "life_together_since"), ("marriage_record", "family_booklet")),
    (("parents_couple",), ("birth_record", "family_booklet")),
    (("wife_accepted", "mother_accepted"), ("campaign_decision_of_relative",)),
    (
        (
            "work_contract_effective",
            "work_contract_months",
            "work_contract_open_ended",
            "work_contract_since",
        ),
        ("work_contract", "employer_certificate"),
    ),
    (("association_leader",), ("association_record", "association_letter")),
    (("serious_illness",), ("medical_certificate_sealed",)),
)


@dataclass(frozen=True, slots=True)
class PlannedPiece:
    """One piece of evidence: its kind, the facts that it is shown for, and what the officer made of it."""

    kind: str
    facts: tuple[str, ...] = ()
    state: str = "accepted"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Stated and confirmed facts of one file, its pieces, and the facts for which papers were asked."""

    declared: dict[str, Any]
    confirmed: dict[str, Any]
    pieces: tuple[PlannedPiece, ...]
    asked: tuple[str, ...]


def circumstances(one: Planned, person: PersonAnswers) -> Circumstances:
    """The whole case of one file, drawn from its number."""
    random = draws("facts", one.number)
    declared, truth = _told_and_true(one, person, random)
    known = _established(one, random)
    waits = one.state == "awaiting_documents"
    asked = OF_A_CLAIM.get(one.claim, ("identity_proof",)) if waits else ()
    confirmed = {fact: truth[fact] for fact in known if fact in truth and fact not in asked}
    return Circumstances(declared, confirmed, tuple(_pieces(one, declared, confirmed, random)), asked)


def in_the_end(one: Planned, person: PersonAnswers) -> dict[str, Any]:
    """The facts once everything is established: what the law will say of the file later rests on these."""
    return _told_and_true(one, person, draws("facts", one.number))[1]


def _told_and_true(
    one: Planned, person: PersonAnswers, random: Random
) -> tuple[dict[str, Any], dict[str, Any]]:
    declared = {**person.facts(), **_stated(one, random)}
    if "birth" not in declared:
        declared.setdefault("mother_accepted", False)
    truth = {**declared, "identity_proof": "shown" if random.random() < 0.93 else "impossible"}
    held_true = one.fate.favourable != bool(one.departure)
    return declared, truth if held_true else {**truth, **_not_met(one, truth, random)}


def _stated(one: Planned, random: Random) -> dict[str, Any]:
    """What the person says: the claim is met as far as they know; who is refused has answered every question."""
    married = one.group != "child" and random.random() < 0.28
    stated: dict[str, Any] = {
        "identity_proof": "shown" if random.random() < 0.85 else "not_yet",
        "in_morocco_since": _short_stay(one, random),
        "serious_illness": False,
        "schooling_level": one.schooling,
    }
    if not one.fate.favourable or one.departure:
        stated |= {
            "residence_continuous": random.random() < 0.95,
            "residence_proven": False,
            "spouse": "irregular_foreigner" if married else "none",
            "parents_couple": "none",
            "work_contract_effective": False,
            "association_leader": False,
            "professional_activity": one.group != "child" and random.random() < 0.4,
        }
    stated |= _claimed(one, random)
    if one.group == "child":
        stated.setdefault("mother_accepted", False)
    elif stated.get("spouse", "none") != "none" and one.group == "man":
        stated.setdefault("wife_accepted", False)
    return stated


def _claimed(one: Planned, random: Random) -> dict[str, Any]:
    together = _months_before(one.filed_on, 50 + 60 * random.random()).isoformat()
    long_ago = _months_before(one.filed_on, 62 + 70 * random.random())
    # A stay known by its year alone begins at the latest on the last day of that year.
    since = str(long_ago.year - 1) if random.random() < 0.3 else long_ago.isoformat()
    claims: dict[str, dict[str, Any]] = {
        "C1": {"spouse": "moroccan", "life_together_since": together},
        "C2": {"spouse": "regular_foreigner", "life_together_since": together},
        "C3": {"parents_couple": random.choice(("with_moroccan", "with_regular_foreigner"))},
        "C4": {"work_contract_effective": True, "work_contract_months": random.choice((24, 36))},
        "C5": {"in_morocco_since": since, "residence_continuous": True, "residence_proven": True},
        "C6": {"serious_illness": True, "in_morocco_since": "2012"},
        "W2": {"spouse": "irregular_foreigner", "wife_accepted": True},
        "W3": {"mother_accepted": True},
        "W4": {"association_leader": True},
    }
    return claims.get(one.claim, {})


def _not_met(one: Planned, told: dict[str, Any], random: Random) -> dict[str, Any]:
    """What the papers show instead of the claim; and, for a file accepted later, what it is accepted on."""
    day = one.opinion_on or DAY
    later = one.fate.regularised and not one.fate.favourable
    found: dict[str, Any] = {"professional_activity": False}
    if one.claim in ("C1", "C2"):
        recent = _months_before(day, 4 + 8 * random.random()).isoformat()
        no_title = {"spouse": "irregular_foreigner", "wife_accepted": False}
        return found | ({"life_together_since": recent, "wife_accepted": False} if later else no_title)
    if one.claim == "C4":
        found |= _weak_contract(day, random)
    elif later and told["schooling_level"] not in CERTIFICATES and random.random() < 0.3:
        return found | {"residence_proven": False}
    else:
        found["in_morocco_since"] = _short_stay(one, random)
    if later and told["schooling_level"] not in CERTIFICATES:
        found["professional_activity"] = True
    return found


def _weak_contract(day: date, random: Random) -> dict[str, Any]:
    if random.random() < 0.5:
        return {"work_contract_effective": False}
    recent = _months_before(day, 3 + 9 * random.random())
    return {
        "work_contract_months": 12,
        "work_contract_open_ended": False,
        "work_contract_since": max(recent, CONTRACT_FROM).isoformat(),
    }


def _short_stay(one: Planned, random: Random) -> str:
    since = max(_months_before(one.filed_on, 8 + 34 * random.random()), SHORT_STAY_FROM)
    return str(since.year) if random.random() < 0.25 and since.year < one.filed_on.year else since.isoformat()


def _months_before(day: date, months: float) -> date:
    return day - timedelta(days=int(months * MONTH))


def _established(one: Planned, random: Random) -> tuple[str, ...]:
    """The facts that an officer has confirmed by now."""
    of_the_claim = OF_A_CLAIM.get(one.claim, ())
    if one.state in ("registered", "withdrawn"):
        return ()
    if one.state == "examination":
        return (*ALWAYS, *of_the_claim[: random.randrange(2)])
    if one.state == "awaiting_documents":
        return ALWAYS
    favourable = one.fate.favourable and not one.departure
    return (*ALWAYS, *of_the_claim) if favourable else WHOLE_RULE


def _pieces(
    one: Planned, declared: dict[str, Any], confirmed: dict[str, Any], random: Random
) -> Iterator[PlannedPiece]:
    """A form, a proof of identity, and what was shown for the claim."""
    judged = one.state not in ("registered", "withdrawn")
    yield PlannedPiece("application_form_signed_photo", (), "accepted" if judged else "received")
    if declared["identity_proof"] == "shown" or confirmed:
        kind = random.choice(("passport", "passport", "national_identity_document", "consular_card"))
        yield PlannedPiece(kind, ALWAYS, "accepted" if judged else "received")
    for facts, kinds in PROOFS:
        shown_for = tuple(fact for fact in facts if fact in OF_A_CLAIM.get(one.claim, ()))
        if not shown_for or one.state == "awaiting_documents":
            continue
        kind, holds = random.choice(kinds), all(fact in confirmed for fact in shown_for)
        weak = judged and not one.fate.favourable and not one.departure and random.random() < 0.35
        if weak:
            yield PlannedPiece(kind, (), "rejected", "does_not_prove")
        else:
            yield PlannedPiece(kind, shown_for, "accepted" if holds else "received")
