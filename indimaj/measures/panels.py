"""What rooms above add to the page of a figure: what it shows, where it is printed. They register when they start.

`register(function)`: given the code of an indicator, on the page of one measurement its id, on the page of the indicator
the ids of its series, the function returns headings with links, in a fixed number of questions to the database.
"""

from collections.abc import Callable, Sequence
from uuid import UUID

from indimaj.design.beside import Beside, said

Panel = Callable[[str, UUID | None, Sequence[UUID]], Sequence[Beside]]
_panels: list[Panel] = []


def register(function: Panel) -> None:
    """Have a function asked for what stands beside a figure."""
    if function not in _panels:
        _panels.append(function)


def beside(code: str, measurement: UUID | None = None, series: Sequence[UUID] = ()) -> list[Beside]:
    """What every room above says of a figure; headings without a link are left out."""
    return said(one for panel in _panels for one in panel(code, measurement, series))
