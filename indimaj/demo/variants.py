"""The same person written a second time, as offices do: planted duplicates and planted look-alikes, labelled."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from indimaj.linkage.records import PersonName, Record


class Pair(NamedTuple):
    """Two records, whether they are one person, and what was done to the second."""

    first: Record
    second: Record
    same_person: bool
    changes: tuple[str, ...]


# Spelling habits of two offices: (code, what is read, what the other writes).
_HABITS: tuple[tuple[str, str, str], ...] = (
    ("ou_u", r"ou", "u"),
    ("u_ou", r"(?<![aoqg])u(?![aeiou])", "ou"),
    ("di_j", r"^di(?=[aeo])", "j"),
    ("j_di", r"^j(?=[ao])", "di"),
    ("dj_j", r"dj", "j"),
    ("j_dj", r"(?<!d)j", "dj"),
    ("ou_w", r"^ou(?=[aeiou])", "w"),
    ("w_ou", r"^w(?=[aei])", "ou"),
    ("c_k", r"c(?=[aou])", "k"),
    ("k_c", r"k(?=[aou])", "c"),
    ("ck_k", r"ck", "k"),
    ("q_k", r"q", "k"),
    ("ch_sh", r"(?<!t)ch", "sh"),
    ("sh_ch", r"sh", "ch"),
    ("e_accent_eh", r"é$", "eh"),
    ("a_ah", r"a$", "ah"),
    ("ah_a", r"ah$", "a"),
    ("ah_eh", r"ah$", "eh"),
    ("ss_s", r"ss", "s"),
    ("s_ss", r"(?<=[aeiou])s(?=[aeiou])", "ss"),
    ("double_lost", r"([lmnrtbdf])\1", r"\1"),
    ("nd_apostrophe", r"^n(?=[dgz])", "n'"),
    ("apostrophe_lost", r"'", ""),
    ("hyphen_space", r"-", " "),
    ("y_i", r"y$", "i"),
    ("i_y", r"i$", "y"),
    ("i_ee", r"i(?=[mnrdf])", "ee"),
    ("gh_r", r"gh", "r"),
    ("h_lost", r"^h(?=[aeiou])", ""),
    ("abd_e_u", r"^abde(?=[rlh])", "abdu"),
    ("article_lost", r"^(?:el|al)[ -]", ""),
    ("article_joined", r"^(el|al)[ -]", r"\1"),
    ("particle_glued", r"^(ben|ould|de la|dela|de los|de|san|ait|abou) (?=\w)", r"\1"),
    ("v_b", r"v", "b"),
    ("z_s", r"z", "s"),
)
_HABIT_RULES = tuple((code, re.compile(pattern), to) for code, pattern, to in _HABITS)
_NEIGHBOURS = dict(zip("azertyuiopqsdfghjklmwxcvbn", "zertyuioposdfghjklmlxcvbnb", strict=True))
_ACCENTS = str.maketrans("àâäçéèêëîïôöùûüÿñ", "aaaceeeeiioouuuyn")


def _as_before(text: str, like: str) -> str:
    return re.sub(r"(^|[ \-'])(\w)", lambda m: m[1] + m[2].upper(), text) if like[:1].isupper() else text


def respell(name: str, random: Random) -> tuple[str, str] | None:
    """Another office's spelling of a Latin name and the code of the habit, or None if no habit applies."""
    low = name.lower()
    open_to = [(c, t) for c, p, to in _HABIT_RULES if (t := p.sub(to, low, count=1)) != low and t]
    if low.translate(_ACCENTS) != low:
        open_to.append(("accents_lost", low.translate(_ACCENTS)))
    if not open_to:
        return None
    code, text = random.choice(open_to)
    return _as_before(text, name), code


def slip(name: str, random: Random) -> tuple[str, str] | None:
    """One slip of the hand or of the scanner in a Latin name of four letters or more."""
    places = [i for i, c in enumerate(name) if c.isascii() and c.isalpha() and i]
    if len(places) < 3:
        return None
    i, kind = random.choice(places), random.choice(("neighbour", "missing", "exchanged", "scanned"))
    if kind == "neighbour":
        return name[:i] + _NEIGHBOURS.get(name[i].lower(), "e") + name[i + 1 :], "slip_neighbour"
    if kind == "missing":
        return name[:i] + name[i + 1 :], "slip_missing"
    if kind == "exchanged" and i + 1 < len(name):
        return name[:i] + name[i + 1] + name[i] + name[i + 2 :], "slip_exchanged"
    scanned = name.replace("rn", "m", 1) if "rn" in name else name.replace("o", "0", 1)
    return (scanned, "scanned") if scanned != name else None


Respell = Callable[[str, Random], tuple[str, str] | None]


def written_again(record: Record, random: Random, respelling: Respell = respell) -> Pair:
    """The same person at a second office: one or two name changes and the usual losses around them.

    ``respelling`` may draw a listed variant of a name instead of applying a habit.
    """
    changes: list[str] = []
    name = _names_again(record.names[0], random, respelling, changes)
    born_from, born_to = _birth_again(record, random, changes)
    phones = record.phones if random.random() < 0.4 else (f"06{random.randrange(10**8):08d}",)
    documents = record.documents if random.random() < 0.15 else ()
    mother = record.mother if random.random() < 0.6 else ""
    if mother and random.random() < 0.4 and (other := respelling(mother, random)):
        mother = other[0]
        changes.append("mother_" + other[1])
    second = replace(
        record,
        names=(name,),
        born_from=born_from,
        born_to=born_to,
        phones=phones,
        documents=documents,
        mother=mother,
    )
    return Pair(record, second, True, tuple(changes))


def _names_again(name: PersonName, random: Random, respelling: Respell, changes: list[str]) -> PersonName:
    parts = {"given": name.given, "family": name.family}
    for part in random.choice((("given",), ("family",), ("given", "family"))):
        other = respelling(parts[part], random)
        if other and random.random() < 0.08:
            other = slip(other[0], random) or other
        if other and other[0].strip():
            parts[part] = other[0]
            changes.append(f"{part}_{other[1]}")
    given, family = parts["given"], parts["family"]
    if " " in given and random.random() < 0.3:
        given = given.split()[0]
        changes.append("second_given_lost")
    fate = random.random()
    if fate < 0.08 and family:
        given, family = family, given
        changes.append("names_swapped")
    elif fate < 0.10:
        family = ""
        changes.append("single_name")
    return PersonName(given, family)


def _birth_again(record: Record, random: Random, changes: list[str]) -> tuple[date | None, date | None]:
    day, fate = record.born_from, random.random()
    if day is None or day != record.born_to:
        return record.born_from, record.born_to
    if fate < 0.08 and day.day <= 12 and day.day != day.month:
        changes.append("day_month_swapped")
        day = date(day.year, day.day, day.month)
    elif fate < 0.18:
        changes.append("year_only")
        day = date(day.year, 1, 1) if fate < 0.15 else date(day.year, 12, 31)
    elif fate < 0.20:
        changes.append("year_one_off")
        day = date(day.year + random.choice((-1, 1)), day.month, min(day.day, 28))
    return day, day


def namesake(record: Record, random: Random) -> Pair:
    """Another person of the same name, sex and birth year: two Mamadou Diallo."""
    day = record.born_from or date(1988, 1, 1)
    other = date(day.year, 1, 1) + timedelta(days=(day.timetuple().tm_yday + random.randrange(20, 300)) % 365)
    second = _stranger(replace(record, born_from=other, born_to=other), random)
    return Pair(record, second, False, ("namesake",))


def twin(record: Record, other_given: str, random: Random) -> Pair:
    """Born the same day of the same mother, with another given name."""
    first = record.names[0]
    second = _stranger(replace(record, names=(PersonName(other_given, first.family),)), random)
    return Pair(record, replace(second, mother=record.mother), False, ("twin",))


def father_and_son(record: Record, random: Random) -> Pair:
    """The same name a generation apart."""
    day = record.born_from or date(1988, 6, 15)
    before = date(day.year - random.randrange(20, 40), random.randrange(1, 13), random.randrange(1, 29))
    second = _stranger(replace(record, born_from=before, born_to=before), random)
    return Pair(record, second, False, ("father_and_son",))


def _stranger(record: Record, random: Random) -> Record:
    return replace(record, phones=(f"06{random.randrange(10**8):08d}",), documents=(), mother="")
