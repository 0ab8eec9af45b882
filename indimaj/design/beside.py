"""What other rooms say beside a thing on its page: headings with links. The page's room keeps a register of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


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


def said(found: Iterable[Beside]) -> list[Beside]:
    """Those that say anything: a heading without a link is left out."""
    return [one for one in found if one.links]
