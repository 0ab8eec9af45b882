"""The law from its definition, slowly and on its own: it reads the pack's raw data and shares no code.

A date is every day that it may be. A test on a date is True or False when it is so for the first and the
last of those days, and unknown otherwise.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any


def days(written: Any) -> tuple[date, date] | None:
    if written is None:
        return None
    if isinstance(written, list):
        return days(written[0])[0], days(written[1])[1]
    if isinstance(written, date):
        return written, written
    numbers = [int(part) for part in written.split("-")]
    if len(numbers) == 1:
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    if len(numbers) == 2:
        return date(*numbers, 1), date(*numbers, monthrange(*numbers)[1])
    return date(*numbers), date(*numbers)


def anniversary(start: date, months: int) -> tuple[int, int, int]:
    """Year, month and day; where the month has no such day, it lies between its last day and the next."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return year, month + 1, start.day


def compares(word: str, left: Any, right: Any) -> bool:
    return {
        "at_least": left >= right,
        "on_or_after": left >= right,
        "more_than": left > right,
        "after": left > right,
        "at_most": left <= right,
        "on_or_before": left <= right,
        "less_than": left < right,
        "before": left < right,
    }[word]


class Oracle:
    def __init__(self, files: dict[str, Any], on: date, campaign: str) -> None:
        self.files, self.on = files, on
        self.campaign, self.window = campaign, files["pack"]["campaigns"][campaign]

    def limit(self, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        for dated in self.files["parameters"][given["parameter"]]["values"]:
            if dated["from"] <= self.on and not (dated.get("until") and dated["until"] < self.on):
                return dated["value"]
        raise AssertionError(given)

    def filing(self, facts: dict[str, Any]) -> tuple[date, date]:
        default = min(self.on, self.window["closes"])
        return days(facts.get("filed_on")) or (default, default)

    def leaf(self, name: str, facts: dict[str, Any]) -> bool | None:
        clause = self.files["rules"]["clauses"][name]
        given = facts.get(clause["fact"])
        if given is None:
            return None
        if "is" in clause:
            return given == clause["is"]
        if "in" in clause:
            return given in clause["in"]
        if "elapsed" in clause:
            return self.elapsed(clause, given, facts)
        (word,) = set(clause) - {"fact", "says"}
        spec = self.files["facts"][clause["fact"]]
        first, last = (
            days(given) if spec["type"] == "date" else given if isinstance(given, list) else (given, given)
        )
        return self.agree(compares(word, end, self.limit(clause[word])) for end in (first, last))

    def elapsed(self, clause: dict[str, Any], given: Any, facts: dict[str, Any]) -> bool | None:
        test = clause["elapsed"]
        until = {"filing": self.filing(facts), "today": (self.on, self.on)}.get(test["until"])
        if until is None:
            until = days(facts.get(test["until"]))
        if until is None:
            return None
        (word,) = set(test) - {"until", "unit"}
        span = self.limit(test[word])
        answers = []
        for start in days(given):
            for end in until:
                if test["unit"] == "days":
                    answers.append(compares(word, end, start + timedelta(days=span)))
                else:
                    reached = anniversary(start, span * (12 if test["unit"] == "years" else 1))
                    answers.append(compares(word, (end.year, end.month, end.day), reached))
        return self.agree(answers)

    @staticmethod
    def agree(answers: Any) -> bool | None:
        found = set(answers)
        return found.pop() if len(found) == 1 else None

    def tree(self, node: Any, facts: dict[str, Any]) -> bool | None:
        if isinstance(node, str):
            return self.leaf(node, facts)
        if "not" in node:
            inner = self.tree(node["not"], facts)
            return None if inner is None else not inner
        parts = [self.tree(part, facts) for part in node.get("all") or node.get("any") or node["of"]]
        need = len(parts) if "all" in node else 1 if "any" in node else node["at_least"]
        if parts.count(True) >= need:
            return True
        return None if parts.count(True) + parts.count(None) >= need else False

    def reaches(self, version: dict[str, Any], facts: dict[str, Any]) -> bool:
        filed = self.filing(facts)[0]
        if version["campaign"] != self.campaign or not self.window["opens"] <= filed <= self.window["closes"]:
            return False
        since, until = version["in_force_from"], version["in_force_until"] or date.max
        if not since <= self.on <= until:
            return False
        if since <= filed <= until:
            return True
        refused = facts.get("first_outcome") == "unfavourable"
        return filed < since and version["reaches"]["refused" if refused else "pending"]

    def outcomes(self, facts: dict[str, Any]) -> dict[tuple[str, str], bool | None]:
        return {
            (version["id"], criterion["code"]): self.tree(criterion["when"], facts)
            for version in self.files["rules"]["versions"]
            if self.reaches(version, facts)
            for criterion in version["criteria"]
        }

    def proposal(self, facts: dict[str, Any]) -> str:
        outcomes = list(self.outcomes(facts).values())
        if True in outcomes:
            return "favourable"
        return "undetermined" if None in outcomes or not outcomes else "unfavourable"
