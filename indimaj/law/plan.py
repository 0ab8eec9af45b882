"""Columns that are worked out step by step, each distinct one once, whatever rules ask for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

Join = Callable[[Any, Any], Any]


class Plan:
    """Named columns over a frame, and the columns that each of them needs.

    In steps, because a named column is shared for nothing, while Polars' own search for common parts costs
    more than these rules do. Kleene's AND and OR ask for no order, so what several of them join in common is
    joined once: two versions of a reform share most of their clauses.
    """

    def __init__(self, frame: pl.DataFrame | pl.LazyFrame) -> None:
        self.frame = frame
        self.columns: Mapping[str, Any] = frame.lazy().collect_schema()
        self._made: dict[str, tuple[tuple[str, ...], Any]] = {}
        self._joins: dict[str, tuple[Join, tuple[str, ...]]] = {}
        self._names: dict[Any, str] = {}

    def column(self, key: Any, needs: tuple[str, ...], expression: Callable[[], Any]) -> str:
        """Return the name of a column that needs others, made when its key is new."""
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = f"law:{len(self._names)}"
            self._made[name] = needs, expression()
        return name

    def joined(self, join: Join, parts: tuple[str, ...]) -> str:
        """Return the name of the AND or the OR of some columns."""
        distinct = tuple(dict.fromkeys(parts))
        if len(distinct) == 1:
            return distinct[0]
        key = join, frozenset(distinct)
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = f"law:{len(self._names)}"
            self._joins[name] = join, distinct
        return name

    def collect(self, ask: Callable[[pl.LazyFrame], pl.LazyFrame]) -> pl.DataFrame:
        """Ask something of the decided frame. The columns of a step are worked out side by side."""
        import polars as pl

        plain = pl.QueryOptFlags(comm_subexpr_elim=False)
        return ask(_decided(self.frame.lazy(), self._steps())).collect(optimizations=plain)

    def _share(self) -> None:
        """Join what two joins have in common once, the largest such part first."""
        while common := max(self._common(), key=lambda one: len(one[1]), default=None):
            join, shared = common
            name = self.joined(join, tuple(sorted(shared)))
            for other, (kind, parts) in self._joins.items():
                if kind is join and other != name and shared <= set(parts):
                    rest = tuple(part for part in parts if part not in shared)
                    self._joins[other] = join, (name, *rest)

    def _common(self) -> list[tuple[Join, frozenset[str]]]:
        pairs = combinations(self._joins.values(), 2)
        both = [(join, frozenset(parts) & set(more)) for (join, parts), (kind, more) in pairs if join is kind]
        return [(join, shared) for join, shared in both if len(shared) > 1]

    def _steps(self) -> list[dict[str, Any]]:
        """The columns in the order in which they can be worked out."""
        import polars as pl

        self._share()
        wanted = dict(self._made)
        for name, (join, parts) in self._joins.items():
            wanted[name] = parts, reduce(join, map(pl.col, parts))
        steps: list[dict[str, Any]] = []
        while wanted:
            ready = {name: made for name, (needs, made) in wanted.items() if not set(needs) & wanted.keys()}
            steps.append(ready)
            wanted = {name: made for name, made in wanted.items() if name not in ready}
        return steps


def _decided(frame: pl.LazyFrame, steps: list[dict[str, Any]]) -> pl.LazyFrame:
    for columns in steps:
        frame = frame.with_columns(**columns)
    return frame
