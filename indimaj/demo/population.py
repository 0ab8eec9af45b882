"""Who files where and when, and what becomes of the file: drawn once from a seed, with the margins of 2014."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from .margins import (
    Outcome,
    days_along,
    draws,
    fit,
    outcomes,
    share_out,
    shuffled,
    table,
)

DAY = date(2015, 2, 9)
RULE_OF_JULY = date(2014, 7, 28)
GROUPS = ("woman", "man", "child")
# Claims that the circular of 2013 does not know: no file is decided on them before the rule of July 2014.
LATER_CLAIMS = frozenset({"W1", "W2", "W3", "W4"})
FIRST_REFUSAL = date(2014, 3, 25)


@dataclass(frozen=True, slots=True)
class Planned:
    """One file as it will be: everything else about it is drawn from its number."""

    number: int
    outcome: str
    group: str
    nationality: str
    names: str
    office: str
    claim: str
    band: tuple[int, int]
    schooling: str
    filed_on: date
    opinion_on: date | None
    decided_on: date | None
    state: str
    departure: str

    @property
    def fate(self) -> Outcome:
        """What becomes of it."""
        return outcomes()[self.outcome]


def plan(files: int) -> list[Planned]:
    """The whole campaign for a number of files, in the order of filing. The same number gives the same plan."""
    random = draws("plan", files)
    sizes = share_out(files, {(code, group): _cell(code, group) for code in outcomes() for group in GROUPS})
    by_outcome = {code: sum(sizes[code, group] for group in GROUPS) for code in outcomes()}
    nations = _spread("nationalities", "nationality", by_outcome)
    offices = _spread("offices", "office", by_outcome)
    drafts: list[_Draft] = []
    for code in outcomes():
        people = _groups(code, nations, sizes)
        random.shuffle(people)
        places = shuffled({office: offices[office, code] for office in _names("offices", "office")}, random)
        drafts += [
            _Draft(code, group, nation, office)
            for (nation, group), office in zip(people, places, strict=True)
        ]
    _name_the_others(drafts, random)
    _date(drafts, random)
    _claim(drafts, random)
    _band(drafts, random)
    _school(drafts, random)
    _stage(drafts, random)
    _depart(drafts, random)
    drafts.sort(key=lambda draft: draft.filed_on)
    return [_fixed(number, draft) for number, draft in enumerate(drafts, start=1)]


@dataclass(slots=True)
class _Draft:
    outcome: str
    group: str
    nationality: str
    office: str
    names: str = ""
    claim: str = ""
    band: tuple[int, int] = (0, 0)
    schooling: str = ""
    filed_on: date = DAY
    opinion_on: date | None = None
    decided_on: date | None = None
    state: str = ""
    departure: str = ""

    @property
    def is_open(self) -> bool:
        return not outcomes()[self.outcome].decided


def _fixed(number: int, draft: _Draft) -> Planned:
    return Planned(number, **{name: getattr(draft, name) for name in _Draft.__slots__})


def _cell(code: str, group: str) -> int:
    (row,) = (row for row in table("outcomes") if row["code"] == code)
    return int(row[group])


@cache
def _names(name: str, column: str) -> tuple[str, ...]:
    return tuple(row[column] for row in table(name))


def _spread(name: str, column: str, by_outcome: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """How many of each nationality or office have each outcome: requests and regularised both as chosen."""
    asked = {row[column]: int(row["applications"]) for row in table(name)}
    accepted = {row[column]: int(row["regularised"]) for row in table(name)}
    whole = {code: outcome.files for code, outcome in outcomes().items()}
    late_whole = share_out(whole["BL"], accepted)
    counted = {cell: accepted[cell] - late_whole[cell] for cell in asked}
    refused = {cell: asked[cell] - counted[cell] for cell in asked}
    spread: dict[tuple[str, str], int] = {}
    for weights, codes in ((counted, ("A", "B", "R1", "D1")), (refused, ("R2", "D2"))):
        columns = [by_outcome[code] for code in codes]
        rows = share_out(sum(columns), weights)
        seed = [[weights[cell] * whole[code] for code in codes] for cell in weights]
        for cell, row in zip(weights, fit(seed, list(rows.values()), columns), strict=True):
            spread |= {(cell, code): count for code, count in zip(codes, row, strict=True)}
    for code, weights in (("BL", accepted), ("DL", asked)):
        spread |= {(cell, code): count for cell, count in share_out(by_outcome[code], weights).items()}
    return spread


def _groups(
    code: str, nations: Mapping[tuple[str, str], int], sizes: Mapping[tuple[str, str], int]
) -> list[tuple[str, str]]:
    """The nationality and the group of each file with an outcome."""
    rows = table("nationalities")
    women = [float(row["women"]) for row in rows]
    seed = [[share, 1 - share, 0.05] for share in women]
    counts = [nations[row["nationality"], code] for row in rows]
    cells = fit(seed, counts, [sizes[code, group] for group in GROUPS])
    return [
        (row["nationality"], group)
        for row, line in zip(rows, cells, strict=True)
        for group, count in zip(GROUPS, line, strict=True)
        for _ in range(count)
    ]


def _name_the_others(drafts: Iterable[_Draft], random: Random) -> None:
    """A country for the people of other nationalities, and for everybody the list that names come from."""
    lists = {row["nationality"]: row["names"] for row in table("nationalities")}
    others = {row["nationality"]: row for row in table("other_nationalities")}
    waiting = [draft for draft in drafts if draft.nationality == "other"]
    counts = share_out(len(waiting), {code: int(row["weight"]) for code, row in others.items()})
    if len(waiting) >= len(others):
        # Every country that we know of is there once: 116 nationalities are printed.
        for code in [code for code, count in counts.items() if not count]:
            counts[max(counts, key=lambda other: counts[other])] -= 1
            counts[code] = 1
    for draft, code in zip(waiting, shuffled(counts, random), strict=True):
        draft.nationality = code
    for draft in drafts:
        draft.names = lists.get(draft.nationality) or others[draft.nationality]["names"]


def _date(drafts: Iterable[_Draft], random: Random) -> None:
    """When each file came in and, where it is decided, when."""
    women = [draft for draft in drafts if draft.group == "woman"]
    rest = [draft for draft in drafts if draft.group != "woman"]
    for people, filed in (
        (women, days_along("women_filed", len(women))),
        (rest, days_along("filed", len(rest), less="women_filed")),
    ):
        people.sort(key=lambda draft: _place_in_line(draft, random))
        for draft, day in zip(people, filed, strict=True):
            draft.filed_on = _working_day(day)
    accepted_women = [draft for draft in women if draft.outcome == "A"]
    accepted = [draft for draft in rest if draft.outcome == "A"]
    for people, decided in (
        (accepted_women, days_along("women_favourable", len(accepted_women))),
        (accepted, days_along("favourable", len(accepted), less="women_favourable")),
    ):
        for draft, day in zip(people, decided, strict=True):
            _decide_on(draft, day)
    for draft in rest:
        if draft.outcome in ("R1", "R2"):
            lag = timedelta(days=25 + int(140 * random.random() ** 2))
            _decide_on(draft, max(FIRST_REFUSAL + lag / 4, draft.filed_on + lag))


def _place_in_line(draft: _Draft, random: Random) -> float:
    """Files still open came late, most of them; those typed in from paper receipts last of all."""
    if not draft.is_open:
        return random.random()
    if not outcomes()[draft.outcome].counted:
        return 0.95 + random.random() * 0.05
    return random.random() if random.random() < 0.12 else 0.6 + 0.4 * random.random()


def _decide_on(draft: _Draft, day: date) -> None:
    """An opinion on a day on which the office's commission sits, and the decision some days later."""
    last = DAY - timedelta(days=3)
    opinion = _sitting_day(draft.office, max(min(day, last) - timedelta(days=4), draft.filed_on))
    while opinion <= draft.filed_on:
        opinion = _sitting_day(draft.office, opinion + timedelta(days=7))
    draft.opinion_on = opinion
    draft.decided_on = _working_day(min(max(day, opinion + timedelta(days=2)), DAY))


def _sitting_day(office: str, day: date) -> date:
    """The last day on which this commission sits, up to a day: one weekday for each office."""
    weekday = sum(map(ord, office)) % 5
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _working_day(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _claim(drafts: Iterable[_Draft], random: Random) -> None:
    """What each person says that they meet; before the rule of July 2014 only what the circular knows."""
    for (code, group), people in _by(drafts, lambda draft: (draft.outcome, draft.group)).items():
        rows = [row for row in table("claims") if (row["outcome"], row["group"]) == (code, group)]
        counts = share_out(len(people), {row["claim"]: int(row["files"]) for row in rows})
        deck = shuffled(counts, random)
        deck.sort(key=lambda claim: claim in LATER_CLAIMS)
        early = [draft for draft in people if draft.opinion_on and draft.opinion_on < RULE_OF_JULY]
        late = [draft for draft in people if not (draft.opinion_on and draft.opinion_on < RULE_OF_JULY)]
        random.shuffle(late)
        for draft, claim in zip(early, deck, strict=False):
            draft.claim = claim if claim not in LATER_CLAIMS else "C5"
        rest = deck[len(early) :]
        random.shuffle(rest)
        for draft, claim in zip(late, rest, strict=True):
            draft.claim = claim


def _band(drafts: Iterable[_Draft], random: Random) -> None:
    for kind, people in _by(drafts, lambda draft: "child" if draft.group == "child" else "adult").items():
        rows = [row for row in table("ages") if row["group"] == kind]
        bands = {(int(row["from"]), int(row["to"])): int(row["files"]) for row in rows}
        for draft, band in zip(people, shuffled(share_out(len(people), bands), random), strict=True):
            draft.band = band


def _school(drafts: Iterable[_Draft], random: Random) -> None:
    """Schooling as printed; a file refused in the end has no certificate that the recommendation accepts."""
    shares = {row["level"]: int(row["share"]) for row in table("schooling")}
    ordered = list(drafts)
    counts = share_out(len(ordered), shares)
    low = {level: counts[level] for level in ("none", "primary")}
    in_the_end = [draft for draft in ordered if not outcomes()[draft.outcome].regularised]
    rest = [draft for draft in ordered if outcomes()[draft.outcome].regularised]
    taken = share_out(len(in_the_end), low)
    left = {level: count - taken.get(level, 0) for level, count in counts.items()}
    for people, cells in ((in_the_end, taken), (rest, left)):
        for draft, level in zip(people, shuffled(cells, random), strict=True):
            draft.schooling = level


def _stage(drafts: Iterable[_Draft], random: Random) -> None:
    """Where each open file stands: those typed in last are the furthest from a sitting."""
    for draft in drafts:
        if not draft.is_open:
            favourable = outcomes()[draft.outcome].favourable
            draft.state = "decided_favourable" if favourable else "decided_unfavourable"
    waiting = [draft for draft in drafts if draft.is_open]
    random.shuffle(waiting)
    waiting.sort(key=lambda draft: (outcomes()[draft.outcome].counted, draft.outcome == "D2"))
    rows = {row["state"]: int(row["files"]) for row in table("stages")}
    counts = share_out(len(waiting), rows)
    last = counts.pop("withdrawn")
    early = share_out(counts["registered"] + counts["awaiting_documents"], {s: rows[s] for s in _FIRST})
    middle = {state: count for state, count in counts.items() if state not in _FIRST}
    deck = shuffled(early, random) + shuffled(middle, random) + ["withdrawn"] * last
    for draft, state in zip(waiting, deck, strict=True):
        draft.state = state
        if state in ("on_agenda", "opinion_given"):
            draft.opinion_on = _opinion_of_open(draft)


_FIRST = ("registered", "awaiting_documents")


def _opinion_of_open(draft: _Draft) -> date:
    """The last sitting before the demo's day, or the next one for a file that is on its agenda."""
    sitting = _sitting_day(draft.office, DAY - timedelta(days=1))
    return sitting if draft.state == "opinion_given" else sitting + timedelta(days=7)


def _depart(drafts: Iterable[_Draft], random: Random) -> None:
    """A few decisions that leave what the rule proposes, with a coded reason."""
    ordered = list(drafts)
    whole = sum(outcome.files for outcome in outcomes().values())
    for row in table("departures"):
        people = [
            draft
            for draft in ordered
            if (draft.outcome, draft.group, draft.claim) == (row["outcome"], "man", "C5")
            and not draft.departure
        ]
        wanted = min(len(people), round(int(row["files"]) * len(ordered) / whole))
        for draft in random.sample(people, wanted):
            draft.departure = row["code"]


def _by(drafts: Iterable[_Draft], key: Callable[[_Draft], Hashable]) -> dict[Any, list[_Draft]]:
    grouped: dict[Any, list[_Draft]] = {}
    for draft in drafts:
        grouped.setdefault(key(draft), []).append(draft)
    return grouped
