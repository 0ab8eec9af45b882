"""Facts about one person: read from JSON against the pack's list, never guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from indimaj.law import dates

if TYPE_CHECKING:
    from indimaj.law.pack import FactSpec, Pack

# What a known fact is inside the engine: a yes or no, a choice, or an interval of numbers or packed days.
Value = bool | str | tuple[int, int]


class FactError(ValueError):
    """A fact that cannot be read. `code` is unknown_fact, wrong_type, impossible_date, unknown_choice or
    out_of_range.
    """

    def __init__(self, fact: str, code: str, value: object, allowed: str = "") -> None:
        self.fact, self.code, self.value, self.allowed = fact, code, value, allowed
        super().__init__(fact, code, value)

    def __str__(self) -> str:
        from indimaj.law import words

        return words.error(self, "en")


class Facts(Mapping[str, Value]):
    """The known facts of one person; a fact that is not here is unknown."""

    __slots__ = ("values_by_name",)

    def __init__(self, values: Mapping[str, Value]) -> None:
        self.values_by_name: dict[str, Value] = dict(values)

    def __getitem__(self, name: str) -> Value:
        return self.values_by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_name)

    def __len__(self) -> int:
        return len(self.values_by_name)

    def having(self, **values: Value) -> Facts:
        """Return these facts with some added or replaced."""
        return Facts({**self.values_by_name, **values})


def parse_facts(pack: Pack, data: Mapping[str, Any]) -> Facts:
    """Read facts given as JSON. Absent and null are unknown; anything else is checked or refused."""
    values: dict[str, Value] = {}
    for name, given in data.items():
        spec = pack.facts.get(name)
        if spec is None:
            raise FactError(name, "unknown_fact", given)
        if given is not None:
            values[name] = _READERS[spec.type](spec, given)
    return Facts(values)


def write_value(spec: FactSpec, value: Value) -> Any:
    """Return a value as `parse_facts` reads it."""
    if isinstance(value, tuple):
        if spec.type == "date":
            return dates.write_interval(value)
        return value[0] if value[0] == value[1] else list(value)
    return value


def _read_boolean(spec: FactSpec, given: Any) -> Value:
    if not isinstance(given, bool):
        raise FactError(spec.name, "wrong_type", given, "boolean")
    return given


def _read_choice(spec: FactSpec, given: Any) -> Value:
    if not isinstance(given, str):
        raise FactError(spec.name, "wrong_type", given, "choice")
    if given not in spec.choices:
        raise FactError(spec.name, "unknown_choice", given, ", ".join(spec.choices))
    return given


def _read_integer(spec: FactSpec, given: Any) -> Value:
    pair = list(given) if isinstance(given, list | tuple) else [given, given]
    if len(pair) != 2 or any(isinstance(end, bool) or not isinstance(end, int) for end in pair):
        raise FactError(spec.name, "wrong_type", given, "integer")
    _check_range(spec, given, pair[0], pair[1])
    return pair[0], pair[1]


def _read_date(spec: FactSpec, given: Any) -> Value:
    try:
        interval = dates.read_interval(given)
    except ValueError:
        raise FactError(spec.name, "impossible_date", given) from None
    if interval is None:
        raise FactError(spec.name, "wrong_type", given, "date")
    _check_range(spec, given, *interval)
    return interval


def _check_range(spec: FactSpec, given: Any, first: int, last: int) -> None:
    low, high = spec.bounds
    if first > last or first < low or last > high:
        raise FactError(spec.name, "out_of_range", given, spec.written_bounds)


_READERS = {
    "boolean": _read_boolean,
    "choice": _read_choice,
    "integer": _read_integer,
    "date": _read_date,
}
