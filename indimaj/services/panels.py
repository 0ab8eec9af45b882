"""What rooms above say on the public page of a service; they register when they start."""

from collections.abc import Callable, Sequence
from uuid import UUID

from indimaj.design.beside import Beside, said

Panel = Callable[[UUID], Sequence[Beside]]
_panels: list[Panel] = []


def register(function: Panel) -> None:
    """Have a function asked, by the id of a service, for headings with links; in a fixed number of questions."""
    if function not in _panels:
        _panels.append(function)


def beside(service: UUID) -> list[Beside]:
    """What every room above says of a service."""
    return said(one for panel in _panels for one in panel(service))
