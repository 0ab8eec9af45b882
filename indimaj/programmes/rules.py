"""The stated rule of a waiting list, the term of a day, and where somebody begins. Pure: no database, no clock."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

from indimaj.clients.enums import Community


class Waits(Protocol):
    """Somebody in line; the line is given in order of application."""

    @property
    def community(self) -> str:
        """The side that somebody is from."""


W = TypeVar("W", bound=Waits)


def seats(capacity: int, host_share: int) -> dict[str, int]:
    """How many places each side has when the mix sought is kept."""
    host = round(capacity * host_share / 100)
    return {Community.HOST: host, Community.MIGRANT: capacity - host}


def in_order(
    line: Sequence[W], *, taken: Mapping[str, int], capacity: int, host_share: int | None
) -> list[W]:
    """Who is admitted next, then next: in order of application.

    Where a programme seeks a mix, the first of the side that still misses people goes before the others; when nobody
    of that side waits, the place goes to the first in line. No place stays empty while somebody waits.
    """
    if host_share is None:
        return list(line)
    left = {side: count - taken.get(side, 0) for side, count in seats(capacity, host_share).items()}
    rest, ordered = list(line), []
    while rest:
        chosen = next((one for one in rest if left.get(one.community, 0) > 0), rest[0])
        rest.remove(chosen)
        ordered.append(chosen)
        left[chosen.community] = left.get(chosen.community, 0) - 1
    return ordered


def term_of(day: date) -> str:
    """The half-year of a day: "2014-1" is January to June 2014, "2014-2" the rest of it."""
    return f"{day.year}-{1 if day.month <= 6 else 2}"


def start_level(can: Mapping[str, int], asked: Mapping[str, int]) -> str:
    """Where to begin: the first level at which somebody cannot yet do most of what it asks; the last when they can."""
    for level, count in asked.items():
        if can.get(level, 0) * 3 < count * 2:
            return level
    return list(asked)[-1]
