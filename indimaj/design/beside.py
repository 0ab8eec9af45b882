"""What other rooms say beside a thing on its page: headings with links. The page's room keeps a register of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, ParamSpec

P = ParamSpec("P")


@dataclass(frozen=True)
class Link:
    """Where a reader goes on, or back to."""

    label: str
    url: str


@dataclass(frozen=True)
class Beside:
    """A heading and its links, in the reader's language."""

    heading: str
    links: Sequence[Link]


class Panels(Generic[P]):
    """What rooms above say on a page; they register when they start, each function for a fixed number of questions."""

    def __init__(self) -> None:
        self._asked: list[Callable[P, Sequence[Beside]]] = []

    def register(self, function: Callable[P, Sequence[Beside]]) -> None:
        """Have a function asked for headings with links."""
        if function not in self._asked:
            self._asked.append(function)

    def beside(self, *args: P.args, **kwargs: P.kwargs) -> list[Beside]:
        """What every room above says."""
        return said(one for function in self._asked for one in function(*args, **kwargs))


def said(found: Iterable[Beside]) -> list[Beside]:
    """Those that say anything: a heading without a link is left out."""
    return [one for one in found if one.links]
