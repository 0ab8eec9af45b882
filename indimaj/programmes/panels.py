"""What rooms above say on the public page of a course, of it or of its programme; they register when they start."""

from collections.abc import Callable, Sequence
from uuid import UUID

from indimaj.design.beside import Beside, said

Panel = Callable[[UUID, UUID], Sequence[Beside]]
_panels: list[Panel] = []


def register(function: Panel) -> None:
    """Have a function asked, by the ids of a programme and of its course, for headings with links; in few questions."""
    if function not in _panels:
        _panels.append(function)


def beside(programme: UUID, course: UUID) -> list[Beside]:
    """What every room above says of a course and its programme."""
    return said(one for panel in _panels for one in panel(programme, course))
